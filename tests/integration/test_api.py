"""The machine interface over a real server: its shapes, its order of events, its refusals."""

import json
from http.client import HTTPConnection
from typing import Any

import pytest

from tests.support.product import Server
from tests.support.schema import violations

QUESTION = "Hvem er AI-koordinator i kommunen?"
NOT_FOUND = "Hvor mange borgere i Odense Kommune er fritaget for Digital Post?"
DEEP = b"[" * 50_000 + b"]" * 50_000


def _schema(description: dict[str, Any], path: str, method: str, status: int) -> dict[str, Any]:
    content = description["paths"][path][method]["responses"][str(status)]["content"]
    schema: dict[str, Any] = content["application/json"]["schema"]
    return schema


def test_the_description_is_true_of_every_response(shared_server: Server) -> None:
    description = shared_server.get("/openapi.json").json()
    document = shared_server.get("/api/documents").json()["documents"][0]["document"]
    one = "/api/documents/{document}"
    calls = [
        ("/api/ask", "post", {"question": QUESTION}, None),
        ("/api/ask", "post", {"question": NOT_FOUND, "language": "en"}, None),
        ("/api/ask", "post", {"question": ""}, None),
        ("/api/ask", "post", {}, None),
        ("/api/search", "post", {"query": "strategi", "k": 2}, None),
        ("/api/search", "post", {"query": "strategi", "k": 0}, None),
        ("/api/documents", "get", None, None),
        (one, "get", None, one.format(document=document)),
        (one, "get", None, one.format(document="unknown")),
        (f"{one}/versions/{{version}}", "get", None, f"/api/documents/{document}/versions/1"),
        (f"{one}/versions/{{version}}", "get", None, f"/api/documents/{document}/versions/0"),
        ("/api/health", "get", None, None),
        ("/api/ingest", "post", {"paths": ["/nowhere"]}, None),
    ]
    for path, method, body, address in calls:
        reply = (
            shared_server.get(address or path)
            if method == "get"
            else shared_server.post(address or path, body)
        )
        schema = _schema(description, path, method, reply.status)
        assert violations(reply.json(), schema, description) == [], (path, body)


def test_the_stream_and_the_404_that_everyone_meets_are_described(shared_server: Server) -> None:
    description = shared_server.get("/openapi.json").json()
    for path in ("/api/ask", "/api/ingest"):
        assert "text/event-stream" in description["paths"][path]["post"]["responses"]["200"]["content"]
    assert "HTTPValidationError" not in json.dumps(description)
    reply = shared_server.get("/nowhere")
    assert reply.status == 404
    assert reply.json()["error"]["code"] == "not_found"


def test_events_come_in_order_and_hold_what_the_answer_holds(shared_server: Server) -> None:
    reply = shared_server.post(
        "/api/ask", {"question": QUESTION, "language": "da"}, Accept="text/event-stream"
    )
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = reply.events()
    names = [name for name, _ in events]
    steps = [data["step"] for name, data in events if name == "step"]
    assert steps == [
        "check_question",
        "understand_question",
        "find_passages",
        "compose_answer",
        "check_answer",
    ]
    assert names[: len(steps)] == ["step"] * len(steps)
    assert names[-1] == "answer"
    assert set(names[len(steps) : -1]) == {"sentence"}
    answer = events[-1][1]
    assert [data["sentence"] for name, data in events if name == "sentence"] == answer["sentences"]
    cited = [citation for name, data in events if name == "sentence" for citation in data["citations"]]
    assert cited == answer["citations"]


@pytest.mark.parametrize(("language", "said"), [("da", "Søger i kilderne"), ("en", "Searching the sources")])
def test_steps_are_told_in_the_readers_language(shared_server: Server, language: str, said: str) -> None:
    body = {"question": NOT_FOUND, "language": language}
    events = shared_server.post("/api/ask", body, Accept="text/event-stream").events()
    assert said in [data["message"] for name, data in events if name == "step"]
    assert events[-1][1]["status"] == "not_found"
    assert events[-1][1]["language"] == language


