from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.danish.sentences import sentences

LONG = "Det digitale arbejde skal gøre hverdagen lettere for borgere og medarbejdere i hele kommunen "


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jf. lov nr. 502 af 23. maj 2018. Loven gælder.", 2),
        ("Udgiften er 2,3 mio. kr. årligt. Den dækkes af kassen.", 2),
        ("Mødet er kl. 8.00. Det slutter kl. 10.", 2),
        ("Ifølge stk. 2, pkt. 3 og f.eks. skoler m.v. er det muligt.", 1),
        ("Der købes stole, borde m.v. Det sker i maj.", 2),
        ("Prisen er 5 pct. Den stiger.", 2),
        ("J.P. Jensen talte. Han var enig.", 2),
        ("Borgmester A. B. Hansen deltog. Punktet blev udsat.", 2),
        ("Det sker d. 1. januar 2025. Derefter følger resten.", 2),
        ("Mødet den 3. Marts blev aflyst.", 1),
        ("1. Første punkt. Andet.", 2),
        ("a. Forslaget godkendes.", 1),
        ("Hvem? Os! Ja.", 3),
        ("»Det er godt.« Vi er enige.", 2),
        ("Han sagde: “Nej.” Så gik han.", 2),
        ("Teksten fra siden mangler mellemrum.Næste sætning her.", 2),
        ("Der blev stemt. ØU godkendte.", 2),
        ("En linje uden punktum", 1),
        ("", 0),
        (" \t ", 0),
    ],
)
def test_sentences_end_where_danish_ones_do(text: str, expected: int) -> None:
    assert len(split(text)) == expected


@pytest.mark.parametrize("heading", ["TEMA 2: Data", "ØKONOMISKE KONSEKVENSER:", "Princip 3: Tryghed"])
def test_long_run_on_lines_are_cut_before_headings(heading: str) -> None:
    assert split(LONG * 3 + heading)[-1] == heading


def test_short_lines_are_not_cut() -> None:
    assert len(split("Se TEMA 2: Data")) == 1


@given(st.text(alphabet="abÆø 1.!?:»«()\n-", max_size=400))
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
