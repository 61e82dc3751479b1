"""The texts of the interface, in Danish and in English; those of some pages stand in files of their own."""

import datetime

from assistant.answer import Language
from web.administration_texts import ADMINISTRATION_TEXTS
from web.control_labels import CONTROL_LABELS
from web.control_texts import CONTROL_TEXTS
from web.decision_texts import DECISION_TEXTS
from web.guardrail_texts import GUARDRAIL_TEXTS
from web.ingestion_texts import INGESTION_TEXTS
from web.notice_labels import NOTICE_TEXTS
from web.quarantine_texts import QUARANTINE_TEXTS

LANGUAGES: tuple[Language, ...] = ("da", "en")

_CHAT_TEXTS: dict[str, dict[Language, str]] = {
    "product": {"da": "kkgpt", "en": "kkgpt"},
    "skip": {"da": "Gå til indholdet", "en": "Skip to content"},
    "nav.label": {"da": "Hovedmenu", "en": "Main menu"},
    "nav.chat": {"da": "Chat", "en": "Chat"},
    "nav.sources": {"da": "Kilder", "en": "Sources"},
    "nav.decisions": {"da": "Beslutninger", "en": "Decisions"},
    "nav.admin": {"da": "Administration", "en": "Administration"},
    "nav.about": {"da": "Om", "en": "About"},
    "language.da": {"da": "Dansk", "en": "Dansk"},
    "language.en": {"da": "English", "en": "English"},
    "home.title": {"da": "Hvad vil du vide?", "en": "What would you like to know?"},
    "home.lead": {
        "da": "Stil et spørgsmål til kommunens strategier, politikker og referater. Du får et kort svar af "
        "ordrette citater, og hver sætning viser, hvor den står.",
        "en": "Ask about the municipality's strategies, policies and minutes. You get a short answer made of "
        "verbatim quotes, and each sentence shows where it stands.",
    },
    "home.examples": {"da": "Prøv for eksempel", "en": "For example"},
    "home.noscript": {
        "da": "Chatten kræver JavaScript. Du kan læse alle kilderne uden.",
        "en": "The chat needs JavaScript. All sources can be read without it.",
    },
    "composer.region": {"da": "Nyt spørgsmål", "en": "New question"},
    "composer.label": {"da": "Dit spørgsmål", "en": "Your question"},
    "composer.placeholder": {"da": "Skriv dit spørgsmål", "en": "Type your question"},
    "composer.send": {"da": "Spørg", "en": "Ask"},
    "composer.stop": {"da": "Stop", "en": "Stop"},
    "composer.hint": {
        "da": "Skriv ikke CPR-numre eller andre personoplysninger.",
        "en": "Do not enter CPR numbers or other personal data.",
    },
    "chat.remaining": {"da": "{count} tegn tilbage", "en": "{count} characters left"},
    "chat.too_long": {
        "da": "Spørgsmålet er {count} tegn for langt. Højst {limit} tegn.",
        "en": "The question is {count} characters too long. At most {limit} characters.",
    },
    "chat.conversation": {"da": "Samtale", "en": "Conversation"},
    "chat.new": {"da": "Ny samtale", "en": "New conversation"},
    "chat.cleared": {"da": "Samtalen er afsluttet.", "en": "The conversation has been closed."},
    "chat.undo": {"da": "Fortryd", "en": "Undo"},
    "chat.question": {"da": "Spørgsmål", "en": "Question"},
    "chat.answer": {"da": "Svar", "en": "Answer"},
    "chat.working": {"da": "Læser spørgsmålet", "en": "Reading the question"},
    "chat.sources": {"da": "Kilder til svaret", "en": "Sources of the answer"},
    "chat.nearest": {"da": "Nærmeste kilder", "en": "Nearest sources"},
    "chat.mark": {"da": "Kilde {number}: {title}", "en": "Source {number}: {title}"},
    "chat.copy": {"da": "Kopiér svar", "en": "Copy answer"},
    "chat.copied": {"da": "Svaret er kopieret med kilder", "en": "The answer was copied with its sources"},
    "chat.copy_failed": {
        "da": "Svaret kunne ikke kopieres. Markér teksten, og kopiér den selv.",
        "en": "The answer could not be copied. Select the text and copy it yourself.",
    },
    "chat.retry": {"da": "Prøv igen", "en": "Try again"},
    "chat.stopped": {"da": "Svaret blev stoppet.", "en": "The answer was stopped."},
    "chat.interrupted": {
        "da": "Siden blev genindlæst, før svaret var færdigt.",
        "en": "The page was reloaded before the answer was complete.",
    },
    "chat.lost": {
        "da": "Forbindelsen blev afbrudt, før svaret var færdigt. Dit spørgsmål er bevaret.",
        "en": "The connection was lost before the answer was complete. Your question is kept.",
    },
    "chat.failed": {
        "da": "Der opstod en fejl, og svaret blev ikke færdigt. Dit spørgsmål er bevaret.",
        "en": "Something went wrong and the answer was not completed. Your question is kept.",
    },
    "chat.unsupported": {"da": "Ikke bekræftet af kilden", "en": "Not confirmed by the source"},
    "chat.partly": {
        "da": "Kilderne besvarer kun en del af spørgsmålet.",
        "en": "The sources answer only part of the question.",
    },
    "source.page": {"da": "side {page}", "en": "page {page}"},
    "source.municipality": {"da": "Kommune", "en": "Municipality"},
    "source.body": {"da": "Udvalg eller enhed", "en": "Body"},
    "source.date": {"da": "Dato", "en": "Date"},
    "source.status": {"da": "Status", "en": "Status"},
    "source.kind": {"da": "Type", "en": "Kind"},
    "source.title": {"da": "Titel", "en": "Title"},
    "source.file": {"da": "Fil eller adresse", "en": "File or address"},
    "source.outline": {"da": "Indhold", "en": "Contents"},
    "source.text": {"da": "Kildens tekst", "en": "Text of the source"},
    "source.to_quote": {"da": "Gå til citatet", "en": "Go to the quote"},
    "source.back": {"da": "Alle kilder", "en": "All sources"},
    "source.empty": {"da": "Versionen har ingen tekst.", "en": "This version has no text."},
    "panel.heading": {"da": "Kilde", "en": "Source"},
    "panel.close": {"da": "Luk", "en": "Close"},
    "panel.loading": {"da": "Henter kilden", "en": "Loading the source"},
    "panel.failed": {
        "da": "Kilden kunne ikke hentes her. Åbn hele kilden i stedet.",
        "en": "The source could not be loaded here. Open the whole source instead.",
    },
    "panel.open": {"da": "Åbn hele kilden", "en": "Open the whole source"},
    "sources.title": {"da": "Kilder", "en": "Sources"},
    "sources.lead": {
        "da": "Svarene bygger kun på disse dokumenter. Åbn et dokument for at læse det hele.",
        "en": "Answers are built on these documents only. Open a document to read all of it.",
    },
    "sources.none": {
        "da": "Der er ikke indlæst nogen dokumenter endnu.",
        "en": "No documents have been loaded yet.",
    },
    "missing.title": {"da": "Kilden findes ikke", "en": "There is no such source"},
    "missing.lead": {
        "da": "Dokumentet eller versionen kendes ikke. Adressen kan være skrevet forkert.",
        "en": "The document or version is not known. The address may be mistyped.",
    },
    "validity.in_force": {"da": "Gældende", "en": "In force"},
    "validity.expired": {"da": "Udløbet", "en": "Expired"},
    "validity.superseded": {"da": "Erstattet", "en": "Superseded"},
    "validity.draft": {"da": "Udkast", "en": "Draft"},
    "validity.adopted": {"da": "Vedtaget", "en": "Adopted"},
    "kind.minutes": {"da": "Referat", "en": "Minutes"},
    "kind.strategy": {"da": "Strategi", "en": "Strategy"},
    "kind.policy": {"da": "Politik", "en": "Policy"},
    "kind.guide": {"da": "Vejledning", "en": "Guidance"},
    "kind.rules": {"da": "Regler", "en": "Rules"},
    "kind.code": {"da": "Kodeks", "en": "Code of conduct"},
    "kind.consultation": {"da": "Høringssvar", "en": "Consultation response"},
}

