"""Logging in at an OpenID Connect provider: what Streamlit's own login leaves open is closed here.

Streamlit draws the login page itself, so its scripts and its connection must be reachable; files
and uploads must not, and a file is there only for whom it was made. After logging in one comes
where one wanted to go.
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

from analysis.access.claims import Person, person_of
from live.access.cookies import cookies
from live.access.told import Told

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
        self._told = Told()

    def lets_in(self, scope: Scope) -> bool:
        """Whether a request may pass: the login page's own, and that of who is logged in."""
        return _OPEN.fullmatch(scope["path"]) is not None or _person(scope) is not None

    def has(self, scope: Scope) -> bool:
        """Whether what is asked for is there for who asks; a file only where it was told of."""
        if "/media/" not in scope["path"]:
            return True
        person = _person(scope)
        return person is not None and self._told.knows(person.email, scope["path"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the wanted page remembered before logging in and found after it."""
        person = _person(scope) if scope["type"] == "websocket" else None

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _remember(scope, MutableHeaders(scope=message))
            elif message["type"] == "websocket.send" and person is not None:
                self._told.hear(person.email, message.get("bytes") or b"")
            await send(message)

        await self.app(scope, receive, changed)


def _remember(scope: Scope, headers: MutableHeaders) -> None:
    """Keep the page in a cookie when its login page is shown, and use it after the callback."""
    path = scope["path"]
    if path == _CALLBACK:
        wanted = cookies(scope).get(_WANTED, "")
        if _PAGE.fullmatch(f"/{wanted}") and headers.get("location") == "/":
            headers["location"] = f"/{wanted}"
    elif len(path) > 1 and _PAGE.fullmatch(path) and _person(scope) is None:
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        kept = f"{_WANTED}={path[1:]}; Path={_CALLBACK}; Max-Age={_DAY}; HttpOnly; SameSite=Lax"
        headers.append("set-cookie", kept + secure)


def _person(scope: Scope) -> Person | None:
    return person_of(_claims(cookies(scope)), now=datetime.now(UTC))


def _claims(given: Mapping[str, str]) -> Mapping[str, Any]:
    """What stands in the cookie that Streamlit signed; nothing where there is none of those."""
    found = _get_signed_cookie_with_chunks(dict(given), USER_COOKIE_NAME)
    try:
        claims = json.loads(found or b"{}")
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}
