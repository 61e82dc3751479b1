"""Words that tell a private person's number or address from a public one, and other numbers from both."""

import re
from typing import Literal

from guardrails.names import first_names_in

_WINDOW_BEFORE = 70
_WINDOW_AFTER = 45

PRIVATE = re.compile(
    r"\bprivat\w*|\bborger(?:en|ens|s|henvendelse)?\b|\bbeboer(?:en|ens|s)?\b|"
    r"\b(?:klient|patient|ansøger|klager|indsiger|anmelder|lejer|elev|praktikant|vikar|værge|frivillig|"
    r"kunde)(?:en|ens|s)?\b|"
    r"\b(?:svigers?|stede?|pleje|bede?ste|mor|far|old)?(?:mor|far|søn|datter|bror|søster|forældre)(?:en|ens|"
    r"s|ne|mand)?\b|"
    r"\b(?:kone|hustru|mand|kæreste|ægtefælle|samlever|eks|enke|enkemand|nabo|genbo|pårørende|"
    r"bekendte?)(?:n|ns|en|ens|s)?\b|"
    r"\b(?:hendes|hans|hende|ham|deres|min|mit|mine|din)\b|\b(?:fru|hr|frk|frøken)\b\.?|\bfamilien?\b|"
    r"\bdødsbo\w*|"
    r"\bmobil(?:en|nummer|nr)?\b|\bhjemme(?:nummer|telefon|adresse)\w*|\bbor(?:ede|r)?\b|\bbopæl\w*|"
    r"\bflyttet til\b|"
    r"\bkontaktperson\b|\bdeltager(?:e|liste)?\b|\bc/o\b|\bhåndværker\w*|\bhenvendelse fra\b|\bringede fra\b|"
    r"\b(?:private|citizens?'?s?|resident|tenant|applicant|client|patient|mother|father|son|daughter|wife|"
    r"husband|"
    r"neighbour|neighbor|relative|his|her|their|my|mobile|mr|mrs|ms|lives|living|resides|home|volunteers?)\b",
    re.IGNORECASE,
)
"""Words that speak of a private person."""

PLAINLY_PRIVATE = re.compile(
    r"\bprivat(?:e|t|adresse|nummer|telefon|mail|mobil)?\b(?!\s+(?:skole|hospital|institution|aktør|"
    r"leverandør|virksomhed))|"
    r"\b(?:borger|nabo|genbo|indsiger|klager|beboer|ansøger|pårørende|grundejer|anmelder|lejer)(?:en|ens|n|"
    r"s)?\b|"
    r"\b(?:bor|bopæl|flyttet) (?:på|i|til)\b|\bbopæl\w*|\bprivate (?:number|phone|e-?mail|address)\b|"
    r"\bhome address\b|"
    r"\blives (?:at|in|on)\b|\b(?:neighbour|objector|complainant|applicant|resident|citizen)\b",
    re.IGNORECASE,
)
"""Words beside which even a public document's number is a private one."""

PUBLIC = re.compile(
    r"hoved(?:nummer|telefon|tlf|postkasse)\w*|omstilling\w*|borgerservice\w*|hotline\w*|kontaktcent\w*|"
    r"\brådhus\w*|kommunen?s?\b|"
    r"forvaltning\w*|\bjobcent\w*|ydelsescent\w*|skole[nr]?s?\b|børnehus\w*|børnehave\w*|"
    r"vuggestue\w*|"
    r"plejecent\w*|plejehjem\w*|sundhedscent\w*|aktivitetscent\w*|center(?:et|ets)?\b|"
    r"bibliotek\w*|"
    r"museet?\b|museum\b|svømmehal\w*|hallen\b|kirken?\b|genbrug\w*|tandpleje\w*|"
    r"sundhedspleje\w*|"
    r"hjemmepleje[n]?\b|vagt(?:en|telefon\w*)?\b|telefonen\b|lin[ij]en\b|styrelsen?\b|"
    r"ministeri\w*|"
    r"\bpoliti(?:et|ets|station\w*)?\b|\bregion\w*|hospital\w*|sygehus\w*|kontor(?:et|ets)?\b|"
    r"afdeling(?:en|ens)?\b|"
    r"sekretariat\w*|\bsupport\w*|servicedesk\w*|it-?support\w*|\breception\w*|firma(?:et)?\b|"
    r"bureau(?:et)?\b|\bmenighedsråd\w*|\baps\b|\ba/s\b|\bi/s\b|værk(?:et|ets)?\b|"
    r"leverandør\w*|entreprenør\w*|forening(?:en|ens)?\b|klub(?:ben)?\b|huset\b|gården\b|"
    r"stedet\b|tilbud(?:det)?\b|"
    r"\bnævn\w*|\bombudsmand\w*|datatilsynet|ankestyrelsen|\btilsynet\b|\bstationen\b|\bbutik\w*|\bhotel\w*|"
    r"\blivslinien\b|"
    r"døgntelefon\w*|akuttelefon\w*|rådgivning(?:en)?\b|offentliggjort\w*|hjemmesiden\b|\bmødested\b|"
    r"\blokale\b|\bnetbutik\b|"
    r"\b(?:town hall|city hall|municipal\w*|council|switchboard|main number|help ?desk|office|school|"
    r"library|department|"
    r"centre|center|police|hospital|ministry|agency|published|website|letterhead|kindergarten|nursery)\b",
    re.IGNORECASE,
)
"""Words that speak of an authority, an institution or a company."""

