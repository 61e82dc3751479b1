"""What the control words of rich text stand for."""

import re

SYMBOLS = {
    "tab": " ",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "nestcell": " ",
    "nestrow": "\n",
    "~": " ",
    "_": "-",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
"""Control words and symbols that stand for text; the soft hyphen is left out."""

SKIPPED = frozenset(
    """
    * annotation atnauthor atnid bkmkend bkmkstart colortbl datafield fldinst filetbl info listoverridetable listtable
    nonesttables object pict pgptbl private revtbl rsidtbl shpinst sp stylerestrictions themedata tc txe xe
    """.split()
)
"""Control words of groups without text that is shown."""

ENCODINGS = {
    0: 1252,
    1: 1252,
    128: 932,
    161: 1253,
    162: 1254,
    186: 1257,
    204: 1251,
    238: 1250,
    254: 437,
    255: 850,
}
"""The code page of each character set that a font may have."""

_HEADING = re.compile(r"(?:heading|overskrift) ([1-9])", re.IGNORECASE)
_TITLES = ("title", "titel")


def heading_level(style: str) -> int | None:
    """The level of headings in a style with this name, None for other styles."""
    if style.lower() in _TITLES:
        return 1
    heading = _HEADING.fullmatch(style)
    return int(heading[1]) if heading else None
