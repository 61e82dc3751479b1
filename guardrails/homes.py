"""Home addresses in a text: a street with a number, with floor and door, postal code and town where they follow."""

import re
from collections.abc import Iterator
from itertools import chain

from guardrails.cues import PLAINLY_PRIVATE, side, surroundings

_ENDING = re.compile(
    r".*(?:vej|vejen|gade|gaden|allé|alle|alléen|alleen|stræde|strædet|sti|stien|vænge|vænget|vang|vangen|"
    r"toft|toften|tofterne|"
    r"bakke|bakken|bakkerne|have|haven|haverne|park|parken|mark|marken|lund|lunden|eng|engen|ager|ageren|"
    r"høj|højen|dal|"
    r"dalen|skov|skoven|krog|krogen|sving|svinget|bugten|kær|kæret|mose|mosen|åsen|banke|banken|brink|"
    r"brinken|lod|lodden|"
    r"skrænten|klinten|strand|stranden|kaj|kajen|havn|havnen|boulevard|boulevarden|plads|pladsen|torv|"
    r"torvet|ringen|"
    r"buen|bro|broen|gård|gården|gårdene|hegn|hegnet|løkke|løkken|kilden|bæk|bækken|søen|åen|række|rækken|"
    r"terrasserne|"
    r"kvarteret|byen|gyden|passagen|slippen|hede|heden|tangen|odden|næs|holm|holmen|husene|street|road|"
    r"avenue|lane)s?",
    re.IGNORECASE,
)
_NAME = r"[A-ZÆØÅÉ][\w'’-]*\.?"
_LOWER = (
    r"[a-zæøå]{2,}(?:vej|vejen|gade|allé|alle|stræde|vænget|parken|bakken|haven|toften|marken|engen|torvet)"
)
_DOOR = r"(?:(?:tv|th|mf)\b\.?|til venstre|til højre|(?:dør|lejl\.?|lejlighed|værelse|vær\.?)\s?\d{1,4})"
_FLOOR = (
    rf",?\s(?:(?:st|stuen|kl|kld|kælderen|\d{{1,2}})\.?(?:\s?(?:sal|etage))?,?\s?{_DOOR}"
    rf"|\d{{1,2}}\.\s?\d{{1,2}}\.?(?=,)|(?:st\.|stuen\b|kl\.|\d{{1,2}}\.)(?:\s?(?:sal|etage)\b|"
    rf"(?=\s*[,.(\n]|$))|{_DOOR})"
)
_TOWN = (
    r"(?:\s*[,\n]\s*|\s)(?P<post>\d{4})\s[A-ZÆØÅ][a-zæøåé]+(?:\s[KVSNØC]\b)?"
    r"|,\s(?P<town>[A-ZÆØÅ][a-zæøå]+)(?=[,.;:?!)\s]|$)"
)
_STREET = re.compile(
    rf"(?<![\w-])(?P<street>(?:{_NAME}[ ]){{0,3}}{_NAME}|{_LOWER})[ ](?:nr\.?[ ]?)?\d{{1,3}}(?:(?:[A-Za-z]|"
    rf"[ ][A-Zb-h])(?!\w))?"
    rf"(?!\d|[.:/-]\d|\s?(?:%|kr|mio|km|meter|m\b|år\b|og\s\d))(?P<floor>{_FLOOR})?(?:{_TOWN})?"
)
_NUMBER_FIRST = re.compile(
    rf"\b(?:nr\.?|nummer|number|no\.)\s?\d{{1,3}}[A-Za-z]?,?\s(?:på|i|in|"
    rf"on)\s(?P<street>(?:{_NAME}[ ]){{0,3}}{_NAME}|{_LOWER})"
    r"(?!\s\d)(?P<floor>(?!))?(?P<post>(?!))?",
    re.IGNORECASE,
)
_NO_STREET = re.compile(
    r"(?:Punkt|Bilag|Side|Kapitel|Afsnit|Sag|Uge|Budget|Version|Fase|Etape|Hal|Lokale|Klasse|Gruppe|Hold|"
    r"Linje|Rute|Bus|"
    r"Spor|Vindue|Windows|Agenda|Kvartal|Grundlov\w*|Lokalplan\w*|Kommuneplan\w*|Delområde|Artikel|Rum|"
    r"Mødelokale|Tabel|"
    r"Figur|Trin|Niveau|Skema|Kl|Klokken|Den|Plejeloven|Juli|Juni|April|August|Marts|Maj|Januar|Februar|"
    r"September|Oktober|November|December)"
)
_OFFICIAL = re.compile(
    r"(?:Rådhus\w*|Torvet|Torvegade|Borgmester\w*|Kommune\w*|Christiansborg\w*)", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"\b(?:bygge\w*|lokalplan\w*|kommuneplan\w*|ejendom\w*|grund(?:en)?|matrik\w*|bygning\w*|renover\w*|"
    r"nedriv\w*|trafik\w*|kryds\w*|"
    r"cykelsti\w*|vejarbejde\w*|nybyg\w*|opførelse\w*|tilladelse\w*|dispensation\w*|udstykning\w*|"
    r"salg(?:et)? af|køb(?:et)? af|"
    r"projekt\w*|anlæg\w*|vandløb\w*|kloak\w*|facade\w*|fredning\w*|parkering\w*|lejemål\w*|udbud\w*|"
    r"sagen om|site|building|"
    r"permit|demolition|local plan|property|premises|grunde|areal\w*|vedligehold\w*|brandsyn\w*|"
    r"posthus\w*)\b",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:bor(?:ede)?|bosat|bopæl\w*|flytte[tr]? (?:til|ind|fra|hjem)|privatadresse\w*|hjemmeadresse\w*|"
    r"hjemmebesøg\w*|folkeregister\w*|besøg(?:e|er)? hos|home visit|hjemme hos|hjem til|"
    r"adressen? er|c/o|lives?|living|resid\w+|home address|moved to|dødsbo\w*|familien)\b",
    re.IGNORECASE,
)
_NEW_PLACE = re.compile(
    r"\b(?:\w*cent(?:er|ret|eret)|skolen?|biblioteket?|rådhuset?|kontoret|forvaltningen|afdelingen|"
    r"borgerservice|"
    r"plejehjemmet|børnehuset|børnehaven|museet|klubben|virksomheden|firmaet|office|school|"
    r"library)\b[^.?!]{0,60}$",
    re.IGNORECASE,
)


def private_homes(text: str, strict: bool) -> Iterator[tuple[int, int]]:
    """Where home addresses stand. Not `strict`: only those beside words that plainly speak of a private person."""
    for match in chain(_STREET.finditer(text), _NUMBER_FIRST.finditer(text)):
        last = match["street"].split()[-1]
        if _NO_STREET.fullmatch(last) or _OFFICIAL.match(match[0]):
            continue
        if not (_ENDING.fullmatch(last) or match["floor"] or match["post"]):
            continue
        before, after = surroundings(text, *match.span())
        if not strict:
            if PLAINLY_PRIVATE.search(before[-40:]):
                yield match.span()
        elif _is_home(text, match, before, after):
            yield match.span()


def _is_home(text: str, match: re.Match[str], before: str, after: str) -> bool:
    whose = side(text, *match.span())
    if _HOME.search(before) and not _NEW_PLACE.search(before):
        return True
    if whose == "public" or (_SUBJECT.search(before + after) and whose != "private"):
        return False
    complete = bool(match["floor"] or match["post"])
    return whose == "private" or complete
