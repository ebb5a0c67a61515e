"""Logging in at an OpenID Connect provider: what Streamlit's own login leaves open is closed here.

Streamlit draws the login page itself, so its scripts and its connection must be reachable; files
and uploads must not. After logging in one comes where one wanted to go.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from analysis.access.claims import person_of
from live.access.cookies import cookies

_WANTED: Final = "koffiehoek_naar"
_CALLBACK: Final = "/oauth2callback"
_PAGE: Final = re.compile(r"/[\w-]*", re.ASCII)
_OPEN: Final = re.compile(
    r"/[^/]*|/static/.*|/auth/(?:login|logout)|/_stcore/(?:health|host-config|stream)"
)
_DAY: Final = 24 * 60 * 60


class Provider:
    """Passes requests on, and sends who logs in back to the page that was wanted."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def lets_in(self, scope: Scope) -> bool:
        """Whether a request may pass: the login page's own, and that of who is logged in."""
        return _OPEN.fullmatch(scope["path"]) is not None or _logged_in(scope)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the wanted page remembered before logging in and found after it."""

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _remember(scope, MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, changed if scope["type"] == "http" else send)


def _remember(scope: Scope, headers: MutableHeaders) -> None:
    """Keep the page in a cookie when its login page is shown, and use it after the callback."""
    path = scope["path"]
    if path == _CALLBACK:
        wanted = cookies(scope).get(_WANTED, "")
        if _PAGE.fullmatch(f"/{wanted}") and headers.get("location") == "/":
            headers["location"] = f"/{wanted}"
    elif len(path) > 1 and _PAGE.fullmatch(path) and not _logged_in(scope):
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        kept = f"{_WANTED}={path[1:]}; Path={_CALLBACK}; Max-Age={_DAY}; HttpOnly; SameSite=Lax"
        headers.append("set-cookie", kept + secure)


def _logged_in(scope: Scope) -> bool:
    return person_of(_claims(cookies(scope)), now=datetime.now(UTC)) is not None


def _claims(given: Mapping[str, str]) -> Mapping[str, Any]:
    """What stands in the cookie that Streamlit signed; nothing where there is none of those."""
    found = _get_signed_cookie_with_chunks(dict(given), USER_COOKIE_NAME)
    try:
        claims = json.loads(found or b"{}")
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}
