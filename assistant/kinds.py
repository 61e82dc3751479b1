"""What kind of answer a question wants, and whether a sentence bears one of that kind."""

import re
from enum import StrEnum

from ingest.danish.dates import dates, years
from ingest.danish.words import likeness, stem, tokens


class Kind(StrEnum):
    """The kinds of answer that leave a mark in a sentence; OTHER leaves none."""

    WHEN = "when"
    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    WHO = "who"
    WHERE = "where"
    HOW_OFTEN = "how_often"
    HOW_LONG = "how_long"
    WHY = "why"
    DECISION = "decision"
    DEFINITION = "definition"
    LIST = "list"
    PHONE = "phone"
    NAME = "name"
    STATEMENT = "statement"
    EMAIL = "email"
    CASE_NUMBER = "case_number"
    CLOCK = "clock"
    PERSON = "person"
    WHICH = "which"
    OTHER = "other"


_QUESTION_FORMS: tuple[tuple[Kind, str], ...] = (
    (Kind.EMAIL, r"mailadresse|\be-?mail\b|email address"),
    (Kind.PHONE, r"telefonnummer|\btlf|phone number"),
    (Kind.CASE_NUMBER, r"\bsags?n(?:umme)?r|sagsnummer|journaln(?:umme)?r|case number"),
    (Kind.CLOCK, r"hvad tid|hvilket klokkeslæt|hvad var klokken|hvornår på dagen|what time"),
    (Kind.PERSON, r"(?:hvad (?:hedder|hed|er navnet på)|navnet på|navne(?:ne)? på)(?= .*(?:formand|borgmester|chef|direktør|leder|ordfører|rådmand|konsulent|koordinator|rådgiver|sekretær|medlem|minister))"
                  r"|hvilke(?:t)? navne?\b|(?:name of the|who is the) (?:chair|mayor|director|head|manager)"),
    (Kind.NAME, r"^hvad (?:hedder|hed|kaldes|kalder)|\bnavnet på\b|^what (?:is|was) .* (?:called|named)|^what is the name"),
    (Kind.STATEMENT, r"^hvad (?:sagde|skrev|skriver|siger|mente|mener|bemærkede|bemærker|svarede|svarer|udtalte|synes|syntes|påpegede|foreslog|ønskede)\b|^what (?:did|does|do) .* (?:say|write|think|remark|comment|propose)\b"),
    (Kind.MONEY, r"hvad (?:koster|kostede|vil .* koste)|hvor (?:mange penge|mange kroner|mange mio|meget koster|dyrt?|stort? .*(?:beløb|budget|bevilling))"
                 r"|hvor meget .*(?:afsat|budget|bevilget|koste)|hvilket beløb|hvad er (?:prisen|budgettet|udgiften)|how much (?:does|did|do|will|money|was)|what does .* cost|what is the (?:price|budget|cost)"),
    (Kind.SHARE, r"hvor (?:stor|høj) en (?:andel|del|procentdel)|hvor mange (?:procent|pct)|hvor stor (?:en )?(?:andel|svarprocent)|hvilken svarprocent|what (?:share|percentage|proportion)"),
    (Kind.HOW_OFTEN, r"hvor (?:ofte|tit)|hvor mange gange|how often|how many times|hvor hyppigt"),
    (Kind.HOW_LONG, r"hvor (?:lang tid|længe)|how long"),
    (Kind.COUNT, r"hvor mange|how many|hvilket antal|hvad er antallet"),
    (Kind.WHEN, r"hvornår|hvilke[tn]? (?:dato|år|dag|måned|tidspunkt|periode)|since when|\bwhen\b|what (?:date|year|day)|(?:fra|til|siden|inden) hvornår|i hvilken periode"),
    (Kind.WHY, r"hvorfor|\bwhy\b|hvad er (?:begrundelsen|årsagen|grunden)|af hvilken grund"),
    (Kind.DECISION, r"hvad (?:skete der med|blev der gjort ved|blev der af) .*(?:punkt|indstilling|forslag)|hvad (?:blev|er|har|besluttede|vedtog|godkendte|endte).*(?:beslut|vedt|godkend|afgør|afgjort|resultat)|hvad (?:besluttede|vedtog|endte|blev udfaldet)"
                    r"|hvilken beslutning|hvad blev (?:beslutningen|resultatet|udfaldet)|what (?:did|was|were) .*(?:decid|adopt|approv|decision)|hvordan (?:faldt|gik) .*(?:afstemning|stemt)|hvad sagde .* til indstilling"),
    (Kind.WHO, r"\bhvem\b|\bhvis\b.* ansvar|hvilke[tn]? (?:forvaltning|udvalg|råd|person|chef|enhed|afdeling|parti|minister|direktør|organisation|myndighed|firma|virksomhed|leverandør)(?:er|e)?\b"
               r"|\bwho\b|which (?:committee|administration|department|body|party|parties)|\bwhom\b"),
    (Kind.WHERE, r"\badresse(?:n)?\b|^hvor (?!(?:mange|meget|stort?|store|lang|ofte|tit|højt?|dyrt?|længe|godt|langt|hurtigt|vidt)\b)|\bwhere\b|hvilke[tn]? (?:lokale|sted|adresse|by|bygning|værelse|sal)"),
    (Kind.DEFINITION, r"^hvad (?:forstår|mener) .* (?:ved|med)\b|^hvad er (?:\S+ ?){1,5}$|^hvad (?:betyder|dækker|forstås|menes|går|vil det sige)\b|^what (?:is|are|does .* mean)\b|^hvad handler"),
    (Kind.LIST, r"^(?:i |på |under |til |med |for )?hvilke\b(?!n)|^nævn\b|^list\b|^hvad er de\b|^which .*s\b|^what are\b|^what .*s (?:are|were|does|do|did)\b|^hvad omfatter|^hvad indgår"),
    (Kind.WHICH, r"^(?:i |på |under |til |med |for |fra )?hvilke[nt]\b|^which\b"),
)
_FORMS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _QUESTION_FORMS)

