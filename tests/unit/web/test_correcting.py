"""Fields are named as people name them."""

import pytest

from web.correcting import field_named


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("title", "title"),
        ("Titel", "title"),
        ("valid_to", "valid_to"),
        ("gælder til", "valid_to"),
        ("gælder-til", "valid_to"),
        ("Erstattet af", "superseded_by"),
        ("farve", "farve"),
    ],
)
def test_a_field_is_called_by_its_danish_name_or_its_own(word: str, name: str) -> None:
    assert field_named(word) == name
