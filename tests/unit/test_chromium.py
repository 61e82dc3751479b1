from pathlib import Path

import pytest

from tests.support import chromium


def test_the_variable_goes_before_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KKGPT_CHROMIUM", "/somewhere/chrome")
    assert chromium.find_chromium() == "/somewhere/chrome"


def test_a_browser_on_the_path_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KKGPT_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find_chromium() is None
    browser = tmp_path / "chromium"
    browser.touch(mode=0o755)
    assert chromium.find_chromium() == str(browser)


def test_without_any_way_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KKGPT_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    failing = tmp_path / "python"
    failing.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    failing.chmod(0o755)
    with pytest.raises(SystemExit, match="KKGPT_CHROMIUM"):
        chromium.provide_chromium(failing)
