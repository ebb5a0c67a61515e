"""The infosheet: a day on one A4, as a PDF that can be read aloud (PDF/UA-1), made with typst.

The text is set smaller in fixed steps until it is one page; then it is cut, at sentences, and the
page says what was left out. Typst brings Libertinus Serif and DejaVu Sans Mono: Latin, Greek,
Cyrillic, Hebrew and Arabic always show. Other scripts and emoji come from the machine's own fonts,
and what none has becomes □, which the page explains.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from analysis.charts.palette import COLOURS, LIGHT, MARKS, PLURALS, WORDS, dutch, mix, text_colour
from analysis.export.infosheet_matrix import drawn_matrix
from analysis.export.infosheet_room import Cut, Room, enlarged, rooms
from analysis.export.infosheet_tags import with_row_heads
from analysis.export.infosheet_text import BREAK, breakable, clean, clipped, number, runs_left
from analysis.report.choice import Shown
from analysis.synthesis.matrix import Matrix

if TYPE_CHECKING:
    import typst

UNKNOWN = "□"
"""Stands for a character that no font on this machine has."""

_FONTS = ("Libertinus Serif", "DejaVu Sans", "Segoe UI", "Noto Sans")
_NUMBERS = 6
_TITLE = 120  # characters; longer ones are clipped
_LONG_TITLE = 48
_LINES = {"subtitle": 200, "notice": 320, "made": 400}
_NAME, _WORD, _ID, _N = 60, 30, 24, 16
_TINT = 0.07
_NARROW = 0.29  # of an em squared, an i with its share of the line
_PAGE = 510 * 776  # points squared
_COLUMNS = {1: 1, 2: 2, 4: 2}  # other numbers of themes stand in three columns
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class Number:
    """One of the day's figures, as it is written: '612', 'uitspraken'."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Point:
    """A short sentence, and the id it leads back by."""

    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """Of one kind some statements, how many there are as it is written, or why none is shown."""

    items: tuple[Point, ...] = ()
    n: str = ""
    empty: str = "Niets genoemd."


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, of which kind, where, and the id it leads back by."""

    text: str
    kind: str
    source: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class SheetTheme:
    """A theme: short sentences by kind, in the order shown, and quotes, the best first."""

    name: str
    kinds: Mapping[str, Points]
    quotes: tuple[Quote, ...] = ()
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Infosheet:
    """What the page says; `notice` stands on top, such as that the review is not finished.

    `corner_word` is what the day calls a group, `measure` and `matrix_id` are of the matrix.
    """

    title: str
    subtitle: str = ""
    numbers: tuple[Number, ...] = ()
    themes: tuple[SheetTheme, ...] = ()
    matrix: Matrix | None = None
    made: str = ""
    notice: str = ""
    corner_word: str = "hoek"
    measure: Shown = "count"
    matrix_id: str = ""


def infosheet_pdf(sheet: Infosheet) -> bytes:
    """The infosheet as PDF/UA-1: one A4, whatever the sheet holds."""
    return with_row_heads(_Press().fitted(sheet)[0])


def infosheet_png(sheet: Infosheet, *, ppi: float = 110.0) -> bytes:
    """The same page as a picture, to look at before it is made."""
    press = _Press()
    return press.printed(press.fitted(sheet)[1], format="png", ppi=ppi)


class _Press:
    """Typst with our template; one for a sheet, since it keeps what it has read."""

    def __init__(self) -> None:
        # Here, since it takes 25 MB of every process that only might print a page.
        import typst  # noqa: PLC0415

        self._compiler = typst.Compiler()
        self._trouble = typst.TypstError
        self._missing: dict[int, str] = {}

    def fitted(self, sheet: Infosheet) -> tuple[bytes, str]:
        """The fullest page that is one page: as PDF, and as the data it was made of."""
        steps = rooms(len(sheet.themes))
        low, high, best = 0, len(steps), None
        while low < high:
            middle = (low + high) // 2 if low else 0  # most sheets fit as they are
            tried = self._tried(sheet, steps[middle])
            low, high, best = (low, middle, tried) if tried else (middle + 1, high, best)
        if best is None:
            raise AssertionError("the least of an infosheet is more than one page")
        for larger in enlarged(steps[low]):
            tried = self._tried(sheet, larger)
            if tried is None:
                break
            best = tried
        return best

    def printed(self, data: str, **how: Any) -> bytes:
        """The page in typst's own forms; TypstError where a character has no font."""
        pages: Any = self._compiler.compile(_template(), sys_inputs={"data": data}, **how)
        return bytes(pages[0] if isinstance(pages, list) else pages)

    def _tried(self, sheet: Infosheet, room: Room) -> tuple[bytes, str] | None:
        """The page in this room, or None where it is more than one."""
        page = _page(sheet, room)
        if _surely_more(page):
            return None
        while True:
            data = _data(page, self._missing)
            try:
                pdf = self.printed(data, format="pdf", pdf_standards=["ua-1"])
            except self._trouble as error:
                self._missing |= undrawn(error, self._missing)
            else:
                return (pdf, data) if len(PdfReader(io.BytesIO(pdf)).pages) == 1 else None


