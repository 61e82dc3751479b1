"""How a rule that reads for meaning looks at a message: what is certain by a pattern, the rest by the classifier."""

import re
from collections.abc import Sequence

from guardrails.disguise import readable
from guardrails.meaning import Meaning
from guardrails.verdict import Finding, Message, Recogniser

CERTAIN = 0.98
"""The score of what a pattern finds: above every threshold, and open to a policy that wants to switch patterns off."""


def reading(rule: str, meaning: Meaning, certain: Sequence[re.Pattern[str]] = ()) -> Recogniser:
    """The eye of a rule: the classifier's score, or CERTAIN where a pattern is found in a reading of the text."""

    def look(message: Message) -> Finding | None:
        if is_certain(message.text, certain):
            return Finding(score=CERTAIN, kind="pattern")
        return Finding(score=meaning.scores(message.text)[rule], kind="meaning")

    return look


def is_certain(text: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    """Whether a pattern is found in the text, or in what it says when it is decoded."""
    return bool(patterns) and any(pattern.search(part) for part in readable(text) for pattern in patterns)
