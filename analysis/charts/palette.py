"""Colour, mark, word and number: how kinds and amounts look, on every screen and in every export.

Hues of Okabe and Ito (2008), which the colour-blind can tell apart; contrast as in WCAG 2.2.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

COLOURS = {"werkt": "#009E73", "knelpunt": "#D55E00", "kans": "#0072B2", "": "#66707A"}
# Not triangles: those mean more and less where corners are compared.
MARKS = {"werkt": "✓", "knelpunt": "■", "kans": "★", "": "○"}
WORDS = {"werkt": "werkt", "knelpunt": "knelpunt", "kans": "kans", "": "zonder soort"}
PLURALS = {"werkt": "wat werkt", "knelpunt": "knelpunten", "kans": "kansen", "": "zonder soort"}
LESS = "#5B6470"
"""Under-represented: slate, because hue means kind."""
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

_READABLE = 4.5  # WCAG 1.4.3, normal text


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a page, light or dark."""

    background: str
    cell: str  # where the ramps begin
    ink: str
    muted: str
    line: str


LIGHT = Look("#FFFFFF", "#F6F7F9", "#14181F", "#5A6472", "#C9CFD8")
DARK = Look("#17161B", "#26242D", "#F3F5F8", "#A9B2BF", "#414A57")


def look(dark: bool) -> Look:
    """The colours for a dark or a light page."""
    return DARK if dark else LIGHT


def label(kind: str) -> str:
    """Mark and word of a kind: '✓ werkt'."""
    return f"{MARKS[kind]} {WORDS[kind]}"


def mix(start: str, end: str, share: float) -> str:
    """The colour at `share` (0..1, clipped) of the way between two hexadecimal colours."""
    share = min(1.0, max(0.0, share))
    pairs = zip(_channels(start), _channels(end), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def ink_on(fill: str) -> str:
    """Black or white, whichever reads best; always at least 4.5:1."""
    return max("#000000", "#FFFFFF", key=lambda ink: contrast_ratio(ink, fill))


@cache
def text_colour(kind: str, *, dark: bool = False) -> str:
    """The kind's hue, moved towards the ink until it reads on the page (4.5:1)."""
    page = look(dark)
    steps = (mix(COLOURS[kind], page.ink, step / 20) for step in range(21))
    return next(c for c in steps if contrast_ratio(c, page.background) >= _READABLE)


def contrast_ratio(first: str, second: str) -> float:
    """Contrast of two hexadecimal colours, 1..21 (WCAG 2.2)."""
    bright, dim = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def dutch(value: float, *, decimals: int = 0, sign: bool = False) -> str:
    """A number as the Dutch write it: 1.234,5; with `sign` also +2,0. NaN is '–'."""
    if math.isnan(value):
        return "–"
    # A half goes up, as in Excel and PowerPoint; + 0.0: no minus before a zero.
    whole = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    value = float(whole) + 0.0
    text = f"{value:+,.{decimals}f}" if sign and value else f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.-", ".,−"))


def percent(share: float) -> str:
    """A share (0..1) as a whole percentage; what is there but rounds to nothing is '<1%'."""
    return "<1%" if 0 < share < 0.005 else f"{dutch(round(share * 100, 9))}%".replace("–%", "–")


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _channels(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
