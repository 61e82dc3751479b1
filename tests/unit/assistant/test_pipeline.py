import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, update
from sqlalchemy.orm import Session

from assistant.answer import Answer
from assistant.journal import new_id
from assistant.pipeline import Pipeline, Step
from assistant.steps.check_question import MOST_CHARACTERS, CheckQuestion
from assistant.steps.record import Record
from assistant.turn import Checked, InvalidQuestionError, Turn
from guardrails.guard import Guard, Recognisers
from guardrails.policy import load_policy
from guardrails.rules import cpr
from guardrails.rules.cpr import MASK
from ingest.tables import VersionRow
from tests.support.assembly import DAY, Parts

STEPS = ["check_question", "understand_question", "find_passages", "compose_answer", "check_answer"]
POLICY = load_policy()
# its rules read nothing but identifiers: what is read for meaning is tested where it belongs
GUARD = Guard(POLICY, Recognisers({"cpr": cpr.find}, {}, persons=lambda _: ()))


class Fails:
    """A step with a fault."""

    name = "fails"

    def __call__(self, turn: Turn) -> None:
        raise ZeroDivisionError(f"hemmelig detalje om {turn.asked}")


class Ends:
    """A step that ends the turn."""

    name = "ends"

    def __call__(self, turn: Turn) -> None:
        turn.end("not_found", "not_found", nearest=[])


def run(parts: Parts, steps: Sequence[Step], question: str = "Hvad nu?", conversation: str = "s") -> Answer:
    return Pipeline(steps, Record(parts.journal, GUARD, "test")).answer(Turn(question, conversation, DAY))


@pytest.mark.parametrize("checked_before", [False, True])
def test_a_step_that_fails_is_recorded_and_told_without_its_details(
    parts: Parts, caplog: pytest.LogCaptureFixture, checked_before: bool
) -> None:
    check = CheckQuestion(GUARD, parts.journal.earlier, parts.journal.redact_earlier)
    before: list[Step] = [check] if checked_before else []
    with caplog.at_level(logging.ERROR):
        answer = run(parts, [*before, Fails()], "Hvad gælder for 070761-4285?")
    assert answer.status == "error_internal"
    assert "hemmelig" not in answer.text
    [logged] = caplog.records
    assert logged.exc_info
    assert str(logged.args[0] if isinstance(logged.args, tuple) else "") in answer.text
    [row] = parts.journal.answers("s")
    assert row.status == "error_internal"
    assert row.question == f"Hvad gælder for {MASK}?"


def test_a_step_that_ends_the_turn_is_the_last(parts: Parts) -> None:
    assert run(parts, [Ends(), Fails()]).status == "not_found"


def test_an_answer_that_cannot_be_recorded_is_not_given(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("disken er fuld")

    monkeypatch.setattr(type(parts.journal), "record", full)
    with pytest.raises(OSError, match="fuld"):
        run(parts, [Ends()])


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("", "question_empty"),
        (" \n\t\u200b", "question_empty"),
        ("?!…", "question_wordless"),
        ("😀 🎉", "question_wordless"),
        ("a" * (MOST_CHARACTERS + 1), "question_too_long"),
        ("Hvad? " * 20_000, "question_too_long"),
    ],
)
def test_what_is_no_question_is_refused_and_not_recorded(parts: Parts, question: str, code: str) -> None:
    with pytest.raises(InvalidQuestionError) as refused:
        parts.ask(question, conversation="s")
    assert refused.value.code == code
    assert str(refused.value)
    assert parts.journal.answers("s") == []


def test_an_empty_corpus_says_so(parts: Parts) -> None:
    answer = parts.ask("Hvad er besluttet?")
    assert answer.status == "not_found"
    assert "kkgpt ingest" in answer.text


def test_the_listener_hears_every_step_and_each_sentence_once(sample: Parts) -> None:
    heard: list[str | Checked] = []
    question = "Hvem er AI-koordinator i kommunen?"
    answer = sample.pipeline.answer(Turn(question, new_id(), DAY, listener=heard.append))
    assert [name for name in heard if isinstance(name, str)] == STEPS
    checked = [event.sentence for event in heard if isinstance(event, Checked)]
    assert checked == answer.sentences != []
    assert answer.milliseconds.keys() >= set(STEPS)


def test_an_answer_names_what_it_was_made_from(sample: Parts) -> None:
    answer = sample.ask("Hvem er AI-koordinator i kommunen?", conversation="navngivet")
    assert answer.corpus_revision == sample.corpus.revision()
    assert answer.policy_version == POLICY.version
    assert answer.model
    [row] = sample.journal.answers("navngivet")
    assert Answer.model_validate(row.answer) == answer


def test_a_cpr_number_is_removed_before_anything_is_searched_or_recorded(sample: Parts) -> None:
    answer = sample.ask("Må jeg skrive 070761-4285 i LysAssistent?", conversation="cpr")
    assert [note.rule for note in answer.guardrails][:1] == ["cpr"]
    [row] = sample.journal.answers("cpr")
    assert "070761" not in f"{row.question}{row.answer}"


def test_documents_of_a_later_day_are_not_used(sample: Parts) -> None:
    question = "Hvor mange timers digital hjælp er der om ugen?"
    then, now = sample.ask(question, day=date(2023, 6, 1)), sample.ask(question, day=date(2025, 6, 1))
    assert {citation.date for citation in then.citations} == {"2021-01-28"}
    assert max(citation.date or "" for citation in now.citations) > "2024"


def test_the_answer_stays_the_same_when_asked_again(sample: Parts) -> None:
    first, second = (sample.ask("Hvor længe gemmes samtaler i LysAssistent?") for _ in range(2))
    assert first.text == second.text
    assert first.citations == second.citations


def test_a_quote_that_no_longer_stands_is_withheld(parts: Parts, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Notat\n\nSvømmehallen åbner den 3. maj 2025.", encoding="utf-8")
    parts.ingest(tmp_path / "a.md")
    question = "Hvornår åbner svømmehallen?"
    assert parts.ask(question).status == "answered"
    with Session(parts.activator.engine) as session, session.begin():
        session.execute(update(VersionRow).values(text=func.replace(VersionRow.text, "maj", "jun")))
    answer = parts.ask(question)
    assert answer.status == "not_found"
    assert not answer.sentences
    assert not answer.citations
    assert [note.rule for note in answer.guardrails] == ["grounding"]
