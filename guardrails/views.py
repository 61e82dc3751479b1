"""A text as it is searched, with a map back to the characters of the text as it was written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""Characters `start` to `end` (exclusive) of a view, and what stands in their place in the next one."""


@dataclass(frozen=True, slots=True)
class View:
    """A text and, for each of its characters, where the characters that it stands for begin and end in the original.

    Without `starts` and `ends` it is the original itself.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters `start` to `end` (exclusive, at least one) of this text as characters of the original."""
        if self.starts is None or self.ends is None:
            return start, end
        return min(self.starts[start], self.starts[end - 1]), max(self.ends[start], self.ends[end - 1])

    def rewritten(self, edits: Iterable[Edit]) -> "View":
        """This view with edits, which are in order and do not overlap.

        A replacement as long as what it replaces stands for it character by character; one of another length stands
        for all of it with each character.
        """
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        own_starts = self.starts if self.starts is not None else range(len(self.text))
        own_ends = self.ends if self.ends is not None else range(1, len(self.text) + 1)

        def keep(start: int, end: int, shown: str) -> None:
            text.append(shown)
            starts.extend(own_starts[start:end])
            ends.extend(own_ends[start:end])

        done = 0
        for start, end, shown in edits:
            keep(done, start, self.text[done:start])
            if len(shown) == end - start:
                keep(start, end, shown)
            elif shown:
                first, last = self.span(start, end)
                text.append(shown)
                starts.extend([first] * len(shown))
                ends.extend([last] * len(shown))
            done = end
        keep(done, len(self.text), self.text[done:])
        return View("".join(text), starts, ends)

    def reversed(self) -> "View":
        """This view from its end to its beginning."""
        size = len(self.text)
        starts = self.starts if self.starts is not None else range(size)
        ends = self.ends if self.ends is not None else range(1, size + 1)
        return View(self.text[::-1], starts[::-1], ends[::-1])
