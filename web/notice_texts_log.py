"""The notice pages on the log, on the rules and on known errors, as data."""

from web.notice_texts import NoticePage, Part, both

LOG = NoticePage(
    "log",
    both("Log og rettigheder", "Log and rights"),
    both("Hvad der gemmes, og dine rettigheder", "What is kept, and your rights"),
    both(
        "Spørgsmål og svar skrives i en journal, så fejl kan findes og rettes. Det, reglerne fjerner, kommer aldrig "
        "derind.",
        "Questions and answers are written into a journal so that errors can be found and mended. What the rules "
        "remove never gets there.",
    ),
    (
        Part(
            "gemmes",
            both("Det gemmes", "What is kept"),
            points=(
                both(
                    "tidspunkt, samtalens nummer og svarets status,",
                    "the time, the number of the conversation and the status of the answer,",
                ),
                both(
                    "spørgsmålet og svaret, efter at CPR-numre og private kontaktoplysninger er fjernet,",
                    "the question and the answer, after CPR numbers and private contact details were removed,",
                ),
                both(
                    "de steder i kilderne, der blev citeret, og dem, der var tæt på,",
                    "the places in the sources that were cited, and those that were near,",
                ),
                both(
                    "udgaven af politik, model og kilder, reglerne, der greb ind, deres score, og hvor lang tid det "
                    "tog,",
                    "the edition of policy, model and sources, the rules that acted, their score and the time taken,",
                ),
                both(
                    "det, du selv sender til AI-hotlinen.",
                    "what you yourself send to the AI hotline.",
                ),
            ),
        ),
        Part(
            "gemmes-ikke",
            both("Det gemmes ikke", "What is not kept"),
            points=(
                both(
                    "Teksten i et spørgsmål, der blev stoppet. Kun hvilken regel der stoppede det.",
                    "The text of a question that was stopped. Only which rule stopped it.",
                ),
                both(
                    "CPR-numre. De fjernes, før noget andet ser teksten: søgning, model, journal og fejllog.",
                    "CPR numbers. They are removed before anything else sees the text: search, model, journal, error "
                    "log.",
                ),
                both(
                    "Dit navn. Serveren kører på denne maskine uden login og ved ikke, hvem der spørger.",
                    "Your name. The server runs on this machine without a login and does not know who asks.",
                ),
                both(
                    "Det, du skriver i feltet, før du sender det. Browseren husker samtalen, til fanen lukkes.",
                    "What you type before you send it. The browser remembers the conversation until the tab is closed.",
                ),
            ),
        ),
        Part(
            "oplysninger",
            both("Hvilke personoplysninger det kan være", "Which personal data it may be"),
            text=(
                both(
                    "Navne på politikere og embedsfolk i offentlige referater. Navne, som nogen skriver i et "
                    "spørgsmål, uden at en regel genkender dem. Skrivemåde og emne, som kan pege på den medarbejder, "
                    "der spurgte.",
                    "Names of politicians and officials in public minutes. Names that somebody enters in a question "
                    "and no rule recognises. Style and subject, which can point to the employee who asked.",
                ),
            ),
        ),
        Part(
            "modtagere",
            both("Hvem der kan se det", "Who can see it"),
            text=(
                both(
                    "De administratorer, der gennemgår svar; hver visning bliver skrevet i en revisionslog. Der er "
                    "ingen visning pr. medarbejder. Oplysninger kan blive omfattet af aktindsigt.",
                    "The administrators who review answers; each view is written into an audit log. There is no view "
                    "by employee. Data can be covered by a request for access to documents.",
                ),
            ),
            shows=("basis",),
        ),
        Part("sletning", both("Hvor længe", "For how long"), shows=("retention",)),
        Part(
            "rettigheder",
            both("Dine rettigheder", "Your rights"),
            text=(
                both(
                    "Du kan bede om indsigt, rettelse, sletning og begrænsning og gøre indsigelse. En log kan være "
                    "omfattet af retten til indsigt efter databeskyttelsesforordningens artikel 15. Skriv til "
                    "databeskyttelsesrådgiveren, og nævn svarets dato eller nummer, hvis du har det.",
                    "You can ask for access, rectification, erasure and restriction, and object. A log can be "
                    "covered by the right of access in article 15 of the GDPR. Write to the data-protection officer, "
                    "with the date or number of the answer if you have it.",
                ),
            ),
            shows=("dpo",),
        ),
        Part(
            "klage",
            both("Klage", "Complaint"),
            text=(
                both(
                    "Du kan klage til Datatilsynet, hvis du mener, at dine oplysninger behandles forkert: "
                    "www.datatilsynet.dk.",
                    "You can complain to the Danish Data Protection Agency if you think that your data are processed "
                    "wrongly: www.datatilsynet.dk.",
                ),
            ),
        ),
    ),
)

