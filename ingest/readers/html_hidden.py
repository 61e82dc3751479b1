"""What a web page holds that its reader does not see, and what it points to.

Elements that are hidden with all they hold are taken out of the page. Where only an element's own text is hidden (its
colour is that of what is behind it, it is too small), the element is marked, for a text within may be seen again.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from ingest.blocks import Concealment, Hidden, Link
from ingest.danish.normalise import clean
from ingest.readers.html_look import Look, takes_away
from ingest.readers.html_styles import Styles, has_styles

MARK = "kkgpt-hidden"
"""The attribute that says why an element's own text is not seen."""

_SILENT = frozenset({"script", "style"})
_KEPT = frozenset({"html", "body", "head"})  # scripts show these once they run
_BLOCKS = frozenset(
    """p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th section article aside nav header footer form fieldset
    blockquote pre main figure figcaption br hr details summary template noscript""".split()
)
_TOLD = ("alt", "title", "aria-label", "aria-description", "placeholder", "summary", "content")
_TARGETS = {"href": False, "src": True, "poster": True, "data": True, "action": False, "formaction": False}
_CONDITIONAL = re.compile(r"^\[if [^\]]{0,100}\]>|<!\[endif\]$")
_URL = re.compile(r"url\(\s*[\"']?([^\s\"')]{1,4000})", re.IGNORECASE)
_FEWEST_WORDS = 3


def take_hidden(page: Any) -> list[Hidden]:
    """Take what is not seen out of a page, or mark it, and say what it was."""
    found = list(_beside(page))
    for element in [one for name in ("template", "noscript") for one in page.iter(name)]:
        found += _hidden(Concealment.STYLE, texts_in(element))
    if not has_styles(page):
        return found
    styles, known = Styles(page), not page.xpath("boolean(//link[contains(@rel, 'stylesheet')])")
    gone: list[tuple[Any, Concealment]] = []
    _look_through(page, Look(), styles, known, gone)
    for element, how in gone:
        found += _hidden(how, texts_in(element))
        element.drop_tree()
    return found


def links_of(page: Any) -> list[Link]:
    """What the elements and styles of a page point to."""
    found = [
        Link(target, image and element.tag not in ("script", "iframe", "embed", "object"))
        for element in page.iter(etree.Element)
        for name, image in _TARGETS.items()
        if (target := element.get(name, "").strip()) and element.tag not in ("script", "link", "base")
    ]
    styled = [element.get("style", "") for element in page.iter(etree.Element)]
    styled += [sheet.text_content() or "" for sheet in page.iter("style")]
    return found + [
        Link(target, True) for style in styled if "url(" in style for target in _URL.findall(style)
    ]


def texts_in(element: Any) -> list[str]:
    """The texts that an element holds, block by block, each in one line."""
    lines = [""]
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(one.tag, str) or one.tag in _SILENT:
            if event == "end" and one is not element:
                lines[-1] += one.tail or ""
            continue
        if one.tag in _BLOCKS:
            lines.append("")
        if event == "start":
            lines[-1] += one.text or ""
        elif one is not element:
            lines[-1] += one.tail or ""
    return [line for line in (" ".join(clean(line).split()) for line in lines) if line]


def _look_through(
    element: Any, above: Look, styles: Styles, known: bool, gone: list[tuple[Any, Concealment]]
) -> None:
    """Look at the elements below one; a stack of our own, for pages nest deeper than functions may."""
    stack = [(element, above)]
    while stack:
        one, look = stack.pop()
        if not isinstance(one.tag, str) or one.tag in _SILENT:
            continue
        declared = styles.of(one)
        how = None if one.tag in _KEPT else takes_away(one, declared)
        if how:
            gone.append((one, how))
            continue
        # Where rules stand in other files, a class or an id may bring a background that is not known here.
        here = look.within(one, declared, known or not (one.get("class") or one.get("id")))
        if lost := here.conceals():
            one.set(MARK, lost.value)
        elif one.get(MARK) is not None:
            del one.attrib[MARK]
        stack.extend((child, here) for child in one)


def _beside(page: Any) -> Iterator[Hidden]:
    """Comments, descriptions of pictures and other texts in attributes that are long enough to say something."""
    for comment in page.iter(etree.Comment):
        text = _CONDITIONAL.sub("", (comment.text or "").strip())
        yield from _hidden(Concealment.COMMENT, text.split("\n\n"))
    for element in page.iter(etree.Element):
        named = [element.get(name, "") for name in _TOLD]
        if element.tag == "input" and element.get("type", "").lower() == "hidden":
            named.append(element.get("value", ""))
        yield from _hidden(
            Concealment.ATTRIBUTE, (text for text in named if text.count(" ") >= _FEWEST_WORDS - 1)
        )


def _hidden(how: Concealment, texts: Iterable[str]) -> list[Hidden]:
    lines = (" ".join(clean(text).split()) for text in texts)
    return [Hidden(how, line) for line in lines if line]
