"""The browser tests run against a real server (`site`, see `tests.support.product`) in a real browser."""

from tests.e2e.browser import browser, page

__all__ = ["browser", "page"]
