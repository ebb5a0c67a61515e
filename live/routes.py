"""The phone form: all that stands under /meedoen, without a Streamlit session and without a script.

It answers every address and method below that path itself, so that nothing of it reaches Streamlit,
nor waits for what Streamlit does to every request.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from analysis.errors import StoreError
from live import bonding, entrance, form, own, scribe, showing
from live.asking import Odd
from live.desk import Desk
from live.visit import Away, Guessing, NoDoor, Visit

PATH: Final = "/meedoen"

Handler = Callable[[Visit], Awaitable[Response]]


async def _style(_visit: Visit) -> Response:
    return showing.style()


# Parts of an address after /meedoen -> method -> what answers it.
_HANDLERS: Final[Mapping[tuple[str, ...], Mapping[str, Handler]]] = {
    (): {"GET": entrance.ask, "POST": entrance.find},
    ("*",): {"GET": form.show, "POST": form.send},
    ("*", "dank", "*"): {"GET": form.thanks},
    ("*", "wijzig"): {"POST": own.change},
    ("*", "trek-in"): {"POST": own.withdraw},
    ("*", "schrijver"): {"GET": scribe.show, "POST": scribe.send},
    ("*", "verbondenheid"): {"GET": bonding.show, "POST": bonding.send},
}


class Phones:
    """ASGI middleware that answers the phones of one server process, and passes on all else."""

    def __init__(self, app: ASGIApp, desk: Desk | None = None) -> None:
        self.app = app
        self._desk = desk or Desk()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing that goes wrong shows more than a sentence."""
        if scope["type"] != "http" or not _ours(scope["path"]):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive, send)
        rest = scope["path"].removeprefix(PATH).strip("/")
        parts = tuple(rest.split("/")) if rest else ()
        visit = Visit(request, parts, self._desk, datetime.now(UTC))
        try:
            answer = await _answer(visit)
        except Exception:
            logging.getLogger("koffiehoek").exception("Het telefoonformulier liep vast")
            answer = showing.message(500, "unforeseen")
        await answer(scope, receive, send)


async def _answer(visit: Visit) -> Response:
    try:
        return await _handler(visit)(visit)
    except NoDoor as lost:
        return await entrance.lost(visit, lost.sent)
    except Guessing as guess:
        return entrance.guessing(guess.sent)
    except Away as away:
        return showing.message(503, "store", again=away.sent)
    except Odd as odd:
        return showing.message(odd.status, odd.why, headers=odd.headers)
    except StoreError:
        return showing.message(503, "store")


def _handler(visit: Visit) -> Handler:
    """What answers this address and method; raises Odd where nothing does."""
    if visit.parts == (showing.STYLE_NAME,):
        return _style
    shape = tuple(part if place == 1 else "*" for place, part in enumerate(visit.parts))
    handlers = _HANDLERS.get(shape)
    if handlers is None:
        raise Odd(404, "nowhere")
    method = "GET" if visit.request.method == "HEAD" else visit.request.method
    if method not in handlers:
        raise Odd(405, "method", headers={"Allow": ", ".join(handlers)})
    return handlers[method]


def _ours(path: str) -> bool:
    return path == PATH or path.startswith(f"{PATH}/")
