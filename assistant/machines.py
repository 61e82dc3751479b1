"""Whether a text names a machine that reads it, or is addressed to one."""

import re

_MACHINE = (
    r"(?:AI(?:['’]?en)?|A\.I\.|AI[- ]?(?:assistent|model|agent|system|værktøj|læser|reader|reviewer|tool)\w*|"
    r"kunstige?\s+(?:intelligens|hjælper)|sprogmodel\w*|LLMs?|language\s+models?|chat\s?bot\w*|chatgpt|copilot|gpt|robot\w*|bots?|"
    r"assistent(?:en)?|assistant|model(?:len|s)?|algoritme\w*|maskin(?:e|en|læser\w*)|machine|"
    r"digitale\s+(?:assistent|hjælper))"
)
_NAMED = re.compile(rf"\b{_MACHINE}\b", re.IGNORECASE)
_ADDRESSED = re.compile(
    rf"\b(?:kære|hej|dear|hello|attention|(?:(?:note|besked|instruks|ordre|henvendt|beregnet|skrevet|rettet|meant|"
    rf"written|intended|message|instructions?)\W+)?(?:til|for|to))\W+"
    rf"(?:(?:den|det|de|enhver|alle|dig|the|an?|any|whichever)\W+)?(?:(?:digitale|intelligente|automatic)\W+)?{_MACHINE}\b",
    re.IGNORECASE,
)
_LONGEST = 300


def names_a_machine(text: str) -> bool:
    """Whether a text speaks of an AI, a language model, a robot or the like."""
    return bool(_NAMED.search(text))


def addresses_a_machine(text: str) -> bool:
    """Whether a short text says that it, or what follows it, is for a machine."""
    return len(text) <= _LONGEST and bool(_ADDRESSED.search(text))
