"""What a hostile or broken file is to the test: its name, how it is made, and what may become of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file that must fail alone with a reason that `fails` matches, or be read with the text `holds` in it.

    Where both are given, either will do; without `fails`, it must be read; without `holds`, it must fail.
    """

    name: str
    make: Callable[[], bytes]
    fails: str | None = None
    holds: str | None = None
