"""Rich text (.rtf), as Word and case systems export it.

The usual libraries give plain text in which headings, lists and the cells of tables cannot be told apart.
"""

from ingest.blocks import Reading, UnreadableError
from ingest.readers.rtf_text import RtfText
from ingest.readers.rtf_tokens import tokens

_BROKEN = "RTF-filen er beskadiget eller ufuldstændig. Hent eller gem den igen."


def read(data: bytes) -> Reading:
    """The blocks of a text; headers, footers, deleted and hidden text are left out."""
    start = data.find(b"{\\rtf")
    if start < 0:
        raise UnreadableError(_BROKEN)
    text = RtfText()
    for token in tokens(data, start):
        text.take(token)
        if not text.is_open:  # what follows the outermost group is none of it
            return text.reading()
    raise UnreadableError(_BROKEN)
