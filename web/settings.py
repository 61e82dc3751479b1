"""The settings, read from the environment."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_ADVICE = {
    "KKGPT_HOME": "skal være stien til en mappe",
    "KKGPT_POLICY": "skal være stien til en fil",
    "KKGPT_HOST": "skal være en adresse på denne maskine, f.eks. 127.0.0.1",
    "KKGPT_PORT": "skal være et tal fra 0 til 65535 (0 vælger en ledig port)",
    "KKGPT_EMBEDDING_URL": "skal være en http- eller https-adresse, f.eks. http://127.0.0.1:8080/v1",
    "KKGPT_CHAT_URL": "skal være en http- eller https-adresse, f.eks. http://127.0.0.1:8080/v1",
}


@dataclass(frozen=True, slots=True)
class Operator:
    """Who is behind an installation, in the words of its administrator; what is empty was not filled in."""

    owner: str = ""
    supplier: str = ""
    hosting: str = ""
    dpo: str = ""
    contact: str = ""
    legal_basis: str = ""


class SettingsError(Exception):
    """A setting is not valid; the message names the variable and says what to do."""


def _default_home() -> Path:
    """Where programs of this platform keep a user's data."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "kkgpt"


class Settings(BaseSettings):
    """The variables `KKGPT_…`; one that is empty counts as missing."""

    model_config = SettingsConfigDict(env_prefix="KKGPT_", env_ignore_empty=True, frozen=True)

    home: Path = Field(default_factory=_default_home)
    host: str = "127.0.0.1"
    port: int = Field(default=8321, ge=0, le=65535)
    embedding_url: AnyHttpUrl | None = None
    embedding_model: str | None = None
    embedding_key: SecretStr | None = None
    chat_url: AnyHttpUrl | None = None
    chat_model: str | None = None
    chat_key: SecretStr | None = None
    contact: str = Field(default="", max_length=200)
    folders: Annotated[tuple[Path, ...], NoDecode] = ()
    policy: Path | None = None
    owner: str = Field(default="", max_length=200)
    supplier: str = Field(default="", max_length=200)
    hosting: str = Field(default="", max_length=500)
    dpo: str = Field(default="", max_length=200)
    legal_basis: str = Field(default="", max_length=500)

    @property
    def operator(self) -> Operator:
        """What the notice pages tell of who is behind the installation."""
        return Operator(self.owner, self.supplier, self.hosting, self.dpo, self.contact, self.legal_basis)

    @field_validator("folders", mode="before")
    @classmethod
    def _folders_are_separated_like_the_path(cls, folders: object) -> object:
        return tuple(filter(None, folders.split(os.pathsep))) if isinstance(folders, str) else folders

    @field_validator("folders")
    @classmethod
    def _folders_are_absolute(cls, folders: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(folder.expanduser().absolute() for folder in folders)

    @field_validator("home", "policy")
    @classmethod
    def _path_is_absolute(cls, path: Path | None) -> Path | None:
        return path.expanduser().absolute() if path else None

    @model_validator(mode="after")
    def _embedding_is_whole(self) -> "Settings":
        if (self.embedding_url is None) != (self.embedding_model is None):
            raise ValueError(
                "KKGPT_EMBEDDING_URL og KKGPT_EMBEDDING_MODEL hører sammen: sæt begge eller ingen af dem."
            )
        return self

    @model_validator(mode="after")
    def _chat_is_whole(self) -> "Settings":
        if (self.chat_url is None) != (self.chat_model is None):
            raise ValueError("KKGPT_CHAT_URL og KKGPT_CHAT_MODEL hører sammen: sæt begge eller ingen af dem.")
        return self


def read_settings() -> Settings:
    """The settings of the environment; SettingsError says which variable is wrong and what to do."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_explain(error.errors()[0])) from error


def _explain(problem: Any) -> str:
    if not problem["loc"]:
        return str(problem["ctx"]["error"])
    name = f"KKGPT_{problem['loc'][0]}".upper()
    advice = _ADVICE.get(name, "er ikke gyldig")
    return f"Miljøvariablen {name} {advice}; den er »{problem['input']}«. Ret den, eller fjern den."
