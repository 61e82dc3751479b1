"""What people should not have written is found in nothing that is stored, logged or handed out."""

import json

import pytest

from tests.support.planted import Planted, conversations
from tests.support.product import PATIENCE_SECONDS, SAMPLE, Server, run, serving

CONVERSATIONS = 100
PAGES = (
    "/admin",
    "/admin/log",
    "/admin/hotline",
    "/admin/retningslinjer",
    "/admin/koersler",
    "/om/kendte-fejl",
)
EXPORTS = ("/api/decisions", "/beslutninger.csv", "/openapi.json", "/api/runs", "/api/documents")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Planted], dict[str, bytes]]:
    """The conversations, and everything that is left after they were held with a real server, by name."""
    home = tmp_path_factory.mktemp("privacy") / "home"
    home.mkdir()
    planted = list(conversations(CONVERSATIONS))
    assert run(home, "ingest", str(SAMPLE / "documents")).status == 0
    left: dict[str, bytes] = {}
    with serving(home) as server:
        for number, one in enumerate(planted):
            conversation, answer = f"{number:032x}", ""
            for message in one.messages:
                accept = ("text/event-stream", "application/json")[number % 2]
                body = {"question": message, "conversation": conversation}
                reply = server.post("/api/ask", body, accept=accept)
                assert reply.status == 200
                left[f"reply {number}"] = (
                    reply.body
                )  # the last one; before it, half a number is no identifier yet
                answer = (reply.events()[-1][1] if number % 2 == 0 else reply.json())["id"]
                found = server.post("/api/search", {"query": message})  # 422 where a rule stops the search
                assert found.status in (200, 422)
                left[f"search {number}"] = found.body
                assert server.post("/api/check", {"text": message}).status == 200
            sent = {"answer": answer, "note": one.messages[-1], "question": one.messages[-1]}
            left[f"handed over {number}"] = server.post("/api/handovers", sent).body
            _misuse(server, one.messages[-1])
        for path in (*PAGES, *EXPORTS):
            left[path] = server.get(path).body
        left["audit"] = run(home, "audit", "--json").out.encode()
        log = _stop(server)
    left["log"] = log.encode()
    for file in sorted(home.rglob("*")):
        if file.is_file() and "models" not in file.parts:
            left[str(file.relative_to(home))] = file.read_bytes()
    return planted, left


def _misuse(server: Server, message: str) -> None:
    """What a clumsy client sends: the text in the wrong place, where errors are told."""
    post = server.post
    assert post("/api/ask", {"question": {"text": message}}).status == 422
    assert post("/api/ask", {"question": "Hvad?", message: 1}).status == 422
    assert post("/api/ask", json.dumps({"question": message})[:-1].encode()).status == 400
    assert post("/api/ask", {"question": message * 100}).status == 422


def _stop(server: Server) -> str:
    """Everything that the server wrote to its terminal."""
    server.process.terminate()
    out, err = server.process.communicate(timeout=PATIENCE_SECONDS)
    return f"{out}{err}"


def test_no_identifier_is_left_anywhere(written: tuple[list[Planted], dict[str, bytes]]) -> None:
    planted, left = written
    found = [
        (name, secret)
        for name, content in left.items()
        for one in planted
        for secret in one.secrets
        if secret.encode() in content or secret.encode("utf-16-le") in content
    ]
    assert found == []


def test_the_search_would_find_them(written: tuple[list[Planted], dict[str, bytes]]) -> None:
    """The conversations really went through: their harmless parts are in the journal."""
    _, left = written
    assert b"hvem er AI-koordinator i kommunen" in left["journal.db"]
    assert b"CPR-nummer fjernet" in left["journal.db"]
    assert len(left) > CONVERSATIONS
