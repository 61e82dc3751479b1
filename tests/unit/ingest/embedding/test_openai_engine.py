import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest
from openai import OpenAI

from ingest.embedding.embedder import Embedder, EmbeddingError
from ingest.embedding.openai_engine import OpenAIEmbedder
from tests.unit.ingest.embedding.texts import ODD

Answer = tuple[int, Any]


def vector(text: str) -> list[float]:
    """Three numbers that tell texts apart."""
    return [float(len(text)), float(sum(text.encode()) % 97), 1.0]


def rows(texts: list[str]) -> list[dict[str, Any]]:
    return [{"object": "embedding", "index": i, "embedding": vector(text)} for i, text in enumerate(texts)]


def backwards(texts: list[str]) -> Answer:
    return 200, {"object": "list", "model": "m", "data": rows(texts)[::-1]}


class EmbeddingServer(ThreadingHTTPServer):
    """A server on loopback that notes what it was asked and answers with `answer`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[dict[str, Any]] = []
        self.answer: Callable[[list[str]], Answer] = backwards


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append({"path": self.path, **request})
        status, answer = self.server.answer(request["input"])
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def client(server: EmbeddingServer) -> Iterator[OpenAI]:
    address = f"http://127.0.0.1:{server.server_port}/v1"
    with OpenAI(base_url=address, api_key="unused", max_retries=0, timeout=5) as opened:
        yield opened


def test_vectors_come_in_the_order_of_the_texts(server: EmbeddingServer, client: OpenAI) -> None:
    texts = [f"afsnit {i}" for i in range(5)]
    vectors = OpenAIEmbedder(client, "m", batch_size=2).embed_passages(texts)
    expected = np.array([vector(text) for text in texts])
    assert vectors == pytest.approx(expected / np.linalg.norm(expected, axis=1, keepdims=True), abs=1e-6)
    assert vectors.dtype == np.float32
    assert [len(request["input"]) for request in server.requests] == [2, 2, 1]
    assert {request["path"] for request in server.requests} == {"/v1/embeddings"}
    assert {request["model"] for request in server.requests} == {"m"}


def test_prefixes_are_sent(server: EmbeddingServer, client: OpenAI) -> None:
    embedder = OpenAIEmbedder(client, "e5", query_prefix="query: ", passage_prefix="passage: ")
    embedder.embed_query("hvad?")
    embedder.embed_passages(["svar"])
    assert [request["input"] for request in server.requests] == [["query: hvad?"], ["passage: svar"]]
    assert embedder.recipe != OpenAIEmbedder(client, "e5").recipe != OpenAIEmbedder(client, "e6").recipe


def test_dimensions_come_from_the_first_answer(server: EmbeddingServer, client: OpenAI) -> None:
    embedder: Embedder = OpenAIEmbedder(client, "m")
    embedder.embed_query("hvad?")
    assert embedder.dimensions == 3
    assert len(server.requests) == 1
    assert OpenAIEmbedder(client, "m").dimensions == 3
    assert len(server.requests) == 2
    assert OpenAIEmbedder(client, "m").embed_passages([]).shape == (0, 3)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_are_never_sent_empty(server: EmbeddingServer, client: OpenAI, text: str) -> None:
    assert OpenAIEmbedder(client, "m").embed_passages([text, "budget"]).shape == (2, 3)
    assert all(sent.strip() for sent in server.requests[0]["input"])


def test_long_texts_are_cut(server: EmbeddingServer, client: OpenAI) -> None:
    OpenAIEmbedder(client, "m", max_characters=100).embed_query("å" * 1000)
    assert server.requests[0]["input"] == ["å" * 100]


@pytest.mark.parametrize(
    "answer",
    [
        (500, {"error": {"message": "out of memory"}}),
        (401, {"error": {"message": "bad key"}}),
        (200, b"<html>proxy</html>"),
        (200, {}),
        (200, {"data": None}),
        (200, {"data": [{"index": 0, "embedding": None}]}),
        (200, {"data": []}),
        (200, {"data": rows(["one", "two"])}),
        (200, {"data": [{"index": 0, "embedding": [0.0, 0.0, 0.0]}]}),
        (200, b'{"data": [{"index": 0, "embedding": [NaN, 1.0, 0.0]}]}'),
        (200, {"data": [{"index": 0, "embedding": ["a", "b"]}]}),
    ],
    ids=[
        "500",
        "401",
        "html",
        "no data",
        "null",
        "null vector",
        "empty",
        "too many",
        "zeros",
        "nan",
        "strings",
    ],
)
def test_an_unusable_answer_is_an_embedding_error(
    server: EmbeddingServer, client: OpenAI, answer: Answer
) -> None:
    server.answer = lambda _texts: answer
    with pytest.raises(EmbeddingError):
        OpenAIEmbedder(client, "m").embed_query("hvad?")


def test_vectors_of_another_length_are_refused(server: EmbeddingServer, client: OpenAI) -> None:
    embedder = OpenAIEmbedder(client, "m")
    embedder.embed_query("hvad?")
    server.answer = lambda _texts: (200, {"data": [{"index": 0, "embedding": [1.0, 2.0]}]})
    with pytest.raises(EmbeddingError, match="3 to 2 dimensions"):
        embedder.embed_query("hvad?")


def test_a_server_that_is_not_there_is_an_embedding_error() -> None:
    with (
        OpenAI(base_url="http://127.0.0.1:9/v1", api_key="unused", max_retries=0, timeout=5) as client,
        pytest.raises(EmbeddingError, match="gave no vectors"),
    ):
        OpenAIEmbedder(client, "m").embed_query("hvad?")
