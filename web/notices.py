"""The notice pages: what this is, what it may be used for, what is kept, the rules, known errors, accessibility.

They are made of the settings, the policy in force, the corpus and the newest measurements. What nobody filled in is
shown as missing, never made up.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.answer import Language
from assistant.measurements import Figures
from guardrails.policy import Policy, Rule
from guardrails.verdict import Action, Stage
from web.notice_texts import ABOUT, USE, NoticePage
from web.notice_texts_accessibility import ACCESSIBILITY
from web.notice_texts_log import ERRORS, LOG, RULES
from web.rendering import Renderer, language_of_page
from web.settings import Operator
from web.texts import LANGUAGES
from web.views import DocumentRow

PAGES: tuple[NoticePage, ...] = (ABOUT, USE, LOG, RULES, ERRORS, ACCESSIBILITY)


@dataclass(frozen=True, slots=True)
class Noticed:
    """Where the pages read what they show.

    `acts` says what a rule does at a stage just now. `figures` gives the newest measurements, if there are any.
    `passage` gives the address of the municipality's own words on a rule, `under_review` the rules whose words changed
    since they were mapped.
    """

    operator: Operator
    version: str
    policy: Callable[[], Policy]
    acts: Callable[[str, Stage], Action]
    documents: Callable[[], list[DocumentRow]]
    figures: Callable[[], Figures | None]
    passage: Callable[[str], str | None]
    under_review: Callable[[], Collection[str]]


@dataclass(frozen=True, slots=True)
class RuleNotice:
    """A rule as the page shows it: what it does where, and whether it rests or is to be looked at."""

    rule: Rule
    acts: tuple[tuple[Stage, Action], ...]
    is_off: bool
    is_paused: bool
    is_under_review: bool
    passage: str | None


@dataclass(frozen=True, slots=True)
class CorpusNotice:
    """What answers are built on: how many documents, the newest day among them, and whose they are."""

    documents: int
    newest: str | None
    municipalities: tuple[tuple[str, int], ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """How well a rule did in a language: shares from 0 to 1, with their 95 % intervals where they were counted."""

    rule: str
    language: Language
    precision: float | None
    recall: float | None
    f1: float | None
    precision_interval: tuple[float, float] | None
    recall_interval: tuple[float, float] | None
    cases: int


def notices_router(noticed: Noticed, page: Renderer) -> APIRouter:
    """The routes below /om."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    def show(request: Request, notice: NoticePage) -> HTMLResponse:
        policy, figures = noticed.policy(), noticed.figures()
        return page(
            request,
            "notice.html",
            notice=notice,
            pages=PAGES,
            operator=noticed.operator,
            version=noticed.version,
            policy=policy,
            hotline=policy.contacts.get("hotline"),
            rules=rule_notices(noticed, policy),
            corpus=corpus_notice(noticed.documents()),
            figures=figures,
            rows=figure_rows(figures),
            percent=partial(percent, language=language_of_page(request)),
        )

    for notice in PAGES:
        router.add_api_route(notice.address, _shown(show, notice), methods=["GET"])
    return router


def _shown(
    show: Callable[[Request, NoticePage], HTMLResponse], notice: NoticePage
) -> Callable[[Request], HTMLResponse]:
    def shown(request: Request) -> HTMLResponse:
        return show(request, notice)

    return shown


def rule_notices(noticed: Noticed, policy: Policy) -> list[RuleNotice]:
    """The rules of a policy in its order."""
    reviewed = noticed.under_review()
    return [_rule_notice(noticed, rule, rule.id in reviewed) for rule in policy.rules.values()]


def _rule_notice(noticed: Noticed, rule: Rule, is_under_review: bool) -> RuleNotice:
    wanted = tuple((stage, action) for stage, action in rule.acts.items() if action != "pass")
    rests = [stage for stage, _ in wanted if noticed.acts(rule.id, stage) == "pass"]
    return RuleNotice(
        rule=rule,
        acts=wanted,
        is_off=not wanted,
        is_paused=bool(rests),
        is_under_review=is_under_review,
        passage=noticed.passage(rule.id),
    )


def corpus_notice(documents: list[DocumentRow]) -> CorpusNotice:
    """What is told of the corpus: municipalities by number of documents, those without one apart."""
    counted: dict[str, int] = {}
    for row in documents:
        if row.municipality:
            counted[row.municipality] = counted.get(row.municipality, 0) + 1
    return CorpusNotice(
        documents=len(documents),
        newest=max((row.date for row in documents if row.date), default=None),
        municipalities=tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))),
        unknown=sum(row.municipality is None for row in documents),
    )


def figure_rows(figures: Figures | None) -> list[FigureRow]:
    """The figures as rows, by rule and language; those of both languages together are left out."""
    if figures is None:
        return []
    return [
        FigureRow(
            rule=rule,
            language=language,
            precision=found.precision,
            recall=found.recall,
            f1=found.f1,
            precision_interval=_interval(found.model_extra, "precision_interval"),
            recall_interval=_interval(found.model_extra, "recall_interval"),
            cases=found.cases,
        )
        for rule, languages in figures.rules.items()
        for language in LANGUAGES
        if (found := languages.get(language))
    ]


def _interval(extra: dict[str, object] | None, name: str) -> tuple[float, float] | None:
    match (extra or {}).get(name):
        case [int() | float() as low, int() | float() as high]:
            return float(low), float(high)
        case _:
            return None


def percent(share: float, language: Language) -> str:
    """A share as a percentage with one decimal ("97,5 %")."""
    written = f"{share * 100:.1f}"
    return f"{written.replace('.', ',')} %" if language == "da" else f"{written} %"
