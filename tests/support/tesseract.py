"""The text recognition of the tests that read scans: how it gets there. Needs the standard library alone."""

from __future__ import annotations  # so that dev.py can tell people with an older Python what they need

import shutil
import subprocess
import sys

from tests.support.packages import install_packages

_PACKAGES = ("tesseract-ocr", "tesseract-ocr-dan")


def provide_tesseract() -> None:
    """Make sure there is a Tesseract that knows Danish: the system's, or Debian's packages."""
    if not _is_there():
        install_packages(*_PACKAGES)
    if not _is_there():
        sys.exit(
            "The tests of scanned documents need Tesseract with Danish, and it could not be installed. Install your "
            f"system's packages (Debian: apt-get install {' '.join(_PACKAGES)})."
        )


def _is_there() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False)
    return b"dan" in listed.stdout.split()
