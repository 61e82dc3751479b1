"""Scanned documents, made from PDF files with text: pages as slightly turned, grainy pictures."""

from collections.abc import Collection

import pypdfium2
from fpdf import FPDF
from PIL import Image

_DOTS, _POINTS = 200, 72
_TURN, _GRAIN = 0.4, 0.15  # degrees, share


def scan(data: bytes, pages: Collection[int] | None = None) -> bytes:
    """The pages with these numbers (all by default) of a PDF as a scanner without text recognition makes them."""
    document = pypdfium2.PdfDocument(data)
    scanned = FPDF(unit="pt")
    for number, page in enumerate(document, 1):
        if pages is None or number in pages:
            picture = page.render(scale=_DOTS / _POINTS, grayscale=True).to_pil()
            turned = picture.rotate(_TURN, resample=Image.Resampling.BICUBIC, fillcolor=255)
            grainy = Image.blend(turned, Image.effect_noise(turned.size, 40), _GRAIN)
            scanned.add_page(format=page.get_size())
            scanned.image(grainy, x=0, y=0, w=page.get_width())
    document.close()
    return bytes(scanned.output())
