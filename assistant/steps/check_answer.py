"""Step 5: each sentence is checked against its source before anyone sees it."""

from assistant.answer import Citation, Sentence
from assistant.citing import cite
from assistant.notes import note, notes_of
from assistant.turn import Checked, Turn
from assistant.units import Unit
from assistant.validity import LatestValidities
from guardrails.guard import Guard
from guardrails.links import addresses, exfiltrating
from guardrails.markup import sanitise
from guardrails.rules import case_note, grounding, validity
from guardrails.verdict import Action, Message, Stage
from ingest.corpus import Corpus


class CheckAnswer:
    """Cites each unit, has the guard look at what it quotes, and discloses how far its source holds."""

    name = "check_answer"

    def __init__(self, corpus: Corpus, guard: Guard) -> None:
        self._corpus = corpus
        self._guard = guard
        self._validities = LatestValidities()

    def __call__(self, turn: Turn) -> None:
        """Sets the turn's checked sentences; ends it when none may be shown."""
        validities = self._validities.among(self._corpus.active())
        number = 0
        for unit in turn.units:
            if not self._may_be_shown(turn, unit):
                continue
            number += 1
            citation = cite(number, unit, validities.on(unit.version, turn.as_of))
            if validity.must_disclose(citation.validity):
                self._note(turn, "validity", "answer")
            turn.checked.extend(_sentences(unit, citation))
        if turn.checked and case_note.concerns_case(turn.asked):
            self._note(turn, "case-note", "interface")
        if not turn.checked:
            nearest = list(dict.fromkeys(miss.title for miss in turn.near_misses))
            turn.end("not_found", "not_found", nearest=nearest)

    def _may_be_shown(self, turn: Turn, unit: Unit) -> bool:
        """Whether a unit's quote stands in its source and no rule withholds it, as a passage or as an answer."""
        if not self._stands(unit):
            return not self._note(turn, "grounding", "answer")
        language = turn.understood.language
        for stage in ("passages", "answer"):
            verdict = self._guard.check(Message(unit.text, stage, language=language))
            notes = notes_of(verdict, self._guard.policy, language)
            told = {note.rule for note in turn.guardrails}
            turn.guardrails.extend(note for note in notes if note.rule not in told)
            if verdict.action in ("withhold", "redact"):  # a quote that is not whole is no quote
                return False
        return True

    def _stands(self, unit: Unit) -> bool:
        """Whether the quote stands at its offsets in the version as it is stored now."""
        stored = self._corpus.version(unit.version.document, unit.version.number)
        return grounding.stands(unit.text, stored.text[unit.start : unit.end] if stored else None)

    def _note(self, turn: Turn, rule: str, stage: Stage) -> bool:
        """Tell once what a rule did, if the policy has it act at this stage; returns whether it acts."""
        action: Action = self._guard.acts(rule, stage)
        if action != "pass" and all(told.rule != rule for told in turn.guardrails):
            turn.guardrails.append(note(self._guard.policy, rule, action, turn.understood.language))
        return action != "pass"


def _sentences(unit: Unit, citation: Citation) -> list[Checked]:
    """The sentences of a unit without markup; the first one brings the citation, whose quote stays as it stands.

    Links of the cited version may stay. A sentence of nothing but markup is left out, unless all are.
    """
    linked = addresses(unit.version.text) if addresses(unit.text) else set()
    allowed = {address for address in linked if not exfiltrating(address)}
    written = [unit.version.text[sentence.start : sentence.end] for sentence in unit.sentences]
    texts = [sanitise(text, allowed) for text in written]
    return [
        Checked(Sentence(text=text, citations=[citation.number]), (citation,) if place == 0 else ())
        for place, text in enumerate([text for text in texts if text.strip()] or texts[:1])
    ]
