"""How a rule that reads for meaning looks at a message: what is certain by a pattern, the rest by the classifier."""

import re
from collections.abc import Sequence

from guardrails.disguise import readable
from guardrails.meaning import Meaning
from guardrails.verdict import Finding, Message, Recogniser

CERTAIN = 0.98
"""The score of what a pattern finds: above every threshold, and open to a policy that wants to switch patterns off."""
_SURE = 0.5
_LEFT = 0.3
"""What is left of a score where the rival is surer: too little to be unsure about."""


def reading(
    rule: str, meaning: Meaning, certain: Sequence[re.Pattern[str]] = (), rival: str | None = None
) -> Recogniser:
    """The eye of a rule: the classifier's score, or CERTAIN where a pattern is found in a reading of the text.

    Where the `rival` is surer, the text is taken to be its matter: whoever asks to choose among applicants for a job
    asks for no decision in a citizen's case.
    """

    def look(message: Message) -> Finding | None:
        if is_certain(message.text, certain):
            return Finding(score=CERTAIN, kind="pattern")
        scores = meaning.scores(message.text)
        score = scores[rule]
        if rival and scores[rival] > max(score, _SURE):
            score *= _LEFT
        return Finding(score=score, kind="meaning")

    return look


def is_certain(text: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    """Whether a pattern is found in the text, or in what it says when it is decoded."""
    return bool(patterns) and any(pattern.search(part) for part in readable(text) for pattern in patterns)
