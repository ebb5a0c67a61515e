"""How one gets into this very server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from streamlit import config

from analysis.live.address import loopback
from analysis.settings import LOGIN_VARIABLE, Login, login


def mode(scope: Mapping[str, Any] | None = None) -> Login:
    """The way in, for a request where there is one.

    Where nothing was said (`streamlit run`, another ASGI server) it is open only to what comes in
    on this computer's own address: settings can say one address and the server listen on another.
    """
    found = login(address=config.get_option("server.address"))
    if found is Login.NONE and scope is not None and not os.environ.get(LOGIN_VARIABLE):
        server = scope.get("server")
        return Login.NONE if server and loopback(server[0]) else Login.PASSWORD
    return found
