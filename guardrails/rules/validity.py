"""How far a source holds is shown: those that no longer or not yet hold are marked."""

_ENDED_OR_OPEN = frozenset({"expired", "superseded", "draft"})


def must_disclose(validity: str) -> bool:
    """Whether a reader must be told that a cited source expired, was superseded or is a draft."""
    return validity in _ENDED_OR_OPEN
