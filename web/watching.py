"""Having a folder watched, by this process or by the server that holds the home folder."""

from pathlib import Path
from typing import Any, Protocol

from web.errors import ExpectedError

Json = dict[str, Any]


class SourceCommands(Protocol):
    """The commands about sources, wherever they are carried out."""

    def sources(self) -> Json:
        """The sources that are in use."""
        ...

    def add_source(self, wish: Json) -> Json:
        """Register a source."""
        ...

    def change_source(self, source: str, change: Json) -> Json:
        """Change what is given of a source."""
        ...


def watch_folder(commands: SourceCommands, folder: str) -> Json:
    """The source of a folder, registered if it is not yet, and watched from now on; ExpectedError if it cannot be."""
    try:
        return commands.add_source({"kind": "folder", "address": folder, "watch": True})
    except ExpectedError as error:
        if error.code != "source_exists":
            raise
    resolved = str(Path(folder).resolve())
    known = [source for source in commands.sources()["sources"] if source["address"] == resolved]
    if not known:
        raise ExpectedError("source_not_found", f"Kilden {folder} er lige blevet fjernet. Prøv igen.", 404)
    return commands.change_source(known[0]["source"], {"watch": True, "paused": False})
