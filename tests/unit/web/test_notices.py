"""The notice pages over a live policy, a small corpus and measurements, through a real HTTP application."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.measurements import Figures
from guardrails.policy import RULES, Policy, load_policy, parse_policy
from guardrails.verdict import Action, Stage
from web.notice_texts import NoticePage
from web.notices import PAGES, Noticed, corpus_notice, notices_router
from web.rendering import Renderer
from web.settings import Operator
from web.views import DocumentRow

FILLED = Operator("Lysbjerg Kommune, IT", "Leverandøren", "Egen drift, ingen overførsler", "dpo@lysbjerg.dk")
ROWS = [
    DocumentRow(
        document="a", version=1, title="A", source="a.md", municipality="Lysbjerg", date="2025-02-01"
    ),
    DocumentRow(
        document="b", version=1, title="B", source="b.md", municipality="Lysbjerg", date="2024-01-01"
    ),
    DocumentRow(document="c", version=1, title="C", source="c.md", municipality="Fjordby"),
    DocumentRow(document="d", version=1, title="D", source="d.md"),
]
MEASURED = Figures.model_validate(
    {
        "measured_at": "2026-11-20T10:00:00+00:00",
        "policy_version": "en anden",
        "suite": "held-out",
        "rules": {
            "cpr": {
                "da": {
                    "precision": 0.984,
                    "recall": 1,
                    "f1": 0.992,
                    "cases": 120,
                    "recall_interval": [0.969, 1],
                },
                "all": {"precision": 0.5, "recall": 0.5, "f1": 0.5, "cases": 777},
            }
        },
        "legitimate": {"cases": 500, "untouched": 494},
    }
)


@dataclass
class Site:
    """What the pages read, to be changed by a test."""

    policy: Policy = field(default_factory=load_policy)
    operator: Operator = FILLED
    figures: Figures | None = field(default_factory=lambda: MEASURED)
    paused: Collection[str] = ()
    changed: Collection[str] = ()
    passages: dict[str, str] = field(default_factory=dict)

    def acts(self, rule: str, stage: Stage) -> Action:
        return "pass" if rule in self.paused else self.policy.action(rule, stage)

    def get(self, path: str, language: str = "da") -> str:
        noticed = Noticed(
            self.operator,
            "1.2",
            lambda: self.policy,
            self.acts,
            lambda: ROWS,
            lambda: self.figures,
            self.passages.get,
            lambda: self.changed,
        )
        app = FastAPI()
        app.include_router(notices_router(noticed, Renderer()))
        with TestClient(app) as client:
            answer = client.get(path, params={"lang": language})
        assert answer.status_code == 200
        return " ".join(answer.text.split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address)
@pytest.mark.parametrize("language", ["da", "en"])
def test_each_page_is_whole_and_says_nothing_of_conformity(page: NoticePage, language: str) -> None:
    shown = Site().get(page.address, language)
    assert shown.count("<h1>") == 1
    assert f'href="{page.address}" aria-current="page"' in shown
    assert len(re.findall(r'<nav class="notice-menu".*?</nav>', shown)[0].split("<li>")) == len(PAGES) + 1
    assert " style=" not in shown
    for claim in ["i overensstemmelse med", "in accordance with", "in conformity"]:
        assert claim not in shown


def test_no_text_is_left_in_one_language() -> None:
    for page in PAGES:
        for part in page.parts:
            for said in (page.name, page.title, page.lead, part.heading, *part.text, *part.points):
                assert said["da"].strip()
                assert said["en"].strip()
                assert said["da"] != said["en"] or len(said["da"].split()) < 3, said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "/om",
            ["AI-system", "CPR-numre", "afgørelser", "offentligt tilgængelige kilder", "egne retningslinjer"],
        ),
        (
            "/om",
            ["Lysbjerg Kommune, IT", "Egen drift, ingen overførsler", 'href="mailto:dpo@lysbjerg.dk"', "1.2"],
        ),
        ("/om/brug", ["Det må du ikke", "Et menneske kontrollerer", "AI-hotlinen"]),
        (
            "/om/log",
            ["90 dage", "12 måneder", "6 måneder efter afslutning", "forslag", "Datatilsynet", "artikel 15"],
        ),
        (
            "/om/kendte-fejl",
            ["4 dokumenter", "1. februar 2025", "Fjordby: 1. Det er en anden kommune.", "Lysbjerg: 2."],
        ),
        (
            "/om/kendte-fejl",
            ["20. november 2026", "98,4 %", "100,0 %", "120", "98,8 %", "Politikken er ændret siden"],
        ),
        ("/om/tilgaengelighed", ["WCAG 2.1", "EN 301 549", "axe-core", "Digitaliseringsstyrelsen"]),
    ],
)
def test_what_a_page_says(path: str, said: list[str]) -> None:
    shown = Site().get(path)
    for words in said:
        assert words in shown, words


def test_figures_are_shown_by_language_with_their_interval() -> None:
    shown = Site().get("/om/kendte-fejl")
    assert '<span class="interval">96,9 % – 100,0 %</span>' in shown
    assert "777" not in shown


def test_what_nobody_filled_in_is_shown_as_missing() -> None:
    shown = Site(operator=Operator()).get("/om")
    assert shown.count("ikke udfyldt – sættes af administratoren") == 5
    for setting in ["KKGPT_OWNER", "KKGPT_SUPPLIER", "KKGPT_HOSTING", "KKGPT_CONTACT", "KKGPT_DPO"]:
        assert setting in shown
    assert "not filled in – to be set by the administrator" in Site(operator=Operator()).get("/om/log", "en")


def test_without_an_owner_no_municipality_is_called_another() -> None:
    assert "anden kommune." not in Site(operator=Operator()).get("/om/kendte-fejl")


def test_without_measurements_the_page_says_so() -> None:
    assert "ingen målinger i denne installation" in Site(figures=None).get("/om/kendte-fejl")


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_rule_stands_on_the_page_of_the_live_policy(language: str) -> None:
    site = Site()
    shown = site.get("/om/retningslinjer", language)
    for rule in RULES:
        assert f'<h3 id="{rule}">' in shown
        assert site.policy.rules[rule].name("en" if language == "en" else "da") in shown
    assert site.policy.version in shown


def test_a_changed_policy_changes_the_page() -> None:
    source = (
        load_policy()
        .source.replace("CPR-numre", "Personnumre")
        .replace("acts: {answer: withhold}", "acts: {answer: pass}", 1)
    )
    shown = Site(policy=parse_policy(source)).get("/om/retningslinjer")
    assert "Personnumre" in shown
    assert "Slået fra" in shown


def test_pauses_reviews_and_own_passages_are_told() -> None:
    site = Site(paused={"decision"}, changed={"cpr"}, passages={"cpr": "/kilder/k/1?fra=4&til=9#citat"})
    shown = site.get("/om/retningslinjer")
    decision, cpr = (re.findall(rf'<h3 id="{rule}">.*?</article>', shown)[0] for rule in ("decision", "cpr"))
    assert "Sat på pause" in decision
    assert "Sat på pause" not in cpr
    assert "kodekset er ændret" in cpr
    assert 'href="/kilder/k/1?fra=4&amp;til=9#citat"' in cpr
    assert "kodekset er ændret" not in decision


def test_how_well_a_clause_is_known_is_said_in_plain_words() -> None:
    shown = Site().get("/om/retningslinjer")
    for words in ["Teksten står i et dokument", "offentlig kilde", "sekundær kilde", "Almindelig viden"]:
        assert words in shown


def test_the_corpus_is_counted() -> None:
    counted = corpus_notice(ROWS)
    assert (counted.documents, counted.newest, counted.unknown) == (4, "2025-02-01", 1)
    assert counted.municipalities == (("Lysbjerg", 2), ("Fjordby", 1))
    assert corpus_notice([]).newest is None
