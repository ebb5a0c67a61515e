"""Where one types the code of a corner."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.responses import Response

from analysis.errors import StoreError
from analysis.live.codes import read_code
from analysis.live.posting import cleaned
from live import form, showing
from live.asking import fields
from live.desk import TooManyCodes
from live.trail import trail_in
from live.visit import Away, Draft, Guessing, Visit

_LONGEST_SHOWN = 40  # of what was typed for a code
_TOKEN = re.compile(r"[A-Za-z0-9_-]{48}")


async def ask(_visit: Visit) -> Response:
    """Ask for the code."""
    return _page()


async def find(visit: Visit) -> Response:
    """Lead to the corner; with the text that came along, where there is one."""
    sent = await fields(visit.request)
    typed = sent.get("code", "")
    try:
        found = await visit.desk.door(typed, visit.address) if typed.strip() else None
    except TooManyCodes:
        raise Guessing(sent) from None
    except StoreError:
        raise Away(sent) from None
    if found is None:
        why = "unknown" if typed.strip() else "no_code"
        return _page(404 if typed.strip() else 422, why, typed=typed, sent=sent)
    if not sent.get("tekst"):
        return showing.to(f"/meedoen/{found.door.code}")
    trail = trail_in({}, found.door, visit.now)
    return await form.draw(visit, found, trail, draft=form.draft_in(sent))


async def lost(visit: Visit, sent: Mapping[str, str]) -> Response:
    """Ask for another code than that of the address, and keep what was filled in."""
    typed = visit.parts[0]
    token, text = sent.get("bewijs", ""), sent.get("tekst", "")
    if text and _TOKEN.fullmatch(token) and read_code(typed):
        store = await visit.desk.store()
        # The answer was lost and then the code was renewed: it must not be sent twice.
        if await form.receipts(store, [token]):
            return _page(404, "was_kept")
    return _page(404, "text_waits" if text else "unknown", typed=typed, sent=sent)


def guessing(sent: Mapping[str, str]) -> Response:
    """Refuse for a while: too many wrong codes came from there."""
    return _page(429, "guessing", sent=sent, headers={"Retry-After": "120"})


def _page(
    status: int = 200, why: str = "", *, typed: str = "", sent: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    draft = form.draft_in(sent or {})
    return showing.page(
        "code.html", status, headers=headers,
        problem=showing.sentence("fout", why) if why else "",
        typed=cleaned(typed)[:_LONGEST_SHOWN],
        draft=Draft(draft.kind, cleaned(draft.text)),
    )  # fmt: skip
