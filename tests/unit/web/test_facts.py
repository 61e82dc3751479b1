"""What is known of a version, as it is shown."""

from assistant.claims import Claim
from ingest.corrections import Correction
from ingest.fields import Basis, Field
from ingest.minutes.model import Decision, Item, Minutes, Outcome, Subject
from tests.unit.assistant.versions import version
from web.facts import decision_facts, field_facts, said_by

READ = {
    "title": {"value": "Strategi", "basis": "stated", "start": 0, "end": 8},
    "kind": {"value": "strategy", "basis": "derived", "start": None, "end": None},
}


def test_each_field_has_what_counts_and_what_was_read() -> None:
    one = version(title="Strategi", kind="policy", fields=READ)
    facts = {
        f.name: f
        for f in field_facts(one, {"kind": Correction("policy", "sic", "2025-01-01T00:00:00+00:00")})
    }
    assert (facts["title"].value, facts["title"].basis, facts["title"].end) == ("Strategi", Basis.STATED, 8)
    kind = facts["kind"]
    assert (kind.value, kind.basis, kind.read, kind.note) == ("policy", Basis.CORRECTED, "strategy", "sic")
    assert facts["body"].basis is None


def test_decisions_are_quoted() -> None:
    decision = Decision(
        Subject.RECOMMENDATION, Outcome.APPROVED, (1,), Field("Byrådet"), Field("2024-02-01"), None, 4, 13
    )
    item = Item("4", Field("Klima"), None, False, None, (), (), (decision,), (), 0, 13)
    one = version(text="Ja. Godkendt.", minutes=Minutes(None, None, None, (item,)))
    [fact] = decision_facts(one)
    assert (fact.number, fact.title, fact.outcome, fact.points) == ("4", "Klima", "approved", [1])
    assert (fact.body, fact.date, fact.quote) == ("Byrådet", "2024-02-01", "Godkendt.")
    assert decision_facts(version()) == []


def test_who_says_that_a_document_ended_is_quoted() -> None:
    by = version(2, title="Byrådet", text="Klimapolitikken udgår.")
    found = said_by(Claim("expired", "2024-02-01", by, 0, 22))
    assert found is not None
    assert (found.document, found.title, found.quote) == ("d2", "Byrådet", "Klimapolitikken udgår.")
    assert said_by(None) is None
    assert (whole := said_by(Claim("superseded", "", by))) is not None
    assert whole.quote is None
