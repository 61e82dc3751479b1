"""The inspection of documents by the guardrails: a document's text is data, never an instruction.

Personal data are taken out first (`assistant.edge`). What is left is looked at for instructions to a machine, in what
can be seen and in what cannot, and for links made to carry data away. Hidden text alone is no reason to hold a document
back, for web pages hide their menus; a text hidden by its colour or size that is long enough to say something is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.edge import clean_at_the_edge
from assistant.machines import addresses_a_machine, dictates, names_a_machine, tells_a_machine
from guardrails.guard import Guard, Recognisers
from guardrails.links import addresses, exfiltrating
from guardrails.policy import Rule
from guardrails.rules.document_injection import DocumentInjection, is_candidate
from guardrails.running import Task, run
from guardrails.verdict import Finding as Seen
from ingest.blocks import BlockKind, Concealment, Hidden, Reading
from ingest.inspection import Finding, FindingKind, Inspection
from ingest.layout import Layout, lay_out, lines_of

RULE = "document-injection"
MASK = "[instruktion fjernet]"
SUBSTANTIAL = 150
"""Letters of text hidden by colour or size from which on a document is held back, whatever they say."""

_SECONDS = 60.0
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_FEWEST = 3
_DECEIVING = frozenset({Concealment.COLOUR, Concealment.SIZE, Concealment.UNDRAWN})
_SECRET = _DECEIVING | {Concealment.CHARACTERS, Concealment.PLACE}
_STRICT = 0.8
"""How far above the policy's threshold, of what is left up to 1, a visible paragraph must score.

The threshold is that of a single text. A document has fifty paragraphs and more, each of which may be mistaken. Where
the words themselves tell a machine what to do, the threshold is enough; where they lay down what it must say, a fifth.
"""
_DICTATED = 0.2
_LENIENT = 0.7
"""What a score counts against the threshold where a text is hidden in a way that nothing ordinary is."""
_LONGEST = 600
_FETCHED = ("http://", "https://", "ftp://", "//", "www.")


@dataclass(frozen=True, slots=True)
class Inspector:
    """Inspects documents under the guard's policy. Safe to use from several threads."""

    guard: Guard
    eyes: Recognisers
    injection: DocumentInjection

    def __call__(self, reading: Reading) -> Inspection:
        """The document as it may be stored, and what was found; `UnreadableError` when that cannot be told."""
        cleaned = clean_at_the_edge(reading, self.guard, self.eyes.identifiers)
        reading, action = cleaned.reading, self.guard.acts(RULE, "ingest")
        findings = [self._finding(rule, "personal", 1.0, "") for rule in cleaned.quarantining]
        if action != "pass":
            layout = lay_out(reading.blocks)
            hits = self._instructions([layout.of(block) for block in layout.blocks])
            if action == "redact" and hits is not None:
                reading = _without(reading, [place for place, _ in hits])
            else:
                findings += self._visible(layout, hits)
            findings += self._beside(reading)
            findings += self._links(reading, layout)
        return Inspection(reading, tuple(findings), self.guard.policy.version)

    @property
    def _rule(self) -> Rule:
        return self.guard.policy.rules[RULE]

    @property
    def _strict(self) -> float:
        return self._rule.threshold + _STRICT * (1 - self._rule.threshold)

    def _needed(self, text: str) -> float:
        """The score that a visible paragraph needs."""
        if dictates(text):
            return _DICTATED * self._rule.threshold
        return self._rule.threshold if tells_a_machine(text) else self._strict

    @property
    def _paired(self) -> float:
        """The score that a paragraph which is addressed to a machine needs together with the next one."""
        return (self._rule.threshold + 1) / 2

    def _scores(self, paragraphs: Sequence[str]) -> list[tuple[int, float]] | None:
        """The paragraphs that may be instructions to a machine, with their scores; None when the rule fails."""
        found: list[tuple[int, float]] = []

        def look() -> Seen | None:
            found.extend(self.injection.find_all(paragraphs))
            return None

        return None if run([Task(RULE, look, _SECONDS)])[RULE].failed else found

    def _instructions(self, paragraphs: Sequence[str]) -> list[tuple[int, float]] | None:
        """The visible paragraphs that are instructions, by themselves or together with the next one."""
        pairs = [place for place, text in enumerate(paragraphs[:-1]) if addresses_a_machine(text)]
        joined = [f"{paragraphs[place]} {paragraphs[place + 1]}" for place in pairs]
        found = self._scores([*map(telling, paragraphs), *joined])
        if found is None:
            return None
        best: dict[int, float] = {}
        for place, score in found:
            last = place - len(paragraphs)
            if score >= (self._needed(paragraphs[place]) if last < 0 else self._paired):
                hit = (place,) if last < 0 else (pairs[last], pairs[last] + 1)
                best.update({one: max(score, best.get(one, 0.0)) for one in hit})
        return sorted(best.items())

    def _visible(self, layout: Layout, hits: list[tuple[int, float]] | None) -> list[Finding]:
        if hits is None:
            return [replace(self._finding(RULE, "instruction", 1.0, ""), failed=True)]
        found = []
        for place, score in hits:
            block = layout.blocks[place]
            finding = self._finding(RULE, "instruction", score, layout.of(block))
            found.append(replace(finding, start=block.start, end=block.end, page=block.page))
        return found

    def _beside(self, reading: Reading) -> list[Finding]:
        """What is found in hidden texts and in what was left out of the text."""
        lines = [*reading.hidden, *(Hidden(Concealment.STYLE, line) for line in _only_dropped(reading))]
        hits = self._scores([telling(one.text) for one in lines])
        if hits is None:
            return [replace(self._finding(RULE, "hidden", 1.0, ""), failed=True)]
        scores = {
            place: score for place, score in hits if score >= self._least(lines[place].how, lines[place].text)
        }
        for place, one in enumerate(lines):
            # Nothing ordinary is spelled in invisible characters, or names a machine where no person sees it.
            if one.how is Concealment.CHARACTERS or (one.how in _SECRET and names_a_machine(one.text)):
                scores[place] = 1.0
        deceiving = list(dict.fromkeys(one for one in reading.hidden if one.how in _DECEIVING))
        if sum(letter.isalpha() for one in deceiving for letter in one.text) >= SUBSTANTIAL:
            scores.update({lines.index(one): 1.0 for one in deceiving if lines.index(one) not in scores})
        return [
            replace(self._finding(RULE, "hidden", scores[place], one.text), page=one.page, how=one.how.value)
            for place, one in enumerate(lines)
            if place in scores
        ]

    def _least(self, how: Concealment, text: str) -> float:
        """The score that a hidden text needs: less where it deceives, more where it is ordinary to hide."""
        if how in _SECRET:
            return _LENIENT * self._rule.threshold
        return self._rule.threshold if how is Concealment.COMMENT else self._needed(text)

    def _links(self, reading: Reading, layout: Layout) -> list[Finding]:
        written = [link.target for link in reading.links]
        told = dict.fromkeys([*written, *sorted(addresses(layout.text))])
        return [
            self._placed(self._finding(RULE, "link", 1.0, target), layout)
            for target in told
            if target.lower().startswith(_FETCHED) and exfiltrating(target)
        ]

    def _placed(self, finding: Finding, layout: Layout) -> Finding:
        start = layout.text.find(finding.excerpt)
        return finding if start < 0 else replace(finding, start=start, end=start + len(finding.excerpt))

    def _finding(self, rule: str, kind: FindingKind, score: float, text: str) -> Finding:
        clause = self.guard.policy.rules[rule].clause
        shown = {"da": clause.shown("da"), "en": clause.shown("en")}
        return Finding(rule, kind, round(score, 3), text[:_LONGEST], clause=shown)


