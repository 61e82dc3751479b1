"""The inspection of documents by the guardrails: a document's text is data, never an instruction.

Personal data are taken out first (`assistant.edge`). What is left is looked at for instructions to a machine, in what
can be seen and in what cannot, and for links made to carry data away. Hidden text alone is no reason to hold a document
back, for web pages hide their menus; a text hidden by its colour or size that is long enough to say something is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.edge import clean_at_the_edge
from guardrails.guard import Guard, Recognisers
from guardrails.links import addresses, exfiltrating
from guardrails.policy import Rule
from guardrails.rules.document_injection import DocumentInjection
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
_DECEIVING = frozenset({Concealment.COLOUR, Concealment.SIZE, Concealment.UNDRAWN})
_SECRET = _DECEIVING | {Concealment.CHARACTERS}
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

    def _instructions(
        self, paragraphs: Sequence[str], leniency: Sequence[float] = ()
    ) -> list[tuple[int, float]] | None:
        """The paragraphs that are instructions to a machine, with their scores; None when the rule fails."""
        found: list[tuple[int, float]] = []

        def look() -> Seen | None:
            found.extend(self.injection.find_all(paragraphs))
            return None

        if run([Task(RULE, look, _SECONDS)])[RULE].failed:
            return None
        least = self._rule.threshold
        return [(n, score) for n, score in found if score >= least * (leniency[n] if leniency else 1.0)]

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
        leniency = [_LENIENT if one.how in _SECRET else 1.0 for one in lines]
        hits = self._instructions([one.text for one in lines], leniency)
        if hits is None:
            return [replace(self._finding(RULE, "hidden", 1.0, ""), failed=True)]
        scores = dict(hits)
        for place, one in enumerate(lines):
            if one.how is Concealment.CHARACTERS:  # nothing ordinary is spelled so
                scores[place] = 1.0
        deceiving = list(dict.fromkeys(one for one in reading.hidden if one.how in _DECEIVING))
        if sum(letter.isalpha() for one in deceiving for letter in one.text) >= SUBSTANTIAL:
            scores.update({lines.index(one): 1.0 for one in deceiving if lines.index(one) not in scores})
        return [
            replace(self._finding(RULE, "hidden", scores[place], one.text), page=one.page, how=one.how.value)
            for place, one in enumerate(lines)
            if place in scores
        ]

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
