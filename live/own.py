"""What its sender can do with a statement for five minutes: change it, or take it back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from starlette.responses import Response

from analysis.errors import StoreError
from analysis.live import tokens
from analysis.live.posting import Kept, Refusal
from analysis.store.actor import acting_as
from analysis.types import Category
from live import form, showing
from live.asking import fields
from live.desk import Found
from live.trail import Trail, trail_in
from live.visit import Draft, Visit
from live.writer import WHO

_T = TypeVar("_T")
_GONE = {Refusal.WITHDRAWN: "gone", Refusal.UNKNOWN: "gone"}


async def change(visit: Visit) -> Response:
    """Show a statement to change it, or keep what it was changed to."""
    sent = await fields(visit.request)
    found = await visit.found(sent)
    trail, draft = trail_in(sent, found.door, visit.now), form.draft_in(sent)
    token = sent.get("bewijs", "")
    if not tokens.is_ours(found.door.secret, found.door.code, token, visit.now):
        return await form.draw(visit, found, trail, 403, "forged", draft=draft)
    if "tekst" not in sent:
        return await _opened(visit, found, trail, token)
    if not visit.desk.allows(found.door.code, visit.address, trail.chain):
        return _edit(found, trail, token, draft, 429, "busy")
    if problems := form.problems_of(draft):
        return _edit(found, trail, token, draft, 422, problems=problems)
    live = found.store.live
    try:
        outcome = await _done(
            partial(live.change, token, draft.text, Category(draft.kind), now=visit.now)
        )
    except StoreError:
        return _edit(found, trail, token, draft, 503, "store")
    if isinstance(outcome, Kept):
        return showing.to(form.thanks_path(found.door, token, trail, gedaan="gewijzigd"))
    if why := _GONE.get(outcome):
        return await form.draw(visit, found, trail, 409, why, draft=draft)
    return _edit(found, trail, token, draft, 409, "late")


async def _opened(visit: Visit, found: Found, trail: Trail, token: str) -> Response:
    kept = next(iter(await form.receipts(found.store, [token])), None)
    if kept is None:
        return await form.draw(visit, found, trail, 409, "gone")
    if not form.changeable(kept, visit.now):
        return await form.draw(visit, found, trail, 409, "late")
    return _edit(found, trail, token, Draft(kept.category.value, kept.text))


async def withdraw(visit: Visit) -> Response:
    """Take a statement back; it can be sent anew at once, for who touched the wrong button."""
    sent = await fields(visit.request)
    found = await visit.found(sent)
    trail = trail_in(sent, found.door, visit.now)
    token = sent.get("bewijs", "")
    if not tokens.is_ours(found.door.secret, found.door.code, token, visit.now):
        return await form.draw(visit, found, trail, 403, "forged")
    kept = next(iter(await form.receipts(found.store, [token])), None)
    refused = await _done(partial(found.store.live.withdraw, token, now=visit.now))
    if refused is not None:
        why = _GONE.get(refused, "late")
        return await form.draw(visit, found, trail, 409, why)
    undo = Draft(kept.category.value, kept.text) if kept else None
    return await form.draw(visit, found, trail, done="ingetrokken", undo=undo)


async def _done(work: Callable[[], _T]) -> _T:
    """Have a thread write it, under the participants' name."""

    def write() -> _T:
        with acting_as(WHO):
            return work()

    return await asyncio.to_thread(write)


def _edit(
    found: Found, trail: Trail, token: str, draft: Draft, status: int = 200, why: str = "",
    *, problems: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    return showing.page(
        "wijzig.html", status, headers=form.RETRY if status in (429, 503) else None,
        **form.surroundings(found.door, trail),
        token=token,
        back=form.thanks_path(found.door, token, trail),
        # A statement may stay of its kind when that round is closed meanwhile.
        kinds=[{**kind, "state": ""} for kind in showing.kinds(found.door)],
        chosen=draft.kind, text=draft.text,
        problem=showing.sentence("fout", why) if why else "",
        problems=form.NO_PROBLEMS | (problems or {}),
    )  # fmt: skip
