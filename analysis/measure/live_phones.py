"""Phones that send statements as people do: a form, a statement, the thank-you page with the next.

They run in a process of their own. Times are those of `time.monotonic`, which all processes of a
computer share.
"""

from __future__ import annotations

import asyncio
import html
import random
import re
import time
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module

from analysis.measure.live_http import Answer, Connection
from analysis.measure.live_together import Together
from analysis.types import Category

_FORM = re.compile(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
_NAME, _VALUE = re.compile(r'name="([^"]*)"'), re.compile(r'value="([^"]*)"')
_SYLLABLES = [first + last for first in "bdfghklmnprstvwz" for last in ("a", "e", "oo", "ui")]
STEADY = "telefoons"
"""Under this name the phones say that they are ready."""
_PATIENCE = 60.0  # seconds that a statement without an answer is sent again
_GRACE = 2.0  # seconds to answer, after the last was sent at a rate
_AGAIN = 0.1  # seconds before a statement without an answer is sent again
_OPEN_FILES = 20_000
_KINDS = [kind.value for kind in Category]
_LOST = (OSError, EOFError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to send: the server, the codes of its corners, the texts that statements begin with."""

    host: str
    port: int
    codes: Sequence[str]
    texts: Sequence[str]


@dataclass(slots=True)
class Sent:
    """One statement: when it was due, when it was answered with 303 (None: never), and why not."""

    text: str
    due: float
    answered: float | None = None
    tries: int = 0
    refused: int = 0  # another status than 303

    @property
    def seconds(self) -> float:
        """From the moment it was due; endless for what was never answered."""
        return float("inf") if self.answered is None else self.answered - self.due


@dataclass(frozen=True, slots=True)
class Sending:
    """All that was sent, and the part of one processor that sending took."""

    sent: list[Sent] = field(default_factory=list)
    share: float = 0.0


def word_of(text: str) -> str:
    """The word of its own that such a statement ends in."""
    return text.rpartition(" ")[2]


def statement(target: Target, number: int) -> str:
    """The text of a statement: each with a word of its own, which no cache knows."""
    base = len(_SYLLABLES)
    word, rest = "", number + base**3
    while rest:
        rest, at = divmod(rest, base)
        word += _SYLLABLES[at]
    return f"{target.texts[number % len(target.texts)].rstrip('.')}, ook bij {word}"


def send_steadily(
    target: Target, together: Together, *, phones: int, pause: float, seconds: float, first: int
) -> Sending:
    """Let each of so many phones send a statement about every `pause` seconds.

    `first` is the number of the first statement: no text of two sendings may be the same.
    """
    room = _Room(target, first)
    return _measured(room, _steadily(room, together, phones, pause, seconds))


def send_at_rate(target: Target, *, rate: float, seconds: float, first: int) -> Sending:
    """Send so many statements a second, however long the answers take; phones come as needed."""
    room = _Room(target, first)
    return _measured(room, _at_rate(room, rate, seconds))


def _measured(room: _Room, work: Coroutine[None, None, None]) -> Sending:
    _allow_many_connections()
    began, used = time.monotonic(), time.process_time()
    asyncio.run(work)
    return Sending(room.sent, (time.process_time() - used) / (time.monotonic() - began))


def _allow_many_connections() -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        resource = import_module("resource")
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, _OPEN_FILES), hard))


class _Room:
    """The phones of one sending, and what they sent."""

    def __init__(self, target: Target, first: int) -> None:
        self.target = target
        self.until = float("inf")  # then nothing new is sent
        self.sent: list[Sent] = []
        self._next = first

    def new(self, due: float) -> Sent:
        """The next statement."""
        sent = Sent(statement(self.target, self._next), due)
        self._next += 1
        self.sent.append(sent)
        return sent


class _Phone:
    """One phone in one corner."""

    def __init__(self, target: Target, number: int) -> None:
        self._path = f"/meedoen/{target.codes[number % len(target.codes)]}"
        self._kind = _KINDS[number % len(_KINDS)]
        self._connection = Connection(target.host, target.port)
        self._fields: dict[str, str] = {}

    async def look(self) -> None:
        """Open the form, as after reading the code on the table."""
        self._take(await self._connection.get(self._path))

    async def send(self, sent: Sent, until: float) -> None:
        """Send until there is an answer, always with the same token; then open the next form."""
        answer = None
        while answer is None:
            sent.tries += 1
            try:
                if not self._fields:
                    await self.look()
                fields = {**self._fields, "soort": self._kind, "tekst": sent.text}
                answer = await self._connection.post(self._path, fields)
            except _LOST:
                if time.monotonic() > until:
                    return
                await asyncio.sleep(_AGAIN if sent.tries > 1 else 0)
        if answer.status == 303:
            sent.answered = time.monotonic()
        else:
            sent.refused = answer.status
        self._fields = {}
        with suppress(*_LOST):  # then the form is opened when it is needed
            self._take(await self._connection.get(answer.location or self._path))

    def close(self) -> None:
        self._connection.close()

    def _take(self, answer: Answer) -> None:
        """Remember the hidden fields of the form for a next statement."""
        for action, inside in _FORM.findall(answer.body.decode("utf-8")):
            if html.unescape(action) == self._path:
                self._fields = dict(_hidden(one) for one in _HIDDEN.findall(inside))


def _hidden(field_of_form: str) -> tuple[str, str]:
    name, value = _NAME.search(field_of_form), _VALUE.search(field_of_form)
    return (name[1] if name else ""), html.unescape(value[1]) if value else ""


async def _steadily(
    room: _Room, together: Together, phones: int, pause: float, seconds: float
) -> None:
    used = [_Phone(room.target, number) for number in range(phones)]
    for phone in used:
        await phone.look()
    begin = await together.begin(STEADY)
    room.until = begin + seconds
    await asyncio.gather(*(_use(room, phone, at, pause, begin) for at, phone in enumerate(used)))


async def _use(room: _Room, phone: _Phone, number: int, pause: float, begin: float) -> None:
    chance = random.Random(number)  # noqa: S311  # moments, not secrets
    due = begin + chance.uniform(0, pause)
    while due < room.until:
        await asyncio.sleep(max(0, due - time.monotonic()))
        sent = room.new(time.monotonic())
        await phone.send(sent, room.until + _PATIENCE)
        due = max(due, sent.due) + chance.uniform(0.8, 1.2) * pause
    phone.close()


async def _at_rate(room: _Room, rate: float, seconds: float) -> None:
    idle: list[_Phone] = []
    busy: set[asyncio.Task[None]] = set()
    began, number = time.monotonic(), 0
    room.until = began + seconds + _GRACE

    async def send(phone: _Phone, sent: Sent) -> None:
        await phone.send(sent, room.until)
        idle.append(phone)

    while (due := began + number / rate) < began + seconds:
        if (early := due - time.monotonic()) > 0:
            await asyncio.sleep(early)
        phone = idle.pop() if idle else _Phone(room.target, number)
        task = asyncio.create_task(send(phone, room.new(due)))
        busy.add(task)
        task.add_done_callback(busy.discard)
        number += 1
    if busy:
        await asyncio.wait(busy, timeout=max(0.1, room.until - time.monotonic()))
    for task in list(busy):
        task.cancel()
    for phone in idle:
        phone.close()
