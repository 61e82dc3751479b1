"""PowerPoint presentations: the slides in order, each with what the speaker's notes add."""

from dataclasses import replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from ingest.blocks import Reading, UnreadableError
from ingest.readers.ooxml import descriptions, links, stated
from ingest.readers.pptx_hidden import take_hidden
from ingest.readers.pptx_slide import Slide

_BROKEN = "PowerPoint-filen er beskadiget eller ufuldstændig. Hent eller gem den igen."


def read(data: bytes) -> Reading:
    """The blocks of a presentation; `page` is the number of the slide. Hidden slides are dropped."""
    try:
        presentation = Presentation(BytesIO(data))
    except (BadZipFile, KeyError, ValueError, PackageNotFoundError):
        raise UnreadableError(_BROKEN) from None
    with ZipFile(BytesIO(data)) as package:
        beside, targets = stated(package), links(package)
    size = (presentation.slide_width or 0, presentation.slide_height or 0)
    slides: list[Reading] = []
    for number, slide in enumerate(presentation.slides, 1):
        hidden = take_hidden(slide, number, size)
        beside += [*hidden, *descriptions(slide.element)]
        read_slide = Slide(number).read(slide)
        slides.append(replace(read_slide, dropped=(*read_slide.dropped, *(one.text for one in hidden))))
    return Reading(
        tuple(block for slide in slides for block in slide.blocks),
        tuple(line for slide in slides for line in slide.dropped),
        hidden=(*beside, *(one for slide in slides for one in slide.hidden)),
        links=tuple(targets),
    )
