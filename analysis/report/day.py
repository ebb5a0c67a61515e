"""The day as a report may show it: its names of corners and its title looked at once more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from analysis.codebook import Codebook, Theme
from analysis.privacy.holding import HELD, Holding, apart
from analysis.synthesis.frames import Frames
from analysis.synthesis.incidence import NO_THEME, Incidence, incidence
from analysis.synthesis.labels import relabelled, unique_labels
from analysis.types import Event, Statement

_GUIDELINE = ("definition", "inclusion", "exclusion")


@dataclass(frozen=True, eq=False)
class Day:
    """Made by `shown_day`; `frames` have codes under their names, and exactly these statements.

    The texts of statements are as they are stored: ask `may_quote` before one is shown.
    """

    event: Event
    codebook: Codebook
    frames: Frames
    statements: tuple[Statement, ...]
    holding: Holding | None = None

    @property
    def themes(self) -> tuple[str, ...]:
        """The names of the codebook's themes."""
        return tuple(theme.name for theme in self.codebook.themes)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Code name -> what people call it; NO_THEME goes by itself."""
        codes = (*self.codebook.themes, *self.codebook.extra_codes)
        return unique_labels((code.name, code.label) for code in codes) | {NO_THEME: NO_THEME}

    @cached_property
    def labelled(self) -> Frames:
        """The frames with codes under their labels, for figures."""
        return relabelled(self.frames, self.labels)

    @cached_property
    def incidence(self) -> Incidence:
        """Who carries what, with the event's corners first."""
        corners = [corner.name for corner in self.event.corners]
        return incidence(self.frames, corners=corners, themes=self.themes)

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """Id -> statement."""
        return {statement.id: statement for statement in self.statements}

    def may_quote(self, statement: Statement) -> bool:
        """Whether there is a text, and no name may stand in it."""
        text = statement.text
        held = self.holding is not None and self.holding.held(text)
        return bool(text.strip()) and text != HELD and not held


def shown_day(
    event: Event,
    codebook: Codebook,
    frames: Frames,
    statements: Sequence[Statement],
    *,
    holding: Holding | None = None,
) -> Day:
    """The day with the names of corners that `holding` holds back put away, told apart by number.

    `frames` have codes under their names, not their labels.
    """
    known = [corner.name for corner in event.corners]
    found = frames.statements["corner"].astype("category")
    show = _showing(holding)
    names = apart(dict.fromkeys([*known, *map(str, found.cat.categories)]), show)
    corners = tuple(replace(corner, name=names[corner.name]) for corner in event.corners)
    renamed = found.cat.rename_categories(lambda name: names[str(name)])
    return Day(
        event=replace(event, title=show(event.title), corners=corners),
        codebook=codebook if holding is None else _shown_codebook(codebook, holding),
        frames=replace(frames, statements=frames.statements.assign(corner=renamed)),
        statements=tuple(
            replace(one, corner=names.get(one.corner) or show(one.corner)) for one in statements
        ),
        holding=holding,
    )


def _shown_codebook(codebook: Codebook, holding: Holding) -> Codebook:
    """The codebook without guidelines and examples in which a name may stand; codes stay."""

    def shown(code: Theme) -> Theme:
        kept = tuple(one for one in code.examples if not holding.held(one))
        texts = {name: holding.shown(getattr(code, name)) for name in _GUIDELINE}
        return code.model_copy(update={**texts, "examples": kept})

    dimension = codebook.dimension
    if dimension is not None:
        codes = tuple(map(shown, dimension.codes))
        dimension = dimension.model_copy(update={"codes": codes})
    return codebook.model_copy(
        update={
            "themes": tuple(map(shown, codebook.themes)),
            "obstacles": tuple(map(shown, codebook.obstacles)),
            "dimension": dimension,
        }
    )


def _showing(holding: Holding | None) -> Callable[[str], str]:
    return str if holding is None else holding.shown
