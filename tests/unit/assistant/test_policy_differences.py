import pytest

from assistant.policy_differences import Difference, differences
from guardrails.policy import parse_policy
from tests.support.governance import SOURCE, changed

LIVE = parse_policy(SOURCE)
CASES = [
    ("threshold: 0.5", "threshold: 0.7", [Difference("decision.threshold", "0.5", "0.7")]),
    ("question: route", "question: block", [Difference("decision.acts.question", "route", "block")]),
    (
        "{question: route}",
        "{question: route, answer: warn}",
        [Difference("decision.acts.answer", None, "warn")],
    ),
    ("    remedy: rephrase\n", "", [Difference("decision.remedy", "rephrase", None)]),
    ("remedy", "remedy", []),
]


@pytest.mark.parametrize(("before", "after", "found"), CASES)
def test_what_differs(before: str, after: str, found: list[Difference]) -> None:
    assert differences(LIVE, parse_policy(changed("decision", before, after))) == found


def test_the_order_of_the_rules_counts() -> None:
    start, end = SOURCE.index("  - id: cpr\n"), SOURCE.index("  - id: contact-details\n")
    other = parse_policy(SOURCE[:start] + SOURCE[end:] + "\n" + SOURCE[start:end])

    assert [difference.where for difference in differences(LIVE, other)] == ["order"]


def test_contacts_differ_too() -> None:
    other = parse_policy(SOURCE.replace('name: {da: "HR"', 'name: {da: "Personale"'))

    assert differences(LIVE, other) == [Difference("contacts.personnel.name.da", "HR", "Personale")]
