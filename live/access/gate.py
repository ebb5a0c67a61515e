"""The gate: what asks for a page, a file or a connection must be in, whatever it asks for.

It stands around Streamlit and all routes, and hangs on nothing that Streamlit has to have done.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from typing import Final
from urllib.parse import quote

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analysis.errors import StoreError
from analysis.settings import Login
from analysis.store.shared import shared_store
from live.access.cookies import token_of
from live.access.keeper import KEEPER, Keeper
from live.access.mode import mode
from live.access.oidc import Provider

LOOK_EVERY: Final = 10.0  # seconds between two looks whether an open connection may stay

# What participants and the login page itself need; nothing that climbs or is not plainly below.
_OPEN: Final = re.compile(
    r"/(?:gezond|inloggen(?:\.css)?|afmelden|meedoen(?:/[\w-][\w.-]*)*/?)", re.ASCII
)
_PAGE: Final = re.compile(r"/[^/.]*")
_REFUSED: Final = "Log eerst in."
_NO_FILE: Final = "Dit bestand is er niet."
_BROKEN: Final = "Koffiehoek kan er nu niet bij. Probeer het zo nog eens."


class Gate:
    """ASGI middleware that lets through only who is in; see `mode` for how one gets in."""

    def __init__(self, app: ASGIApp, keeper: Keeper | None = None) -> None:
        self.app = app
        self._keeper = keeper or Keeper(shared_store)
        self._provider = Provider(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass, and answer the rest."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope[KEEPER] = self._keeper
        if _OPEN.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        try:
            answer = await self._answer(scope)
        except StoreError:
            answer = PlainTextResponse(_BROKEN, 503)
        if answer is None:
            await self._pass(scope, receive, send)
        elif scope["type"] == "http":
            await answer(scope, receive, send)
        else:  # before it is accepted: the browser gets 403
            await send({"type": "websocket.close", "code": 1008, "reason": _REFUSED})

    async def _answer(self, scope: Scope) -> Response | None:
        """What who is not in gets instead; None for who is."""
        match mode(scope):
            case Login.NONE:
                return None
            case Login.OIDC:
                if not self._provider.lets_in(scope):
                    return _refusal(scope, to_login=False)
                return None if self._provider.has(scope) else PlainTextResponse(_NO_FILE, 404)
            case Login.PASSWORD:
                token = token_of(scope)
                if token and await self._keeper.session(token):
                    return None
                return _refusal(scope, to_login=True)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        way = mode(scope)
        if way is Login.OIDC:
            await self._provider(scope, receive, send)
        elif way is Login.PASSWORD and scope["type"] == "websocket":
            await self._watched(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _watched(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A connection that is closed as soon as its session is over, and keeps it alive."""
        token, closed = token_of(scope) or "", False

        async def guarded(message: Message) -> None:
            if not closed:  # Streamlit may still be sending when the connection was closed
                await send(message)

        async def watch() -> None:
            nonlocal closed
            await self._over(token)
            closed = True
            with suppress(RuntimeError):  # the browser was first
                await send({"type": "websocket.close", "code": 1008, "reason": _REFUSED})

        watching = asyncio.create_task(watch())
        try:
            await self.app(scope, receive, guarded)
        finally:
            watching.cancel()

    async def _over(self, token: str) -> None:
        """Return when the session is over."""
        ended = self._keeper.ended(token)
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), LOOK_EVERY)
            with suppress(StoreError):  # the database is away for a moment
                if ended.is_set() or await self._keeper.session(token) is None:
                    return


def _refusal(scope: Scope, *, to_login: bool) -> Response:
    """The way to the login page for who opens a page; anything else is refused."""
    path = scope["path"]
    opens = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    if not (to_login and opens and _PAGE.fullmatch(path)):
        return PlainTextResponse(_REFUSED, 401, headers={"Cache-Control": "no-store"})
    query = scope["query_string"].decode("latin-1")
    wanted = quote(path, safe="/") + (f"?{query}" if query else "")
    to = "/inloggen" if wanted == "/" else f"/inloggen?naar={quote(wanted, safe='/')}"
    return RedirectResponse(to, 303, headers={"Cache-Control": "no-store"})
