"""The command line: every command, its JSON, its exit status and its errors.

Most commands here are carried out by a running server, which takes a tenth of the time; `test_server` compares them
with those carried out without one.
"""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.product import ROOT, SAMPLE, Server, copy_home, run

QUESTION = "Hvem er AI-koordinator i kommunen?"
NOT_FOUND = "Hvor mange borgere i Odense Kommune er fritaget for Digital Post?"


@pytest.fixture
def home(shared_server: Server) -> Path:
    """The home folder of a running server."""
    return shared_server.home


def _journalled(home: Path) -> int:
    with sqlite3.connect(home / "journal.db") as connection:
        found: int = connection.execute("SELECT count(*) FROM answers").fetchone()[0]
    connection.close()
    return found


def test_an_answer_as_json_is_whole_and_its_quotes_stand_at_their_offsets(home: Path) -> None:
    result = run(home, "ask", QUESTION, "--json")
    assert result.status == 0
    assert result.err == ""
    answer = result.json()
    assert list(answer)[:3] == ["status", "language", "text"]
    assert answer["status"] == "answered"
    assert "Sofus Vinderslev" in answer["text"]
    for citation in answer["citations"]:
        shown = run(
            home, "documents", "show", citation["document"], "--version", str(citation["version"]), "--json"
        ).json()
        assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert {"blocks", "dropped", "outline", "title", "source"} <= set(shown)


def test_an_answer_for_people_has_marks_and_a_numbered_list_of_sources(home: Path) -> None:
    result = run(home, "ask", QUESTION)
    assert result.status == 0
    text, sources = result.out.split("\nKilder\n")
    assert "[1]" in text
    assert sources.startswith("[1] ")
    assert any(suffix in sources for suffix in (".docx", ".md", ".pdf", ".txt", ".html"))
    assert not any(line != line.rstrip() for line in result.out.splitlines())


def test_without_an_answer_the_nearest_sources_are_told(home: Path) -> None:
    result = run(home, "ask", NOT_FOUND)
    assert result.status == 0
    assert "\nNærmeste kilder\n1.  " in result.out
    assert "[1]" not in result.out


def test_a_day_in_the_past_is_answered_from_what_held_then(home: Path) -> None:
    question = "Hvor mange timers digital hjælp er der om ugen?"
    answer = run(home, "ask", question, "--as-of", "2023-06-01", "--json").json()
    assert answer["status"] == "answered"
    assert {(c["source"], c["validity"]) for c in answer["citations"]} == {
        ("digitaliseringsstrategi-2021-2024.docx", "in_force")
    }


def test_search_gives_passages_best_first(home: Path) -> None:
    found = run(home, "search", "fritagelse for Digital Post", "-k", "3", "--json").json()
    assert set(found) == {"results", "milliseconds"}
    scores = [result["score"] for result in found["results"]]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert set(found["results"][0]) == {"passage", "document", "title", "section", "page", "score", "text"}
    assert "Digital Post" in run(home, "search", "fritagelse for Digital Post").out


def test_documents_are_listed_and_shown(home: Path) -> None:
    listed = run(home, "documents", "list", "--json").json()["documents"]
    assert {Path(row["source"]).name for row in listed} == {f.name for f in (SAMPLE / "documents").iterdir()}
    dates = [row["date"] or "" for row in listed if row["date"]]
    assert dates == sorted(dates, reverse=True)
    assert listed[0]["document"] in run(home, "documents", "list").out
    shown = run(home, "documents", "show", listed[0]["document"]).out
    assert shown.startswith(listed[0]["title"])


def test_evaluation_measures_without_a_place_in_the_journal(ingested: Path, tmp_path: Path) -> None:
    home = copy_home(ingested, tmp_path / "home")
    cases = tmp_path / "cases.jsonl"
    cases.write_text(
        "\n".join((SAMPLE / "cases.jsonl").read_text(encoding="utf-8").splitlines()[:3]), "utf-8"
    )
    result = run(home, "evaluate", str(cases), "--json", "--as-of", "2025-06-01")
    assert result.status == 0
    figures = result.json()
    assert figures["answerable"]["cases"] == 3
    assert figures["citations"]["checked"] == figures["citations"]["verbatim"] > 0
    assert len(figures["cases"]) == 3
    assert figures["milliseconds"]["p50"] <= figures["milliseconds"]["p95"]
    assert _journalled(home) == 0


def test_evaluation_for_people(home: Path) -> None:
    out = run(home, "evaluate", str(SAMPLE / "cases.jsonl")).out
    assert "Citater, der står ordret" in out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["ask", ""], 2, "Skriv et spørgsmål."),
        (["ask", "!!! 🙂"], 2, "ingen ord"),
        (["ask", "x" * 3000], 2, "3000"),
        (["ask", QUESTION, "--as-of", "i går"], 2, "2025-01-31"),
        (["search", "  "], 2, "Skriv et spørgsmål."),
        (["search", "post", "-k", "0"], 2, "-k"),
        (["ask"], 2, "SPØRGSMÅL"),
        (["nonsense"], 2, "nonsense"),
        (["documents", "show", "findes-ikke"], 1, "findes ikke"),
        (["evaluate", "findes-ikke.jsonl"], 2, "findes ikke"),
    ],
)
def test_what_goes_wrong_is_told_in_one_line_and_by_the_exit_status(
    home: Path, arguments: list[str], status: int, said: str
) -> None:
    result = run(home, *arguments)
    assert result.status == status
    assert said in result.err
    assert "Traceback" not in result.err


def test_an_error_with_json_is_one_json_object_too(home: Path) -> None:
    result = run(home, "ask", "", "--json")
    assert result.status == 2
    assert result.json() == {"error": {"code": "question_empty", "message": "Skriv et spørgsmål."}}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['{"id": "a"'], "linje 1: linjen er ikke gyldig JSON"),
        (['{"id": "a", "question": "b"}'], "linje 1: »answerable«"),
        (['{"id": "a", "question": "b", "answerable": false}'] * 2, "linje 2: id »a« er brugt før"),
        (['{"id": "a", "question": "b", "answerable": true}'], "»documents« og »facts«"),
        ([], "ingen spørgsmål"),
    ],
)
def test_a_bad_file_of_cases_names_the_line(home: Path, tmp_path: Path, lines: list[str], said: str) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join(lines), encoding="utf-8")
    result = run(home, "evaluate", str(cases))
    assert result.status == 2
    assert said in result.err


def test_help_loads_nothing_heavy() -> None:
    """It must come within half a second: measured by what is loaded, which does not depend on the machine's load."""
    command = [sys.executable, "-X", "importtime", "-m", "kkgpt", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "documents" in done.stdout
    loaded = {
        line.rsplit("|", 1)[1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line
    }
    assert "typer" in loaded
    assert loaded.isdisjoint(
        {"chromadb", "sqlalchemy", "fastapi", "pydantic", "onnxruntime", "numpy", "assistant"}
    )


def test_an_empty_home_says_how_to_begin(tmp_path: Path) -> None:
    result = run(tmp_path / "new", "ask", QUESTION)
    assert result.status == 0
    assert "kkgpt ingest" in result.out
