import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.links import addresses, bare, exfiltrating, key

ADDRESSES = {
    "bare": ("Læs mere på https://www.kk.dk/ai.", {"https://www.kk.dk/ai"}),
    "without scheme": ("Se www.kk.dk/om, side 2", {"www.kk.dk/om"}),
    "in brackets": ("(se https://kk.dk/a_(b))", {"https://kk.dk/a_(b)"}),
    "a Markdown link": ("[her](https://kk.dk/x)", {"https://kk.dk/x"}),
    "a Markdown image": ("![x](//ond.example/p.png)", {"//ond.example/p.png"}),
    "a Markdown reference": ("[a]: https://kk.dk/ref", {"https://kk.dk/ref"}),
    "HTML": ('<img src="https://ond.example/p.png">', {"https://ond.example/p.png"}),
    "CSS": ("background:url('https://ond.example/p')", {"https://ond.example/p"}),
    "two": ("http://a.dk og http://b.dk!", {"http://a.dk", "http://b.dk"}),
    "a relative one": ("[afsnit](#afsnit-2)", {"#afsnit-2"}),
    "no address": ("Følsomme data: navn, f.eks. kk.dk og anna@kk.dk", set()),
}

EXFILTRATING = {
    "data": "data:text/html;base64,PHNjcmlwdD4=",
    "script": "javascript:fetch('//x')",
    "script in disguise": "java\tscript:alert(1)",
    "a local file": "file:///etc/passwd",
    "a number for a host": "http://185.12.44.7/p.png",
    "a number without dots": "http://3104582663/p.png",
    "IPv6": "http://[2001:db8::1]/p.png",
    "a place to fill in": "https://ond.example/p.png?q={spørgsmål}",
    "an encoded place": "https://ond.example/p.png?q=%7Bquestion%7D",
    "a place in square brackets": "https://ond.example/p?x=[samtalens indhold]",
    "a place in angle brackets": "https://ond.example/p?x=<svar>",
    "a named carrier": "https://ond.example/p.png?data=abc",
    "a long query": "https://ond.example/?x=" + "a+" * 200,
    "an encoded block": "https://ond.example/?x=" + "QUJD" * 20,
    "a collector of requests": "https://webhook.site/123",
    "data in the host": f"https://{'a1' * 25}.ond.example/p.png",
    "a name and a password": "https://kk.dk:x@ond.example/",
    "no host can be read": "http://[kk.dk/",
}
ORDINARY = {
    "a page": "https://www.kk.dk/politik/udvalg",
    "a search": "https://www.retsinformation.dk/search?q=lov%20om%20social%20service&page=2",
    "a case number": "https://dagsordener.kk.dk/vis?pdf=2024-0185390&punkt=4",
    "a campaign": "https://www.kl.dk/nyheder?utm_source=nyhedsbrev&utm_medium=mail",
    "without scheme": "www.aarhus.dk/media/12345/referat.pdf",
    "a fragment": "https://kk.dk/side#afsnit-2",
    "a mail address": "mailto:borgerservice@kk.dk",
    "a relative one": "/om/retningslinjer",
}


@pytest.mark.parametrize(("text", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_addresses_are_found(text: str, expected: set[str]) -> None:
    assert addresses(text) == expected


@pytest.mark.parametrize("address", EXFILTRATING.values(), ids=EXFILTRATING)
def test_addresses_that_carry_data_are_told(address: str) -> None:
    assert exfiltrating(address)


@pytest.mark.parametrize("address", ORDINARY.values(), ids=ORDINARY)
def test_ordinary_addresses_are_not(address: str) -> None:
    assert not exfiltrating(address)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.KK.dk/AI/", "http://www.kk.dk/AI", True),
        ("www.kk.dk", "https://www.kk.dk/", True),
        ("https://kk.dk/a#b", "https://kk.dk/a", True),
        ("https://kk.dk/a?x=1&amp;y=2", "https://kk.dk/a?x=1&y=2", True),
        ("https://kk.dk/a", "https://kk.dk/A", False),
        ("https://kk.dk.ond.example", "https://kk.dk", False),
    ],
)
def test_addresses_are_compared_by_where_they_lead(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text: str) -> None:
    for start, end in bare(text):
        assert 0 <= start < end <= len(text)
    for address in addresses(text) | {text}:
        assert exfiltrating(address) in (True, False)
