import gzip
import itertools

import pytest

from ingest.fetching import FetchSettings, UnfetchableError
from tests.unit.ingest.fetching.site import Answer, Page, Request, quick_fetcher, sent, served

IMPATIENT = FetchSettings(delay_seconds=0, attempts=1, read_seconds=0.2, whole_seconds=5)
HURRIED = FetchSettings(delay_seconds=0, attempts=3, whole_seconds=0.3)


def test_a_body_that_breaks_off_is_fetched_again_and_whole() -> None:
    def answer(request: Request) -> Answer:
        if request.before:
            return Answer("helt", headers={"Connection": "close"})
        return Answer("det halve", headers={"Content-Length": "5000"}, announces_length=False)

    with served({"/": answer}) as site, quick_fetcher() as fetcher:
        assert sent(fetcher, site, "/")[1] == b"helt"


def test_a_silent_server_is_given_up() -> None:
    def silence(_: Request) -> Answer:
        return Answer(parts=itertools.repeat(b""))

    with (
        served({"/": silence}) as site,
        quick_fetcher(IMPATIENT) as fetcher,
        pytest.raises(UnfetchableError, match="ikke i tide"),
    ):
        sent(fetcher, site, "/")


def test_a_slow_drip_ends_with_the_time_and_is_not_tried_again() -> None:
    with (
        served({"/": lambda _: Answer(parts=itertools.repeat(b"x"))}) as site,
        quick_fetcher(HURRIED) as fetcher,
    ):
        with pytest.raises(UnfetchableError, match="så langsomt") as raised:
            sent(fetcher, site, "/")
        assert site.asked() == ["/"]
    assert raised.value.is_passing


@pytest.mark.parametrize(
    "page",
    [
        lambda _: Answer(parts=itertools.repeat(b"x" * 50_000)),
        Answer(b"x" * 200_001),
        Answer(gzip.compress(b"\0" * 20_000_000), headers={"Content-Encoding": "gzip"}),
    ],
)
def test_too_large(page: Page) -> None:
    with (
        served({"/": page}) as site,
        quick_fetcher() as fetcher,
        pytest.raises(UnfetchableError, match="for stort"),
    ):
        sent(fetcher, site, "/")


def test_a_packed_page_is_unpacked() -> None:
    packed = Answer(gzip.compress(b"Forside"), headers={"Content-Encoding": "gzip"})
    with served({"/": packed}) as site, quick_fetcher() as fetcher:
        assert sent(fetcher, site, "/")[1] == b"Forside"
