"""What the command line prints of one document."""

from typing import Any

import pytest

from web.printing_documents import print_version

FIELD: dict[str, Any] = {"start": None, "end": None, "read": None, "note": "", "corrected_at": None}
VERSION: dict[str, Any] = {
    "document": "d1",
    "version": 2,
    "active": True,
    "title": "Klimapolitik [bold]",
    "source": "klima.pdf",
    "validity": "expired",
    "said_by": {
        "document": "d2",
        "title": "Byrådet, 1. februar 2024",
        "since": "2024-02-01",
        "quote": "Klimapolitikken udgår.",
    },
    "ingested_at": "2025-01-01T00:00:00+00:00",
    "fields": [
        {**FIELD, "name": "kind", "value": "policy", "basis": "stated", "read": "policy"},
        {**FIELD, "name": "valid_to", "value": "2027-12-31", "basis": "derived", "read": "2027-12-31"},
        {
            **FIELD,
            "name": "status",
            "value": None,
            "basis": "corrected",
            "read": "draft",
            "note": "forældet",
            "corrected_at": "2025-03-01T10:00:00+00:00",
        },
        {**FIELD, "name": "body", "value": None, "basis": None},
    ],
    "decisions": [
        {
            "number": "4",
            "title": "Klima",
            "subject": "recommendation",
            "outcome": "approved",
            "points": [1, 2],
            "body": "Byrådet",
            "date": "2024-02-01",
        }
    ],
    "dropped": [f"Side {number}" for number in range(1, 11)],
    "redacted": {"cpr": 2},
    "blocks": [{"kind": "heading"}, {"kind": "paragraph"}],
    "text": "Klimapolitik\n\nTekst.",
}


def printed(capsys: pytest.CaptureFixture[str], version: dict[str, Any], whole: bool = False) -> list[str]:
    print_version(version, whole)
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_a_version_is_printed_with_what_is_known_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, VERSION)
    assert lines[0] == "Klimapolitik [bold]"
    for line in (
        "Gyldighed: Udløbet fra 1. februar 2024 ifølge Byrådet, 1. februar 2024 (d2): »Klimapolitikken udgår.«",
        "Type Politik Står i teksten",
        "Gælder til 31. december 2027 Udledt",
        "Status Ikke oplyst Rettet 1. marts 2025 (læst: Udkast; forældet)",
        "Beslutninger (1)",
        "4. Klima: Godkendt (punkt 1, 2) · Byrådet · 1. februar 2024",
        "Udeladte linjer (10)",
        "Side 8",
        "… og 2 mere; se alt med --all",
        "Tekst (1 afsnit, 20 tegn)",
    ):
        assert line in lines
    assert "Side 9" not in lines
    assert not any(line.startswith("Udvalg") for line in lines)
    assert lines[-1] == "Tekst."


def test_all_of_it_is_printed_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Side 10" in printed(capsys, VERSION, whole=True)


def test_what_is_not_known_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    bare: dict[str, Any] = {
        "validity": "unknown",
        "said_by": None,
        "fields": [],
        "decisions": [],
        "dropped": [],
        "active": False,
    }
    lines = printed(capsys, VERSION | bare)
    assert not {line.split(" ")[0] for line in lines} & {
        "Gyldighed:",
        "Oplysning",
        "Beslutninger",
        "Udeladte",
    }
    assert "Version: 2 (ikke i brug)" in lines
