"""One request of a phone, with what the handlers need to answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from starlette.requests import Request

from analysis.errors import StoreError
from live.desk import Desk, Found, TooManyCodes

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Unfound(Exception):
    """There is no corner to answer for; `sent` is what was filled in."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        self.sent = sent
        super().__init__()


class NoDoor(Unfound):
    """The code of the address leads nowhere."""


class Guessing(Unfound):
    """Too many wrong codes came from there."""


class Away(Unfound):
    """The database cannot be asked."""


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
        """The corner of the address; raises Unfound."""
        try:
            found = await self.desk.door(self.parts[0], self.address)
        except TooManyCodes:
            raise Guessing(sent) from None
        except StoreError:
            raise Away(sent) from None
        if found is None:
            raise NoDoor(sent)
        return found