_COUNTS = "to tre fire fem seks syv otte ni ti elleve tolv".split()
NUMERAL = re.compile(rf"\b(?:hvilke|de|the|what) ({'|'.join(_COUNTS)}|\d{{1,2}})\b(?! \w+ \d)", re.IGNORECASE)
NUMERALS = frozenset(
    "to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten tyve tredive halvtreds hundrede "
    "hundred tusind ingen samtlige begge enkelt dobbelt".split()
)
_MONEY = re.compile(r"\d[\d.,]*\s*(?:mio|mia|t\.?kr|tkr|kr\b|kroner|millioner|milliarder|DKK|euro)|\b(?:kr|DKK)\.? ?\d|økonomiske konsekvenser|(?:kr|mio|budget|beløb|takst)[^;:]{0,20}: ?\d", re.IGNORECASE)
_SHARE = re.compile(r"\d\s*(?:pct|procent|%)|\b(?:halvdelen|flertallet|(?:tredje|fjerde|femte)del\w*|flest|størstedelen|alle)\b", re.IGNORECASE)
_OFTEN = re.compile(r"\bgange?\b|\b(?:halv|kvart)?(?:årlig|månedlig|ugentlig|daglig|kvartalsvis)\w*|\b(?:hvert|hver) (?:\w+ )?(?:år|måned|uge|dag|kvartal|halvår)|\bløbende\b|\b2-årlige\b", re.IGNORECASE)
_LONG = re.compile(r"\b(?:\d+|en|et|to|tre|fire|fem|seks|otte|ti|tolv)[ -](?:års?\b|årig|måned|uge|dag|time|minut)|\bperioden?\b|\d{4}\s?[-–]\s?\d{2,4}", re.IGNORECASE)
_WHY = re.compile(r"\b(?:fordi|for at|således|formål\w*|skyldes|grund|grunden|hensyn|henblik|eftersom|derfor|derved|dermed|så|da|idet|på baggrund|nødvendig\w*|baggrund\w*|skal|bidrage)\b", re.IGNORECASE)
_BECAUSE = re.compile(r"\b(?:fordi|skyldes|grunden|årsagen|begrund\w*|eftersom|idet|af hensyn til|for at sikre|nødvendigt)\b", re.IGNORECASE)
_DEFINES = re.compile(r"^\W{0,3}(?:\w+ ){0,2}(?:er\b|betyder|dækker|handler|omfatter|defineres|forstås|består|har til formål|vil sige)|^\W{0,2}:|^ \(|^[^.]{0,60}\bdvs\.", re.IGNORECASE)
_DECIDED = re.compile(
    r"\b(?:godkend\w*|tiltr\w+|vedt[ao]g\w*|beslutt?\w*|til efterretning|drøftet|drøftede|anbefale[td]\w*|afvist|forkastet|udsat|bortfald\w*|henvist|"
    r"taget|tog|oversendt|stemt\w*|afstemning)\b", re.IGNORECASE
)
_ENUMERATES = re.compile(r"\w+(?:, [\w -]+){2,} (?:og|samt|eller) \w+|\w+, [\w -]+ (?:og|samt|eller) \w+")
_PLACE = re.compile(
    r"\b(?:rådhus\w*|værelse|sal|lokale|mødested|mødelokale|bygning|adresse|afholdt|findes|placer\w*|ligger|hos)\b|\b[A-ZÆØÅ]\w*(?:vej|gade|allé|plads|torv)\w* \d+"
    r"|(?-i:\b(?:i|på|ved|hos) [A-ZÆØÅ]\w+)", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"\w*(?:forvaltning|udvalg|rådet|råd|chef|direktør|leder|konsulent|borgmester|formand|styrelse|kreds|afdeling|enhed|myndighed|medarbejder|partner|sekretariat|center|"
    r"direktion|magistrat|repræsentation|byråd|bestyrelse|politiker|sagsbehandler|ministeri|teamet?|gruppe)\w*"
    r"|\b(?:KL|KOMBIT|SKI|DPO|BR|ØU|ledere?|regioner|staten|kommunerne|kommunen|borgere|vi|Socialdemokratiet|Venstre|Enhedslisten|Konservative|partier\w*)\b", re.IGNORECASE
)
_NAME = re.compile(r"\b[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ]\.)*(?: (?:[A-ZÆØÅ]\.|[A-ZÆØÅ][a-zæøåé]+))+")
_SAYS = (
    r"\b(?:bemærk\w*|mene[rs]?|mente|udtal\w*|anfør\w*|skriver?|skrev|er (?:\w+ ){0,2}enige?|savne[rs]?|foresl\w+|ønske[rs]?|peger|påpege\w*"
    r"|opfordre\w*|anbefale[rs]?|svarede|vurdere\w*|tilslutter)\b"
)
_STATES = re.compile(rf"{_SAYS}|\b(?:bør|opbakning|opfattelse|forventer)\b", re.IGNORECASE)
_SPEAKER = re.compile(r"(?:(?i:hvad) \w+|(?i:what) (?:did|does|do)) ([A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)*)")
_NAMED = re.compile(r"(?<=[\w,:(»”\"–-] )[\"”»'’(]?[A-ZÆØÅ][\wæøåÆØÅ-]+|[\"”“»„][^\"”“«]{3,}[\"”“«]|\b[A-ZÆØÅ]{2,}[\w-]*")
_ASKS_YEARS = re.compile(r"\bhvilke[tn]? (?:år|dato|dag|måned|periode)|what (?:year|date|day)", re.IGNORECASE)
_ASKS_COMPANY = re.compile(r"\b(?:firma|leverandør|virksomhed|company|supplier|vendor)", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:A/S|ApS|I/S|K/S|AB|GmbH|Ltd|Inc)\b|\b(?:firmaet|leverandøren?|selskabet)\b")
_PHONE = re.compile(r"(?<!\d)(?:\d ?){8}(?!\d)")
_EMAIL = re.compile(r"\w@\w")
_CASE_NUMBER = re.compile(r"\b(?:\d{4}-\d{4,}|\d{2,}\.\d{2}\.\d{2}-\w+|\d{2}/\d{4,})")
_CLOCK = re.compile(r"\bkl\. ?\d|\b\d{1,2}[.:]\d\d\b")
_NO_PERSON = re.compile(r"forvaltning|udvalg|kommune|rådet|råd$|strategi|politik|borgerrepræsentation|byråd|styrelse|afdeling", re.IGNORECASE)
_TIME_WORDS = re.compile(r"\b(?:primo|medio|ultimo|foråret|efteråret|sommeren|vinteren|årsskiftet|udgangen|sommerferien|kvartal|i år|halvår\w*|snart|løbende|senere på året|efterfølgende)\b|\bkl\. ?\d", re.IGNORECASE)


