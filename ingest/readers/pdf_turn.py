"""Pages that are shown turned: their places as the reader sees them."""

from collections.abc import Callable
from typing import Any

Turn = Callable[[float, float], tuple[float, float]]


def turn_of(page: Any) -> Turn:
    """From a place on the page as it is drawn to the place where it is shown."""
    width, height = page.get_size()  # as shown
    turns: dict[int, Turn] = {
        90: lambda x, y: (y, height - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (width - y, x),
    }
    return turns.get(page.get_rotation(), lambda x, y: (x, y))
