"""The guard with everything that reads, opened once for all tests of the rules."""

import pytest

from guardrails.guard import Guard
from guardrails.meaning import Meaning
from guardrails.policy import load_policy
from guardrails.rules import recognisers
from ingest.embedding.embedder import Embedder


@pytest.fixture(scope="session")
def meaning(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Meaning:
    """What reads for meaning, with the bundled model."""
    return Meaning(lambda: embedder, tmp_path_factory.mktemp("meaning"))


@pytest.fixture(scope="session")
def guard(meaning: Meaning) -> Guard:
    """A guard under the policy that comes with the product."""
    return Guard(load_policy(), recognisers(meaning), local_seconds=30.0)
