"""CPR numbers: found and removed before anything else sees a text.

Accepted are DDMMYY-XXXX with a hyphen or spaces or nothing between, and DD.MM.YY-XXXX, in every view of the text
(`guardrails.disguise`). Other separators ("15 03 85 1004") count right after "cpr" or "personnummer", and else only in
groups of a date and four digits that pass modulus 11: stripped everywhere they would find numbers in chart axes and
case numbers. A number with a valid date that passes modulus 11, or is of 1 January (whose numbers often fail it), or
stands beside a word such as "cpr" is removed. Since 2007 valid numbers may fail modulus 11 (cpr.dk): one of which
nothing but the date speaks for is only warned of in a question, and removed elsewhere. A number that is named as
something else (an order, an account, a P-number) is what it is named.
"""

import re
from collections.abc import Iterator

from stdnum.dk import cpr

from guardrails.disguise import views
from guardrails.fragments import begins_with_date, last_fours, split
from guardrails.verdict import Finding, Message, Span

MASK = "[CPR-nummer fjernet]"

_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[.,/-])(\d\d)(\.?)(\d\d)\2(\d\d)(\s{0,2}-?\s{0,2})(\d{4})(?!\d|[./,-]\d)"
    r"(?!\s?(?:kr|mio|mia|DKK)\b)"
)
_GROUPED = re.compile(
    r"(?<![\d.,/-])(?<!\d )\d\d([ ./-])\d\d\1(?:19|20)?\d\d[ -]{1,3}(\d{4})(?!\d|[ ./,-]\d|\s?(?:kr|mio|mia|"
    r"DKK)\b)"
)
_NAMED = (
    r"cpr(?!\W?(?:kontor|register|lov))|\bc[\W_]{1,2}p[\W_]{1,2}r\b|person\W{0,2}(?:n(?:umme)?r|id)|"
    r"civil registration|personal (?:id|number)"
)
_SPELLED = re.compile(rf"(?:{_NAMED})\D{{0,25}}?((?:\d[\s./|_,;:-]{{0,3}}){{9,11}}\d)(?!\d)", re.IGNORECASE)
_APART = re.compile(
    r"(?<![\d.,/-])\d{6}(?:[\W_]{1,4}|\s?(?:bindestreg|streg|dash|hyphen|minus)\s?)(\d{4})(?!\d|[.,/-]\d)"
    r"(?!\s?(?:kr|mio|mia|DKK)\b)|(?<![\d.,/-])(?<!\d )(?:\d[ ./_-]{0,2}){9}\d(?!\d|[ .,/-]{1,2}\d)"
)
_CONTEXT = re.compile(
    rf"{_NAMED}|mit nummer|\bborger(?:en|s|ens|nr|nummer)?\b|f[øo]dt\b|f[øo]dsels|sundhedskort|sygesikring|"
    rf"ti cifre|"
    r"\bpatient|\bklient|\bcitizen(?:'?s)?\b|\bborn\b|\bbirth|\bresident\b|social security|national id",
    re.IGNORECASE,
)
_REACH = 40
_OTHER = (
    r"(?:\bp-?\s?n(?:umme)?r|\bp-?numbers?|produktionsenhed\w*|cvr\w*|\bse-?n(?:umme)?r|\bean\w*|\bgln\w*|"
    r"\bisbn\w*|\bissn\w*|"
    r"(?:konto|faktura|ordre|vare|sags|journal|j\.|esdh|kunde|bilags|rekvisitions|bestillings|måler|serie|"
    r"fragt|"
    r"aftale|kontrakt|dokument|matrikel|ejendoms|betalings|kreditor|debitor|leverandør|artikel|licens|løbe|"
    r"telefon|mobil|tlf|fax|lokal|versions|reference|akt|stregkode|palle|transaktions|arkiv|udbuds|projekt|"
    r"invoice|order|account|case|item|reference|ref|phone|tracking|ticket|serial|contract|file|product|"
    r"supplier)"
    r"[\s.-]*(?:n(?:umme)?r|numbers?|no|num|id|kode)?(?:ene|et|e)?\b|\bbfe\b|\bbbr\b|\bkle\b|\biban\b|"
    r"koordinat\w*|"
    r"https?://[^\s]*|"
    r"(?<=[a-zæøå]{3})(?<!cpr)(?<!person)(?<!borger)(?<!patient)(?<!klient)(?<!sikrings)(?<!fødsels)(?<!itets)(?<!kations)"
    r"(?<!social)(?:nr|nummer|number)\b|"
    r"\breg\.?\s?n(?:umme)?r\b|stregkode\w*|barcode\w*)"
)
_NAMED_OTHERWISE = re.compile(
    rf"{_OTHER}[\s.:#=\"'(]*(?:(?:er|is|are|hedder|med|på|of|the|n(?:umme)?r|no)\b[\s.:#]*){{0,2}}"
    rf"(?:[\d][\d\s./-]*(?:,|og|and|samt|eller|or|/|;)\s*){{0,3}}$",
    re.IGNORECASE,
)
_CALLED_OTHERWISE = re.compile(
    rf"[\s,)»\"']*(?:er|is|som|as|=)\s+(?:et|en|vores|deres|our|the|an?)?\s*{_OTHER}", re.IGNORECASE
)
_ACCOUNT = re.compile(r"(?<!\d)\d{4}[ ]$")
_PLAIN_DIGITS = re.compile(r"\d{10}")
_YEARS = range(1990, 2051)


