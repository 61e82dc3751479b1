"""How far the reading of a long document is: told to whoever asked, through readers that need not know."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

OnPage = Callable[[int, int], None]

_listener: ContextVar[OnPage | None] = ContextVar("listener", default=None)


@contextmanager
def reporting(on_page: OnPage) -> Iterator[None]:
    """Within this, `report` calls `on_page`."""
    token = _listener.set(on_page)
    try:
        yield
    finally:
        _listener.reset(token)


def report(page: int, pages: int) -> None:
    """Tell that `page` pages of `pages` are done."""
    listener = _listener.get()
    if listener is not None:
        listener(page, pages)
