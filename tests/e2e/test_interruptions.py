"""Nothing typed is lost when an answer is stopped, fails or is cut off."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import ANSWERED, answer, answered, ask, citation, events, serve

pytestmark = pytest.mark.browser

FIRST: dict[str, Any] = {
    "sentence": {"text": "Første sætning.", "citations": [1], "support": "quoted"},
    "citations": [citation(1)],
}
HANGING = """
window.hanging = true;
const fetched = window.fetch;
const hang = (signal) => new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
});
window.fetch = (address, options) =>
    window.hanging && address === "/api/ask" ? hang(options.signal) : fetched(address, options);
"""
STEP = {"step": "find_passages", "message": "Finder steder i kilderne"}


def _recovers(page: Page) -> None:
    """Trying again gets the answer of the real server."""
    page.unroute("**/api/ask")
    page.evaluate("window.hanging = false")
    page.get_by_role("button", name="Prøv igen").click()
    turn = answered(page)
    expect(turn.locator(".sentences")).to_contain_text("Sofus Vinderslev")
    expect(turn.locator(".problem")).to_be_empty()
    expect(page.locator(".turn")).to_have_count(1)


def test_a_server_that_dies_in_mid_answer(page: Page) -> None:
    serve(page, events(("step", STEP), ("sentence", FIRST)))
    page.goto("/")
    turn = ask(page, ANSWERED)
    expect(turn.get_by_role("alert")).to_contain_text("Forbindelsen blev afbrudt")
    expect(turn.locator(".sentences")).to_contain_text("Første sætning.")
    expect(turn.get_by_role("heading", name=ANSWERED)).to_be_visible()
    _recovers(page)


def test_no_connection(page: Page) -> None:
    page.goto("/")
    page.route("**/api/ask", lambda route: route.abort("connectionrefused"))
    turn = ask(page, ANSWERED)
    expect(turn.get_by_role("alert")).to_contain_text("Forbindelsen blev afbrudt")
    _recovers(page)


def test_an_error_event_shows_its_message(page: Page) -> None:
    serve(page, events(("step", STEP), ("error", {"message": "Sproget modellen taler, er nede."})))
    page.goto("/")
    turn = ask(page, ANSWERED)
    expect(turn.get_by_role("alert")).to_contain_text("er nede")
    _recovers(page)


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (422, '{"error": {"code": "too_long", "message": "Skriv kortere."}}', "Skriv kortere."),
        (502, "<html>Bad gateway</html>", "Der opstod en fejl"),
    ],
)
def test_a_refusal_says_why(page: Page, status: int, body: str, said: str) -> None:
    page.route("**/api/ask", lambda route: route.fulfill(status=status, body=body))
    page.goto("/")
    turn = ask(page, ANSWERED)
    expect(turn.get_by_role("alert")).to_contain_text(said)
    _recovers(page)


def test_an_answer_can_be_stopped(page: Page) -> None:
    page.add_init_script(HANGING)
    page.goto("/")
    page.get_by_label("Dit spørgsmål").fill(ANSWERED)
    page.get_by_role("button", name="Spørg").click()
    expect(page.locator(".turn .working")).to_have_text("Læser spørgsmålet")
    page.get_by_label("Dit spørgsmål").fill("Det næste")
    page.get_by_label("Dit spørgsmål").press("Enter")
    expect(page.locator(".turn")).to_have_count(1)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".turn").get_by_role("alert")).to_contain_text("Svaret blev stoppet.")
    expect(page.get_by_label("Dit spørgsmål")).to_be_focused()
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("Det næste")
    _recovers(page)


def test_a_reload_in_mid_answer_keeps_the_question(page: Page) -> None:
    page.add_init_script(HANGING)
    page.goto("/")
    page.get_by_label("Dit spørgsmål").fill(ANSWERED)
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(1)
    # It is kept once the rules found nothing in it.
    page.wait_for_function("asked => sessionStorage['kkgpt.conversation'].includes(asked)", arg=ANSWERED)
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("Siden blev genindlæst")
    _recovers(page)


def test_sentences_that_came_before_the_end_are_not_shown_twice(page: Page) -> None:
    whole = answer(
        [FIRST["sentence"], {"text": "Anden.", "citations": [2], "support": "quoted"}],
        [citation(1), citation(2)],
    )
    serve(page, events(("step", STEP), ("sentence", FIRST), ("answer", whole)))
    page.goto("/")
    turn = ask(page, ANSWERED)
    expect(turn.locator(".sentence")).to_have_text(["Første sætning.\u00a01", "Anden.\u00a02"])


def test_the_answer_replaces_sentences_that_it_does_not_hold(page: Page) -> None:
    whole = answer([{"text": "Rettet.", "citations": [1], "support": "quoted"}], [citation(1)])
    serve(page, events(("sentence", FIRST), ("answer", whole)))
    page.goto("/")
    turn = ask(page, ANSWERED)
    expect(turn.locator(".sentence")).to_have_text(["Rettet.\u00a01"])
