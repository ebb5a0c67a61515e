"""Walls and people on the pages: the app's own sessions, spoken to as a browser does.

They run in a process of their own. A browser's drawing is not in it.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect

from analysis.measure.live_together import Together

_CORNER_OF_CELL = "matrix.cel.hoek"  # the key of the list with which a cell is chosen
_MEASURE, _WHOLE = "matrix.maat", 4  # what draws the whole page anew; each fourth choice is one
_WORD = re.compile(rb"ook bij ([a-z]+)")  # see live_phones.statement
_LARGEST = 1 << 26  # bytes of one message
_LINGER = 5.0  # seconds that walls go on, to see the last statements come
_PATIENCE = 120.0  # seconds
SCREENS = "schermen"
"""Under this name walls and pages say that they are open."""
_WALLS: tuple[dict[str, str], ...] = ({"scene": "nieuw"}, {"scene": "matrix"}, {})


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
    reruns: list[float] = field(default_factory=list)
    """Seconds from choosing another corner to the end of what is drawn anew."""
    whole: list[float] = field(default_factory=list)
    """Seconds from choosing something that draws the whole matrix page anew to its end."""
    troubles: int = 0  # pages that said that something went wrong
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Visits:
    """So many walls, and people who choose something every `pause` seconds; `seconds` long."""

    walls: int
    people: int
    pause: float
    seconds: float


def watch(place: Place, together: Together, visits: Visits) -> Seen:
    """Let walls refresh and people choose; what is seen counts once all pages are open."""
    watching = _Watching(place, together, visits)
    started, used = time.monotonic(), time.process_time()
    asyncio.run(watching.run())
    watching.seen.share = (time.process_time() - used) / (time.monotonic() - started)
    return watching.seen


class _Session:
    """One visitor's connection."""

    def __init__(self, connection: ClientConnection, page: str, query: str) -> None:
        self._connection = connection
        self._page, self._query = page, query
        self._hash = ""
        self.values: dict[str, list[str]] = {}  # of every widget, as a browser sends them all
        self.parts: dict[str, str] = {}  # widget -> the part of the page that it draws anew
        self._lists: set[str] = set()
        self._messages = import_module("streamlit.proto.ForwardMsg_pb2").ForwardMsg
        self._back = import_module("streamlit.proto.BackMsg_pb2").BackMsg

    async def run(self, *, fragment: str = "", by_itself: bool = False) -> None:
        """Ask for a run of the page, or of its fragment, with what its widgets have."""
        message = self._back()
        state = message.rerun_script
        state.query_string, state.page_name = self._query, self._page
        state.page_script_hash, state.fragment_id = self._hash, fragment
        state.is_auto_rerun = by_itself
        state.widget_states.SetInParent()
        for name, values in self.values.items():
            widget = state.widget_states.widgets.add()
            widget.id = name
            if name in self._lists:
                widget.string_array_value.data[:] = values
            else:
                widget.string_value = values[0]
        await self._connection.send(message.SerializeToString())

    def _note(self, delta: Any) -> None:
        """Remember the value of a widget that is drawn, and its part of the page."""
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("selectbox", "button_group", "multiselect"):
            self.parts[getattr(element, kind).id] = delta.fragment_id
        if kind == "selectbox" and element.selectbox.raw_value:
            self.values[element.selectbox.id] = [element.selectbox.raw_value]
        elif kind in ("button_group", "multiselect"):
            drawn = getattr(element, kind)
            self.values[drawn.id] = list(drawn.raw_values)
            self._lists.add(drawn.id)

    async def messages(self) -> AsyncIterator[tuple[Any, bytes]]:
        """What the server says, as a message and as it came, up to the end of a run."""
        while True:
            raw = await asyncio.wait_for(self._connection.recv(), _PATIENCE)
            assert isinstance(raw, bytes)
            message = self._messages()
            message.ParseFromString(raw)
            if message.WhichOneof("type") == "navigation":
                self._hash = message.navigation.page_script_hash
            elif message.WhichOneof("type") == "delta":
                self._note(message.delta)
            yield message, raw
            ended = message.WhichOneof("type") == "script_finished"
            if ended and message.script_finished != message.FINISHED_EARLY_FOR_RERUN:
                return


