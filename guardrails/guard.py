"""The guard: a text at a stage goes in, a verdict comes out.

Rules that find identifiers look at the text as it was written; what they find is masked. Rules that read for meaning
see the masked text alone, and so do the embedding model and the language model behind them. A rule that fails or takes
too long counts as triggered with the action of the policy, or as `block` where that needs to know what to remove.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from guardrails.policy import Policy, Rule
from guardrails.running import Result, Task, run
from guardrails.verdict import (
    STRENGTH,
    Action,
    Finding,
    Message,
    Recogniser,
    Span,
    Stage,
    Triggered,
    Verdict,
    masked,
    merged,
    original,
)

_log = logging.getLogger(__name__)
UNREADABLE = "[ikke gemt]"
LOCAL_SECONDS = 2.0
JUDGE_SECONDS = 12.0
_STOPS: Mapping[Stage, Action] = {"ingest": "quarantine", "passages": "withhold", "answer": "withhold"}
"""How a text is stopped at a stage; "block" at the others."""

Judge = Callable[[Rule, Message], bool]
"""Asks a language model whether a rule should act on a message; raises when there is no clear answer."""


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Recognisers:
    """The eyes of the rules by rule id: of those that look at the text as written, and of those that read it masked.

    `persons` finds whatever identifies a person, for the text that is offered without it. `prepare` opens what is slow
    to open; it is called before the time of a rule is taken, and costs nothing the next time.
    """

    identifiers: Mapping[str, Recogniser]
    meanings: Mapping[str, Recogniser]
    persons: Callable[[str], Sequence[Span]]
    prepare: Callable[[], None] = _nothing


def _none_paused() -> Collection[str]:
    return ()


class Guard:
    """Checks texts under a policy. Safe to use from several threads.

    `paused` gives the rules that are paused just now. `judge` is asked where a score is near a rule's threshold.
    """

    def __init__(
        self,
        policy: Policy,
        recognisers: Recognisers,
        judge: Judge | None = None,
        paused: Callable[[], Collection[str]] = _none_paused,
        local_seconds: float = LOCAL_SECONDS,
    ) -> None:
        self._policy = policy
        self._recognisers = recognisers
        self._judge = judge
        self._paused = paused
        self._local_seconds = local_seconds

    @property
    def policy(self) -> Policy:
        """The policy in force."""
        return self._policy

    def adopt(self, policy: Policy) -> None:
        """Check under another policy from now on."""
        self._policy = policy

    def under(self, policy: Policy) -> "Guard":
        """A guard with the same eyes under another policy, to see what it would do; it asks no language model."""
        return Guard(policy, self._recognisers, None, self._paused, self._local_seconds)

    def prepare(self) -> None:
        """Open what the rules need, so that the first check takes no longer than the others."""
        try:
            self._recognisers.prepare()
        except Exception as error:
            _log.error("the rules that read for meaning cannot be prepared (%s)", type(error).__name__)

    def acts(self, rule: str, stage: Stage) -> Action:
        """What a rule does at a stage just now; "pass" when it is paused or does not act there.

        What is written down, and what is taken from documents, is redacted whatever is paused.
        """
        return "pass" if rule in self._resting(stage) else self._policy.action(rule, stage)

    def _resting(self, stage: Stage) -> set[str]:
        """The rules that are paused at a stage."""
        paused = set(self._paused())
        return paused - self._recognisers.identifiers.keys() if stage in ("log", "ingest") else paused

    def check(self, message: Message) -> Verdict:
        """The verdict on a message; the text goes nowhere but to the rules."""
        policy = self._policy
        paused = self._resting(message.stage)
        rules = [
            rule
            for rule in policy.rules.values()
            if rule.id not in paused and policy.action(rule.id, message.stage) != "pass"
        ]
        if self._seen(rules, 1):
            self.prepare()
        raw = run([self._task(rule, message, self._recognisers.identifiers) for rule in self._seen(rules, 0)])
        removed = merged(
            [s for rule in rules if _is_found(rule, raw.get(rule.id)) for s in _spans(raw[rule.id])]
        )
        is_blind = any(result.failed for result in raw.values())  # what to mask is not known: nobody reads on
        text = UNREADABLE if is_blind else masked(message.text, removed)
        shown = replace(message, text=text, before=_redacted_before(message, raw, rules))
        readers = [] if is_blind else self._seen(rules, 1)
        read = run([self._task(rule, shown, self._recognisers.meanings) for rule in readers])
        found = [self._triggered(rule, message, raw, read, removed) for rule in rules]
        persons = () if is_blind else self._recognisers.persons(text)
        triggered = tuple(one for one in found if one is not None)
        return Verdict(
            action=max((one.action for one in triggered), key=STRENGTH.index, default="pass"),
            text=text if is_blind else _without(message.text, triggered, raw, rules),
            anonymised=masked(text, persons),
            identifying=merged([*removed, *original(persons, removed)]),
            triggered=triggered,
            before={
                place: shown.before[place]
                for place, earlier in enumerate(message.before)
                if shown.before[place] != earlier
            },
            scores=_scores(raw, read),
            milliseconds={
                name: round(raw[name].milliseconds if name in raw else 0, 2)
                + round(read[name].milliseconds if name in read else 0, 2)
                for name in raw.keys() | read.keys()
            },
        )

    def redacted(self, text: str) -> str:
        """A text that is about to be written down, without identifiers; all of it is masked where a rule fails."""
        message = Message(text, "log")
        spans: list[Span] = []
        for rule, eye in self._recognisers.identifiers.items():
            if self.acts(rule, "log") == "pass":
                continue
            try:
                found = eye(message)
            except Exception as error:
                _log.error("the rule %s failed (%s): the text is not written", rule, type(error).__name__)
                return UNREADABLE
            if found and found.score >= self._policy.rules[rule].threshold:
                spans.extend(found.spans)
        return masked(text, spans)

    def anonymised(self, text: str) -> str:
        """A text that is handed to somebody else: redacted as for the log, and without the names of private persons."""
        redacted = self.redacted(text)
        try:
            return masked(redacted, self._recognisers.persons(redacted))
        except Exception as error:
            _log.error("persons cannot be looked for (%s): the text is not written", type(error).__name__)
            return UNREADABLE

    def _seen(self, rules: Sequence[Rule], which: int) -> list[Rule]:
        eyes = (self._recognisers.identifiers, self._recognisers.meanings)[which]
        return [rule for rule in rules if rule.id in eyes]

    def _task(self, rule: Rule, message: Message, eyes: Mapping[str, Recogniser]) -> Task:
        eye, judge = eyes[rule.id], self._judge
        is_raw = eyes is self._recognisers.identifiers  # what is not redacted is for no language model
        if judge is None or is_raw or not rule.unsure:
            return Task(rule.id, lambda: eye(message), self._local_seconds)

        def look() -> Finding | None:
            found = eye(message)
            if found is None or abs(found.score - rule.threshold) > rule.unsure:
                return found
            return replace(found, score=1.0 if judge(rule, message) else 0.0, kind="judged")

        return Task(rule.id, look, self._local_seconds + JUDGE_SECONDS)

    def _triggered(
        self,
        rule: Rule,
        message: Message,
        raw: Mapping[str, Result],
        read: Mapping[str, Result],
        removed: Sequence[Span],
    ) -> Triggered | None:
        """What a rule did: the stricter of what its two eyes saw, where it has two."""
        action = self._policy.action(rule.id, message.stage)
        found: list[Triggered] = []
        for results, is_raw in ((raw, True), (read, False)):
            result = results.get(rule.id)
            if result is None:
                continue
            if result.failed:
                found.append(Triggered(rule.id, _closed(action, message.stage), failed=True))
            elif result.finding and _is_found(rule, result):
                spans = result.finding.spans if is_raw else original(result.finding.spans, removed)
                found.append(
                    Triggered(
                        rule.id,
                        result.finding.action or action,
                        round(result.finding.score, 3),
                        tuple(spans),
                        result.finding.kind,
                        judged=result.finding.kind == "judged",
                    )
                )
        if not found:
            return None
        strictest = max(found, key=lambda one: STRENGTH.index(one.action))
        return replace(strictest, spans=merged([span for one in found for span in one.spans]))


def _is_found(rule: Rule, result: Result | None) -> bool:
    return bool(result and result.finding and result.finding.score >= rule.threshold)


def _scores(*eyes: Mapping[str, Result]) -> dict[str, float]:
    """The scores of all rules that gave one; the higher of two."""
    scores: dict[str, float] = {}
    for results in eyes:
        for name, result in results.items():
            if result.finding:
                scores[name] = max(round(result.finding.score, 3), scores.get(name, 0.0))
    return scores


def _spans(result: Result) -> Sequence[Span]:
    return result.finding.spans if result.finding else ()


def _closed(action: Action, stage: Stage) -> Action:
    """What a rule does that could not be run: what must be removed is not known, so the text goes no further."""
    return _STOPS.get(stage, "block") if action in ("redact", "warn") else action


def _redacted_before(message: Message, raw: Mapping[str, Result], rules: Sequence[Rule]) -> tuple[str, ...]:
    """The earlier messages without what only together with the new one is an identifier."""
    spans: dict[int, list[Span]] = {}
    for rule in rules:
        result = raw.get(rule.id)
        if result and result.finding and _is_found(rule, result):
            for place, span in result.finding.before:
                spans.setdefault(place, []).append(span)
    return tuple(masked(text, spans.get(place, [])) for place, text in enumerate(message.before))


def _without(
    text: str, triggered: Sequence[Triggered], raw: Mapping[str, Result], rules: Sequence[Rule]
) -> str:
    """The text without what is to be redacted; what is only warned of stays."""
    spans = [
        span
        for one in triggered
        if one.action not in ("warn", "disclose")
        for rule in rules
        if rule.id == one.rule and _is_found(rule, raw.get(one.rule))
        for span in _spans(raw[one.rule])
    ]
    return masked(text, spans)
