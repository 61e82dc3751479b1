"""Whether a text names a machine that reads it, is addressed to one, or tells it what to say."""

import re

_MACHINE = (
    r"(?:AI(?:['’]?en)?|A\.I\.|AI[- ]?(?:assistent|model|agent|system|værktøj|læser|reader|reviewer|tool)\w*|"
    r"\w{0,15}(?:assistenten|assistent|robotten|robot)|kunstige?\s+(?:intelligens|hjælper)|sprogmodel\w*|LLMs?|language\s+models?|chat\s?bot\w*|chatgpt|copilot|gpt|robot\w*|bots?|"
    r"assistent(?:en)?|assistant|model(?:len|s)?|algoritme\w*|maskin(?:e|en|læser\w*)|machine|"
    r"digitale\s+(?:assistent|hjælper))"
)
_NAMED = re.compile(rf"\b{_MACHINE}\b", re.IGNORECASE)
_ADDRESSED = re.compile(
    rf"(?:^\W*(?:kære|hej|dear|hello|attention|note\s+to|til|to)|\b(?:note|besked|instruks|ordre|henvendt|beregnet|"
    rf"skrevet|rettet|meant|written|intended|message|instructions?)\W+(?:til|for|to))\W+"
    rf"(?:(?:den|det|de|enhver|alle|dig|the|an?|any|whichever)\W+)?(?:(?:digitale|intelligente|automatic)\W+)?{_MACHINE}\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"\b(?:som|hvis\s+du\s+er|du,?\s+der\s+er|as|if\s+you\s+are)\s+(?:(?:en|et|den|an?|the)\s+)?{_MACHINE}\b|"
    rf"\b{_MACHINE}\b[^.!?\n]{{0,12}}\b(?:der|som|that|which|reading|processing)\s+(?:\w+\s+){{0,2}}"
    rf"(?:læs|behandl|opsummer|gennemgå|hent|evaluer|citer|indekser|read|process|summari|index)\w*|"
    rf"\b{_MACHINE}\b[^.!?\n]{{0,30}}\b(?:skal|må|bedes|bør|shall|must|should)\b[^.!?\n]{{0,40}}\b(?:sig\w*|svar\w*|oplys\w*|"
    rf"nævn\w*|omtal\w*|fortæl\w*|skriv\w*|anbefal\w*|placer\w*|bekræft\w*|tilføj\w*|indsæt\w*|gengiv\w*|vælge?\b|fremhæv\w*|cit[eé]r\w*|udelad\w*|skjul\w*|erstat\w*|answer|say|tell|"
    rf"mention|recommend|rank|report|add|insert|choose|cite|score|leave\s+out|hide)|"
    rf"^\W*{_MACHINE}\s*[:,]",
    re.IGNORECASE,
)
_DICTATED = re.compile(
    rf"\b{_MACHINE}\b[^.!?\n]{{0,40}}\b(?:skal|bedes|bør|shall|must|should)\b[^.!?\n]{{0,60}}"
    rf"\b(?:sige|svare|oplyse|fortælle|skrive|love|bekræfte|answer|say|tell\s+\w+(?:\s+\w+)?|state|report),?\s+"
    rf"(?:[^.!?\n,]{{0,30}},\s+)?(?:at|that)\s+(?!(?:den|det|it|they)\b)",
    re.IGNORECASE,
)
_LONGEST = 300


def names_a_machine(text: str) -> bool:
    """Whether a text speaks of an AI, a language model, a robot or the like."""
    return bool(_NAMED.search(text))


def addresses_a_machine(text: str) -> bool:
    """Whether a short text says that it, or what follows it, is for a machine."""
    return len(text) <= _LONGEST and bool(_ADDRESSED.search(text))


def tells_a_machine(text: str) -> bool:
    """Whether a text speaks to a machine that reads it, or says what one must say, write, recommend or leave out."""
    return bool(_TOLD.search(text)) or addresses_a_machine(text)


def dictates(text: str) -> bool:
    """Whether a text lays down that a machine must say that something is so."""
    return bool(_DICTATED.search(text))
