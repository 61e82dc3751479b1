"""PowerPoint presentations: the slides in order, each with what the speaker's notes add."""

from io import BytesIO
from zipfile import BadZipFile

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from ingest.blocks import Reading, UnreadableError
from ingest.readers.pptx_slide import Slide

_BROKEN = "PowerPoint-filen er beskadiget eller ufuldstændig. Hent eller gem den igen."


def read(data: bytes) -> Reading:
    """The blocks of a presentation; `page` is the number of the slide. Hidden slides are dropped."""
    try:
        presentation = Presentation(BytesIO(data))
    except (BadZipFile, KeyError, ValueError, PackageNotFoundError):
        raise UnreadableError(_BROKEN) from None
    slides = [Slide(number).read(slide) for number, slide in enumerate(presentation.slides, 1)]
    blocks = tuple(block for slide in slides for block in slide.blocks)
    return Reading(blocks, tuple(line for slide in slides for line in slide.dropped))
