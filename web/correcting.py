"""Fields as the command line calls them."""

from ingest.metadata import FIELD_NAMES
from web.texts import text


def field_named(word: str) -> str:
    """The field that is called so, in Danish ("gælder til") or by its own name; what is unknown stays as it is."""
    wanted = word.strip().casefold().replace("-", " ").replace("_", " ")
    for name in FIELD_NAMES:
        if wanted in (name.replace("_", " "), text(f"field.{name}", "da").casefold()):
            return name
    return word
