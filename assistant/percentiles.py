"""Percentiles of measured times."""

import math
from collections.abc import Sequence


def percentile(ordered: Sequence[float], percent: int) -> float:
    """The value that `percent` of the ordered values do not exceed (nearest rank); 0 without any."""
    return round(ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)], 1) if ordered else 0.0
