"""The browser of the browser tests: where it is, and how it gets there. Needs the standard library alone."""

from __future__ import annotations  # so that dev.py can tell people with an older Python what they need

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.packages import install_packages

_OVERRIDE = "KKGPT_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path of an installed Chromium, or None, with which Playwright starts the one it installed itself.

    The environment variable KKGPT_CHROMIUM goes before what is on the PATH.
    """
    if path := os.environ.get(_OVERRIDE):
        return path
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def provide_chromium(python: Path) -> None:
    """Make sure there is a Chromium: the system's, Debian's package, or that of `python`'s Playwright."""
    if not find_chromium():
        install_packages("chromium")
    if find_chromium():
        return
    if subprocess.run([python, "-m", "playwright", "install", "chromium"], check=False).returncode:
        sys.exit(
            "The browser tests need Chromium, and it could not be installed. Install your system's package "
            f"(Debian: apt-get install chromium), or name a browser in the environment variable {_OVERRIDE}."
        )
