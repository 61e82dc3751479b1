import pytest

from ingest.readers.paragraphs import Line, gather, wrap_width

WRAPPED = """Kommunen vil i de kommende år arbejde med digital post, så borgerne
får svar hurtigere, og så medarbejderne får tid til kerneopgaven i de
mange it- og digitaliseringsprojekter. Det gælder især sikker-
hedsniveauet.
Sagen har ingen økonomiske konsekvenser."""


def lines(text: str) -> list[Line]:
    return [Line(line.strip(), len(line) - len(line.lstrip())) for line in text.split("\n")]


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in gather(lines(text))]


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    assert wrap_width(lines(WRAPPED)) is not None
    first, second = texts(WRAPPED)
    assert first.startswith("Kommunen vil")
    assert first.endswith("it- og digitaliseringsprojekter. Det gælder især sikkerhedsniveauet.")
    assert second == "Sagen har ingen økonomiske konsekvenser."


def test_lines_that_are_paragraphs_stay() -> None:
    text = "Mødedato: 20.09.2023\nMødested: Rådhuset\n" + "\n".join(
        "Lang linje om sagen. " * n for n in (9, 3, 12)
    )
    assert wrap_width(lines(text)) is None
    assert len(texts(text)) == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("et sikker-\n\n\n\nhedsniveau, der", ["et sikkerhedsniveau, der"]),
        ("alle indsatser i\n\nstrategien", ["alle indsatser i strategien"]),
        ("frist den\n19. november 2024", ["frist den", "19. november 2024"]),
        ("Indstilling\nTekst", ["Indstilling", "Tekst"]),
        ("Forvaltningen indstiller\n\nat det godkendes\n\nat det drøftes", None),
    ],
)
def test_what_goes_on(text: str, expected: list[str] | None) -> None:
    assert texts(text) == (expected or [line for line in text.split("\n") if line])


def test_an_underline_marks_the_line_above() -> None:
    title, text = gather(lines("Et notat\n========\n\nTekst."))
    assert (title.text, title.underline, text.text) == ("Et notat", "=", "Tekst.")
