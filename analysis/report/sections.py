"""The sections of a report: the overview, one a theme, one a corner."""

from __future__ import annotations

from analysis.charts.words import describe
from analysis.report.context import Cell, Context
from analysis.report.parts import Column, CornerSection, Figure, Table, ThemeSection
from analysis.report.standing_out import stands_out
from analysis.report.wording import Sentence, listed, word
from analysis.synthesis.incidence import NO_KIND, NO_THEME
from analysis.synthesis.matrix import Matrix

_MOST = 3
_MOST_EQUAL = 5


def overview(about: Context) -> tuple[Sentence, ...]:
    """How much was said, what was said most of each kind, and what no theme covers."""
    n = about.number("count")
    if not n.value:
        return (about.words.say("nothing"),)
    corners = about.number("corners")
    said = [about.words.say("day_count", n=n, corners=corners, kinds=about.per_kind())]
    if _several(about):
        said.append(about.words.say("several"))
    said += [one for kind in about.matrix.kinds if kind != NO_KIND for one in _most(about, kind)]
    without = about.number("count", theme=NO_THEME)
    if without.value:
        said.append(about.words.say("no_theme", n=without))
    waiting = about.number("uncoded")
    if waiting.value:
        said.append(about.words.say("uncoded", n=waiting))
    return tuple(said)


def _several(about: Context) -> bool:
    """Whether a statement counts for more than one theme."""
    behind = [about.ledger.tally.ids(about.spec("count", theme=one)) for one in about.themes]
    return sum(map(len, behind)) > len(set().union(*behind))


def _most(about: Context, kind: str) -> list[Sentence]:
    """The themes that were named most of a kind; nothing where too many are equal."""
    counts = dict.fromkeys(about.themes, 0)
    for row in about.cells:
        if row["category"] == kind and row["theme"] in counts:
            counts[row["theme"]] += row["count"]
    highest = max(counts.values(), default=0)
    first = [theme for theme, count in counts.items() if highest and count == highest]
    if not first or len(first) > _MOST:
        return []
    themes = [
        about.words.say(
            "most_theme",
            theme=about.day.labels[theme],
            n=about.number("count", theme=theme, kind=kind),
            corners=about.number("corners", theme=theme, kind=kind),
            asked=about.number("asked", kind=kind),
        )
        for theme in first
    ]
    return [
        about.words.say(
            _of_chosen(about, "most_said"), kind=word("kinds", kind), themes=listed(themes)
        )
    ]


def _of_chosen(about: Context, key: str) -> str:
    """The sentence that says so where the author left themes or kinds out."""
    partly = about.choice.themes is not None or about.choice.kinds is not None
    return f"{key}_chosen" if partly else key


def overview_table(about: Context, labelled: Matrix) -> Table:
    """Corners as lines; n, and under each theme its kinds; last the totals."""
    kinds = about.matrix.kinds
    cells = [(theme, kind) for theme in about.matrix.themes for kind in kinds]
    lines = [
        about.line(corner, [(corner, None, None), *((corner, *cell) for cell in cells)])
        for corner in about.matrix.corners
    ]
    total = about.line(
        word("words", "total"), [(None, None, None), *((None, *cell) for cell in cells)], total=True
    )
    labels = about.day.labels
    measure = about.choice.measure
    return about.table(
        about.spec(measure, name="overview"),
        _caption(about, "overview_caption"),
        describe(labelled),
        first=_first(about),
        columns=[Column(None, None), *(Column(labels[theme], kind) for theme, kind in cells)],
        lines=[*lines, total] if lines else [],
    )


def overview_figure(about: Context, labelled: Matrix) -> Figure:
    """The matrix as a picture."""
    trace = about.ledger.whole("figure", about.spec(about.choice.measure, name="overview"))
    return Figure(trace, _caption(about, "overview_caption"), describe(labelled))