def _only_dropped(reading: Reading) -> list[str]:
    """What was left out of the text as noise, and is not hidden."""
    hidden = {one.text for one in reading.hidden}
    return [line for line in dict.fromkeys(reading.dropped) if line not in hidden]


def telling(text: str) -> str:
    """What of a paragraph is worth reading for meaning: sentences that may be instructions, each with the next one.

    Reading costs some milliseconds a sentence, and few sentences of a document have the words for it.
    """
    sentences = _SENTENCE.split(text)
    if len(sentences) < _FEWEST:
        return text
    chosen = {n + more for n, one in enumerate(sentences) if is_candidate(one) for more in (0, 1)}
    return " ".join(one for n, one in enumerate(sentences) if n in chosen)


def _without(reading: Reading, places: Sequence[int]) -> Reading:
    """The document with the lines of its layout at these places masked."""
    lines, blocks = lines_of(reading.blocks), list(reading.blocks)
    for line in (lines[place] for place in places):
        block = blocks[line.block]
        if block.kind is not BlockKind.TABLE:
            blocks[line.block] = replace(block, text=MASK)
            continue
        rows = list(block.rows)
        rows[line.row or 0] = (MASK, *[""] * (len(rows[line.row or 0]) - 1))
        blocks[line.block] = replace(block, rows=tuple(rows))
    return replace(reading, blocks=tuple(blocks))


def inspector(guard: Guard, eyes: Recognisers) -> Inspector:
    """What inspects documents with the eyes that the guard has, under the policy that it has just then."""
    reader = eyes.meanings[RULE]
    assert isinstance(reader, DocumentInjection)
    return Inspector(guard, eyes, reader)
