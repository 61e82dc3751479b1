"""Addresses become links, and nothing else does."""

import pytest

from web.contacts import address_link


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("112", '<a href="tel:112">112</a>'),
        ("70 201 201", '<a href="tel:70201201">70 201 201</a>'),
        ("+45 33 66 33 66", '<a href="tel:+4533663366">+45 33 66 33 66</a>'),
        ("ai@kommunen.dk", '<a href="mailto:ai@kommunen.dk">ai@kommunen.dk</a>'),
        (
            "https://intra.kommunen.dk/ai",
            '<a href="https://intra.kommunen.dk/ai">https://intra.kommunen.dk/ai</a>',
        ),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("<b>hos os</b>", "&lt;b&gt;hos os&lt;/b&gt;"),
        (
            'https://x.dk/"onclick="x',
            '<a href="https://x.dk/&#34;onclick=&#34;x">https://x.dk/&#34;onclick=&#34;x</a>',
        ),
        ("lokale 4, stuen", "lokale 4, stuen"),
        ("", ""),
    ],
)
def test_links(address: str, link: str) -> None:
    assert address_link(address) == link
