"""All documents of a day: what they are called and what makes them.

The command line makes them here and now:

    made = make(papers_of(material, names), names, progress=told)

A page has them made beside itself, so that other visitors' pages do not wait
(`analysis.export.making`):

    making = start(material, ["rapport.docx", "presentatie.pptx"])   # returns at once; keep it
    making.step            # Step(text="Figuren tekenen (3 van 16)", share=0.4): show it
    making.done            # look again each second
    making.result()        # Made(files, missing); raises KoffiehoekError where it failed
    making.cancel()        # when the visitor leaves or thinks better of it

`Made.files` holds the bytes by file name; "figuren" gives "figuren/01 overzicht.png" and so on, and
`zipped` puts files in one. `Made.missing` is a Dutch sentence where pictures are absent, else ''.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.codebook import Codebook
from analysis.exchange import codebook_file, project
from analysis.export.csv import matrix_csv, statements_csv
from analysis.export.figures import Drawn, draw, figure_files
from analysis.export.framework_word import framework_docx
from analysis.export.html import matrix_html
from analysis.export.infosheet import infosheet_pdf
from analysis.export.infosheet_report import infosheet
from analysis.export.report_excel import report_xlsx
from analysis.export.report_word import report_docx
from analysis.export.slides import slides_pptx
from analysis.report import Report
from analysis.report.framework import Framework, framework
from analysis.synthesis.frames import Frames
from analysis.types import LeftOut

if TYPE_CHECKING:
    from analysis.material import Material

FIGURES = "figuren"
"""The name of the document that is a folder of files."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_PDF = "application/pdf"
_ZIP = "application/zip"
_QUOTES = {"synthese.xlsx": None, "raamwerk.docx": 6}
"""The most statements in a cell of the framework in these documents; None: all."""
_DRAWN = 0.75  # the share of the work on a document with figures that is in drawing them
_NOT_ASKED = "De figuren zijn niet getekend, omdat daar niet om is gevraagd."
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # the oldest that a zip file knows


@dataclass(frozen=True, slots=True)
class Step:
    """How far the making is: what is done now, and the share of all of it (0..1) that is done."""

    text: str
    share: float


Told = Callable[[Step], object]
Drawing = Callable[[int, int], object]
"""Called with the number of figures that are drawn, and of all that are to be."""


@dataclass(frozen=True, eq=False)
class Papers:
    """What documents are made of: values without any text that is held back.

    So they may go to another process. `frames` have codes under their labels. `frameworks`, by the
    name of the document that they are for, and `project` are there where they are asked for.
    Without `pictures` the Word report has none: to draw them takes most of the time.
    """

    report: Report
    frames: Frames
    codebook: Codebook
    left_out: tuple[LeftOut, ...]
    frameworks: Mapping[str, Framework]
    project: bytes = b""
    pictures: bool = True


