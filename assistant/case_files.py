"""Files of cases: one line of JSON a case."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Case = TypeVar("_Case", bound=_Named)
_Model = TypeVar("_Model", bound=BaseModel)


class CaseFileError(Exception):
    """A file of cases cannot be used; the message names file and line and says why, in words for people."""


def lines_of(path: Path) -> list[tuple[str, str]]:
    """The lines of a file that hold something, each as (where it stands, line); CaseFileError without any."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise CaseFileError(f"{path} findes ikke eller kan ikke læses.") from error
    except UnicodeDecodeError as error:
        raise CaseFileError(f"{path} er ikke skrevet i UTF-8.") from error
    found = [(f"{path}, linje {number}", line) for number, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise CaseFileError(f"{path} har ingen spørgsmål.")
    return found


def read(lines: Iterable[tuple[str, str]], parse: Callable[[str, str], _Case]) -> list[_Case]:
    """The cases of the lines; CaseFileError names the line whose id was used before."""
    cases: dict[str, _Case] = {}
    for where, line in lines:
        case = parse(line, where)
        if case.id in cases:
            raise CaseFileError(f"{where}: id »{case.id}« er brugt før.")
        cases[case.id] = case
    return list(cases.values())


def parse(model: type[_Model], line: str, where: str) -> _Model:
    """One case; CaseFileError says what is wrong with its line."""
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            raise CaseFileError(f"{where}: linjen er ikke gyldig JSON.") from error
        part = ".".join(str(step) for step in first["loc"]) or "linjen"
        raise CaseFileError(f"{where}: »{part}« mangler eller har ikke den rette form.") from error


def has_field(line: str, name: str) -> bool:
    """Whether a line is a JSON object with a field of this name."""
    try:
        value = json.loads(line)
    except ValueError:
        return False
    return isinstance(value, dict) and name in value
