"""No violation that axe-core can find, on any view, in light and dark, in both languages.

axe-core is taken from the file that AXE_PATH names, or packed once with npm into a cache folder.
"""

import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import ANSWERED, NOT_FOUND, ask
from tests.e2e.guarding import CPR, SENSITIVE, stop_next
from web.notices import PAGES

pytestmark = pytest.mark.browser

AXE = "axe-core@4.14.1"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: tags}).then(found => found.violations)"


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    if named := os.environ.get("AXE_PATH"):
        return Path(named).read_text(encoding="utf-8")
    folder = Path(tempfile.gettempdir()) / AXE.replace("@", "-")
    script = folder / "package" / "axe.min.js"
    if not script.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.fail("axe-core is needed: install npm, or name its axe.min.js in AXE_PATH.")
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [npm, "pack", "--silent", AXE], cwd=folder, check=True, capture_output=True, timeout=120
        )
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
    return script.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds wrong with a page."""
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(RUN, TAGS)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("path", ["/", "/kilder", "/kilder/findes-ikke/1", *(page.address for page in PAGES)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages(page: Page, axe: str, path: str, language: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{path}?lang={language}")
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 640, 1440])
def test_a_conversation_with_a_source_open(page: Page, axe: str, width: int, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    ask(page, NOT_FOUND)
    turn = ask(page, ANSWERED)
    assert violations(page, axe) == []
    turn.locator(".sentences .mark").first.click()
    expect(page.locator("#panel-text mark").first).to_be_visible()
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_source_page_with_a_quote(page: Page, axe: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/kilder")
    path = page.locator("tbody th a").first.get_attribute("href")
    page.goto(f"{path}?fra=0&til=40")
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_problem(page: Page, axe: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.route("**/api/ask", lambda route: route.abort())
    page.goto("/")
    ask(page, ANSWERED)
    page.get_by_label("Dit spørgsmål").fill("å" * 2100)
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_what_the_rules_find_and_do(page: Page, axe: str, width: int, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    ask(page, f"Må oplysninger om borgeren {CPR} sendes til et AI-værktøj?")
    page.get_by_label("Dit spørgsmål").fill(f"Må {CPR} få hjælp?")
    expect(page.locator("#precheck-said")).not_to_be_empty()
    assert violations(page, axe) == []
    for rule in ("sensitive-person", "decision", "acute-danger"):
        stop_next(page, rule)
        ask(page, SENSITIVE)
    assert violations(page, axe) == []
    page.get_by_role("button", name="Spørg AI-hotlinen").last.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page, axe) == []


def test_forced_colours_keep_the_quote_and_the_marks_apart(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, forced_colors="active") as context:
        page = context.new_page()
        page.goto("/kilder")
        path = page.locator("tbody th a").first.get_attribute("href")
        page.goto(f"{path}?fra=0&til=40")
        mark = page.locator("mark").first
        colour = mark.evaluate("element => getComputedStyle(element).backgroundColor")
        ground = page.locator("body").evaluate("element => getComputedStyle(element).backgroundColor")
        assert colour != ground
