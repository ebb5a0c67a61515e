"""Taking over another program's file: read, shown, confirmed; in a new day or in this one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

import streamlit as st

from analysis.codebook import Codebook
from analysis.codebook.changes import changes
from analysis.exchange.beside import beside
from analysis.exchange.cleaning import entries
from analysis.intake import Intake
from analysis.privacy.entering import NOTHING_TAKEN
from analysis.receiving import (
    NO_NUMBERS,
    NOTHING_FOUND,
    Plan,
    Received,
    known_codebooks,
    origin_of,
    place_codes,
    plan,
    receive,
)
from analysis.types import Event
from pages.components import data, state
from pages.components.codebook_difference import changes_html
from pages.components.day import Day
from pages.components.exchange_preview import preview
from pages.components.exchange_read import Read, begin_anew, read_file
from pages.components.holding import holding_of
from pages.components.intake_found import Settled, settled_names
from pages.components.intake_namelist import (
    checked,
    choose_password,
    keep_namelist,
    offer_namelist,
)
from pages.components.intake_names import forget_names, settle_names
from pages.components.links import link
from pages.components.wording import counted, plain

_WHERE, _TITLE, _BOOK = "uitwisselen.waarheen", "uitwisselen.titel", "uitwisselen.codeboek"
_PLAN = "uitwisselen.plan"
_NEW, _HERE = "nieuw", "hier"


@dataclass(frozen=True)
class _Goal:
    """Where it goes: in this day, or (`day` is None) in a new one of this title and codebook."""

    day: Day | None
    title: str = ""
    codebook: Codebook | None = None

    @property
    def event(self) -> Event | None:
        return self.day.event if self.day else None


def take_over(day: Day | None) -> None:
    """The whole way from a file to a day; `day` is the one that the visitor works on."""
    if day is not None:
        offer_namelist(day.event.id)
    st.write(
        "Zet hier een bestand uit NVivo, ATLAS.ti, MAXQDA, QualCoder of Taguette neer, of een "
        "tabel met gecodeerde uitspraken. U ziet eerst wat er binnenkomt; pas als u bevestigt, "
        "wordt het overgenomen."
    )
    with st.container():  # what is asked comes and goes in a place of its own
        read = read_file()
    if read is None:
        if day is not None and data.store().counts(day.event.id).statements:
            link("matrix.py", label="Naar de matrix", icon=":material/grid_on:")
        return
    goal = _ask_goal(day, read)
    names = _Names(goal, read)
    found = _plan(read, goal, names.settled)
    book = found.matched.codebook
    holding = goal.day.holding if goal.day else holding_of("", book)
    preview(read.incoming, found, holding)
    if goal.day is not None and found.grows:
        _tell_changes(goal.day, book, opened=not found.items)
    if found.nothing and goal.day is not None:
        st.info("Alles uit dit bestand staat al in de bijeenkomst. Er is niets over te nemen.")
        return
    _confirm(read, goal, names.settle() if found.items or found.notes else names.settled)


def _ask_goal(day: Day | None, read: Read) -> _Goal:
    if day is not None and not data.rights().all_days:  # a new day would not be there for them
        return _Goal(day)
    where = _NEW
    key = f"{_WHERE}.{read.key[0]}"
    if day is not None:
        if state.kept(key) is None:
            state.keep(key, _HERE if _belongs(day, read) else _NEW)
        where = st.radio(
            "Waar moet het heen?", [_NEW, _HERE], key=key, horizontal=True,
            format_func=lambda one: "Een nieuwe bijeenkomst" if one == _NEW else plain(
                f"De bijeenkomst “{day.event.title}”"
            ),
        )  # fmt: skip
        if where == _HERE:
            return _Goal(day)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title_key = f"{_TITLE}.{read.key[0]}"
        state.start(title_key, PurePath(read.name).stem.replace("_", " "))
        title = st.text_input("Titel", key=title_key, max_chars=200, width=420)
        book = _ask_codebook(read)
    return _Goal(None, title, book)


def _belongs(day: Day, read: Read) -> bool:
    """Whether a file seems to go with this day: a codebook, or one that holds its statements."""
    there = data.store().statements(day.event.id)
    return not read.incoming.statements or bool(beside(read.incoming, there, ()).known)


def _ask_codebook(read: Read) -> Codebook | None:
    """The codebook of a new day; None for one of the file's own codes."""
    known = {one.name: one for one in known_codebooks(data.store())}
    own = any((one.codable or one.used) and not one.kind for one in read.incoming.codes)
    options = [*([""] if own else []), *known]
    origin = origin_of(data.store(), read.incoming)
    key = f"{_BOOK}.{'.'.join(map(str, read.key))}"
    state.start(key, origin.name if origin else options[0])
    chosen = st.selectbox(
        "Codeboek", options, key=key, width=420,
        format_func=lambda name: plain(known[name].title) if name else (
            "Een nieuw codeboek van de codes in dit bestand"
        ),
        help="Codes die het codeboek nog niet heeft, komen er als thema bij.",
    )  # fmt: skip
    return known.get(chosen)


