"""The notice pages as data: what they say in Danish and in English, in order.

What depends on the installation is not written here: `shows` names what the template fills in at that place from the
settings, the policy in force, the corpus and the measurements.
"""

from dataclasses import dataclass
from typing import Literal

from assistant.answer import Language

Both = dict[Language, str]
Shows = Literal[
    "owner",
    "contact",
    "hotline",
    "retention",
    "dpo",
    "basis",
    "rules",
    "figures",
    "corpus",
    "pages",
    "software",
]


@dataclass(frozen=True, slots=True)
class Part:
    """A section: heading, paragraphs, points, and what is filled in beneath them."""

    id: str
    heading: Both
    text: tuple[Both, ...] = ()
    points: tuple[Both, ...] = ()
    shows: tuple[Shows, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A page: its address below /om, its name in the side menu, its lead and its sections."""

    path: str
    name: Both
    title: Both
    lead: Both
    parts: tuple[Part, ...] = ()

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"/om/{self.path}" if self.path else "/om"


def both(da: str, en: str) -> Both:
    """The same words in both languages."""
    return {"da": da, "en": en}


ABOUT = NoticePage(
    "",
    both("Hvad det er", "What it is"),
    both("Om kkgpt", "About kkgpt"),
    both(
        "kkgpt er et AI-system til kommunens medarbejdere. Det finder de steder i dokumenterne, der besvarer dit "
        "spørgsmål, og sammensætter svaret af citater derfra.",
        "kkgpt is an AI system for the municipality's staff. It finds the places in the documents that answer your "
        "question and puts the answer together from quotations.",
    ),
    (
        Part(
            "er",
            both("Det er", "It is"),
            points=(
                both(
                    "et opslag i kommunens strategier, politikker og referater, med henvisning ved hver sætning.",
                    "a look-up in the municipality's strategies, policies and minutes, with a citation for each "
                    "sentence.",
                ),
                both(
                    "bygget på de dokumenter, der står på siden Kilder, og ikke på noget andet.",
                    "built on the documents listed on the page Sources and on nothing else.",
                ),
                both(
                    "ærligt om, hvad det ikke finder: uden et sted i kilderne er der intet svar.",
                    "honest about what it does not find: without a place in the sources there is no answer.",
                ),
            ),
        ),
        Part(
            "er-ikke",
            both("Det er ikke", "It is not"),
            points=(
                both(
                    "en sagsbehandler. Det træffer ikke afgørelser og vurderer ikke, hvad en borger har ret til.",
                    "a caseworker. It makes no decisions and does not judge what a citizen is entitled to.",
                ),
                both(
                    "en journal eller et sagssystem. Bruger du et svar i en sag, skal du selv notere det der.",
                    "a record or a case system. If you use an answer in a case, note it there yourself.",
                ),
                both(
                    "et sted til personoplysninger. Skriv ikke CPR-numre, borgeres navne eller andet fortroligt.",
                    "a place for personal data. Do not enter CPR numbers, citizens' names or anything confidential.",
                ),
            ),
        ),
        Part(
            "kontroller",
            both("Kontrollér svaret i kilden", "Check the answer at its source"),
            points=(
                both(
                    "Åbn henvisningen, og læs citatet i sin sammenhæng.",
                    "Open the citation and read the quotation in its context.",
                ),
                both(
                    "Se efter dato, status og kommune. En kilde kan være udløbet, erstattet, et udkast eller fra en "
                    "anden kommune.",
                    "Look at date, status and municipality. A source can be expired, superseded, a draft or another "
                    "municipality's.",
                ),
                both(
                    "Systemet kan overse noget eller vælge et forkert sted. At det ikke finder et svar, betyder ikke, "
                    "at svaret ikke findes.",
                    "The system can miss something or choose the wrong place. That it finds no answer does not mean "
                    "that there is none.",
                ),
            ),
        ),
        Part("hvem", both("Hvem der står bag", "Who is behind it"), shows=("owner", "software")),
        Part(
            "regler",
            both("Hvad reglerne bygger på", "What the rules are built on"),
            text=(
                both(
                    "Systemets regler bygger på offentligt tilgængelige kilder. Kommunens egne retningslinjer skal "
                    "indlæses og knyttes til reglerne af en administrator.",
                    "The system's rules are built on publicly available sources. The municipality's own guidelines are "
                    "to be loaded and linked to the rules by an administrator.",
                ),
            ),
            shows=("pages",),
        ),
    ),
)

USE = NoticePage(
    "brug",
    both("Brug", "Use"),
    both("Hvad du må bruge det til", "What you may use it for"),
    both(
        "kkgpt hjælper dig med at finde og læse. Alt, hvad der skal besluttes, besluttes af mennesker.",
        "kkgpt helps you find and read. Whatever is to be decided is decided by people.",
    ),
    (
        Part(
            "formaal",
            both("Det må du gerne", "You may"),
            points=(
                both(
                    "Finde, hvad en strategi, en politik eller et referat siger, og hvor det står.",
                    "Find what a strategy, a policy or minutes say, and where.",
                ),
                both(
                    "Se, hvad et udvalg har besluttet, hvornår, og om beslutningen gælder endnu.",
                    "See what a committee decided, when, and whether the decision still holds.",
                ),
                both(
                    "Bruge citaterne i dit eget arbejde, når du har læst dem i kilden.",
                    "Use the quotations in your own work once you have read them at their source.",
                ),
                both(
                    "Spørge om reglerne selv: hvad loven, kodekset eller denne politik siger om AI.",
                    "Ask about the rules themselves: what the law, the code of conduct or this policy says of AI.",
                ),
            ),
        ),
        Part(
            "forbudt",
            both("Det må du ikke", "You must not"),
            points=(
                both(
                    "Træffe, begrunde eller forberede afgørelser i konkrete sager med det eller vurdere, hvad en "
                    "borger har ret til.",
                    "Make, give reasons for or prepare decisions in actual cases with it, or judge what a citizen is "
                    "entitled to.",
                ),
                both(
                    "Vurdere eller rangordne borgere, ansøgere eller kolleger.",
                    "Assess or rank citizens, applicants or colleagues.",
                ),
                both(
                    "Skrive CPR-numre, navne på borgere, helbredsoplysninger, adgangskoder eller andet fortroligt.",
                    "Enter CPR numbers, names of citizens, health data, passwords or anything confidential.",
                ),
                both(
                    "Pointgive mennesker, aflæse følelser eller andet, som AI-forordningens artikel 5 forbyder.",
                    "Score people, read emotions or do anything else that article 5 of the AI Act forbids.",
                ),
                both(
                    "Sende et svar videre som dit eget uden at oplyse, at det er fundet med AI.",
                    "Pass an answer on as your own without telling that it was found with AI.",
                ),
            ),
        ),
        Part(
            "ansvar",
            both("Ansvaret er dit", "The responsibility is yours"),
            text=(
                both(
                    "Et menneske kontrollerer, vurderer og står inde for det, der bruges. Systemet afgør ingenting, og "
                    "intet svar er i sig selv en begrundelse. Bruges det i en sag, så husk notatpligt, partshøring, "
                    "begrundelse og klagevejledning.",
                    "A person checks, weighs and stands by what is used. The system decides nothing, and no answer "
                    "is a statement of reasons in itself. If it is used in a case, remember the duty to note, "
                    "hearing the party, giving reasons and guidance on appeal.",
                ),
            ),
        ),
        Part(
            "tvivl",
            both("Er du i tvivl", "If you are in doubt"),
            text=(
                both(
                    "Ved hvert svar og hvert stop står knappen »Spørg AI-hotlinen«. Den sender svaret til en "
                    "medarbejder, som ser på det.",
                    "Every answer and every stop has the button “Ask the AI hotline”. It sends the answer to a "
                    "colleague who looks at it.",
                ),
            ),
            shows=("hotline",),
        ),
    ),
)
