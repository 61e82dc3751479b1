"""Private e-mail addresses in a text, also written out: "navn snabel-a gmail punktum com"."""

import re
from collections.abc import Iterator

from guardrails.cues import PLAINLY_PRIVATE, side, surroundings
from guardrails.names import first_names_in

_AT = r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|snabel-?\s?a|a|@)\s?[)\]}>]\s?|\s(?:snabel-?\s?a|krøllet?-?\s?a|alfakrøl|at)\s)"
_DOT = r"(?:\s?\.\s?|\s?[(\[{<]\s?(?:dot|punktum|prik|\.)\s?[)\]}>]\s?|\s(?:punktum|dot|prik)\s)"
_SIGNS = ("@", "snabel", "krøl", " at ", "at)", "at]", "at}", "at>", "(a)")
_PLAIN = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_WRITTEN = re.compile(
    rf"(?<![\w.+-])[\w+'-]{{1,40}}(?:(?:{_DOT}|\s(?:underscore|bindestreg|"
    rf"minus)\s)[\w+'-]{{1,40}}){{0,3}}?{_AT}"
    rf"[\w-]{{2,40}}(?:{_DOT}[\w-]{{2,30}}){{0,2}}?{_DOT}(?:com|dk|net|org|eu|se|no|de|co\.uk|me|info|nu|"
    rf"io)(?!\w)",
    re.IGNORECASE,
)
_PROVIDERS = re.compile(
    r"(?:g(?:oogle)?mail|hotmail|live|outlook|yahoo|ymail|icloud|me|mac|msn|mail|ofir|jubii|youmail|"
    r"stofanet|tdcadsl|tdcspace|"
    r"privat|webspeed|get2net|sol|post\d*|mailme|cool|fastmail|proton(?:mail)?|pm|gmx|aol|hey|tutanota|zoho|"
    r"yandex|"
    r"dlgtele|dlgmail|energimail|kabelmail|fibermail|altiboxmail|waoomail|nal-net|bbsyd|profibermail|c\.dk|"
    r"dbmail|yousee|"
    r"tele2adsl|adslhome|vip\.cybercity|mail\.tele|mail123)\.(?:com|dk|net|org|co\.uk|me|ch|de|se|no|fr|eu)",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"(?:.*[.-])?(?:[\w-]*kommune\w*|kk|kl|kombit|kmd|aarhus|aalborg|odense|esbjerg|frederiksberg|gentofte|"
    r"gladsaxe|herning|"
    r"randers|vejle|horsens|kolding|silkeborg|viborg|roskilde|naestved|slagelse|holbaek|hillerod|helsingor|"
    r"skanderborg|"
    r"favrskov|syddjurs|norddjurs|koege|hvidovre|ballerup|rudersdal|furesoe?|lejre|ishoj|albertslund|"
    r"taarnby|dragoer|"
    r"varde|vejen|haderslev|sonderborg|aabenraa|tonder|fredericia|middelfart|assens|kerteminde|nyborg|"
    r"svendborg|"
    r"langeland|struer|lemvig|holstebro|ikast-brande|skive|morsoe|thisted|jammerbugt|rebild|vesthimmerland|"
    r"hjoerring|"
    r"frederikshavn|laesoe|bornholm|brk|rm|rn|rsyd|regionh|regionsjaelland|regsj|region\w*|\w+min|"
    r"\w+ministeriet|\w+styrelsen|"
    r"sum|sst|sdfi|politi|datatilsynet|ankestyrelsen|ft|fm|em|bm|uvm|sm|trm|kefm|sogn|km|mst|digst|star|dst|"
    r"ombudsmanden|"
    r"domstol|skat|sktst|ktst|borger|retsinformation|europa|ec\.europa|kommune)\.(?:dk|eu|gl|fo)|"
    r".*\.gov(?:\.\w+)?",
    re.IGNORECASE,
)
_FUNCTIONAL = re.compile(
    r"(?:info|post|kontakt|mail|kommune\w*|borger\w*|dpo|databeskyttelse\w*|presse\w*|hr|it|support|"
    r"servicedesk|no-?reply|booking|"
    r"\w*sekretariat\w*|admin\w*|skole\w*|bib\w*|\w*udvalg\w*|raad\w*|webmaster|faktura\w*|bogholderi|salg|"
    r"ordre\w*|job|rekruttering|"
    r"løn|loen|teknik\w*|miljoe?\w*|plan\w*|byg\w*|vej\w*|park\w*|affald\w*|genbrug\w*|social\w*|sundhed\w*|"
    r"familie\w*|bo?ern\w*|"
    r"kultur\w*|fritid\w*|hoering\w*|høring\w*|ai-?\w*|hotline\w*|digital\w*|sikkerhed\w*|kanslei|"
    r"reception\w*|office|contact|"
    r"press|hello|help|service|team\w*|\w*service|\w*center|\w*kontor\w*|\w*afdeling\w*|jobcenter\w*|"
    r"byraad\w*|valg\w*|"
    r"formand\w*|bestyrelse\w*|kasserer\w*|menighed\w*|museum\w*|turist\w*|\w*forening\w*|\w*klub\w*|"
    r"helpdesk|kundeservice)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"(?:navn|fornavn\W?(?:efternavn)?|efternavn|name|firstname\W?lastname|eksempel|example|xx+|abc|test|"
    r"din|your)\W?\w*@"
    r"|@(?:[\w.-]*\.)?(?:eksempel|example|domæne|domain|firma|test)\.",
    re.IGNORECASE,
)


def private_mails(text: str, strict: bool) -> Iterator[tuple[int, int]]:
    """Where private addresses stand. Not `strict`: those of private providers, or beside words of privacy."""
    plain = text.lower()
    if not any(sign in plain for sign in _SIGNS):
        return
    for pattern in (_PLAIN, _WRITTEN):
        for match in pattern.finditer(text):
            address = _normal(match[0])
            if "@" in address and _is_private(address, text, match, strict):
                yield match.span()


def _is_private(address: str, text: str, match: re.Match[str], strict: bool) -> bool:
    name, _, domain = address.partition("@")
    if _EXAMPLE.search(address) or _PUBLIC.fullmatch(domain):
        return False
    if _PROVIDERS.fullmatch(domain):
        return strict or not _FUNCTIONAL.fullmatch(name)
    if not strict:
        before, _ = surroundings(text, *match.span())
        return bool(PLAINLY_PRIVATE.search(before[-40:])) and not _FUNCTIONAL.fullmatch(name)
    if _FUNCTIONAL.fullmatch(name):
        return False
    return any(True for _ in first_names_in(name)) or side(text, *match.span()) != "public"


def _normal(written: str) -> str:
    """An address as it would be typed."""
    address = re.sub(_AT, "@", written, count=1, flags=re.IGNORECASE)
    address = re.sub(_DOT, ".", address, flags=re.IGNORECASE)
    return re.sub(r"\s(?:underscore|bindestreg|minus)\s|\s", "", address).lower().rstrip(".")
