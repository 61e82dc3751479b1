"""What one file may cost."""

from dataclasses import dataclass

GIGABYTE = 2**30


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost.

    `seconds` hold for a file without text recognition, and for each page with it; a whole file may take `longest`
    times as much. `memory_bytes` come on top of what the process maps at its start. `characters` count the text and
    what was left out of it.
    """

    seconds: float = 60.0
    memory_bytes: int = 2 * GIGABYTE
    characters: int = 5_000_000
    longest: int = 60
