"""What the command line prints for people."""

from typing import Any

import pytest

from ingest.report import Report
from web.printing import print_answer, print_documents, print_report, print_results

REPORT: dict[str, Any] = {**Report("r").as_json(), "seconds": 1.24}
CHANGE: dict[str, Any] = {
    "change": "changed",
    "title": "Referat",
    "item": "Cykelsti",
    "case_number": None,
    "points": [2],
    "outcome": "postponed",
    "body": "Teknikudvalget",
    "date": "2025-05-14",
    "before": {"outcome": "approved"},
}
CONCERNED = {"title": "Referat", "question": "Hvor går stien?", "asked_at": "2025-05-15T08:00:00+00:00"}
BAD = {"source": "tom.txt", "reason": "Filen er tom."}
CITATION: dict[str, Any] = {
    "number": 1,
    "title": "Strategi [bold]",
    "body": "Byrådet",
    "date": "2024-12-05",
    "validity": "superseded",
    "section": "Mål > Digital hjælp",
    "page": 4,
    "source": "strategi.pdf",
}
ANSWER: dict[str, Any] = {
    "text": "Hjælpen er åben. [1]",
    "guardrails": [{"message": "En kilde er erstattet."}],
    "citations": [CITATION],
    "near_misses": [],
    "ai_notice": "Sat sammen af et AI-system.",
}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"unchanged": 5}, "5 uændrede – intet at gøre."),
        ({"unchanged": 1}, "1 uændret – intet at gøre."),
        ({"added": 2, "unchanged": 1, "passages": 9}, "2 tilføjet, 1 uændret – 9 passager på 1,2 sekunder."),
        ({"updated": 1, "passages": 1}, "1 opdateret – 1 passage på 1,2 sekunder."),
        ({"unchanged": 1, "failed": [BAD]}, "Fejl: tom.txt: Filen er tom.\n1 uændret, 1 fejlet."),
        ({"failed": [BAD, BAD]}, "2 fejlede."),
        ({"skipped": [BAD]}, "Sprunget over: tom.txt: Filen er tom.\n1 sprunget over – intet at gøre."),
        ({}, "Ingen filer – intet at gøre."),
        ({"renamed": 1, "removed": 2}, "1 omdøbt, 2 taget ud af brug."),
        ({"kept": [BAD], "unchanged": 1}, "Beholdt: tom.txt: Filen er tom.\n1 uændret – intet at gøre."),
        (
            {"updated": 1, "passages": 1, "decisions": [CHANGE], "answers": [CONCERNED]},
            (
                "Ændret beslutning: Cykelsti (Teknikudvalget, 14. maj 2025), punkt 2: Udsat, før godkendt.\n"
                "Tidligere svar: »Hvor går stien?« (15. maj 2025) citerer et sted i Referat, som ikke længere "
                "står der.\n"
                "1 opdateret – 1 passage på 1,2 sekunder."
            ),
        ),
    ],
)
def test_a_report_names_what_went_wrong_and_sums_up(
    capsys: pytest.CaptureFixture[str], changes: dict[str, Any], said: str
) -> None:
    print_report(REPORT | changes, dry_run=False)
    assert capsys.readouterr().out.strip().endswith(said)


def test_a_dry_run_says_that_nothing_was_kept(capsys: pytest.CaptureFixture[str]) -> None:
    print_report(REPORT | {"added": 1}, dry_run=True)
    assert capsys.readouterr().out.strip().endswith("Prøvekørsel: intet er gemt.")


def test_an_answer_is_followed_by_its_sources_as_they_stand(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(ANSWER)
    assert capsys.readouterr().out == (
        "Hjælpen er åben. [1]\n"
        "Bemærk: En kilde er erstattet.\n"
        "\n"
        "Kilder\n"
        "[1] Strategi [bold]\n"
        "    Byrådet · 5. december 2024 · Erstattet\n"
        "    Mål > Digital hjælp · side 4\n"
        "    strategi.pdf\n"
        "\n"
        "Sat sammen af et AI-system.\n"
    )


def test_what_the_answer_says_itself_is_not_said_twice(capsys: pytest.CaptureFixture[str]) -> None:
    note = {"message": "Jeg afgør ikke sager."}
    print_answer(
        ANSWER | {"text": "Jeg afgør ikke sager. Spørg om reglerne.", "guardrails": [note], "citations": []}
    )
    assert capsys.readouterr().out == "Jeg afgør ikke sager. Spørg om reglerne.\n"


def test_what_is_not_known_leaves_no_gap(capsys: pytest.CaptureFixture[str]) -> None:
    bare = {"body": None, "date": None, "validity": "unknown", "section": None, "page": None}
    print_answer(ANSWER | {"citations": [CITATION | bare], "guardrails": []})
    assert "[1] Strategi [bold]\n    strategi.pdf\n" in capsys.readouterr().out


def test_a_long_passage_is_cut_between_words(capsys: pytest.CaptureFixture[str]) -> None:
    result = {"title": "T", "section": None, "page": 2, "score": 0.456, "text": "ord " * 200}
    print_results({"results": [result], "milliseconds": 1})
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["1. T  0,46", "   side 2"]
    assert " ".join(lines[2:]).rstrip().endswith("ord …")


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    print_results({"results": [], "milliseconds": 1})
    print_documents({"documents": []})
    out = capsys.readouterr().out
    assert "Ingen passager fundet." in out
    assert "Der er ingen dokumenter endnu." in out
