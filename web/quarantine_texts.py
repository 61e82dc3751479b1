"""Texts of the quarantine."""

from assistant.answer import Language

QUARANTINE_TEXTS: dict[str, dict[Language, str]] = {
    "admin.quarantine": {"da": "Karantæne", "en": "Quarantine"},
    "admin.waiting": {"da": "venter", "en": "waiting"},
    "retired.quarantined": {
        "da": "teksten er sat i karantæne",
        "en": "its text is in quarantine",
    },
    "result.quarantined": {"da": "I karantæne", "en": "In quarantine"},
    "quarantine.lead": {
        "da": "Dokumenter med tekst, der ser ud til at være rettet til en AI, skjult tekst eller links, der kan sende "
        "data ud. De bruges ikke i svar, før nogen har set på dem.",
        "en": "Documents with text that seems to be addressed to an AI, hidden text or links that can carry data "
        "away. They are not used in answers before somebody has looked at them.",
    },
    "quarantine.none": {"da": "Der er ingen dokumenter her.", "en": "There are no documents here."},
    "quarantine.narrow": {"da": "Afgræns dokumenterne", "en": "Narrow the documents"},
    "quarantine.document": {"da": "Dokument", "en": "Document"},
    "quarantine.found": {"da": "Fundet", "en": "Found"},
    "quarantine.status": {"da": "Tilstand", "en": "State"},
    "quarantine.held_at": {"da": "Siden", "en": "Since"},
    "held.held": {"da": "Venter", "en": "Waiting"},
    "held.released": {"da": "Frigivet", "en": "Released"},
    "held.rejected": {"da": "Afvist", "en": "Rejected"},
    "held.replaced": {"da": "Filen er ændret", "en": "File changed"},
    "held.alle": {"da": "Alle", "en": "All"},
    "finding.instruction": {"da": "Instruktion til en AI", "en": "Instruction to an AI"},
    "finding.hidden": {"da": "Skjult tekst", "en": "Hidden text"},
    "finding.link": {"da": "Link, der kan sende data ud", "en": "Link that can carry data away"},
    "finding.personal": {"da": "Personoplysninger", "en": "Personal data"},
    "hidden.style": {"da": "skjult med formatering", "en": "hidden by formatting"},
    "hidden.colour": {"da": "samme farve som baggrunden", "en": "in the colour of its background"},
    "hidden.size": {"da": "for lille til at læse", "en": "too small to read"},
    "hidden.place": {"da": "uden for siden", "en": "outside the page"},
    "hidden.undrawn": {"da": "tegnes ikke på siden", "en": "not drawn on the page"},
    "hidden.comment": {"da": "i en kommentar", "en": "in a comment"},
    "hidden.attribute": {"da": "i en billedtekst eller metadata", "en": "in a description or metadata"},
    "hidden.characters": {"da": "i usynlige tegn", "en": "in invisible characters"},
    "quarantine.back": {"da": "Hele karantænen", "en": "The whole quarantine"},
    "quarantine.page": {"da": "side {number}", "en": "page {number}"},
    "quarantine.score": {"da": "score {score}", "en": "score {score}"},
    "quarantine.failed": {
        "da": "Reglen kunne ikke afprøves og tæller derfor som udløst.",
        "en": "The rule could not be run and so counts as triggered.",
    },
    "quarantine.clause": {"da": "Grundlag: {clause}", "en": "Basis: {clause}"},
    "quarantine.findings": {
        "da": "Det, der er fundet uden for den synlige tekst",
        "en": "What was found beside the visible text",
    },
    "quarantine.text": {"da": "Teksten med det fundne markeret", "en": "The text with what was found marked"},
    "quarantine.whole": {"da": "Vis hele teksten", "en": "Show the whole text"},
    "quarantine.near": {"da": "Vis kun omkring det fundne", "en": "Show only around what was found"},
    "quarantine.skipped": {"da": "Tekst udeladt her", "en": "Text left out here"},
    "quarantine.all_hidden": {"da": "Al skjult tekst ({count})", "en": "All hidden text ({count})"},
    "quarantine.former": {
        "da": "Imens svares der ud fra den tidligere version: {title}.",
        "en": "Meanwhile answers are built on the former version: {title}.",
    },
    "quarantine.no_former": {
        "da": "Der svares ikke ud fra dokumentet, så længe det er her.",
        "en": "No answers are built on the document while it is here.",
    },
    "quarantine.file": {"da": "Fil eller adresse", "en": "File or address"},
    "quarantine.run": {"da": "Kørsel", "en": "Run"},
    "quarantine.policy": {"da": "Retningslinjer", "en": "Policy"},
    "quarantine.redacted": {"da": "Fjernet fra teksten", "en": "Removed from the text"},
    "quarantine.open": {"da": "Åbn dokumentet", "en": "Open the document"},
    "quarantine.by": {"da": "Dit navn", "en": "Your name"},
    "quarantine.reason": {"da": "Begrundelse", "en": "Reason"},
    "quarantine.release": {"da": "Frigiv", "en": "Release"},
    "quarantine.release_ask": {"da": "Frigiv dokumentet?", "en": "Release the document?"},
    "quarantine.release_words": {
        "da": "Dokumentet tages i brug, som det er læst. Skjult tekst kommer ikke med, og det, der er fjernet, "
        "forbliver fjernet. Samme tekst sættes ikke i karantæne igen.",
        "en": "The document is taken into use as it was read. Hidden text stays out, and what was removed stays "
        "removed. The same text is not held back again.",
    },
    "quarantine.release_done": {"da": "Dokumentet er frigivet.", "en": "The document was released."},
    "quarantine.reject": {"da": "Afvis", "en": "Reject"},
    "quarantine.reject_ask": {"da": "Afvis dokumentet?", "en": "Reject the document?"},
    "quarantine.reject_words": {
        "da": "Dokumentet holdes ude, til filen ændres. Afvisningen kan fortrydes.",
        "en": "The document is kept out until its file changes. The rejection can be undone.",
    },
    "quarantine.reject_done": {"da": "Dokumentet er afvist.", "en": "The document was rejected."},
    "quarantine.reopen": {"da": "Fortryd afvisning", "en": "Undo the rejection"},
    "quarantine.reopen_ask": {"da": "Fortryd afvisningen?", "en": "Undo the rejection?"},
    "quarantine.reopen_words": {
        "da": "Dokumentet kommer tilbage i karantæne og venter på en afgørelse.",
        "en": "The document goes back into quarantine and waits for a decision.",
    },
    "quarantine.reopen_done": {
        "da": "Dokumentet er i karantæne igen.",
        "en": "The document is in quarantine again.",
    },
    "quarantine.rulings": {"da": "Afgørelser", "en": "Decisions"},
    "ruling.release": {"da": "Frigivet", "en": "Released"},
    "ruling.reject": {"da": "Afvist", "en": "Rejected"},
    "ruling.reopen": {"da": "Afvisning fortrudt", "en": "Rejection undone"},
    "quarantine.ruled": {"da": "{what} af {who}, {when}", "en": "{what} by {who}, {when}"},
    "document.redacted": {"da": "Fjernet af hensyn til personer", "en": "Removed to protect people"},
    "redacted.cpr": {"da": "CPR-numre", "en": "Civil registration numbers"},
    "redacted.contact-details": {"da": "Private kontaktoplysninger", "en": "Private contact details"},
}

QUARANTINE_MESSAGES: dict[str, dict[Language, str]] = {
    "quarantine_not_found": {
        "da": "Der er intet i karantænen med det nummer.",
        "en": "There is nothing in quarantine under that number.",
    },
    "quarantine_held": {
        "da": "Dokumentet venter på en afgørelse.",
        "en": "The document waits for a decision.",
    },
    "quarantine_released": {
        "da": "Dokumentet er allerede frigivet.",
        "en": "The document was released already.",
    },
    "quarantine_rejected": {
        "da": "Dokumentet er allerede afvist.",
        "en": "The document was rejected already.",
    },
    "quarantine_replaced": {
        "da": "Filen er ændret eller fjernet siden, så der er ikke længere noget at afgøre.",
        "en": "The file has changed or was removed since, so there is nothing to decide any more.",
    },
}
