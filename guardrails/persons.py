"""Whatever identifies a private person in a text: names, and what the recognisers of identifiers find."""

import re
from collections.abc import Callable, Sequence

from guardrails.names import names
from guardrails.verdict import Message, Recogniser, Span, merged

NAME = "[navn]"
_MASKS = re.compile(r"\[navn\]|\[(?:CPR-nummer|telefonnummer|e-mail|adresse) fjernet\]")


def persons_by(recognisers: Sequence[Recogniser]) -> Callable[[str], tuple[Span, ...]]:
    """Finds what to remove so that nobody can be told by name, nor by what the recognisers find in a question.

    Politicians who are named with their office or party stay. Titles stay: "fru Jensen" becomes "fru [navn]".
    """

    def persons(text: str) -> tuple[Span, ...]:
        found = [Span(name.start, name.end, NAME) for name in names(text) if not name.official]
        for recognise in recognisers:
            finding = recognise(Message(text))
            found.extend(finding.spans if finding else ())
        return merged(found)

    return persons


def identifies(masked: str) -> bool:
    """Whether a masked text is about somebody who can be told: by a name in it, or by what was removed from it.

    Politicians and officials count: that they are known does not make everything about them public.
    """
    return bool(_MASKS.search(masked) or names(masked))
