import logging
import re
import threading
from collections.abc import Callable, Collection, Sequence

import pytest

from guardrails.guard import UNREADABLE, Guard, Judge, Recognisers
from guardrails.policy import Policy, load_policy, parse_policy
from guardrails.verdict import Finding, Message, Recogniser, Span, Stage

SECRET = "070761-4285"
MASK = "[fjernet]"


def cpr(message: Message) -> Finding | None:
    """Finds SECRET, and "12" in an earlier message when "34" is in the new one."""
    spans = tuple(Span(*match.span(), MASK) for match in re.finditer(SECRET, message.text))
    before = tuple(
        (place, Span(said.index("12"), said.index("12") + 2, MASK))
        for place, said in enumerate(message.before)
        if "12" in said and "34" in message.text
    )
    return Finding(spans=spans, before=before) if spans or before else None


def warns(message: Message) -> Finding | None:
    found = cpr(message)
    return Finding(spans=found.spans, action="warn") if found else None


def raises(_: Message) -> Finding | None:
    raise ValueError(SECRET)


def word(rule_word: str, score: float = 1.0) -> Recogniser:
    def find(message: Message) -> Finding | None:
        place = message.text.find(rule_word)
        return Finding(score, (Span(place, place + len(rule_word), "[ord]"),)) if place >= 0 else None

    return find


def persons(text: str) -> Sequence[Span]:
    return [Span(*match.span(), "[navn]") for match in re.finditer("Ida", text)]


def guard(
    identifiers: dict[str, Recogniser] | None = None,
    meanings: dict[str, Recogniser] | None = None,
    judge: Judge | None = None,
    paused: Callable[[], Collection[str]] = lambda: (),
    policy: Policy | None = None,
    local_seconds: float = 5.0,
) -> Guard:
    eyes = Recognisers({"cpr": cpr} if identifiers is None else identifiers, meanings or {}, persons)
    return Guard(policy or load_policy(), eyes, judge, paused, local_seconds)


def changed(old: str, new: str) -> Policy:
    source = load_policy().source
    assert old in source
    return parse_policy(source.replace(old, new, 1))


def test_a_text_without_findings_passes() -> None:
    verdict = guard().check(Message("Hvad er planen?"))
    assert (verdict.action, verdict.text, verdict.triggered) == ("pass", "Hvad er planen?", ())


def test_rules_that_read_for_meaning_see_only_what_is_left_after_redaction() -> None:
    seen: list[Message] = []

    def eye(message: Message) -> Finding | None:
        seen.append(message)
        return None

    message = Message(f"Ida 34 {SECRET}?", before=("nr. 12",))
    verdict = guard(meanings={"decision": eye}).check(message)
    assert [(one.text, one.before) for one in seen] == [(f"Ida 34 {MASK}?", (f"nr. {MASK}",))]
    assert verdict.action == "redact"
    assert verdict.text == f"Ida 34 {MASK}?"
    assert verdict.anonymised == f"[navn] 34 {MASK}?"
    assert verdict.before == {0: f"nr. {MASK}"}
    assert verdict.spans == (Span(7, 18, MASK),)
    assert verdict.identifying == (Span(0, 3, "[navn]"), Span(7, 18, MASK))


def test_what_is_found_in_the_masked_text_is_told_in_places_of_the_text_as_written() -> None:
    text = f"{SECRET}: skal hun have ydelsen?"
    verdict = guard(meanings={"decision": word("ydelsen")}).check(Message(text))
    [found] = [one for one in verdict.triggered if one.rule == "decision"]
    [span] = found.spans
    assert text[span.start : span.end] == "ydelsen"
    assert verdict.ends == found
    assert verdict.text == f"{MASK}: skal hun have ydelsen?"  # only identifiers are cut out


def test_what_is_only_warned_of_stays_in_the_text_and_is_hidden_from_the_other_rules() -> None:
    seen: list[str] = []

    def eye(message: Message) -> Finding | None:
        seen.append(message.text)
        return None

    verdict = guard({"cpr": warns}, {"decision": eye}).check(Message(f"nr. {SECRET}"))
    assert (verdict.action, verdict.text) == ("warn", f"nr. {SECRET}")
    assert verdict.anonymised == f"nr. {MASK}"
    assert seen == [f"nr. {MASK}"]


