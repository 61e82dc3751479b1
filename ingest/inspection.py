"""What an inspection of a document says before anything of it is stored.

The inspection itself is handed in, for it needs the guardrails.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from ingest.blocks import Reading

FindingKind = Literal["instruction", "hidden", "link", "personal"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What keeps a document from being used until somebody has looked at it.

    `kind`: an instruction to a machine in the text, a hidden text, a link made to carry data away, or personal data
    that the policy does not want in documents at all. `score` is from 0 to 1; `failed` says that the rule could not be
    run and so counts as triggered. `excerpt` is what was found. It stands from `start` to `end` of the laid-out text,
    or nowhere in it when it is hidden; `how` says then in which way (`ingest.blocks.Concealment`). `clause` is what
    the rule follows, by language.
    """

    rule: str
    kind: FindingKind
    score: float
    excerpt: str
    start: int | None = None
    end: int | None = None
    page: int | None = None
    how: str = ""
    failed: bool = False
    clause: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The finding as a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Finding":
        """The finding that `as_json` wrote."""
        return cls(**value)


@dataclass(frozen=True, slots=True)
class Inspection:
    """A document as it may be stored, and what keeps it from being used; `policy` is the version that was applied."""

    reading: Reading
    findings: tuple[Finding, ...] = ()
    policy: str = ""


Inspect = Callable[[Reading], Inspection]
"""Looks at a document; `UnreadableError` when what must be removed from it cannot be told."""


def digest_of(text_digest: str, findings: tuple[Finding, ...]) -> str:
    """What identifies a text with what was found in it: once released, it is not held back again."""
    found = sorted({(finding.kind, finding.excerpt) for finding in findings})
    return hashlib.sha256(json.dumps([text_digest, found], ensure_ascii=True).encode()).hexdigest()
