"""The pieces in which a text is read: as a whole, and sentence by sentence where it has several."""

import re

_END = re.compile(r"(?<=[.!?…])[\"»”)\]]*\s+(?=[^\s\d.,;§a-zæøå])|\n+|\s+[•·–—-]\s+(?=[A-ZÆØÅ])")
_LEAST_WORDS = 3
MOST = 8
"""At most so many pieces beside the whole are read, the last ones of a longer text among them."""
_WORD = re.compile(r"\w+")


def pieces(text: str) -> list[str]:
    """The whole text first, then its sentences where there are several; fragments of less than three words are left."""
    parts = [part.strip() for part in _END.split(text) if part]
    sentences = [part for part in parts if len(_WORD.findall(part)) >= _LEAST_WORDS]
    if len(parts) < 2 or not sentences:
        return [text]
    half = MOST // 2
    chosen = sentences if len(sentences) <= MOST else sentences[:half] + sentences[-half:]
    return list(dict.fromkeys([text, *chosen]))
