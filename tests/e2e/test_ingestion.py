"""Sending files and looking after sources in a real browser, against a real server."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.e2e.browser import PATIENCE, fits, open_page
from tests.e2e.test_accessibility import axe, violations
from tests.support.product import Server

__all__ = ["axe"]
pytestmark = pytest.mark.browser

NOTE = "# Vejledning om cykler\n\nCykler parkeres i stativet ved hovedindgangen hele året rundt."
PATHS = ("/admin/indlaes", "/admin/koersler", "/admin/kilder")


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Page]:
    """A page at a server of the test's own."""
    with open_page(browser, server.url) as page:
        yield page


def _file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}


def _choose(page: Page, *files: FilePayload) -> None:
    page.get_by_label("Vælg filer").set_input_files(list(files))


def _ended(page: Page) -> None:
    expect(page.locator("#run:not([data-live])")).to_be_visible(timeout=PATIENCE)


def test_files_are_tried_then_loaded_and_told_one_by_one(desk: Page, axe: str) -> None:
    desk.goto("/admin/indlaes")
    _choose(desk, _file("cykler.md", NOTE), _file("brudt.pdf", "%PDF-1.4"), _file("x.exe", "MZ"))
    expect(desk.locator("#chosen-files li").filter(has_text="x.exe")).to_contain_text("Sendes ikke")
    assert violations(desk, axe) == []
    desk.get_by_role("button", name="Prøv først").click()
    expect(desk).to_have_url(re.compile("run="))
    _ended(desk)
    expect(desk.locator("#run")).to_contain_text("intet er ændret")
    desk.get_by_role("button", name="Indlæs filerne nu").click()
    expect(desk.locator("#run:not([data-dry])")).to_be_visible()
    desk.reload()
    _ended(desk)
    rows = desk.locator("#run-files li")
    expect(rows.filter(has_text="brudt.pdf")).to_contain_text("Fejlet")
    expect(rows.filter(has_text="cykler.md")).to_contain_text("Tilføjet")
    assert violations(desk, axe) == []
    rows.get_by_role("link", name="cykler.md").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Vejledning om cykler")


def test_a_source_is_added_paused_and_removed_and_each_is_undone(desk: Page) -> None:
    desk.goto("/admin/kilder")
    desk.get_by_role("button", name="Tilføj webadresse").click()
    dialog = desk.get_by_role("dialog", name="Tilføj webadresse")
    dialog.get_by_label("En liste over sider").check()
    dialog.get_by_label("Hvor tit").select_option("")
    dialog.get_by_label("Adresse", exact=True).fill("ftp://kommune.example/")
    dialog.get_by_role("button", name="Tilføj", exact=True).click()
    expect(dialog.get_by_role("alert")).not_to_be_empty()
    dialog.get_by_label("Adresse", exact=True).fill("https://kommune.example/referater")
    dialog.get_by_role("button", name="Tilføj", exact=True).click()
    card = desk.get_by_role("article", name="kommune.example/referater")
    expect(card).to_contain_text("Kun når du beder om det")
    card.get_by_role("button", name="Sæt på pause").click()
    expect(card).to_contain_text("Sat på pause")
    desk.get_by_role("button", name="Fortryd").click()
    expect(card.get_by_role("button", name="Sæt på pause")).to_be_visible()
    card.get_by_role("button", name="Fjern").click()
    desk.get_by_role("dialog").get_by_role("button", name="Fjern").click()
    expect(card).to_have_count(0)
    desk.get_by_role("button", name="Fortryd").click()
    expect(card).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_pages(page: Page, axe: str, path: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    assert violations(page, axe) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert fits(page)
