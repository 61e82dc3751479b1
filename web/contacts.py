"""Addresses of people to turn to, as links."""

import re

from markupsafe import Markup

_PHONE = re.compile(r"\+?[\d ]{3,20}")


def address_link(address: str) -> Markup:
    """A telephone number, an e-mail or a web address as a link; any other text as it stands."""
    if _PHONE.fullmatch(address):
        return _link("tel:" + address.replace(" ", ""), address)
    if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", address):
        return _link(f"mailto:{address}", address)
    if re.fullmatch(r"https?://\S+", address):
        return _link(address, address)
    return Markup.escape(address)


def _link(target: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(target, text)
