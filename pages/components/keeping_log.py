"""Beheer, who did what: the log as a table, newest first, with a filter and a file of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analysis.charts import dutch
from analysis.export.csv import table_csv
from analysis.store import Activity
from analysis.types import ActivityKind
from pages.components import data, state

_MOST = 5_000
_DAY = f"{state.KEEPING}dag"
_ALL, _GONE = "", "weg"
_HEAD = ("Wanneer", "Wie", "Wat", "Dag", "Aantal")
_WORDS = {
    ActivityKind.DAY_CREATED: "bijeenkomst gemaakt",
    ActivityKind.READ: "uitspraken ingelezen",
    ActivityKind.SOURCE_REMOVED: "bestand weggehaald",
    ActivityKind.REVIEWED: "uitspraken nagekeken",
    ActivityKind.CODEBOOK_CHANGED: "codeboek veranderd",
    ActivityKind.EXPORTED: "uitgevoerd",
    ActivityKind.NAMELIST_MADE: "lijst van wie wie is gemaakt",
    ActivityKind.NAMELIST_OPENED: "lijst van wie wie is geopend",
    ActivityKind.NAME_ALLOWED: "gezegd: dit is geen naam",
    ActivityKind.NAME_DISALLOWED: "van de lijst gehaald: dit kan toch een naam zijn",
    ActivityKind.NAME_REMOVED: "namen uit uitspraken gehaald",
    ActivityKind.RETENTION_SET: "bewaartermijn gezet",
    ActivityKind.DAY_DELETED: "bijeenkomst verwijderd",
    ActivityKind.KEY_DELETED: "sleutel verwijderd",
    ActivityKind.PASSWORD_SET: "wachtwoord gezet",
    ActivityKind.ACCESS_GIVEN: "toegang gegeven",
    ActivityKind.ACCESS_TAKEN: "toegang weggenomen",
}


def log() -> None:
    """The table, what it does not hold, and a button to take it along."""
    st.write(
        "Wie wanneer iets deed. Er staat geen tekst in: geen uitspraken, geen namen van bestanden."
    )
    titles = {event.id: event.title for event in data.events()}
    found = _chosen(data.activity(_MOST), titles)
    if not found:
        st.info("Er staat nog niets in het logboek.")
        return
    rows = [_row(one, titles) for one in found]
    st.dataframe(
        [dict(zip(_HEAD, row, strict=True)) for row in rows], hide_index=True,
        alt="Het logboek, de nieuwste regel boven: wanneer, wie, wat, welke dag en hoeveel",
    )  # fmt: skip
    if len(rows) >= _MOST:
        st.caption(f"Dit zijn de laatste {dutch(_MOST)} regels; wat ouder is, staat er niet bij.")
    st.download_button(
        "Download het logboek (CSV)", lambda: table_csv(_HEAD, rows), "logboek.csv", "text/csv",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def _chosen(found: Sequence[Activity], titles: Mapping[str, str]) -> list[Activity]:
    """The lines of the day that the visitor chose, or all."""
    choices = [_ALL, *titles]
    if any(one.event_id and one.event_id not in titles for one in found):
        choices.append(_GONE)
    if state.kept(_DAY) not in choices:
        state.forget(_DAY)
    names = {**titles, _ALL: "Alle dagen", _GONE: "Verwijderde dagen"}
    day = st.selectbox("Dag", choices, key=_DAY, format_func=lambda one: names[one], width=420)
    if day == _ALL:
        return list(found)
    if day == _GONE:
        return [one for one in found if one.event_id and one.event_id not in titles]
    return [one for one in found if one.event_id == day]


def _row(one: Activity, titles: Mapping[str, str]) -> tuple[str, ...]:
    day = titles.get(one.event_id, f"verwijderd ({one.event_id})") if one.event_id else "alle"
    number = "" if one.number is None else dutch(one.number)
    return (f"{one.at.astimezone():%d-%m-%Y %H:%M}", one.who, _WORDS[one.what], day, number)
