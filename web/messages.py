"""What the machine interface says to people, in Danish and in English."""

from assistant.answer import Language

_MESSAGES: dict[str, dict[Language, str]] = {
    "step.check_question": {"da": "Læser spørgsmålet", "en": "Reading the question"},
    "step.understand_question": {"da": "Forstår spørgsmålet", "en": "Understanding the question"},
    "step.find_passages": {"da": "Søger i kilderne", "en": "Searching the sources"},
    "step.compose_answer": {"da": "Finder det, der svarer", "en": "Finding what answers"},
    "step.check_answer": {"da": "Kontrollerer citaterne", "en": "Checking the quotes"},
    "invalid_json": {
        "da": "Forespørgslen er ikke gyldig JSON.",
        "en": "The request is not valid JSON.",
    },
    "invalid_request": {
        "da": "Forespørgslen har ikke den rette form: {field}.",
        "en": "The request is not of the right form: {field}.",
    },
    "not_json": {
        "da": "Send forespørgslen som JSON (Content-Type: application/json).",
        "en": "Send the request as JSON (Content-Type: application/json).",
    },
    "too_large": {
        "da": "Forespørgslen er for stor. Den må højst fylde {kilobytes} kB.",
        "en": "The request is too large. The most is {kilobytes} kB.",
    },
    "wrong_host": {
        "da": "Serveren svarer kun på adressen på denne maskine.",
        "en": "The server answers at this machine's own address only.",
    },
    "not_found": {"da": "Adressen findes ikke.", "en": "There is no such address."},
    "method_not_allowed": {
        "da": "Adressen kan ikke bruges på den måde.",
        "en": "The address cannot be used in that way.",
    },
    "not_possible": {"da": "Forespørgslen kan ikke udføres.", "en": "The request cannot be carried out."},
    "document_not_found": {
        "da": "Dokumentet eller versionen findes ikke.",
        "en": "There is no such document or version.",
    },
    "token_needed": {
        "da": "Kun kommandoen kkgpt på denne maskine kan indlæse dokumenter.",
        "en": "Only the command kkgpt on this machine can ingest documents.",
    },
    "ingestion_waits": {
        "da": "En anden indlæsning er i gang. Denne begynder, når den er færdig.",
        "en": "Another ingestion is running. This one begins when it is done.",
    },
    "ingestion_stopped": {
        "da": "Serveren lukkes, og indlæsningen blev afbrudt. Det, der er indlæst, er gemt. Kør den igen.",
        "en": "The server is closing and the ingestion was stopped. What was ingested is kept. Run it again.",
    },
    "embedding_failed": {
        "da": "Tjenesten bag KKGPT_EMBEDDING_URL gav ingen vektorer. Kontrollér adressen og tjenesten.",
        "en": "The service at KKGPT_EMBEDDING_URL gave no vectors. Check the address and the service.",
    },
    "internal": {
        "da": "Der skete en fejl hos os. Prøv igen; bliver den ved, så giv fejlnummeret {number} til dem, "
        "der driver systemet.",
        "en": "Something failed on our side. Try again; if it persists, give error number {number} to those "
        "who run the system.",
    },
}


def message(key: str, language: Language, **values: object) -> str:
    """The message of `key` with its values filled in; an unknown key is a mistake in the program."""
    return _MESSAGES[key][language].format(**values)


def step_message(step: str, language: Language) -> str:
    """What the reader is told while a step of the pipeline is at work."""
    return message(f"step.{step}", language)
