"""Three questions on feeling connected, where the facilitator asks them; nobody has to answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from starlette.responses import Response

from analysis.errors import StoreError
from live import form, showing
from live.again import Again, check_limits, check_token
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
    try:
        check_token(visit, found, token)
        check_limits(visit, found, trail)
        await _keep(found, token, given)
    except Again as again:
        return _page(visit, found, trail, again, given=given, token=token)
    trail = replace(trail, answered=door.bonding.value)
    return showing.to(form.form_path(door, trail, gedaan="verbondenheid"))


async def _keep(found: Found, token: str, given: Mapping[str, str]) -> None:
    if not found.door.bonding:
        raise Again(409, "bonding_closed", fresh=True)
    if not all(answer in SCALE for answer in given.values()):
        raise Again(422, "scale")
    seen, belonging, mattering = (int(given[name]) for name in QUESTIONS)
    answers = (seen, belonging, mattering)
    try:
        await asyncio.to_thread(found.store.live.answer_bond, token, found.door, answers)
    except StoreError:
        raise Again(503, "store") from None


def _page(
    visit: Visit, found: Found, trail: Trail, again: Again | None = None, *,
    given: Mapping[str, str] | None = None, token: str = "",
) -> Response:  # fmt: skip
    door = found.door
    return showing.page(
        "verbondenheid.html",
        again.status if again else 200,
        headers=again.headers if again else None,
        **form.surroundings(door, trail, again),
        token=form.token_for(visit, door, token, again),
        open=bool(door.bonding),
        closed=showing.sentence("fout", "bonding_closed"),
        questions=[
            {"name": name, "text": showing.sentence("verbondenheid", name),
             "given": (given or {}).get(name, ""),
             "missing": given is not None and given[name] not in SCALE}
            for name in QUESTIONS
        ],
        scale=SCALE,
    )  # fmt: skip
