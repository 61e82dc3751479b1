"""Correcting a field from the command line: fields by their Danish names, errors as people are told them."""

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.activation import Activator
from ingest.corrections import InvalidCorrectionError, correct, undo_correction
from ingest.metadata import FIELD_NAMES
from web.errors import ExpectedError
from web.messages import message
from web.texts import text


def field_named(word: str) -> str:
    """The field that is called so, in Danish ("gælder til") or by its own name; what is unknown stays as it is."""
    wanted = word.strip().casefold().replace("-", " ").replace("_", " ")
    for name in FIELD_NAMES:
        if wanted in (name.replace("_", " "), text(f"field.{name}", "da").casefold()):
            return name
    return word


def correct_field(activator: Activator, document: str, field: str, value: str | None, note: str) -> None:
    """Have a field hold `value`, or nothing without one; ExpectedError when it cannot."""
    with _told():
        correct(activator, document, field_named(field), value, note)


def undo_field(activator: Activator, document: str, field: str) -> None:
    """Have a field hold again what was read; ExpectedError when it cannot."""
    with _told():
        undo_correction(activator, document, field_named(field))


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except InvalidCorrectionError as error:
        raise ExpectedError("invalid_correction", str(error), 422) from error
    except LookupError as error:
        if type(error) is not LookupError:  # a missing key or index is a mistake in the program
            raise
        raise ExpectedError("document_not_found", message("document_not_found", "da"), 404) from error
