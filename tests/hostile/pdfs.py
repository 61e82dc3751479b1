"""PDF files without end, with circles, with bombs, and broken ones."""

import zlib
from collections.abc import Sequence
from functools import cache

from fpdf import FPDF

from tests.hostile.hostile_file import Hostile


def raw_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    body, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(body)
    size = len(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return bytes(body) + b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        trailer,
        start,
    )


_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(packed: bytes, filters: bytes = b"/FlateDecode", more: bytes = b"") -> bytes:
    return b"<</Length %d/Filter[%b]%b>>stream\n%b\nendstream" % (len(packed), filters, more, packed)


def one_page(content: bytes, *more: bytes, box: bytes = b"0 0 595 842", resources: bytes = b"") -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%b>>>>" % (
        box,
        resources,
    )
    return raw_pdf([_CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, _FONT, *more])


def endless() -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 100_003))
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 100_000
    return raw_pdf([_CATALOGUE, b"<</Type/Pages/Kids[%b]/Count 100000>>" % kids, *pages])


def circular() -> bytes:
    return raw_pdf([_CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000/Parent 2 0 R>>"])


def own_forms() -> bytes:
    """A drawing that draws itself, twice."""
    form = stream(
        zlib.compress(b"/X Do /X Do"),
        more=b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>",
    )
    return one_page(stream(zlib.compress(b"/X Do")), form, resources=b"/XObject<</X 6 0 R>>")


def flate_bomb() -> bytes:
    packed = zlib.compress(zlib.compress(b" " * 2**28, 9), 9)
    return one_page(stream(packed, b"/FlateDecode/FlateDecode"))


def text_bomb() -> bytes:
    return one_page(
        stream(zlib.compress(b"BT /F 9 Tf " + b"(aaaaaaaaaaaaaaaaaaaa) Tj " * 500_000 + b"ET", 9))
    )


def object_bomb() -> bytes:
    """A stream of objects that holds a million of them."""
    packed = zlib.compress(
        b"".join(b"%d 0 " % number for number in range(10, 1_000_010)) + b"null " * 1_000_000, 9
    )
    return one_page(b"<<>>", stream(packed, more=b"/Type/ObjStm/N 1000000/First 7888890"))


def picture_bomb() -> bytes:
    """A picture of 60,000 times 60,000 dots."""
    size = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 8"
    picture = stream(zlib.compress(bytes(2**24), 9), more=size)
    return one_page(
        stream(zlib.compress(b"500 0 0 500 0 0 cm /X Do")), picture, resources=b"/XObject<</X 6 0 R>>"
    )


def backward_loop() -> bytes:
    data = one_page(b"<<>>")
    start = data.rindex(b"startxref\n") + 10
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %b" % data[start : data.index(b"\n", start)])


@cache
def sound_pdf() -> bytes:
    """A PDF that can be read."""
    made = _written()
    return bytes(made.output())


def locked() -> bytes:
    made = _written()
    made.set_encryption(owner_password="ejer", user_password="bruger")
    return bytes(made.output())


def _written() -> FPDF:
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=11)
    made.multi_cell(0, 6, "Udvalget drøftede sagen på rådhuset. " * 100)
    return made


_EMPTY = "ingen tekst|beskadiget|lang tid|hukommelse"

PDFS = (
    Hostile("endeloes.pdf", endless, "for mange sider"),
    Hostile("cirkel.pdf", circular, "beskadiget|for mange sider|ingen tekst"),
    Hostile("sig-selv.pdf", own_forms, _EMPTY),
    Hostile("pakket.pdf", flate_bomb, _EMPTY),
    Hostile("tegn.pdf", text_bomb, "for stort|lang tid|hukommelse|brød sammen"),
    Hostile("objekter.pdf", object_bomb, _EMPTY),
    Hostile("billede.pdf", picture_bomb, _EMPTY),
    Hostile("tilbage.pdf", backward_loop, _EMPTY),
    Hostile("kaempeside.pdf", lambda: one_page(b"<<>>", box=b"0 0 1e9 1e9"), _EMPTY),
    Hostile("laast.pdf", locked, "adgangskode"),
)
