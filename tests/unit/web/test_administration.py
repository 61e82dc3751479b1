"""The administration's pages and actions over a small register, through a real HTTP application."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ingest.embedding.embedder import Embedder
from tests.support.filled import POLICY, fill
from tests.support.register_site import register_app

PAGES = (
    "/admin",
    "/admin/dokumenter/strategi",
    "/admin/dokumenter/gammel",
    "/admin/dokumenter/scan",
    "/admin/dokumenter/strategi/versioner",
    "/admin/dokumenter/udvalg/dagsorden",
    "/admin/dokumenter/strategi/dagsorden",
    "/admin/dokumenter/strategi/tekst",
    "/admin/dokumenter/gammel/tekst",
)


@pytest.fixture
def busy() -> list[bool]:
    """Holds something while an ingestion runs."""
    return []


@pytest.fixture
def client(
    tmp_path: Path, embedder: Embedder, count_tokens: Callable[[str], int], busy: list[bool]
) -> Iterator[TestClient]:
    register = fill(tmp_path)
    app = register_app(register, tmp_path, embedder, count_tokens, lambda: bool(busy))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client
    register.engine.dispose()


def _act(client: TestClient, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    answer = client.request(method, f"/api/documents/{path}", json=body if body is not None else {})
    return answer.status_code, answer.json()


def _shown(client: TestClient, path: str) -> str:
    """What a page says, in one line without markup."""
    text = re.sub(r"<(?:dialog|script).*?</(?:dialog|script)>", "", client.get(path).text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_each_page_has_its_language_one_heading_and_no_inline_code(
    client: TestClient, path: str, language: str
) -> None:
    answer = client.get(path, params={"lang": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.text.count("<h1") == 1
    assert " style=" not in answer.text
    assert not re.search(r"\son[a-z]+=", answer.text)
    identifiers = re.findall(r'\sid="([^"]+)"', answer.text)
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [
        ("", ["5 dokumenter", "Digital strategi 2022-2025", "Taget ud af brug", "Ikke læst sidst"], []),
        ("?q=cyklist", ["1 af 5 dokumenter", "Referat fra Cyklistudvalget"], ["Referat fra Byrådet"]),
        ("?tilstand=retired", ["1 af 5", "Digital strategi 2018-2021"], ["2022-2025"]),
        ("?tilstand=nonsens&side=x&orden=y", ["5 dokumenter"], []),
        ("?type=policy", ["Ingen dokumenter passer"], ["Referat fra Byrådet"]),
        ("?gyldighed=expired", ["1 af 5", "Udløbet"], ["Referat fra Byrådet"]),
    ],
)
def test_the_catalogue(client: TestClient, query: str, there: list[str], missing: list[str]) -> None:
    shown = _shown(client, f"/admin{query}")
    assert [said for said in there if said not in shown] == []
    assert [said for said in missing if said in shown] == []


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("strategi", ["Står i teksten", "Udledt", "Rettet", "Læst: Politik", "Det er en strategi"]),
        ("strategi", ["/m/strategi.html", "Referater på nettet", "Forsvundet"]),
        ("strategi", ["Hvor mange timer &lt;om ugen&gt;?", "Version 2"]),
        ("scan", ["Side 2: 55 % (usikker)", "Side 1: 96 %"]),
        ("gammel", ["filen forsvandt fra sin kilde", "Tag i brug igen", "Ingen svar har citeret"]),
        ("strategi/versioner", ["Version 3 I brug", "Hjælpen er gratis.", "1 sted er ændret."]),
        ("strategi/versioner?fra=1&til=2", ["fjernet: 20", "tilføjet: 22"]),
        ("strategi/versioner?fra=2&til=2", ["Teksten er den samme."]),
        ("udvalg/dagsorden", ["1. Ny cykelsti ved Åvej", "Sag 25-0017", "5 for, 2 imod", "Lukket punkt"]),
        ("strategi/dagsorden", ["Der er ikke fundet dagsordenspunkter"]),
        ("strategi/tekst", ["Passager, der søges i (4)", "Hjælp › Omfang", "Til top (2 gange)"]),
        ("gammel/tekst", ["Ingen linjer er udeladt."]),
    ],
)
def test_a_document(client: TestClient, path: str, there: list[str]) -> None:
    shown = _shown(client, f"/admin/dokumenter/{path}")
    assert [said for said in there if said not in shown] == []


def test_a_stated_field_leads_to_its_place(client: TestClient) -> None:
    start = POLICY[-1].index("1. januar 2022")
    place = f"/kilder/strategi/3?fra={start}&amp;til={start + 14}#citat"
    assert place in client.get("/admin/dokumenter/strategi").text


@pytest.mark.parametrize("path", ["", "/versioner", "/dagsorden", "/tekst"])
def test_an_unknown_document_is_a_page_that_says_so(client: TestClient, path: str) -> None:
    answer = client.get(f"/admin/dokumenter/findes-ikke{path}")
    assert answer.status_code == 404
    assert "Dokumentet findes ikke" in answer.text


def test_a_document_is_taken_out_of_use_and_back(client: TestClient) -> None:
    assert _act(client, "POST", "strategi/retire") == (200, {"document": "strategi"})
    assert "fjernet af en administrator" in _shown(client, "/admin/dokumenter/strategi")
    assert _act(client, "POST", "strategi/restore")[0] == 200
    assert "fjernet af en administrator" not in _shown(client, "/admin/dokumenter/strategi")
    assert "Version 3 I brug" in _shown(client, "/admin/dokumenter/strategi/versioner")


def test_a_version_is_rolled_back_to(client: TestClient) -> None:
    assert _act(client, "POST", "strategi/roll_back", {"version": 1})[0] == 200
    assert "Version 1 I brug" in _shown(client, "/admin/dokumenter/strategi/versioner")
    assert "20 timer" in _shown(client, "/admin/dokumenter/strategi/tekst")


def test_a_field_is_corrected_and_the_correction_undone(client: TestClient) -> None:
    body = {"value": "2027-12-31", "note": "Forlænget"}
    assert _act(client, "PUT", "strategi/corrections/valid_to", body)[0] == 200
    shown = _shown(client, "/admin/dokumenter/strategi")
    assert "31. december 2027 Læst: 31. december 2025" in shown
    assert "Forlænget" in shown
    assert _act(client, "DELETE", "strategi/corrections/valid_to")[0] == 200
    assert "Gælder til 31. december 2025 Udledt" in _shown(client, "/admin/dokumenter/strategi")


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "said"),
    [
        ("POST", "x/retire", {}, 404, "findes ikke"),
        ("POST", "x/restore", {}, 404, "findes ikke"),
        ("POST", "strategi/roll_back", {"version": 9}, 404, "findes ikke"),
        ("POST", "strategi/roll_back", {"version": 0}, 422, "rette form"),
        ("PUT", "x/corrections/title", {"value": "T"}, 404, "findes ikke"),
        ("PUT", "strategi/corrections/valid_to", {"value": "snart"}, 422, "Datoen"),
        ("PUT", "strategi/corrections/farve", {"value": "rød"}, 422, "findes ikke"),
        ("PUT", "strategi/corrections/superseded_by", {"value": "strategi"}, 422, "sig selv"),
        ("DELETE", "strategi/corrections/title", {}, 422, "ikke rettet"),
    ],
)
def test_what_cannot_be_done_is_told(
    client: TestClient, method: str, path: str, body: Any, status: int, said: str
) -> None:
    answered, error = _act(client, method, path, body)
    assert (answered, said in error["error"]["message"]) == (status, True), error


def test_nothing_is_changed_while_an_ingestion_runs(client: TestClient, busy: list[bool]) -> None:
    busy.append(True)
    status, error = _act(client, "POST", "strategi/retire")
    assert (status, error["error"]["code"]) == (409, "ingestion_running")
    busy.clear()
    assert _act(client, "POST", "strategi/retire")[0] == 200


def test_a_form_of_another_site_changes_nothing(client: TestClient) -> None:
    assert client.post("/api/documents/strategi/retire", data={"x": "y"}).status_code in (403, 415)
    assert "Tag ud af brug" in _shown(client, "/admin/dokumenter/strategi")


def test_documents_are_looked_up(client: TestClient) -> None:
    found = client.get("/api/catalogue", params={"q": "STRATEGI 2018"}).json()
    assert found == {
        "documents": [
            {
                "document": "gammel",
                "title": "Digital strategi 2018-2021",
                "source": "gammel.html",
                "date": None,
            }
        ],
        "total": 1,
    }
