"""The bottlenecks that most corners share, with the chances that stand against them."""

from __future__ import annotations

from analysis.report.context import Context
from analysis.report.parts import Shared
from analysis.report.trace import Spec
from analysis.report.wording import Number, Sentence, listed
from analysis.types import Category

_BOTTLENECK, _CHANCE = str(Category.KNELPUNT), str(Category.KANS)
_FEWEST_CORNERS = 2
_MOST_NAMED = 8


def shared_bottlenecks(about: Context) -> tuple[Shared, ...]:
    """The themes that are a bottleneck for more than half of the corners that could say so.

    Those in most corners first, then those with most statements.
    """
    if _BOTTLENECK not in about.matrix.kinds:
        return ()
    tally = about.ledger.tally
    asked = _value(tally.value(about.spec("asked", kind=_BOTTLENECK)))
    ranked = []
    for theme in about.themes:
        spec = about.spec("corners", theme=theme, kind=_BOTTLENECK)
        corners = _value(tally.value(spec))
        if corners >= _FEWEST_CORNERS and corners * 2 > asked:
            ranked.append((-corners, -len(tally.ids(spec)), theme))
    ranked.sort(key=lambda one: one[:2])  # stable: else in the codebook's order
    return tuple(_shared(about, theme) for _, _, theme in ranked)


def nothing_shared(about: Context) -> Sentence | None:
    """Says that no theme is shared; None where no bottleneck was asked for or chosen."""
    asked = about.ledger.tally.value(about.spec("asked", kind=_BOTTLENECK))
    there = _BOTTLENECK in about.matrix.kinds and about.matrix.n and asked
    return about.words.say("nothing_shared") if there else None


def _value(found: object) -> int:
    return found if isinstance(found, int) else 0


def _shared(about: Context, theme: str) -> Shared:
    bottlenecks = about.number("count", theme=theme, kind=_BOTTLENECK)
    corners = about.number("corners", theme=theme, kind=_BOTTLENECK)
    asked = about.number("asked", kind=_BOTTLENECK)
    label = about.day.labels[theme]
    said = about.words.say(
        "shared_bottleneck", n=bottlenecks, corners=corners, asked=asked, theme=label
    )
    chances, chance_corners = _chances(about, theme)
    lacking = _lacking(about, theme) if chances else ()
    kinds = [_BOTTLENECK] if chances is None else [_BOTTLENECK, _CHANCE]
    return Shared(
        theme=theme,
        label=label,
        bottlenecks=bottlenecks,
        corners=corners,
        asked=asked,
        chances=chances,
        chance_corners=chance_corners,
        lacking=lacking,
        sentences=(said, *_against(about, chances, chance_corners), *_named(about, lacking)),
        quotes=about.quotes(theme, kinds=kinds),
    )


def _chances(about: Context, theme: str) -> tuple[Number | None, Number | None]:
    if _CHANCE not in about.matrix.kinds:
        return None, None
    if not about.ledger.tally.value(about.spec("asked", kind=_CHANCE)):
        return None, None
    return (
        about.number("count", theme=theme, kind=_CHANCE),
        about.number("corners", theme=theme, kind=_CHANCE),
    )


def _against(about: Context, chances: Number | None, corners: Number | None) -> list[Sentence]:
    if chances is None or corners is None:
        chosen = _CHANCE in about.matrix.kinds
        return [about.words.say("chances_not_asked")] if chosen else []
    if not chances.value:
        return [about.words.say("shared_no_chances")]
    return [about.words.say("shared_chances", n=chances, corners=corners)]


def _lacking(about: Context, theme: str) -> tuple[str, ...]:
    """Corners with a bottleneck that were asked for chances and named none."""
    tally = about.ledger.tally

    def spec(corner: str, kind: str) -> Spec:
        return about.spec("count", corner, theme, kind)

    return tuple(
        corner
        for corner in about.matrix.corners
        if tally.value(spec(corner, _BOTTLENECK)) and tally.state(spec(corner, _CHANCE)) == "none"
    )


def _named(about: Context, corners: tuple[str, ...]) -> list[Sentence]:
    if not corners:
        return []
    key = "lacking" if len(corners) <= _MOST_NAMED else "lacking_many"
    return [about.words.say(key, corners=listed(corners[:_MOST_NAMED]))]
