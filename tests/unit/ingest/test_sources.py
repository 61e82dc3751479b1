"""Registered sources: what may be one, when it is due, and what becomes of it when it is removed."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.sources import (
    InvalidSourceError,
    Kind,
    SourceExistsError,
    SourceNotFoundError,
    Sources,
    Terms,
    name_of,
    next_minutes,
)
from tests.support.standing_in import empty_corpus

PAGE = "https://www.kommune.example/referater?id=7"


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(empty_corpus(tmp_path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "referater æøå"
    made.mkdir()
    return made


def test_a_folder_is_kept_by_its_real_path(sources: Sources, folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "genvej"
    link.symlink_to(folder)
    source = sources.add("folder", str(link), Terms("Referater", watch=True))
    assert (source.address, source.terms.watch, source.next_at) == (str(folder), True, None)
    assert sources.get(source.id) == source
    with pytest.raises(SourceExistsError, match="»Referater« er allerede en kilde") as error:
        sources.add("folder", str(folder), Terms("Igen"))
    assert error.value.source == source.id


def test_a_web_address_names_its_host_itself(sources: Sources) -> None:
    source = sources.add("list", PAGE, Terms("Referater", pattern="*/referat/*", every_minutes=60))
    assert source.terms.hosts == ("www.kommune.example",)
    assert source.terms.pattern == "*/referat/*"
    assert source.terms.most
    assert [due.id for due in sources.due()] == [source.id]


@pytest.mark.parametrize(
    ("kind", "address", "code"),
    [
        ("folder", "referater", "folder_not_absolute"),
        ("folder", "/findes/ikke", "folder_not_found"),
        ("folder", "/etc/passwd", "folder_not_found"),
        ("folder", "/\0", "folder_not_found"),
        ("page", "ftp://kommune.example/a", "address_invalid"),
        ("page", "file:///etc/passwd", "address_invalid"),
        ("page", "kommune.example", "address_invalid"),
        ("page", "https://bruger:kode@kommune.example/", "address_invalid"),
        ("sitemap", "https://2130706433/", "address_invalid"),
        ("list", "https:///referater", "address_invalid"),
    ],
)
def test_what_cannot_be_a_source_is_told_in_danish(
    sources: Sources, kind: Kind, address: str, code: str
) -> None:
    with pytest.raises(InvalidSourceError) as error:
        sources.add(kind, address, Terms("Kilde"))
    assert error.value.code == code
    assert str(error.value).endswith(".")
    assert sources.all() == []


def test_a_host_that_is_not_on_the_list_is_refused(sources: Sources) -> None:
    with pytest.raises(InvalidSourceError, match="kildens liste"):
        sources.add("page", PAGE, Terms("Kilde", hosts=("anden.example",)))
    source = sources.add("page", PAGE, Terms("Kilde"))
    with pytest.raises(InvalidSourceError, match="kildens liste"):
        sources.change(source.id, lambda terms: replace(terms, hosts=("anden.example",)))
    assert sources.get(source.id).terms == source.terms


def test_a_source_that_was_removed_comes_back_as_the_same(sources: Sources, folder: Path) -> None:
    source = sources.add("folder", str(folder), Terms("Referater", every_minutes=5))
    assert sources.remove(source.id).removed
    assert (sources.all(), sources.due(), sources.watched()) == ([], [], [])
    assert sources.get(source.id).removed
    again = sources.add("folder", str(folder), Terms("Referater 2"))
    assert (again.id, again.terms.name, again.removed) == (source.id, "Referater 2", False)
    sources.remove(source.id)
    assert not sources.remove(source.id, removed=False).removed
    with pytest.raises(SourceNotFoundError):
        sources.remove("findes-ikke")


def test_a_paused_source_is_neither_due_nor_watched(sources: Sources, folder: Path) -> None:
    page = sources.add("page", PAGE, Terms("Side", every_minutes=5))
    watched = sources.add("folder", str(folder), Terms("Mappe", watch=True))
    assert [source.id for source in sources.watched()] == [watched.id]
    for source in (page, watched):
        sources.change(source.id, lambda terms: replace(terms, paused=True))
    assert (sources.due(), sources.watched()) == ([], [])


def test_a_folder_that_is_out_of_reach_can_still_be_paused(sources: Sources, folder: Path) -> None:
    source = sources.add("folder", str(folder), Terms("Mappe", watch=True))
    folder.rmdir()
    assert sources.change(source.id, lambda terms: replace(terms, paused=True)).terms.paused


def test_a_changed_schedule_counts_from_now(sources: Sources) -> None:
    source = sources.add("page", PAGE, Terms("Side", every_minutes=5))
    changed = sources.change(source.id, lambda terms: replace(terms, every_minutes=60))
    assert changed.next_at is not None
    assert source.next_at is not None
    assert changed.next_at > source.next_at
    assert sources.due() == []
    assert sources.change(source.id, lambda terms: replace(terms, every_minutes=None)).next_at is None


def test_a_watched_folder_that_failed_waits_for_its_next_try(sources: Sources, folder: Path) -> None:
    source = sources.add("folder", str(folder), Terms("Mappe", watch=True))
    sources.saw(source.id, "scan")
    sources.settle(source.id, failures=1)
    assert (sources.watched(), sources.due()) == ([], [])
    assert sources.get(source.id).next_at is not None
    sources.settle(source.id, failures=0)
    assert [watched.seen for watched in sources.watched()] == ["scan"]


@pytest.mark.parametrize(
    ("every", "failures", "minutes"),
    [
        (None, 0, None),
        (60, 0, 60),
        (60, 1, 60),
        (60, 2, 60),
        (60, 3, 60),
        (60, 4, 120),
        (60, 5, 240),
        (60, 99, 1440),
        (10_080, 9, 10_080),
        (None, 1, 5),
        (None, 4, 10),
        (None, 99, 1440),
    ],
)
def test_failing_again_and_again_makes_the_time_between_runs_longer(
    every: int | None, failures: int, minutes: int | None
) -> None:
    assert next_minutes(every, failures) == minutes


@pytest.mark.parametrize(
    ("kind", "address", "name"),
    [
        ("folder", "/data/Socialudvalget/", "Socialudvalget"),
        ("folder", "/", "/"),
        ("page", "https://kommune.example/moeder/1", "kommune.example/moeder/1"),
        ("sitemap", "https://kommune.example/", "kommune.example"),
    ],
)
def test_a_source_without_a_name_is_called_by_its_address(kind: Kind, address: str, name: str) -> None:
    assert name_of(kind, address) == name
