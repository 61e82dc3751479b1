"""Colours, and whether a text in one can be seen on another."""

Colour = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
_LEAST_CONTRAST = 1.25
"""The ratio (WCAG 2.1) below which nobody reads a text; the least that WCAG allows for text is 3."""


def is_lost(text: Colour, ground: Colour) -> bool:
    """Whether a text in one colour cannot be made out on the other."""
    return contrast(text, ground) < _LEAST_CONTRAST


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours as WCAG 2.1 defines it, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    """The relative luminance of a colour, from 0 to 1 (WCAG 2.1)."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def from_hex(text: str) -> Colour | None:
    """The colour of six hexadecimal digits; None where it is none."""
    plain = text.strip().lstrip("#")
    try:
        value = bytes.fromhex(plain)
    except ValueError:
        return None
    return (value[0] / 255, value[1] / 255, value[2] / 255) if len(value) == 3 else None
