import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.danish.normalise import clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u00adb", "ab"),
        ("A\u030arhus", "Århus"),
        ("et\u200bord\ufeff", "etord"),
        ("to \u00a0 ord\t", "to ord"),
        ("a\r\nb\rc\fd", "a\nb\nc\nd"),
        ("nul\x00 og \ud800", "nul og "),
        (" kant \n kant ", "kant\nkant"),
    ],
)
def test_text_is_stored_in_one_form(text: str, expected: str) -> None:
    assert clean(text) == expected.strip(" ")


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