_OTHER = re.compile(
    r"(?:\bp-?\s?n(?:umme)?r|produktionsenhed\w*|\bcvr\w*|\bse-?n(?:umme)?r|\bean\w*|\bgln\w*|\bisbn\w*|"
    r"\bissn\w*|\bbfe\b|\bbbr\b|\bkle\b|"
    r"\biban\b|koordinat\w*|\breg\.?\s?n(?:umme)?r|stregkode\w*|\bmatr\w*|\besdh\b|\bid\b|"
    r"(?:konto|faktura|ordre|vare|sags?|journal|j\.|kunde|bilags?|rekvisitions?|bestillings?|måler|serie|"
    r"fragt|aftale|"
    r"kontrakt|dokument|ejendoms?|betalings|kreditor|debitor|leverandør|artikel|licens|løbe|versions?|"
    r"reference|akt|"
    r"transaktions|arkiv|udbuds|projekt|dok\.?|sagsdok|invoice|order|account|case|item|reference|ref|"
    r"tracking|ticket|serial|contract|"
    r"file|product|supplier|version|build)[\s.-]*(?:n(?:umme)?r|numbers?|no|num|id|kode)?(?:ene|et|e)?)"
    r"(?:[\s-]?n(?:umme)?r(?:et|ene)?\b)?[\s.:#=\"'(]*(?:(?:er|is|hedder|med|på|n(?:umme)?r|"
    r"no)\b[\s.:#]*){0,2}"
    r"(?:\d[\d\s./-]*(?:,|og|and|samt|eller|or|/|;)\s*){0,3}$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.?!]\s+(?=[A-ZÆØÅ])|\n\s*\n")


def is_other_number(text: str, start: int) -> bool:
    """Whether the number at `start` is named as an order, a case, an account or the like."""
    return bool(_OTHER.search(text[max(0, start - _WINDOW_BEFORE) : start]))


def side(text: str, start: int, end: int) -> Literal["private", "public", ""]:
    """Whose number or address stands at `start` to `end`: what the nearest word in its sentence says.

    What stands before weighs more than what stands after.
    """
    before, after = surroundings(text, start, end)
    private = max(_last(PRIVATE, before), *(place for place in first_names_in(before)), -1)
    public = _last(PUBLIC, before)
    if private != public:
        return "private" if private > public else "public"
    private, public = _first(PRIVATE, after), _first(PUBLIC, after)
    private = min([private, *first_names_in(after)])
    if private == public:
        return ""
    return "private" if private < public else "public"


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after in the same sentence."""
    before = text[max(0, start - _WINDOW_BEFORE) : start]
    cuts = [match.end() for match in _SENTENCE.finditer(before)]
    after = text[end : end + _WINDOW_AFTER]
    cut = _SENTENCE.search(after)
    return before[cuts[-1] if cuts else 0 :], after[: cut.start() if cut else len(after)]


def _last(pattern: re.Pattern[str], text: str) -> int:
    places = [match.end() for match in pattern.finditer(text)]
    return places[-1] if places else -1


def _first(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else len(text) + 1
