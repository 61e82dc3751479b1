"""An answer's text without markup that a reader's program could carry out or follow.

Answers are plain text. Whatever a source or a language model puts into them as HTML or as a Markdown image is taken
out, and so are links to addresses that are in no cited source: a link that was invented leads astray, an image that is
fetched tells its server what stands in its address.
"""

import html
import re
from collections.abc import Collection

import nh3

from guardrails.links import active, bare, key

LINK = "[link]"
"""What stands in place of an address that was taken out."""

_ROUNDS = 4
_ELSEWHERE = re.compile(r"(?:https?|ftp)://|www\.|mailto:", re.IGNORECASE)
_CLOSED_TAG = re.compile(r"<(?=!--|[!?/]?[A-Za-z][^<>]*>)")
_OPEN_TAG = re.compile(r"<(?=/?[A-Za-z][^<>]{0,2000}=)")
_DROPPED_CONTENT = {"script", "style", "iframe", "object", "noscript", "template", "svg", "math", "title"}
_IMAGE = re.compile(
    r"!\[([^\[\]]{0,500})\](?:\([^()\n]{0,4000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\[\]\n]{0,200}\])"
)
_LINK = re.compile(
    r"\[([^\[\]]{1,500})\]\(\s*<?([^\s<>()]{0,4000}(?:\([^\s<>()]{0,500}\)[^\s<>()]{0,500})?)>?"
    r"(?:\s+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?\s*\)"
)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?\S+>?(?:[ \t]+[\"'(][^\n]*)?$\n?", re.MULTILINE)
_ANGLED = re.compile(r"<((?:[a-z][a-z0-9+.-]{1,20}:|www\.)[^\s<>]{1,4000})>", re.IGNORECASE)


def sanitise(text: str, allowed: Collection[str]) -> str:
    """A text without HTML, Markdown images, and links to addresses that are not `allowed`; the rest is unchanged.

    A link that is not allowed leaves its words, an image its description, a bare address LINK. A lone `<` that opens
    no tag, as in "under <5 %", stays.
    """
    keys = {key(address) for address in allowed}
    text = _ANGLED.sub(r"\1", text)
    text = _without_html(text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(lambda match: match[0] if _may_stay(match[2], keys) else match[1], text)
    text = _REFERENCE.sub(lambda match: match[0] if _is_allowed_reference(match[0], keys) else "", text)
    return _without_addresses(text, keys)


def _without_html(text: str) -> str:
    """Tags out, with what is inside scripts and the like; in rounds, for a tag may hide in the pieces of another."""
    for _ in range(_ROUNDS):
        if not _CLOSED_TAG.search(text):
            break
        # nh3 escapes what is text; entities that stood in the text are escaped before, so that they come back as such.
        escaped = re.sub(r"<(?!!--|[!?/]?[A-Za-z][^<>]*>)", "&lt;", text.replace("&", "&amp;"))
        text = html.unescape(nh3.clean(escaped, tags=set(), clean_content_tags=_DROPPED_CONTENT))
    else:
        text = _CLOSED_TAG.sub("", text)
    return _OPEN_TAG.sub("", text)  # an unclosed tag with attributes would be closed by whatever follows it


def _may_stay(address: str, keys: Collection[str]) -> bool:
    """A relative address would lead into the product itself, whatever it meant in its source."""
    return bool(_ELSEWHERE.match(address)) and not active(address) and key(address) in keys


def _is_allowed_reference(line: str, keys: Collection[str]) -> bool:
    target = line.partition("]:")[2].split(maxsplit=1)
    return bool(target) and _may_stay(target[0].strip("<>"), keys)


def _without_addresses(text: str, keys: Collection[str]) -> str:
    for start, end in reversed(bare(text)):
        if not _may_stay(text[start:end], keys):
            text = text[:start] + LINK + text[end:]
    return text
