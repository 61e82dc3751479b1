"""Step 5: each sentence is checked against its source before anyone sees it."""

from assistant.answer import GuardrailNote, Language, Sentence
from assistant.citing import cite
from assistant.turn import Checked, Turn
from assistant.units import Unit
from assistant.validity import LatestValidities
from guardrails.policy import Policy
from ingest.corpus import Corpus


class CheckAnswer:
    """Cites each unit, confirms that its quote stands in the stored text, and discloses how far its source holds."""

    name = "check_answer"

    def __init__(self, corpus: Corpus, policy: Policy) -> None:
        self._corpus = corpus
        self._policy = policy
        self._validities = LatestValidities()

    def __call__(self, turn: Turn) -> None:
        """Sets the turn's checked sentences."""
        validities = self._validities.among(self._corpus.active())
        number = 0
        for unit in turn.units:
            if not self._stands(unit):
                self._note(turn, "grounding", "withhold")
                continue
            number += 1
            citation = cite(number, unit, validities.on(unit.version, turn.as_of))
            if citation.validity in ("expired", "superseded", "draft"):
                self._note(turn, "validity", "disclose")
            for place, sentence in enumerate(unit.sentences):
                text = unit.version.text[sentence.start : sentence.end]
                turn.checked.append(
                    Checked(Sentence(text=text, citations=[number]), (citation,) if place == 0 else ())
                )
        if not turn.checked:
            nearest = list(dict.fromkeys(miss.title for miss in turn.near_misses))
            turn.end("not_found", "not_found", nearest=nearest)

    def _stands(self, unit: Unit) -> bool:
        """Whether the quote stands at its offsets in the version as it is stored now."""
        stored = self._corpus.version(unit.version.document, unit.version.number)
        return (
            stored is not None and stored.text[unit.start : unit.end] == unit.text and bool(unit.text.strip())
        )

    def _note(self, turn: Turn, name: str, action: str) -> None:
        rule = self._policy.rules.get(name)
        if rule is None or any(note.rule == name for note in turn.guardrails):
            return
        language: Language = turn.understood.language
        turn.guardrails.append(
            GuardrailNote.model_validate(
                {
                    "rule": name,
                    "action": action,
                    "clause": rule.clause.text,
                    "message": getattr(rule.message, language),
                }
            )
        )
