"""What can go wrong when something is fetched, told in one Danish line each."""


class UnfetchableError(Exception):
    """An address cannot be fetched; the message is one line for an administrator.

    `is_passing` says that it may work another time: a server that does not answer, and not one that refuses.
    """

    def __init__(self, line: str, is_passing: bool = False) -> None:
        super().__init__(line)
        self.is_passing = is_passing


class HiccupError(UnfetchableError):
    """What is worth another try at once, or after `wait_seconds` if the server named a time."""

    def __init__(self, line: str, wait_seconds: float | None = None) -> None:
        super().__init__(line, is_passing=True)
        self.wait_seconds = wait_seconds


class CancelledError(Exception):
    """Whoever asked for the documents does not want them any more."""


LATER = "Der prøves igen næste gang, kilden hentes."

INVALID = "Adressen er ikke en gyldig webadresse. Skriv den, som den står i browserens adresselinje."
SCHEME = "Kun adresser, der begynder med https:// eller http://, kan hentes."
CREDENTIALS = "Adressen indeholder et brugernavn eller en adgangskode. Fjern det; kun åbne sider kan hentes."
DOWNGRADE = "Siden sender videre fra https til ukrypteret http og hentes ikke. Brug den adresse, der sendes videre til."
REDIRECTS = "Siden sender videre for mange gange eller i ring. Brug den adresse, hvor dokumentet ligger."
REDIRECT_LOST = "Siden sender videre uden at sige hvorhen. Brug den adresse, hvor dokumentet ligger."
TOO_SLOW = f"Serveren sender så langsomt, at hentningen er stoppet. {LATER}"
SILENT = f"Serveren svarede ikke i tide. {LATER}"
UNREACHABLE = f"Der er ingen forbindelse til serveren. {LATER}"
CERTIFICATE = (
    "Serverens certifikat er ikke gyldigt, så forbindelsen er ikke sikker. "
    "Kontrollér adressen, og bed serverens ejer om at forny certifikatet."
)
BROKEN_OFF = f"Forbindelsen blev afbrudt, før alt var hentet. {LATER}"
ENCODING = "Serveren sender siden komprimeret på en måde, der ikke understøttes. Hent dokumentet selv, og upload det."
BROKEN_GZIP = f"Det komprimerede indhold er beskadiget. {LATER}"
LOGIN_PAGE = "Adressen skulle give et dokument, men gav en webside, måske en loginside. Åbn den i en browser."
ATTACHMENTS = (
    "Bilag kan kun hentes med, når kilden er en enkelt side. Slå bilag fra, eller vælg en enkelt side."
)
NO_SITEMAP = "Adressen giver ikke et helt sitemap. Kontrollér den; sitemaps ender ofte på sitemap.xml."
NO_PAGE = "Adressen giver ikke en webside med links. Vælg kilden som enkelt side, hvis den er et dokument."
NO_LINKS = "Der blev ikke fundet et eneste link, som passer til kilden. Kontrollér adressen og mønsteret."
TOO_MANY_LISTS = "Kilden fortsætter over flere sider, end der hentes på én gang. Del den op i flere kilder."
MISSED = "Et nyt dokument kunne ikke hentes lige nu, så kilden er ikke set i sin helhed. Intet udgår, før den er det."
MOST = "Højst antal dokumenter skal være mindst 1."


def off_list(host: str) -> str:
    """The line for a host that the source does not name."""
    return f"Værten {host} står ikke på kildens liste over tilladte værter. Tilføj den, hvis der må hentes derfra."


def internal(host: str) -> str:
    """The line for a host whose address is not on the public internet."""
    return f"Værten {host} ligger på et internt net og hentes ikke. Brug en offentlig adresse."


def unknown_host(host: str) -> str:
    """The line for a host that cannot be looked up."""
    return f"Værten {host} kan ikke findes. Kontrollér adressen; er den rigtig, prøves der igen næste gang."


def forbidden_by_robots(host: str) -> str:
    """The line for a page that robots.txt keeps programs away from."""
    return (
        f"Værten {host} tillader ikke, at siden hentes automatisk (robots.txt). Hent den selv, og upload den."
    )


def robots_unreadable(host: str) -> str:
    """The line for a host whose robots.txt is out of reach."""
    return f"robots.txt kan ikke læses hos {host}, så det vides ikke, om siden må hentes. {LATER}"


def resting(host: str) -> str:
    """The line for what is not asked for because the host failed several times, or asked for peace."""
    return f"Værten {host} svarer ikke eller har bedt om en pause, så siden er ikke hentet. {LATER}"


def too_large(limit_bytes: int) -> str:
    """The line for a document beyond the limit."""
    return f"Dokumentet er for stort (grænsen er {limit_bytes / 2**20:.0f} MB). Del det op, og upload delene."


def status(code: int) -> str:
    """The line for an answer that is no document."""
    if code in (401, 403):
        return f"Serveren kræver login eller afviser at vise siden ({code}). Hent den selv, og upload den."
    if code in (404, 410):
        return f"Siden findes ikke ({code}). Ret eller fjern linket."
    if code == 429 or code >= 500:
        return f"Serveren har fejl eller for travlt ({code}). {LATER}"
    return f"Serveren gav et svar, der ikke er et dokument ({code}). Kontrollér adressen i en browser."


def cut(most: int, found: int) -> str:
    """The line for a source that lists more than is fetched at a time."""
    return (
        f"Kilden har {found} dokumenter, og der hentes højst {most} ad gangen. Resten hentes de næste gange."
    )


def unsupported(kind: str) -> str:
    """The line for a document of a type that there is no reader for."""
    return f"Dokumenttypen {kind or 'er ukendt og'} kan ikke læses. Brug f.eks. PDF, Word eller HTML."
