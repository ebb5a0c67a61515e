"""Why a form is shown again instead of what was asked for, and the checks that forms share."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.live import tokens
from live import showing
from live.desk import Found
from live.trail import Trail
from live.visit import Visit


class Again(Exception):
    """The form is shown again, with its text, and says why.

    `problems` are sentences by field. A `fresh` token goes with it where the old one is of no use;
    otherwise it keeps its own, so that what was kept after all is not kept twice.
    """

    def __init__(
        self, status: int, why: str = "", *, problems: Mapping[str, str] | None = None,
        fresh: bool = False, **values: str | int,
    ) -> None:  # fmt: skip
        self.status = status
        self.sentence = showing.sentence("fout", why, **values) if why else ""
        self.problems = dict(problems or {})
        self.fresh = fresh
        super().__init__(why)

    @property
    def headers(self) -> dict[str, str]:
        """What a program that sends is told beside the status."""
        return {"Retry-After": "30"} if self.status in (429, 503) else {}


def check_token(visit: Visit, found: Found, token: str) -> None:
    """Raise Again unless this house made the form, for this corner."""
    if not tokens.is_ours(found.door.secret, found.door.code, token, visit.now):
        raise Again(403, "forged", fresh=True)


def check_limits(visit: Visit, found: Found, trail: Trail, *, number: int = 1) -> None:
    """Raise Again where more comes in than a room can send."""
    if not visit.desk.allows(found.door.code, visit.address, trail.chain, number=number):
        raise Again(429, "busy")
