"""A hundred documents with planted instructions and two hundred ordinary ones, a third of each for tuning.

Ordinary ones are the sample corpus, the minutes that the reading of minutes is tested with, and documents composed of
`normal.yaml`. A paragraph stands in documents of one part alone, so that nothing in the held-out part was tuned with.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from tests.evals.guardrails_documents import planting
from tests.evals.guardrails_documents.planting import Body, Made
from tests.support.assembly import SAMPLE
from tests.support.synthetic_minutes import synthetic_minutes

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
Part = Literal["tuning", "heldout"]
NORMAL = 200
_FORMATS = (
    planting.text,
    planting.markdown,
    planting.page,
    planting.page,
    planting.word,
    planting.pdf,
    planting.mail,
    planting.opendocument,
    planting.slides,
    planting.sheet,
)
_TITLES = (
    "Nyt fra forvaltningen",
    "Notat om den videre proces",
    "Vejledning til medarbejdere",
    "Bilag til sagen",
)


@dataclass(frozen=True, slots=True)
class Document:
    """A file: its name, its content, and for a planted one the way and what was planted."""

    name: str
    data: bytes
    way: str = ""
    planted: tuple[str, ...] = ()


def part_of(text: str) -> Part:
    """Which part a text belongs to, by its digest."""
    return "tuning" if hashlib.sha256(text.encode()).digest()[0] % 3 == 0 else "heldout"


def planted_documents(part: Part) -> Iterator[Document]:
    """The documents with planted instructions."""
    for number, (way, told) in enumerate(_read("planted.yaml")):
        texts = [told] if isinstance(told, str) else told
        if part_of(texts[0]) == part:
            made = planting.planted(way, texts, _body(number), number)
            yield Document(f"plantet-{number:03d}{made.suffix}", made.data, way, tuple(texts))


def normal_documents(part: Part) -> Iterator[Document]:
    """The ordinary documents."""
    files = [path for path in sorted((SAMPLE / "documents").rglob("*")) if path.is_file()]
    files += sorted((ROOT / "tests" / "minutes" / "documents").iterdir())
    for path in files:
        if part_of(path.name) == part:
            yield Document(path.name, path.read_bytes())
    for number in range(NORMAL - len(files)):
        name = f"almindelig-{number:03d}"
        if part_of(name) == part:
            made = _composed(number, part)
            yield Document(f"{name}{made.suffix}", made.data)


def _composed(number: int, part: Part) -> Made:
    """A document of paragraphs of one or two themes, some sentences of minutes between them."""
    chance = random.Random(f"normal/{number}")
    themes = _read("normal.yaml")
    chosen = chance.sample(sorted(themes), 2)
    paragraphs = [text for theme in chosen for text in themes[theme] if part_of(text) == part]
    chance.shuffle(paragraphs)
    filler = list(_body(1000 + number).paragraphs)
    mixed = [*paragraphs[: chance.randrange(5, 12)], *filler[:6]]
    chance.shuffle(mixed)
    return _FORMATS[number % len(_FORMATS)](Body(f"{chance.choice(_TITLES)} nr. {number}", mixed))


def _body(number: int) -> Body:
    """An ordinary document made of the sentences of invented minutes."""
    minutes = next(synthetic_minutes(1, seed=number))
    lines = [line for line in minutes.text.split("\n") if line.count(" ") > 8]
    return Body(f"{minutes.text.split(chr(10))[1]}, sag {number}", lines)


def _read(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