def theme_section(about: Context, theme: str) -> ThemeSection:
    """Definition, numbers by kind and corner, what stands out, quotes."""
    labels, kinds = about.day.labels, about.matrix.kinds
    n = about.number("count", theme=theme)
    if n.value:
        corners = about.number("corners", theme=theme)
        said = about.words.say(
            "theme_count", n=n, theme=labels[theme], corners=corners,
            kinds=about.per_kind(theme=theme),
        )  # fmt: skip
    else:
        said = about.words.say("theme_none", theme=labels[theme])
    lines = [
        about.line(corner, [(corner, theme, kind) for kind in kinds])
        for corner in about.matrix.corners
    ]
    total = about.line(word("words", "total"), [(None, theme, kind) for kind in kinds], total=True)
    definition = next(one.definition for one in about.day.codebook.themes if one.name == theme)
    spec = about.spec(about.choice.measure, theme=theme, name="theme")
    caption = _caption(about, "theme_table", theme=labels[theme])
    return ThemeSection(
        name=theme,
        label=labels[theme],
        definition=definition,
        n=n,
        sentences=(said, *_waiting(about, theme)),
        stands_out=stands_out(about, (row for row in about.compared if row["theme"] == theme)),
        table=about.table(
            spec,
            caption,
            said.text,
            first=_first(about),
            columns=[Column(labels[theme], kind) for kind in kinds],
            lines=[*lines, total] if lines else [],
        ),
        figure=Figure(about.ledger.whole("figure", spec), caption, said.text, theme=labels[theme]),
        quotes=about.quotes(theme),
    )


def _waiting(about: Context, theme: str) -> list[Sentence]:
    waiting = about.number("uncoded", theme=theme)
    return [about.words.say("uncoded", n=waiting)] if waiting.value else []


def corner_section(about: Context, corner: str) -> CornerSection:
    """Numbers by kind and theme, what stands out, quotes."""
    labels, kinds, themes = about.day.labels, about.matrix.kinds, about.matrix.themes
    n = about.number("count", corner)
    caption = _caption(about, "corner_figure", corner=corner)
    spec = about.spec(about.choice.measure, corner=corner, name="corner")
    sentences = _of_corner(about, corner)
    differences = stands_out(about, (row for row in about.compared if row["corner"] == corner))
    alt = " ".join(one.text for one in (*sentences, *differences))
    return CornerSection(
        name=corner,
        n=n,
        sentences=sentences,
        stands_out=differences,
        table=about.table(
            spec,
            caption,
            alt,
            first="Thema",
            columns=[Column(None, kind) for kind in kinds],
            lines=[
                about.line(labels[theme], [(corner, theme, kind) for kind in kinds])
                for theme in themes
            ],
        ),
        figure=Figure(about.ledger.whole("figure", spec), caption, alt, corner=corner),
        quotes=about.quotes_of(corner),
    )


def _of_corner(about: Context, corner: str) -> tuple[Sentence, ...]:
    n = about.number("count", corner)
    if n.value:
        said = [about.words.say("corner_count", corner=corner, n=n, kinds=about.per_kind(corner))]
    else:
        said = [about.words.say("corner_none", corner=corner)]
    silent = [
        kind for kind in about.matrix.kinds
        if about.number("count", corner, None, kind).state == "not_asked"
    ]  # fmt: skip
    if silent:
        kinds = listed([word("amounts", kind) for kind in silent])
        said.append(about.words.say("not_asked", kinds=kinds))
    return (*said, *_most_of(about, corner))


def _most_of(about: Context, corner: str) -> list[Sentence]:
    """The themes and kinds that a corner named most, at most three."""
    rows = [row for row in about.cells if row["corner"] == corner and row["theme"] != NO_THEME]
    top = _leading([row for row in rows if row["count"]])
    cells = [
        about.words.say(
            "corner_cell",
            theme=about.day.labels[row["theme"]],
            kind=word("kinds", row["category"]),
            n=about.number("count", corner, row["theme"], row["category"]),
        )
        for row in top
    ]
    if not cells:
        return []
    return [about.words.say(_of_chosen(about, "corner_most"), cells=listed(cells))]


def _leading(rows: list[Cell]) -> list[Cell]:
    """The three cells named most, and those that are equal to the third; without too many such."""
    ranked = sorted(rows, key=lambda row: -row["count"])
    if len(ranked) <= _MOST:
        return ranked
    third = ranked[_MOST - 1]["count"]
    top = [row for row in ranked if row["count"] >= third]
    return top if len(top) <= _MOST_EQUAL else [row for row in top if row["count"] > third]


def _caption(about: Context, key: str, **values: str) -> str:
    word_for_corner = about.day.event.corner_word
    key = f"{key}_{about.choice.measure}"
    return about.words.say(key, corner_word=word_for_corner, **values).text


def _first(about: Context) -> str:
    return about.day.event.corner_word.capitalize()
