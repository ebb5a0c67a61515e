"""The report in Word: everything that a report says, to read and to edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from analysis.charts.palette import MARKS, PLURALS, text_colour
from analysis.export.carrying import carry
from analysis.export.report_word_document import ReportDocument
from analysis.export.report_word_tables import fits, matrix_parts, side_by_side, statements_table
from analysis.export.shading import highest
from analysis.report.parts import (
    CornerSection,
    Figure,
    KindQuotes,
    Quote,
    Report,
    Shared,
    Table,
    ThemeSection,
)
from analysis.report.wording import Sentence, plural

if TYPE_CHECKING:
    from analysis.export.figures import Drawn


def report_docx(report: Report, drawn: Drawn) -> bytes:
    """The report as .docx; where pictures are missing it says so once, and goes on without."""
    writer = _Writer(report, drawn)
    writer.cover()
    writer.account()
    writer.overview()
    writer.themes()
    writer.corners()
    writer.shared()
    writer.appendix()
    return carry(writer.document.content(), report.traces)


class _Writer:
    """Writes a report, chapter by chapter."""

    def __init__(self, report: Report, drawn: Drawn) -> None:
        self.report = report
        self.drawn = drawn
        self.document = ReportDocument(report.title, made=report.traces.made)
        self._top = highest(report.table)
        self._missing = drawn.missing

    def cover(self) -> None:
        """The first page: what this is, what to mind, what stands where."""
        report, document = self.report, self.document
        document.text(report.title, "Title")
        document.text(" · ".join(filter(None, ("Verslag", report.date))), "Subtitle")
        if report.warning is not None:
            document.text(report.warning, "Waarschuwing")
        document.text(report.overview[0], "Inleiding")
        document.contents("Inhoud")

    def account(self) -> None:
        """How the report came about."""
        self.document.heading("Verantwoording", 1)
        self.document.points(self.report.account)

    def overview(self) -> None:
        """The whole day: words, picture, table, differences."""
        report, document = self.report, self.document
        document.heading("Overzicht", 1)
        for place, sentence in enumerate(report.overview):
            document.text(sentence, "Inleiding" if place == 0 else "ListBullet")
        self._figure(report.figure)
        self._stands_out(report.stands_out, level=2)
        document.turn(wide=bool(report.table.lines) and not fits(report.table, document.width))
        self._table(report.table)
        document.turn(wide=False)

    def themes(self) -> None:
        """A section a theme."""
        if not self.report.themes:
            return
        self.document.heading("Thema’s", 1)
        for place, section in enumerate(self.report.themes):
            self._theme(section, new_page=place > 0)

    def corners(self) -> None:
        """A section a corner."""
        if not self.report.corners:
            return
        self.document.heading(plural(self.report.corner_word).capitalize(), 1)
        for section in self.report.corners:
            self._corner(section)

    def shared(self) -> None:
        """The bottlenecks that most corners share, and the chances against them."""
        report, document = self.report, self.document
        if not report.shared and report.nothing_shared is None:
            return
        against = " en de kansen daartegenover" if "kans" in report.matrix.kinds else ""
        document.heading(f"Gedeelde knelpunten{against}", 1)
        if report.nothing_shared is not None:
            document.text(report.nothing_shared)
        for one in report.shared:
            self._shared(one)

    def appendix(self) -> None:
        """All statements."""
        report, document = self.report, self.document
        if not report.rows:
            return
        document.turn(wide=True)
        document.heading("Bijlage: alle uitspraken", 1)
        word = report.corner_word
        title = f"Alle uitspraken, met hun nummer, {word}, soort, thema’s en bron."
        document.caption("Tabel", title)
        document.add(
            statements_table(
                report.rows, corner_word=word.capitalize(), width=document.width, alt=title
            )
        )

    def _theme(self, section: ThemeSection, *, new_page: bool) -> None:
        document = self.document
        document.heading(section.label, 2, new_page=new_page)
        if section.definition.strip():
            document.text(section.definition, "Definitie")
        self._section(section, shows="theme" in self.report.charts)

    def _corner(self, section: CornerSection) -> None:
        self.document.heading(section.name, 2)
        self._section(section, shows="corner" in self.report.charts)

    def _section(self, section: ThemeSection | CornerSection, *, shows: bool) -> None:
        for sentence in section.sentences:
            self.document.text(sentence, keep=True)
        if shows:
            self._figure(section.figure)
        self._stands_out(section.stands_out, level=3)
        self._table(section.table)
        self._quotes(section.quotes)

    def _shared(self, one: Shared) -> None:
        document = self.document
        document.heading(one.label, 2)
        for sentence in one.sentences:
            document.text(sentence, keep=True)
        columns = [
            (of.kind, [self._quoted(quote, of.kind) for quote in of.quotes])
            for of in one.quotes
            if of.quotes
        ]
        if columns:
            title = f"Knelpunten bij {one.label}{_against(columns)}."
            document.caption("Tabel", title)
            document.add(side_by_side(columns, width=document.width, title=title))

    def _figure(self, figure: Figure) -> None:
        picture = self.drawn.pictures.get(figure.trace)
        if picture is not None:
            self.document.picture(picture, figure.caption, figure.alt, figure.trace)
        elif self._missing:
            self.document.text(self._missing, "Toelichting")
            self._missing = ""

    def _table(self, table: Table) -> None:
        if not table.lines:
            return
        parts = matrix_parts(table, width=self.document.width, top=self._top)
        for number, part in enumerate(parts, start=1):
            title = table.caption
            if len(parts) > 1:
                first, last = part.themes
                span = first if first == last else f"{first} t/m {last}"
                title = f"{title} Deel {number} van {len(parts)}: {span}."
            self.document.caption("Tabel", title, table.trace)
            self.document.add(part.table)
            if part.signs:
                self.document.text(part.signs, "Toelichting")

    def _stands_out(self, sentences: Sequence[Sentence], *, level: int) -> None:
        if sentences:
            self.document.heading("Wat opvalt", level)
            self.document.points(sentences)

    def _quotes(self, quotes: Sequence[KindQuotes]) -> None:
        for of in quotes:
            if of.quotes:
                words = f"{MARKS[of.kind]} {PLURALS[of.kind].capitalize()} (n = {of.n.text})"
                self.document.heading(words, 3, ink=text_colour(of.kind))
            for quote in of.quotes:
                self.document.add(self._quoted(quote, of.kind))

    def _quoted(self, quote: Quote, kind: str) -> Any:
        """A quote; where people reviewed a part of the day, it says which they did not see yet.

        Where they reviewed nothing the warning on the first page says so.
        """
        seen = quote.reviewed or not self.report.facts.codes_reviewed
        return self.document.quoted(quote, kind, remark="" if seen else "nog niet nagekeken")


def _against(columns: Sequence[tuple[str, object]]) -> str:
    """The rest of a caption; nothing is said of chances where none stand in the table."""
    chances = any(kind == "kans" for kind, _ in columns)
    return ", en de kansen die daar tegenover staan" if chances else ""
