"""A real headless Chromium, and what a person does with the chat page."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.support.chromium import find_chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000

ANSWERED = "Hvem er AI-koordinator i kommunen?"
ANSWERED_TOO = "Hvor længe gemmes samtaler i LysAssistent?"
NOT_FOUND = "Hvor mange borgere i Odense Kommune er fritaget for Digital Post?"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each test has a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A desktop page at the site."""
    with open_page(browser, site) as page:
        yield page


@contextmanager
def open_page(browser: Browser, site: str) -> Iterator[Page]:
    """A desktop page at an address; it fails the test when a script fails or the security policy is broken."""
    with browser.new_context(
        base_url=site, viewport={"width": 1280, "height": 800}, locale="da-DK"
    ) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None,
        )
        yield page
        assert not wrong


def ask(page: Page, question: str) -> Locator:
    """Type a question, send it with Enter and wait for the end of its answer; returns its turn."""
    page.get_by_label("Dit spørgsmål").fill(question)
    page.keyboard.press("Enter")
    return answered(page)


def answered(page: Page) -> Locator:
    """The last turn, once nothing is running any more."""
    turn = page.locator(".turn").last
    expect(page.get_by_role("button", name="Stop")).to_be_hidden(timeout=PATIENCE)
    expect(turn.locator(".working")).to_be_empty()
    return turn


def answers(page: Page) -> list[dict[str, Any]]:
    """The answers of the conversation as the page keeps them."""
    stored = page.evaluate("sessionStorage.getItem('kkgpt.conversation')")
    return [turn["answer"] for turn in json.loads(stored)["turns"] if "answer" in turn]


def one_line(text: str) -> str:
    """Text with its white space evened out."""
    return " ".join(text.split())


def fits(page: Page) -> bool:
    """Whether the page can be read without scrolling sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def citation(number: int, quote: str = "Et citat.", **changes: Any) -> dict[str, Any]:
    """A citation as the server sends it."""
    fields = {
        "number": number,
        "document": f"d{number}",
        "source": "kilde.md",
        "title": f"Kilde {number}",
        "municipality": None,
        "body": "Byrådet",
        "date": "2024-12-05",
        "validity": "in_force",
        "version": 1,
        "section": "Fokusområder > Dataetik",
        "page": 4,
        "quote": quote,
        "start": 0,
        "end": len(quote),
        "url": f"/kilder/d{number}/1?fra=0&til={len(quote)}",
    }
    return fields | changes


def answer(
    sentences: list[dict[str, Any]], citations: list[dict[str, Any]], **changes: Any
) -> dict[str, Any]:
    """An answer as the server sends it."""
    fields = {
        "status": "answered",
        "language": "da",
        "text": " ".join(sentence["text"] for sentence in sentences),
        "sentences": sentences,
        "citations": citations,
        "guardrails": [],
        "near_misses": [],
        "corpus_revision": 1,
        "policy_version": "1",
        "model": "extractive",
        "milliseconds": {},
        "id": "a1",
        "conversation": "c1",
    }
    return fields | changes


def events(*named: tuple[str, dict[str, Any]]) -> str:
    """A stream of server-sent events."""
    return "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in named)


def serve(page: Page, stream: str) -> None:
    """Let questions be answered by this stream instead of by the server."""
    page.route("**/api/ask", lambda route: route.fulfill(content_type="text/event-stream", body=stream))
