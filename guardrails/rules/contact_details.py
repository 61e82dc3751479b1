"""Private telephone numbers, e-mail addresses and home addresses.

In a question, whatever is not public by its form or by the words around it is private. In documents, and in what is
quoted of them, only what stands beside words such as "privat" or "borgeren" is, and mail of private providers: public
minutes name officials with their numbers, and are to stay as they are.
"""

import re

from guardrails.disguise import plain, views
from guardrails.homes import private_homes
from guardrails.mails import private_mails
from guardrails.phones import private_phones
from guardrails.verdict import Finding, Message, Span
from guardrails.views import View

PHONE = "[telefonnummer fjernet]"
MAIL = "[e-mail fjernet]"
HOME = "[adresse fjernet]"

_STREET_ALONE = re.compile(
    r"\b(?:bor|bopæl|bosat|flyttet|lives|familien|adresse\w*)\b[^.?!\n]{0,40}?\b([A-ZÆØÅ][\wæøå]*(?:vej|vejen|gade|allé|alle|"
    r"stræde|vænget|parken|bakken|haven|toften|marken|lunden|engen|ager|krogen|torvet|pladsen))\b(?!\s\d)",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(
    r"(?:^\W*(?:og\s)?|\b(?:nummer|nr\.?|number|no\.)\s?)(\d{1,3}\s?[A-Za-z]?(?:,?\s(?:st|kl|\d{1,2})\.?\s?(?:sal)?,?\s?(?:tv|th|mf)\b\.?"
    r"|,?\s\d{1,2}\.\s?sal)?)(?![\w.]?\d)(?!\s?(?:%|kr|dage|år|timer))",
    re.IGNORECASE,
)


def find(message: Message) -> Finding | None:
    """The private contact details of a message, and an address that it completes of a message before it."""
    strict = message.stage in ("question", "log")
    spans: list[Span] = []
    for view in views(message.text):
        for search, mask in ((private_mails, MAIL), (private_phones, PHONE), (private_homes, HOME)):
            spans.extend(Span(*view.span(start, end), mask) for start, end in search(view.text, strict))
    before: list[tuple[int, Span]] = []
    if strict and message.before and not spans:
        spans, before = _completed(message)
    return Finding(spans=tuple(spans), before=tuple(before)) if spans else None


def _completed(message: Message) -> tuple[list[Span], list[tuple[int, Span]]]:
    """A house number that belongs to a street that somebody was said to live in, in one of the last messages."""
    view = plain(View(message.text))
    number = _NUMBER_ALONE.search(view.text)
    if number is None:
        return [], []
    for place in range(len(message.before) - 1, max(-1, len(message.before) - 4), -1):
        street = _STREET_ALONE.search(message.before[place])
        if street:
            return (
                [Span(*view.span(*number.span(1)), HOME)],
                [(place, Span(*street.span(1), HOME))],
            )
    return [], []
