"""Looking after documents in a real browser: finding, correcting, retiring, rolling back, and undoing each."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import fits
from tests.e2e.test_accessibility import axe, violations

__all__ = ["axe"]
pytestmark = pytest.mark.browser

STRATEGY = "/admin/dokumenter/strategi"
PATHS = (
    "/admin",
    "/admin?q=findes-ikke",
    STRATEGY,
    f"{STRATEGY}/versioner?fra=1&til=3",
    "/admin/dokumenter/udvalg/dagsorden",
    f"{STRATEGY}/tekst",
    "/admin/dokumenter/gammel",
    "/admin/dokumenter/scan",
    "/admin/dokumenter/findes-ikke",
)


def test_documents_are_found_by_words_and_filters(looking: Page) -> None:
    looking.goto("/admin")
    looking.get_by_label("Søg i titel og filnavn").fill("REFERAT")
    looking.get_by_label("Udvalg eller enhed").select_option("Byrådet")
    looking.get_by_role("button", name="Vis").click()
    expect(looking.locator("tbody tr")).to_have_count(1)
    looking.get_by_role("link", name="Referat fra Byrådet").click()
    expect(looking.get_by_role("heading", level=1)).to_have_text("Referat fra Byrådet")
    looking.go_back()
    expect(looking.get_by_label("Søg i titel og filnavn")).to_have_value("REFERAT")
    looking.get_by_role("link", name="Nulstil").click()
    expect(looking.locator("tbody tr")).to_have_count(5)


def test_a_field_is_corrected_and_the_correction_undone(register_page: Page) -> None:
    page = register_page
    page.goto(STRATEGY)
    row = page.get_by_role("row").filter(has_text="Gælder til")
    page.get_by_role("button", name="Ret Gælder til").click()
    dialog = page.get_by_role("dialog", name="Ret »Gælder til«")
    expect(dialog.get_by_label("Ny værdi")).to_be_focused()
    dialog.get_by_label("Ny værdi").fill("på torsdag")
    dialog.get_by_label("Begrundelse").fill("Forlænget af Byrådet")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Gem rettelsen").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Datoen findes ikke")
    expect(dialog.get_by_label("Begrundelse")).to_have_value(re.compile("Forlænget af Byrådet"))
    dialog.get_by_label("Ny værdi").fill("31.12.2027")
    dialog.get_by_label("Ny værdi").press("Enter")
    expect(page.locator("#done")).to_contain_text("»Gælder til« er rettet.")
    expect(page.locator("#done")).to_be_focused()
    expect(row).to_contain_text("31. december 2027")
    expect(row).to_contain_text("Rettet")
    page.locator("#done").get_by_role("button", name="Fortryd").click()
    expect(page.locator("#done")).to_contain_text("Handlingen er fortrudt.")
    expect(row).to_contain_text("31. december 2025")
    expect(row).to_contain_text("Udledt")


def test_a_former_correction_is_undone_and_comes_back(register_page: Page) -> None:
    page = register_page
    page.goto(STRATEGY)
    row = page.get_by_role("row").filter(has_text="Type")
    row.get_by_role("button", name="Fortryd rettelse").click()
    expect(row).to_contain_text("Politik")
    page.locator("#done").get_by_role("button", name="Fortryd").click()
    expect(row).to_contain_text("Det er en strategi")


def test_the_document_that_took_its_place_is_looked_up(register_page: Page) -> None:
    page = register_page
    page.goto("/admin/dokumenter/scan")
    page.get_by_role("button", name="Ret Erstattet af").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Søg efter dokumentet").fill("strategi 2022")
    expect(dialog.get_by_role("status").first).to_have_text("1 dokumenter fundet")
    dialog.get_by_label("Ny værdi").select_option("strategi")
    dialog.get_by_role("button", name="Gem rettelsen").click()
    row = page.get_by_role("row").filter(has_text="Erstattet af")
    row.get_by_role("link", name="Digital strategi 2022-2025").click()
    expect(page).to_have_url(re.compile(f"{STRATEGY}$"))


def test_a_document_is_retired_and_restored(register_page: Page) -> None:
    page = register_page
    page.goto(STRATEGY)
    page.get_by_role("button", name="Tag ud af brug").click()
    page.get_by_role("dialog").get_by_role("button", name="Annullér").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Tag ud af brug")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Tag ud af brug").click()
    expect(page.locator("#done")).to_contain_text("Dokumentet er taget ud af brug.")
    page.locator("#done").get_by_role("button", name="Fortryd").click()
    expect(page.get_by_role("button", name="Tag ud af brug")).to_be_visible()
    page.goto("/admin/dokumenter/gammel")
    page.get_by_role("button", name="Tag i brug igen").click()
    page.get_by_role("dialog").get_by_role("button", name="Tag i brug igen").click()
    expect(page.get_by_role("button", name="Tag ud af brug")).to_be_visible()


def test_an_earlier_version_is_rolled_back_to(register_page: Page) -> None:
    page = register_page
    page.goto(f"{STRATEGY}/versioner")
    page.get_by_role("button", name="Brug denne version 1").click()
    page.get_by_role("dialog").get_by_role("button", name="Brug denne version").click()
    expect(page.locator("#done")).to_contain_text("Version 1 er nu i brug.")
    used = page.get_by_role("row").filter(has_text="I brug")
    expect(used).to_contain_text("Version 1")
    page.locator("#done").get_by_role("button", name="Fortryd").click()
    expect(used).to_contain_text("Version 3")


def test_two_versions_are_compared(looking: Page) -> None:
    looking.goto(f"{STRATEGY}/versioner")
    looking.get_by_label("Fra version").select_option("1")
    looking.get_by_label("Til version").select_option("2")
    looking.get_by_role("button", name="Sammenlign").click()
    expect(looking.locator(".difference del")).to_have_text(re.compile("20"))
    expect(looking.locator(".difference ins")).to_have_text(re.compile("22"))


def test_a_server_that_is_gone_is_told_and_nothing_is_lost(looking: Page) -> None:
    looking.goto(STRATEGY)
    looking.route("**/api/**", lambda route: route.abort())
    looking.get_by_role("button", name="Ret Titel").click()
    dialog = looking.get_by_role("dialog")
    dialog.get_by_label("Ny værdi").fill("Ny titel")
    dialog.get_by_role("button", name="Gem rettelsen").click()
    expect(dialog.get_by_role("alert")).to_contain_text("ingen forbindelse til serveren")
    expect(dialog.get_by_label("Ny værdi")).to_have_value("Ny titel")


def test_without_javascript_everything_can_be_seen(browser: Browser, shared_register: str) -> None:
    with browser.new_context(base_url=shared_register, java_script_enabled=False) as context:
        bare = context.new_page()
        bare.goto("/admin?q=strategi")
        bare.get_by_role("link", name="Digital strategi 2022-2025").click()
        expect(bare.locator("noscript .notice")).to_be_visible()
        expect(bare.get_by_role("button", name="Ret Titel")).to_be_hidden()
        bare.get_by_role("link", name="Versioner (3)").click()
        expect(bare.locator(".difference ins")).to_have_count(1)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [320, 640, 1440])
def test_no_page_scrolls_sideways(looking: Page, path: str, width: int) -> None:
    looking.set_viewport_size({"width": width, "height": 600})
    looking.goto(path)
    assert fits(looking)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_page_shuts_anybody_out(looking: Page, axe: str, path: str, width: int, scheme: Any) -> None:
    looking.emulate_media(color_scheme=scheme)
    looking.set_viewport_size({"width": width, "height": 800})
    looking.goto(path)
    assert violations(looking, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("button", ["Ret Titel", "Ret Status", "Ret Erstattet af", "Tag ud af brug"])
def test_no_dialog_shuts_anybody_out(looking: Page, axe: str, button: str, scheme: Any) -> None:
    looking.emulate_media(color_scheme=scheme)
    looking.goto(f"{STRATEGY}?lang=da")
    looking.get_by_role("button", name=button).click()
    expect(looking.get_by_role("dialog")).to_be_visible()
    assert violations(looking, axe) == []
