"""The whole report as values: counted, put into words, and traced, before any format."""

from __future__ import annotations

from datetime import datetime
from itertools import product

from analysis.export.rows import Evidence, Row, export_rows
from analysis.report.choice import Choice
from analysis.report.context import Context
from analysis.report.day import Day
from analysis.report.facts import Facts, account, unfinished
from analysis.report.ledger import Ledger
from analysis.report.parts import Report
from analysis.report.sections import (
    corner_section,
    overview,
    overview_figure,
    overview_table,
    theme_section,
)
from analysis.report.shared import nothing_shared, shared_bottlenecks
from analysis.report.standing_out import cautions, stands_out
from analysis.report.tally import Tally
from analysis.report.trace import Scope
from analysis.report.wording import Wording, dutch_date
from analysis.synthesis.frames import Frames
from analysis.synthesis.incidence import NO_THEME, Selection
from analysis.synthesis.matrix import Matrix, build_matrix


def build_report(
    day: Day,
    facts: Facts,
    *,
    made: datetime,
    choice: Choice | None = None,
    evidence: Evidence | None = None,
) -> Report:
    """What a report on this day says.

    `choice` may name what is gone; `evidence` goes by the labels of themes, as for `export_rows`.
    """
    chosen = _fitted(choice or Choice(), day)
    select = _selection(chosen)
    about = Context(
        day=day,
        choice=chosen,
        ledger=Ledger(Tally(day, facts.values()), _scope(chosen), made),
        words=Wording(day.event.corner_word),
        matrix=_matrix(day, day.frames, day.themes, select),
    )
    labelled = _labelled(day, select)
    framework = _framework_trace(about)
    warning = unfinished(about.ledger, about.words)
    left = [day.labels[theme] for theme in day.themes if theme not in about.themes]
    says = account(facts, about.ledger, about.words, left=left)
    themes = tuple(theme_section(about, theme) for theme in about.themes)
    corners = tuple(corner_section(about, name) for name in about.matrix.corners)
    shared = shared_bottlenecks(about)
    return Report(
        title=_title(chosen, day),
        date=dutch_date(day.event.date) if day.event.date else "",
        corner_word=day.event.corner_word,
        measure=chosen.measure,
        charts=chosen.charts,
        warning=warning,
        facts=facts,
        account=says,
        overview=overview(about),
        stands_out=(*stands_out(about, about.compared), *cautions(about)),
        table=overview_table(about, labelled),
        figure=overview_figure(about, labelled),
        framework_trace=framework,
        themes=themes,
        corners=corners,
        shared=shared,
        nothing_shared=nothing_shared(about) if not shared else None,
        notes=(about.words.say("held_back"),) if about.held_back else (),
        matrix=labelled,
        rows=_rows(about, evidence),
        traces=about.ledger.traces(),
    )


def _fitted(choice: Choice, day: Day) -> Choice:
    return choice.fitted(
        corners=day.incidence.corners, themes=(*day.themes, NO_THEME), ids=day.by_id
    )


def _title(choice: Choice, day: Day) -> str:
    """The author's own title, or the day's; none in which a name may stand."""
    own = choice.title.strip()
    held = day.holding is not None and day.holding.held(own)
    return own if own and not held else day.event.title


def _scope(choice: Choice) -> Scope:
    corners, kinds = choice.corners, choice.kinds
    return Scope(
        corners=None if corners is None else tuple(sorted(set(corners))),
        kinds=None if kinds is None else tuple(sorted(set(kinds))),
    )


def _selection(choice: Choice) -> Selection:
    names = (choice.corners, choice.kinds, choice.themes)
    corners, kinds, themes = (None if one is None else frozenset(one) for one in names)
    return Selection(corners=corners, kinds=kinds, themes=themes)


def _matrix(day: Day, frames: Frames, themes: tuple[str, ...], select: Selection) -> Matrix:
    return build_matrix(frames, corners=day.event.corners, themes=themes, select=select)


def _framework_trace(about: Context) -> str:
    """The framework's id. Its cells are counted whatever the measure, in the table's order."""
    seen = about.matrix
    for corner, theme, kind in product(seen.corners, seen.themes, seen.kinds):
        about.number("count", corner, theme, kind)
    return about.ledger.whole("table", about.spec("count", name="framework"))


def _labelled(day: Day, select: Selection) -> Matrix:
    """The matrix with themes under their labels, for figures."""
    labels = day.labels
    chosen = select.themes
    themes = None if chosen is None else frozenset(labels[theme] for theme in chosen)
    named = Selection(corners=select.corners, kinds=select.kinds, themes=themes)
    return _matrix(day, day.labelled, tuple(labels[theme] for theme in day.themes), named)


def _rows(about: Context, evidence: Evidence | None) -> tuple[Row, ...]:
    day = about.day
    within = set(about.ledger.tally.ids(about.spec("count")))
    labels = [day.labels[theme] for theme in day.themes]
    rows = export_rows(
        day.statements, day.labelled, themes=labels, evidence=evidence, holding=day.holding
    )
    return tuple(row for row in rows if row.id in within)
