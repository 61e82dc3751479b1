"""What two texts do not have in common."""

import pytest

from ingest.differences import Difference, compare

_MARKS = {"gone": "[-{}-]", "new": "[+{}+]", "same": "{}"}


def _told(difference: Difference) -> list[str]:
    return ["".join(_MARKS[p.change].format(p.text) for p in pieces) for pieces in difference.stretches]


@pytest.mark.parametrize(
    ("older", "newer", "told"),
    [
        ("", "", []),
        ("Det samme.\n\nOg det.", "Det   samme.\nOg det.", []),
        ("", "Nyt.", ["[+Nyt.+]"]),
        ("Væk.", "", ["[-Væk.-]"]),
        (
            "Mødet er den 1. maj.\n\nSlut.",
            "Mødet er den 2. maj.\n\nSlut.",
            ["Mødet er den [-1-][+2+]. maj."],
        ),
        (
            "Udvalget godkendte det.",
            "Udvalget tiltrådte det.",
            ["Udvalget [-godkendte -][+tiltrådte +]det."],
        ),
        ("Et.\n\nTo.", "Et.\n\nHalvandet.\n\nTo.", ["[+Halvandet.+]"]),
        ("Et.\n\nTo.\n\nTre.", "Et.\n\nTre.", ["[-To.-]"]),
        (
            "a b c d e f g h i j k l m n o p",
            "x b c d e f g h i j k l m n o p",
            ["[-a -][+x +]b c d e f g h i j k l m …"],
        ),
        ("Ja.\nNej.\nJa.", "Ja.\nJa.", ["[-Nej.-]"]),
        ("A.\nB.\nC.\nD.", "A!\nB.\nC.\nD!", ["A[-.-][+!+]", "D[-.-][+!+]"]),
    ],
)
def test_changes_are_told_word_by_word(older: str, newer: str, told: list[str]) -> None:
    assert _told(compare(older, newer)) == told


def test_what_lies_between_two_changes_is_cut_in_the_middle() -> None:
    words = " ".join(f"ord{number}" for number in range(100))
    (told,) = _told(compare(f"gammel {words} gammel", f"ny {words} ny"))
    assert told.startswith("[-gammel -][+ny +]ord0 ")
    assert " … " in told
    assert told.endswith("ord99 [-gammel-][+ny+]")
    assert len(told.split()) < 40


def test_very_many_changes_are_counted() -> None:
    older = "\n".join(f"Linje {number} er her." for number in range(5000))
    difference = compare(older, older.replace("er her", "var her"))
    assert (len(difference.stretches), difference.more) == (100, 4900)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Godkendt.\n" * 50_000, "Godkendt.\nUdsat.\n" * 25_000),
        ("a b " * 100_000, "b c " * 100_000),
        ("\n".join(map(str, range(20_000))), "\n".join(map(str, reversed(range(20_000))))),
        ("x" * 200_000, "y" * 200_000),
        ("\n" * 200_000, " " * 200_000),
    ],
    ids=["repeated", "one line", "reversed", "one word", "nothing"],
)
def test_hostile_texts_give_little(older: str, newer: str) -> None:
    difference = compare(older, newer)
    assert sum(len(piece.text) for pieces in difference.stretches for piece in pieces) < 500_000
