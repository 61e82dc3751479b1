from ingest.readers.markdown import read
from tests.unit.ingest.readers.outline import outline

TEXT = """---
kommune: Lindeby
dato: 2024-05-01
---
# Vejledning

Brug **kun** det
godkendte værktøj.

## Trin

1. Overvej
   - et underpunkt
2. Kontrollér

| Opgave | Egnet? |
|---|---|
| Brev | Ja |

<script>alert(1)</script>
"""


def test_markdown() -> None:
    reading = read(TEXT.encode())
    assert outline(reading) == [
        "kommune: Lindeby",
        "dato: 2024-05-01",
        "# Vejledning",
        "Brug kun det godkendte værktøj.",
        "## Trin",
        "* 1. Overvej",
        "** - et underpunkt",
        "* 2. Kontrollér",
        "= Opgave | Egnet?",
        "Brev | Ja",
    ]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert outline(read(b"---\n\nTekst.")) == ["Tekst."]
