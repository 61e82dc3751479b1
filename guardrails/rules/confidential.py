"""Passwords, codes, keys and tokens that stand in a text, told by their form and by the words beside them.

What is asked for is another eye's matter (`asking_for_secrets`). Talk about passwords holds none: a value counts when
it looks like one (letters with digits or signs, digits after "kode", a quotation), and stands where one is told.
"""

import re
from collections.abc import Iterator

from guardrails.disguise import views
from guardrails.verdict import Finding, Message, Span

MASK = "[fortroligt fjernet]"

_FORMS = re.compile(
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[\s\S]{0,8000}?-----END [A-Z ]{0,30}PRIVATE KEY-----|[\s\S]*)"
    r"|\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"
    r"|\b(?:A3T[A-Z0-9]|AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}"
    r"|\bxox[abeprs]-[\w-]{10,}|\bsk-[\w-]{16,}|\b[sr]k_(?:live|test)_\w{10,}|\bAIza[\w-]{30,}|"
    r"\bya29\.[\w-]{10,}"
    r"|\bSG\.[\w-]{16,}\.[\w-]{16,}|\bhf_\w{20,}|\bnpm_\w{30,}|\bpypi-[\w-]{30,}"
    r"|\b(?:AccountKey|SharedAccessKey|SharedSecret)=[\w+/=-]{16,}|[?&;]sig=[\w%+/=-]{16,}"
    r"|\bBearer\s+[\w.~+/-]{16,}=*|\bBasic\s+[A-Za-z0-9+/]{12,}={0,2}(?![A-Za-z])"
    r"|(?<=://)[^\s:/@]{1,64}:[^\s@/]{3,64}(?=@)"
    r"|\b\d{6}(?:-\d{6}){7}\b"
)
_FORM_SIGNS = (
    *"-----BEGIN eyJ A3T AKIA ASIA ghp_ gho_ ghu_ ghs_ ghr_ _pat_ glpat- xox sk- k_live k_test AIza ya29. SG.".split(),
    *"hf_ npm_ pypi- Key= Secret= sig= Bearer Basic ://".split(),
    *(f"{digit}-" for digit in range(10)),
)
"""What a text must hold for one of the forms to be in it: looking for these first saves most texts the search."""
_SIGNS = tuple(
    """kode løsen pass p4ss p@ss pwd pw log-in login credential nøgle key secret token hemmelig otp seed puk code pin
    lockbox kombination combination pengeskab lås padlock safe åbne opens unlock slås mitid account sign authenticator
    2fa mfa taster logger logs""".split()
)
"""The same for what is told by a word."""
_PASSWORD = (
    r"(?:adgangs\W?kode|kodeord|kodefrase|løsen(?:ord)?|p[a4@][s5$]{2}w[o0]rd|passwd|pass\W?phrase|passcode|"
    r"pass\W?kode|pwd|pw|pass|"
    r"log-?in(?:oplysning)?|credentials?)(?:en|et|erne|er|ene|s|n)?"
)
_KEY = (
    r"(?:(?:api|adgangs|hemmelig|privat|krypterings|licens|gendannelses|signatur|recovery|client|access|"
    r"secret|private|encryption|"
    r"shared|storage|subscription|license|product|auth|master)[\s_-]{0,2}(?:nøgle|key|secret|token|"
    r"hemmelighed)|token|secret|"
    r"totp\W?\w*|otp\W?\w*|seed|hemmelighed)(?:en|et|n)?"
)
_CODE = (
    r"(?:(?:dør|alarm|port|nøgleboks|nøgleskabs?|adgangs|pin|puk|låse|lås|skabs?|wi-?fi|gæste|netværks|"
    r"admin|mitid|nemid|bruger|engangs|sms|"
    r"hoved|server\w*|pengeskabs?|boks|safe|gate|door|alarm|access|entry|security|lock|guest|printer|kort|"
    r"nat|personale|gendannelses|recovery|backup)[\s-]?(?:kode|code|pin)|"
    r"kode|code|pin(?:-?kode)?|puk|pin-?code|nøgleboks|key\s?box|lockbox)(?:n|en|rne|r|s)?"
)
_LABEL = re.compile(
    rf"(?<![\w-])(?:(?P<password>{_PASSWORD})|(?P<key>{_KEY})|(?P<code>{_CODE}))(?!\w)(?!\W?politik|"
    rf"\sof\sconduct|\sfor\s(?:god|kunstig))",
    re.IGNORECASE,
)
_REACH = 60
_STOP = re.compile(r"[?\n]|[.!]\s+(?=[A-ZÆØÅ])")
_GIVES = re.compile(
    r"(?:\b(?:er|var|is|was|hedder|lyder|bruger|brugte|blev|to|til|åbne\w* med|slås fra med|opens with)\b|"
    r"[:=]|->|→)\s*",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\W{0,3}(?:\b(?:er|var|is|was|hedder|lyder)\b|[:=]|->|→)\s*[\"'»«“”‘’]?", re.IGNORECASE)
_QUOTED = re.compile(
    r"[\"'»«“”‘’](?P<value>[^\s\"'»«“”‘’](?:[^\"'»«“”‘’\n]{2,62})?[^\s\"'»«“”‘’])[\"'»«“”‘’]"
)
_VALUE = re.compile(r"[^\s,;()\"'»«“”‘’<>\[\]:=→][^\s,;()\"'»«“”‘’<>\[\]]{3,79}")
_DIGITS = re.compile(
    r"(?<![\d.,:/-])[*#]?\d{3,8}[*#]?(?![\d:/-]|[.,]\d|\s?(?:kr|%|tegn|characters|dage|gange))"
)
_WORD_NUMBER = re.compile(r"(?<![\w@.])[A-ZÆØÅ]?[a-zæøå]{3,}[-_]?\d{2,4}[!?#*.]{0,2}(?![\w@])")
_ABOUT = re.compile(
    r"kontoplan|\bkonto|\bkle\b|funktion|takst|ydelse|\bløn|\bpost|\bvej|kommunekode|region|diagnos|branche|"
    r"\bdb07|\bsted|"
    r"\barts?\b|farve|dress|\bland|\bfag|stilling|\baccount code|\bzip|\bpostal|\bqr|\bkildekode|\bsource",
    re.IGNORECASE,
)
_NO_SECRET = re.compile(
    r"(?:vision|agenda|budget|strategi|\w*plan|windows|office|microsoft|m|o|covid|excel|word|outlook|server|"
    r"sql|version|uge|"
    r"iso|nis|gdpr|eu|sag|bilag|aftale|ok|model|fase|etape|punkt|side|kap|bek|lov|nr|kl|sbsys|kmd|os|http|"
    r"tls|sha|aes|mp|web|"
    r"ipv|usb|sommer-?ferie|lokale|rum|klasse|afsnit|april|maj|juni|juli|august|januar|februar|marts|"
    r"september|oktober|"
    r"november|december)\W?\d+\S*|\d+\W?(?:faktor|factor|fa|trins?|step|cifret|tegn|dages?|års?|timers?|bit|"
    r"digit|character)\w*|"
    r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d+/\d+\S*|\S*(?:://|www\.)\S*|[^\s@]+@[^\s@]+\.\w+|§+\S*|"
    r"\d{1,2}[.:]\d\d|[\d.,:/-]+%?|\[.*\].*",
    re.IGNORECASE,
)
_ASSESSED = re.compile(
    r"\W{0,2}\s(?:et|en|a)\s\w+\s?(?:og\s\w+\s)?(?:kode|adgangskode|password)", re.IGNORECASE
)
_USES = re.compile(
    r"\bkode\w*|adgangskode|password|\blog-?in\b|\blog(?:ger|ge)? (?:ind|på)|\bmitid\b|\baccount\b|"
    r"\bsigns? in\b|\blogs? in\b|\btaster\b",
    re.IGNORECASE,
)
_OTHER_CODE = re.compile(
    r"(?:error|fejl|status|source|zip|postal|qr|dress|colou?r|country|product|building|account|kle|konto|"
    r"http|exit|tax)\s$",
    re.IGNORECASE,
)
_COMBINATION = re.compile(
    r"(?:kombination\w*|pengeskab\w*|lås(?:en|e)?\b|combination|padlock|"
    r"\bsafe\b)[^.?!\n]{0,70}?(?:\ber\b|\bis\b|[:=])\s*"
    r"(?P<value>\d{1,2}\b(?:[^.?!\d\n]{1,20}\d{1,2}\b){2,5})"
    r"|\b(?:dør|port|låge|bom|skab|boks|alarm|lås|door|gate|safe)\w*\s(?:[^.?!\n]{0,40}\s)?(?:åbne\w*|"
    r"låses op|slås fra|opens|unlocks)"
    r"\s(?:med|with|by)\s(?:koden?\s)?(?P<digits>[*#]?\d{3,8}[*#]?)(?![\w/:-]|\s?kr)",
    re.IGNORECASE,
)
_SEED = re.compile(r"(?<![A-Z0-9])(?:[A-Z2-7]{4}[ -]?){3,7}[A-Z2-7]{4}(?![A-Z0-9])")
_SEED_NAMED = re.compile(
    r"\b[th]?otp|authenticator|tofaktor|two-factor|2fa|mfa|hemmelighed|\bsecret|\bseed", re.IGNORECASE
)
_VALUE_FIRST = re.compile(
    rf"(?P<value>[^\s,;()\"'»«“”]{{4,64}})[\"'»«”]?\s+(?:er|var|is|"
    rf"was)\s+(?:\w+\s+){{0,2}}(?:(?P<password>{_PASSWORD})|(?P<key>{_KEY})|(?P<code>{_CODE}))(?!\w)",
    re.IGNORECASE,
)


def find(message: Message) -> Finding | None:
    """The secrets of a message."""
    spans = [
        Span(*view.span(start, end), MASK)
        for view in views(message.text)
        for start, end in _secrets(view.text)
    ]
    return Finding(spans=tuple(spans)) if spans else None


def _secrets(text: str) -> Iterator[tuple[int, int]]:
    if any(sign in text for sign in _FORM_SIGNS):
        yield from (match.span() for match in _FORMS.finditer(text))
    plain = text.lower()
    if not any(sign in plain for sign in _SIGNS):
        return
    for match in _LABEL.finditer(text):
        if not _OTHER_CODE.search(text[max(0, match.start() - 12) : match.start()]):
            yield from _after(text, match)
    for match in _VALUE_FIRST.finditer(text):
        if _looks_secret(match["value"]) or (match["code"] and _DIGITS.fullmatch(match["value"])):
            yield match.span("value")
    for match in _COMBINATION.finditer(text):
        yield match.span("value" if match["value"] else "digits")
    for match in _SEED.finditer(text):
        if _SEED_NAMED.search(text[max(0, match.start() - _REACH) : match.end() + _REACH]):
            yield match.span()
    for match in _WORD_NUMBER.finditer(text):
        near = text[max(0, match.start() - 80) : match.end() + 40]
        if _USES.search(near) and not (_NO_SECRET.fullmatch(match[0]) or _ASSESSED.match(text, match.end())):
            yield match.span()


def _after(text: str, label: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The value that a label is followed by, in the rest of its sentence."""
    start = label.end()
    stop = _STOP.search(text, start, start + _REACH)
    end = min(len(text), start + _REACH) if stop is None else stop.start() + (text[stop.start()] in "!?")
    if (quoted := _QUOTED.search(text, start, end + 64)) and _is_told(text, start, quoted.start(), label):
        yield quoted.span("value")
        return
    told = bool(_GIVES.search(text, start, end))
    for value in _VALUE.finditer(text, start, _end_of_word(text, end)):
        if _looks_secret(value[0], told):
            yield value.span()
            return
    if label["code"] and (digits := _DIGITS.search(text, start, _end_of_word(text, end))):
        near = digits.start() - start <= 3 or told
        if near and not _ABOUT.search(text[max(0, label.start() - _REACH) : digits.end() + _REACH]):
            yield digits.span()
            return
    if label["password"] and (given := _TOLD.match(text, start)):
        word = _VALUE.match(text, given.end())
        if word and _is_word_told(text, given, word):
            yield word.span()


def _is_told(text: str, start: int, quote: int, label: re.Match[str]) -> bool:
    """Whether a quotation is the label's value: right after it, or after a word that gives it."""
    between = text[start:quote]
    if label["code"] and not between.strip():
        return False
    return not between.strip(" :=") or bool(
        _GIVES.search(between) and _GIVES.sub("", between[-8:]).strip() == ""
    )


def _is_word_told(text: str, given: re.Match[str], value: re.Match[str]) -> bool:
    """Whether a plain word is a password: after "=", or with a capital after a colon at the end of what is said."""
    mixed = sum(char.isalpha() for char in value[0]) >= 3 and any(char.isdigit() for char in value[0])
    if "=" in given[0] or (mixed and not _NO_SECRET.fullmatch(value[0].rstrip(".,:;?!"))):
        return True
    ends = re.match(r"\s*(?:$|[,;()\n])", text[value.end() :])
    return ":" in given[0] and value[0][0].isupper() and bool(ends)


def _looks_secret(value: str, told: bool = False) -> bool:
    """Whether a word has the look of a password or a key: letters with digits or signs, not a name with a number."""
    value = value.rstrip(".,:;?")
    if len(value) < 5 or _NO_SECRET.fullmatch(value):
        return False
    letters = sum(char.isalpha() for char in value)
    digits = sum(char.isdigit() for char in value)
    signs = sum(char in "!@#$%&*+=^~?_" for char in value[:-1]) + (value[-1] in "!#$%&*")
    if letters >= 2 and digits and signs:
        return True
    if letters >= 3 and digits >= 2 and (told or len(value) >= 8):
        return not re.fullmatch(r"[A-ZÆØÅ]{1,6}-?\d[\d-]*", value)
    return told and letters >= 4 and signs >= 2


def _end_of_word(text: str, end: int) -> int:
    match = re.compile(r"\S*").match(text, end)
    return match.end() if match else end
