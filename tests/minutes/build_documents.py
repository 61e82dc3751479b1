"""Write the PDF and DOCX test minutes from their readable sources.

`python -m tests.minutes.build_documents` rewrites them byte for byte; the sources' markup is that of
`tests.support.build_sample`.
"""

from pathlib import Path

from tests.support.build_sample import WRITERS, parse

FOLDER = Path(__file__).parent
SOURCES = FOLDER / "sources"
DOCUMENTS = FOLDER / "documents"


def build(folder: Path) -> list[Path]:
    """Write every source as its format into `folder`; returns the files."""
    written = []
    for path in sorted(SOURCES.glob("*.md")):
        source = parse(path.read_text(encoding="utf-8"))
        kind = source.head["format"]
        target = folder / f"{path.stem}.{kind}"
        target.write_bytes(WRITERS[kind](source))
        written.append(target)
    return written


if __name__ == "__main__":
    for file in build(DOCUMENTS):
        print(file.relative_to(FOLDER), file.stat().st_size)
