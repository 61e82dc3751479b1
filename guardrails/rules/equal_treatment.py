"""Derogatory, stereotyping or unequal text about people for what they are, in what an answer is about to say.

Sentences without a word for such a group of people are not read further, so that ordinary answers cost nothing.
"""

import re

from guardrails.meaning import Meaning
from guardrails.meaning.pieces import pieces
from guardrails.verdict import Finding, Message, Recogniser

RULE = "equal-treatment"
_GROUP = re.compile(
    r"""
    etnisk|etnicitet|tosprog|tolk|interpreter|kines|chinese|danske[ ]famil|ateis|atheis|imam|
    særlige[ ]behov|tilbage[ ]i[ ]udvikling|inklusion|stamme|regnbue|bisex|-ic\b|such[ ]families|
    indvandr|udlænding|udenlandsk|flygtning|asyl|migrant|immigrant|foreign|refugee|ethnic|race\b|
    racial|hudfarve|skin[ ]colou?r|sorte|black|hvide|white|roma|sigøjner|afrik|afric|arab|asiat|asian|
    tyrk|turk|somal|pol(?:ak|sk|ish)|rumæn|romanian|grønl|greenland|østeurop|eastern[ ]europ|
    mellemøst|middle[ ]east|varme[ ]lande|landsm[æa]nd|nationalit|herkomst|statsborger|dansker|
    danes?\b|danish|navne?\b|names?\b|accent|gebrokkent|dialekt|muslim|islam|moské|mosque|jød|jew|
    krist|christ|katol|catholic|hindu|buddh|jehova|troende|tro\b|religi|believer|tørklæde|headscarf|
    skæg|beard|beder|pray|ramadan|halal|bønne|kvind|wom[ae]n|mænd|mand|\bm[ae]n\b|pige|dreng|\bgirl|
    \bboy|mødre|mor\b|mother|fædre|far\b|father|gravid|pregnan|køn|gender|sex\b|hustru|wife|wives|
    husmo|barsel|maternity|ældre|gamle|gammel|pensionist|senior|elderly|old\b|older|pensioner|unge|
    ung\b|young|teenage|alder|\bage\b|årig|over[ ]\d\d|på[ ]\d\d|past[ ]\w+|born[ ]before|handicap|
    disab|kørestol|wheelchair|blind|døv|deaf|udviklingshæm|downs?\b|autis|adhd|psykisk|sindslid|
    mental|epilep|dement|overvægt|fed\b|fat\b|obes|syg|diagnos|spasti|ordblind|dyslex|misbrug|addict|
    førtidspension|homoseks|bøsse|lesbi|biseks|transkøn|transperson|queer|lgbt|gay|homosexual|
    trans(?:gender)?\b|pride|same-sex|enlig|single[ ](?:mother|parent|father)|skilsmisse|arbejdsløs|
    ledig|unemployed|kontanthjælp|hjemløs|homeless|fattig|poor|ghetto|udsat|den[ ](?:slags|type)|
    det[ ]slags|de[ ]der|de[ ]folk|slags|sådan[ ]nogle|those[ ]people|that[ ]sort|their[ ]kind|
    people[ ]like|people[ ]from|mennesker[ ]fra|folk[ ]fra|borgere[ ]fra|familier[ ]fra|kultur|
    culture|blodet|blood|gener\b|genes
    """,
    re.IGNORECASE | re.VERBOSE,
)


def eye(meaning: Meaning) -> Recogniser:
    """The rule's eye, for answers and passages."""

    def look(message: Message) -> Finding | None:
        named = [piece for piece in _sentences(message.text) if _GROUP.search(piece)]
        if not named:
            return None
        return Finding(score=max(meaning.scores(piece)[RULE] for piece in named), kind="meaning")

    return look


def _sentences(text: str) -> list[str]:
    """The sentences of a text, or the text where it is one."""
    parts = pieces(text)
    return parts[1:] or parts
