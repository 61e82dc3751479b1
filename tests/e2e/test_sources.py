"""Opening a citation beside the answer, and the pages of the sources."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import ANSWERED, answers, ask, fits, one_line

pytestmark = pytest.mark.browser


def _marked(page: Page, root: str) -> str:
    return one_line(" ".join(page.locator(f"{root} mark").all_inner_texts()))


def test_a_citation_opens_the_source_with_its_quote_in_sight(page: Page) -> None:
    page.goto("/")
    turn = ask(page, ANSWERED)
    cited = answers(page)[0]["citations"]
    for index, citation in enumerate(cited):
        turn.locator(f".sentences .mark:text-is('{index + 1}')").first.click()
        expect(page.locator("#panel-title")).to_have_text(citation["title"])
        expect(page.locator("#panel-text mark").first).to_be_in_viewport()
        assert _marked(page, "#panel-text") == one_line(citation["quote"])
        if citation["page"]:
            expect(page.locator("#panel-place")).to_contain_text(f"side {citation['page']}")


def test_focus_moves_into_the_panel_and_back(page: Page) -> None:
    page.goto("/")
    turn = ask(page, ANSWERED)
    mark = turn.locator(".sentences .mark").first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    expect(mark).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(mark).to_be_focused()


def test_on_a_wide_screen_the_panel_stands_beside_the_answer(page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto("/")
    turn = ask(page, ANSWERED)
    turn.locator(".sentences .mark").first.click()
    panel, talk = page.locator("#panel").bounding_box(), page.locator(".talk").bounding_box()
    assert panel is not None
    assert talk is not None
    assert panel["x"] >= talk["x"] + talk["width"] - 1
    assert fits(page)
    page.get_by_role("button", name="Luk").click()
    expect(page.locator("#panel")).to_be_hidden()


def test_on_a_phone_the_panel_lies_over_the_answer(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/")
    assert fits(page)
    turn = ask(page, ANSWERED)
    assert fits(page)
    mark = turn.locator(".sentences .mark").first
    mark.click()
    expect(page.locator("#panel-text mark").first).to_be_in_viewport()
    panel = page.locator("#panel").bounding_box()
    assert panel == {"x": 0, "y": 0, "width": 360, "height": 740}
    assert fits(page)
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(mark).to_be_focused()


def test_the_panel_follows_when_the_window_is_resized(page: Page) -> None:
    page.goto("/")
    turn = ask(page, ANSWERED)
    turn.locator(".sentences .mark").first.click()
    page.set_viewport_size({"width": 600, "height": 800})
    expect(page.locator("#panel:modal")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("#panel:not(:modal)")).to_be_visible()


def test_a_source_that_cannot_be_fetched_is_said_to_be_so(page: Page) -> None:
    page.route("**/api/documents/**", lambda route: route.abort())
    page.goto("/")
    turn = ask(page, ANSWERED)
    turn.locator(".sentences .mark").first.click()
    expect(page.locator("#panel-text")).to_contain_text("kunne ikke hentes")
    href = page.get_by_role("link", name="Åbn hele kilden").get_attribute("href") or ""
    assert href.startswith(answers(page)[0]["citations"][0]["url"])


def test_the_source_page_shows_the_quote_without_javascript(browser: Browser, site: str, page: Page) -> None:
    page.goto("/")
    ask(page, ANSWERED)
    citation = answers(page)[0]["citations"][-1]
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        bare = context.new_page()
        bare.goto(citation["url"])
        expect(bare.get_by_role("heading", level=1)).to_have_text(citation["title"])
        expect(bare.locator("mark").first).to_be_in_viewport()
        assert _marked(bare, "main") == one_line(citation["quote"])


def test_the_chat_page_leads_to_the_sources_without_javascript(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        bare = context.new_page()
        bare.goto("/")
        bare.get_by_role("link", name="Alle kilder").click()
        expect(bare.get_by_role("heading", level=1)).to_have_text("Kilder")


def test_the_list_leads_to_each_source(page: Page) -> None:
    page.goto("/kilder")
    links = page.locator("tbody th a")
    assert links.count() > 1
    title = links.first.inner_text()
    links.first.click()
    expect(page).to_have_url(re.compile(r"/kilder/[^/]+/\d+$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_outline_leads_to_its_headings(page: Page) -> None:
    page.goto("/kilder")
    page.get_by_role("link", name="Vejledning til brug af generativ AI").first.click()
    page.get_by_role("navigation", name="Indhold").get_by_role("link", name="Det må du ikke").click()
    expect(page.locator(".source-text").get_by_role("heading", name="Det må du ikke")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/", "/kilder", "/om"])
@pytest.mark.parametrize("width", [320, 640, 1440])
def test_no_page_scrolls_sideways(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 400})
    page.goto(path)
    assert fits(page)


def test_the_longest_source_fits_a_narrow_window(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 500})
    page.goto("/kilder")
    paths = [link.get_attribute("href") or "" for link in page.locator("tbody th a").all()]
    for path in paths:
        page.goto(path)
        assert fits(page), path


def test_the_language_is_switched_and_stays(page: Page) -> None:
    page.goto("/kilder")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sources")
    page.get_by_role("link", name="Chat").click()
    expect(page.get_by_label("Your question")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Dansk").click()
    expect(page.get_by_label("Dit spørgsmål")).to_be_visible()


def test_the_skip_link_is_the_first_stop_of_a_text_page(page: Page) -> None:
    page.goto("/om")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Gå til indholdet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
