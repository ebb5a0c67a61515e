"""What a form of this house's own sent: from this house, not too large, and readable."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import ClientDisconnect, Request

_LARGEST: Final = 8_192  # bytes
_MOST_FIELDS: Final = 20
_FORM: Final = "application/x-www-form-urlencoded"


async def fields(request: Request) -> dict[str, str] | None:
    """The fields of a form that was sent; None for what no form of this house sends."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _FORM or not _from_here(request):
        return None
    body = b""
    try:
        async for part in request.stream():
            body += part
            if len(body) > _LARGEST:
                return None
    except ClientDisconnect:
        return None
    try:
        text = body.decode("ascii", "replace")
        found = parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return None
    return dict(found)


def _from_here(request: Request) -> bool:
    """Whether the form stands on a page of this house: a browser says so, or gives its origin."""
    if said := request.headers.get("sec-fetch-site"):
        return said == "same-origin"
    origin = request.headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
    except ValueError:
        return False


def own_path(text: str) -> str:
    """The page of this house that somebody wants to go to; "/" for anything else."""
    plain = text.isascii() and text.isprintable() and "\\" not in text and len(text) < 500
    if not plain or not text.startswith("/") or text.startswith("//"):
        return "/"
    return text
