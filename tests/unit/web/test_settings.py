"""The settings: read from the environment, refused with what to do."""

import os
from pathlib import Path

import pytest

from web.settings import SettingsError, read_settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings but those of the test."""
    names = "HOME HOST PORT FOLDERS EMBEDDING_URL EMBEDDING_MODEL EMBEDDING_KEY CHAT_URL CHAT_MODEL CHAT_KEY"
    for name in names.split():
        monkeypatch.delenv(f"KKGPT_{name}", raising=False)


def test_without_any_the_product_works_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.setattr("sys.platform", "linux")
    settings = read_settings()
    assert (settings.home, settings.host, settings.port) == (Path("/data/kkgpt"), "127.0.0.1", 8321)
    assert settings.embedding_url is None


def test_they_are_read_and_the_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KKGPT_HOME", "/elsewhere")
    monkeypatch.setenv("KKGPT_PORT", "0")
    monkeypatch.setenv("KKGPT_HOST", "")
    monkeypatch.setenv("KKGPT_EMBEDDING_URL", "http://127.0.0.1:8080/v1")
    monkeypatch.setenv("KKGPT_EMBEDDING_MODEL", "e5")
    monkeypatch.setenv("KKGPT_EMBEDDING_KEY", "hemmelig")
    monkeypatch.setenv("KKGPT_CHAT_URL", "http://127.0.0.1:8081/v1")
    monkeypatch.setenv("KKGPT_CHAT_MODEL", "qwen")
    monkeypatch.setenv("KKGPT_CHAT_KEY", "hemmelig")
    settings = read_settings()
    assert (settings.home, settings.host, settings.port) == (Path("/elsewhere"), "127.0.0.1", 0)
    assert "hemmelig" not in repr(settings)


def test_a_home_is_made_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KKGPT_HOME", "~/kkgpt")
    assert read_settings().home == Path.home() / "kkgpt"
    monkeypatch.setenv("KKGPT_HOME", "her")
    assert read_settings().home == Path.cwd() / "her"


@pytest.mark.parametrize(
    ("value", "folders"),
    [
        ("", ()),
        ("/data/møder", (Path("/data/møder"),)),
        (os.pathsep.join(["/a", "", "~/b", "c"]), (Path("/a"), Path.home() / "b", Path.cwd() / "c")),
    ],
)
def test_folders_are_listed_like_those_of_the_path(
    monkeypatch: pytest.MonkeyPatch, value: str, folders: tuple[Path, ...]
) -> None:
    monkeypatch.setenv("KKGPT_FOLDERS", value)
    assert read_settings().folders == folders


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("KKGPT_PORT", "abc", "KKGPT_PORT skal være et tal fra 0 til 65535"),
        ("KKGPT_PORT", "70000", "den er »70000«"),
        ("KKGPT_EMBEDDING_URL", "e5", "KKGPT_EMBEDDING_URL skal være en http- eller https-adresse"),
        ("KKGPT_EMBEDDING_MODEL", "e5", "hører sammen"),
        ("KKGPT_CHAT_URL", "qwen", "KKGPT_CHAT_URL skal være en http- eller https-adresse"),
        ("KKGPT_CHAT_MODEL", "qwen", "KKGPT_CHAT_URL og KKGPT_CHAT_MODEL hører sammen"),
    ],
)
def test_a_wrong_one_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=said):
        read_settings()