CLOSED: dict[str, tuple[str, Stage, str]] = {
    "a question": ("cpr", "question", "block"),
    "a document": ("cpr", "ingest", "quarantine"),
    "an answer": ("cpr", "answer", "withhold"),
    "a rule that blocks": ("confidential", "question", "block"),
}


@pytest.mark.parametrize(("rule", "stage", "action"), CLOSED.values(), ids=CLOSED)
def test_a_rule_that_fails_counts_as_triggered(
    rule: str, stage: Stage, action: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        verdict = guard({rule: raises}).check(Message("Hvad nu?", stage))
    [found] = verdict.triggered
    assert (found.rule, found.action, found.failed) == (rule, action, True)
    assert SECRET not in caplog.text


def test_a_rule_that_hangs_counts_as_triggered_and_the_others_are_asked() -> None:
    release = threading.Event()

    def hangs(_: Message) -> Finding | None:
        release.wait(30)
        return None

    verdict = guard({"cpr": hangs, "confidential": word("kode")}, local_seconds=0.05).check(Message("kode"))
    release.set()
    assert {found.rule: found.failed for found in verdict.triggered} == {"cpr": True, "confidential": False}


def test_of_a_rule_with_two_eyes_the_stricter_counts_and_the_higher_score_is_kept() -> None:
    text = "kode og hemmelig"
    eyes = guard({"confidential": word("kode")}, {"confidential": word("hemmelig", 0.2)})
    verdict = eyes.check(Message(text))
    [found] = verdict.triggered
    assert (found.score, [text[span.start : span.end] for span in found.spans]) == (1.0, ["kode"])
    assert verdict.scores == {"confidential": 1.0}


def test_below_its_threshold_a_rule_only_gives_its_score() -> None:
    verdict = guard({}, {"decision": word("skal", 0.3)}).check(Message("skal hun?"))
    assert (verdict.triggered, verdict.scores) == ((), {"decision": 0.3})


def test_rules_act_only_at_their_stages_and_when_they_are_not_paused() -> None:
    assert guard(meanings={"decision": word("skal")}).check(Message("skal", "answer")).action == "pass"
    assert guard(paused=lambda: ["cpr"]).check(Message(SECRET)).text == SECRET
    assert guard(paused=lambda: ["cpr"]).acts("cpr", "question") == "pass"
    assert guard().acts("cpr", "question") == "redact"


def test_what_is_written_down_is_redacted_whatever_is_paused() -> None:
    assert guard(paused=lambda: ["cpr"]).redacted(f"nr. {SECRET}") == f"nr. {MASK}"
    assert guard({"cpr": raises}).redacted("nr. 1") == UNREADABLE
    assert guard({"cpr": warns}).redacted(SECRET) == MASK


@pytest.mark.parametrize(
    ("score", "says", "action"),
    [(0.45, True, "route"), (0.55, False, "pass"), (0.95, False, "route"), (0.05, True, "pass")],
)
def test_a_language_model_decides_only_where_the_local_rule_is_unsure(
    score: float, says: bool, action: str
) -> None:
    asked: list[str] = []

    def judge(_: object, message: Message) -> bool:
        asked.append(message.text)
        return says

    verdict = guard(meanings={"acute-danger": word("fare", score)}, judge=judge).check(
        Message(f"fare {SECRET}")
    )
    assert [found.action for found in verdict.triggered if found.rule == "acute-danger"] == (
        [action] if action != "pass" else []
    )
    assert asked == ([f"fare {MASK}"] if 0.3 < score < 0.7 else [])


def test_a_language_model_that_gives_no_answer_leaves_the_rule_triggered() -> None:
    def judge(_: object, __: Message) -> bool:
        raise TimeoutError

    verdict = guard(meanings={"acute-danger": word("fare", 0.5)}, judge=judge).check(Message("fare"))
    [found] = verdict.triggered
    assert (found.rule, found.failed) == ("acute-danger", True)


def test_another_policy_can_be_tried_and_adopted() -> None:
    other = changed("question: redact, passages", "question: warn, passages")
    first = guard()
    assert first.under(other).check(Message(SECRET)).action == "warn"
    assert first.check(Message(SECRET)).action == "redact"
    first.adopt(other)
    assert first.check(Message(SECRET)).action == "warn"
    assert first.policy == other
