"""What the rules say, as the server says it, and what a browser keeps."""

import json
from typing import Any

from playwright.sync_api import Page, Route

from tests.e2e.browser import answer, events

CPR = "150385-1004"
NAME = "Birthe Hansen"
SENSITIVE = f"{NAME} er alvorligt syg af sklerose. Hvilken hjælp kan hun få?"
PLACEHOLDER = "[Spørgsmålet er ikke gemt. Regel: sensitive-person]"
STOPPED: dict[str, dict[str, Any]] = {
    "sensitive-person": {
        "action": "block",
        "clause": "Databeskyttelsesforordningen art. 9 (særlige kategorier af personoplysninger)",
        "message": "Spørgsmålet fortæller noget følsomt om en person, der kan genkendes.",
        "advice": "Fjern navnet og spørg igen.",
        "remedy": "anonymise",
        "contact": {"name": "AI-hotlinen", "address": "ai@kommunen.dk", "note": "Send svaret videre."},
    },
    "decision": {
        "action": "route",
        "clause": "Databeskyttelsesforordningen art. 22",
        "message": "Jeg afgør og vurderer ikke konkrete sager; det gør en sagsbehandler.",
        "advice": "Spørg i stedet om reglerne.",
        "remedy": "rephrase",
        "contact": {"name": "Jura", "address": "33 66 33 66", "note": ""},
        "clause_url": "/kilder/kodeks/1?fra=4&til=9",
    },
    "acute-danger": {
        "action": "route",
        "clause": "Serviceloven §§ 153-154",
        "message": "Det lyder, som om nogen kan være i fare.",
        "advice": "Ring 112 ved akut fare. Livslinien svarer på 70 201 201. Er et barn i fare, så sig det til din "
        "leder.",
        "remedy": None,
        "contact": {"name": "112", "address": "112", "note": "Er der fare lige nu, så ring 112."},
    },
}


NOTHING: dict[str, Any] = {"action": "pass", "rules": [], "spans": [], "identifying": []}


def note(rule: str, **changes: Any) -> dict[str, Any]:
    """A note of a rule."""
    return {"rule": rule, "failed": False, **STOPPED[rule], **changes}


def stopped(rule: str, **changes: Any) -> dict[str, Any]:
    """An answer that a rule stopped; `changes` are made to its note."""
    told = note(rule, **changes)
    status = {"block": "blocked", "route": "routed"}[told["action"]]
    text = f"{told['message']} {told['advice']}"
    return answer(
        [], [], status=status, text=text, guardrails=[told], question=PLACEHOLDER, conversation="c" * 32
    )


def stop_next(page: Page, rule: str, **changes: Any) -> None:
    """Let the next question be stopped by a rule, and the real server answer those after it."""
    body = events(("answer", stopped(rule, **changes)))
    page.route(
        "**/api/ask", lambda route: route.fulfill(content_type="text/event-stream", body=body), times=1
    )


def checks(page: Page, **reply: Any) -> list[dict[str, Any]]:
    """Let /api/check say this of every text; returns the bodies that it was asked with, as they come."""
    asked: list[dict[str, Any]] = []

    def fulfil(route: Route) -> None:
        body: dict[str, Any] = route.request.post_data_json or {}
        asked.append(body)
        text = body["text"]
        found = {"text": text, "anonymised": text, **NOTHING, **reply}
        route.fulfill(content_type="application/json", body=json.dumps(found))

    page.route("**/api/check", fulfil)
    return asked


def kept(page: Page) -> str:
    """All that the browser keeps of the site."""
    return str(page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"))
