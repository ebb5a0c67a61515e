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
from live.asking import fields
from live.desk import Found
from live.trail import Trail, trail_in
from live.visit import Draft, NoDoor, Visit
from live.writer import Full

RETRY: Final = {"Retry-After": "30"}
NO_PROBLEMS: Final = {"soort": "", "tekst": ""}
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
    if not tokens.is_ours(found.door.secret, found.door.code, token, visit.now):
        return await draw(visit, found, trail, 403, "forged", draft=draft)
    again = {"draft": draft, "token": token}
    if not visit.desk.allows(found.door.code, visit.address, trail.chain):
        return await draw(visit, found, trail, 429, "busy", headers=RETRY, **again)
    if problems := problems_of(draft):
        return await draw(visit, found, trail, 422, problems=problems, **again)
    post = Post(found.door.code, Category(draft.kind), draft.text, token, visit.now)
    try:
        outcome = await visit.desk.writer(found.store).keep(post)
    except (StoreError, Full):
        return await draw(visit, found, trail, 503, "store", headers=RETRY, **again)
    if isinstance(outcome, Kept):
        if _another(outcome, draft):
            return await draw(visit, found, trail.after(token), 409, "another", draft=draft)
        return showing.to(thanks_path(found.door, token, trail))
    if outcome is Refusal.UNKNOWN:
        raise NoDoor(sent)
    if outcome is Refusal.WITHDRAWN:  # sent anew after it was taken back: asked once more
        return await draw(visit, found, trail, 409, "withdrawn", draft=draft)
    found = await visit.desk.anew(found)
    why = "paused" if outcome is Refusal.PAUSED else "closed"
    return await draw(visit, found, trail, 409, why, **again)


def _another(kept: Kept, draft: Draft) -> bool:
    """Whether something else was kept before from this very form, such as after going back."""
    return not kept.fresh and bool(kept.text) and kept.text != draft.text


async def thanks(visit: Visit) -> Response:
    """Thanks for what was sent, as long as that is there; below it the form for the next."""
    found = await visit.found()
    door, token, given = found.door, visit.parts[2], visit.request.query_params
    trail = trail_in(given, door, visit.now)
    ours = tokens.is_ours(door.secret, door.code, token, visit.now)
    if not ours or not await receipts(found.store, [token]):
        return showing.to(form_path(door, trail))
    done = "gewijzigd" if given.get("gedaan") == "gewijzigd" else ""
    return await draw(visit, found, trail.after(token), done=done, thanks=True)


async def draw(
    visit: Visit,
    found: Found,
    trail: Trail,
    status: int = 200,
    why: str = "",
    *,
    problems: dict[str, str] | None = None,
    draft: Draft = _NOTHING,
    token: str = "",
    done: str = "",
    thanks: bool = False,
    undo: Draft | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The form with all that stands around it; a fresh token where none is given."""
    door = found.door
    own, trail = await _own(found.store, trail, visit.now)
    return showing.page(
        "form.html", status, headers=headers,
        **surroundings(door, trail),
        token=token or tokens.issue(door.secret, door.code, visit.now),
        kinds=showing.kinds(door),
        chosen=_chosen(door, draft.kind),
        text=cleaned(draft.text),
        problem=_problem(why, draft.kind),
        problems=NO_PROBLEMS | (problems or {}),
        done=showing.sentence("gedaan", done) if done else "",
        thanks=thanks,
        own=own,
        undo=undo,
        undo_token=tokens.issue(door.secret, door.code, visit.now) if undo else "",
        paused=RoundState.PAUSED in door.rounds.values(),
        questions=bool(door.bonding) and trail.answered != door.bonding,
    )  # fmt: skip


def surroundings(door: Door, trail: Trail) -> dict[str, Any]:
    """What every page of a corner shows or carries along."""
    return {
        "code": door.code, "corner": door.corner, "corner_word": door.corner_word,
        "trail": trail.fields(), "longest": LONGEST,
    }  # fmt: skip


async def _own(store: Store, trail: Trail, now: datetime) -> tuple[list[dict[str, Any]], Trail]:
    """What its sender can still change, and the trail with only that."""
    if not trail.earlier:
        return [], trail
    try:
        kept = [one for one in await receipts(store, trail.earlier) if changeable(one, now)]
    except StoreError:  # what somebody typed must be shown again all the same
        return [], trail
    return [_shown(one, now) for one in kept], replace(trail, earlier=tuple(k.token for k in kept))


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


def problems_of(draft: Draft) -> dict[str, str]:
    """Field -> what is wrong with it."""
    found = {} if draft.kind else {"soort": showing.sentence("fout", "no_kind")}
    match judged(draft.text):
        case Refusal.LONG:
            over = len(draft.text) - LONGEST
            letters = "1 teken" if over == 1 else f"{over} tekens"
            found["tekst"] = showing.sentence("fout", "long", over=letters)
        case Refusal.EMPTY:
            found["tekst"] = showing.sentence("fout", "empty")
    return found


def _problem(why: str, kind: str) -> str:
    return showing.sentence("fout", why, kind=showing.word(kind)) if why else ""


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
