"""The embedding engine for any server that offers OpenAI's `/v1/embeddings`."""

import threading
from collections.abc import Sequence

import numpy as np
from openai import OpenAI, OpenAIError

from ingest.danish.normalise import clean
from ingest.embedding.embedder import EmbeddingError, Vectors, unit_length

_BLANK = "-"  # sent for a text without characters, which servers refuse


class OpenAIEmbedder:
    """Embeds with a server's model; timeouts and retries are those of the client.

    `query_prefix` and `passage_prefix` are for models trained with them, such as E5's "query: ". Texts are
    cut after `max_characters`: 8,000 stays below the 8,192 tokens of OpenAI's models whatever the script. The
    recipe names model and prefixes, not the server: two servers under one model's name must run the same
    model.
    """

    def __init__(
        self,
        client: OpenAI,
        model: str,
        *,
        query_prefix: str = "",
        passage_prefix: str = "",
        batch_size: int = 64,
        max_characters: int = 8_000,
    ) -> None:
        self.recipe = f"openai:{model}:{query_prefix!r}:{passage_prefix!r}:{max_characters}"
        self._client = client
        self._model = model
        self._query_prefix = query_prefix
        self._passage_prefix = passage_prefix
        self._batch_size = batch_size
        self._max_characters = max_characters
        self._dimensions: int | None = None
        self._lock = threading.Lock()

    @property
    def dimensions(self) -> int:
        """The length of a vector, from the first answer; one request is made when there was none yet."""
        return self.embed_query("").shape[0] if self._dimensions is None else self._dimensions

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,). Raises EmbeddingError when the server gives none."""
        vector: Vectors = self._request([self._prepare(self._query_prefix, text)])[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages, shape (len(texts), dimensions). Raises EmbeddingError likewise."""
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        prepared = [self._prepare(self._passage_prefix, text) for text in texts]
        starts = range(0, len(prepared), self._batch_size)
        return np.concatenate([self._request(prepared[start : start + self._batch_size]) for start in starts])

    def _prepare(self, prefix: str, text: str) -> str:
        return (prefix + clean(text[: self._max_characters])).strip() or _BLANK

    def _request(self, texts: list[str]) -> Vectors:
        try:
            answer = self._client.embeddings.create(model=self._model, input=texts, encoding_format="float")
            rows = [item.embedding for item in sorted(answer.data, key=lambda item: item.index)]
            vectors = np.array(rows, dtype=np.float32)
        except (OpenAIError, AttributeError, TypeError, ValueError) as error:
            # The service's own words may quote what it was sent: they are for who sees the cause, not for a log.
            status = getattr(error, "status_code", None)
            what = type(error).__name__ + (f", status {status}" if status else "")
            raise EmbeddingError(f"the embedding model {self._model} gave no vectors ({what})") from error
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise EmbeddingError(f"{self._model} gave shape {vectors.shape} for {len(texts)} texts")
        self._check_dimensions(vectors.shape[1])
        return unit_length(vectors)

    def _check_dimensions(self, dimensions: int) -> None:
        with self._lock:
            if self._dimensions is None:
                self._dimensions = dimensions
            elif self._dimensions != dimensions:
                raise EmbeddingError(f"{self._model} went from {self._dimensions} to {dimensions} dimensions")
