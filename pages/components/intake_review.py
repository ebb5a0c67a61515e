"""How the files were read: a summary, the statements to mend, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.charts import dutch, label
from analysis.export.rows import line_of
from analysis.intake import Intake
from analysis.mending import Mending
from analysis.store import ImportResult
from analysis.types import Category, Statement
from pages.components import data, state
from pages.components.day import Day

_NONE = "geen soort"
_KINDS: dict[str, Category | None] = {label(kind): kind for kind in Category} | {_NONE: None}
_ADOPT = "Toch een uitspraak"


@dataclass(frozen=True)
class Confirmed:
    """What the visitor confirmed: the changes, and whether double statements come in too."""

    mending: Mending
    keep_duplicates: bool


def review(day: Day, intake: Intake) -> Confirmed | None:
    """Show the reading to be mended; None until the visitor confirms."""
    known = _known(day, intake)
    _summary(intake, known)
    names = _corner_names(day, intake)
    corners, kinds = _statements(intake, names)
    adopted = _left_out(intake)
    st.subheader("Klopt het?")
    keep = st.checkbox(
        "Neem ook uitspraken over die er al letterlijk in staan", value=False,
        help="Anders telt een uitspraak die in twee bestanden staat maar één keer mee.",
    )  # fmt: skip
    total = len(intake.statements) + len(adopted)
    if st.button(
        f"Zet {dutch(total)} uitspraken in de bijeenkomst", type="primary",
        icon=":material/check:", disabled=len(known) == len(intake.items),
    ):  # fmt: skip
        return Confirmed(Mending(corners, kinds, adopted), keep)
    return None


def _known(day: Day, intake: Intake) -> dict[str, str]:
    """The files that are in the event already, by the name they had then."""
    earlier = {source.digest: source.name for source in data.store().sources(day.event.id)}
    return {
        item.reading.source: earlier[item.digest] for item in intake.items if item.digest in earlier
    }


def _summary(intake: Intake, known: Mapping[str, str]) -> None:
    count, files = len(intake.statements), len(intake.items)
    st.subheader(f"{dutch(count)} uitspraken gelezen uit {dutch(files)} bestanden")
    rows = []
    for item in intake.items:
        reading = item.reading
        kinds = [statement.category for statement in reading.statements]
        rows.append(
            {
                "Bestand": reading.source,
                "Hoek": ", ".join(dict.fromkeys(s.corner for s in reading.statements)) or "–",
                "Uitspraken": len(kinds),
                **{label(kind): kinds.count(kind) for kind in Category},
                _NONE: kinds.count(None),
                "Weggelaten": len(reading.left_out),
            }
        )
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt="Per bestand wat er is gelezen")
    for name, earlier in known.items():
        st.warning(
            f"{name}: dit bestand is al ingelezen (als {earlier}) en wordt niet nog eens opgenomen.",
            icon=":material/content_copy:",
        )


def _corner_names(day: Day, intake: Intake) -> dict[str, str]:
    """Corner as read -> corner as the visitor wants it."""
    found = [corner.name for corner in intake.corners]
    options = list(dict.fromkeys([*found, *(corner.name for corner in day.event.corners)]))
    with st.expander("Namen van de hoeken", icon=":material/groups:", expanded=True):
        st.write("Heet een hoek anders? Kies een andere naam of typ een nieuwe.")
        columns = st.columns(3)
        out = {}
        for at, name in enumerate(found):
            chosen = columns[at % 3].selectbox(
                f"Gelezen als “{name}”", options, index=options.index(name),
                accept_new_options=True, key=f"inlezen.hoek.{name}",
            )  # fmt: skip
            out[name] = chosen or name
    return out


def _statements(
    intake: Intake, names: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, Category | None]]:
    """The table of statements; returns the corners and kinds that differ from what was read."""
    statements = intake.statements
    with st.expander("Alle uitspraken: verbeter hoek of soort", icon=":material/edit_note:"):
        st.write("Dubbelklik op een hoek of soort (of druk op Enter) om die te veranderen.")
        table = pd.DataFrame(
            {
                "Hoek": [names.get(s.corner, s.corner) for s in statements],
                "Soort": [_kind_name(s) for s in statements],
                "Uitspraak": [s.text for s in statements],
                "Bestand": [s.source for s in statements],
                "Plaats": [line_of(s.place) for s in statements],
            }
        )
        edited = st.data_editor(
            table,
            hide_index=True,
            disabled=["Uitspraak", "Bestand", "Plaats"],
            height=420,
            column_config={
                "Soort": st.column_config.SelectboxColumn(options=list(_KINDS), required=True),
                "Hoek": st.column_config.TextColumn(required=True, max_chars=120),
                "Uitspraak": st.column_config.TextColumn(width="large"),
            },
            key=f"inlezen.tabel.{hash(tuple(names.items()))}",
            alt="Alle gelezen uitspraken met hun hoek en soort",
        )
    corners: dict[str, str] = {}
    kinds: dict[str, Category | None] = {}
    for statement, corner, kind in zip(statements, edited["Hoek"], edited["Soort"], strict=True):
        if corner and corner != statement.corner:
            corners[statement.id] = str(corner)
        if kind != _kind_name(statement):
            kinds[statement.id] = _KINDS.get(str(kind))
    return corners, kinds


def _kind_name(statement: Statement) -> str:
    return label(statement.category.value) if statement.category else _NONE


def _left_out(intake: Intake) -> frozenset[tuple[str, int]]:
    """What became no statement, with the choice to take it in after all."""
    rows = [
        (item.reading.source, number, part)
        for item in intake.items
        for number, part in enumerate(item.reading.left_out)
    ]
    if not rows:
        return frozenset()
    with st.expander(f"Weggelaten: {dutch(len(rows))} regels", icon=":material/block:"):
        st.write(
            "Deze regels werden geen uitspraak. Klopt dat ergens niet, vink die regel dan aan."
        )
        edited = st.data_editor(
            pd.DataFrame(
                {
                    _ADOPT: [False] * len(rows),
                    "Tekst": [part.text for _, _, part in rows],
                    "Reden": [part.reason for _, _, part in rows],
                    "Bestand": [source for source, _, _ in rows],
                    "Plaats": [line_of(part.place) for _, _, part in rows],
                }
            ),
            hide_index=True,
            disabled=["Tekst", "Reden", "Bestand", "Plaats"],
            column_config={"Tekst": st.column_config.TextColumn(width="large")},
            key="inlezen.weggelaten",
            alt="De regels die geen uitspraak werden, met de reden",
        )
    return frozenset(
        (source, number)
        for (source, number, _), taken in zip(rows, edited[_ADOPT], strict=True)
        if taken
    )


def tell_result(result: ImportResult) -> None:
    """Say what came in, and what was there already."""
    parts = [f"{dutch(result.statements)} uitspraken staan in de bijeenkomst en zijn gecodeerd."]
    if result.known_files:
        parts.append(f"{len(result.known_files)} bestanden stonden er al en zijn overgeslagen.")
    if result.duplicates:
        parts.append(
            f"{dutch(len(result.duplicates))} uitspraken stonden er al en tellen één keer."
        )
    parts.append("Bekijk nu de matrix.")
    state.tell(" ".join(parts))
