"""A report in Word that grows from top to bottom: headings, captions, quotes, pages, contents."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from analysis.export.infosheet_text import clean, in_quotes, runs_left
from analysis.export.report_word_styles import MARGIN, PAGE, QUOTES
from analysis.export.report_word_template import TEMPLATE
from analysis.export.word_parts import (
    bookmark,
    describe_picture,
    element,
    field,
    paragraph,
    run,
    twips,
)
from analysis.report.parts import Quote
from analysis.report.wording import Sentence

if TYPE_CHECKING:
    from analysis.export.pictures import Picture

Label = Literal["Tabel", "Figuur"]

ORIGIN = "Herkomst"
"""The style of the ids that lead back."""
_HIGHEST_CM = 22.0  # of a picture: its caption stands on the same page
_LONGEST_HEADER, _LONGEST_PROPERTY = 90, 255  # characters; Word takes no longer property
_CONTENTS_DEPTH = 2


class ReportDocument:
    """A document made from the template; `width` is that of its text now, in cm."""

    def __init__(self, title: str, *, made: datetime) -> None:
        self._document = Document(str(TEMPLATE))
        self._body = self._document.element.body
        for specimen in list(self._body.iterchildren(qn("w:p"))):
            self._body.remove(specimen)
        self._last = self._body.sectPr  # what comes next goes before it
        self._numbers = {"Tabel": 0, "Figuur": 0}
        self._marks = 0
        self._printed: set[str] = set()
        self._headings: list[tuple[int, str, str]] = []
        self._contents: Any = None
        self._wide = False
        self._set_up(clean(title), made)

    @property
    def width(self) -> float:
        """The width of the text on the page as it lies now, in cm."""
        return PAGE[1 if self._wide else 0] - 2 * MARGIN

    def text(self, text: str | Sentence, style: str = "", *, keep: bool = False) -> None:
        """Add a paragraph; `keep` holds it on the page of what follows."""
        self.add(paragraph(run(_plain(text)), style=style, keep=keep))

    def points(self, texts: Iterable[Sentence]) -> None:
        """Add a list with bullets."""
        for text in texts:
            self.text(text, "ListBullet")

    def heading(self, text: str, level: int, *, ink: str = "", new_page: bool = False) -> None:
        """Add a heading; 1 is the highest level."""
        words = run(clean(text), ink=ink)
        content: Sequence[Any] = [words]
        if level <= _CONTENTS_DEPTH:
            name = f"_Toc{len(self._headings) + 1:06d}"
            self._headings.append((level, clean(text), name))
            content = self._marked(name, words)
        self.add(paragraph(*content, style=f"Heading{level}", new_page=new_page))

    def caption(self, label: Label, text: str, trace: str = "") -> None:
        """Add a numbered caption with the id that leads back; that of a table stands above it."""
        self._numbers[label] += 1
        number = str(self._numbers[label])
        content = [
            run(f"{label} ", bold=True),
            *field(f"SEQ {label} \\* ARABIC", run(number, bold=True)),
            run(". ", bold=True),
            run(f"{clean(text)}"),
        ]
        if trace:
            content += [run("  "), *self._origin(trace)]
        self.add(paragraph(*content, style="Caption", keep=label == "Tabel"))

    def picture(self, picture: Picture, caption: str, alt: str, trace: str) -> None:
        """Add a picture in the width it was made for, and its caption."""
        shrink = min(1.0, self.width / picture.width_cm, _HIGHEST_CM / picture.height_cm)
        inline = self._document.part.new_pic_inline(
            io.BytesIO(picture.data),
            Cm(picture.width_cm * shrink),
            Cm(picture.height_cm * shrink),
        )
        describe_picture(inline, f"Figuur {self._numbers['Figuur'] + 1}", alt)
        self.add(paragraph(element("r", element("drawing", inline)), keep=True))
        self.caption("Figuur", caption, trace)

    def quoted(self, quote: Quote, kind: str, *, remark: str = "") -> Any:
        """A statement in full, with its source, a remark on it and the id that leads back."""
        text = clean(quote.text)
        leftward = runs_left(text)
        source = " · ".join(filter(None, (clean(quote.corner), remark)))
        return paragraph(
            run(in_quotes(text), leftward=leftward),
            element("r", element("br")),
            run(source, style="Bron"),
            run("  "),
            *self._origin(quote.trace),
            style=QUOTES[kind],
            leftward=leftward,
        )

    def contents(self, heading: str) -> None:
        """Keep a place for the table of contents."""
        self._contents = paragraph(run(heading), style="TOCHeading")
        self.add(self._contents)

    def turn(self, *, wide: bool) -> None:
        """From here on new pages that lie, or stand again."""
        if wide == self._wide:
            return
        self._section()
        self._wide = wide
        width, height = reversed(PAGE) if wide else PAGE
        size = self._last.find(qn("w:pgSz"))
        size.attrib.clear()
        size.set(qn("w:w"), str(twips(width)))
        size.set(qn("w:h"), str(twips(height)))
        if wide:
            size.set(qn("w:orient"), "landscape")

    def add(self, made: Any) -> None:
        """Add an element of the body."""
        self._last.addprevious(made)

    def content(self) -> bytes:
        """The .docx file."""
        if self._contents is not None:
            self._fill_contents()
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _section(self) -> None:
        """End the section with the last paragraph; the next has the same header and footer."""
        ending = deepcopy(self._last)
        before = self._last.getprevious()
        if before is None or before.tag != qn("w:p"):
            before = paragraph(style="Toelichting")
            self.add(before)
        before.get_or_add_pPr()._insert_sectPr(ending)
        for name in ("headerReference", "footerReference", "titlePg"):
            for found in self._last.findall(qn(f"w:{name}")):
                self._last.remove(found)

    def _marked(self, name: str, *content: Any) -> tuple[Any, ...]:
        self._marks += 1
        return bookmark(name, self._marks, *content)

    def _origin(self, trace: str) -> Sequence[Any]:
        """The printed id; the first time in a bookmark, since names of bookmarks are unique."""
        printed = run(trace, style=ORIGIN)
        if trace in self._printed:
            return [printed]
        self._printed.add(trace)
        return self._marked(f"herkomst_{trace}", printed)

    def _fill_contents(self) -> None:
        """The contents with all headings in it, each a link.

        The numbers of pages are not known before Word has laid out the text. Whoever brings the
        contents up to date gets them; to have them filled in at once Word would ask each reader a
        question first, and a place for numbers without numbers looks broken.
        """
        begin, code, between, end = field(f'TOC \\o "1-{_CONTENTS_DEPTH}" \\h \\z')
        entries = [_entry(*heading) for heading in self._headings]
        entries[0][1:1] = [begin, code, between]
        entries[-1].append(end)
        gallery = element("docPartGallery", val="Table of Contents")
        place = element(
            "sdt",
            element("sdtPr", element("docPartObj", gallery, element("docPartUnique"))),
            element("sdtContent"),
        )
        self._contents.addprevious(place)
        place[-1].extend([self._contents, *entries])

    def _set_up(self, title: str, made: datetime) -> None:
        document = self._document
        about = document.core_properties
        about.title, about.subject = _cut(title, _LONGEST_PROPERTY), "Verslag"
        about.language = "nl-NL"
        about.author = about.last_modified_by = "Koffiehoek"
        about.comments = about.keywords = ""
        about.created = about.modified = made.astimezone(UTC).replace(tzinfo=None)
        document.sections[0].header.paragraphs[0]._p.append(run(_cut(title, _LONGEST_HEADER)))


def _plain(text: str | Sentence) -> str:
    return clean(text.text if isinstance(text, Sentence) else text)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _entry(level: int, text: str, mark: str) -> Any:
    """A line of the contents, which leads to its heading."""
    return paragraph(element("hyperlink", run(text), anchor=mark), style=f"TOC{level}")