TEXTS = (
    _CHAT_TEXTS
    | GUARDRAIL_TEXTS
    | NOTICE_TEXTS
    | DECISION_TEXTS
    | ADMINISTRATION_TEXTS
    | INGESTION_TEXTS
    | CONTROL_TEXTS
    | QUARANTINE_TEXTS
    | CONTROL_LABELS
)

_MONTHS: dict[Language, str] = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def text(key: str, language: Language) -> str:
    """The text of `key`; an unknown key is a mistake in the program and raises KeyError."""
    return TEXTS[key][language]


def label(group: str, value: str, language: Language) -> str:
    """The name of a stored value, such as `kind` `minutes`; a value without a name is shown as it is."""
    return TEXTS[f"{group}.{value}"][language] if f"{group}.{value}" in TEXTS else value


def script_texts(language: Language) -> dict[str, str]:
    """The texts that the scripts of the pages use."""
    groups = """chat. check. mask. hand. panel. source. validity. kind. action. live. result. policy.trying""".split()
    return {key: both[language] for key, both in TEXTS.items() if key.startswith(tuple(groups))}


def day(date: str, language: Language) -> str:
    """An ISO date in words ("1. februar 2024"); anything else, such as a year alone, as it stands."""
    try:
        when = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    month = _MONTHS[language].split()[when.month - 1]
    return f"{when.day}. {month} {when.year}" if language == "da" else f"{when.day} {month} {when.year}"


def moment(timestamp: str, language: Language) -> str:
    """An ISO time in words, here ("1. februar 2024 kl. 14.05"); anything else as it stands."""
    try:
        when = datetime.datetime.fromisoformat(timestamp).astimezone()
    except ValueError:
        return timestamp
    date = day(when.date().isoformat(), language)
    return f"{date} kl. {when:%H.%M}" if language == "da" else f"{date}, {when:%H:%M}"


def figure(number: int, language: Language) -> str:
    """A whole number with its thousands set apart ("12.345")."""
    return f"{number:,}".replace(",", ".") if language == "da" else f"{number:,}"


def decimal(number: float, language: Language) -> str:
    """A number with two places ("0,50")."""
    return f"{number:.2f}".replace(".", ",") if language == "da" else f"{number:.2f}"
