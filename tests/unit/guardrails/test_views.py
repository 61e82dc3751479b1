from hypothesis import given
from hypothesis import strategies as st

from guardrails.views import Edit, View


def cut(original: str, view: View, word: str) -> str:
    place = view.text.index(word)
    start, end = view.span(place, place + len(word))
    return original[start:end]


def test_a_view_of_nothing_changed_is_the_text() -> None:
    assert View("abc").span(1, 2) == (1, 2)
    assert View("abc").rewritten([]).text == "abc"


def test_places_lead_back_through_several_edits() -> None:
    original = "nul-syv %30 slut"
    first = View(original).rewritten([(0, 3, "0"), (3, 4, ""), (4, 7, "7")])
    assert first.text == "07 %30 slut"
    second = first.rewritten([(3, 6, "0")])
    assert second.text == "07 0 slut"
    assert cut(original, second, "07") == "nul-syv"
    assert cut(original, second, " 0") == " %30"
    assert cut(original, second, "slut") == "slut"


def test_what_is_longer_than_what_it_stands_for_leads_to_all_of_it() -> None:
    view = View("se QUJD nu").rewritten([(3, 7, "en lang tekst")])
    assert cut("se QUJD nu", view, "lang") == "QUJD"
    assert cut("se QUJD nu", view, "nu") == "nu"


def test_a_reversed_view_leads_back() -> None:
    view = View("abc def").reversed()
    assert view.text == "fed cba"
    assert cut("abc def", view, "fed") == "def"
    assert cut("abc def", View("a1 def").rewritten([(0, 2, "abc")]).reversed(), "cba") == "ab"


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.text(max_size=4)), max_size=4),
)
def test_every_place_of_a_view_lies_in_the_text(text: str, wanted: list[tuple[int, int, str]]) -> None:
    edits: list[Edit] = []
    for start, size, shown in sorted(wanted):
        end = min(start + size, len(text))
        if start < end and (not edits or start >= edits[-1][1]):
            edits.append((start, end, shown))
    for view in (View(text).rewritten(edits), View(text).rewritten(edits).reversed()):
        for place in range(len(view.text)):
            start, end = view.span(place, place + 1)
            assert 0 <= start < end <= len(text)
