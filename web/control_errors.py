"""How refusals of change control are told: each with its words and its HTTP status."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.answer import Language
from assistant.refusals import RefusedError
from guardrails.policy import PolicyError
from web.control_messages import CONTROL_MESSAGES
from web.errors import ExpectedError
from web.policy_complaints import complaint_in

_UNPROCESSABLE = {
    "name_needed",
    "reason_needed",
    "pause_no_rule",
    "pause_no_document",
    "pause_past",
    "link_no_document",
    "link_no_quote",
}


def control_message(code: str, language: Language, **values: object) -> str:
    """The words of a refusal; an unknown code is a mistake in the program."""
    return CONTROL_MESSAGES[code][language].format(**values)


@contextmanager
def told(language: Language) -> Iterator[None]:
    """Tell refusals in the reader's language."""
    try:
        yield
    except RefusedError as error:
        said = control_message(error.code, language, **error.values)
        raise ExpectedError(error.code, said, _status(error.code)) from error
    except PolicyError as error:
        complaint = complaint_in(error.complaints[0], language)
        said = control_message("policy_invalid", language, complaint=complaint)
        raise ExpectedError("policy_invalid", said, 422) from error


def _status(code: str) -> int:
    if code in _UNPROCESSABLE:
        return 422
    return 404 if code.endswith("_not_found") else 409
