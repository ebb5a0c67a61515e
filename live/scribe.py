"""The form of a scribe, for corners that work with paper: many lines at once, kind by kind."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from analysis.errors import StoreError
from analysis.live.days import Door
from analysis.live.posting import Kept, Post, Refusal, cleaned, judged
from analysis.store.live_posts import Outcome
from analysis.types import Category
from live import form, showing
from live.again import Again, check_limits, check_token
from live.asking import LARGEST_OF_MANY, fields
from live.desk import Found
from live.trail import Trail, trail_in
from live.visit import NoDoor, Visit
from live.writer import Full

MOST_LINES: Final = 200

_BULLET: Final = re.compile(r"^\s*(?:[-*•–—·▪◦‣]+\s*|\d{1,3}[.)]\s+)")
_WHY: Final = {
    Refusal.LONG: "te lang", Refusal.EMPTY: "hier staan geen woorden",
    Refusal.PAUSED: "deze ronde is op pauze", Refusal.CLOSED: "deze ronde is gesloten",
    Refusal.WITHDRAWN: "dit is ingetrokken",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block, cleaned, with the token that is its own in this form."""

    kind: Category
    text: str
    token: str


async def show(visit: Visit) -> Response:
    """The empty form."""
    found = await visit.found()
    trail = trail_in(visit.request.query_params, found.door, visit.now)
    return _page(visit, found, trail)


async def send(visit: Visit) -> Response:
    """Keep every line that can be kept, and tell which were and which were not."""
    sent = await fields(visit.request, largest=LARGEST_OF_MANY)
    found = await visit.found(sent)
    trail, token = trail_in(sent, found.door, visit.now), sent.get("bewijs", "")
    lines = lines_of(found.door, token, sent)
    try:
        check_token(visit, found, token)
        _check_number(lines)
        check_limits(visit, found, trail, number=len(lines))
        outcomes = await _kept(visit, found, lines)
    except Again as again:
        return _page(visit, found, trail, again, texts=_texts(sent), token=token)
    if Refusal.UNKNOWN in outcomes:
        raise NoDoor(sent)
    return _told(visit, found, trail, list(zip(lines, outcomes, strict=True)))


def _check_number(lines: Sequence[Line]) -> None:
    if not lines:
        raise Again(422, "no_lines")
    if len(lines) > MOST_LINES:
        raise Again(422, "many", number=len(lines))


def lines_of(door: Door, token: str, sent: Mapping[str, str]) -> list[Line]:
    """The lines of all blocks, without their bullets; empty ones are passed over.

    A line's token follows from the form's, its kind and its text: the same form sent again stores
    nothing twice, also after lines were added between the others.
    """
    found: list[Line] = []
    for kind in Category:
        times: Counter[str] = Counter()
        for typed in sent.get(kind.value, "").splitlines():
            text = cleaned(_BULLET.sub("", typed, count=1)) or cleaned(typed)
            if not text:
                continue
            times[text] += 1
            said = f"{token}\0{kind.value}\0{times[text]}\0{text}".encode()
            signed = hmac.new(bytes.fromhex(door.secret), said, hashlib.sha256).digest()
            found.append(Line(kind, text, urlsafe_b64encode(signed).decode()))
    return found


async def _kept(visit: Visit, found: Found, lines: Sequence[Line]) -> list[Outcome]:
    """What became of each line; those that can be kept go into the writer together."""
    writer, code = visit.desk.writer(found.store), found.door.code

    async def one(line: Line) -> Outcome:
        refusal = judged(line.text)
        if refusal:
            return refusal
        return await writer.keep(Post(code, line.kind, line.text, line.token, visit.now))

    try:
        return await asyncio.gather(*map(one, lines))
    except (StoreError, Full):
        raise Again(503, "store") from None


def _told(
    visit: Visit, found: Found, trail: Trail, outcomes: Sequence[tuple[Line, Outcome]]
) -> Response:
    kept = [line for line, one in outcomes if isinstance(one, Kept)]
    refused = [(line, _WHY[one]) for line, one in outcomes if isinstance(one, Refusal)]
    texts = {
        kind.value: "\n".join(line.text for line, _ in refused if line.kind is kind)
        for kind in Category
    }
    again = Again(422, "refused_lines", fresh=True) if refused else None
    return _page(visit, found, trail, again, texts=texts, kept=kept, refused=refused)


def _page(
    visit: Visit, found: Found, trail: Trail, again: Again | None = None, *,
    texts: Mapping[str, str] | None = None, token: str = "",
    kept: Sequence[Line] = (), refused: Sequence[tuple[Line, str]] = (),
) -> Response:  # fmt: skip
    return showing.page(
        "schrijver.html",
        again.status if again else 200,
        headers=again.headers if again else None,
        **form.surroundings(found.door, trail, again),
        token=form.token_for(visit, found.door, token, again),
        kinds=showing.kinds(found.door),
        texts=texts or {},
        kept=[{"text": line.text, **showing.look(line.kind)} for line in kept],
        refused=[{"text": line.text, "why": why} for line, why in refused],
    )


def _texts(sent: Mapping[str, str]) -> dict[str, str]:
    """The blocks as they were typed, each line made harmless."""
    return {
        kind.value: "\n".join(map(cleaned, sent.get(kind.value, "").splitlines()))
        for kind in Category
    }
