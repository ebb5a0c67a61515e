"""The report as a PowerPoint presentation: native tables and charts, readable from the back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.export.carrying import carry
from analysis.export.slides_charts import (
    MOST_ROWS,
    Bars,
    add_chart,
    bars_of,
    bars_of_themes,
)
from analysis.export.slides_deck import (
    CAPTION,
    FIRST_COLUMN,
    QUOTES,
    SENTENCES,
    TEXT,
    WARNING,
    Deck,
    numbered,
)
from analysis.export.slides_quotes import caption, columns, in_full, one_each, pages
from analysis.export.slides_shared import add_shared
from analysis.export.slides_tables import add_matrix
from analysis.export.slides_text import shown
from analysis.report.parts import CornerSection, Figure, Report, ThemeSection
from analysis.report.wording import Sentence, plural

_LARGE, _SIZES = (24, 22, 20, 18), (20, 18)
_TITLE_SIZES = (44, 40, 36, 32, 28)
_MOST_CHARTS = 2  # of a theme; with more corners it shows their total


def slides_pptx(report: Report) -> bytes:
    """The presentation (.pptx, 16:9); charts and tables can be edited, quotes stand in the notes.

    Every chart, table and quote has its id printed small beside it. Themes and corners always show
    their charts, whatever `report.charts` says: that is about pictures, and these cost nothing.
    """
    deck = Deck(report.title)
    _title(deck, report)
    _plain(deck, "Hoe is dit gemaakt?", _texts(report.account[:-1]), _SIZES)
    if report.rows:
        add_matrix(deck, report)
        _whole(deck, report)
        _plain(deck, "Wat opvalt", _texts(report.stands_out), _LARGE)
    for theme in report.themes:
        _theme(deck, report, theme)
    for corner in report.corners:
        _corner(deck, report, corner)
    add_shared(deck, report)
    _plain(deck, "Waar komt dit vandaan?", _texts(report.account[-1:]), _LARGE)
    return carry(deck.content(title=report.title), report.traces)


def _title(deck: Deck, report: Report) -> None:
    slide = deck.slide("Titel", report.title, sizes=_TITLE_SIZES)
    lines = [text for text in (report.date, report.overview[0].text) if text]
    slide.fill(TEXT, shown(lines, (24, 22, 20), slide.box(TEXT)))
    if report.warning:
        slide.fill(WARNING, shown([report.warning.text], _SIZES, slide.box(WARNING)))
    slide.done(lines)


def _plain(deck: Deck, title: str, texts: Sequence[str], sizes: Sequence[float]) -> None:
    """A slide with text alone, if there is any; in full in the notes."""
    if texts:
        slide = deck.slide("Tekst", title)
        slide.fill(TEXT, shown(texts, sizes, slide.box(TEXT)))
        slide.done(texts)


def _whole(deck: Deck, report: Report) -> None:
    """The themes by kind, over all corners; in words alone where nothing is coded yet."""
    title, said = "De hele dag in één beeld", _texts(report.overview)
    totals = [line for line in report.table.lines if line.total]
    parts = [bars_of_themes(report.table, line, report.measure) for line in totals]
    for bars in parts:
        if bars.any:
            _figure(deck, title, bars, report.figure, said)
        else:
            _plain(deck, title, said, _LARGE)


def _theme(deck: Deck, report: Report, theme: ThemeSection) -> None:
    title, said = f"Thema: {theme.label}", _texts((*theme.sentences, *theme.stands_out))
    lines = [line for line in theme.table.lines if not line.total]
    together = len(lines) > MOST_ROWS * _MOST_CHARTS
    if together:
        lines = [line for line in theme.table.lines if line.total]
    if theme.n.value and lines:
        bars = bars_of(theme.table, lines, report.measure)
        note = f"Hier alle {plural(report.corner_word)} samen." if together else ""
        _figure(deck, title, bars, theme.figure, said, about=theme.definition, note=note)
    else:
        _plain(deck, title, [theme.definition, *said], _LARGE)
    _quotes(deck, theme)


def _quotes(deck: Deck, theme: ThemeSection) -> None:
    for title, groups in numbered(f"{theme.label} in citaten", pages(theme.quotes)):
        slide = deck.slide(f"Citaten {len(groups)}", title)
        box = slide.box(FIRST_COLUMN)
        for place, column in enumerate(columns(groups, box)):
            slide.fill(FIRST_COLUMN + place, column)
        slide.done(in_full(groups))


def _corner(deck: Deck, report: Report, corner: CornerSection) -> None:
    title = f"{report.corner_word.capitalize()}: {corner.name}"
    said = _texts((*corner.sentences, *corner.stands_out))
    bars = bars_of(corner.table, corner.table.lines, report.measure)
    if not corner.n.value or not bars.rows:
        _plain(deck, title, said, _LARGE)
        return
    slide = deck.slide("Hoek", title)
    slide.fill(SENTENCES, shown(_foremost(corner), _SIZES, slide.box(SENTENCES)))
    some = bars.highest(MOST_ROWS)
    add_chart(slide, some, trace=corner.figure.trace, alt=corner.figure.alt)
    slide.fill(QUOTES, one_each(corner.quotes, slide.box(QUOTES)))
    text = _told(corner.figure.caption, len(some.rows), len(bars.rows))
    about = caption(text, some.empty(), corner.figure.trace, slide.box(CAPTION))
    slide.fill(CAPTION, about)
    slide.done([*said, *_source(corner.figure), *bars.words(), *in_full(corner.quotes)])


def _foremost(corner: CornerSection) -> list[str]:
    """How much it said, and what stands out; where nothing does, what it said most."""
    differs = [one for one in corner.stands_out if one.traces]
    return _texts([corner.sentences[0], *[*differs, *reversed(corner.sentences[1:])][:1]])


def _figure(
    deck: Deck,
    title: str,
    bars: Bars,
    figure: Figure,
    said: Sequence[str],
    *,
    about: str = "",
    note: str = "",
) -> None:
    """One or more slides with bars and, beside them, what is said of them."""
    for head, part in numbered(title, bars.parts(MOST_ROWS)):
        slide = deck.slide("Figuur", head)
        add_chart(slide, part, trace=figure.trace, alt=figure.alt)
        slide.fill(SENTENCES, shown(said, _SIZES, slide.box(SENTENCES)))
        text = f"{figure.caption} {note}".strip()
        under = caption(text, part.empty(), figure.trace, slide.box(CAPTION))
        slide.fill(CAPTION, under)
        slide.done([*([about] if about else []), *said, *_source(figure), *part.words()])


def _told(text: str, some: int, every: int) -> str:
    """The caption of a chart, which says so where it does not show every row."""
    return text if some == every else f"{text} De {some} vaakst genoemde van de {every} thema’s."


def _source(figure: Figure) -> list[str]:
    return [f"Figuur {figure.trace}. {figure.caption}"]


def _texts(said: Iterable[Sentence]) -> list[str]:
    return [one.text for one in said]
