"""The figures of a report as pictures: for its documents, and all of them as files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import plotly.graph_objects as go

from analysis.charts import corner_figure, overview_figure, theme_figure
from analysis.errors import PictureError
from analysis.export.file_names import unique_names
from analysis.export.pictures import Picture, Pictures
from analysis.report.choice import Chart
from analysis.report.parts import Figure, Report

Progress = Callable[[int, int], object]
"""Is told how many figures are done, and of how many."""

_PAGE = (16.0, 22.0)  # cm, between the margins of an A4 with a caption
_SMALLEST = 130.0  # px a cm: letters of some 3 points, to be read on a screen
_READABLE = 60.0  # px a cm: the smallest letters of a figure are then some 6.5 points


@dataclass(frozen=True, slots=True)
class Drawn:
    """PNGs by the trace id of their figure; `missing` says in Dutch why some or all lack."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    missing: str = ""


def plotted(report: Report, figure: Figure) -> go.Figure:
    """The figure of a report as it is drawn: in the chosen measure, for a light page."""
    if figure.theme is not None:
        return theme_figure(report.matrix, figure.theme, report.measure)
    if figure.corner is not None:
        return corner_figure(report.matrix, figure.corner, report.measure)
    return overview_figure(report.matrix, report.measure)


def draw(report: Report, *, progress: Progress | None = None) -> Drawn:
    """The figures that the report shows, each as large as fits an A4 page.

    Without a browser, or where it hangs, those that were drawn until then; what would be too small
    to read on a page is left out too.
    """
    pictures: dict[str, Picture] = {}
    too_large = 0

    def add(figure: Figure, drawing: Pictures) -> None:
        nonlocal too_large
        plot = plotted(report, figure)
        wide = _on_page(plot)
        if plot.layout.width > _SMALLEST * wide:
            too_large += 1
        else:
            pictures[figure.trace] = drawing.draw(
                plot, figure.alt, title=_title(figure), width_cm=wide
            )

    trouble = _each(_all(report, charts=report.charts), add, progress)
    return Drawn(pictures, " ".join(text for text in (_too_large(too_large), trouble) if text))


def figure_files(
    report: Report, *, progress: Progress | None = None
) -> tuple[dict[str, bytes], str]:
    """All figures by file name, each as PNG, SVG, PDF and words; and why some lack, or ''."""
    named = _named(report)
    files: dict[str, bytes] = {}

    def add(figure: Figure, drawing: Pictures) -> None:
        plot = plotted(report, figure)
        name, wide = named[figure.trace], _on_paper(plot)
        files.update(drawing.files(name, plot, figure.alt, title=_title(figure), width_cm=wide))

    return files, _each(_all(report), add, progress)


def _too_large(count: int) -> str:
    if not count:
        return ""
    what = "Een figuur past" if count == 1 else f"{count} figuren passen"
    return (
        f"{what} niet leesbaar op een blad. Kies minder thema’s of groepen, of neem de figuren als "
        "losse bestanden."
    )


def _each(
    figures: Sequence[Figure],
    add: Callable[[Figure, Pictures], None],
    progress: Progress | None,
) -> str:
    """Draw the figures one by one with one browser; what went wrong, or ''."""
    if not figures:
        return ""
    told = progress or (lambda *_: None)
    told(0, len(figures))
    try:
        with Pictures() as drawing:
            for done, figure in enumerate(figures, start=1):
                add(figure, drawing)
                told(done, len(figures))
    except PictureError as error:
        return error.message
    return ""


def _all(report: Report, *, charts: Collection[Chart] = ("theme", "corner")) -> list[Figure]:
    """The figure of the whole and those of the sections; none where there is nothing to draw."""
    matrix = report.matrix
    if not (matrix.corners and matrix.themes and matrix.kinds):
        return []
    themes = [one.figure for one in report.themes] if "theme" in charts else []
    corners = [one.figure for one in report.corners] if "corner" in charts else []
    return [report.figure, *themes, *corners]


def _named(report: Report) -> dict[str, str]:
    """Trace id -> file name, numbered in the report's order."""
    found = _all(report)
    digits = max(2, len(str(len(found))))
    titles = {
        one.trace: f"{place:0{digits}} {_about(one, report.corner_word)}"
        for place, one in enumerate(found, start=1)
    }
    names = unique_names(titles.values())
    return {trace: names[title] for trace, title in titles.items()}


def _about(figure: Figure, corner_word: str) -> str:
    if figure.theme is not None:
        return f"thema {figure.theme}"
    return "overzicht" if figure.corner is None else f"{corner_word} {figure.corner}"


def _title(figure: Figure) -> str:
    """What it shows, and the id by which it leads back."""
    return f"{figure.caption} {figure.trace}"


def _on_page(plot: go.Figure) -> float:
    """Its width in cm where it stands in a document."""
    wide, high = _PAGE
    return min(wide, high * float(plot.layout.width) / float(plot.layout.height))


def _on_paper(plot: go.Figure) -> float:
    """Its width in cm where it stands by itself: as wide as its letters ask."""
    return max(_PAGE[0], float(plot.layout.width) / _READABLE)
