"""What a rule did, as people are told it."""

from collections.abc import Callable, Sequence

from assistant.answer import ContactNote, GuardrailNote, Language
from guardrails.policy import Policy, Rule
from guardrails.verdict import Action, Triggered, Verdict
from prompts.render import render

ClauseUrl = Callable[[str], str | None]
"""Where the municipality's own code of conduct says what a rule (its id) follows, if that is known."""


def no_clause_url(_: str) -> None:
    """Knows no code of conduct."""


def linked(notes: Sequence[GuardrailNote], clause_url: ClauseUrl) -> list[GuardrailNote]:
    """The notes with the places of their clauses."""
    return [note.model_copy(update={"clause_url": clause_url(note.rule)}) for note in notes]


def notes_of(verdict: Verdict, policy: Policy, language: Language) -> list[GuardrailNote]:
    """A note for each rule that acted, in the order of the policy."""
    return [note_of(policy, found, language) for found in verdict.triggered]


def note_of(policy: Policy, found: Triggered, language: Language) -> GuardrailNote:
    """What a rule did, in the reader's language."""
    rule = policy.rules[found.rule]
    message = rule.message(language)
    if found.action == "warn" and rule.doubt:
        message = rule.doubt(language)
    if found.failed:
        message = render("rule_failed", language, rule=rule.name(language))
    return GuardrailNote(
        rule=rule.id,
        action=found.action,
        clause=rule.clause.shown(language),
        message=message,
        advice=rule.advice(language) if rule.advice and not found.failed else "",
        remedy=None if found.failed else rule.remedy,
        contact=_contact(policy, rule, language),
        failed=found.failed,
    )


def note(policy: Policy, rule: str, action: Action, language: Language) -> GuardrailNote:
    """A note of a rule that acted on something the assistant itself made."""
    return note_of(policy, Triggered(rule, action), language)


def _contact(policy: Policy, rule: Rule, language: Language) -> ContactNote | None:
    contact = policy.contact_of(rule)
    if contact is None:
        return None
    told = contact.note(language) if contact.note else ""
    return ContactNote(name=contact.name(language), address=contact.address, note=told)
