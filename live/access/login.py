"""The pages Inloggen and Afmelden: one field, no script, and the password's first setting."""

from __future__ import annotations

import math
import time
from functools import cache
from importlib.resources import files
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from analysis.access import chosen
from analysis.access.passwords import LONGEST, SHORTEST
from analysis.errors import StoreError, UsageError
from analysis.settings import Login
from live.access import cookies
from live.access.forms import fields, own_path
from live.access.keeper import KEEPER, Keeper
from live.access.mode import mode

_KEEP_NOTHING: Final = {"Cache-Control": "no-store"}
_WRONG: Final = "Dit wachtwoord klopt niet. Let op hoofdletters en probeer het nog eens."
_STALE: Final = "Deze link werkt niet meer. Start Koffiehoek opnieuw voor een nieuwe."
_ODD: Final = "Dit formulier is niet goed aangekomen. Probeer het nog eens."


async def login(request: Request) -> Response:
    """The page on which one logs in, or sets the first password; and what was sent from it."""
    if mode(request.scope) is not Login.PASSWORD:
        return RedirectResponse("/", 303)
    keeper: Keeper = request.scope[KEEPER]
    try:
        if request.method == "POST":
            return await _sent(request, keeper)
        return await _asked(request, keeper)
    except StoreError as error:
        return _page("wait", 503, error=error.message)


async def _asked(request: Request, keeper: Keeper) -> Response:
    to = own_path(request.query_params.get("naar", "/"))
    if await keeper.session(cookies.token_of(request.scope)):
        return RedirectResponse(to, 303, headers=_KEEP_NOTHING)
    if await keeper.password():
        return _page("login", to=to)
    key = request.query_params.get("sleutel", "")
    if await keeper.knows_key(key):
        return _page("first", key=key)
    return _page("wait", 503, error=_STALE if key else "")


async def _sent(request: Request, keeper: Keeper) -> Response:
    sent = await fields(request)
    kept = await keeper.password()
    if sent is None:
        return _page("login" if kept else "wait", 400, error=_ODD)
    if kept is None:
        return await _set_first(request, keeper, sent)
    to = own_path(sent.get("naar", "/"))
    address = _place(request)
    if pause := keeper.wait(address, now=time.monotonic()):
        return _wait(pause, to)
    if not await keeper.is_password(sent.get("wachtwoord", ""), kept, address):
        return _page("login", 403, error=_WRONG, to=to)
    return await _let_in(request, keeper, to)


async def _set_first(request: Request, keeper: Keeper, sent: dict[str, str]) -> Response:
    key = sent.get("sleutel", "")
    if not await keeper.knows_key(key):
        return _page("wait", 403, error=_STALE)
    try:
        password = chosen(sent.get("wachtwoord", ""), sent.get("nogmaals", ""))
    except UsageError as error:
        return _page("first", 400, error=error.message, key=key)
    if not await keeper.set_first(password, key):
        return _page("wait", 403, error=_STALE)
    return await _let_in(request, keeper, "/")


async def _let_in(request: Request, keeper: Keeper, to: str) -> Response:
    await keeper.let_out(cookies.token_of(request.scope))
    answer = RedirectResponse(to, 303, headers=_KEEP_NOTHING)
    cookies.give(answer, await keeper.let_in(), secure=request.url.scheme == "https")
    return answer


async def logout(request: Request) -> Response:
    """End the session: at once for a link on a page of this house, else after one question."""
    if mode(request.scope) is not Login.PASSWORD:
        return RedirectResponse("/", 303)
    # The links of other sites must not log anybody out.
    here = request.headers.get("sec-fetch-site") == "same-origin"
    if request.method == "POST":
        here = await fields(request) is not None
    if not here:
        return _page("logout")
    keeper: Keeper = request.scope[KEEPER]
    try:
        await keeper.let_out(cookies.token_of(request.scope))
    except StoreError as error:
        return _page("logout", 503, error=error.message)
    answer = _page("gone")
    cookies.take(answer, secure=request.url.scheme == "https")
    return answer


async def inside(request: Request) -> Response:
    """200 for a browser that is in, 204 where there is no password; the gate answers the others."""
    status = 200 if mode(request.scope) is Login.PASSWORD else 204
    return Response(status_code=status, headers=_KEEP_NOTHING)


async def style(request: Request) -> Response:
    """The style of these pages."""
    del request
    css = (files("live.access") / "inloggen.css").read_text(encoding="utf-8")
    return Response(css, media_type="text/css", headers={"Cache-Control": "no-cache"})


def _place(request: Request) -> str:
    """Where a try comes from; in IPv6 one computer has many addresses, in one network of /64."""
    host = request.client.host if request.client else ""
    try:
        found = ip_address(host)
    except ValueError:
        return host
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(ip_network((found, 64), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)


def _wait(seconds: float, to: str) -> Response:
    minutes = math.ceil(seconds / 60)
    long = f"{math.ceil(seconds)} seconden" if seconds < 60 else (
        "1 minuut" if minutes == 1 else f"{minutes} minuten"
    )  # fmt: skip
    error = (
        f"Er is te vaak een verkeerd wachtwoord geprobeerd. Wacht {long} en probeer het opnieuw."
    )
    answer = _page("login", 429, error=error, to=to)
    answer.headers["Retry-After"] = str(math.ceil(seconds))
    return answer


def _page(part: str, status: int = 200, **values: Any) -> Response:
    """One of the pages of the template; `error`: what went wrong, told above the form."""
    shown = {"error": "", "to": "/", "key": "", "shortest": SHORTEST, "longest": LONGEST, **values}
    return HTMLResponse(_template().render(part=part, **shown), status, headers=_KEEP_NOTHING)


@cache
def _template() -> Template:
    text = (files("live.access") / "inloggen.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(text)


ROUTES: Final = (
    Route("/inloggen", login, methods=["GET", "POST"]),
    Route("/afmelden", logout, methods=["GET", "POST"]),
    Route("/ingelogd.txt", inside),
    Route("/inloggen.css", style),
)
