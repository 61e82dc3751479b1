"""Rendering templates strictly: a value that is missing raises instead of leaving a gap."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("prompts"),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(name: str, language: str, **values: Any) -> str:
    """The text of `templates/<name>.<language>.j2` with `values`, without the white space around it."""
    return _environment().get_template(f"{name}.{language}.j2").render(**values).strip()
