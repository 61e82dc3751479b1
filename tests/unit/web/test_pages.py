"""The pages over a small library, through a real HTTP application."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from guardrails.policy import DEFAULT, load_policy, parse_policy
from web.pages import pages_router
from web.rendering import Renderer
from web.views import DocumentRow, OutlineEntry, TextBlock, VersionView

TEXT = (
    "Digital hjælp\n\nHjælpen gives i 22 timer om ugen. Den er gratis.\n\n- Medbring <MitID>\n- Spørg 👋 os"
)
FACTS = {"document": "d1", "title": "Digital hjælp", "source": "hjaelp.md", "municipality": "Lysbjerg"}


def _block(kind: str, line: str) -> TextBlock:
    start = TEXT.rindex(line)
    return TextBlock.model_validate(
        {
            "kind": kind,
            "level": 1 if kind == "heading" else 0,
            "start": start,
            "end": start + len(line),
            "text": line,
        }
    )


class SmallLibrary:
    """One document in one version."""

    row = DocumentRow(**FACTS, version=1, date="2024-12-05", kind="policy", validity="in_force")

    def documents(self) -> list[DocumentRow]:
        return [self.row, DocumentRow(document="d/2", version=3, title="<b>Tom</b>", source="tom.txt")]

    def version(self, document: str, version: int) -> VersionView | None:
        if (document, version) != ("d1", 1):
            return None
        kinds = ["heading", "paragraph", "item", "item"]
        lines = [line for line in TEXT.split("\n") if line]
        blocks = [_block(kind, line) for kind, line in zip(kinds, lines, strict=True)]
        outline = [OutlineEntry(text="Digital hjælp", level=1, start=0)]
        return VersionView(**self.row.model_dump(), outline=outline, blocks=blocks)

    def examples(self) -> list[str]:
        return ["Hvor mange timer om ugen gives der hjælp?"]


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(pages_router(SmallLibrary(), Renderer(), load_policy))
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/kilder", "/kilder/d1/1"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_each_page_has_its_language_one_heading_and_no_inline_code(
    client: TestClient, path: str, language: str
) -> None:
    answer = client.get(path, params={"lang": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["content-language"] == language
    assert " style=" not in answer.text
    assert not re.search(r"\son[a-z]+=", answer.text)
    scripts = re.findall(r"<script(.*?)>", answer.text)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)


def test_danish_is_the_default_and_a_choice_is_remembered(client: TestClient) -> None:
    assert "<h1>Kilder</h1>" in client.get("/kilder").text
    assert "<h1>Sources</h1>" in client.get("/kilder?lang=en").text
    assert "<h1>Sources</h1>" in client.get("/kilder").text
    assert "<h1>Sources</h1>" in client.get("/kilder?lang=fr").text
    assert "<h1>Kilder</h1>" in client.get("/kilder?lang=da").text


def test_switching_the_language_keeps_the_quote(client: TestClient) -> None:
    assert 'href="?fra=1&amp;til=5&amp;lang=en"' in client.get("/kilder/d1/1?fra=1&til=5").text


def test_the_chat_page_offers_the_examples(client: TestClient) -> None:
    assert "Hvor mange timer om ugen gives der hjælp?" in client.get("/").text


def test_the_list_shows_what_is_known_of_each_document(client: TestClient) -> None:
    page = client.get("/kilder").text
    for fact in ["Digital hjælp", "5. december 2024", "Politik", "Gældende", "Lysbjerg", "/kilder/d1/1"]:
        assert fact in page
    assert "&lt;b&gt;Tom&lt;/b&gt;" in page


@pytest.mark.parametrize(
    "quote", ["Hjælpen gives i 22 timer om ugen.", "- Spørg 👋 os", "Medbring <MitID>\n- Spørg 👋"]
)
def test_the_quote_is_marked_at_its_place(client: TestClient, quote: str) -> None:
    start = TEXT.index(quote)
    page = client.get(f"/kilder/d1/1?fra={start}&til={start + len(quote)}").text
    marked = re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.DOTALL)
    assert "\n".join(marked).replace("&lt;", "<").replace("&gt;", ">") == quote
    assert page.count('id="citat"') == 1


@pytest.mark.parametrize(
    "query", ["", "?fra=5", "?fra=9&til=3", "?fra=x&til=y", "?fra=-1&til=4", "?fra=4&til=4"]
)
def test_a_senseless_quote_is_ignored(client: TestClient, query: str) -> None:
    answer = client.get(f"/kilder/d1/1{query}")
    assert answer.status_code == 200
    assert "<mark" not in answer.text


@pytest.mark.parametrize("path", ["/kilder/d1/2", "/kilder/d1/x", "/kilder/d1/0", "/kilder/nope/1"])
def test_an_unknown_source_is_a_page_that_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Kilden findes ikke" in answer.text


@pytest.mark.parametrize(("language", "told"), [("da", "af et AI-system"), ("en", "by an AI system")])
def test_the_chat_page_tells_what_the_policy_in_force_says_of_ai(
    client: TestClient, language: str, told: str
) -> None:
    assert told in client.get("/", params={"lang": language}).text


def test_the_dialog_of_the_hotline_shows_the_address_of_the_policy() -> None:
    source = DEFAULT.read_text(encoding="utf-8").replace('address: ""', 'address: "ai@kommunen.dk"', 1)
    app = FastAPI()
    app.include_router(pages_router(SmallLibrary(), Renderer(), lambda: parse_policy(source)))
    with TestClient(app) as client:
        assert '<a href="mailto:ai@kommunen.dk">' in client.get("/").text
