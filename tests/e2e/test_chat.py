"""Asking and reading answers, in a real browser over the real server."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import (
    ANSWERED,
    ANSWERED_TOO,
    NOT_FOUND,
    answer,
    answered,
    answers,
    ask,
    citation,
    events,
    one_line,
    serve,
)

pytestmark = pytest.mark.browser


def test_a_question_is_asked_and_its_citation_reached_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    for _ in range(30):
        if page.evaluate("document.activeElement.id") == "question":
            break
        page.keyboard.press("Tab")
    page.keyboard.type(ANSWERED)
    page.keyboard.press("Enter")
    turn = answered(page)
    expect(turn.locator(".sentences")).to_contain_text("Sofus Vinderslev")
    for _ in range(30):
        if page.evaluate("document.activeElement.matches('.sentences .mark')"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-text mark").first).to_be_in_viewport()


def test_the_answer_arrives_in_a_polite_live_region_with_its_sources_beneath(page: Page) -> None:
    page.goto("/")
    turn = ask(page, ANSWERED)
    expect(turn.get_by_role("heading", name=ANSWERED)).to_be_visible()
    assert turn.locator(".sentences").get_attribute("aria-live") == "polite"
    first = answers(page)[0]["citations"][0]
    sources = turn.get_by_role("region", name="Kilder til svaret").or_(turn.locator(".sources"))
    expect(sources.first).to_contain_text(first["title"])
    expect(turn.locator(".sentences .mark").first).to_have_text("1")


def test_an_example_is_asked_with_a_click_and_leaves_the_draft_alone(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Dit spørgsmål").fill("Et udkast")
    example = page.locator(".example").first
    question = one_line(example.inner_text())
    example.click()
    turn = answered(page)
    expect(turn.get_by_role("heading", level=2)).to_contain_text(question)
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("Et udkast")


def test_there_are_four_examples(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".example")).to_have_count(4)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_question_cannot_be_sent(page: Page, text: str) -> None:
    page.goto("/")
    field = page.get_by_label("Dit spørgsmål")
    field.fill(text)
    expect(page.get_by_role("button", name="Spørg")).to_be_disabled()
    field.press("Enter")
    expect(page.locator(".turn")).to_have_count(0)


def test_a_question_that_is_too_long_says_so_and_is_kept(page: Page) -> None:
    page.goto("/")
    field = page.get_by_label("Dit spørgsmål")
    field.fill("å" * 1990)
    expect(page.get_by_text("10 tegn tilbage").first).to_be_visible()
    field.fill("å" * 2012)
    expect(page.get_by_text("12 tegn for langt").first).to_be_visible()
    assert field.get_attribute("aria-invalid") == "true"
    field.press("Enter")
    expect(page.locator(".turn")).to_have_count(0)
    expect(field).to_have_value("å" * 2012)


def test_shift_and_enter_make_a_new_line(page: Page) -> None:
    page.goto("/")
    field = page.get_by_label("Dit spørgsmål")
    field.press_sequentially("En")
    low = field.bounding_box()
    field.press("Shift+Enter")
    field.press_sequentially("to")
    high = field.bounding_box()
    expect(field).to_have_value("En\nto")
    assert low is not None
    assert high is not None
    assert high["height"] > low["height"]


def test_when_nothing_answers_the_nearest_sources_are_shown(page: Page) -> None:
    page.goto("/")
    turn = ask(page, NOT_FOUND)
    expect(turn.get_by_role("heading", name="Nærmeste kilder")).to_be_visible()
    link = turn.locator(".sources a").first
    assert (link.get_attribute("href") or "").startswith("/kilder/")
    expect(turn.get_by_role("button", name="Kopiér svar")).to_be_hidden()


def test_questions_stack_up_in_one_conversation(page: Page) -> None:
    page.goto("/")
    ask(page, ANSWERED)
    with page.expect_request("**/api/ask") as sent:
        ask(page, ANSWERED_TOO)
    expect(page.locator(".turn")).to_have_count(2)
    assert sent.value.post_data_json == {
        "question": ANSWERED_TOO,
        "conversation": answers(page)[0]["conversation"],
        "language": "da",
    }


def test_a_reload_keeps_the_conversation_and_the_draft(page: Page) -> None:
    page.goto("/")
    ask(page, ANSWERED)
    before = page.locator(".turn").inner_text()
    page.get_by_label("Dit spørgsmål").fill("Og hvad med")
    page.wait_for_function(
        "() => sessionStorage['kkgpt.draft'] === '\"Og hvad med\"'"
    )  # once no rule found anything
    page.reload()
    expect(page.locator(".turn")).to_have_count(1)
    assert page.locator(".turn").inner_text() == before
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("Og hvad med")


def test_a_new_conversation_starts_empty(page: Page) -> None:
    page.goto("/")
    ask(page, ANSWERED)
    page.get_by_role("button", name="Ny samtale").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".example").first).to_be_visible()
    page.reload()
    expect(page.locator(".turn")).to_have_count(0)


def test_a_conversation_closed_by_mistake_comes_back(page: Page) -> None:
    page.goto("/")
    ask(page, ANSWERED)
    before = page.locator(".turn").inner_text()
    page.get_by_role("button", name="Ny samtale").click()
    page.get_by_role("button", name="Fortryd").click()
    expect(page.locator(".turn")).to_have_count(1)
    assert page.locator(".turn").inner_text() == before
    page.reload()
    expect(page.locator(".turn")).to_have_count(1)


def test_the_answer_is_copied_with_its_sources(page: Page) -> None:
    page.goto("/")
    turn = ask(page, ANSWERED)
    turn.get_by_role("button", name="Kopiér svar").click()
    expect(turn.get_by_text("Svaret er kopieret")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    first = answers(page)[0]["citations"][0]
    for part in [ANSWERED, first["quote"], "[1]", first["title"], first["url"], "AI-system"]:
        assert part in copied


def test_list_items_become_lists_and_dates_do_not(page: Page) -> None:
    texts = ["Reglerne er:", "- Spørg først", "• Tjek svaret", "1. Åbn", "2) Luk", "1. maj 2025 gælder de."]
    sentences = [{"text": text, "citations": [1], "support": "quoted"} for text in texts]
    serve(page, events(("answer", answer(sentences, [citation(1)]))))
    page.goto("/")
    turn = ask(page, "Hvad er reglerne?")
    expect(turn.locator(".sentences > ul > li")).to_have_text(["Spørg først\u00a01", "Tjek svaret\u00a01"])
    expect(turn.locator(".sentences > ol > li")).to_have_text(["Åbn\u00a01", "Luk\u00a01"])
    expect(turn.locator(".sentences > p").last).to_contain_text("1. maj 2025 gælder de.")


def test_nothing_from_an_answer_is_read_as_markup_or_leads_elsewhere(page: Page) -> None:
    hostile = '<img src=x onerror="document.title=1"><b>fed</b>'
    citations = [
        citation(1, title=hostile),
        citation(2, url="https://example.org/"),
        citation(3, url="javascript:alert(1)"),
    ]
    sentences = [{"text": hostile, "citations": [1, 2, 3], "support": "unsupported"}]
    serve(page, events(("answer", answer(sentences, citations))))
    page.goto("/")
    turn = ask(page, "Hvad?")
    expect(turn.locator(".sentences")).to_contain_text(hostile)
    expect(turn.locator("img, b")).to_have_count(0)
    expect(turn.locator(".sentences a")).to_have_count(1)
    expect(turn.get_by_text("Ikke bekræftet af kilden")).to_be_visible()


def test_a_rule_says_what_it_did_and_why(page: Page) -> None:
    note = {
        "rule": "cpr",
        "action": "block",
        "clause": "art. 5",
        "message": "CPR-numre behandles ikke.",
        "advice": "Fjern CPR-nummeret, og spørg igen.",
    }
    blocked = answer([], [], status="blocked", text="CPR-numre behandles ikke.", guardrails=[note])
    serve(page, events(("answer", blocked)))
    page.goto("/")
    turn = ask(page, "Må jeg?")
    for said in ["Fjern CPR-nummeret", "CPR-numre behandles ikke.", "Grundlag: art. 5"]:
        expect(turn.get_by_text(said)).to_be_visible()


def test_sources_are_listed_by_document_and_place(page: Page) -> None:
    first: dict[str, Any] = {"document": "d1", "title": "Strategi", "section": "Strategi > Fokus", "page": 2}
    citations = [
        citation(1, **first),
        citation(2, **first),
        citation(
            3, "Alle borgere skal kunne deltage.", document="d1", title="Strategi", section=None, page=None
        ),
        citation(4, document="d2", title="Referat", validity="expired", section=None, page=7),
    ]
    sentences = [{"text": f"Nr. {n}.", "citations": [n], "support": "quoted"} for n in range(1, 5)]
    serve(page, events(("answer", answer(sentences, citations))))
    page.goto("/")
    turn = ask(page, "Hvad?")
    entries = turn.locator(".sources ol > li")
    expect(entries).to_have_count(2)
    expect(entries.nth(0).locator(".places > li")).to_have_text(
        ["1 2 Fokus, side 2", "3 »Alle borgere skal kunne deltage.«"]
    )
    expect(entries.nth(0)).to_contain_text("Byrådet · 5. december 2024")
    expect(entries.nth(1)).to_contain_text("Udløbet")
    expect(entries.nth(1).locator(".places > li")).to_have_text(["4 side 7"])


def test_each_page_tells_that_this_is_an_ai(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text("Kontrollér kilden, før du bruger det.")).to_be_in_viewport()
