"""A deck that grows slide by slide, on the layouts and placeholders of presentatie.pptx.

What a slide looks like stands in that file's slide master: open it in PowerPoint to change the
fonts, the places or the sizes. Texts are fitted to the placeholders as they are there.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from typing import Any, TypeVar

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from analysis.export.infosheet_text import clean, runs_left
from analysis.export.slides_text import (
    Box,
    Paragraph,
    Run,
    cut,
    height_of,
    largest,
    on_one_line,
)

LANGUAGE = "nl-NL"
FIGURE, SENTENCES, CAPTION, QUOTES, FIRST_COLUMN = 13, 14, 15, 16, 21
"""Placeholders of the template, by their idx."""
TEXT, WARNING = 1, 13

_TEMPLATE = "presentatie.pptx"
_TITLE_SIZES = (28, 24)
_TITLE_LINES = 2
_FOOTER, _NUMBER = "ftr", "sldNum"
_FOOTER_SIZE = 11
_SPARE = 2.0  # points that a box keeps free, for rounding

T = TypeVar("T")


class Deck:
    """Slides in order; `name` stands at the foot of each."""

    def __init__(self, name: str) -> None:
        with files("analysis.export.templates").joinpath(_TEMPLATE).open("rb") as template:
            self._file: Any = Presentation(template)
        self._name = clean(name)
        layouts: Any = self._file.slide_layouts
        self._layouts = {layout.name: layout for layout in layouts}
        self._titles: set[str] = set()

    def slide(self, layout: str, title: str, *, sizes: Sequence[float] = _TITLE_SIZES) -> Slide:
        """Add a slide; a title that another slide has gets a number.

        `layout` is a name in the template, `sizes` those that its title may have, largest first.
        """
        added = self._file.slides.add_slide(self._layouts[layout])
        slide = Slide(added)
        slide.head(self._own(clean(title)), sizes)
        slide.foot(self._name)
        return slide

    def box(self, layout: str, idx: int) -> Box:
        """The room in a placeholder of a layout."""
        places = self._layouts[layout].placeholders
        return _box(next(one for one in places if one.placeholder_format.idx == idx))

    def content(self, *, title: str) -> bytes:
        """The .pptx file."""
        about = self._file.core_properties
        about.title, about.language = clean(title), LANGUAGE
        about.author = about.last_modified_by = "Koffiehoek"
        buffer = io.BytesIO()
        self._file.save(buffer)
        return buffer.getvalue()

    def _own(self, title: str) -> str:
        new, number = title, 1
        while new in self._titles:
            number += 1
            new = f"{title} ({number})"
        self._titles.add(new)
        return new


def numbered(title: str, parts: Sequence[T]) -> Iterator[tuple[str, T]]:
    """Each part with its title; where there are several: 'Titel (1 van 3)'."""
    for number, part in enumerate(parts, start=1):
        yield f"{title} ({number} van {len(parts)})" if len(parts) > 1 else title, part


class Slide:
    """One slide; what is never filled of its layout is taken away by `done`."""

    def __init__(self, slide: Any) -> None:
        self._slide = slide
        self._left = {shape.placeholder_format.idx: shape for shape in slide.placeholders}

    def box(self, idx: int) -> Box:
        """The room for text in a placeholder."""
        return _box(self._left[idx])

    def fill(self, idx: int, paragraphs: Iterable[Paragraph]) -> None:
        """Write paragraphs into a placeholder, which must have room for them."""
        write(self._left.pop(idx).text_frame._txBody, paragraphs)

    def take(self, idx: int) -> Any:
        """The placeholder itself, for a chart or a table."""
        return self._left.pop(idx)

    def over(self, frame: Any, paragraph: Paragraph, *, height: float) -> None:
        """Write over the top of a chart, `height` in points; it is read right after the chart."""
        box = self._slide.shapes.add_textbox(frame.left, frame.top, frame.width, Pt(height))
        box.text_frame.word_wrap = True  # without it LibreOffice centres the text
        write(box.text_frame._txBody, [paragraph])
        frame._element.addnext(box._element)

    def head(self, title: str, sizes: Sequence[float]) -> None:
        """The title, of at most two lines."""
        box = self.box(0)
        wide = box.width * 0.93  # titles are bold
        whole = Paragraph((Run(title, bold=True),))
        size = largest([[whole]], sizes, box)
        short = cut(title, size, wide, max(1, int(box.height / height_of([whole], size, 1e9))))
        self.fill(0, [Paragraph((Run(short, size=size, bold=True),))])

    def foot(self, name: str) -> None:
        """The name of the day and the number of the slide, where the layout has room for them."""
        tree = self._slide.shapes._spTree
        for shape in list(self._slide.slide_layout.placeholders):
            kind = shape._element.ph.get("type")
            if kind in (_FOOTER, _NUMBER):
                added = _cloned(shape._element, max(map(int, tree.xpath("//p:cNvPr/@id"))) + 1)
                tree.append(added)
                if kind == _FOOTER:
                    text = on_one_line(name, _FOOTER_SIZE, Emu(shape.width).pt)
                    write(added.find(qn("p:txBody")), [Paragraph((Run(text),))])

    def done(self, notes: Iterable[str] = ()) -> None:
        """Take away what stayed empty, and write the notes, line by line."""
        for shape in self._left.values():
            shape._element.getparent().remove(shape._element)
        lines = [Paragraph((Run(clean(line)),)) for line in notes]
        if lines:
            write(self._slide.notes_slide.notes_text_frame._txBody, lines)


def named(frame: Any, trace: str, alt: str) -> None:
    """Give a chart or table its id as name, and its text alternative."""
    about = frame._element.nvGraphicFramePr.cNvPr
    about.set("name", f"herkomst {trace}")
    about.set("descr", clean(alt))


def write(body: Any, paragraphs: Iterable[Paragraph]) -> None:
    """Put paragraphs in the place of what stands in a text body (p:txBody or a:txBody)."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for one in list(paragraphs) or [Paragraph(())]:
        added = child(body, "a:p")
        about = child(added, "a:pPr")
        if one.said and runs_left(one.text):
            about.set("algn", "r")
            about.set("rtl", "1")
        points = 0 if added.getprevious().tag != qn("a:p") else one.before
        child(child(about, "a:spcBef"), "a:spcPts", val=str(round(points * 100)))
        for run in one.runs:
            _write_run(added, run)


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """Add an element, such as `a:p`, as the last one."""
    added = parent.makeelement(qn(tag), attributes)
    parent.append(added)
    return added


