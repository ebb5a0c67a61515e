"""A phone without a browser: the form's own routes, what stands in its answers, and a live day."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

from httpx2 import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analysis.codebook import load_codebook
from analysis.live.days import LiveDay
from analysis.live.guarding import Limits
from analysis.live.opening import make_live_day
from analysis.store import Store
from analysis.types import Statement
from live.desk import Desk
from live.routes import Phones

TOKEN = re.compile(r'name="bewijs" value="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")


def live_day(store: Store, *corners: str) -> LiveDay:
    """A day that is open, with these corners."""
    codebook = load_codebook("beter_verbonden")
    return make_live_day(
        store, title="Themadag", corners=corners or ("Politie", "OM"), codebook=codebook,
        now=datetime.now(UTC),
    )  # fmt: skip


class Phone:
    """One phone at the first corner of a day."""

    def __init__(
        self, store: Store, day: LiveDay, *, limits: Limits | None = None, address: str = "phone"
    ) -> None:
        self.store, self.day, self.code = store, day, day.corners[0].code
        self.desk = Desk(lambda: store, limits=limits)
        self.client = TestClient(
            Phones(Starlette(), self.desk), follow_redirects=False, client=(address, 5000)
        )

    def get(self, path: str = "", **options: Any) -> Response:
        """A page below the corner's form, or (with a slash in front) any."""
        return self.client.get(self.path(path), **options)

    def post(self, path: str = "", **sent: str) -> Response:
        """Send a form there."""
        return self.client.post(self.path(path), data=sent)

    def path(self, path: str) -> str:
        if path.startswith("/"):
            return path
        return f"/meedoen/{self.code}{f'/{path}' if path else ''}"

    def token(self) -> str:
        """The token of a fresh form."""
        return token_in(self.get())

    def send(
        self, text: str = "Korte lijnen", kind: str = "werkt", token: str = "", **more: str
    ) -> Response:
        """Send a statement, with the token of a fresh form where none is given."""
        sent = {"soort": kind, "tekst": text, "bewijs": token or self.token(), **more}
        return self.post(**{name: value for name, value in sent.items() if value != "-"})

    def kept(self) -> list[tuple[str, str, str]]:
        """(corner, kind, text) of all statements, in the order in which they came."""
        return [(s.corner, str(s.category), s.text) for s in self.statements()]

    def statements(self) -> list[Statement]:
        """All statements of the day."""
        return self.store.statements(self.day.event_id)

    def forget_doors(self) -> None:
        """Look doors up anew, as a second later."""
        self.desk._doors.clear()


def token_in(answer: Response) -> str:
    """The token of the last form on a page: the one for a new statement."""
    return TOKEN.findall(answer.text)[-1]


def words(answer: Response) -> str:
    """What a page says, without its marks, white space as one."""
    body = answer.text.partition("<body>")[2]
    return " ".join(unescape(_TAG.sub(" ", body)).split())


def title(answer: Response) -> str:
    return unescape(answer.text.partition("<title>")[2].partition("</title>")[0])
