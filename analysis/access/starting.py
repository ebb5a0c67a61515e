"""What has to be there before the app is opened to others: a way in, and how one gets it."""

from __future__ import annotations

import os

from analysis.access.passwords import chosen, hashed, matches
from analysis.access.sessions import digest, new_token
from analysis.store import Store

PASSWORD_VARIABLE = "KOFFIEHOEK_WACHTWOORD"  # noqa: S105  # the name of a variable


def prepare_password(store: Store) -> str | None:
    """See to it that there is a password, or a way to choose it.

    Gives the key of the link on which the first one is chosen; None where there is one already, or
    KOFFIEHOEK_WACHTWOORD says it. Each start without a password makes the link of the last useless.
    Raises UsageError where the variable's may not be chosen.
    """
    # Programs that are started from here have no need to know it.
    said = os.environ.pop(PASSWORD_VARIABLE, "")
    kept = store.access.password()
    if said:
        if kept is None or not matches(kept, said):
            store.access.set_password(hashed(chosen(said, said)))
        return None
    if kept is not None:
        return None
    key = new_token()
    store.access.keep_key(digest(key))
    return key