def _write_run(paragraph: Any, run: Run) -> None:
    added = child(paragraph, "a:r")
    look = child(added, "a:rPr", lang=LANGUAGE)
    if run.size:
        look.set("sz", str(round(run.size * 100)))
    if run.bold:
        look.set("b", "1")
    if run.colour:
        child(child(look, "a:solidFill"), "a:srgbClr", val=run.colour.removeprefix("#"))
    child(added, "a:t").text = run.text


def _cloned(element: Any, number: int) -> Any:
    """A placeholder of the layout as one of the slide, with its text and without its place."""
    copied = copy.deepcopy(element)
    copied.nvSpPr.cNvPr.set("id", str(number))
    for own in list(copied.spPr):
        copied.spPr.remove(own)
    for own in list(copied.txBody):
        if own.tag != qn("a:p"):
            own.attrib.clear()
            for inner in list(own):
                own.remove(inner)
    return copied


def _box(shape: Any) -> Box:
    inner = {side: _inset(shape, side) for side in ("lIns", "rIns", "tIns", "bIns")}
    return Box(
        Emu(shape.width - inner["lIns"] - inner["rIns"]).pt,
        Emu(shape.height - inner["tIns"] - inner["bIns"]).pt - _SPARE,
    )


def _inset(shape: Any, side: str) -> int:
    """A margin as the layout or else the master has it, in EMU."""
    usual = 91440 if side in ("lIns", "rIns") else 45720
    place = shape
    while place is not None:
        found = place._element.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}")
        if found is not None and found.get(side) is not None:
            return int(found.get(side))
        place = getattr(place, "_base_placeholder", None)
    return usual
