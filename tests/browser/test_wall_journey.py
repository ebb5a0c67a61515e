"""The wall in a real browser: it grows, lets go of what is hidden, and outlives its server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from analysis.codebook import load_codebook
from analysis.live.days import LiveDay
from analysis.live.opening import make_live_day
from analysis.live.posting import Post
from analysis.store import Store, open_store
from analysis.types import Category

ROOT = Path(__file__).resolve().parents[2]
CORNERS = ("Politie", "Ministerie van Justitie en Veiligheid", "School")
PATIENCE = 60_000  # ms; on a busy machine

expect.set_options(timeout=30_000)


class Killed:
    """An app on one port and one database, to be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        own = {
            "PYTHONPATH": str(ROOT),
            "KOFFIEHOEK_DATABASE_URL": f"sqlite:///{self.folder / 'proef.sqlite3'}",
        } | dict.fromkeys(("XDG_DATA_HOME", "XDG_STATE_HOME", "HOME"), str(self.folder))
        command = ["-m", "analysis.cli", "start", "--geen-browser", "--poort", str(self.port)]
        with (self.folder / "uitvoer.txt").open("a") as out:
            self._process = subprocess.Popen(
                [sys.executable, *command], cwd=self.folder, env={**os.environ, **own},
                stdout=out, stderr=out,
            )  # fmt: skip

    def wait(self) -> None:
        while self._process.poll() is None:
            with suppress(URLError, OSError), urlopen(f"{self.url}/gezond", timeout=5):
                return
            time.sleep(0.1)
        pytest.fail((self.folder / "uitvoer.txt").read_text())

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Killed]:
    app = Killed(tmp_path)
    yield app
    app.kill()


@pytest.fixture
def store(app: Killed) -> Iterator[Store]:
    app.wait()  # two that make the tables would be in each other's way
    with open_store(f"sqlite:///{app.folder / 'proef.sqlite3'}") as opened:
        yield opened


@pytest.fixture
def live(store: Store) -> LiveDay:
    return make_live_day(
        store, title="Themadag", corners=CORNERS, codebook=load_codebook("beter_verbonden"),
        now=datetime.now(UTC),
    )  # fmt: skip


def send(store: Store, live: LiveDay, text: str) -> str:
    """A statement from a phone, in which no name was found; its id."""
    code = live.corners[0].code
    post = Post(code, Category.KANS, text, uuid4().hex, datetime.now(UTC))
    (kept,) = store.live.keep([post])
    found = store.statements(live.event_id, [kept.statement_id])
    store.live.looked_at(live.event_id, found, held=[])
    return kept.statement_id


def scene(page: Page) -> str:
    return page.locator("#muur .muur-beeld").get_attribute("data-scene")


def test_the_wall_on_a_day(
    page: Page, app: Killed, store: Store, live: LiveDay, axe: Callable[[Page], list[str]]
):
    page.goto(f"{app.url}/projectie?dag={live.event_id}&scene=nieuw")
    wall, spoken = page.locator("#muur"), page.locator("#muur [role=status]").last
    expect(wall.get_by_text("Er staan nog geen uitspraken")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stSidebar")).not_to_be_visible()

    identity = send(store, live, "samen op huisbezoek")
    expect(wall.get_by_text("samen op huisbezoek")).to_be_visible()
    send(store, live, "<b>korte lijnen</b>")
    expect(wall.get_by_text("<b>korte lijnen</b>")).to_be_visible()
    store.live.mark(live.event_id, [identity], state="hidden")
    expect(wall.get_by_text("samen op huisbezoek")).to_have_count(0)

    page.keyboard.press("1")
    expect(wall.get_by_role("heading", name="De matrix")).to_be_visible()
    expect(spoken).to_have_text("De matrix")
    page.keyboard.press("ArrowRight")
    expect(wall.get_by_role("heading", name="Politie")).to_be_visible()
    page.keyboard.press("PageUp")
    expect(wall.get_by_role("heading", name="De matrix")).to_be_visible()
    page.keyboard.press("d")
    expect(wall.locator(".muur-beeld.licht")).to_be_visible()
    assert "stijl=licht" in page.url
    bar = page.locator(".st-key-projectie-bediening")
    expect(bar).to_have_css("opacity", "0")
    page.keyboard.press("Tab")
    expect(bar).to_have_css("opacity", "1")
    page.keyboard.press("Escape")
    expect(bar).to_have_css("opacity", "0")
    assert page.evaluate("document.scrollingElement.scrollHeight <= innerHeight")
    assert axe(page) == []

    page.keyboard.press("4")
    expect(wall.get_by_text("<b>korte lijnen</b>")).to_be_visible()
    app.kill()
    expect(wall.get_by_text("Geen verbinding. Dit is het laatste beeld van")).to_be_visible()
    expect(wall.get_by_text("<b>korte lijnen</b>")).to_be_visible()
    send(store, live, "na de herstart gezien")
    app.start()
    expect(wall.get_by_text("na de herstart gezien")).to_be_visible(timeout=2 * PATIENCE)
    expect(wall.get_by_text("Geen verbinding")).not_to_be_visible()
    assert scene(page) == "nieuw-1"
    expect(wall.locator(".muur-beeld.licht")).to_be_visible()
