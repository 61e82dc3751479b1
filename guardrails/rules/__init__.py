"""The rules, one a file: how each recognises what the policy says of it."""

from guardrails.guard import Recognisers
from guardrails.meaning import Meaning
from guardrails.persons import persons_by
from guardrails.rules import (
    acute_danger,
    asking_for_secrets,
    confidential,
    contact_details,
    cpr,
    decision,
    equal_treatment,
    hr_ranking,
    party_rights,
    prohibited_practice,
    prompt_injection,
    sensitive_person,
)
from guardrails.rules.document_injection import DocumentInjection
from guardrails.verdict import Recogniser


def recognisers(meaning: Meaning) -> Recognisers:
    """The eyes of all rules; those that read for meaning share one reader."""
    return Recognisers(
        identifiers={
            "confidential": confidential.find,
            "contact-details": contact_details.find,
            "cpr": cpr.find,
        },
        meanings=_meanings(meaning),
        persons=persons_by((cpr.find, contact_details.find)),
        prepare=meaning.prepare,
    )


def _meanings(meaning: Meaning) -> dict[str, Recogniser]:
    return {
        "acute-danger": acute_danger.eye(meaning),
        "confidential": asking_for_secrets.eye(meaning),
        "decision": decision.eye(meaning),
        "document-injection": DocumentInjection(meaning),
        "equal-treatment": equal_treatment.eye(meaning),
        "hr-ranking": hr_ranking.eye(meaning),
        "party-rights": party_rights.eye(meaning),
        "prohibited-practice": prohibited_practice.eye(meaning),
        "prompt-injection": prompt_injection.eye(meaning),
        "sensitive-person": sensitive_person.eye(meaning),
    }
