"""Debian's packages, installed where that is possible and allowed. Needs the standard library alone."""

from __future__ import annotations  # so that dev.py can tell people with an older Python what they need

import os
import shutil
import subprocess


def install_packages(*names: str) -> None:
    """Install packages by apt-get; does nothing where there is none, or only others may use it."""
    prefix = _as_root()
    if prefix is None or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ("install", "-y", "-qq", "--no-install-recommends", *names)
    for arguments in (("update", "-qq"), install):
        command = [*prefix, "apt-get", *arguments]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def _as_root() -> list[str] | None:
    """What goes before a command that only root may run, None where that is refused."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    may = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False)
    return sudo if may and may.returncode == 0 else None
