"""A source's text is data: finds text in a document that is addressed to an AI and would steer it.

Only sentences with words that such a text cannot do without are read for meaning: who is addressed, what it is to obey
or answer, or where to send things. Most sentences of minutes and strategies have none and cost microseconds.
"""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from guardrails.disguise import readable
from guardrails.meaning import Meaning
from guardrails.meaning.pieces import pieces
from guardrails.rules.reading import CERTAIN
from guardrails.verdict import Finding, Message

RULE = "document-injection"
_ADDRESSED = re.compile(
    r"""
    (?:digitale?|intelligente?)[ ](?:hjælper|læser|sagsbehandler|assistent)|\bLLMs?\b|
    prompt|crawler|screeners?\b|evaluator|evaluation[ ]engine|system[ ]?(?:besked|message|instru)|
    \bdu\b|\bdig\b|\bdine?\b|\bdit\b|\byou\b|\byour\b|ignor[eé]|disregard|tilsidesæt|overr(?:ide|ul)|
    sikkerhedsregler|webhook|<!--|<\||\{\{|\[/?[A-Z]{4,}\]|base64|[A-Za-z0-9+/]{24,}={0,2}|[?&]\w+=|
    (?:\b\w[ ]){6}|\b(?:AI|LLM)\s*:
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NAMED = re.compile(
    r"""
    \bAI\b|\bAI[_'’-]|kunstige?[ ](?:intelligens|hjælper|hjerne)|artificial[ ]intelligence|sprogmodel|sprogsystem|
    language[ ]model|chatbot|\bbot(?:ten|s)?\b|robot|\bcopilot|gpt\b|hjælpeprogram|\.example|automat|agent|software|
    algoritme|værktøj|engines?\b|\bhjælper\b|assistenter|
    (?:elektroniske|rådgivende|indlejrede)[ ]\w+|digitale[ ](?:referent|rådgiver)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ORDER = re.compile(
    r"""
    \b(?:skal|bedes|must|should|shall|udelad\w*|tilføj\w*|add|anfør\w*|lav|make|count|put|gem|husk|hjælp|opgave|
    regn|træk|overstyring|opfordres|forward|report|sig)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HINT = re.compile(
    r"""
    \b(?:
    model(?:len|ler|s)?|assistent(?:en)?|assistants?|algoritme\w*|algorithm\w*|maskin\w*|machines?|
    automati\w+|system(?:et)?|læser(?:en|e)?|readers?|bruger(?:en|ne)?|users?|spørger(?:en)?|
    svar(?:et|ene)?|answers?|repl(?:y|ies)|spørg\w*|asked?|opsummer\w*|summar\w+|sammenfat\w*|
    resum[eé]\w*|fortæl|tell|sig|say|skriv|nævn\w*|mention|hemmelig\w*|secret|skjul\w*|hidden|afslør|
    reveal|udskriv|glem|forget|bort|overse|overlook|undla\w+|lad|pretend|instru\w+|godkend\w*|approve|
    anbefal\w*|recommend\w*|fremhæv|højeste|highest|point|score|kontekst|context|hukommelse|remember|
    permanently|værktøj\w*|tools?|funktion\w*|slet\w*|delete|citer\w*|citér|cite\w*|send|link\w*|
    filt(?:er|re)\w*|regler|rules|vurdér|vurder|kald|udfør|execute|giv|give|følg|follow|overtag|
    sammensæt|spring|grant|drop|state|describe|rank|generat\w+|kopi[eé]r|copy|vis|show|bekræft|
    confirm|altid|always|aldrig|never|enhver|every|mennesker|humans?|indeks\w*|index|tekst(?:en)?|
    text|line|linje|dokument(?:et)?|document|kilde|source|evaluering|screening\w*|decision[ ]engine|
    vidensgrundlag|søgninger|metadata|kære|dear|nyeste|fuldt|afsnit
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LEAST_HINTS = 2
_LONGEST_PART = 260
_WORKERS = 2
_CERTAIN = re.compile(
    r"<\|im_(?:start|end)\|>|\[/?INST\]|<</?SYS>>|</?(?:system|instruks|instructions?)>|\[/?SYSTEM\]|"
    r'"role"\s*:\s*"system"|'
    r"\b(?:ignor[eé]r?|disregard|forget|glem|tilsidesæt)\s+(?:alle?\s+|all\s+|any\s+)?(?:dine?\s+|your\s+|the\s+|de\s+)?"
    r"(?:tidligere\s+|foregående\s+|øvrige\s+|previous\s+|prior\s+|earlier\s+)?(?:instru[kc]\w+|anvisninger|system\s?prompts?|directions)\b",
    re.IGNORECASE,
)


class DocumentInjection:
    """Reads the paragraphs of a document for instructions to a model. Safe to use from several threads."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning

    def find_all(self, paragraphs: Sequence[str]) -> list[tuple[int, float]]:
        """The paragraphs that may be instructions, as (index, score from 0 to 1), in order.

        Which score is enough to act is the policy's threshold of the rule; harmless paragraphs are left out.
        """
        with ThreadPoolExecutor(_WORKERS, thread_name_prefix="paragraphs") as pool:
            scores = list(pool.map(self._score, paragraphs))
        return [(place, score) for place, score in enumerate(scores) if score > 0]

    def __call__(self, message: Message) -> Finding | None:
        """The highest score among the paragraphs of a text."""
        found = self.find_all(message.text.splitlines())
        return Finding(score=max(score for _, score in found), kind="meaning") if found else None

    def _score(self, text: str) -> float:
        readings = readable(text)
        if any(_CERTAIN.search(reading) for reading in readings):
            return CERTAIN
        parts = [part for reading in readings for part in _parts(reading)]
        candidates = list(dict.fromkeys(part for part in parts if is_candidate(part)))
        return max((self._meaning.score(part, RULE) for part in candidates), default=0.0)


def _parts(text: str) -> list[str]:
    """The sentences of a paragraph, and the whole where it is short: a long one says more than one thing."""
    whole, *sentences = pieces(text)
    return [whole, *sentences] if len(whole) <= _LONGEST_PART or not sentences else sentences


def is_candidate(text: str) -> bool:
    """Whether a sentence has the words that an instruction to a model needs, and so is worth reading."""
    if _ADDRESSED.search(text):
        return True
    hints = len({match[0].lower() for match in _HINT.finditer(text)})
    return hints >= _LEAST_HINTS or (bool(_NAMED.search(text)) and (hints > 0 or bool(_ORDER.search(text))))
