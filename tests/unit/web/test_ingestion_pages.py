"""The pages of ingestion over a stand-in for the ingestion, and what a run's page makes of its report."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.report import FileResult, Report
from ingest.requests import Request
from ingest.work import Observer
from tests.support.administration import OWN_PAGE, Site, administration
from tests.support.standing_in import PATIENCE_SECONDS, StandIn
from web.ingestion_pages import ingestion_router
from web.rendering import Renderer

DECISION = {
    "document": "d1",
    "title": "Referat <1>",
    "version": 2,
    "change": "changed",
    "item": "Ny cykelsti",
    "number": "3",
    "case_number": "25-0017",
    "points": [],
    "outcome": "rejected",
    "body": "Byrådet",
    "date": "2025-02-20",
    "before": {"outcome": "approved", "quote": "Godkendt."},
    "quote": "Forkastet.",
    "start": 10,
    "end": 20,
}
ANSWER = {
    "document": "d1",
    "title": "Referat <1>",
    "answer": "a1",
    "question": "Hvad blev besluttet om cykelstien?",
    "asked_at": "2025-03-01T10:00:00+00:00",
    "version": 1,
    "quote": "Godkendt.",
}
SUSPICIOUS = "9 af 10 dokumenter blev ikke fundet. Kør igen med »Godkend fjernelser« (--accept-removals)."


class Told(StandIn):
    """Tells of one file that changed a decision, one that failed, and a suspicious removal."""

    def perform(self, run: str, request: Request, observer: Observer) -> Report:
        """See `StandIn.perform`."""
        report = Report(run=run, dry_run=request.dry_run)
        changes = {"decisions": [DECISION], "answers": [ANSWER]}
        for result in (
            FileResult("referat.md", "/referat.md", "updated", None, "d1", 2, 5, 1, changes),
            FileResult("scan.pdf", "/scan.pdf", "failed", "filen er <tom>."),
            FileResult("referater", "s1", "kept", SUSPICIOUS),
        ):
            report.count(result)
            observer.finished(result)
        return report


def _served(folder: Path, stand_in: StandIn) -> Iterator[Site]:
    with administration(folder, stand_in) as made:
        app: Any = made.client.app
        app.include_router(ingestion_router(made.ingesting, Renderer()))
        yield made


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    yield from _served(tmp_path, Told())


@pytest.fixture
def slow_site(tmp_path: Path) -> Iterator[Site]:
    yield from _served(tmp_path, StandIn(holds=True))


def _source(site: Site) -> str:
    folder = site.allowed / "referater"
    folder.mkdir()
    body = {"kind": "folder", "address": str(folder), "watch": False}
    source: str = site.client.post("/api/sources", json=body).json()["source"]
    return source


def _run(site: Site, source: str, **options: bool) -> str:
    run: str = site.client.post(f"/api/sources/{source}/run", json=options).json()["run"]
    site.wait_for(run)
    return run


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("path", ["indlaes", "koersler", "kilder", "koersler/{run}", "indlaes?run={run}"])
def test_each_page_has_one_heading_and_no_inline_code(site: Site, path: str, language: str) -> None:
    address = f"/admin/{path.format(run=_run(site, _source(site)))}"
    answer = site.client.get(address, headers={"Cookie": f"kkgpt_language={language}"})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.text.count("<h1") == 1
    assert " style=" not in answer.text
    assert not re.search(r"\son[a-z]+=", answer.text)


def test_a_run_tells_its_files_changes_and_what_was_kept(site: Site) -> None:
    run = _run(site, _source(site))
    page = site.client.get(f"/admin/koersler/{run}").text
    for said in (
        "1 fejlet",
        "9 af 10 dokumenter",
        "accept_removals",
        "Ændret beslutning",
        "/kilder/d1/2?fra=10&amp;til=20#citat",
        "Hvad blev besluttet om cykelstien?",
        "/admin/dokumenter/d1",
    ):
        assert said in page


def test_a_trial_leads_to_no_version_that_was_not_written(site: Site) -> None:
    run = _run(site, _source(site), dry_run=True)
    page = site.client.get(f"/admin/koersler/{run}").text
    assert "intet er ændret" in page
    assert "Gør det for alvor" in page
    assert "/kilder/d1/2" not in page
    assert "filen er &lt;tom&gt;." in page
    failed = site.client.get(f"/admin/koersler/{run}?udfald=failed").text
    assert 'data-location="/scan.pdf"' in failed
    assert 'data-location="/referat.md"' not in failed


def test_sent_files_wait_by_name_and_the_run_is_found_again(slow_site: Site) -> None:
    run = slow_site.send({"b.md": b"b", "a.md": b"a", "x.exe": b"MZ"}, OWN_PAGE).json()["run"]
    assert slow_site.stand_in.at_work.wait(PATIENCE_SECONDS)
    page = slow_site.client.get(f"/admin/indlaes?run={run}").text
    places = re.findall(r'data-location="upload:(.+?)" data-place="(\d)"', page)
    assert places == [("x.exe", "0"), ("a.md", "1"), ("b.md", "2")]
    assert "data-live" in page
    assert run in slow_site.client.get("/admin/indlaes").text
    assert "data-live" in slow_site.client.get("/admin/koersler").text


@pytest.mark.parametrize("path", ["koersler/findes-ikke", "koersler?foer=findes-ikke"])
def test_an_unknown_run_is_a_page_that_says_so(site: Site, path: str) -> None:
    answer = site.client.get(f"/admin/{path}")
    assert answer.status_code == 404
    assert "Kørslen findes ikke" in answer.text
