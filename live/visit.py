"""One request of a phone, with what the handlers need to answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from starlette.requests import Request

from live.desk import Desk, Found

_NOTHING: Mapping[str, str] = MappingProxyType({})


class NoDoor(Exception):
    """The address names a code that leads nowhere; `sent` is what was filled in."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        self.sent = sent
        super().__init__()


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody filled in, to be shown again."""

    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request: its parts after /meedoen, the desk, and when it came."""

    request: Request
    parts: tuple[str, ...]
    desk: Desk
    now: datetime

    @property
    def address(self) -> str:
        """Where it came from; used for the limits of this moment, and kept nowhere."""
        return self.request.client.host if self.request.client else ""

    async def found(self, sent: Mapping[str, str] = _NOTHING) -> Found:
        """The corner of the address; raises NoDoor, TooManyCodes and StoreError."""
        found = await self.desk.door(self.parts[0], self.address)
        if found is None:
            raise NoDoor(sent)
        return found