RULES = NoticePage(
    "retningslinjer",
    both("Retningslinjer", "Rules"),
    both("Retningslinjer for assistenten", "Rules of the assistant"),
    both(
        "Hvad assistenten gør og ikke gør, og hvorfor. Siden er lavet af den politik, der gælder lige nu.",
        "What the assistant does and does not do, and why. The page is made of the policy in force.",
    ),
    (
        Part(
            "grundlag",
            both("Hvad politikken bygger på", "What the policy is built on"),
            text=(
                both(
                    "Politikken bygger på offentligt tilgængelige kilder. Ved hver regel står, hvor godt teksten i "
                    "dens grundlag er kendt. Politikken hævder ikke at følge en bestemt kommunes kodeks: det kan den "
                    "først, når kommunens egen tekst er indlæst og knyttet til reglerne af en administrator.",
                    "The policy is built on publicly available sources. Each rule says how well the text of its basis "
                    "is known. The policy does not claim to follow the code of conduct of any municipality: it can "
                    "only do so once the municipality's own text was loaded and linked to the rules by an "
                    "administrator.",
                ),
            ),
        ),
        Part("regler", both("Reglerne", "The rules"), shows=("rules",)),
    ),
)

ERRORS = NoticePage(
    "kendte-fejl",
    both("Kendte fejl og målinger", "Known errors and figures"),
    both("Kendte fejl og målinger", "Known errors and figures"),
    both(
        "Reglerne og søgningen tager fejl nogle gange. Her står, hvor de vides at gøre det, og hvor ofte det skete i "
        "målingerne.",
        "The rules and the search are wrong at times. This says where they are known to be, and how often they "
        "were in the measurements.",
    ),
    (
        Part(
            "fejl",
            both("Det kan det ikke", "What it cannot do"),
            points=(
                both(
                    "Det citerer, men forstår ikke. Et svar kan bestå af rigtige citater og alligevel ikke svare på "
                    "det, du mente.",
                    "It quotes without understanding. An answer can be made of true quotations and still not answer "
                    "what you meant.",
                ),
                both(
                    "Det regner ikke, sammenligner ikke og læser ikke billeder og diagrammer.",
                    "It does not calculate or compare, and reads no pictures or charts.",
                ),
                both(
                    "Det kan overse et sted, der er skrevet med helt andre ord end spørgsmålet.",
                    "It can miss a place that is written in words quite different from the question's.",
                ),
                both(
                    "Reglerne kan standse et spørgsmål, der er i orden, og overse et, der ikke er. CPR-numre uden "
                    "gyldig dato og navne, der ligner almindelige ord, er de sværeste.",
                    "The rules can stop a question that is all right and miss one that is not. CPR numbers without a "
                    "valid date and names that look like common words are the hardest.",
                ),
                both(
                    "Beslutninger, der er skrevet på en usædvanlig måde i et referat, bliver ikke genkendt.",
                    "Decisions written in an unusual way in minutes are not recognised.",
                ),
            ),
        ),
        Part("kilder", both("Kilderne", "The sources"), shows=("corpus",)),
        Part("maalt", both("Målt pr. regel", "Measured by rule"), shows=("figures",)),
    ),
)