def kind_of(question: str) -> Kind:
    """The kind of answer that the question's words ask for."""
    text = question.strip()
    for kind, form in _FORMS:
        if form.search(text):
            return kind
    return Kind.OTHER


def bears(
    kind: Kind, sentence: str, question: str, section: str = "", in_list: bool = False, focus: str | None = None
) -> float:
    """How plainly the sentence bears an answer of the kind: 1 plainly, 0 not at all, .5 where none can be told.

    `section` is the heading above the sentence; `in_list` says that it opens a list or stands in one; `focus` is the
    stem of the question's first content word.
    """
    if kind is Kind.DEFINITION:
        return _bears_definition(sentence, focus)
    if kind is Kind.WHY:
        return 1.0 if _BECAUSE.search(sentence) else 0.6 if _WHY.search(sentence) else 0.3
    if kind is Kind.DECISION:
        return _bears_decision(sentence, section)
    if kind is Kind.LIST:
        return _bears_list(sentence, in_list)
    if kind is Kind.PERSON:
        return 1.0 if any(not _NO_PERSON.search(m[0]) for m in _NAME.finditer(sentence)) else 0.0
    if kind is Kind.STATEMENT:
        return _bears_statement(sentence, question)
    if kind in _PATTERNS:
        return 1.0 if _PATTERNS[kind].search(sentence) else 0.0
    if kind is Kind.WHEN:
        return _bears_time(sentence, question)
    if kind is Kind.COUNT:
        return _bears_count(sentence, question)
    if kind is Kind.WHO:
        return _bears_actor(sentence, question)
    if kind is Kind.NAME:
        return 1.0 if any(m[0].strip("\"”“»'").lower() not in question.lower() for m in _NAMED.finditer(sentence)) else 0.0
    return 0.5