@dataclass(frozen=True, eq=False)
class Made:
    """Files by name, and why pictures are missing ('' where none is)."""

    files: Mapping[str, bytes]
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `effort` is about the seconds that it takes on a laptop, for progress.

    A `quick` one takes about one for a large day.
    """

    name: str
    label: str  # Dutch
    mime: str
    make: Callable[[Papers, Drawing], Made]
    effort: int = 1
    quick: bool = False


def papers_of(material: Material, names: Collection[str], *, pictures: bool = True) -> Papers:
    """What the documents of these names are made of, with all that is held back left out."""
    day, report = material.day, material.report
    return Papers(
        report=report,
        frames=day.labelled,
        codebook=day.codebook,
        left_out=material.left_out,
        frameworks={
            name: framework(day, report, most=most)
            for name, most in _QUOTES.items()
            if name in names
        },
        project=_project(material) if "dag.qdpx" in names else b"",
        pictures=pictures,
    )


def make(papers: Papers, names: Collection[str], *, progress: Told | None = None) -> Made:
    """The documents of these names, in the order of DOCUMENTS; names that are none are skipped."""
    tell = progress or _nobody
    wanted = [one for one in DOCUMENTS.values() if one.name in names]
    effort, spent = sum(one.effort for one in wanted), 0
    files: dict[str, bytes] = {}
    missing = ""
    for one in wanted:
        drawing = _drawing(one, tell, spent, effort)
        tell(Step(one.label, spent / effort))
        made = one.make(papers, drawing)
        files |= made.files
        missing = made.missing or missing
        spent += one.effort
    tell(Step("Klaar", 1.0))
    return Made(files, missing)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one .zip, by their names; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return buffer.getvalue()


def _nobody(_: Step) -> None:
    """Where nobody looks on."""


def _drawing(document: Document, tell: Told, spent: int, effort: int) -> Drawing:
    def told(done: int, total: int) -> None:
        drawn = f"figuren tekenen ({done} van {total})" if done < total else "schrijven"
        share = _DRAWN * done / max(1, total)
        tell(Step(f"{document.label}: {drawn}", (spent + document.effort * share) / effort))

    return told


def _project(material: Material) -> bytes:
    return project(material.exchange, holding=material.holding, made=material.report.traces.made)


def _word(papers: Papers, drawing: Drawing) -> Made:
    drawn = draw(papers.report, progress=drawing) if papers.pictures else Drawn(missing=_NOT_ASKED)
    return Made({"rapport.docx": report_docx(papers.report, drawn)}, drawn.missing)


def _slides(papers: Papers, _: Drawing) -> Made:
    return Made({"presentatie.pptx": slides_pptx(papers.report)})


def _sheet(papers: Papers, _: Drawing) -> Made:
    return Made({"infosheet.pdf": infosheet_pdf(infosheet(papers.report))})


def _excel(papers: Papers, _: Drawing) -> Made:
    found = papers.frameworks["synthese.xlsx"]
    return Made(
        {"synthese.xlsx": report_xlsx(papers.report, found, papers.codebook, papers.left_out)}
    )


def _framework(papers: Papers, _: Drawing) -> Made:
    found = papers.frameworks["raamwerk.docx"]
    return Made({"raamwerk.docx": framework_docx(found, papers.report)})


def _figures(papers: Papers, drawing: Drawing) -> Made:
    files, missing = figure_files(papers.report, progress=drawing)
    return Made({f"{FIGURES}/{name}": data for name, data in files.items()}, missing)


def _page(papers: Papers, _: Drawing) -> Made:
    report = papers.report
    page = matrix_html(report.matrix, papers.frames, report.rows, title=report.title)
    return Made({"matrix.html": page.encode("utf-8")})


def _matrix(papers: Papers, _: Drawing) -> Made:
    return Made({"matrix.csv": matrix_csv(papers.report.matrix, papers.frames)})


def _statements(papers: Papers, _: Drawing) -> Made:
    return Made({"uitspraken.csv": statements_csv(papers.report.rows)})


def _qdpx(papers: Papers, _: Drawing) -> Made:
    return Made({"dag.qdpx": papers.project})


def _qdc(papers: Papers, _: Drawing) -> Made:
    return Made({"codeboek.qdc": codebook_file(papers.codebook)})


DOCUMENTS: Mapping[str, Document] = {
    one.name: one
    for one in (
        Document("rapport.docx", "Verslag (Word)", _WORD, _word, effort=12),
        Document("presentatie.pptx", "Presentatie (PowerPoint)", _SLIDES, _slides, effort=3),
        Document("infosheet.pdf", "Infosheet op één A4 (PDF)", _PDF, _sheet, quick=True),
        Document("synthese.xlsx", "Synthese met alle uitspraken (Excel)", _EXCEL, _excel, effort=3),
        Document("raamwerk.docx", "Raamwerk met citaten (Word)", _WORD, _framework, effort=3),
        Document(FIGURES, "Figuren (PNG, SVG en PDF)", _ZIP, _figures, effort=20),
        Document("matrix.html", "Matrix (webpagina)", "text/html", _page, quick=True),
        Document("matrix.csv", "Matrix (CSV)", "text/csv", _matrix, quick=True),
        Document("uitspraken.csv", "Uitspraken (CSV)", "text/csv", _statements, quick=True),
        Document("dag.qdpx", "Project voor andere programma's (REFI-QDA)", _ZIP, _qdpx, quick=True),
        Document("codeboek.qdc", "Codeboek (REFI-QDA)", "application/xml", _qdc, quick=True),
    )
}
"""Every document by its name, in the order in which they are offered and made."""
