"""Where the pages meet the store, and the one place where anything is cached."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.store import Frames, Store
from analysis.store.actor import acting
from analysis.store.engine import database_url, shown
from analysis.store.shared import forget_shared, shared_store
from pages.components import state

_EVENTS_KEPT = 4


def store() -> Store:
    """The database, opened once for all visitors; raises StoreError where that fails.

    What is written from here on is logged under this visitor's name. It is set here, since
    callbacks of widgets run before the frame does.
    """
    if get_script_run_ctx(suppress_warning=True):  # files to download are made outside any visit
        acting.set(state.coder())
    return shared_store()


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
