"""What stands around Streamlit's pages: the Dutch index page, safe headers, the health check."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import yaml
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from live.access.gate import Gate
from live.access.login import ROUTES as ACCESS_ROUTES
from live.access.origin import OwnPages
from live.routes import Phones

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPT_PATH: Final = "/nederlands.js"
KEYS_PATH: Final = "/toetsen.js"
INSIDE_PATH: Final = "/ingelogd.js"
WALL_PATH: Final = "/muur.js"
WALL_STYLE_PATH: Final = "/muur.css"
OWN_SCRIPTS: Final = (SCRIPT_PATH, KEYS_PATH, INSIDE_PATH, WALL_PATH)

HEADERS: Final = {
    # The browser itself holds the rule that nothing leaves the machine.
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles into the page
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: that makes browsers hide the origin of this house's own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

_POLICY: Final = "Content-Security-Policy"
_HTTPS_ONLY: Final = "max-age=15552000"  # half a year, and only where it is https already

# What changes in Streamlit's index page: a pattern that must be there once, and its Dutch.
INDEX_CHANGES: Final = (
    (r'<html lang="en">', '<html lang="nl">'),
    (r"<title>Streamlit</title>", "<title>Koffiehoek</title>"),
    # The fonts are the system's; the agent interface is off.
    (r'\s*<link\s+rel="preload"[^>]*as="font"[^>]*>', ""),
    (r'\s*<!--(?:(?!-->).)*-->\s*<link rel="service-desc"[^>]*>', ""),
    (
        r"<script>\s*window\.prerenderReady = false\s*</script>",
        "".join(f'<script src=".{path}"></script>' for path in OWN_SCRIPTS),
    ),
    (
        r"<noscript>.*?</noscript>",
        "<noscript><p>Koffiehoek heeft JavaScript nodig. Zet het aan in uw browser en laad deze "
        "pagina opnieuw.</p></noscript>",
    ),
)


class SafeHeaders:
    """ASGI middleware that adds HEADERS to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the headers added when the answer starts."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # A stricter policy of a route's own, such as the phone form's, stands.
                headers.update({**HEADERS, _POLICY: headers.get(_POLICY, HEADERS[_POLICY])})
                if scope.get("scheme") == "https":
                    headers["Strict-Transport-Security"] = _HTTPS_ONLY
            await send(message)

        await self.app(scope, receive, send_safely)


class PageName(Convertor[str]):
    """A page's address: one part, without a dot; Streamlit's own files have one or are deeper.

    But for the one to which a login provider sends back.
    """

    regex = "(?!oauth2callback$)[^/.]*"

    def convert(self, value: str) -> str:
        """The name as it stands in the address."""
        return value

    def to_string(self, value: str) -> str:
        """The name as it goes into an address."""
        return value


@cache
def index_page() -> str:
    """Streamlit's index page with INDEX_CHANGES made."""
    page = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    for pattern, dutch in INDEX_CHANGES:
        page = re.sub(pattern, dutch, page, count=1, flags=re.DOTALL)
    return page


@cache
def translation_script() -> str:
    """The script that turns Streamlit's own texts into Dutch, with its table filled in."""
    here = files("pages.components")
    table = yaml.safe_load((here / "nederlands.yaml").read_text(encoding="utf-8"))
    script = (here / "nederlands.js").read_text(encoding="utf-8")
    return script.replace("TABLE", json.dumps(table, ensure_ascii=False), 1)


async def _index(_request: Request) -> Response:
    return HTMLResponse(index_page(), headers={"Cache-Control": "no-cache"})


async def _script(_request: Request) -> Response:
    return Response(
        translation_script(), media_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


async def _own_script(request: Request) -> Response:
    script = files("pages.components") / request.url.path.removeprefix("/")
    return Response(
        script.read_text(encoding="utf-8"), media_type="text/javascript",
        headers={"Cache-Control": "no-cache"},
    )  # fmt: skip


async def _wall_style(_request: Request) -> Response:
    sheet = files("pages.components") / "muur.css"
    return Response(
        sheet.read_text(encoding="utf-8"), media_type="text/css",
        headers={"Cache-Control": "no-cache"},
    )  # fmt: skip


async def _healthy(_request: Request) -> Response:
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


register_url_convertor("page", PageName())

MIDDLEWARE: Final = (
    Middleware(SafeHeaders),
    Middleware(OwnPages),
    Middleware(Gate),
    Middleware(Phones),
)
ROUTES: Final = (
    Route("/gezond", _healthy),
    Route(SCRIPT_PATH, _script),
    Route(KEYS_PATH, _own_script),
    Route(INSIDE_PATH, _own_script),
    Route(WALL_PATH, _own_script),
    Route(WALL_STYLE_PATH, _wall_style),
    *ACCESS_ROUTES,
    Route("/{name:page}", _index),
)
