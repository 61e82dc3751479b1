"""Reading for meaning: exemplars -> a classifier -> scores of a text by rule."""

from guardrails.meaning.exemplars import EXEMPLARS, ExemplarError
from guardrails.meaning.meaning import Engine, Meaning, Scores

__all__ = ["EXEMPLARS", "Engine", "ExemplarError", "Meaning", "Scores"]
