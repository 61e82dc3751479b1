"""What the style rules of a web page say of its elements: `<style>` rules by their selectors, and inline styles.

Only what bears on whether a text can be seen is kept. Rules for print and for certain widths are left aside: they say
nothing of the page as it is usually shown. Style sheets in other files are not fetched.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import tinycss2
from cssselect import HTMLTranslator, SelectorError
from cssselect import parse as parse_selectors
from lxml import etree

Declared = Mapping[str, str]
"""The values of properties, in lower case and without `!important`."""

_PROPERTIES = frozenset(
    """display visibility opacity font-size font color background background-color background-image position left top
    right bottom text-indent clip clip-path height width max-height max-width overflow transform""".split()
)
_MOST_CHARACTERS = 500_000
_MOST_SELECTORS = 1_500
_INLINE = (1_000_000, 0, 0)
_Weight = tuple[bool, tuple[int, int, int], int]
_TRANSLATOR = HTMLTranslator()


class Styles:
    """Looks up what is declared for an element of one page."""

    def __init__(self, page: Any) -> None:
        """`page` is the root; it must stay as it is while elements are looked up."""
        self._found: dict[Any, dict[str, tuple[_Weight, str]]] = {}
        left, order = _MOST_SELECTORS, 0
        for selectors, declarations in _rules(page):
            for selector in selectors:
                left, order = left - 1, order + 1
                if left < 0:
                    return
                for element in _matching(page, selector):
                    self._put(element, declarations, selector.specificity(), order)

    def of(self, element: Any) -> Declared:
        """What holds for an element, by rules and its own `style`."""
        if style := element.get("style"):
            found = tinycss2.parse_blocks_contents(style[:5_000], skip_comments=True, skip_whitespace=True)
            self._put(element, list(_declarations(found)), _INLINE, 0)
        return {name: value for name, (_, value) in self._found.get(element, {}).items()}

    def _put(
        self,
        element: Any,
        declarations: Iterable[tuple[str, str, bool]],
        specificity: tuple[int, int, int],
        order: int,
    ) -> None:
        known = self._found.setdefault(element, {})
        for name, value, important in declarations:
            weight = (important, specificity, order)
            if name not in known or known[name][0] <= weight:
                known[name] = (weight, value)


def has_styles(page: Any) -> bool:
    """Whether a page says anything of how it looks."""
    return page.find(".//style") is not None or bool(
        page.xpath("boolean(//*[@style or @bgcolor or @hidden or @aria-hidden or self::font])")
    )


def _rules(page: Any) -> Iterator[tuple[Any, list[tuple[str, str, bool]]]]:
    """The selectors of each rule that matters, with what it declares."""
    for sheet in page.iter("style"):
        text = (sheet.text_content() or "")[:_MOST_CHARACTERS]
        parsed = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        for rule in _shown(parsed):
            content = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            declarations = list(_declarations(content))
            if not declarations:
                continue
            try:
                selectors = parse_selectors(tinycss2.serialize(rule.prelude))
            except (SelectorError, RecursionError):
                continue
            yield [one for one in selectors if one.pseudo_element is None], declarations


def _shown(rules: Iterable[Any]) -> Iterator[Any]:
    """The plain rules, with those that hold on any screen."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and _is_for_screens(rule):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from (one for one in inner if one.type == "qualified-rule")


def _is_for_screens(rule: Any) -> bool:
    """Whether a group of rules holds on any screen, whatever its width."""
    if rule.lower_at_keyword != "media" or not rule.content:
        return False
    return tinycss2.serialize(rule.prelude).strip().lower() in ("all", "screen", "only screen")


def _declarations(content: Iterable[Any]) -> Iterator[tuple[str, str, bool]]:
    for one in content:
        if one.type == "declaration" and one.lower_name in _PROPERTIES:
            yield one.lower_name, tinycss2.serialize(one.value).strip().lower(), one.important


def _matching(page: Any, selector: Any) -> list[Any]:
    try:
        found = page.xpath(_TRANSLATOR.selector_to_xpath(selector))
    except (SelectorError, etree.XPathError):  # what no page without scripts can tell, such as :nth-of-type
        return []
    return list(found)
