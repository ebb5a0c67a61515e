"""File names from titles, safe on Windows, macOS and Linux, whatever people called their day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST = 80
"""Characters in a name, ending not counted."""

_BYTES = 180  # file systems hold 255 bytes a name; the rest is for a word and an ending behind it
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
"""Letters and marks by their category, with nothing to see."""
_EDGES = " .-~"  # Windows drops the first two; before a name they hide it, or make it an option
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])", re.IGNORECASE)


def safe_name(title: str, *, otherwise: str = "bijeenkomst") -> str:
    """The title as the name of a file or folder, without an ending; `otherwise` where none is left.

    Signs that Windows forbids become spaces; what cannot be seen, or turns round what follows it,
    goes. At most 80 characters. See "Naming Files, Paths, and Namespaces" in Microsoft's reference.
    """
    seen = "".join(map(_shown, unicodedata.normalize("NFC", title)))
    name = _short(" ".join(_FORBIDDEN.sub(" ", seen).split()).strip(_EDGES), MOST) or otherwise
    # Windows keeps a device's name for the device, whatever ending it has.
    return f"_{name}" if _DEVICE.fullmatch(name.split(".")[0].rstrip()) else name


def unique_names(titles: Iterable[str], *, otherwise: str = "bijeenkomst") -> dict[str, str]:
    """Each title -> its own name in one folder, where capitals do not tell names apart.

    What comes out the same gets a number: "dag", "Dag (2)".
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for title in dict.fromkeys(titles):
        name = plain = safe_name(title, otherwise=otherwise)
        number = 1
        while name.casefold() in taken:
            number += 1
            behind = f" ({number})"
            name = f"{_short(plain, MOST - len(behind))}{behind}"
        taken.add(name.casefold())
        names[title] = name
    return names


def _shown(letter: str) -> str:
    if letter.isspace() or letter == "\x00":
        return " "
    code = ord(letter)
    selector = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
    if selector or letter in _UNSEEN or unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Cn"):
        return ""
    return letter


def _short(name: str, most: int) -> str:
    """At most so many characters, and so many bytes, without a half letter at the end."""
    cut = name[:most].encode("utf-8")[:_BYTES].decode("utf-8", "ignore")
    while cut != name and cut and unicodedata.combining(name[len(cut)]):
        cut = cut[:-1]
    return cut.rstrip(_EDGES)
