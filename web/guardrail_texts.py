"""Texts of what the rules do on the chat page: while a question is typed, after it was asked, and on to people."""

from assistant.answer import Language

GUARDRAIL_TEXTS: dict[str, dict[Language, str]] = {
    "check.found": {"da": "{what} fundet.", "en": "{what} found."},
    "check.stops": {
        "da": "Sender du det, får du svaret: »{message}«",
        "en": "If you send it, the answer is: “{message}”",
    },
    "check.and": {"da": "og", "en": "and"},
    "check.anonymise": {"da": "Anonymisér", "en": "Anonymise"},
    "check.anonymised": {
        "da": "Teksten er anonymiseret.",
        "en": "The text was anonymised.",
    },
    "mask.CPR-nummer": {"da": "CPR-nummer", "en": "CPR number"},
    "mask.navn": {"da": "navn", "en": "name"},
    "mask.telefonnummer": {"da": "telefonnummer", "en": "telephone number"},
    "mask.e-mail": {"da": "e-mail", "en": "e-mail"},
    "mask.adresse": {"da": "adresse", "en": "address"},
    "mask.fortroligt": {"da": "noget fortroligt", "en": "something confidential"},
    "chat.ai": {"da": "AI-svar", "en": "AI answer"},
    "chat.ai_mark": {
        "da": "Citater, fundet og sat sammen af et AI-system",
        "en": "Quotations, found and put together by an AI system",
    },
    "chat.clause": {"da": "Grundlag: {clause}", "en": "Basis: {clause}"},
    "chat.own_clause": {"da": "Kommunens egen tekst", "en": "The municipality's own text"},
    "chat.contact": {"da": "Kontakt", "en": "Contact"},
    "chat.without_name": {"da": "Fjern navnet og spørg igen", "en": "Remove the name and ask again"},
    "chat.without_data": {
        "da": "Fjern personoplysningerne og spørg igen",
        "en": "Remove the personal data and ask again",
    },
    "chat.rewrite": {"da": "Skriv om", "en": "Rewrite"},
    "chat.not_kept": {
        "da": "[Spørgsmålet blev ikke gemt på siden]",
        "en": "[The question was not kept on the page]",
    },
    "hand.open": {"da": "Spørg AI-hotlinen", "en": "Ask the AI hotline"},
    "hand.title": {"da": "Spørg AI-hotlinen", "en": "Ask the AI hotline"},
    "hand.lead": {
        "da": "Svaret sendes til en medarbejder, som ser på det sammen med kilderne og reglerne.",
        "en": "The answer is sent to a colleague, who looks at it with its sources and the rules.",
    },
    "hand.note": {"da": "Hvad vil du have svar på? (valgfrit)", "en": "What do you want to know? (optional)"},
    "hand.hint": {
        "da": "Skriv uden personoplysninger. CPR-numre og private kontaktoplysninger fjernes, før nogen ser teksten.",
        "en": "Write without personal data. CPR numbers and private contact details are removed before anyone sees it.",
    },
    "hand.question": {
        "da": "Send mit spørgsmål med. Det blev ikke gemt; personoplysninger fjernes, før nogen ser det.",
        "en": "Send my question along. It was not stored; personal data are removed before anyone sees it.",
    },
    "hand.send": {"da": "Send", "en": "Send"},
    "hand.close": {"da": "Luk", "en": "Close"},
    "hand.sent": {"da": "Sendt til AI-hotlinen. Nummer: {id}", "en": "Sent to the AI hotline. Number: {id}"},
    "hand.failed": {
        "da": "Det blev ikke sendt: {reason} Det, du skrev, står her endnu.",
        "en": "It was not sent: {reason} What you wrote is still here.",
    },
}
