"""The register of decisions in a real browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import fits
from tests.e2e.test_accessibility import axe, violations

__all__ = ["axe"]
pytestmark = pytest.mark.browser


def test_decisions_are_found_by_words_and_filters(looking: Page) -> None:
    looking.goto("/beslutninger")
    expect(looking.locator(".case")).to_have_count(4)
    looking.get_by_label("Udfald").select_option("Udsat")
    looking.get_by_role("button", name="Vis").click()
    expect(looking.locator(".case")).to_have_count(1)
    expect(looking.locator(".quote")).to_have_text(["Udvalget udsatte indstillingens andet punkt."])
    looking.get_by_role("link", name="Nulstil").click()
    looking.get_by_label("Til dato").fill("2025-02-10")
    looking.get_by_role("button", name="Vis").click()
    expect(looking.get_by_role("heading", level=2)).to_contain_text(["Cyklistudvalget"])


def test_a_case_is_followed_from_body_to_body(looking: Page) -> None:
    looking.goto("/beslutninger")
    council = looking.locator(".case").first
    link = council.get_by_role("link", name="Cyklistudvalget, 4. februar 2025")
    expect(link).to_have_attribute("href", re.compile(r"^/kilder/udvalg/1\?fra=\d+&til=\d+#citat$"))
    council.get_by_role("link", name="Sag 25-0017").click()
    expect(looking.locator(".meeting")).to_have_count(2)
    expect(looking.get_by_label("Sagsnummer")).to_have_value("25-0017")


def test_the_narrowed_list_is_downloaded(looking: Page) -> None:
    looking.goto("/beslutninger?udfald=rejected")
    with looking.expect_download() as download:
        looking.get_by_role("link", name="Hent som CSV").click()
    table = download.value.path().read_text(encoding="utf-8-sig")
    assert download.value.suggested_filename == "beslutninger.csv"
    assert table.count("\n") == 3  # the heads, the decision and the mark of AI
    assert "'=SUM(A1) blev forkastet" in table


def test_without_javascript_the_register_works(browser: Browser, shared_register: str) -> None:
    with browser.new_context(base_url=shared_register, java_script_enabled=False) as context:
        bare = context.new_page()
        bare.goto("/beslutninger")
        bare.get_by_label("Søg i sager og beslutninger").fill("formand")
        bare.keyboard.press("Enter")
        expect(bare.locator(".case")).to_have_count(1)


def test_in_english_the_outcomes_are_english(looking: Page) -> None:
    looking.goto("/beslutninger?lang=en&udfald=noted")
    expect(looking.locator(".case .badge")).to_have_text(["Noted"])


@pytest.mark.parametrize("width", [320, 640, 1440])
def test_the_page_does_not_scroll_sideways(looking: Page, width: int) -> None:
    looking.set_viewport_size({"width": width, "height": 600})
    looking.goto("/beslutninger")
    assert fits(looking)


@pytest.mark.parametrize("path", ["/beslutninger", "/beslutninger?q=findes-ikke", "/beslutninger?lang=en"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_shuts_nobody_out(looking: Page, axe: str, path: str, width: int, scheme: Any) -> None:
    looking.emulate_media(color_scheme=scheme)
    looking.set_viewport_size({"width": width, "height": 800})
    looking.goto(path)
    assert violations(looking, axe) == []
