"""A list of statements with the matched words marked, and each one's surroundings in its source."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

import streamlit as st

from analysis.charts import label
from analysis.charts.palette import text_colour
from analysis.privacy.holding import HELD
from analysis.store import SourceText
from analysis.types import Span, Statement
from pages.components import data
from pages.components.day import Day
from pages.components.holding import shown_surroundings, tell_held
from pages.components.wording import place_of, plain

PAGE_SIZE = 20

_STYLE = """<style>
.een {border-top: 1px solid rgba(128, 128, 128, .4); margin-top: .5rem;
  padding-top: .8rem;}
.uitspraak {font-size: 1.1rem; line-height: 1.5; margin: 0; overflow-wrap: anywhere;}
.uitspraak mark, .bron mark {background: #FFE9A8; color: #14181F; border-radius: 3px;
  padding: 0 .15em;}
.kenmerk {font-size: .9rem; margin: .2rem 0 0 0; opacity: .95}
.bron {border-collapse: collapse; width: 100%; font-size: 1.02rem; line-height: 1.45}
.bron td {padding: .15rem .6rem; vertical-align: top; overflow-wrap: anywhere}
.bron td:first-child {text-align: right; opacity: .75; white-space: nowrap}
.bron tr.hier td {background: #FFE9A8; color: #14181F}
</style>"""


def statement_list(
    day: Day, ids: Sequence[str], *, themes: Mapping[str, Sequence[str]], key: str
) -> None:
    """Show the statements `ids`, a page at a time; `themes` gives each one's theme labels."""
    if not ids:
        st.write("Hier staan geen uitspraken.")
        return
    shown = _page_of(ids, key)
    statements = day.statements(shown)
    # Of those that are there: on a live day one may have been taken back since it was counted.
    evidence = data.store().evidence(day.event.id, [one.id for one in statements])
    labels = day.labels
    st.html(_STYLE)
    tell_held(one.text for one in statements)
    with st.container(gap=None):
        for statement in statements:
            spans = {} if statement.text == HELD else evidence.get(statement.id, {})
            named = {labels.get(code, code): found for code, found in spans.items()}
            _statement(day, statement, themes.get(statement.id, ()), named)


def _page_of(ids: Sequence[str], key: str) -> Sequence[str]:
    pages = -(-len(ids) // PAGE_SIZE)
    if pages == 1:
        return ids
    chosen = st.number_input(
        f"Bladzijde van de lijst (1 t/m {pages})", 1, pages, 1, key=f"{key}.bladzijde", width=260
    )
    start = (int(chosen) - 1) * PAGE_SIZE
    return ids[start : start + PAGE_SIZE]


def _statement(
    day: Day, statement: Statement, themes: Sequence[str],
    evidence: Mapping[str, tuple[Span, ...]],
) -> None:  # fmt: skip
    spans = [span for theme in themes for span in evidence.get(theme, ())]
    kind = statement.category.value if statement.category else ""
    dark = st.context.theme.type == "dark"
    about = " · ".join(html.escape(part) for part in (statement.corner, ", ".join(themes)) if part)
    quote = " · citaat" if statement.quote else ""
    st.html(
        f'<div class="een"><p class="uitspraak">{marked(statement.text, spans)}</p>'
        f'<p class="kenmerk"><b style="color:{text_colour(kind, dark=dark)}">{label(kind)}</b>'
        f" · {about}{quote}</p></div>"
    )
    place = place_of(statement.source, statement.place)
    if st.button(
        plain(f"{statement.source}, {place}"), icon=":material/find_in_page:",
        type="tertiary", key=f"bron-{statement.id}", help="Toon deze plek in de bron",
    ):  # fmt: skip
        _source_dialog(day, statement)


def marked(text: str, spans: Sequence[Span]) -> str:
    """`text` as safe HTML with the code points of `spans` marked."""
    inside = {at for span in spans for at in range(span.start, span.end)}
    out, open_mark = [], False
    for at, char in enumerate(text):
        if (at in inside) != open_mark:
            open_mark = not open_mark
            out.append("<mark>" if open_mark else "</mark>")
        out.append(html.escape(char))
    return "".join(out) + ("</mark>" if open_mark else "")


@st.dialog("Waar dit staat in de bron", width="large")
def _source_dialog(day: Day, statement: Statement) -> None:
    found = data.store().surroundings(day.event.id, statement.id, lines=6)
    around = shown_surroundings(day.holding, found, statement)
    st.markdown(f"**{plain(around.source)}**")
    parts = ((around.before, ""), (around.here, "hier"), (around.after, ""))
    rows = [_row(around.source, text, css) for texts, css in parts for text in texts]
    st.html(f'{_STYLE}<table class="bron"><tbody>{"".join(rows)}</tbody></table>')


def _row(source: str, text: SourceText, css: str) -> str:
    place = html.escape(place_of(source, text.place))
    return f'<tr class="{css}"><td>{place}</td><td>{html.escape(text.text)}</td></tr>'
