from pathlib import Path

import pytest

from ingest.lifecycle import restore, retire, roll_back
from tests.support.assembly import Parts

FIRST = "# Cykelstier\n\nDer afsættes 2,3 mio. kr. til cykelstier i 2024."
SECOND = "# Cykelstier\n\nDer afsættes 4,1 mio. kr. til cykelstier i 2025."


@pytest.fixture
def file(parts: Parts, tmp_path: Path) -> Path:
    path = tmp_path / "cykelstier.md"
    for text in (FIRST, SECOND):
        path.write_text(text, encoding="utf-8")
        parts.ingest(path)
    return path


def only(parts: Parts) -> tuple[str, int, str]:
    [version] = parts.corpus.active().values()
    return version.document, version.number, version.text


@pytest.mark.usefixtures("file")
def test_a_retired_document_is_found_no_more_and_its_text_stays(parts: Parts) -> None:
    document, _, text = only(parts)
    revision = parts.corpus.revision()
    retire(parts.activator.engine, document, "removed")
    assert parts.corpus.active() == {}
    assert parts.corpus.passage_count() == 0
    assert parts.corpus.match_lexical("cykelstier", 10) == ({}, {})
    assert parts.corpus.revision() == revision + 1
    stored = parts.corpus.version(document, 2)
    assert stored is not None
    assert stored.text == text
    retire(parts.activator.engine, document, "removed")
    assert parts.corpus.revision() == revision + 1, "what is out of use stays as it is"


@pytest.mark.usefixtures("file")
def test_a_restored_document_is_found_again_under_its_old_number(parts: Parts) -> None:
    before = only(parts)
    retire(parts.activator.engine, before[0], "removed")
    restore(parts.activator, before[0])
    assert only(parts) == before
    words, _ = parts.corpus.match_lexical("cykelstier", 10)
    assert len(words) == parts.corpus.passage_count() == parts.activator.vectors.count() == 1


def test_a_roll_back_holds_until_the_file_changes(parts: Parts, file: Path) -> None:
    document, _, _ = only(parts)
    roll_back(parts.activator, document, 1)
    assert only(parts)[1] == 1
    assert "2,3" in only(parts)[2]
    assert parts.ingest(file).unchanged == 1
    assert only(parts)[1] == 1
    file.write_text(SECOND.replace("4,1", "5,5"), encoding="utf-8")
    assert parts.ingest(file).updated == 1
    assert only(parts)[1] == 3


@pytest.mark.usefixtures("file")
def test_what_is_unknown_is_told(parts: Parts) -> None:
    with pytest.raises(LookupError):
        retire(parts.activator.engine, "nobody", "removed")
    with pytest.raises(LookupError):
        restore(parts.activator, "nobody")
    with pytest.raises(LookupError):
        roll_back(parts.activator, only(parts)[0], 9)
