"""The machine interface of hand-overs, measurements and the audit log over HTTP."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.governance import CPR
from tests.support.product import Server

FIGURES: dict[str, Any] = {
    "measured_at": "2026-11-25T12:00:00+00:00",
    "policy_version": "2026-11-25+abcdef12",
    "suite": "prøve",
    "rules": {"cpr": {"da": {"precision": 0.99, "recall": 1.0, "f1": 0.995, "cases": 120}}},
}


def ask(server: Server, question: str) -> str:
    """The id of the answer to a question."""
    return str(server.post("/api/ask", {"question": question}).json()["id"])


def own() -> dict[str, str]:
    """The header by which a browser says that a request comes from our own page."""
    return {"Sec_Fetch_Site": "same-origin"}


def token(server: Server) -> dict[str, str]:
    """The header of the home folder's owner."""
    secret = json.loads((server.home / "server.json").read_text())["token"]
    return {"Authorization": f"Bearer {secret}"}


def test_an_answer_is_handed_over_shown_and_closed(server: Server) -> None:
    answer = ask(server, "Hvem er AI-koordinator i kommunen?")
    sent = server.post(
        "/api/handovers", {"answer": answer, "note": f"Passer det? {CPR}", "question": f"Må {CPR} få?"}
    )
    assert sent.status == 200
    handover = sent.json()["id"]

    page = server.get("/admin/hotline").body.decode()
    assert "Passer det? [CPR-nummer fjernet]" in page
    assert "Må [CPR-nummer fjernet] få?" in page

    closed = server.post(f"/api/handovers/{handover}/close", {"by": "Ida", "note": "ringet"}, **own())
    assert closed.status == 200
    status = server.get(f"/api/handovers/{handover}").json()
    assert (status["status"], status["closing_note"]) == ("closed", "ringet")
    assert CPR.encode() not in b"".join(file.read_bytes() for file in Path(server.home).glob("journal.db*"))
    assert "Ida" in server.get("/admin/log?handling=handover").body.decode()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"answer": "nothing"}, 404, "answer_not_found"),
        ({"answer": "nothing", "note": "x" * 2001}, 422, "invalid_request"),
        ({}, 422, "invalid_request"),
    ],
)
def test_what_cannot_be_handed_over(shared_server: Server, body: Any, status: int, code: str) -> None:
    told = shared_server.post("/api/handovers", body)

    assert (told.status, told.json()["error"]["code"]) == (status, code)


def test_figures_are_taken_from_the_owner_alone(server: Server) -> None:
    assert server.post("/api/measurements", FIGURES).status == 401
    assert server.post("/api/measurements", FIGURES, **token(server)).status == 200
    wrong = {**FIGURES, "rules": {"cpr": {"da": {"precision": 2, "cases": 1}}}}
    assert server.post("/api/measurements", wrong, **token(server)).status == 422
    assert "prøve" in server.get("/om/kendte-fejl").body.decode()


FOREIGN: list[tuple[str, str, Any]] = [
    ("POST", "/api/policy", {"source": "x", "by": "Bo", "reason": "x"}),
    ("POST", "/api/policy/shadow", {}),
    ("POST", "/api/policy/1/activate", {"by": "Bo"}),
    ("POST", "/api/policy/1/discard", {"by": "Bo"}),
    ("POST", "/api/pauses", {"kind": "rule", "target": "cpr", "by": "Bo", "reason": "x"}),
    ("POST", "/api/pauses/1/confirm", {"by": "Bo"}),
    ("POST", "/api/pauses/1/end", {"by": "Bo"}),
    ("PUT", "/api/clauses/cpr", {"by": "Bo", "decision": "none"}),
    ("POST", "/api/handovers/1/close", {"by": "Bo"}),
]


@pytest.mark.parametrize(("method", "path", "body"), FOREIGN)
def test_what_changes_rules_comes_from_our_own_pages(
    shared_server: Server, method: str, path: str, body: Any
) -> None:
    for more in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://elsewhere.example"}):
        headers = {"Content-Type": "application/json", **more}
        told = shared_server.request(method, path, json.dumps(body).encode(), headers)
        assert (told.status, told.json()["error"]["code"]) == (403, "foreign_page")


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("/api/policy", {"source": "rules: []", "by": "Bo", "reason": "x"}, 422, "not a valid policy"),
        ("/api/policy/99/activate", {"by": "Bo"}, 404, "There is no policy no. 99."),
        ("/api/pauses/99/confirm", {"by": "Bo"}, 404, "There is no pause no. 99."),
        ("/api/pauses", {"kind": "rule", "target": "x", "by": "Bo", "reason": "x"}, 422, "no rule “x”"),
    ],
)
def test_refusals_are_told_in_the_readers_language(
    shared_server: Server, path: str, body: Any, status: int, said: str
) -> None:
    told = shared_server.post(path, body, Cookie="kkgpt_language=en", **own())

    assert told.status == status
    assert said in told.json()["error"]["message"]