def _bears_statement(sentence: str, question: str) -> float:
    """A speaker whom the sentence names must be the one who speaks in it; else the document itself may speak."""
    speaker = _SPEAKER.search(question)
    if speaker and (name := speaker[1].removesuffix("s").casefold()) in sentence.casefold():
        says = re.compile(rf"{re.escape(name)}\W+(?:\w+\W+){{0,4}}{_SAYS}", re.IGNORECASE)
        return 1.0 if says.search(sentence) else 0.0
    return 0.6 if _STATES.search(sentence) else 0.0


def _bears_list(sentence: str, in_list: bool) -> float:
    """A line that opens a list bears it best; an item or an enumeration with commas also does."""
    if in_list:
        return 1.0 if sentence.rstrip().endswith(":") else 0.8
    return 0.8 if _ENUMERATES.search(sentence) else 0.3


def _bears_definition(sentence: str, focus: str | None) -> float:
    """1 when the word asked about is followed by "er", a colon, "dvs." or the like; 0 when it is not there."""
    if focus is None:
        return 0.5
    best = 0.0
    for place, token in enumerate(tokens(sentence)):
        if likeness(focus, token.stem) < 0.75:
            continue
        defines = bool(_DEFINES.search(sentence[token.end :]))
        best = max(best, 1.0 if defines and place <= 4 else 0.8 if defines else 0.6 if place <= 2 else 0.5)
    return best


