import pytest

from guardrails.policy import PolicyError, parse_policy
from tests.support.governance import SOURCE, changed
from web.policy_complaints import complaint_in

CASES = [
    ("threshold: 0.5", "threshold: 2", "cpr.threshold: må højst være 1"),
    ("threshold: 0.5", "threshold: mange", "cpr.threshold: skal være et tal"),
    ("threshold: 0.5", "tærskel: 0.5", "cpr.tærskel: feltet kendes ikke"),
    ("seen: no", "seen: måske", "cpr.clause.seen: skal være 'document', 'public', 'secondary' eller 'no'"),
    ("remedy: anonymise", "remedy: hjælp", "cpr.remedy: skal være 'anonymise' eller 'rephrase'"),
    ("remedy: anonymise", "contact: ukendt", "cpr: der er ingen kontakt »ukendt« under contacts"),
    (
        "question: redact",
        "question: quarantine",
        "»quarantine« er ikke muligt på trinnet »question«; muligt er: pass, disclose, warn, redact, route, block",
    ),
    (", log: redact}", "}", "reglen skal have »redact« på trinnet »log«"),
    ('{da: "CPR-numre",', '{da: "",', "cpr.name.da: må ikke være tom"),
    ('{da: "CPR-numre",', "{dansk: CPR,", "cpr.name.da: feltet mangler"),
]


@pytest.mark.parametrize(("before", "after", "said"), CASES)
def test_complaints_are_told_in_danish_with_their_line(before: str, after: str, said: str) -> None:
    source = changed("cpr", before, after)

    with pytest.raises(PolicyError) as raised:
        parse_policy(source)

    told = [complaint_in(complaint, "da") for complaint in raised.value.complaints]
    assert any(said in line for line in told), told
    assert all(line.startswith("linje ") for line in told)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (SOURCE.replace("- id: cpr\n", "- id: gps\n"), "programmet har ingen regel »gps«"),
        (SOURCE.replace("- id: cpr\n", "- id: grounding\n"), "to regler har samme id: grounding"),
        ("rules: [\n", "linje 2: "),
        ("[]", "linje 1: skal være felter med navne"),
    ],
)
def test_complaints_about_the_whole_file(source: str, said: str) -> None:
    with pytest.raises(PolicyError) as raised:
        parse_policy(source)

    assert said in complaint_in(raised.value.complaints[0], "da")
    assert complaint_in(raised.value.complaints[0], "en") == str(raised.value.complaints[0])
