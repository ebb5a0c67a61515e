"""Walls and people on the pages: the app's own sessions, spoken to as a browser does.

They run in a process of their own. A browser's drawing is not in it.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

_CORNER_OF_CELL = "matrix.cel.hoek"  # the key of the list with which a cell is chosen
_WORD = re.compile(rb"ook bij ([a-z]+)")  # see live_phones.statement
_LARGEST = 1 << 26  # bytes of one message
_PATIENCE = 120.0  # seconds
_WALLS = ({"scene": "nieuw"}, {"scene": "matrix"}, {})


@dataclass(frozen=True, slots=True)
class Place:
    """Where the app is, and the day that walls show."""

    host: str
    port: int
    day: str


@dataclass(slots=True)
class Seen:
    """What a process with screens saw, and the part of one processor that it took."""

    shown: list[tuple[float, list[str]]] = field(default_factory=list)
    """Of the wall with the newest statements: when it showed which last words."""
    refreshes: int = 0  # pictures of all walls
    reruns: list[float] = field(default_factory=list)  # seconds of each rerun of the matrix page
    troubles: int = 0  # pages that said that something went wrong
    share: float = 0.0


def watch(place: Place, *, walls: int, people: int, pause: float, begin: float, seconds: float) -> Seen:
    """Let walls refresh, and people on the matrix page choose something every `pause` seconds.

    All pages are opened before `begin`; what is seen counts from there.
    """
    seen, used = Seen(), time.process_time()
    started = time.monotonic()
    asyncio.run(_watch(place, seen, walls, people, pause, begin, begin + seconds))
    seen.share = (time.process_time() - used) / (time.monotonic() - started)
    return seen


async def _watch(
    place: Place, seen: Seen, walls: int, people: int, pause: float, begin: float, until: float
) -> None:
    visits = [_wall(place, seen, number, begin, until) for number in range(walls)]
    visits += [_person(place, seen, number, pause, begin, until) for number in range(people)]
    await asyncio.gather(*visits)


class _Session:
    """One visitor's connection."""

    def __init__(self, connection: ClientConnection, page: str, query: str) -> None:
        self._connection = connection
        self._page, self._query = page, query
        self._hash = ""
        self._messages = import_module("streamlit.proto.ForwardMsg_pb2").ForwardMsg
        self._back = import_module("streamlit.proto.BackMsg_pb2").BackMsg

    async def run(self, *, fragment: str = "", values: dict[str, str] | None = None) -> None:
        """Ask for a run of the page, or of its fragment, with these values of widgets."""
        message = self._back()
        state = message.rerun_script
        state.query_string, state.page_name = self._query, self._page
        state.page_script_hash, state.fragment_id = self._hash, fragment
        state.is_auto_rerun = bool(fragment)
        state.widget_states.SetInParent()
        for name, value in (values or {}).items():
            widget = state.widget_states.widgets.add()
            widget.id, widget.string_value = name, value
        await self._connection.send(message.SerializeToString())

    async def messages(self) -> AsyncIterator[tuple[Any, bytes]]:
        """What the server says, as a message and as it came, up to the end of a run."""
        while True:
            raw = await asyncio.wait_for(self._connection.recv(), _PATIENCE)
            assert isinstance(raw, bytes)
            message = self._messages()
            message.ParseFromString(raw)
            if message.WhichOneof("type") == "new_session":
                self._hash = message.new_session.page_script_hash
            yield message, raw
            if message.WhichOneof("type") == "script_finished":
                return


@asynccontextmanager
async def _session(place: Place, page: str, query: dict[str, str]) -> AsyncIterator[_Session]:
    site = f"{place.host}:{place.port}"
    async with connect(
        f"ws://{site}/_stcore/stream", origin=f"http://{site}", subprotocols=["streamlit"],  # type: ignore[list-item, arg-type]
        max_size=_LARGEST, compression=None, proxy=None, open_timeout=_PATIENCE,
    ) as connection:  # fmt: skip
        yield _Session(connection, page, urlencode(query))


async def _wall(place: Place, seen: Seen, number: int, begin: float, until: float) -> None:
    chosen = _WALLS[number % len(_WALLS)]
    async with _session(place, "projectie", {"dag": place.day, **chosen}) as session:
        fragment, every = "", 1.0
        await session.run()
        due = time.monotonic()
        while due < until:
            async for message, raw in session.messages():
                if message.WhichOneof("type") == "auto_rerun":
                    fragment, every = message.auto_rerun.fragment_id, message.auto_rerun.interval
                _look(seen, message, raw, newest=number == 0, begin=begin)
            due += every
            await asyncio.sleep(max(0, due - time.monotonic()))
            await session.run(fragment=fragment)


def _look(seen: Seen, message: Any, raw: bytes, *, newest: bool, begin: float) -> None:
    seen.troubles += _in_trouble(message)
    if b"muur-beeld" in raw and time.monotonic() >= begin:
        seen.refreshes += 1
        if newest and (words := _WORD.findall(raw)):
            seen.shown.append((time.monotonic(), [word.decode() for word in words]))


def _in_trouble(message: Any) -> bool:
    """Whether a page tells an error."""
    if message.WhichOneof("type") != "delta":
        return False
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    return kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR)


async def _person(
    place: Place, seen: Seen, number: int, pause: float, begin: float, until: float
) -> None:
    chance = random.Random(number)  # noqa: S311  # moments, not secrets
    async with _session(place, "matrix", {}) as session:
        await session.run()
        name, options = await _to_choose(session, seen)
        due, turn = max(begin, time.monotonic()) + chance.uniform(0, pause), number
        while due < until:
            await asyncio.sleep(max(0, due - time.monotonic()))
            turn += 1
            asked = time.monotonic()
            await session.run(values={name: options[turn % len(options)]} if name else None)
            found = await _to_choose(session, seen)
            seen.reruns.append(time.monotonic() - asked)
            name, options = found if found[0] else (name, options)
            due = max(due, asked) + chance.uniform(0.8, 1.2) * pause


async def _to_choose(session: _Session, seen: Seen) -> tuple[str, Sequence[str]]:
    """Id and options of the list of corners in a page that is drawn."""
    name, options = "", [""]
    async for message, _ in session.messages():
        seen.troubles += _in_trouble(message)
        if message.WhichOneof("type") == "delta":
            listed = message.delta.new_element.selectbox
            if listed.id.endswith(_CORNER_OF_CELL):
                name, options = listed.id, list(listed.options)
    return name, options
