"""What Word's styles and numbering say about a paragraph; each style is resolved once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from analysis.ingest.readers.clean import symbols

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HEADING = re.compile(r"(?:heading|kop|überschrift|titre)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel|subtitle|ondertitel)", re.IGNORECASE)
_LIST = re.compile(
    r"(list bullet|list number|lijst ?opsom\.?teken|lijst ?nummering)\s*([2-5]?)", re.IGNORECASE
)
_OFF = frozenset({"0", "false", "off", "none"})
_BODY_LEVEL = 9  # Word's outline level for text that is no heading
TYPED_MARKS = frozenset("+-–—−±*→✓✗")  # bullets that may say something; the rest is "•"


@dataclass(frozen=True, slots=True)
class Look:
    """A style (or a paragraph's own properties): None means "as the style it is based on"."""

    title: bool | None = None
    heading: int | None = None  # 1 is highest; 0 is no heading
    number: str | None = None  # numId; "0" takes a list away
    depth: int | None = None
    bullet_style: str | None = None  # mark of a list style without numbering
    bold: bool | None = None
    struck: bool | None = None

    def over(self, base: Look) -> Look:
        """This look, with what it leaves open taken from `base`."""
        fields = ("title", "heading", "number", "depth", "bullet_style", "bold", "struck")
        own = {name: getattr(self, name) for name in fields}
        return replace(base, **{name: value for name, value in own.items() if value is not None})


def toggle(properties: Any, *names: str) -> bool | None:
    """Whether one of the switches (bold, strike ...) is on; None where none is set."""
    found = [properties.find(W + name) for name in names]
    values = [node.get(W + "val", "1") not in _OFF for node in found if node is not None]
    return any(values) if values else None


class Styles:
    """The styles of one document by id, each resolved through its chain once."""

    def __init__(self, root: Any | None) -> None:
        self._nodes = {} if root is None else {n.get(W + "styleId"): n for n in _styles(root)}
        self._looks: dict[str | None, Look] = {}
        defaults = [n for n in self._nodes.values() if n.get(W + "default") in ("1", "true")]
        paragraph = [n for n in defaults if n.get(W + "type") == "paragraph"]
        self._default = paragraph[0].get(W + "styleId") if paragraph else None

    def look(self, style: str | None) -> Look:
        """The look of the style with this id; of the default paragraph style for None."""
        style = style or self._default
        if style not in self._looks:
            self._looks[style] = self._resolve(style)
        return self._looks[style]

    def run_look(self, style: str) -> Look:
        """The look of a character style; unlike a paragraph's it has no default."""
        return self.look(style) if style in self._nodes else Look()

    def _resolve(self, style: str | None) -> Look:
        look, seen = Look(), set[str | None]()
        while style in self._nodes and style not in seen:
            seen.add(style)
            node = self._nodes[style]
            look = look.over(_look_of_style(node))
            style = _value(node, "basedOn")
        return look


def _styles(root: Any) -> Any:
    return root.iterchildren(W + "style")


def _value(node: Any, name: str) -> str | None:
    child = None if node is None else node.find(W + name)
    return None if child is None else child.get(W + "val")


def _look_of_style(node: Any) -> Look:
    name = (_value(node, "name") or node.get(W + "styleId") or "").strip()
    look = Look()
    if found := _HEADING.fullmatch(name):
        look = Look(heading=int(found[1]))
    elif _TITLE.fullmatch(name):
        look = Look(title=True)
    elif found := _LIST.match(name):
        mark = "1." if "num" in found[1].lower() else "•"
        look = Look(bullet_style=mark, depth=int(found[2] or 1) - 1)
    own = paragraph_look(node.find(W + "pPr"))
    run = node.find(W + "rPr")
    if run is not None:
        own = replace(own, bold=toggle(run, "b"), struck=toggle(run, "strike", "dstrike"))
    return look.over(own)


def paragraph_look(properties: Any | None) -> Look:
    """The look in a paragraph's own properties (w:pPr), without its style."""
    if properties is None:
        return Look()
    outline = _value(properties, "outlineLvl")
    level = int(outline) if outline and outline.isdigit() else None
    heading = None if level is None else (0 if level >= _BODY_LEVEL else level + 1)
    numbering = properties.find(W + "numPr")
    depth = _value(numbering, "ilvl")
    return Look(
        heading=heading,
        number=_value(numbering, "numId"),
        depth=int(depth) if depth and depth.isdigit() else None,
    )


class Numbering:
    """The lists of one document; counts along, so that each paragraph gets its number."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        kinds: dict[str, dict[int, tuple[str, str, int]]] = {}
        linked: dict[str, str] = {}
        for node in root.iterchildren(W + "abstractNum"):
            key = node.get(W + "abstractNumId", "")
            kinds[key] = {int(n.get(W + "ilvl", "0")): _level(n) for n in node.iter(W + "lvl")}
            if style := _value(node, "styleLink"):
                linked[style] = key
        for node in root.iterchildren(W + "abstractNum"):
            style = _value(node, "numStyleLink")
            if style in linked:
                kinds[node.get(W + "abstractNumId", "")] = kinds[linked[style]]
        for node in root.iterchildren(W + "num"):
            number, kind = node.get(W + "numId", ""), _value(node, "abstractNumId") or ""
            own = {int(n.get(W + "ilvl", "0")): _level(n) for n in node.iter(W + "lvl")}
            starts = any(True for _ in node.iter(W + "startOverride"))
            self._levels[number] = kinds.get(kind, {}) | own
            self._abstract[number] = number if starts else f"kind {kind}"

    def mark(self, number: str, depth: int) -> str:
        """The bullet or number of the next paragraph of this list, and counts it."""
        levels = self._levels.get(number, {})
        form, pattern, start = levels.get(depth, ("bullet", "•", 1))
        if form in ("bullet", "none"):
            glyph = symbols(pattern.strip())
            return glyph if glyph in TYPED_MARKS else "•"
        counts = self._counts.setdefault(self._abstract[number], {})
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return re.sub(
            r"%([1-9])", lambda found: _counted(levels, counts, int(found[1]) - 1), pattern
        )


def _level(node: Any) -> tuple[str, str, int]:
    """A list level: number format, pattern ("%1."), first number."""
    start = _value(node, "start") or "1"
    form, pattern = _value(node, "numFmt") or "decimal", _value(node, "lvlText") or ""
    return form, pattern, int(start) if start.isdigit() else 1


def _counted(levels: dict[int, tuple[str, str, int]], counts: dict[int, int], depth: int) -> str:
    form, _, start = levels.get(depth, ("decimal", "", 1))
    return in_form(counts.get(depth, start), form)


def in_form(number: int, form: str) -> str:
    """A list number as Word writes it: 3 in lowerLetter is "c", in upperRoman "III"."""
    if form.endswith("Letter") and number > 0:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 9 + 1)
    elif form.endswith("Roman") and 0 < number < 4000:
        text = _roman(number)
    else:
        text = str(number)
    return text.upper() if form.startswith("upper") else text


_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
_ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN.items():
        text += letters * (number // value)
        number %= value
    return text
