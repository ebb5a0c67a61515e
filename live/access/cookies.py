"""The cookies of a request, and the one that says who is in."""

from __future__ import annotations

from typing import Final

from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import Scope

from analysis.access.sessions import LONGEST

SESSION: Final = "koffiehoek_sessie"


def cookies(scope: Scope) -> dict[str, str]:
    """All cookies that a browser sent, odd ones too."""
    sent = [value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"]
    return cookie_parser("; ".join(sent))


def token_of(scope: Scope) -> str:
    """The session's token; empty where there is none."""
    return cookies(scope).get(SESSION, "")


def give(answer: Response, token: str, *, secure: bool) -> None:
    """Have the browser keep the token; scripts and other sites' forms do not get it."""
    longest = int(LONGEST.total_seconds())
    answer.set_cookie(SESSION, token, max_age=longest, httponly=True, samesite="lax", secure=secure)


def take(answer: Response, *, secure: bool) -> None:
    """Have the browser forget it."""
    answer.delete_cookie(SESSION, httponly=True, samesite="lax", secure=secure)
