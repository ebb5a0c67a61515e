"""What the author of a report chose: what goes in, which quotes and figures, counts or shares."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from analysis.errors import UsageError
from analysis.synthesis.incidence import KINDS

Shown = Literal["count", "share"]
Chart = Literal["theme", "corner"]
"""Figures beside that of the whole: one a theme, one a corner."""


@dataclass(frozen=True, slots=True)
class Picked:
    """The quotes that the author chose for one theme and kind: ids of statements, in order.

    An empty `ids` is a choice too: no quotes here.
    """

    theme: str
    kind: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """None of `corners`, `themes` and `kinds` means: all there are, also those that come later.

    `themes` are names of the codebook, `kind` '' is: without kind. Where nothing was picked the
    quotes are proposed. `title` is '' for the day's own.
    """

    title: str = ""
    corners: tuple[str, ...] | None = None
    themes: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    measure: Shown = "count"
    charts: tuple[Chart, ...] = ("theme",)
    quotes: tuple[Picked, ...] = ()

    def picked(self, theme: str, kind: str) -> tuple[str, ...] | None:
        """The ids that were chosen there; None where quotes are to be proposed."""
        found = [one.ids for one in self.quotes if (one.theme, one.kind) == (theme, kind)]
        return found[-1] if found else None

    def with_quotes(self, theme: str, kind: str, ids: Collection[str] | None) -> Choice:
        """The same choice with these quotes there; None: propose them again."""
        others = tuple(one for one in self.quotes if (one.theme, one.kind) != (theme, kind))
        mine = () if ids is None else (Picked(theme, kind, tuple(dict.fromkeys(ids))),)
        return replace(self, quotes=others + mine)

    def fitted(
        self, *, corners: Collection[str], themes: Collection[str], ids: Collection[str]
    ) -> Choice:
        """The choice without what is gone from the day since.

        What was chosen by name and is gone altogether becomes "all"; quotes of which none is left
        are proposed again.
        """
        known = set(ids)
        quotes = (replace(one, ids=_still(one.ids, known)) for one in self.quotes)
        kept = (
            new
            for new, old in zip(quotes, self.quotes, strict=True)
            if new.theme in themes and (new.ids or not old.ids)
        )
        return replace(
            self,
            corners=_still_chosen(self.corners, corners),
            themes=_still_chosen(self.themes, themes),
            kinds=_still_chosen(self.kinds, KINDS),
            quotes=tuple(kept),
        )

    def to_json(self) -> str:
        """The choice, to keep with the day."""
        return _READER.dump_json(self).decode("utf-8")

    @classmethod
    def from_json(cls, text: str | bytes) -> Choice:
        """What `to_json` wrote; fields that are not known are left out.

        Raises:
            UsageError: it is something else.
        """
        try:
            return _READER.validate_json(text)
        except ValidationError as error:
            raise UsageError(
                "De bewaarde keuze voor het verslag is niet te lezen.",
                remedy="Kies opnieuw wat in het verslag komt.",
            ) from error


_READER: TypeAdapter[Choice] = TypeAdapter(Choice)


def _still(names: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)


def _still_chosen(names: tuple[str, ...] | None, known: Collection[str]) -> tuple[str, ...] | None:
    if names is None:
        return None
    return _still(names, known) or (None if names else ())
