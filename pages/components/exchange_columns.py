"""A table of coded statements: its first rows, and which column is for what."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis.exchange import Columns, Table, guess
from analysis.ingest.lexicon import default_lexicon
from pages.components import state
from pages.components.wording import counted, plain

_SHOWN = 5
_NOWHERE = -1  # stands for a column that the table does not have
_KEY = "uitwisselen.kolom"
# Streamlit writes white on the primary colour, which on dark is lilac: 1.8 to 1.
_STYLE = """<style>
[data-baseweb="tag"] * {color: light-dark(#FFFFFF, #17161B); fill: light-dark(#FFFFFF, #17161B);}
</style>"""
_SINGLE = {
    "corner": "Hoek of groep",
    "kind": "Soort (werkt, knelpunt, kans)",
    "source": "Bron",
    "coder": "Codeur",
}


def point_out(table: Table, mark: str) -> Columns | None:
    """What each column is for, as the visitor has it; None where the table has nothing to read.

    What `guess` makes of it is filled in; `mark` tells the file from every other.
    """
    if not table.rows:
        st.warning("In deze tabel staat alleen een kopregel, dus er valt niets over te nemen.")
        return None
    names = _names(table)
    st.subheader("Wat staat in welke kolom?", anchor=False)
    st.html(_STYLE)
    st.dataframe(
        pd.DataFrame([row.cells for row in table.rows[:_SHOWN]], columns=names),
        hide_index=True,
        height="content",
        alt=f"De eerste rijen van {table.name}",
    )
    st.caption(f"De eerste rijen van {counted(len(table.rows), 'rij', 'rijen')}.")
    return _choose(table, names, f"{_KEY}.{mark}")


def _names(table: Table) -> list[str]:
    """A name for each column, also for those without or with the same heading."""
    names: list[str] = []
    for number, head in enumerate(table.head, 1):
        name = " ".join(head.split()) or f"kolom {number}"
        names.append(name if name not in names else f"{name} (kolom {number})")
    return names


def _choose(table: Table, names: list[str], key: str) -> Columns:
    found = guess(table, lexicon=default_lexicon()) or Columns(0)
    every = list(range(len(names)))

    def name(column: int) -> str:
        return "staat er niet in" if column == _NOWHERE else plain(names[column])

    state.start(f"{key}.text", found.text)
    with st.container(horizontal=True):
        text = st.selectbox("Uitspraak", every, key=f"{key}.text", format_func=name, width=240)
        rest = [column for column in every if column != text]
        single: dict[str, int | None] = {}
        for field, label in _SINGLE.items():
            single[field] = _one(label, rest, getattr(found, field), name, f"{key}.{field}")
    used = {text, *single.values()}
    left = [column for column in every if column not in used]
    headed = [column for column in left if table.head[column]]
    marks = _several(
        "Kolommen voor één code, met 1 of 0, x of ja", headed, found.marks, name, f"{key}.marks"
    )
    lists = _several(
        "Kolommen met namen van codes, met ; of , ertussen",
        [column for column in left if column not in marks], found.lists, name, f"{key}.lists",
    )  # fmt: skip
    return Columns(text=text, marks=marks, lists=lists, **single)


def _one(
    label: str, rest: list[int], found: int | None, name: Callable[[int], str], key: str
) -> int | None:
    options = [_NOWHERE, *rest]
    state.start(key, _NOWHERE if found is None else found)
    if state.kept(key) not in options:
        state.keep(key, _NOWHERE)
    chosen: int = st.selectbox(label, options, key=key, format_func=name, width=240)
    return None if chosen == _NOWHERE else chosen


def _several(
    label: str, options: list[int], found: tuple[int, ...], name: Callable[[int], str], key: str
) -> tuple[int, ...]:
    state.start(key, [column for column in found if column in options])
    kept = [column for column in state.kept(key) or () if column in options]
    if kept != state.kept(key):
        state.keep(key, kept)
    chosen: list[int] = st.multiselect(
        label, options, key=key, format_func=name, placeholder="Kies kolommen"
    )
    return tuple(chosen)
