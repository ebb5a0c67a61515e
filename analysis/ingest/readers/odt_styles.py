"""What the styles and lists of an OpenDocument text say; each style is resolved once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from analysis.ingest.readers.clean import symbols
from analysis.ingest.readers.docx_styles import TYPED_MARKS, in_form

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_TITLE = re.compile(r"(?:title|titel|subtitle|ondertitel)", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|kop)\s*([1-9])", re.IGNORECASE)
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}
_FORMS["I"] = "upperRoman"


@dataclass(frozen=True, slots=True)
class Look:
    """A style with what it takes from its parents."""

    title: bool = False
    heading: int = 0  # 1 is highest; 0 is no heading
    bold: bool | None = None
    struck: bool | None = None


class Styles:
    """The styles of one document by family and name, and its list styles."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._nodes: dict[tuple[str, str], Any] = {}
        self._lists: dict[str, dict[int, Any]] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        for root in roots:
            for node in root.iter(STYLE + "style"):
                key = node.get(STYLE + "family", ""), node.get(STYLE + "name", "")
                self._nodes[key] = node
            for node in root.iter(TEXT + "list-style"):
                levels = {int(n.get(TEXT + "level", "1")) - 1: n for n in node}
                self._lists[node.get(STYLE + "name", "")] = levels

    def look(self, family: str, name: str | None) -> Look:
        """The look of a style; family is "paragraph" or "text"."""
        key = family, name or ""
        if key not in self._looks:
            self._looks[key] = self._resolve(key)
        return self._looks[key]

    def _resolve(self, key: tuple[str, str]) -> Look:
        look, seen = Look(), set[tuple[str, str]]()
        family, name = key
        while (family, name) not in seen:
            seen.add((family, name))
            node = self._nodes.get((family, name))
            look = _over(look, node, _shown(name, node))
            name = "" if node is None else node.get(STYLE + "parent-style-name", "")
        return look

    def mark(self, style: str, depth: int, number: int) -> str:
        """The bullet or number of the item with this number (from 1) in a list."""
        level = self._lists.get(style, {}).get(depth)
        if level is None or not level.tag.endswith("number"):
            glyph = symbols("•" if level is None else level.get(TEXT + "bullet-char", "•"))
            return glyph if glyph in TYPED_MARKS else "•"
        form = _FORMS.get(level.get(STYLE + "num-format", "1"))
        if form is None:
            return "•"
        before, after = level.get(STYLE + "num-prefix", ""), level.get(STYLE + "num-suffix", "")
        return f"{before}{in_form(number, form)}{after}".strip()

    def start(self, style: str, depth: int) -> int:
        """The number of the first item of a list."""
        level = self._lists.get(style, {}).get(depth)
        value = "1" if level is None else level.get(TEXT + "start-value", "1")
        return int(value) if value.isdigit() else 1


def _shown(name: str, node: Any | None) -> str:
    """The name as the user sees it: spaces are written as _20_ in the file."""
    shown = None if node is None else node.get(STYLE + "display-name")
    return (shown or name).replace("_20_", " ").strip()


def _over(look: Look, node: Any | None, name: str) -> Look:
    """`look`, with what it leaves open taken from a parent style."""
    found = _HEADING.fullmatch(name)
    properties = None if node is None else node.find(STYLE + "text-properties")
    return Look(
        title=look.title or bool(_TITLE.fullmatch(name)),
        heading=look.heading or (int(found[1]) if found else 0),
        bold=_bold(properties) if look.bold is None else look.bold,
        struck=_struck(properties) if look.struck is None else look.struck,
    )


def _bold(properties: Any | None) -> bool | None:
    weight = None if properties is None else properties.get(_FO + "font-weight")
    if weight is None:
        return None
    return weight == "bold" or (weight.isdigit() and int(weight) >= 600)


def _struck(properties: Any | None) -> bool | None:
    if properties is None:
        return None
    names = (STYLE + "text-line-through-style", STYLE + "text-line-through-type")
    values = [value for name in names if (value := properties.get(name)) is not None]
    return all(value != "none" for value in values) if values else None
