"""The register of decisions as a page, as JSON and as a table."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ingest.embedding.embedder import Embedder
from ingest.fields import Field
from ingest.minutes.model import Outcome
from tests.support.filled import CYCLING, fill
from tests.support.register import Register, decision, item
from tests.support.register_site import register_app
from web.texts import TEXTS


@pytest.fixture
def client(tmp_path: Path, embedder: Embedder, count_tokens: Callable[[str], int]) -> Iterator[TestClient]:
    register = fill(tmp_path)
    with TestClient(
        register_app(register, tmp_path, embedder, count_tokens), base_url="http://127.0.0.1"
    ) as client:
        yield client
    register.engine.dispose()


def _shown(client: TestClient, path: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(path).text).split())


def _rows(client: TestClient, path: str) -> list[list[str]]:
    text = client.get(path).content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_the_page_groups_by_meeting_and_case(client: TestClient) -> None:
    shown = _shown(client, "/beslutninger")
    order = [
        "6 beslutninger",
        "Byrådet 20. februar 2025",
        "Byrådet vedtog enstemmigt",
        "Cyklistudvalget 4. februar 2025",
        "Udvalget udsatte",
    ]
    assert [shown.index(said) for said in order] == sorted(shown.index(said) for said in order)
    assert shown.count("Sag 25-0017") == 2
    assert "Cyklistudvalget, 4. februar 2025 : godkendt, udsat" in shown
    assert "Udvalg og dato er udledt" in shown


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [
        ("?udvalg=Byr%C3%A5det", "2 beslutninger", "Taget til efterretning."),
        ("?udfald=rejected", "1 beslutning", "Agnete"),
        ("?fra=2025-02-10&til=2025-02-28", "2 beslutninger", "Taget til efterretning."),
        ("?q=cykelsti", "3 beslutninger", "Agnete"),
        ("?sag=25-0017", "3 beslutninger", "Agnete"),
        ("?q=intet", "Ingen beslutninger passer", "Agnete"),
        ("?side=9", "Ingen beslutninger passer", "Agnete"),
        ("?lang=en&udfald=appointed", "1 decision", "beslutning,"),
    ],
)
def test_the_page_is_narrowed(client: TestClient, query: str, there: str, missing: str) -> None:
    shown = _shown(client, f"/beslutninger{query}")
    assert there in shown
    assert missing not in shown


def test_a_quote_leads_to_its_place(client: TestClient) -> None:
    start = CYCLING.index("Taget til efterretning.")
    end = start + len("Taget til efterretning.")
    assert f'href="/kilder/udvalg/1?fra={start}&amp;til={end}#citat"' in client.get("/beslutninger").text


def test_programs_get_all_of_a_decision(client: TestClient) -> None:
    body = client.get("/api/decisions", params={"outcome": "approved"}).json()
    (found,) = body["decisions"]
    start = CYCLING.index("Udvalget godkendte")
    quote = "Udvalget godkendte indstillingens første punkt med 5 stemmer mod 2."
    assert body["total"] == 1
    assert found == {
        "document": "udvalg",
        "source": "udvalg.html",
        "version": 1,
        "title": "Ny cykelsti ved Åvej",
        "number": "1",
        "case_number": "25-0017",
        "municipality": "Lysbjerg Kommune",
        "body": "Cyklistudvalget",
        "body_basis": "stated",
        "date": "2025-02-04",
        "date_basis": "stated",
        "subject": "recommendation",
        "points": [{"number": 1, "text": "at udvalget godkender anlægget af en cykelsti ved Åvej"}],
        "outcome": "approved",
        "vote": {"in_favour": 5, "against": 2, "abstained": None, "unanimous": False},
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "url": f"/kilder/udvalg/1?fra={start}&til={start + len(quote)}",
    }


@pytest.mark.parametrize(
    ("query", "total", "listed"),
    [
        ({}, 6, 6),
        ({"limit": 2}, 6, 2),
        ({"limit": 2, "offset": 5}, 6, 1),
        ({"body": "Byrådet"}, 2, 2),
        ({"from": "2025-02-05", "to": "2025-02-20"}, 2, 2),
        ({"case": "25-0017"}, 3, 3),
        ({"municipality": "Andeby"}, 0, 0),
        ({"q": "formand"}, 1, 1),
    ],
)
def test_programs_narrow_and_page(client: TestClient, query: dict[str, Any], total: int, listed: int) -> None:
    body = client.get("/api/decisions", params=query).json()
    assert (body["total"], len(body["decisions"])) == (total, listed)


@pytest.mark.parametrize("query", [{"from": "i går"}, {"outcome": "glemt"}, {"limit": 0}, {"offset": -1}])
def test_a_senseless_request_is_refused(client: TestClient, query: dict[str, Any]) -> None:
    assert client.get("/api/decisions", params=query).status_code == 422


def test_the_table_holds_what_the_page_was_narrowed_to(client: TestClient) -> None:
    assert (
        'href="/beslutninger.csv?udfald=approved"' in client.get("/beslutninger?udfald=approved&side=1").text
    )
    header, row, _ = _rows(client, "/beslutninger.csv?udfald=approved")
    assert header[:3] == ["Dato", "Udvalg", "Kommune"]
    assert dict(zip(header, row, strict=True)) | {"Adresse": ""} == {
        "Dato": "2025-02-04",
        "Udvalg": "Cyklistudvalget",
        "Kommune": "Lysbjerg Kommune",
        "Punkt": "1",
        "Sag": "Ny cykelsti ved Åvej",
        "Sagsnummer": "25-0017",
        "Udfald": "Godkendt",
        "Vedrører": "Indstilling",
        "At-punkter": "1. at udvalget godkender anlægget af en cykelsti ved Åvej",
        "For": "5",
        "Imod": "2",
        "Undlod": "",
        "Beslutning": "Udvalget godkendte indstillingens første punkt med 5 stemmer mod 2.",
        "Kilde": "udvalg.html",
        "Adresse": "",
    }
    assert row[-1].startswith("http://127.0.0.1/kilder/udvalg/1?fra=")


@pytest.mark.parametrize(("language", "told"), [("da", "af et AI-system"), ("en", "by an AI system")])
def test_what_leaves_the_register_tells_of_ai(client: TestClient, language: str, told: str) -> None:
    assert told in client.get(f"/beslutninger?lang={language}").text
    assert told in client.get("/api/decisions").json()["ai_notice"]
    *_, last = _rows(client, "/beslutninger.csv")
    assert told in last[0]
    assert set(last[1:]) == {""}


def test_the_table_is_in_the_readers_language(client: TestClient) -> None:
    header, row, _ = _rows(client, "/beslutninger.csv?lang=en&udfald=noted")
    assert (header[0], row[6]) == ("Date", "Noted")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", " ="])
def test_no_cell_is_a_formula(
    tmp_path: Path, embedder: Embedder, count_tokens: Callable[[str], int], begin: str
) -> None:
    register = Register(tmp_path)
    text = f'{begin}1+1 godkendt;\n"ja"'
    made = decision(text, text, Outcome.APPROVED, Field(f"{begin}udvalg"), None)
    register.minutes("a", text, [item(text, f"{begin}1", f"{begin}sag", (made,))])
    app = register_app(register, tmp_path, embedder, count_tokens)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        _, row, _ = _rows(client, "/beslutninger.csv")
    assert row[12] == f"'{text}"
    assert [cell for cell in row if cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t")] == []


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_has_a_name(outcome: Outcome) -> None:
    assert f"outcome.{outcome}" in TEXTS