@asynccontextmanager
async def _session(place: Place, page: str, query: dict[str, str]) -> AsyncIterator[_Session]:
    site = f"{place.host}:{place.port}"
    async with connect(
        f"ws://{site}/_stcore/stream", origin=f"http://{site}", subprotocols=["streamlit"],  # type: ignore[list-item, arg-type]
        max_size=_LARGEST, compression=None, proxy=None, open_timeout=_PATIENCE,
    ) as connection:  # fmt: skip
        yield _Session(connection, page, urlencode(query))


class _Watching:
    """All screens of one measurement."""

    def __init__(self, place: Place, together: Together, visits: Visits) -> None:
        self.seen = Seen()
        self._place, self._together, self._visits = place, together, visits
        self._open = asyncio.Barrier(visits.walls + visits.people)

    async def run(self) -> None:
        """Open all screens and use them."""
        walls, people = range(self._visits.walls), range(self._visits.people)
        await asyncio.gather(*map(self._wall, walls), *map(self._person, people))

    async def _until(self) -> float:
        """When to end, once all screens are open."""
        await self._open.wait()
        return await self._together.begin(SCREENS) + self._visits.seconds

    async def _wall(self, number: int) -> None:
        chosen = {"dag": self._place.day, **_WALLS[number % len(_WALLS)]}
        async with _session(self._place, "projectie", chosen) as session:
            await session.run()
            fragment, every = "", 1.0
            async for message, _ in session.messages():
                if message.WhichOneof("type") == "auto_rerun":
                    fragment, every = message.auto_rerun.fragment_id, message.auto_rerun.interval
            until = await self._until() + _LINGER
            due = time.monotonic() + every
            while due < until:
                await asyncio.sleep(max(0, due - time.monotonic()))
                await session.run(fragment=fragment, by_itself=True)
                async for message, raw in session.messages():
                    self._look(message, raw, newest=number == 0)
                due += every

    def _look(self, message: Any, raw: bytes, *, newest: bool) -> None:
        self.seen.troubles += _in_trouble(message)
        if b"muur-beeld" in raw:
            self.seen.refreshes += 1
            if newest and (words := _WORD.findall(raw)):
                self.seen.shown.append((time.monotonic(), [word.decode() for word in words]))

    async def _person(self, number: int) -> None:
        chance = random.Random(number)  # noqa: S311  # moments, not secrets
        pause = self._visits.pause
        choices: dict[str, tuple[str, Sequence[str]]] = {}
        async with _session(self._place, "matrix", {}) as session:
            await session.run()
            await self._drawn(session, choices)
            until = await self._until()
            due, turn = time.monotonic() + chance.uniform(0, pause), number
            while due < until:
                await asyncio.sleep(max(0, due - time.monotonic()))
                asked = time.monotonic()
                turn += 1
                name, options = choices[_MEASURE if turn % _WHOLE == 0 else _CORNER_OF_CELL]
                others = [one for one in options if [one] != session.values[name]]
                session.values[name] = [others[turn % len(others)]]
                part = session.parts[name]
                await session.run(fragment=part)
                await self._drawn(session, choices)
                took = self.seen.reruns if part else self.seen.whole
                took.append(time.monotonic() - asked)
                due = max(due, asked) + chance.uniform(0.8, 1.2) * pause

    async def _drawn(
        self, session: _Session, choices: dict[str, tuple[str, Sequence[str]]]
    ) -> None:
        """See the end of a run; note ids and options of the two widgets that people use."""
        async for message, _ in session.messages():
            self.seen.troubles += _in_trouble(message)
            if message.WhichOneof("type") != "delta":
                continue
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind == "selectbox" and element.selectbox.id.endswith(_CORNER_OF_CELL):
                choices[_CORNER_OF_CELL] = element.selectbox.id, list(element.selectbox.options)
            elif kind == "button_group" and element.button_group.id.endswith(_MEASURE):
                options = [option.content for option in element.button_group.options]
                choices[_MEASURE] = element.button_group.id, options


def _in_trouble(message: Any) -> bool:
    """Whether a page tells an error."""
    if message.WhichOneof("type") != "delta":
        return False
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    return bool(
        kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR)
    )
