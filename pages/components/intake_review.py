"""How the files were read: a summary, the statements to mend, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.charts import label
from analysis.intake import Intake
from analysis.mending import Mending
from analysis.storing import Stored
from analysis.types import Category
from pages.components import data, state
from pages.components.day import Day
from pages.components.intake_found import Settled
from pages.components.intake_namelist import checked, choose_password
from pages.components.intake_names import forget_names, settle_names
from pages.components.wording import counted, place_of, plain

_NONE = "geen soort"
_KINDS: dict[str, Category | None] = {label(kind): kind for kind in Category} | {_NONE: None}
_ADOPT = "Toch een uitspraak"
_MENDED, _BEFORE = "inlezen.verbeterd", "inlezen.eerder_verbeterd"
_NAME_WIDTH = 290  # px: three beside each other on a laptop
_TABLE_HEIGHT = 480  # px


@dataclass(frozen=True)
class Confirmed:
    """What the visitor confirmed.

    The changes, whether double statements come in too, what was settled on names, and the password
    for a list of who is who, where one is asked for.
    """

    mending: Mending
    keep_duplicates: bool
    names: Settled
    password: str | None


def review(day: Day, intake: Intake) -> Confirmed | None:
    """Show the reading to be mended; None until the visitor confirms.

    What is mended lasts while the visitor looks at another page.
    """
    if state.just_arrived():
        state.keep(_BEFORE, state.kept(_MENDED))
    before = state.kept(_BEFORE) or Mending()
    fresh = _fresh(day, intake)
    if not fresh.items:
        return None
    _summary(fresh)
    settled = settle_names(day, fresh)
    names = _corner_names(day, fresh)
    table = hash(tuple(item.digest for item in fresh.items))  # edits go by row number
    corners, kinds = _statements(fresh, names, before, settled, f"inlezen.tabel.{table}")
    adopted = _left_out(fresh, before, settled, f"inlezen.weggelaten.{table}")
    state.keep(_MENDED, Mending(_by_hand(fresh, names, corners), kinds, adopted))
    st.subheader("Klopt het?", anchor=False)
    keep = st.checkbox(
        "Neem ook uitspraken over die er al letterlijk in staan", value=False,
        help="Anders telt een uitspraak die in twee bestanden staat maar één keer mee.",
    )  # fmt: skip
    total = counted(len(fresh.statements) + len(adopted), "uitspraak", "uitspraken")
    # In a form, since a password field sends nothing when it is left with the Tab key.
    with st.form("inlezen-bevestig", border=False, enter_to_submit=False):
        typed = choose_password(settled)
        confirmed = st.form_submit_button(
            f"Zet {total} in de bijeenkomst", type="primary", icon=":material/check:"
        )
    if confirmed:
        return Confirmed(Mending(corners, kinds, adopted), keep, settled, checked(*typed))
    return None


def forget_mending() -> None:
    """Begin anew: the reading was confirmed, or thrown away."""
    state.forget(_MENDED)
    state.forget(_BEFORE)
    forget_names()


def _by_hand(
    intake: Intake, names: Mapping[str, str], corners: Mapping[str, str]
) -> dict[str, str]:
    """The corners that were changed statement by statement, not by a corner's new name."""
    given = {s.id: names.get(s.corner, s.corner) for s in intake.statements}
    return {identity: corner for identity, corner in corners.items() if corner != given[identity]}


def _fresh(day: Day, intake: Intake) -> Intake:
    """The files that are new; the others are named with what they were called before."""
    holding = day.holding
    before = {
        source.digest: holding.shown_source(source.name)
        for source in data.store().sources(day.event.id)
    }
    fresh, known = [], []
    for item in intake.items:
        name = item.reading.source
        if item.digest in before:
            earlier = before[item.digest]
            known.append(name if earlier == name else f"{name} (eerder als {earlier})")
        else:
            fresh.append(item)
            before[item.digest] = name
    if known:
        told = "Dit bestand staat er al en wordt" if len(known) == 1 else (
            "Deze bestanden staan er al en worden"
        )  # fmt: skip
        st.warning(
            f"{told} niet nog eens opgenomen: {plain('; '.join(known))}.",
            icon=":material/content_copy:",
        )
    return Intake(tuple(fresh), intake.failures)


def _summary(intake: Intake) -> None:
    count = counted(len(intake.statements), "uitspraak", "uitspraken")
    files = counted(len(intake.items), "bestand", "bestanden")
    st.subheader(f"{count} gelezen uit {files}", anchor=False)
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
    numbers = ("Uitspraken", *map(label, Category), _NONE, "Weggelaten")
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height="content",
        column_config={
            "Bestand": st.column_config.TextColumn(width=200),
            "Hoek": st.column_config.TextColumn(width=200),
            **{name: st.column_config.NumberColumn(width=92) for name in numbers},
        },
        alt="Per bestand wat er is gelezen",
    )