@cache
def _template() -> bytes:
    return files("analysis.export").joinpath("templates", "infosheet.typ").read_bytes()


def undrawn(error: typst.TypstError, known: Mapping[int, str]) -> dict[int, str]:
    """What to write for the characters that no font has; raises `error` where it tells of others.

    Marks that only change the character before them are left out.
    """
    named = "".join(_MISSING.findall(error.diagnostic))
    letters = {c for c in _ESCAPE.sub(lambda hit: chr(int(hit[1], 16)), named) if not c.isascii()}
    found = {
        ord(c): "" if unicodedata.category(c) in ("Cf", "Mn", "Me") else UNKNOWN for c in letters
    }
    if found.keys() <= known.keys():
        raise error
    return found


def _data(page: Mapping[str, Any], missing: Mapping[int, str]) -> str:
    """All that the template prints, as JSON."""
    text = json.dumps(page, ensure_ascii=False)
    if UNKNOWN in text.translate(missing) and UNKNOWN not in text:
        told = f"{UNKNOWN} is een teken dat op deze computer niet getekend kan worden."
        note = {"note": f"{page['note']} {told}".strip()}
        text = json.dumps({**page, **note}, ensure_ascii=False)
    return re.sub(f"{UNKNOWN}+", UNKNOWN, text.translate(missing))


def _surely_more(page: Mapping[str, Any]) -> bool:
    """Whether the texts alone are more than a page of the narrowest letters; saves a long try."""
    texts = (
        item["text"]
        for theme in page["themes"]
        for item in [point for kind in theme["kinds"] for point in kind["points"]] + theme["quotes"]
    )
    letters = sum(len(text) for text in texts)
    return bool(letters * _NARROW * page["size"] ** 2 > _PAGE)


def _page(sheet: Infosheet, room: Room) -> dict[str, Any]:
    cut = Cut()
    shown = cut.first(sheet.themes, room.themes, "themes")
    title = clipped(sheet.title, _TITLE)
    themes = [_theme(theme, room, cut) for theme in shown]
    return {
        "title": title,
        "title_size": 26 if len(title) <= _LONG_TITLE else 19,
        **{name: clipped(getattr(sheet, name), most) for name, most in _LINES.items()},
        "size": room.size,
        "air": room.air,
        "fonts": _FONTS,
        "look": asdict(LIGHT),
        "numbers": [
            {"value": number(one.value), "label": clipped(one.label, 28)}
            for one in sheet.numbers[:_NUMBERS]
        ],
        "columns": _COLUMNS.get(len(shown), 3),
        "themes": themes,
        # The best lines take long to find in text that may break anywhere.
        "lines": "simple" if BREAK in json.dumps(themes, ensure_ascii=False) else "optimized",
        "matrix": drawn_matrix(
            sheet.matrix,
            whole=room.whole_matrix,
            measure=sheet.measure,
            corner_word=clipped(sheet.corner_word, _WORD),
        ),
        "matrix_id": clipped(sheet.matrix_id, _ID),
        "note": cut.note(),
    }


def _theme(theme: SheetTheme, room: Room, cut: Cut) -> dict[str, Any]:
    n = theme.n
    return {
        "name": clipped(theme.name, _NAME),
        "n": "" if n is None else "1 uitspraak" if n == 1 else f"{dutch(n)} uitspraken",
        "kinds": [
            {
                "mark": MARKS[kind],
                "word": PLURALS[kind],
                "colour": text_colour(kind),
                "n": clipped(points.n, _N),
                "points": [
                    _words(cut.text(clean(point.text), room.chars)) | {"id": clipped(point.id, _ID)}
                    for point in cut.first(_said(points), room.points, "points")
                ],
                "empty": points.empty,
            }
            for kind, points in theme.kinds.items()
        ],
        "quotes": [
            _quote(quote, room, cut) for quote in cut.first(theme.quotes, room.quotes, "quotes")
        ],
    }


def _said(points: Points) -> tuple[Point, ...]:
    return tuple(point for point in points.items if point.text.strip())


def _quote(quote: Quote, room: Room, cut: Cut) -> dict[str, Any]:
    return {
        **_words(cut.text(clean(quote.text), room.chars)),
        "mark": MARKS[quote.kind],
        "word": WORDS[quote.kind],
        "colour": text_colour(quote.kind),
        "bar": COLOURS[quote.kind],
        "tint": mix(LIGHT.background, COLOURS[quote.kind], _TINT),
        "source": clipped(quote.source, _NAME),
        "id": clipped(quote.id, _ID),
    }


def _words(text: str) -> dict[str, Any]:
    return {"text": breakable(text), "rtl": runs_left(text)}
