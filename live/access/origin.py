"""Only this house's own pages may open a connection or send files to it.

Another site in the same browser, also one on another port of this computer, would come in with the
visitor's cookie, or, where nobody is asked to log in, with nothing. It stands before Streamlit,
whose own check lets other ports in and asks a server on the internet for this computer's address.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from analysis.live.address import public_address

_INSIDE: Final = "/_stcore/"
_PORTS: Final = {"http": ":80", "https": ":443", "ws": ":80", "wss": ":443"}
_REFUSED: Final = "Dit kan alleen vanaf een pagina van Koffiehoek zelf."


class OwnPages:
    """ASGI middleware that refuses connections and sendings that come from another site."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from here, or from no page at all."""
        if not _guarded(scope):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or _netloc(origin) == headers.get("host", "").lower():
            await self.app(scope, receive, send)
        elif _netloc(origin) == _netloc(public_address()):
            # A proxy that hides the name that was typed; Streamlit would not know it for ours.
            kept = [(name, value) for name, value in scope["headers"] if name != b"origin"]
            await self.app({**scope, "headers": kept}, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(_REFUSED, 403)(scope, receive, send)
        else:  # before it is accepted: the browser gets 403
            await send({"type": "websocket.close", "code": 1008, "reason": _REFUSED})


def _guarded(scope: Scope) -> bool:
    if scope["type"] == "websocket":
        return True
    return scope["type"] == "http" and str(scope["path"]).startswith(_INSIDE)


def _netloc(address: str) -> str | None:
    """Name and port as a Host header has them; None for what is no address ("null")."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    usual = _PORTS.get(parts.scheme)
    if not parts.netloc or usual is None:
        return None
    return parts.netloc.lower().removesuffix(usual)
