"""The one place where invisible characters are dropped; everything else stays as it was typed."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but not tab and newline
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # zero-width, bidi
    "\ud800-\udfff"  # half characters, which no file or database can hold
    "]"
)
_SOFT_HYPHEN = "\u00ad"

_SYMBOL_FONT = {
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf0a8": "•",
    "\uf0e0": "→",
    "\uf0e8": "→",
    "\uf0d8": "•",
    "\uf0df": "←",
    "\uf0f3": "↔",
    "\uf04a": "☺",
    "\uf04c": "☹",
    "\uf0fc": "✓",
    "\uf0fb": "✗",
}
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def clean(text: str) -> str:
    """`text` without control, zero-width and bidi characters, in Unicode NFC.

    A soft hyphen shows only where a line breaks: there it becomes "-", elsewhere it goes.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _INVISIBLE.sub("", text)
    if _SOFT_HYPHEN in text:
        text = re.sub(_SOFT_HYPHEN + r"(?=\s*(?:\n|$))", "-", text).replace(_SOFT_HYPHEN, "")
    return unicodedata.normalize("NFC", text)


def symbols(text: str) -> str:
    """Characters of the symbol fonts (U+F0xx) as what they show; unknown ones become "•"."""
    return _PRIVATE.sub(lambda found: _SYMBOL_FONT.get(found[0], "•"), text)
