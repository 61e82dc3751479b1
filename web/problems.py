"""What the command line says when something fails: one line for people, and the exit status."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from assistant.case_files import CaseFileError
from guardrails.policy import PolicyError
from ingest.embedding.embedder import EmbeddingError
from ingest.home import HomeError, storage_problem
from web.errors import ExpectedError
from web.messages import message
from web.policy_complaints import complaint_in
from web.settings import SettingsError

FAILED, BAD_USAGE = 1, 2
_SQLITE = {
    "SQLITE_FULL": "Disken er fuld. Gør plads, og prøv igen.",
    "SQLITE_READONLY": "Databasen er skrivebeskyttet. Giv adgang til mappen, og prøv igen.",
    "SQLITE_CANTOPEN": "Databasen kan ikke åbnes. Kontrollér adgangen til mappen, og prøv igen.",
    "SQLITE_CORRUPT": "Databasen er beskadiget. Hent den fra en sikkerhedskopi.",
    "SQLITE_NOTADB": "Databasen er beskadiget. Hent den fra en sikkerhedskopi.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure: a code for programs, a message for people, and the exit status of the command."""

    code: str
    message: str
    status: int


def explain(error: Exception) -> Problem | None:
    """What to say of an error; nothing when it is one that nobody expected."""
    match error:
        case ExpectedError():
            return Problem(error.code, error.message, BAD_USAGE if error.status in (400, 422) else FAILED)
        case HomeError():
            return Problem("home", str(error), FAILED)
        case SettingsError():
            return Problem("settings", str(error), BAD_USAGE)
        case CaseFileError():
            return Problem("cases", str(error), BAD_USAGE)
        case PolicyError():
            return Problem("policy", f"{error.name}, {complaint_in(error.complaints[0], 'da')}", BAD_USAGE)
        case EmbeddingError():
            return Problem("embedding_failed", message("embedding_failed", "da"), FAILED)
        case OSError() if error.errno:
            return Problem("storage", storage_problem(error, Path(error.filename or "Mappen")), FAILED)
    return _database_problem(getattr(error, "orig", None))


def _database_problem(cause: object) -> Problem | None:
    """What to say of SQLite's own error, which SQLAlchemy wraps into its own."""
    if not isinstance(cause, sqlite3.Error):
        return None
    name = "_".join(getattr(cause, "sqlite_errorname", "").split("_")[:2])
    return Problem("storage", _SQLITE[name], FAILED) if name in _SQLITE else None
