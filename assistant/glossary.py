"""The organisation's words: abbreviations, synonyms and the Danish of English questions."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from ingest.danish.words import STOP_WORDS, stem

DEFAULT = Path(__file__).with_name("glossary.yaml")


def content_words(text: str) -> list[str]:
    """The words of a full form that an abbreviation may stand for by itself: its longest one."""
    return sorted(re.findall(r"[\w-]+", text), key=len)[-1:]


@dataclass(frozen=True)
class Glossary:
    """Look-ups made from the glossary file; see the file's comments for its three parts."""

    abbreviations: dict[str, str]
    synonyms: list[list[str]]
    english: dict[str, str]

    @classmethod
    def load(cls, path: Path = DEFAULT) -> "Glossary":
        """Read a glossary; ValueError names the part that is not of the expected form."""
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for part, kind in (("abbreviations", dict), ("synonyms", list), ("english", dict)):
            if not isinstance(content.get(part, kind()), kind):
                raise ValueError(f"{path.name}: '{part}' must be a {'list' if kind is list else 'mapping'}")
        return cls(content.get("abbreviations", {}), content.get("synonyms", []), content.get("english", {}))

    def expand(self, text: str) -> str:
        """The full forms of the abbreviations that stand in the text, to be searched beside it."""
        found = [full for word in re.findall(r"[\w'’-]+", text) if (full := self.full_form(word))]
        return " ".join(full for full in dict.fromkeys(found) if full not in text)

    def full_form(self, word: str) -> str | None:
        """What an abbreviation stands for, also with its genitive ("BIU's", "SOFs")."""
        for short in (word, re.sub(r"['’]?s$", "", word)):
            if short in self.abbreviations:
                return self.abbreviations[short]
        return None

    def to_danish(self, text: str) -> tuple[str, str]:
        """The Danish words for the English ones in the text, longer phrases first; and the words left over."""
        rest = f" {re.sub(r'[^0-9A-Za-zÆØÅæøå&/-]+', ' ', text)} "
        found: list[tuple[int, str]] = []
        for phrase in sorted(self.english, key=len, reverse=True):
            pattern = re.compile(rf"(?<= ){re.escape(phrase)}(?='?s? )", re.IGNORECASE)
            if match := pattern.search(rest):
                found.append((match.start(), self.english[phrase]))
                rest = pattern.sub(lambda m: " " * len(m[0]), rest)
        kept = [word for word in rest.split() if word.lower() not in STOP_WORDS]
        return " ".join(danish for _, danish in sorted(found)), " ".join(kept)

    @cached_property
    def groups(self) -> dict[str, frozenset[str]]:
        """Each stem's synonyms, itself among them."""
        table: dict[str, frozenset[str]] = {}
        short_and_full = [
            [short, f"{short}s", *content_words(full)] for short, full in self.abbreviations.items()
        ]
        for group in [*self.synonyms, *short_and_full]:
            stems = frozenset(stem(str(word)) for word in group)
            for word in stems:
                table[word] = table.get(word, frozenset()) | stems
        return table
