"""Who the visitor is, in this server's way of getting in."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.access.claims import Person, person_of
from analysis.settings import Login
from live.access.cookies import SESSION
from live.access.mode import mode


def by_name() -> bool:
    """Whether visitors are known by name, so that each sees what is theirs.

    False outside a visit: what is made there was begun by somebody who might.
    """
    return mode() is Login.OIDC and get_script_run_ctx(suppress_warning=True) is not None


def person() -> Person | None:
    """Who is logged in by name; None for nobody."""
    return person_of(st.user.to_dict(), now=datetime.now(UTC))


def with_password() -> bool:
    """Whether the visitor came in with the facilitator's password, and so can log out."""
    return mode() is Login.PASSWORD and SESSION in st.context.cookies
