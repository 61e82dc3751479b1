"""What people name on the command line: paths and web addresses."""

from pathlib import Path


def is_address(named: str) -> bool:
    """Whether something to be ingested is a web address and not a path."""
    return named.lower().startswith(("http://", "https://"))


def whole(named: str) -> str:
    """A path from the root on; a web address as it stands."""
    return named if is_address(named) else str(Path(named).absolute())
