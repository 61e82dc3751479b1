"""Asking a language model whether a rule should act, where the local classifier is unsure.

The model sees the redacted text alone, as a JSON string: whatever stands in it, it cannot end the string and become an
instruction of its own. Anything but a clear answer raises `JudgeError`, and the guard counts the rule as triggered.
"""

import json
from typing import Any

from openai import OpenAI, OpenAIError

from guardrails.guard import JUDGE_SECONDS
from guardrails.policy import Rule
from guardrails.verdict import Message
from prompts.render import render

SECONDS = JUDGE_SECONDS - 2.0
"""How long the model may take: less than the guard waits, so that a late answer is told as one."""
_MOST_TOKENS = 40
_MOST_BEFORE = 3


class JudgeError(Exception):
    """The language model gave no clear answer."""


class LanguageModelJudge:
    """Asks an OpenAI-compatible service. Safe to use from several threads."""

    def __init__(self, client: OpenAI, model: str, seconds: float = SECONDS) -> None:
        self._client = client.with_options(timeout=seconds, max_retries=0)
        self._model = model

    def __call__(self, rule: Rule, message: Message) -> bool:
        """Whether the rule should act on a message, whose text is redacted; JudgeError without a clear answer."""
        language = message.language
        asked = {"before": list(message.before[-_MOST_BEFORE:]), "text": message.text}
        system = render("judge", language, rule=rule.name(language), protects=rule.protects(language))
        try:
            completion = self._client.chat.completions.create(
                model=self._model,
                temperature=0,
                max_tokens=_MOST_TOKENS,
                messages=[
                    {"role": "system", "content": system},
                    {"role": "user", "content": json.dumps(asked, ensure_ascii=False)},
                ],
            )
        except (OpenAIError, ValueError) as error:
            raise JudgeError(f"the language model cannot be asked: {type(error).__name__}") from error
        return read_answer(completion)


def read_answer(completion: Any) -> bool:
    """The answer `{"acts": true}` or `{"acts": false}` of a completion; JudgeError for anything else."""
    try:
        answer = json.loads(completion.choices[0].message.content)
    except (AttributeError, IndexError, TypeError, ValueError) as error:
        raise JudgeError("the language model's answer is not JSON") from error
    if not isinstance(answer, dict) or answer.keys() != {"acts"} or not isinstance(answer["acts"], bool):
        raise JudgeError("the language model's answer has another form than the one asked for")
    return bool(answer["acts"])
