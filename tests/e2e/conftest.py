"""The browser tests run against a real server (`site`, see `tests.support.product`) in a real browser."""

from tests.e2e.browser import browser, page
from tests.e2e.registers import looking, register_page, shared_register

__all__ = ["browser", "looking", "page", "register_page", "shared_register"]
