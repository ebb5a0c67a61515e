"""Where the pages meet the store, and the one place where anything is cached."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.access.roles import EVERYTHING, NOTHING, Rights
from analysis.errors import StoreError
from analysis.store import Activity, Frames, Store
from analysis.store.actor import acting
from analysis.store.engine import database_url, shown
from analysis.store.shared import forget_shared, shared_store
from analysis.types import Event
from pages.components import state, visitor

_EVENTS_KEPT = 4


def store() -> Store:
    """The database, opened once for all visitors; raises StoreError where that fails.

    What is written from here on is logged under this visitor's name. It is set here, since
    callbacks of widgets run before the frame does.
    """
    if get_script_run_ctx(suppress_warning=True):  # files to download are made outside any visit
        acting.set(state.coder())
        if not rights():  # taken away since the page was drawn
            raise StoreError(
                "U hebt geen toegang (meer).", remedy="Laad de pagina opnieuw om in te loggen."
            )
    return shared_store()


def rights() -> Rights:
    """What the visitor may see, as it is now; everything where visitors are not known by name."""
    if not visitor.by_name():
        return EVERYTHING
    person = visitor.person()
    return shared_store().access.rights(person.email) if person else NOTHING


def events() -> list[Event]:
    """The days that the visitor may see, the newest first; the others are not there."""
    found, mine = store().events(), rights()
    return [event for event in found if mine.may_see(event.id)]


def activity(limit: int) -> list[Activity]:
    """The last lines of the log, the newest first; those of days that one may not see left out."""
    found, mine = store().activity(limit=limit), rights()
    if mine.all_days:
        return found
    return [one for one in found if one.event_id and mine.may_see(one.event_id)]


def traces_with(identity: str) -> list[str]:
    """The kept reports that hold this id (see `Store.traces_with`), of days that one may see."""
    if rights().all_days:
        return store().traces_with(identity)
    mine = [event.id for event in events()]
    return [text for one in mine for text in store().traces_with(identity, event_id=one)]


def forget_cached() -> None:
    """Forget all that was kept in memory of any day; the database is opened anew when needed."""
    forget_shared()
    st.cache_resource.clear()


def address() -> str:
    """Where the database stands, as a visitor may see it: never with a password."""
    return shown(database_url())


def frames(event_id: str) -> Frames:
    """The event's tables as they are now; shared by all visitors, so never written in.

    Raises StoreError where the event is gone.
    """
    return _frames(event_id, store().revision(event_id))


@st.cache_resource(max_entries=_EVENTS_KEPT, show_spinner=False)
def _frames(event_id: str, revision: int) -> Frames:  # noqa: ARG001  # the revision is the key
    return store().frames(event_id)
