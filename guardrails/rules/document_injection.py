"""A source's text is data: finds text in a document that is addressed to an AI and would steer it."""

import re
from collections.abc import Sequence

from guardrails.verdict import Finding, Message

_CERTAIN = re.compile(
    r"<\|im_(?:start|end)\|>|\[/?INST\]|</?(?:system|instruks|instructions?)>|\[/?SYSTEM\]|"
    r"\b(?:ignor[eé]r?|disregard|glem|se bort fra|tilsidesæt)\s+(?:\w+\s+){0,3}"
    r"(?:instru\w+|anvisninger|prompts?|directions)\b|"
    r"\b(?:dear|kære)\s+(?:ai|assistant|assistent|chatbot|sprogmodel|model|robot)\b",
    re.IGNORECASE,
)


class DocumentInjection:
    """Reads the paragraphs of a document for instructions to a model. Safe to use from several threads."""

    def find_all(self, paragraphs: Sequence[str]) -> list[tuple[int, float]]:
        """The paragraphs that may be instructions, as (index, score from 0 to 1), in order.

        Which score is enough to act is the policy's threshold of the rule; harmless paragraphs are left out.
        """
        return [(place, 1.0) for place, text in enumerate(paragraphs) if _CERTAIN.search(text)]

    def __call__(self, message: Message) -> Finding | None:
        """The highest score among the paragraphs of a text."""
        found = self.find_all(message.text.splitlines())
        return Finding(score=max(score for _, score in found)) if found else None
