"""What people are told when change control refuses something, in Danish and in English."""

from assistant.answer import Language

CONTROL_MESSAGES: dict[str, dict[Language, str]] = {
    "name_needed": {
        "da": "Skriv dit navn med mindst to og højst {most} tegn.",
        "en": "Write your name, with two to {most} characters.",
    },
    "reason_needed": {
        "da": "Skriv hvorfor, med højst {most} tegn.",
        "en": "Say why, in at most {most} characters.",
    },
    "policy_not_found": {"da": "Der er ingen politik nr. {id}.", "en": "There is no policy no. {id}."},
    "policy_not_proposed": {
        "da": "Politik nr. {id} er ikke et forslag.",
        "en": "Policy no. {id} is not a proposal.",
    },
    "policy_none_proposed": {
        "da": "Der er intet forslag. Lav et med »kkgpt policy propose FIL«.",
        "en": "There is no proposal. Make one with the command kkgpt policy propose FILE.",
    },
    "policy_which": {
        "da": "Der er flere forslag. Skriv nummeret på det, du mener; se »kkgpt policy history«.",
        "en": "There are several proposals. Give the number of the one you mean; see kkgpt policy history.",
    },
    "policy_is_live": {
        "da": "Politikken er allerede i kraft (nr. {id}).",
        "en": "The policy is in force already (no. {id}).",
    },
    "policy_is_proposed": {
        "da": "Politikken er allerede foreslået (nr. {id}).",
        "en": "The policy is proposed already (no. {id}).",
    },
    "policy_invalid": {
        "da": "Det er ikke en gyldig politik: {complaint}",
        "en": "That is not a valid policy: {complaint}",
    },
    "shadow_needed": {
        "da": "Prøv først forslaget på de seneste ugers spørgsmål: »kkgpt policy shadow {id}«. Prøven må højst være "
        "{hours} timer gammel og skal være mod den politik, der er i kraft nu.",
        "en": "First try the proposal on the questions of the last weeks: kkgpt policy shadow {id}. The trial may be "
        "{hours} hours old at most and must be against the policy that is in force now.",
    },
    "pause_no_rule": {"da": "Der er ingen regel »{target}«.", "en": "There is no rule “{target}”."},
    "pause_no_document": {
        "da": "Der er intet dokument »{target}«. Find id'et med »kkgpt documents list«.",
        "en": "There is no document “{target}”. Find the id with kkgpt documents list.",
    },
    "pause_past": {"da": "Den sidste dag er forbi.", "en": "The last day is past."},
    "pause_exists": {
        "da": "Der er allerede en pause for »{target}« (nr. {id}).",
        "en": "There is a pause of “{target}” already (no. {id}).",
    },
    "pause_confirmed": {"da": "Pausen er allerede bekræftet.", "en": "The pause is confirmed already."},
    "pause_same_person": {
        "da": "{name} har selv bedt om pausen. En anden skal bekræfte den.",
        "en": "{name} asked for the pause. Somebody else must confirm it.",
    },
    "pause_not_found": {"da": "Der er ingen pause nr. {id}.", "en": "There is no pause no. {id}."},
    "pause_over": {"da": "Pausen er slut.", "en": "The pause is over."},
    "rule_not_found": {"da": "Der er ingen regel »{rule}«.", "en": "There is no rule “{rule}”."},
    "link_no_document": {
        "da": "Dokumentet er ikke i brug.",
        "en": "The document is not in use.",
    },
    "link_no_quote": {
        "da": "Ordene står ikke i »{title}«. Kopiér dem fra kilden.",
        "en": "The words do not stand in “{title}”. Copy them from the source.",
    },
    "link_nothing": {
        "da": "Der er intet sted at bekræfte for »{rule}«. Vælg et, eller sig, at intet passer.",
        "en": "There is no passage to confirm for “{rule}”. Choose one, or say that none fits.",
    },
    "answer_not_found": {"da": "Svaret findes ikke.", "en": "There is no such answer."},
    "handover_not_found": {"da": "Sagen findes ikke.", "en": "There is no such case."},
    "handover_closed": {"da": "Sagen er allerede lukket.", "en": "The case is closed already."},
    "foreign_page": {
        "da": "Det kan kun gøres fra kkgpt's egne sider eller med kommandoen kkgpt.",
        "en": "It can be done from kkgpt's own pages or with the command kkgpt only.",
    },
}
