"""What a document says of how far others hold: "service- og kanalstrategien udgår", "... udløb i 2022".

A wrong label is worse than none. What is proposed, doubted or denied is no statement; what depends on something is
marked as conditional, unless the decision in the same minutes brought it about.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from ingest.danish.dates import dates
from ingest.fields import Field
from ingest.layout import Layout
from ingest.metadata.adoption import adopted_on
from ingest.metadata.model import Event, ValidityStatement
from ingest.metadata.own import MOST_IN_SENTENCE, Own
from ingest.metadata.words import AT_START, LASTING, Said, named_before, said
from ingest.minutes.model import Minutes

_TRIGGER = re.compile(r"udgå|udgik|udløb|ophæv|bortfald|erstat|afløs|i stedet for", re.IGNORECASE)
_BE = r"(?:er|blev|er blevet)"
_GO = re.compile(
    rf" (?:(?P<past>udløb|udgik|bortfaldt|{_BE} (?:udløbet|udgået|ophævet|bortfaldet))"
    r"|(?P<now>udløber|udgår|bortfalder|ophæves|bliver ophævet)"
    r"|(?P<later>udløbe|udgå|bortfalde|blive ophævet))\b"
    r"(?: og (?:bliver|blive|blev) (?:erstattet|afløst) af (?P<by>.{3,200}))?",
    re.IGNORECASE,
)
_GIVE_WAY = re.compile(
    rf" (?:(?P<past>{_BE} (?:erstattet|afløst))|(?P<now>erstattes|afløses|bliver (?:erstattet|afløst))"
    r"|(?P<later>blive (?:erstattet|afløst))) af (?P<by>.{3,200})",
    re.IGNORECASE,
)
_TAKE_PLACE = re.compile(
    r" (?:(?P<past>erstattede|afløste|har (?:erstattet|afløst))|(?P<now>erstatter|afløser|træder i stedet for)"
    r"|(?P<later>erstatte|afløse)) (?P<object>.{3,200})",
    re.IGNORECASE,
)
_NO_STATEMENT = re.compile(
    r"\b(?:ikke|aldrig|næppe|tidligst|foresl\w*|\w*forslag\w*|ønsk\w*|overvej\w*|kunne|bør|burde|måske|eventuelt|evt)\b"
    r"|\?$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:hvis|såfremt|forudsat|forudsætning|forvente\w*|planlagt|planlægges|ved (?:vedtagelse|godkendelse)\w*"
    r"|når \w+ (?:\w+ ){0,4}(?:vedtage|godkende)\w*|med vedtagelsen|vil|skal)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^.{0,30}?\b(?:udgangen af|i|ved årsskiftet) ((?:19|20)\d\d)\b", re.IGNORECASE)
_THIS_YEAR = re.compile(r"^.{0,20}?\b(?:udgangen af (?:i år|året)|i år)\b", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:(?:den|det|de|denne|dette|disse|nye?|gamle|nuværende|gældende) )*(?:strategi|politik|kodeks|vejledning"
    r"|retningslinje|håndbog|guide|forretningsorden|regulativ|vedtægt|reglement|regler)\w*$",
    re.IGNORECASE,
)
_ADOPTED = ("adopted", "in_force")


def read_statements(
    layout: Layout, fields: Mapping[str, Field], minutes: Minutes | None
) -> tuple[ValidityStatement, ...]:
    """The statements about other documents; a consultation answer makes none, for it decides nothing."""
    kind = fields["kind"].value if "kind" in fields else None
    if kind is None or kind == "consultation":
        return ()
    reader = _Reader(layout, fields, minutes)
    return tuple(found for sentence in said(layout, _TRIGGER) for found in reader.read(sentence))


class _Reader:
    """Reads the sentences of one document."""

    def __init__(self, layout: Layout, fields: Mapping[str, Field], minutes: Minutes | None) -> None:
        self._layout = layout
        self._minutes = minutes
        self._said_on = fields["date"].value if "date" in fields else None
        title = fields["title"].value if "title" in fields else ""
        kind = fields["kind"].value
        self._title = title.casefold()
        self._own = Own(title, kind) if kind in LASTING else None
        self._is_adopted = "status" in fields and fields["status"].value in _ADOPTED

    def read(self, sentence: Said) -> Iterator[ValidityStatement]:
        """The statements of one sentence."""
        text = sentence.text
        if _NO_STATEMENT.search(text):
            return
        for pattern in (_GO, _GIVE_WAY, _TAKE_PLACE):
            for match in islice(pattern.finditer(text), MOST_IN_SENTENCE):
                if self._own and self._own.is_subject(sentence, match.start()):
                    continue  # it speaks of itself: what it replaces and when it ends are fields of its own
                before = named_before(text[: match.start()])
                after = match.groupdict().get("object")
                subject, by = (
                    (_named_after(after), before)
                    if after
                    else (before, _named_after(match.groupdict()["by"]))
                )
                if subject and self._is_other(subject):
                    yield self._statement(sentence, match, subject, by)

    def _is_other(self, subject: str) -> bool:
        """Whether the words name another document; "strategien" alone names none, or this one."""
        return not _BARE.match(subject) and subject.casefold() != self._title

    def _statement(
        self, sentence: Said, match: re.Match[str], subject: str, by: str | None
    ) -> ValidityStatement:
        expires = "udløb" in match[0].lower()
        replaced = by is not None or "object" in match.groupdict()
        event = Event.SUPERSEDED if replaced else Event.EXPIRED if expires else Event.WITHDRAWN
        date = self._date(sentence.text[match.end() :] if "object" not in match.groupdict() else "")
        conditional = self._is_conditional(sentence.text, match, expires and date is not None)
        adopted = adopted_on(self._minutes, self._layout.text, sentence.start) if conditional else None
        if adopted:
            date, conditional = date or adopted, False
        if date is None and not (expires and match["now"]):
            date = self._said_on
        return ValidityStatement(subject, event, date, sentence.start, sentence.end, conditional, by)

    def _is_conditional(self, text: str, match: re.Match[str], has_last_day: bool) -> bool:
        """Whether it has yet to happen; that something runs out on a day is a fact, whatever is decided."""
        if _CONDITION.search(text) or match["later"]:
            return True
        return bool(match["now"]) and not has_last_day and not self._is_adopted

    def _date(self, after: str) -> str | None:
        """The day, month or year that stands right after the verb."""
        found = dates(after[:60])
        if found and found[0].start <= 30:
            return found[0].iso
        if year := _YEAR.match(after):
            return year[1]
        return self._said_on[:4] if self._said_on and _THIS_YEAR.match(after) else None


def _named_after(text: str | None) -> str | None:
    found = AT_START.match(text) if text else None
    return found[0] if found else None
