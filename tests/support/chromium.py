"""The browser of the browser tests: where it is, and how it gets there. Needs the standard library alone."""

from __future__ import annotations  # so that dev.py can tell people with an older Python what they need

import os
import shutil
import subprocess
import sys
from pathlib import Path

_OVERRIDE = "KKGPT_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_INSTALL = ("install", "-y", "-qq", "--no-install-recommends", "chromium")


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
        _install_package()
    if find_chromium():
        return
    if subprocess.run([python, "-m", "playwright", "install", "chromium"], check=False).returncode:
        sys.exit(
            "The browser tests need Chromium, and it could not be installed. Install your system's package "
            f"(Debian: apt-get install chromium), or name a browser in the environment variable {_OVERRIDE}."
        )


def _install_package() -> None:
    """Install Debian's package, where that is possible and allowed."""
    prefix = _as_root()
    if prefix is None or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (("update", "-qq"), _INSTALL):
        command = [*prefix, "apt-get", *arguments]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def _as_root() -> list[str] | None:
    """What goes before a command that only root may run, None where that is refused."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    may = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False)
    return sudo if may and may.returncode == 0 else None
