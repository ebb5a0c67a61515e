"""What comes in as small pictures: statements by corner and kind, and the codes with their use.

Tables with shaded cells and bars, so that a screen reader reads the same numbers.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence

from analysis.charts import COLOURS, dutch
from analysis.charts.palette import MARKS, WORDS, ink_on, look, mix
from analysis.types import Statement

_FAINTEST = 0.14  # one statement must not look like none
_BAR = 160  # px of the longest bar

STYLE = """<style>
table.inkomend {border-collapse: separate; border-spacing: 3px; max-width: 100%;}
table.inkomend caption {text-align: left; white-space: nowrap; padding-bottom: .3rem;
  font-weight: 600;}
table.inkomend th {text-align: left; font-weight: 400; padding-right: 1rem;
  overflow-wrap: anywhere; max-width: 22rem;}
table.inkomend thead th {font-weight: 600;}
table.inkomend td.cel, table.inkomend thead th.soort {text-align: center; padding: .3rem .7rem;
  min-width: 5.5rem; border-radius: 4px;}
table.inkomend td.staaf {white-space: nowrap; padding-right: 1.5rem;}
table.inkomend td.staaf i {display: inline-block; height: .75em; border-radius: 2px;
  background: light-dark(#5A6472, #A9B2BF); margin-right: .5rem;}
</style>"""


def corners_html(statements: Sequence[Statement], *, dark: bool) -> str:
    """Statements by corner and kind as safe HTML."""
    found = Counter((one.corner, str(one.category or "")) for one in statements)
    corners = dict.fromkeys(one.corner for one in statements)
    kinds = [kind for kind in COLOURS if any(kind == given for _, given in found)]
    top = max(found.values(), default=1)
    heads = "".join(
        f'<th scope="col" class="soort">{MARKS[kind]} {WORDS[kind]}</th>' for kind in kinds
    )
    rows = "".join(
        f'<tr><th scope="row">{html.escape(corner)}</th>'
        + "".join(_cell(found[corner, kind], kind, top, dark) for kind in kinds)
        + "</tr>"
        for corner in corners
    )
    return (
        '<table class="inkomend"><caption>Nieuwe uitspraken per hoek en soort</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(count: int, kind: str, top: int, dark: bool) -> str:
    share = _FAINTEST + (1 - _FAINTEST) * count / top if count else 0.0
    fill = mix(look(dark).cell, COLOURS[kind], share)
    return f'<td class="cel" style="background:{fill};color:{ink_on(fill)}">{dutch(count)}</td>'


def codes_html(codes: Sequence[tuple[str, int, str]]) -> str:
    """Codes as safe HTML: the name, how often it was given, and what it becomes here."""
    top = max(count for _, count, _ in codes)
    heads = ["Code", *(["Keer gegeven"] if top else []), "In het codeboek"]
    body = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th>'
        + (_bar(count, top) if top else "")
        + f"<td>{html.escape(told)}</td></tr>"
        for name, count, told in codes
    )
    return (
        '<table class="inkomend"><caption>Codes</caption><thead><tr>'
        + "".join(f'<th scope="col">{head}</th>' for head in heads)
        + f"</tr></thead><tbody>{body}</tbody></table>"
    )


def _bar(count: int, top: int) -> str:
    width = f"{_BAR * count / top:.0f}px"
    return f'<td class="staaf"><i style="width:{width}" aria-hidden="true"></i>{dutch(count)}</td>'
