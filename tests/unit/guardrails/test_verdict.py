import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.verdict import Span, Triggered, Verdict, masked, merged, original


def spans(*places: tuple[int, int, str]) -> list[Span]:
    return [Span(*place) for place in places]


MERGED = {
    "none": ([], []),
    "in order": ([(5, 6, "b"), (0, 2, "a")], [(0, 2, "a"), (5, 6, "b")]),
    "side by side": ([(0, 2, "a"), (2, 4, "b")], [(0, 2, "a"), (2, 4, "b")]),
    "the longer mask": ([(0, 2, "a"), (1, 9, "b")], [(0, 9, "b")]),
    "one in another": ([(0, 9, "a"), (3, 4, "b")], [(0, 9, "a")]),
    "the same": ([(0, 3, "a"), (0, 3, "b")], [(0, 3, "a")]),
    "a chain": ([(0, 3, "a"), (2, 5, "b"), (4, 9, "c")], [(0, 9, "c")]),
}


@pytest.mark.parametrize(("given_spans", "expected"), MERGED.values(), ids=MERGED)
def test_spans_are_merged(
    given_spans: list[tuple[int, int, str]], expected: list[tuple[int, int, str]]
) -> None:
    assert list(merged(spans(*given_spans))) == spans(*expected)


def test_a_text_is_masked() -> None:
    assert masked("abcdef", spans((4, 6, "[2]"), (0, 2, "[1]"))) == "[1]cd[2]"
    assert masked("abc", []) == "abc"


def test_spans_of_a_masked_text_are_those_of_the_text_before() -> None:
    text = "ab 070761-4285 cd 28714406 ef"
    removed = spans((3, 14, "[CPR]"), (18, 26, "[TELEFONNUMMER]"))
    shown = masked(text, removed)
    for word in ("ab", "cd", "ef"):
        start = shown.index(word)
        [span] = original([Span(start, start + 2, "x")], removed)
        assert text[span.start : span.end] == word
    for mask, hidden in (("[CPR]", "070761-4285"), ("[TELEFONNUMMER]", "28714406")):
        start = shown.index(mask)
        for first, last in ((start, start + len(mask)), (start + 1, start + 2)):
            [span] = original([Span(first, last, "x")], removed)
            assert text[span.start : span.end] == hidden


_SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 10), st.sampled_from(["", "[m]", "[en lang maske]"])),
    max_size=5,
)


@given(st.text(min_size=40, max_size=40), _SPANS, st.integers(0, 30), st.integers(1, 10))
def test_any_span_of_a_masked_text_lies_in_the_text(
    text: str, places: list[tuple[int, int, str]], start: int, length: int
) -> None:
    removed = [Span(first, first + size, mask) for first, size, mask in places]
    shown = masked(text, removed)
    end = min(start + length, len(shown))
    if start < end:
        [span] = original([Span(start, end, "x")], removed)
        assert 0 <= span.start <= span.end <= len(text)


def test_what_ends_a_question_is_the_first_rule_that_stops_it() -> None:
    triggered = (
        Triggered("cpr", "redact", spans=(Span(3, 5, "a"),)),
        Triggered("decision", "route"),
        Triggered("confidential", "block", spans=(Span(0, 2, "b"),)),
    )
    verdict = Verdict("block", "", "", triggered)
    assert verdict.ends == triggered[1]
    assert verdict.spans == (Span(0, 2, "b"), Span(3, 5, "a"))
    assert Verdict("pass", "", "").ends is None