def _bears_decision(sentence: str, section: str) -> float:
    """A decision stands under "Beslutning"; what stands under "Indstilling" is only recommended."""
    heading = section.rsplit(" > ", 1)[-1].casefold()
    if not _DECIDED.search(sentence):
        return 0.5 if "beslutning" in heading else 0.0
    if "beslutning" in heading or "beslutning i mødet" in sentence.casefold():
        return 1.0
    if "indstilling" in heading or re.match(r"^(?:\W*\d*\.? ?)at ", sentence, re.IGNORECASE):
        return 0.2
    return 0.7


_PATTERNS = {
    Kind.MONEY: _MONEY,
    Kind.SHARE: _SHARE,
    Kind.HOW_OFTEN: _OFTEN,
    Kind.HOW_LONG: _LONG,
    Kind.WHERE: _PLACE,
    Kind.PHONE: _PHONE,
    Kind.EMAIL: _EMAIL,
    Kind.CASE_NUMBER: _CASE_NUMBER,
    Kind.CLOCK: _CLOCK,
}


def _bears_time(sentence: str, question: str) -> float:
    asked = {found.iso for found in dates(question)}
    if any(found.iso not in asked for found in dates(sentence)):
        return 1.0
    if years(sentence) - years(question):
        return 0.9
    if _ASKS_YEARS.search(question):
        return 0.0
    return 0.6 if _TIME_WORDS.search(sentence) else 0.0


def _bears_count(sentence: str, question: str) -> float:
    """1 when a number stands before the thing that is counted, .5 when there is some other number."""
    found = tokens(sentence)
    numbers = [
        i for i, t in enumerate(found)
        if (t.surface[0].isdigit() or t.surface.lower() in NUMERALS) and not years(t.surface)
    ]
    if not numbers:
        return 0.0
    counted = counted_thing(question)
    if not counted:
        return 0.7
    for i in numbers:
        near = [t.stem for t in found[i + 1 : i + 6]]
        if any(likeness(counted, word) >= 0.6 for word in near):
            return 1.0
    return 0.5


def number_asked_for(question: str) -> int | None:
    """How many things a question after a list names ("Hvilke fire temaer ...")."""
    match = NUMERAL.search(question)
    if not match:
        return None
    return int(match[1]) if match[1].isdigit() else _COUNTS.index(match[1].lower()) + 2


def counted_thing(question: str) -> str | None:
    """The stem of what "hvor mange ..." counts: its last word before the verb is often enough the first noun."""
    match = re.search(r"(?:hvor mange|how many) ((?:[\w-]+ ){0,2}[\w-]+)", question, re.IGNORECASE)
    if not match:
        return None
    words = [t for t in tokens(match[1]) if not t.is_stop]
    return stem(words[0].surface.lower()) if words else None


_VAGUE_ACTORS = frozenset({"kommunen", "kommunerne", "kommunens", "vi", "staten", "udvalget", "forvaltningen"})


def _bears_actor(sentence: str, question: str) -> float:
    lowered = question.lower()
    if _ASKS_COMPANY.search(question):
        return 1.0 if _COMPANY.search(sentence) else 0.0
    actors = [m[0] for m in _NAME.finditer(sentence)] + [m[0] for m in _ORGANISATION.finditer(sentence)]
    fresh = [actor for actor in actors if actor.lower() not in lowered]
    if any(actor.lower() not in _VAGUE_ACTORS for actor in fresh):
        return 1.0
    return 0.3 if actors else 0.0
