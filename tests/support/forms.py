"""Forms with files, as browsers send them."""

from collections.abc import Mapping

BOUNDARY = "----WebKitFormBoundaryABCDEFGHIJKLMNOP"


def form_of(files: Mapping[str, bytes]) -> bytes:
    """The body of a form with files: name -> content."""
    parts = b"".join(part_of("files", name, data) for name, data in files.items())
    return parts + f"--{BOUNDARY}--\r\n".encode()


def part_of(field: str, filename: str | None, data: bytes) -> bytes:
    """One field of a form; a file when it has a name, which may be empty."""
    named = "" if filename is None else f'; filename="{filename}"'
    kind = "" if filename is None else "Content-Type: application/octet-stream\r\n"
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"{named}\r\n{kind}\r\n'
    return head.encode() + data + b"\r\n"
