"""The notice pages in a browser: reached from everywhere, narrow and wide."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import fits
from web.notice_texts import NoticePage
from web.notices import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("notice", PAGES, ids=lambda notice: notice.address)
def test_each_page_fits(page: Page, notice: NoticePage, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(notice.address)
    expect(page.locator("h1")).to_be_visible()
    assert fits(page)


def test_the_menu_leads_through_all_pages(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Om kkgpt").click()
    menu = page.get_by_role("navigation", name="Om kkgpt")
    for notice in PAGES:
        menu.get_by_role("link", name=notice.name["da"], exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(notice.title["da"])
        expect(menu.locator("[aria-current=page]")).to_have_text(notice.name["da"])


def test_a_rule_is_reached_by_its_address(page: Page) -> None:
    page.goto("/om/retningslinjer#hr-ranking")
    expect(page.locator("h3#hr-ranking")).to_be_in_viewport()


def test_the_pages_can_be_read_in_english(page: Page) -> None:
    page.goto("/om/retningslinjer?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rules of the assistant")
    expect(page.get_by_role("article", name="Civil registration numbers")).to_contain_text("it is removed")
