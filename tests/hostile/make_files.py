"""All hostile and broken files."""

from collections.abc import Callable, Iterator
from functools import partial

from tests.hostile.archives import ARCHIVES, package
from tests.hostile.hostile_file import Hostile
from tests.hostile.packages import PACKAGES, cell, paragraph, sound_docx, word, workbook, writer
from tests.hostile.pdfs import PDFS, sound_pdf
from tests.hostile.texts import TEXTS, noise, sound_mail, sound_rtf

_SUFFIXES = ("txt", "md", "html", "pdf", "docx", "odt", "rtf", "pptx", "xlsx", "csv", "eml", "msg", "zip")
_SOUND: dict[str, Callable[[], bytes]] = {
    "pdf": sound_pdf,
    "docx": sound_docx,
    "odt": lambda: writer("<text:p>Udvalget drøftede sagen.</text:p>" * 200),
    "xlsx": lambda: workbook("".join(cell(f"A{row}", f"Beløb {row}") for row in range(1, 200))),
    "zip": lambda: package({"a.docx": word(paragraph("Udvalget drøftede sagen.")), "b.txt": "Og en til."}),
    "rtf": sound_rtf,
    "eml": sound_mail,
}
_CUTS = (10, 50, 95)  # percent of a file that are left
_BROKEN = "beskadiget|ingen tekst|ikke tekst|tegnsæt|understøttes ikke"


def _cut(make: Callable[[], bytes], percent: int) -> bytes:
    whole = make()
    return whole[: len(whole) * percent // 100]


def hostile_files() -> Iterator[Hostile]:
    """Each of them; what they are is in their names."""
    yield from (*ARCHIVES, *PACKAGES, *PDFS, *TEXTS)
    for suffix in _SUFFIXES:
        yield Hostile(f"tom.{suffix}", bytes, "Filen er tom")
        yield Hostile(f"stoej.{suffix}", noise, _BROKEN)
        yield Hostile(f"forkert-{suffix}.docx", lambda: b"%!PS-Adobe" + noise(500), _BROKEN)
    for suffix, make in _SOUND.items():
        for percent in _CUTS:
            yield Hostile(
                f"afbrudt-{percent}.{suffix}",
                partial(_cut, make, percent),
                _BROKEN,
                "",
            )
