"""Which paragraphs of a slide bear a bullet or number; most inherit it from the slide's layout and master."""

from typing import Any

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_KINDS = (f"{_A}buNone", f"{_A}buChar", f"{_A}buAutoNum", f"{_A}buBlip")
_TEXTUAL = ("body", "object", "obj", "vertBody", "vertObject", "tbl", "orgChart", "chart", "media", "")


class Bullets:
    """The markers of the paragraphs of one shape, asked for in order."""

    def __init__(self, shape: Any) -> None:
        self._lists = _inherited(shape)
        self._numbers: dict[int, int] = {}

    def marker(self, paragraph: Any) -> str:
        """The marker of a paragraph ("-", "2."), "" where it has none."""
        level = paragraph.level
        bullet = self._bullet(paragraph._p, level)
        self._numbers = {depth: number for depth, number in self._numbers.items() if depth <= level}
        if bullet is None or bullet.tag == _KINDS[0]:
            self._numbers.pop(level, None)
            return ""
        if bullet.tag != f"{_A}buAutoNum":
            return "-"
        start = bullet.get("startAt", "1")
        first = int(start) if start.isdigit() and len(start) < 6 else 1
        number = self._numbers[level] = self._numbers.get(level, first - 1) + 1
        return _numbered(bullet.get("type", ""), number)

    def _bullet(self, paragraph: Any, level: int) -> Any:
        own = paragraph.find(f"{_A}pPr")
        inherited = [properties.find(f"{_A}lvl{level + 1}pPr") for properties in self._lists]
        for properties in (own, *inherited):
            found = None if properties is None else next((e for e in properties if e.tag in _KINDS), None)
            if found is not None:
                return found
        return None


def _numbered(form: str, number: int) -> str:
    end = ")" if form.endswith(("ParenR", "ParenBoth")) else "."
    if form.startswith("alpha") and number <= 26:
        return chr(ord("A" if "Uc" in form else "a") + number - 1) + end
    return f"{number}{end}"


def _inherited(shape: Any) -> list[Any]:
    """The lists of properties by level that hold for a shape, the nearest first."""
    found = shape.element.findall(f"{_P}txBody/{_A}lstStyle")
    if not shape.is_placeholder:
        return list(found)
    kind = _kind(shape.element)
    layout = shape.part.slide_layout
    for owner, key in ((layout, "idx"), (layout.slide_master, "type")):
        for other in owner.placeholders:
            if _same(shape.element, other.element, key):
                found.extend(other.element.findall(f"{_P}txBody/{_A}lstStyle"))
    if kind in _TEXTUAL:
        found.extend(layout.slide_master.element.findall(f"{_P}txStyles/{_P}bodyStyle"))
    return list(found)


def _same(first: Any, second: Any, key: str) -> bool:
    if key == "type":
        return (_kind(first) in _TEXTUAL and _kind(second) in _TEXTUAL) or _kind(first) == _kind(second)
    return bool(_placeholder(first).get("idx", "0") == _placeholder(second).get("idx", "0"))


def _kind(element: Any) -> str:
    return str(_placeholder(element).get("type", ""))


def _placeholder(element: Any) -> Any:
    return next(element.iter(f"{_P}ph"))
