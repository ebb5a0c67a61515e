"""The text of one Word paragraph: its runs as the reader of the page sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.ingest.readers.clean import symbols
from analysis.ingest.readers.docx_styles import Look, Styles, W, toggle
from analysis.ingest.readers.runs import Run

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

_NOT_TEXT = frozenset(
    W + name
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "rt")
)
_FIXED = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
TEXT_BOX = W + "txbxContent"
PARAGRAPH = W + "p"


def runs(paragraph: Any, styles: Styles, look: Look) -> Iterator[Run]:
    """The runs of a w:p in order; deleted text and text boxes are no part of them."""
    for node in visible(paragraph):
        if node.tag == W + "r":
            yield from _run(node, styles, look)
        elif node.tag == _MATH_TEXT:
            yield Run(node.text or "")
        elif node.tag not in (TEXT_BOX, PARAGRAPH):
            yield from runs(node, styles, look)


def text_boxes(paragraph: Any) -> Iterator[Any]:
    """The contents of the text boxes anchored in a paragraph, each once."""
    for node in visible(paragraph):
        if node.tag == TEXT_BOX:
            yield node
        else:
            yield from text_boxes(node)


def visible(node: Any) -> Iterator[Any]:
    """The children that Word shows; of alternatives only the one it prefers."""
    for child in node.iterchildren("*"):
        if child.tag in _NOT_TEXT:
            continue
        if child.tag == _MC + "AlternateContent":
            options = [n for n in child.iterchildren("*") if n.tag.startswith(_MC)]
            yield from options[:1]
        else:
            yield child


def _run(node: Any, styles: Styles, look: Look) -> Iterator[Run]:
    own = node.find(W + "rPr")
    bold, struck = look.bold, look.struck
    if own is not None:
        style = own.find(W + "rStyle")
        named = Look() if style is None else styles.run_look(style.get(W + "val", ""))
        bold = _first(toggle(own, "b"), named.bold, bold)
        struck = _first(toggle(own, "strike", "dstrike"), named.struck, struck)
    text = "".join(_texts(node))
    if text:
        yield Run(text, bool(bold), bool(struck))


def _first(*values: bool | None) -> bool | None:
    return next((value for value in values if value is not None), None)


def _texts(node: Any) -> Iterator[str]:
    for child in visible(node):
        if child.tag == W + "t":
            yield symbols(child.text or "")
        elif child.tag in _FIXED:
            yield _FIXED[child.tag]
        elif child.tag == W + "sym":
            yield _symbol(child.get(W + "char", ""))
        elif child.tag != TEXT_BOX:
            yield from _texts(child)


def _symbol(code: str) -> str:
    """A character of a symbol font, given as hexadecimal: F0E0 is an arrow in Wingdings."""
    try:
        return symbols(chr(int(code, 16)))
    except (ValueError, OverflowError):
        return ""
