"""What a phone sent: from our own form, small enough, and readable; or why it is not read."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import ClientDisconnect, Request

from analysis.live.address import PUBLIC_VARIABLE

LARGEST: Final = 16_384
"""Bytes of a form with one statement."""
LARGEST_OF_MANY: Final = 192 * 1024
"""Bytes of a form with many lines: 64 kB of text, as a form writes it."""

_MOST_FIELDS: Final = 40
_SECONDS: Final = 20.0  # in which a form has to have come in
_FORM: Final = "application/x-www-form-urlencoded"


class Odd(Exception):
    """What came in is not what our forms send; `why` names the sentence that tells so."""

    def __init__(self, status: int, why: str, *, headers: Mapping[str, str] | None = None) -> None:
        self.status, self.why, self.headers = status, why, headers
        super().__init__(why)


async def fields(request: Request, *, largest: int = LARGEST) -> dict[str, str]:
    """The fields that a form of ours sent, by name; raises Odd for anything else.

    No more than `largest` bytes are read.
    """
    if not _from_here(request):
        raise Odd(403, "foreign")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _FORM:
        raise Odd(415, "odd")
    return _parsed(await _body(request, largest))


async def _body(request: Request, largest: int) -> bytes:
    said = request.headers.get("content-length", "")
    if said.isdecimal() and len(said) < 20 and int(said) > largest:
        raise Odd(413, "large")
    parts, size = [], 0
    try:
        async with asyncio.timeout(_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > largest:
                    raise Odd(413, "large")
                parts.append(part)
    except (TimeoutError, ClientDisconnect):
        raise Odd(408, "slow") from None
    return b"".join(parts)


def _parsed(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, errors="strict",
            max_num_fields=_MOST_FIELDS,
        )  # fmt: skip
    except ValueError:  # also what is no UTF-8
        raise Odd(400, "odd") from None
    found = dict(pairs)
    if len(found) < len(pairs):  # no form of ours says something twice
        raise Odd(400, "odd")
    return found


def _from_here(request: Request) -> bool:
    """Whether no browser says that another site sent this.

    "null" is refused too: that is what a page without an origin of its own sends, such as one in
    a sandboxed frame; our own forms, under `Referrer-Policy: same-origin`, never do. Browsers that
    say nothing are let through: the token shows that the form was ours.
    """
    if said := request.headers.get("sec-fetch-site"):
        return said in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return True
    ours = (request.headers.get("host", ""), _netloc(os.environ.get(PUBLIC_VARIABLE, "")))
    return _netloc(origin) in {one.lower() for one in ours if one}


def _netloc(address: str) -> str:
    try:
        return urlsplit(address.strip()).netloc.lower()
    except ValueError:
        return ""
