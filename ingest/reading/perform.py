"""One request carried out: a file is opened, the way through its containers followed, and what is there is read."""

from collections.abc import Callable
from pathlib import Path

from ingest.blocks import Reading, UnreadableError
from ingest.readers.progress import reporting
from ingest.readers.read_document import read_bytes
from ingest.reading.containers import Place, bytes_at, list_members
from ingest.reading.limits import Limits
from ingest.reading.messages import Message, encode_members, encode_reading

_MEMORY = (
    "Filen kræver for meget hukommelse at læse. Del den op i mindre filer, eller gem den i en anden type."
)
_DEEP = "Filen er bygget i for mange lag til at kunne læses. Gem den på ny, eller gem den i en anden type."
_BROKEN = "Filen kan ikke læses: den er beskadiget eller ufuldstændig. Hent den igen."
_LONG = "Dokumentet er for stort (over {millions} mio. tegn). Del det op i mindre dokumenter."

_LEAST = (
    20  # characters that a block, a cell or a dropped line counts for at least: each costs more than its text
)


def perform(request: Message, limits: Limits, on_page: Callable[[int, int], None]) -> Message:
    """The answer to a request: `answer`, or `unreadable` with the reason; `failed` where memory ran out."""
    try:
        place = Place(Path(request["path"]), tuple(request["member"]), request["suffix"])
        if request["task"] == "members":
            return {"answer": encode_members(list_members(place))}
        with reporting(on_page):
            return {"answer": encode_reading(_read(place, limits))}
    except MemoryError:
        return _out_of_memory()
    except UnreadableError as error:
        if isinstance(error.__cause__, MemoryError):
            return _out_of_memory()
        deep = isinstance(error.__cause__, RecursionError)
        return {"unreadable": _DEEP if deep else " ".join(str(error).split())}
    except Exception:  # as in `read_bytes`: a container's library may raise anything, too
        return {"unreadable": _BROKEN}


def _out_of_memory() -> Message:
    return {"unreadable": _MEMORY, "failed": "memory"}


def _read(place: Place, limits: Limits) -> Reading:
    reading = read_bytes(bytes_at(place), place.format)
    if size_of(reading) > limits.characters:
        raise UnreadableError(too_long(limits))
    return reading


def too_long(limits: Limits) -> str:
    """What is said of a document that has too many characters."""
    return _LONG.format(millions=f"{limits.characters / 1e6:g}".replace(".", ","))


def size_of(reading: Reading) -> int:
    """The characters of a reading, where what is short counts as longer than it is."""
    texts = [block.text for block in reading.blocks]
    cells = [cell for block in reading.blocks for row in block.rows for cell in row]
    beside = [one.text for one in reading.hidden] + [link.target for link in reading.links]
    return sum(max(_LEAST, len(text)) for text in (*texts, *cells, *reading.dropped, *beside))
