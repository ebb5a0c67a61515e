"""A file of another program, dropped and read: what it is taken for, and what is in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import streamlit as st

from analysis.errors import SourceError
from analysis.exchange import (
    Columns,
    Incoming,
    Table,
    coded_table,
    read_codebook,
    read_highlights,
    read_project,
    read_tags,
)
from analysis.exchange.recognising import ENDINGS, OF_TABLES, Sort, recognised
from analysis.ingest.lexicon import default_lexicon
from analysis.settings import limit_mb
from pages.components import state
from pages.components.exchange_columns import point_out
from pages.components.wording import plain

_FILE, _ROUND, _READ = "uitwisselen.bestand", "uitwisselen.ronde", "uitwisselen.gelezen"
_SORT, _CODER = "uitwisselen.soort", "uitwisselen.codeur"
WORDS: dict[Sort, str] = {
    "project": "een project (REFI-QDA)",
    "codebook": "een codeboek (REFI-QDA)",
    "highlights": "gemarkeerde stukken uit Taguette",
    "tags": "een codeboek uit Taguette",
    "table": "een tabel met gecodeerde uitspraken",
}
"""What each sort of file is called."""


@dataclass(frozen=True)
class Dropped:
    """A file as it was dropped; `mark` tells it from every other. `table` where it is one."""

    name: str
    content: bytes
    mark: str
    sort: Sort
    table: Table | None


@dataclass(frozen=True)
class Read:
    """What a file brings; `key` tells this reading of it from every other."""

    name: str
    sort: Sort
    key: tuple[object, ...]
    incoming: Incoming


def read_file() -> Read | None:
    """Ask for a file and read it; None until there is one that can be read."""
    given = st.file_uploader(
        "Bestand uit een ander programma", type=list(ENDINGS), key=_uploader(),
        on_change=_forget_without_file,
        help=f"Een project (.qdpx), een codeboek (.qdc), of een tabel (.csv of .xlsx); tot "
        f"{limit_mb()} MB.",
    )  # fmt: skip
    dropped = _dropped(given.name, given.getvalue()) if given else _left_here()
    if dropped is None:
        return None
    sort = _ask_sort(dropped)
    coder = _ask_coder() if sort in ("highlights", "table") else ""
    columns = None
    if sort == "table" and dropped.table is not None:
        columns = point_out(dropped.table, dropped.mark)
        if columns is None:
            return None
    read = _read(dropped, sort, coder, columns)
    if dropped.table is None:
        st.write(f"{plain(dropped.name)} is **{WORDS[sort]}**.")
    return read


def begin_anew() -> None:
    """Forget the file: it was taken over, or thrown away."""
    state.keep(_ROUND, (state.kept(_ROUND) or 0) + 1)
    state.forget(_FILE)
    state.forget(_READ)


def _uploader() -> str:
    """The uploader's key; another one each round, so that it begins empty."""
    return f"{_FILE}.{state.kept(_ROUND) or 0}"


def _forget_without_file() -> None:
    if not state.kept(_uploader()):
        state.forget(_FILE)
        state.forget(_READ)


def _dropped(name: str, content: bytes) -> Dropped:
    """The file, looked at once; a rerun of the page finds it again."""
    mark = hashlib.sha256(name.encode("utf-8", "replace") + b"\n" + content).hexdigest()[:16]
    kept: Dropped | None = state.kept(_FILE)
    if kept is not None and kept.mark == mark:
        return kept
    state.forget(_FILE)
    sort, table = recognised(name, content, limit_bytes=_limit())
    dropped = Dropped(name, content, mark, sort, table)
    state.keep(_FILE, dropped)
    return dropped


def _left_here() -> Dropped | None:
    """The file that the visitor left to look at another page."""
    kept: Dropped | None = state.kept(_FILE)
    if kept is not None:
        st.info(f"U was bezig met {plain(kept.name)} en kunt verder waar u was.")
        st.button("Gooi dit bestand weg", icon=":material/delete:", on_click=begin_anew)
    return kept


def _limit() -> int:
    return limit_mb() * 1024 * 1024


def _ask_sort(dropped: Dropped) -> Sort:
    """What the file is taken for; of a table the visitor has the last word."""
    if dropped.table is None:
        return dropped.sort
    key = f"{_SORT}.{dropped.mark}"
    state.start(key, dropped.sort)
    chosen: Sort = st.selectbox(
        f"{plain(dropped.name)} is", list(OF_TABLES), key=key, format_func=WORDS.__getitem__,
        width=420,
    )  # fmt: skip
    return chosen


def _ask_coder() -> str:
    state.start(_CODER, state.coder())
    typed = st.text_input(
        "Wie gaf deze codes?", key=_CODER, max_chars=60, width=420,
        help="Onder deze naam worden de codes bewaard, tenzij een kolom zegt wie het was.",
    )  # fmt: skip
    return " ".join((typed or "").replace(":", " ").split()) or state.coder()


def _read(dropped: Dropped, sort: Sort, coder: str, columns: Columns | None) -> Read:
    key = (dropped.mark, sort, coder, columns)
    kept: Read | None = state.kept(_READ)
    if kept is None or kept.key != key:
        state.forget(_READ)
        try:
            with st.spinner("Het bestand wordt gelezen …"):
                kept = Read(dropped.name, sort, key, _incoming(dropped, sort, coder, columns))
        except SourceError:
            state.forget(_FILE)  # nothing to go on with after a look at another page
            raise
        state.keep(_READ, kept)
    return kept


def _incoming(dropped: Dropped, sort: Sort, coder: str, columns: Columns | None) -> Incoming:
    name, content = dropped.name, dropped.content
    if sort == "project":
        return read_project(name, content, limit_bytes=_limit())
    if sort == "codebook":
        return read_codebook(name, content)
    if sort == "highlights":
        return read_highlights(name, content, coder=coder, limit_bytes=_limit())
    if dropped.table is not None and columns is not None:
        return coded_table(dropped.table, columns, coder=coder, lexicon=default_lexicon())
    return read_tags(name, content, limit_bytes=_limit())
