"""Words for the screen: numbers with their noun, places in a source, text that stays as typed."""

from __future__ import annotations

import re
from pathlib import PurePath

from analysis.charts import dutch
from analysis.types import Place

# What Streamlit's Markdown reads; no more, since screen readers read the backslashes of labels.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]#~$|<>&]|:(?=\S)|(?<=www)\.|^[-+=]", re.IGNORECASE)
_MAIL = re.compile(r"@(?=\w)")  # a word joiner behind it, since a backslash makes it a link still
_LIST_NUMBER = re.compile(r"^\d+(?=[.)])")
_PARAGRAPHS = {".docx", ".odt"}
_SLIDES = {".pptx"}


def plain(text: str) -> str:
    """What people wrote, for a label or sentence that Streamlit reads as Markdown."""
    escaped = _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
    escaped = _MAIL.sub("@\u2060", escaped)
    return _LIST_NUMBER.sub(r"\g<0>\\", escaped)


def counted(number: int, one: str, many: str) -> str:
    """'1 uitspraak', '1.234 uitspraken'."""
    return f"{dutch(number)} {one if number == 1 else many}"


def place_of(source: str, place: Place) -> str:
    """Where something stands in a file, as that kind of file is counted.

    'regel 7', 'cel B4 op blad Tops', 'dia 3', 'blz. 2, regel 5', 'alinea 12', 'tabel 1, rij 2'.
    """
    kind = PurePath(source).suffix.lower()
    if place.cell:
        sheet, mark, cell = place.cell.rpartition("!")
        return f"cel {cell} op blad {sheet}" if mark else place.cell
    if kind in _SLIDES and place.page:
        return f"dia {place.page}"
    first, last = place.line_start, place.line_end
    lines = str(first) if last <= first else f"{first} t/m {last}"
    named = f"{'alinea' if kind in _PARAGRAPHS else 'regel'} {lines}"
    return f"blz. {place.page}, {named}" if place.page else named