def find(message: Message) -> Finding | None:
    """The CPR numbers of a message, and those that it makes up together with the messages before it."""
    sure: list[Span] = []
    unsure: list[Span] = []
    for view in views(message.text):
        for start, end, is_sure in _numbers(view.text):
            (sure if is_sure else unsure).append(Span(*view.span(start, end), MASK))
    if message.stage == "log":
        sure.extend(Span(start, end, MASK) for start, end in last_fours(message.text))
    pieces = split(message.text, message.before, MASK)
    if pieces:
        sure.extend(pieces.spans)
    if sure:
        return Finding(spans=(*sure, *unsure), before=pieces.before if pieces else ())
    if unsure:
        return Finding(spans=tuple(unsure), action="warn" if message.stage == "question" else None)
    return None


def _numbers(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it is sure, of each number in a view's text."""
    for match in _NUMBER.finditer(text):
        digits = _digits(match[0])
        if not begins_with_date(digits):
            continue
        named = bool(_CONTEXT.search(_around(text, match)))
        checked = cpr.checksum(digits) == 0
        if _is_other(text, match, checked) or (not named and not checked and _is_period(match)):
            continue
        yield *match.span(), checked or digits.startswith("0101") or named
    for match in _GROUPED.finditer(text):
        digits = _digits(match[0])
        number = digits[:4] + digits[-6:]  # without a century
        named = bool(_CONTEXT.search(_around(text, match))) and len(digits) > 10
        checked = cpr.checksum(number) == 0 and int(match[2]) not in _YEARS
        if begins_with_date(number) and (checked or named):
            yield *match.span(), True
    for match in _APART.finditer(text):
        if _is_cpr_apart(text, match):
            yield *match.span(), True
    for match in _SPELLED.finditer(text):
        digits = _digits(match[1])
        if begins_with_date(digits) and not _NAMED_OTHERWISE.search(text, match.start(), match.start(1)):
            yield *match.span(1), True


def _is_cpr_apart(text: str, match: re.Match[str]) -> bool:
    """Whether ten digits in any groups are a CPR number: named so, or in six and four that pass modulus 11."""
    digits = _digits(match[0])
    if not begins_with_date(digits) or _NAMED_OTHERWISE.search(
        text[max(0, match.start() - 80) : match.start()]
    ):
        return False
    if re.search(_NAMED, _around(text, match), re.IGNORECASE):
        return True
    return bool(match[1]) and int(match[1]) not in _YEARS and cpr.checksum(digits) == 0


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _REACH) : match.end() + _REACH]


def _is_other(text: str, match: re.Match[str], checked: bool) -> bool:
    """Whether a number is named as another one; in the form of a CPR number it must fail modulus 11 as well."""
    plain = _PLAIN_DIGITS.fullmatch(match[0])
    if checked and not plain:
        return False
    before = text[max(0, match.start() - 80) : match.start()]
    if _NAMED_OTHERWISE.search(before) or _CALLED_OTHERWISE.match(text, match.end()):
        return True
    return bool(plain and _ACCOUNT.search(before))


def _is_period(match: re.Match[str]) -> bool:
    """Whether the last four digits are rather a year or a time of day: "15.03.24-2027", "150324 1400"."""
    last = int(match[6])
    year = match[2] == "." and last in _YEARS
    clock = match[5].isspace() and last // 100 < 24 and last % 100 % 15 == 0 and last % 100 < 60
    return year or clock


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
