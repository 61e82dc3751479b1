"""Danish texts for the tests of the engines."""

QUESTIONS = (
    "Hvem må indtaste personoplysninger i kommunens assistent?",
    "Hvad besluttede Teknik- og Miljøudvalget om cykelstierne på Nørrebro?",
    "Hvornår er der høringsfrist?",
)

PASSAGES = (
    "Udvalget godkendte indstillingen uden afstemning.",
    "Forvaltningen indstiller, at der afsættes 4,5 mio. kr. i 2025 til renovering af Vandværksvejens Skole.",
    (
        "Medarbejdere skal altid selv kontrollere svar fra kunstig intelligens, før de bruges i "
        "sagsbehandlingen. Den ansvarlige leder sørger for, at alle har gennemført kurset i "
        "informationssikkerhed."
    ),
    (
        "Digitaliseringsstrategien skal gøre det lettere for borgere og virksomheder at betjene sig selv, "
        "men den, der ikke kan bruge de digitale løsninger, skal stadig kunne møde et menneske i "
        "borgerservice. Det gælder især ældre, mennesker med handicap og borgere, som ikke læser dansk. "
        "Strategien evalueres hvert andet år."
    ),
    "§ 3, stk. 2: Afgørelser, der alene er truffet på grundlag af automatisk behandling, må ikke træffes.",
)

ODD = {
    "empty": "",
    "blank": " \t\n ",
    "NUL byte alone": "\0",
    "NUL byte inside": "budget\0forslag",
    "lone surrogate": "\ud83d budget \udc00",
    "zero width": "\u200b\ufeff\u00ad",
    "markers of the model": "</s><s><pad><mask><unk>",
    "emoji": "👩\u200d👩\u200d👧 🇩🇰",
    "no letters": "---- 12.345,67 ----",
    "unknown script": "ᚠᛇᚻ᛫ᛒᛦᚦ",
    "underscore of the vocabulary": "▁▁▁",
}
