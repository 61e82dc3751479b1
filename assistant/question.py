"""A question as the assistant understands it."""

import re
from dataclasses import dataclass

from assistant.answer import Language
from assistant.glossary import Glossary
from assistant.kinds import NUMERALS, Kind, kind_of
from ingest.danish.dates import dates, years
from ingest.danish.places import bodies, municipalities
from ingest.danish.words import Token, content_tokens, stem

_ENGLISH = frozenset(
    "the what when who which how many is are was were does did do has have of in to for on by should must can will "
    "and".split()
)
_DANISH = frozenset(
    "hvad hvornår hvem hvilke hvilken hvilket hvor mange er var blev skal kan har af i til for på om og det den de "
    "en et".split()
)
_LIGHT = frozenset(
    stem(word)
    for word in """hedder hedde står stå sige siger findes finde gælder handler nævnes nævne fremgår bliver får
    gør gøre går kommer lægger tage tager giver give vil ifølge vedrørende angående omkring sker ske kommune
    kommunen ende endte slags form koste koster kostede pris prisen penge beløb budget
    budgettet hvis andel antal dato leverer navn navnet indtil forstå forstås forstår mene menes mener betyde betyder
    ord begreb ved adresse del eksempel eksempler afsat afsætte sammen selv sagsnr
    beslutte besluttede besluttet vedtage vedtog vedtaget
    vores jeres mest flest ting ifm måde""".split()
)
_ADJECTIVE = re.compile(r"(?:iske?|lige?|elle?|ale?|ive?|ende|ede|fælles|fikke?|somme?|bare?|gående)$")
_ANY_BODY = re.compile(
    r"\b((?:[\wæøå]+-?(?:, [\wæøå]+-?)* og )?[\wæøå]+(?:udvalget|udvalgets|(?<!om)rådet|(?<!om)rådets)"
    r"|borgerrepræsentation(?:en)?s?|byråd(?:et)?s?|magistrat(?:en)?s?|kommunalbestyrelse(?:n)?s?)\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(r"^(?:fag|under|hoved|med)?udvalget?s?$|^rådet?s?$|^medudvalget?s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that an answer should meet, and how much it matters (1 is usual).

    `is_focus` marks the word that the question turns on: "fraværende" in "Hvem var fraværende, da ...".
    """

    stem: str
    weight: float
    is_name: bool
    is_focus: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the words, the kind of answer, and the municipality, bodies and times that it is about.

    `query` is what is searched: the question with its abbreviations written out, in Danish.
    """

    text: str
    language: Language
    query: str
    kind: Kind
    terms: tuple[Term, ...]
    municipalities: frozenset[str]
    bodies: frozenset[str]
    dates: frozenset[str]
    years: frozenset[int]


def understand(text: str, glossary: Glossary, language: Language | None = None) -> Question:
    """Read a question; its language is told by its function words unless given."""
    language = language or language_of(text)
    danish, unknown = glossary.to_danish(text) if language_of(text) == "en" else (text, "")
    expansion = glossary.expand(text)
    query = " ".join(f"{danish} {unknown} {expansion}".split())
    named = municipalities(query, bare=True) + municipalities(text, bare=True)
    about = _bodies(query)
    return Question(
        text=text,
        language=language,
        query=query,
        kind=kind_of(text),
        terms=_terms(f"{danish} {unknown}", glossary, _light_words(text, [*named, *about], unknown)),
        municipalities=frozenset(named),
        bodies=frozenset(about),
        dates=frozenset(found.iso for found in dates(text)),
        years=frozenset(years(text)),
    )


def language_of(text: str) -> Language:
    """Danish, unless clearly more of the words are English function words."""
    words = re.findall(r"[a-zæøå]+", text.lower())
    english = sum(word in _ENGLISH for word in words)
    danish = sum(word in _DANISH for word in words) + sum(any(c in "æøå" for c in word) for word in words)
    return "en" if english > danish else "da"


def _terms(danish: str, glossary: Glossary, light: set[str]) -> tuple[Term, ...]:
    """The words that an answer should meet; the `light` ones weigh little."""
    found: dict[str, Term] = {}
    has_focus = False
    words = content_tokens(danish)
    for place, token in enumerate(words):
        describes = place + 1 < len(words) and _describes(token, words[place + 1])
        full = glossary.full_form(token.surface)
        for word in content_tokens(full) if full else [token]:
            is_light = word.stem in light or word.stem in _LIGHT
            is_focus = not has_focus and not is_light and not describes
            has_focus = has_focus or is_focus
            weight = 0.25 if is_light else 1.6 if is_focus else 1.0
            starts_as_name = token.surface[0].isupper() or token.surface[0].isdigit()
            is_name = word.stem not in light and token.start > 0 and starts_as_name
            found.setdefault(word.stem, Term(word.stem, weight, is_name, is_focus))
    return tuple(found.values())


def _describes(token: Token, following: Token) -> bool:
    """Whether a word is a number or an adjective of the word right after it, and so not what is asked for."""
    if following.start - token.end > 1:
        return False
    return token.surface.lower() in NUMERALS or bool(_ADJECTIVE.search(token.surface.lower()))


def _light_words(text: str, names: list[str], unknown: str) -> set[str]:
    """Stems of what sets the scope (municipalities, bodies, dates) and of English words without a Danish one."""
    spans = [text[found.start : found.end] for found in dates(text)]
    return {
        token.stem
        for part in (
            *names,
            *spans,
            *map(str, years(text)),
            *(word for word in unknown.split() if word.islower()),
        )
        for token in content_tokens(part)
    }


def _bodies(query: str) -> list[str]:
    named = bodies(query)
    for match in _ANY_BODY.finditer(query):
        name = re.sub(r"(?<=[tn])s$", "", match[1])
        name = re.sub(
            r"^.*?\b(?:for|i|om|blev|har|af|hos|fra|hvad|besluttede|godkendte|vedtog) ",
            "",
            name,
            flags=re.IGNORECASE,
        )
        if not _GENERAL.match(name) and not any(name.casefold() in known.casefold() for known in named):
            named.append(name[0].upper() + name[1:])
    return named
