"""The pages of change control over a governance of their own."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.governance import Governance, govern
from guardrails.policy import parse_policy
from ingest.embedding.embedder import Embedder
from tests.support.assembly import Parts
from tests.support.governance import CPR, SOURCE, changed, journal_engine, plain_guard, record
from web.control_operations import ControlOperations
from web.control_pages import control_pages
from web.policy_operations import PolicyOperations
from web.rendering import Renderer

OTHER = changed("decision", "threshold: 0.5", "threshold: 0.7")


class Site:
    """The pages, and what is behind them."""

    def __init__(self, sample: Parts, embedder: Embedder, folder: Path) -> None:
        self.engine = journal_engine(folder)
        self.governance: Governance = govern(
            self.engine,
            sample.corpus,
            embedder,
            lambda paused: plain_guard(parse_policy(SOURCE), lambda: frozenset(paused())),
        )
        self.governance.policies.start(lambda: parse_policy(SOURCE))
        self.policies = PolicyOperations(self.governance, sample.corpus)
        self.control = ControlOperations(self.governance)
        app = FastAPI()
        app.include_router(control_pages(self.policies, self.control, self.governance.handovers, Renderer()))
        self._client = TestClient(app)

    def get(self, path: str) -> str:
        """A page."""
        response = self._client.get(path)
        assert response.status_code == 200
        return response.text


@pytest.fixture
def site(sample: Parts, embedder: Embedder, tmp_path: Path) -> Site:
    return Site(sample, embedder, tmp_path)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "da",
            ("Retningslinjer", "Der er ingen forslag.", "Intet er på pause.", "Fundet automatisk", "0,50"),
        ),
        ("en", ("Rules", "There are no proposals.", "Nothing is paused.", "Found automatically", "0.50")),
    ],
)
def test_the_policy_is_shown_with_its_clauses(site: Site, language: str, words: tuple[str, ...]) -> None:
    page = site.get(f"/admin/retningslinjer?lang={language}")

    assert all(word in page for word in words)
    assert page.count('class="rule-card"') == 16
    assert "CPR-numre og andre oplysninger, der kan pege på en bestemt person" in page


def test_a_proposal_is_shown_with_what_it_changes(site: Site) -> None:
    record(site.engine, "Kan du afgør det?")
    record(site.engine, "[ikke gemt]", "routed", scores={"decision": 0.6})
    proposed = site.governance.policies.propose(OTHER, "Bo Bang", "for mange <stop>")
    before = site.get("/admin/retningslinjer")
    assert "decision.threshold" in before
    assert "Forslaget er ikke prøvet endnu" in before
    assert "for mange &lt;stop&gt;" in before
    assert "/activate" not in before

    site.governance.shadows.run(proposed, site.governance.policies.live)
    after = site.get("/admin/retningslinjer")

    assert "1 spørgsmål ville blive behandlet anderledes" in after
    assert "Kan du afgør det?" in after
    assert "1 spørgsmål blev stoppet dengang" in after
    assert "ville 1 af dem ikke blive stoppet nu" in after
    assert f"/api/policy/{proposed.id}/activate" in after
    assert site.policies.waiting() == 1


def test_a_pause_is_shown_until_it_is_over(site: Site) -> None:
    pauses = site.governance.pauses
    asked = pauses.ask("rule", "decision", "Bo Bang", "stopper for meget")
    page = site.get("/admin/retningslinjer")
    assert "Bo Bang har bedt om det. Det skal være en anden, der bekræfter." in page
    assert site.policies.waiting() == 1

    pauses.confirm(asked.id, "Ida")
    page = site.get("/admin/retningslinjer")
    assert "Bekræftet af" in page
    assert site.policies.waiting() == 0

    pauses.end(asked.id, "Ida")
    assert "Tidligere pauser" in site.get("/admin/retningslinjer")


def test_the_log_is_filtered_and_paged(site: Site) -> None:
    for number in range(60):
        site.governance.audit.write(f"Bo {number}", "pause.ask", "cpr", {"reason": f"borger {CPR}"})

    first, second = (
        site.get("/admin/log?handling=pause.ask"),
        site.get("/admin/log?handling=pause.ask&side=2"),
    )

    assert ("Bo 59" in first, "Bo 9<" in first) == (True, False)
    assert "Bo 9<" in second
    assert "60 linjer" in first
    assert "Begrundelse: borger [CPR-nummer fjernet]" in first
    assert "Første politik i kraft" in site.get("/admin/log?handling=policy")
    assert "Der er ingen linjer endnu." in site.get("/admin/log?handling=nothing")


def test_the_hotline_shows_what_was_sent(site: Site) -> None:
    assert "Der er ingen sager." in site.get("/admin/hotline")
    stopped = record(site.engine, "[ikke gemt]", "blocked", rule="sensitive-person")
    site.governance.handovers.add(stopped)
    handed = site.governance.handovers.add(record(site.engine, "Hvad er <frist>?"), "hjælp")
    assert site.control.waiting() == 2

    page = site.get("/admin/hotline")
    assert "Spørgsmålet blev stoppet og er ikke gemt." in page
    assert "Følsomt om en person" in page
    assert "Hvad er &lt;frist&gt;?" in page

    site.governance.handovers.close(handed.id, "Ida", "løst")
    assert "løst" in site.get("/admin/hotline")
    assert "løst" not in site.get("/admin/hotline?vis=aabne")
