"""Danish sentences: where one ends and the next begins.

General splitters are English: they break at "pkt.", "mio." and "kl. 8.00". This one knows Danish abbreviations,
ordinals and initials, and cuts the run-on lines of text taken from laid-out pages, where headings and list items
stand in one line without full stops.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]

_NEVER_END = frozenset(
    """adm afd afs art arkit bd bibl bl.a bl ca cand civ dep d dir div dr ds ed eksk ekskl eks f.eks f eksempelvis evt
    ex f.ex ff fhv fig forts fr gl hhv hr ibid if ifb iflg ifm ift ifht ifl inkl ing int jf jfr jnr jr kap kgl kl
    konst kt lb lic maks max med mgr mht min modt ndr nr næstfmd opr osf ordf p pba pga pkt pol prof rep s sek sen
    sml spec sr st stk tidl tlf tv ugtl vedk vedr vejl vha vs""".split()
)
_MAY_END = frozenset("osv mv m.v mm m.m etc o.l o.lign lign pct kr mio mia dvs da nu a.m p.m".split())
_BOUNDARY = re.compile(
    r"[.!?…]+[\"”“»«’')\]]*(?=\s+[\"“”„»«'(\[–—•-]*[\dA-ZÆØÅÉÄÖÜ])|[a-zæøå)][.:!?](?=[A-ZÆØÅ][a-zæøå])"
)
_WORD_BEFORE = re.compile(r"([\wæøåÆØÅ]+(?:\.[\wæøåÆØÅ]+)*)$")
_ORDINAL_BEFORE = re.compile(r"(?:\b(?:den|d\.)\s*)\d{1,2}$", re.IGNORECASE)
_MARKER = re.compile(r"^(?:\d{1,3}|[A-ZÆØÅa-zæøå])$")
_LONG = 200
# What is longer is no sentence but a blob; it is cut so that nothing has to search it whole.
_LONGEST = 2_000
_SHORTEST_CUT = 4  # a label such as "C: " stays with its text
_RUN_ON = re.compile(
    r"(?<=[a-zæøå\d)”:] )(?=(?:I|Vi|Det|Der|At|Her|Med|De|For|På|Når|Hvis|Som|Den|Denne|Dette|Ved|Til"
    r"|Herudover|Derudover|Derfor|Derved|Samtidig)\b )"
    r"|(?<=\S )(?=(?:TEMA|Tema|Princip|PRINCIP|Figur|Punkt|PUNKT|Mål|Indsats)(?: \d{1,2})[:. ])"
    r"|(?<=[^\sA-ZÆØÅ] )(?=[A-ZÆØÅ]{4,}(?: [A-ZÆØÅ]{2,})*:)"
    r"|(?<=[a-zæøå.] )(?=(?:[A-ZÆØÅ]{3,}[ -]){2,})"
    r"|(?<=[a-zæøå:] )(?=\d\. [A-ZÆØÅ])"
)


def sentences(text: str) -> list[Span]:
    """The sentences of one paragraph as character offsets (start, end), without the white space around them."""
    spans: list[Span] = []
    for start, end in _pieces(text, _ends(text)):
        if end - start > _LONG:
            cuts = [
                start + m.start() for m in _RUN_ON.finditer(text[start:end]) if m.start() >= _SHORTEST_CUT
            ]
            for left, right in _pieces(text, cuts, start, end):
                spans.extend(_pieces(text, list(range(left + _LONGEST, right, _LONGEST)), left, right))
        else:
            spans.append((start, end))
    return spans


def _ends(text: str) -> Iterator[int]:
    for match in _BOUNDARY.finditer(text):
        if match[0][0] not in ".…" or not _is_abbreviation(text, match.start(), match.end()):
            yield match.end()


def _is_abbreviation(text: str, stop: int, after: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, an initial, an ordinal or a list marker."""
    before = text[max(0, stop - 30) : stop]
    found = _WORD_BEFORE.search(before)
    if not found:
        return False
    word = found[1]
    lowered = word.lower()
    if lowered in _NEVER_END or (lowered.split(".")[-1] in _NEVER_END and "." in lowered):
        return True
    if lowered in _MAY_END:
        return _next_letter(text, after).islower()
    if _MARKER.match(word) and ((len(word) == 1 and word.isupper()) or stop - len(word) == 0):
        return True
    if word.isdigit() and len(word) <= 2:
        at_start = stop < 30 and not before.rstrip("0123456789").strip(" -•–—*")
        return at_start or bool(_ORDINAL_BEFORE.search(before)) or not _next_letter(text, after).isupper()
    return False


def _next_letter(text: str, after: int) -> str:
    return text[after : after + 20].lstrip()[:1]


def _pieces(text: str, cuts: Iterator[int] | list[int], start: int = 0, end: int | None = None) -> list[Span]:
    end = len(text) if end is None else end
    spans = []
    for left, right in pairwise([start, *cuts, end]):
        piece = text[left:right]
        if stripped := piece.strip():
            begin = left + piece.index(stripped[0])
            spans.append((begin, begin + len(stripped)))
    return spans
