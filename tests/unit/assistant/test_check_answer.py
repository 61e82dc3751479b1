from pathlib import Path

from tests.support.assembly import Parts

LINE = (
    "Svømmehallen <b>åbner</b> den 3. maj 2025 ![kort](https://www.kk.dk/bad.png), "
    "se [siden](/admin) eller https://www.kk.dk/bad for under <5 kr."
)


def test_the_text_of_an_answer_has_no_markup_and_its_quote_stays(parts: Parts, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Notat om bad\n\n{LINE}\n", encoding="utf-8")
    parts.ingest(tmp_path / "a.txt")
    answer = parts.ask("Hvornår åbner svømmehallen?")
    [sentence] = [one for one in answer.sentences if "Svømmehallen" in one.text]
    assert sentence.text == (
        "Svømmehallen åbner den 3. maj 2025 kort, se siden eller https://www.kk.dk/bad for under <5 kr."
    )
    assert "<b>" not in answer.text
    assert LINE in [citation.quote for citation in answer.citations]
