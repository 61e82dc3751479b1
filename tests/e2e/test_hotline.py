"""»Spørg AI-hotlinen«: an answer or a stop is handed to people over the real server."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import ANSWERED, NOT_FOUND, ask, fits
from tests.e2e.guarding import CPR, SENSITIVE, kept, stop_next

pytestmark = pytest.mark.browser

SENT = "Sendt til AI-hotlinen. Nummer: "


def opened(page: Page, turn: Locator) -> Locator:
    """The dialog, opened from a turn."""
    turn.get_by_role("button", name="Spørg AI-hotlinen").click()
    return page.get_by_role("dialog", name="Spørg AI-hotlinen")


@pytest.mark.parametrize("question", [ANSWERED, NOT_FOUND])
def test_an_answer_is_handed_over_with_a_note(page: Page, question: str) -> None:
    page.goto("/")
    turn = ask(page, question)
    dialog = opened(page, turn)
    expect(dialog.get_by_role("checkbox")).to_be_hidden()
    dialog.get_by_label("Hvad vil du have svar på?").fill("Er det stadig hende?")
    with page.expect_request("**/api/handovers") as sent:
        dialog.get_by_role("button", name="Send").click()
    body = sent.value.post_data_json or {}
    assert sorted(body) == ["answer", "note"]
    assert body["note"] == "Er det stadig hende?"
    expect(turn.get_by_role("status").last).to_contain_text(SENT)
    expect(dialog).to_be_hidden()
    expect(turn.get_by_role("button", name="Spørg AI-hotlinen")).to_be_hidden()
    page.reload()
    expect(page.locator(".turn").get_by_text(SENT)).to_be_visible()


def test_the_question_of_a_stop_goes_along_only_when_asked_for(page: Page) -> None:
    page.goto("/")
    turn = ask(page, f"Skal borgeren {CPR} have afslag på sin ansøgning om kontanthjælp?")
    dialog = opened(page, turn)
    tick = dialog.get_by_role("checkbox", name="Send mit spørgsmål med")
    expect(tick).not_to_be_checked()
    tick.check()
    with page.expect_response("**/api/handovers") as sent:
        dialog.get_by_role("button", name="Send").click()
    assert CPR in (sent.value.request.post_data_json or {})["question"]
    assert CPR not in sent.value.text()
    expect(turn.get_by_text(SENT)).to_be_visible()
    assert CPR not in kept(page)


def test_what_was_typed_is_kept_when_it_cannot_be_sent(page: Page) -> None:
    page.goto("/")
    turn = ask(page, ANSWERED)
    page.route("**/api/handovers", lambda route: route.abort())
    dialog = opened(page, turn)
    note = dialog.get_by_label("Hvad vil du have svar på?")
    note.fill("Er det rigtigt?")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Det blev ikke sendt")
    expect(note).to_have_value("Er det rigtigt?")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(turn.get_by_role("button", name="Spørg AI-hotlinen")).to_be_focused()
    page.unroute("**/api/handovers")
    dialog = opened(page, turn)
    expect(note).to_have_value("Er det rigtigt?")
    dialog.get_by_role("button", name="Send").click()
    expect(turn.get_by_text(SENT)).to_be_visible()


def test_a_refusal_is_told_in_its_words(page: Page) -> None:
    page.goto("/")
    turn = ask(page, ANSWERED)
    error = json.dumps({"error": {"code": "answer_not_found", "message": "Svaret findes ikke mere."}})
    page.route("**/api/handovers", lambda route: route.fulfill(status=404, body=error))
    dialog = opened(page, turn)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Svaret findes ikke mere.")


def test_the_dialog_is_worked_by_keyboard(page: Page) -> None:
    page.goto("/")
    turn = ask(page, ANSWERED)
    turn.get_by_role("button", name="Spørg AI-hotlinen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Hvad vil du have svar på?")).to_be_focused()
    page.keyboard.type("Tak")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(turn.get_by_text(SENT)).to_be_visible()


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_shows_the_dialog_whole(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/")
    stop_next(page, "sensitive-person")
    dialog = opened(page, ask(page, SENSITIVE))
    expect(dialog.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
    assert fits(page)
