"""Both languages are complete, and no text is left that nothing shows."""

import re
from pathlib import Path

import pytest

from assistant.answer import Language
from web.texts import LANGUAGES, TEXTS, day, figure, label, moment, script_texts, text

WEB = Path(__file__).parents[3] / "web"
_GROUPS = """validity kind outcome subject basis field state sorting retired csv
    runkind runstatus change result every feedkind feedhint mask seen stage does in_language
    policystatus pausestate pausekind linkstate linkflag act where audited detail said
    held finding hidden ruling redacted"""
LABELS = tuple(f"{group}." for group in _GROUPS.split())
"""Groups of texts that name stored values or columns: they are looked up by name."""


@pytest.mark.parametrize("key", TEXTS)
def test_each_text_stands_in_both_languages(key: str) -> None:
    assert set(TEXTS[key]) == set(LANGUAGES)
    assert all(said.strip() for said in TEXTS[key].values())


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_have_the_same_places(key: str) -> None:
    places = [set(re.findall(r"\{(\w+)\}", TEXTS[key][language])) for language in LANGUAGES]
    assert places[0] == places[1]


@pytest.mark.parametrize("key", [key for key in TEXTS if not key.startswith(LABELS)])
def test_each_text_is_shown_somewhere(key: str) -> None:
    files = [*WEB.glob("templates/*.html"), *WEB.glob("static/*.js")]
    shown = "\n".join(path.read_text(encoding="utf-8") for path in files)
    group, _, name = key.partition(".")
    built = {"language": "language."}
    if group == "notice" and name.startswith(("keep_", "column_")):
        key = f'notice.{name.split("_")[0]}_"'
    if group == "quarantine" and (end := re.search(r"_(?:ask|words|done)$", name)):
        key = end[0]
    columns = ("source", "catalogue", "places", "citing", "fields", "runs", "policy", "audit", "quarantine")
    looked_up = f'"{name}"' if group in columns else key
    assert f'"{key}"' in shown or built.get(group, looked_up) in shown or key in shown


def test_each_text_that_a_script_or_template_asks_for_exists() -> None:
    asked: set[str] = set()
    for path in [*WEB.glob("templates/*.html"), *WEB.glob("static/*.js")]:
        asked |= set(
            re.findall(r"\bt\(\s*[\"']([a-z_]+(?:\.[a-z_]+)?)[\"']\s*[,)]", path.read_text(encoding="utf-8"))
        )
    assert asked
    assert asked <= set(TEXTS)


def test_scripts_get_the_texts_that_they_ask_for() -> None:
    asked: set[str] = set()
    for path in WEB.glob("static/*.js"):
        asked |= set(re.findall(r"\bt\((?:\w+ \? )?\"([a-z_.]+)\"", path.read_text(encoding="utf-8")))
    assert asked <= set(script_texts("da"))


def test_an_unknown_key_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        text("no.such", "da")


@pytest.mark.parametrize(
    ("date", "language", "shown"),
    [
        ("2024-02-01", "da", "1. februar 2024"),
        ("2024-02-01", "en", "1 February 2024"),
        ("2024-12", "da", "2024-12"),
        ("2024", "en", "2024"),
    ],
)
def test_dates_are_said_in_words(date: str, language: Language, shown: str) -> None:
    assert day(date, language) == shown


def test_a_value_without_a_name_is_shown_as_it_is() -> None:
    assert label("kind", "minutes", "da") == "Referat"
    assert label("kind", "songbook", "da") == "songbook"


def test_times_are_said_in_words() -> None:
    assert re.fullmatch(r"[12]\. februar 2024 kl\. \d\d\.\d\d", moment("2024-02-01T12:30:00+00:00", "da"))
    assert re.fullmatch(r"[12] February 2024, \d\d:\d\d", moment("2024-02-01T12:30:00+00:00", "en"))
    assert moment("i går", "da") == "i går"


@pytest.mark.parametrize(
    ("number", "language", "shown"), [(7, "da", "7"), (12345, "da", "12.345"), (1234567, "en", "1,234,567")]
)
def test_thousands_are_set_apart(number: int, language: Language, shown: str) -> None:
    assert figure(number, language) == shown
