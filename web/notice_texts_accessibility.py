"""The accessibility statement, as data."""

from web.notice_texts import NoticePage, Part, both

ACCESSIBILITY = NoticePage(
    "tilgaengelighed",
    both("Tilgængelighed", "Accessibility"),
    both("Tilgængelighedserklæring", "Accessibility statement"),
    both(
        "Siderne er bygget efter WCAG 2.1 niveau AA og EN 301 549, som webtilgængelighedsloven kræver. Her står, hvad "
        "der er afprøvet, og hvad der ikke virker endnu.",
        "The pages are built to WCAG 2.1 level AA and EN 301 549, as the Danish web accessibility act requires. This "
        "says what was tested and what does not work yet.",
    ),
    (
        Part(
            "status",
            both("Status", "Status"),
            text=(
                both(
                    "Efter egen afprøvning overholder siderne kravene delvist; undtagelserne står nedenfor. En "
                    "uafhængig gennemgang er ikke lavet. Erklæringen gælder for denne installation, når en "
                    "administrator har bekræftet den og indberettet den til Digitaliseringsstyrelsen.",
                    "By our own tests the pages meet the requirements in part; the exceptions are listed below. No "
                    "independent review was made. The statement holds for this installation once an administrator has "
                    "confirmed it and reported it to the Agency for Digital Government.",
                ),
            ),
        ),
        Part(
            "afproevet",
            both("Hvad der er afprøvet", "What was tested"),
            points=(
                both(
                    "Alle sider automatisk med axe-core (WCAG 2.0, 2.1 og 2.2, A og AA), lyst og mørkt, på begge "
                    "sprog.",
                    "All pages automatically with axe-core (WCAG 2.0, 2.1 and 2.2, A and AA), light and dark, in both "
                    "languages.",
                ),
                both(
                    "Betjening med tastatur alene: spørge, læse, åbne kilder, anonymisere og spørge hotlinen.",
                    "Use by keyboard alone: asking, reading, opening sources, anonymising and asking the hotline.",
                ),
                both(
                    "Bredder fra 320 pixel uden vandret rulning, tvungne farver og reduceret bevægelse.",
                    "Widths from 320 pixels without scrolling sideways, forced colours and reduced motion.",
                ),
            ),
        ),
        Part(
            "mangler",
            both("Hvad der vides ikke at virke", "What is known not to work"),
            points=(
                both(
                    "Siderne er ikke afprøvet af mennesker, der bruger skærmlæser, forstørrelse eller talestyring.",
                    "The pages were not tested by people who use a screen reader, magnification or speech control.",
                ),
                both(
                    "Chatten kræver JavaScript. Kilder, beslutninger og disse sider kan læses uden.",
                    "The chat needs JavaScript. Sources, decisions and these pages can be read without it.",
                ),
                both(
                    "Personoplysninger markeres i skrivefeltet for øjet alene; en skærmlæser får linjen under feltet "
                    "at vide, men ikke stedet i teksten.",
                    "Personal data are marked in the field for the eye alone; a screen reader is told the line beneath "
                    "it, but not the place in the text.",
                ),
                both(
                    "Kilder vises som ren tekst: billeder og diagrammer mangler, og tekst fra skannede sider kan have "
                    "læsefejl. Kilder på andre sprog end dansk er ikke mærket med deres sprog.",
                    "Sources are shown as plain text: pictures and charts are missing, and text of scanned pages can "
                    "hold reading errors. Sources in other languages than Danish are not marked with their language.",
                ),
            ),
        ),
        Part(
            "meld",
            both("Fortæl os, hvad der ikke virker", "Tell us what does not work"),
            shows=("contact",),
        ),
        Part(
            "klage",
            both("Klag", "Complain"),
            text=(
                both(
                    "Får du ikke et svar, der hjælper, kan du klage til Digitaliseringsstyrelsen, som fører tilsyn med "
                    "webtilgængelighed.",
                    "If you get no answer that helps, you can complain to the Agency for Digital Government, which "
                    "supervises web accessibility.",
                ),
            ),
        ),
    ),
)
