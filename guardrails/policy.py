"""The policy file, read and validated."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

DEFAULT = Path(__file__).with_name("policy.yaml")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wording(_Strict):
    """The same words in Danish and English."""

    da: str
    en: str


class Clause(_Strict):
    """The law or guideline that a rule follows, and how well its text is known (see the policy file's head)."""

    text: str
    seen: Literal["document", "public", "secondary", False]


class Rule(_Strict):
    """One rule: where it acts, what it does and what it says."""

    id: str
    name: Wording
    clause: Clause
    stages: tuple[Literal["ingest", "question", "passages", "answer", "log", "interface"], ...]
    action: Literal["warn", "redact", "block", "route", "withhold", "disclose"]
    message: Wording


class _File(_Strict):
    version: str
    rules: tuple[Rule, ...]


class PolicyError(Exception):
    """The policy file is not valid; the message says where."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules by id, and the version that is stored with every answer."""

    version: str
    rules: dict[str, Rule]


def load_policy(path: Path = DEFAULT) -> Policy:
    """Read the policy; PolicyError where the file is not of the expected form."""
    try:
        content = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PolicyError(f"{path.name}: {where}: {first['msg']}") from error
    rules = {rule.id: rule for rule in content.rules}
    if len(rules) < len(content.rules):
        raise PolicyError(f"{path.name}: two rules have the same id")
    return Policy(content.version, rules)
