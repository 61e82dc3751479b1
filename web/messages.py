"""What the machine interface says to people, in Danish and in English."""

from assistant.answer import Language
from web.quarantine_texts import QUARANTINE_MESSAGES

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
        "da": "Serveren lukkes, og indlæsningen blev afbrudt. Den går videre, når serveren starter igen.",
        "en": "The server is closing and the ingestion was stopped. It goes on when the server starts again.",
    },
    "embedding_failed": {
        "da": "Tjenesten bag KKGPT_EMBEDDING_URL gav ingen vektorer. Kontrollér adressen og tjenesten.",
        "en": "The service at KKGPT_EMBEDDING_URL gave no vectors. Check the address and the service.",
    },
    "ingestion_interrupted": {
        "da": "Indlæsningen blev afbrudt. Det, der er indlæst, er gemt. Kør den igen for at gå videre.",
        "en": "The ingestion was stopped. What was ingested is kept. Run it again to go on.",
    },
    "disk_full": {
        "da": "Disken er fuld. Gør plads, og kør indlæsningen igen.",
        "en": "The disk is full. Make room and run the ingestion again.",
    },
    "run_failed": {
        "da": "Der skete en uventet fejl. Kør indlæsningen igen; bliver den ved, så giv nummeret {run} til dem, "
        "der driver systemet.",
        "en": "Something failed. Run the ingestion again; if it persists, give number {run} to those who run the "
        "system.",
    },
    "held_back": {
        "da": "Dokumentet er i karantæne. Frigiv det under Administration > Karantæne, hvis det skal bruges.",
        "en": "The document is in quarantine. Release it under Administration > Quarantine if it is to be used.",
    },
    "ingestion_running": {
        "da": "En indlæsning er i gang. Prøv igen, når den er færdig.",
        "en": "An ingestion is running. Try again when it is done.",
    },
    "run_not_found": {"da": "Indlæsningen findes ikke.", "en": "There is no such ingestion."},
    "run_cancelled": {"da": "Indlæsningen blev annulleret.", "en": "The ingestion was cancelled."},
    "run_over": {"da": "Indlæsningen er allerede slut.", "en": "The ingestion has ended already."},
    "addresses_alone": {
        "da": "Indlæs en webadresse for sig, uden andre adresser og filer.",
        "en": "Ingest a web address by itself, without other addresses and files.",
    },
    "source_not_found": {"da": "Kilden findes ikke.", "en": "There is no such source."},
    "folder_not_allowed": {
        "da": "Mappen må ikke indlæses herfra. Den, der driver systemet, kan tillade den med KKGPT_FOLDERS eller "
        "tilføje den med »kkgpt sources add«.",
        "en": "The folder may not be ingested from here. Those who run the system can allow it by KKGPT_FOLDERS or "
        "add it with the command kkgpt sources add.",
    },
    "foreign_origin": {
        "da": "Filer kan kun sendes fra kkgpt's egen side. Åbn den, og prøv igen.",
        "en": "Files can be sent from kkgpt's own page only. Open it and try again.",
    },
    "not_multipart": {
        "da": "Send filerne som en formular (multipart/form-data).",
        "en": "Send the files as a form (multipart/form-data).",
    },
    "invalid_upload": {
        "da": "Filerne kom ikke helt frem. Prøv igen.",
        "en": "The files did not arrive as a whole. Try again.",
    },
    "no_files": {
        "da": "Der er ingen filer. Vælg mindst én.",
        "en": "There are no files. Choose at least one.",
    },
    "too_many_files": {
        "da": "Der er for mange filer. Send højst {most} ad gangen.",
        "en": "There are too many files. Send at most {most} at a time.",
    },
    "file_too_large": {
        "da": "»{name}« fylder mere end {megabytes} MB. Del den, eller udelad den.",
        "en": "“{name}” is larger than {megabytes} MB. Split it or leave it out.",
    },
    "upload_too_large": {
        "da": "Filerne fylder for meget. Send højst {megabytes} MB ad gangen.",
        "en": "The files are too large. Send at most {megabytes} MB at a time.",
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
    return (_MESSAGES | QUARANTINE_MESSAGES)[key][language].format(**values)


def step_message(step: str, language: Language) -> str:
    """What the reader is told while a step of the pipeline is at work."""
    return message(f"step.{step}", language)
