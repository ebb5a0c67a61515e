"""What its sender can do with a statement for five minutes: change it, or take it back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, TypeVar

from starlette.responses import Response

from analysis.errors import StoreError
from analysis.live.posting import Kept, Refusal
from analysis.store.actor import acting_as
from analysis.types import Category
from live import form, showing
from live.again import Again, check_limits, check_token
from live.asking import fields
from live.desk import Found
from live.trail import Trail, trail_in
from live.visit import Draft, Visit
from live.writer import WHO

_T = TypeVar("_T")
_GONE: Final = (Refusal.WITHDRAWN, Refusal.UNKNOWN)


async def change(visit: Visit) -> Response:
    """Show a statement to change it, or keep what it was changed to."""
    sent = await fields(visit.request)
    found = await visit.found(sent)
    trail, draft = trail_in(sent, found.door, visit.now), form.draft_in(sent)
    token = sent.get("bewijs", "")
    try:
        check_token(visit, found, token)
        if "tekst" not in sent:
            return _edit(found, trail, token, await _as_it_is(visit, found, token))
        check_limits(visit, found, trail)
        form.check_draft(draft)
        await _change(visit, found, token, draft)
    except Again as again:
        if again.fresh or "tekst" not in sent:
            return await form.draw(visit, found, trail, again, draft=draft)
        return _edit(found, trail, token, draft, again)
    return showing.to(form.thanks_path(found.door, token, trail, gedaan="gewijzigd"))


async def _as_it_is(visit: Visit, found: Found, token: str) -> Draft:
    kept = await _receipt(found, token)
    if kept is None:
        raise Again(409, "gone")
    if not form.changeable(kept, visit.now):
        raise Again(409, "late")
    return Draft(kept.category.value, kept.text)


async def _change(visit: Visit, found: Found, token: str, draft: Draft) -> None:
    kind, live = Category(draft.kind), found.store.live
    try:
        outcome = await _written(partial(live.change, token, draft.text, kind, now=visit.now))
    except StoreError:
        raise Again(503, "store") from None
    if outcome in _GONE:
        raise Again(409, "gone", fresh=True)
    if isinstance(outcome, Refusal):
        raise Again(409, "late")


async def withdraw(visit: Visit) -> Response:
    """Take a statement back; it can be sent anew at once, for who touched the wrong button."""
    sent = await fields(visit.request)
    found = await visit.found(sent)
    trail, token = trail_in(sent, found.door, visit.now), sent.get("bewijs", "")
    try:
        check_token(visit, found, token)
        check_limits(visit, found, trail)
        kept = await _receipt(found, token)
        refused = await _written(partial(found.store.live.withdraw, token, now=visit.now))
        if refused is not None:
            raise Again(409, "gone" if refused in _GONE else "late")
    except Again as again:
        return await form.draw(visit, found, trail, again)
    undo = Draft(kept.category.value, kept.text) if kept else None
    return await form.draw(visit, found, trail, done="ingetrokken", undo=undo)


async def _receipt(found: Found, token: str) -> Kept | None:
    return next(iter(await form.receipts(found.store, [token])), None)


async def _written(work: Callable[[], _T]) -> _T:
    """Have a thread write it, under the participants' name."""

    def write() -> _T:
        with acting_as(WHO):
            return work()

    return await asyncio.to_thread(write)


def _edit(
    found: Found, trail: Trail, token: str, draft: Draft, again: Again | None = None
) -> Response:
    # A statement may stay of its kind when that round is closed meanwhile.
    kinds: list[Mapping[str, str]] = [{**k, "state": ""} for k in showing.kinds(found.door)]
    return showing.page(
        "wijzig.html",
        again.status if again else 200,
        headers=again.headers if again else None,
        **form.surroundings(found.door, trail, again),
        token=token,
        back=form.thanks_path(found.door, token, trail),
        kinds=kinds,
        chosen=draft.kind,
        text=draft.text,
    )
