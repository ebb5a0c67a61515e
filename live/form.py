"""The form of a corner: one statement at a time, kept before it is thanked for."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from starlette.responses import Response

from analysis.errors import StoreError
from analysis.live import tokens
from analysis.live.days import Door, RoundState
from analysis.live.posting import CHANGE_FOR, LONGEST, Kept, Post, Refusal, cleaned, judged
from analysis.store import Store
from analysis.types import Category
from live import showing
from live.again import Again, check_limits, check_token
from live.asking import fields
from live.desk import Found
from live.trail import Trail, trail_in
from live.visit import Draft, NoDoor, Visit
from live.writer import Full

_NOTHING: Final = Draft()


async def show(visit: Visit) -> Response:
    """The empty form."""
    found = await visit.found()
    if visit.parts[0] != found.door.code:
        return showing.to(f"/meedoen/{found.door.code}")
    given = visit.request.query_params
    trail = trail_in(given, found.door, visit.now)
    done = "verbondenheid" if given.get("gedaan") == "verbondenheid" else ""
    return await draw(visit, found, trail, done=done)


async def send(visit: Visit) -> Response:
    """Keep a statement, then lead to the thanks; else the form again, with its text."""
    sent = await fields(visit.request)
    found = await visit.found(sent)
    trail, draft = trail_in(sent, found.door, visit.now), draft_in(sent)
    token = sent.get("bewijs", "")
    try:
        check_token(visit, found, token)
        check_limits(visit, found, trail)
        check_draft(draft)
        await _keep(visit, found, token, draft)
    except Again as again:
        if again.status == 409:  # what was known of this corner's rounds is no longer so
            found = await visit.desk.anew(found)
        return await draw(visit, found, trail, again, draft=draft, token=token)
    except NoDoor:
        raise NoDoor(sent) from None
    return showing.to(thanks_path(found.door, token, trail))


async def _keep(visit: Visit, found: Found, token: str, draft: Draft) -> None:
    """Return once the statement stands on disk; raises Again and NoDoor."""
    post = Post(found.door.code, Category(draft.kind), draft.text, token, visit.now)
    try:
        outcome = await visit.desk.writer(found.store).keep(post)
    except (StoreError, Full):
        raise Again(503, "store") from None
    match outcome:
        case Kept():
            # After going back, something else may be sent with the form of what was kept before.
            if not outcome.fresh and outcome.text and outcome.text != draft.text:
                raise Again(409, "another", fresh=True)
        case Refusal.WITHDRAWN:
            raise Again(409, "withdrawn", fresh=True)
        case Refusal.UNKNOWN:
            raise NoDoor({})
        case _:
            why = "paused" if outcome is Refusal.PAUSED else "closed"
            raise Again(409, why, kind=showing.word(draft.kind))


async def thanks(visit: Visit) -> Response:
    """Thanks for what was sent, as long as that is there; below it the form for the next."""
    found = await visit.found()
    door, token, given = found.door, visit.parts[2], visit.request.query_params
    trail = trail_in(given, door, visit.now)
    if not tokens.is_ours(door.secret, door.code, token, visit.now):
        return showing.to(form_path(door, trail))
    with_this = trail.after(token)
    kept = await receipts(found.store, with_this.earlier)
    if token not in {one.token for one in kept}:
        return showing.to(form_path(door, trail))
    done = "gewijzigd" if given.get("gedaan") == "gewijzigd" else ""
    return await draw(visit, found, with_this, kept=kept, done=done, thanks=True)


async def draw(
    visit: Visit,
    found: Found,
    trail: Trail,
    again: Again | None = None,
    *,
    draft: Draft = _NOTHING,
    token: str = "",
    done: str = "",
    thanks: bool = False,
    undo: Draft | None = None,
    kept: Sequence[Kept] | None = None,
) -> Response:
    """The form with all that stands around it; a fresh token where none can be used again.

    `kept` is what stands of what was sent before, where that is known already.
    """
    door = found.door
    if kept is None:
        kept = await _sent_before(found.store, trail)
    own = [one for one in kept or () if changeable(one, visit.now)]
    if kept is not None:
        trail = replace(trail, earlier=tuple(one.token for one in own))
    return showing.page(
        "form.html",
        again.status if again else 200,
        headers=again.headers if again else None,
        **surroundings(door, trail, again),
        token=token_for(visit, door, token, again),
        kinds=showing.kinds(door),
        chosen=_chosen(door, draft.kind),
        text=draft.text,
        done=showing.sentence("gedaan", done) if done else "",
        thanks=thanks,
        own=[_shown(one, visit.now) for one in own],
        undo=undo,
        undo_token=token_for(visit, door) if undo else "",
        paused=RoundState.PAUSED in door.rounds.values(),
        questions=bool(door.bonding) and trail.answered != door.bonding,
    )


def surroundings(door: Door, trail: Trail, again: Again | None) -> dict[str, Any]:
    """What every page of a corner shows or carries along."""
    problems = {"soort": "", "tekst": "", **(again.problems if again else {})}
    return {
        "code": door.code, "corner": door.corner, "corner_word": door.corner_word,
        "trail": trail.fields(), "longest": LONGEST,
        "problem": again.sentence if again else "", "problems": problems, "failed": bool(again),
    }  # fmt: skip


def token_for(visit: Visit, door: Door, token: str = "", again: Again | None = None) -> str:
    """The token that a form gets: the one that it had where that can still be used."""
    if token and again and not again.fresh:
        return token
    return tokens.issue(door.secret, door.code, visit.now)


async def _sent_before(store: Store, trail: Trail) -> Sequence[Kept] | None:
    if not trail.earlier:
        return ()
    try:
        return await receipts(store, trail.earlier)
    except StoreError:  # what somebody typed must be shown again all the same
        return None


def changeable(kept: Kept, now: datetime) -> bool:
    """Whether its sender may still change a statement."""
    return now - kept.posted <= CHANGE_FOR


def _shown(kept: Kept, now: datetime) -> dict[str, Any]:
    left = (kept.posted + CHANGE_FOR - now).total_seconds()
    return {
        "token": kept.token, "text": kept.text, "minutes": max(1, round(left / 60)),
        **showing.look(kept.category),
    }  # fmt: skip


async def receipts(store: Store, sent: Sequence[str]) -> list[Kept]:
    """What stands of what was sent under these tokens."""
    return await asyncio.to_thread(store.live.receipts, list(sent))


def draft_in(sent: Mapping[str, str]) -> Draft:
    """What was filled in, the text made harmless; a kind only where it is one of ours."""
    kind = sent.get("soort", "")
    known = kind in {one.value for one in Category}
    return Draft(kind if known else "", cleaned(sent.get("tekst", "")))


def check_draft(draft: Draft) -> None:
    """Raise Again where a kind or a text of the right length is missing."""
    found = {} if draft.kind else {"soort": showing.sentence("fout", "no_kind")}
    match judged(draft.text):
        case Refusal.LONG:
            over = len(draft.text) - LONGEST
            letters = "1 teken" if over == 1 else f"{over} tekens"
            found["tekst"] = showing.sentence("fout", "long", over=letters)
        case Refusal.EMPTY:
            found["tekst"] = showing.sentence("fout", "empty")
    if found:
        raise Again(422, problems=found)


def _chosen(door: Door, kind: str) -> str:
    """The kind to have chosen already: the one filled in if it is open, or the only open one."""
    open_ones = [one for one, state in door.rounds.items() if state is RoundState.OPEN]
    if kind in open_ones:
        return kind
    return open_ones[0] if len(open_ones) == 1 else ""


def form_path(door: Door, trail: Trail, **more: str) -> str:
    """The address of the form."""
    return f"/meedoen/{door.code}{trail.query(**more)}"


def thanks_path(door: Door, token: str, trail: Trail, **more: str) -> str:
    """The address of the thanks for what was sent under this token."""
    return f"/meedoen/{door.code}/dank/{token}{trail.query(**more)}"