def _corner_names(day: Day, intake: Intake) -> dict[str, str]:
    """Corner as read -> corner as the visitor wants it."""
    found = [corner.name for corner in intake.corners]
    there = [name for name, shown in day.corner_names.items() if name == shown]
    options = list(dict.fromkeys([*found, *there]))
    with st.expander("Namen van de hoeken", icon=":material/groups:", expanded=True):
        st.write("Heet een hoek anders? Kies een andere naam of typ een nieuwe.")
        out = {}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for name in found:
                key = f"{state.NAMES}{name}"
                state.start(key, name)
                chosen = st.selectbox(
                    f"Gelezen als “{plain(name)}”",
                    list(dict.fromkeys([*options, state.kept(key) or name])),
                    accept_new_options=True, key=key, width=_NAME_WIDTH,
                )  # fmt: skip
                out[name] = (chosen or "").strip() or name
    return out


def _statements(
    intake: Intake, names: Mapping[str, str], before: Mending, settled: Settled, key: str
) -> tuple[dict[str, str], dict[str, Category | None]]:
    """The table of statements; returns the corners and kinds that differ from what was read."""
    statements = intake.statements
    with st.expander("Alle uitspraken: verbeter hoek of soort", icon=":material/edit_note:"):
        st.write(
            "Dubbelklik op een hoek of soort (of druk op Enter) om die te veranderen, en op een "
            "uitspraak om die helemaal te lezen."
        )
        table = pd.DataFrame(
            {
                "Hoek": [
                    before.corners.get(s.id) or names.get(s.corner, s.corner) for s in statements
                ],
                "Soort": [_name_of(before.kinds.get(s.id, s.category)) for s in statements],
                "Uitspraak": [settled.stored(s.text) for s in statements],
                "Bestand": [s.source for s in statements],
                "Plaats": [place_of(s.source, s.place) for s in statements],
            }
        )
        edited = st.data_editor(
            table,
            hide_index=True,
            disabled=["Uitspraak", "Bestand", "Plaats"],
            height=_TABLE_HEIGHT,
            column_config={
                "Soort": st.column_config.SelectboxColumn(
                    options=list(_KINDS), required=True, width=110
                ),
                "Hoek": st.column_config.TextColumn(required=True, max_chars=120, width=150),
                "Uitspraak": st.column_config.TextColumn(width=400),
                "Bestand": st.column_config.TextColumn(width=140),
                "Plaats": st.column_config.TextColumn(width=90),
            },
            key=key,
            alt="Alle gelezen uitspraken met hun hoek en soort",
        )
    corners: dict[str, str] = {}
    kinds: dict[str, Category | None] = {}
    for statement, corner, kind in zip(statements, edited["Hoek"], edited["Soort"], strict=True):
        if corner and corner != statement.corner:
            corners[statement.id] = str(corner)
        if kind != _name_of(statement.category):
            kinds[statement.id] = _KINDS.get(str(kind))
    return corners, kinds


def _name_of(kind: Category | None) -> str:
    return label(kind.value) if kind else _NONE


def _left_out(
    intake: Intake, before: Mending, settled: Settled, key: str
) -> frozenset[tuple[str, int]]:
    """What became no statement, with the choice to take it in after all."""
    rows = [
        (item.reading.source, number, part)
        for item in intake.items
        for number, part in enumerate(item.reading.left_out)
    ]
    if not rows:
        return frozenset()
    lines = counted(len(rows), "regel", "regels")
    with st.expander(f"Weggelaten: {lines}", icon=":material/block:"):
        st.write(
            "Deze regels werden geen uitspraak. Klopt dat ergens niet, vink die regel dan aan."
        )
        edited = st.data_editor(
            pd.DataFrame(
                {
                    _ADOPT: [(source, number) in before.adopted for source, number, _ in rows],
                    "Tekst": [settled.stored(part.text) for _, _, part in rows],
                    "Reden": [part.reason for _, _, part in rows],
                    "Bestand": [source for source, _, _ in rows],
                    "Plaats": [place_of(source, part.place) for source, _, part in rows],
                }
            ),
            hide_index=True,
            disabled=["Tekst", "Reden", "Bestand", "Plaats"],
            column_config={
                _ADOPT: st.column_config.CheckboxColumn(width=165),
                "Tekst": st.column_config.TextColumn(width=305),
                "Reden": st.column_config.TextColumn(width=200),
                "Bestand": st.column_config.TextColumn(width=140),
                "Plaats": st.column_config.TextColumn(width=90),
            },
            key=key,
            alt="De regels die geen uitspraak werden, met de reden",
        )
    return frozenset(
        (source, number)
        for (source, number, _), taken in zip(rows, edited[_ADOPT], strict=True)
        if taken
    )


def tell_result(stored: Stored) -> None:
    """Say what came in, what was taken out of it, and what was there already."""
    result = stored.result
    parts = [
        f"{counted(result.statements, 'uitspraak staat', 'uitspraken staan')} in de bijeenkomst, "
        "met codes."
    ]
    if result.known_files:
        files = counted(len(result.known_files), "bestand stond", "bestanden stonden")
        parts.append(f"{files} er al.")
    if result.duplicates:
        double = counted(len(result.duplicates), "uitspraak stond", "uitspraken stonden")
        parts.append(f"{double} er al, in dezelfde woorden, en telt niet dubbel mee.")
    if stored.replaced:
        out = counted(stored.replaced, "naam of gegeven is", "namen en gegevens zijn")
        parts.append(f"{out} vervangen.")
    parts.append("Bekijk nu de matrix.")
    state.tell(" ".join(parts))
