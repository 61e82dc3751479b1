import asyncio

import numpy as np
from llama_index.core.schema import TextNode

from ingest.embedding.llama_index import LlamaIndexEmbedding
from ingest.embedding.onnx_engine import OnnxEmbedder
from tests.unit.ingest.embedding.texts import PASSAGES, QUESTIONS


def test_llama_index_gets_the_vectors_of_the_engine(fast: OnnxEmbedder) -> None:
    adapter = LlamaIndexEmbedding(fast)
    assert adapter.model_name == fast.recipe
    assert np.array_equal(adapter.get_query_embedding(QUESTIONS[0]), fast.embed_query(QUESTIONS[0]))
    assert np.array_equal(adapter.get_text_embedding(PASSAGES[0]), fast.embed_passages(PASSAGES[:1])[0])
    batch = adapter.get_text_embedding_batch(list(PASSAGES))
    assert np.array_equal(batch, fast.embed_passages(PASSAGES))


def test_llama_index_gets_the_same_vectors_asynchronously(fast: OnnxEmbedder) -> None:
    adapter = LlamaIndexEmbedding(fast)

    async def embed() -> tuple[list[float], list[float], list[list[float]]]:
        return (
            await adapter.aget_query_embedding(QUESTIONS[0]),
            await adapter.aget_text_embedding(PASSAGES[0]),
            await adapter.aget_text_embedding_batch(list(PASSAGES)),
        )

    query, passage, batch = asyncio.run(embed())
    assert np.array_equal(query, fast.embed_query(QUESTIONS[0]))
    assert np.array_equal(passage, batch[0])
    assert np.array_equal(batch, fast.embed_passages(PASSAGES))


def test_nodes_are_embedded(fast: OnnxEmbedder) -> None:
    (node,) = LlamaIndexEmbedding(fast)([TextNode(text=PASSAGES[0])])
    assert np.array_equal(node.embedding or [], fast.embed_passages(PASSAGES[:1])[0])
