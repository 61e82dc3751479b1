"""Log lines without identifiers.

No code here logs what people write. An error of a library may quote it all the same, so every line is looked at before
it is written: by the recognisers alone, which need no policy, so that nobody can switch this off.
"""

import logging


class RedactingFormatter(logging.Formatter):
    """Formats a record, with its exception, and masks the identifiers in it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; only its level and its logger where it cannot be looked at."""
        line = super().format(record)
        try:
            return _without_identifiers(line)
        except Exception as error:
            return f"kkgpt: {record.levelname} {record.name} ({type(error).__name__})"


def redact_logs() -> None:
    """Have every handler of the root logger write redacted lines."""
    for handler in logging.getLogger().handlers:
        shown = handler.formatter._fmt if handler.formatter else None
        handler.setFormatter(RedactingFormatter(shown))


def _without_identifiers(line: str) -> str:
    from guardrails.rules import contact_details, cpr  # nothing is logged in most runs of the command
    from guardrails.verdict import Message, masked

    message = Message(line, "log")
    found = [finding for look in (cpr.find, contact_details.find) if (finding := look(message))]
    return masked(line, [span for finding in found for span in finding.spans])