class _Names:
    """The names in a file: found before all else, since a day knows its texts without them."""

    def __init__(self, goal: _Goal, read: Read) -> None:
        self._intake = Intake(tuple(entries(read.incoming)), ())
        texts = [p for i in self._intake.items for p in (i.reading.statements, i.reading.left_out)]
        self._day = goal.day
        if self._day is None:
            book = place_codes(
                data.store(), read.incoming, event=None, title=goal.title, codebook=goal.codebook
            ).codebook
            self._day = Day(Event("", goal.title, book.key), book)
        self.settled = settled_names(self._day, self._intake) if any(texts) else None

    def settle(self) -> Settled | None:
        """Show what was found, to be corrected."""
        if self.settled is None or self._day is None:
            return None
        return settle_names(self._day, self._intake)


def _plan(read: Read, goal: _Goal, settled: Settled | None) -> Plan:
    """What taking over would do, found once for what was chosen."""
    revision = data.store().revision(goal.event.id) if goal.event else 0
    about = (
        read.key, goal.event.id if goal.event else "", revision, goal.title.strip(),
        goal.codebook.key if goal.codebook else "",
        (settled.key, settled.taken) if settled else None,
    )  # fmt: skip
    kept = state.kept(_PLAN)
    if kept is None or kept[0] != about:
        made = plan(
            data.store(), read.incoming, event=goal.event, title=goal.title, codebook=goal.codebook,
            found=settled.found if settled else NOTHING_FOUND,
            numbers=settled.numbers if settled else NO_NUMBERS,
        )  # fmt: skip
        kept = (about, made)
        state.keep(_PLAN, kept)
    found: Plan = kept[1]
    return found


def _tell_changes(day: Day, book: Codebook, *, opened: bool) -> None:
    told = changes(day.codebook, book)
    with st.expander(
        f"De bijeenkomst gaat over op versie {book.version} van het codeboek ({len(told)})",
        icon=":material/menu_book:", expanded=opened,
    ):  # fmt: skip
        st.html(changes_html(told))
        st.write(
            "De uitspraken die er al zijn, krijgen nieuwe voorstellen. Wat mensen besloten, blijft."
        )


def _confirm(read: Read, goal: _Goal, settled: Settled | None) -> None:
    """The password for a list of names, and the button that takes the file over."""
    # In a form, since a password field sends nothing when it is left with the Tab key.
    with st.form("uitwisselen-bevestig", border=False, enter_to_submit=False):
        typed = choose_password(settled) if settled else ("", "")
        if not st.form_submit_button("Neem over", type="primary", icon=":material/check:"):
            return
    password = checked(*typed)
    with st.spinner("Het bestand wordt overgenomen …"):
        got = receive(
            data.store(), read.incoming, event=goal.event, title=goal.title,
            codebook=goal.codebook, finder=settled.finder if settled else None,
            taken=settled.taken if settled else NOTHING_TAKEN,
        )  # fmt: skip
    _finish(got, password)


def _finish(got: Received, password: str | None) -> None:
    begin_anew()
    state.forget(_PLAN)
    forget_names()
    if password and got.pairs:
        keep_namelist(got.event.id, got.pairs, password)
    state.choose_event(got.event.id)
    state.tell(_result(got))
    st.rerun()


def _result(got: Received) -> str:
    taken = got.plan
    parts = [f"Overgenomen in “{plain(got.event.title)}”."]
    if got.result.statements:
        parts.append(
            f"{counted(got.result.statements, 'uitspraak is', 'uitspraken zijn')} nieuw, met codes."
        )
    if taken.further:
        parts.append(
            f"{counted(len(taken.further), 'code is', 'codes zijn')} toegevoegd aan uitspraken die "
            "er al stonden."
        )
    if taken.matched.added:
        parts.append(
            f"{counted(len(taken.matched.added), 'code is', 'codes zijn')} nieuw in het codeboek."
        )
    if got.replaced and got.result.statements:
        out = counted(got.replaced, "naam of gegeven is", "namen en gegevens zijn")
        parts.append(f"{out} vervangen.")
    parts.append("Bekijk nu de matrix." if got.result.statements or taken.further else "")
    return " ".join(filter(None, parts))