def test_a_conversation_goes_on_and_a_day_can_be_given(shared_server: Server) -> None:
    first = shared_server.post("/api/ask", {"question": QUESTION}).json()
    body = {"question": QUESTION, "conversation": first["conversation"], "as_of": "2025-06-01"}
    assert shared_server.post("/api/ask", body).json()["conversation"] == first["conversation"]


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"question": ""}, 422, "question_empty"),
        ({"question": " \u200b\n"}, 422, "question_empty"),
        ({"question": "!?…"}, 422, "question_wordless"),
        ({"question": "🙂🎉" * 20}, 422, "question_wordless"),
        ({"question": "a" * 2_001}, 422, "question_too_long"),
        ({"question": "a" * 100_000}, 422, "question_too_long"),
        ({"question": "\x00"}, 422, "question_empty"),
        (b'{"question": "\\ud800"}', 422, "invalid_request"),
        ({"question": None}, 422, "invalid_request"),
        ({"question": 7}, 422, "invalid_request"),
        ({"question": ["a"]}, 422, "invalid_request"),
        ({"question": QUESTION, "conversation": "../../etc"}, 422, "invalid_request"),
        ({"question": QUESTION, "conversation": "a" * 33}, 422, "invalid_request"),
        ({"question": QUESTION, "as_of": "i går"}, 422, "invalid_request"),
        ({"question": QUESTION, "language": "de"}, 422, "invalid_request"),
        ({"question": QUESTION, "extra": 1}, 422, "invalid_request"),
        ({}, 422, "invalid_request"),
        ([], 422, "invalid_request"),
        (b"", 422, "invalid_request"),
        (b"{", 400, "invalid_json"),
        (b"\xff\xfe", 400, "invalid_json"),
        (DEEP, 400, "invalid_json"),
        (b'{"question": ' + b" " * 300_000 + b'"a"}', 413, "too_large"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_reason(
    shared_server: Server, body: Any, status: int, code: str, stream: bool
) -> None:
    accept = {"Accept": "text/event-stream"} if stream else {}
    reply = shared_server.post("/api/ask", body, **accept)
    assert (reply.status, reply.json()["error"]["code"]) == (status, code)
    assert 10 < len(reply.json()["error"]["message"]) < 200


def test_a_large_body_that_does_not_tell_its_size_is_refused_too(shared_server: Server) -> None:
    connection = HTTPConnection("127.0.0.1", shared_server.port, timeout=30)
    pieces = [b'{"question": "', *[b"a" * 10_000] * 30, b'"}']
    headers = {"Content-Type": "application/json"}
    connection.request("POST", "/api/ask", iter(pieces), headers, encode_chunked=True)
    response = connection.getresponse()
    assert (response.status, json.loads(response.read())["error"]["code"]) == (413, "too_large")
    connection.close()


def test_refusals_are_told_in_the_readers_language(shared_server: Server) -> None:
    message = "The request is not of the right form: body.as_of."
    body = {"question": QUESTION, "language": "en", "as_of": 1.5}
    assert shared_server.post("/api/ask", body).json()["error"]["message"] == message
    body = {"question": QUESTION, "as_of": "x"}
    reply = shared_server.post("/api/ask", body, Cookie="kkgpt_language=en")
    assert reply.json()["error"]["message"] == message


@pytest.mark.parametrize(
    "question", ["Hvad\x00 er visionen?", "Hvad er \u202evisionen?", "Hvad er visionen? 🙂"]
)
def test_odd_characters_in_a_question_do_no_harm(shared_server: Server, question: str) -> None:
    assert shared_server.post("/api/ask", {"question": question}).status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [({"query": ""}, 422), ({"query": "a", "k": 0}, 422), ({"query": "a", "k": 10**9}, 422), ({"k": 1}, 422)],
)
def test_a_search_that_cannot_be_made_is_refused(shared_server: Server, body: Any, status: int) -> None:
    assert shared_server.post("/api/search", body).status == status


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "127.0.0.1:x"]
)
def test_a_foreign_host_name_is_refused(shared_server: Server, host: str) -> None:
    reply = shared_server.request("GET", "/api/documents", None, {"Host": host})
    assert (reply.status, reply.json()["error"]["code"]) == (421, "wrong_host")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_a_form_of_another_site_cannot_write(shared_server: Server, kind: str) -> None:
    body = json.dumps({"question": QUESTION}).encode()
    reply = shared_server.request("POST", "/api/ask", body, {"Content-Type": kind})
    assert (reply.status, reply.json()["error"]["code"]) == (415, "not_json")


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer wrong", "Basic wrong", "Bearer æøå"])
def test_only_the_owner_of_the_folder_can_ingest(shared_server: Server, authorization: str) -> None:
    headers = {
        "Content-Type": "application/json",
        "Authorization": authorization.encode("latin-1").decode("latin-1"),
    }
    reply = shared_server.request("POST", "/api/ingest", b'{"paths": ["/"]}', headers)
    assert (reply.status, reply.json()["error"]["code"]) == (401, "token_needed")


@pytest.mark.parametrize(
    "path",
    ["/", "/kilder", "/om", "/api/documents", "/static/chat.js", "/nowhere", "/api/nowhere", "/openapi.json"],
)
def test_every_response_carries_the_security_headers(shared_server: Server, path: str) -> None:
    headers = shared_server.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_static_files_are_kept_by_the_browser_and_asked_after(shared_server: Server) -> None:
    first = shared_server.get("/static/chat.js")
    assert first.headers["cache-control"] == "no-cache"
    again = shared_server.request("GET", "/static/chat.js", None, {"If-None-Match": first.headers["etag"]})
    assert again.status == 304


def test_a_method_that_an_address_does_not_know_is_refused(shared_server: Server) -> None:
    reply = shared_server.get("/api/ask")
    assert (reply.status, reply.json()["error"]["code"]) == (405, "method_not_allowed")


def test_a_version_is_shown_with_its_blocks_in_place(shared_server: Server) -> None:
    row = shared_server.get("/api/documents").json()["documents"][0]
    version = shared_server.get(f"/api/documents/{row['document']}/versions/{row['version']}").json()
    assert version["outline"]
    for block in version["blocks"]:
        assert version["text"][block["start"] : block["end"]] == block["text"]
    assert shared_server.get(f"/api/documents/{row['document']}").json() == version


@pytest.mark.parametrize(
    "path", ["/api/documents/x/versions/1", "/api/documents/x", "/api/documents/%00/versions/1"]
)
def test_an_unknown_document_is_told(shared_server: Server, path: str) -> None:
    reply = shared_server.get(path)
    assert (reply.status, reply.json()["error"]["code"]) == (404, "document_not_found")


def test_the_server_tells_its_state(shared_server: Server) -> None:
    health = shared_server.get("/api/health").json()
    assert (health["status"], health["product"], health["documents"]) == ("ok", "kkgpt", 12)
