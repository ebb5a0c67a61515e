"""Three questions on feeling connected, where the facilitator asks them; nobody has to answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from starlette.responses import Response

from analysis.errors import StoreError
from analysis.live import tokens
from live import form, showing
from live.asking import fields
from live.desk import Found
from live.trail import Trail, trail_in
from live.visit import Visit

QUESTIONS: Final = ("gezien", "erbij", "ertoe")
SCALE: Final = ("1", "2", "3", "4", "5")


async def show(visit: Visit) -> Response:
    """The questions, if they are asked now."""
    found = await visit.found()
    trail = trail_in(visit.request.query_params, found.door, visit.now)
    return _page(visit, found, trail)


async def send(visit: Visit) -> Response:
    """Keep the answers, then lead back to the form."""
    sent = await fields(visit.request)
    found = await visit.found(sent)
    door, token = found.door, sent.get("bewijs", "")
    trail = trail_in(sent, door, visit.now)
    given = {name: sent.get(name, "") for name in QUESTIONS}
    if not tokens.is_ours(door.secret, door.code, token, visit.now):
        return _page(visit, found, trail, 403, "forged", given=given)
    if not door.bonding:
        return _page(visit, found, trail, 409)
    if not visit.desk.allows(door.code, visit.address, trail.chain):
        return _page(visit, found, trail, 429, "busy", given=given, token=token)
    if not all(answer in SCALE for answer in given.values()):
        return _page(visit, found, trail, 422, "scale", given=given, token=token)
    seen, belonging, mattering = (int(given[name]) for name in QUESTIONS)
    keep = partial(found.store.live.answer_bond, token, door, (seen, belonging, mattering))
    try:
        await asyncio.to_thread(keep)
    except StoreError:
        return _page(visit, found, trail, 503, "store", given=given, token=token)
    trail = replace(trail, answered=door.bonding.value)
    return showing.to(form.form_path(door, trail, gedaan="verbondenheid"))


def _page(
    visit: Visit, found: Found, trail: Trail, status: int = 200, why: str = "", *,
    given: Mapping[str, str] | None = None, token: str = "",
) -> Response:  # fmt: skip
    door, given = found.door, given or {}
    return showing.page(
        "verbondenheid.html", status, headers=form.RETRY if status in (429, 503) else None,
        **form.surroundings(door, trail),
        token=token or tokens.issue(door.secret, door.code, visit.now),
        open=bool(door.bonding),
        closed=showing.sentence("fout", "bonding_closed"),
        questions=[
            {"name": name, "text": showing.sentence("verbondenheid", name),
             "given": given.get(name, ""), "missing": why == "scale" and given[name] not in SCALE}
            for name in QUESTIONS
        ],
        scale=SCALE,
        problem=showing.sentence("fout", why) if why else "",
    )  # fmt: skip
