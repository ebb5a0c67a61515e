"""A participant's phone in a real browser, without JavaScript and by keyboard alone; and axe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from phones import live_day
from playwright.sync_api import Browser, Page, expect

from analysis.live.days import LiveDay, Moment
from analysis.store import Store, open_store

AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "nl-NL"}
LIGHT = 30_000  # bytes
LONG = "Jeugdbescherming en de wijkteams van de hele regio Noord-Holland Noord"


class Room:
    """A server with a live day of two corners."""

    def __init__(self, url: str, store: Store, day: LiveDay) -> None:
        self.url, self.store, self.day = url, store, day
        self.codes = [corner.code for corner in day.corners]

    def texts(self) -> list[tuple[str, str]]:
        """(kind, text) of what was kept."""
        return [(str(s.category), s.text) for s in self.store.statements(self.day.event_id)]


@pytest.fixture(scope="module")
def room(start_app: Callable) -> Iterator[Room]:
    server = start_app()
    with open_store(f"sqlite:///{server.folder / 'proef.sqlite3'}") as store:
        yield Room(server.url, store, live_day(store, "Politie", LONG))


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A phone without JavaScript; it may ask only this house, and get no cookie."""
    context = chromium.new_context(**PHONE, java_script_enabled=False)
    context.set_default_timeout(60_000)
    page = context.new_page()
    yield page
    assert context.cookies() == []
    context.close()


def test_from_the_code_to_the_next_statement_without_javascript(phone: Page, room: Room):
    weights: list[int] = []
    phone.on("response", lambda answer: weights.append(len(answer.body())))
    phone.goto(f"{room.url}/meedoen")
    phone.get_by_label("Code van uw tafel").fill("xx")
    phone.get_by_role("button", name="Ga verder").click()
    expect(phone).to_have_title(re.compile("^Fout:"))
    field = phone.get_by_label("Code van uw tafel")
    expect(field).to_have_value("xx")
    expect(field).to_be_focused()
    weights.clear()
    field.fill(f"{room.codes[0][:3]} {room.codes[0][3:]}".lower())
    phone.get_by_role("button", name="Ga verder").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Politie")
    assert 0 < sum(weights) < LIGHT
    tiles = phone.locator(".tegel")
    assert [box["height"] >= 48 for box in map(bounds, tiles.all())] == [True] * 3
    phone.get_by_role("button", name="Verstuur").click()
    expect(phone.get_by_text("Kies eerst waar het over gaat.")).to_be_visible()
    expect(phone.get_by_role("radio", name="Werkt")).to_be_focused()
    phone.get_by_text("Wat gaat niet goed?").click()  # anywhere on the tile
    expect(phone.get_by_role("radio", name="Knelpunt")).to_be_checked()
    phone.get_by_label("Wat wilt u vertellen?").fill("We weten niet wie wat doet")
    phone.get_by_role("button", name="Verstuur").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Dank u wel")
    assert room.texts() == [("knelpunt", "We weten niet wie wat doet")]
    phone.reload()  # no second one
    phone.get_by_role("button", name="Wijzig").click()
    phone.get_by_label("Wat wilt u vertellen?").fill("We weten niet van elkaar wie wat doet")
    phone.get_by_role("button", name="Bewaar").click()
    expect(phone.get_by_text("Uw wijziging is bewaard.")).to_be_visible()
    assert room.texts() == [("knelpunt", "We weten niet van elkaar wie wat doet")]

    phone.get_by_role("button", name="Trek in").click()
    expect(phone.get_by_text("Uw uitspraak is ingetrokken.")).to_be_visible()
    assert room.texts() == []
    phone.get_by_role("radio", name="Kans").check()
    phone.get_by_label("Wat wilt u vertellen?").fill("Samen op huisbezoek")
    phone.get_by_role("button", name="Verstuur", exact=True).click()
    expect(phone.get_by_text("Wij hebben uw uitspraak bewaard.")).to_be_visible()
    assert room.texts() == [("kans", "Samen op huisbezoek")]


def bounds(place) -> dict[str, float]:
    return place.bounding_box()


def test_the_whole_by_keyboard(phone: Page, room: Room):
    before = room.texts()
    press = phone.keyboard.press
    phone.goto(f"{room.url}/meedoen")
    press("Tab")
    phone.keyboard.type(room.codes[0])
    press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Politie")
    press("Tab")
    press("Space")
    press("ArrowDown")
    expect(phone.get_by_role("radio", name="Knelpunt")).to_be_checked()
    press("Tab")
    phone.keyboard.type("Te veel formulieren")
    press("Tab")
    press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Dank u wel")
    assert room.texts() == [*before, ("knelpunt", "Te veel formulieren")]
    press("Tab")
    expect(phone.get_by_role("button", name="Wijzig “Te veel formulieren”")).to_be_focused()
    press("Tab")
    press("Enter")
    expect(phone.get_by_text("Uw uitspraak is ingetrokken.")).to_be_visible()
    assert room.texts() == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_all(chromium: Browser, room: Room, scheme: str):
    """On every page, on the narrowest phone, with JavaScript on so that axe can run."""
    room.store.live.set_bonding(room.day.event_id, Moment.BEGIN)
    context = chromium.new_context(
        viewport={"width": 320, "height": 640}, color_scheme=scheme, bypass_csp=True
    )
    page, code, found = context.new_page(), room.codes[1], {}

    def look(name: str) -> None:
        page.evaluate(AXE.read_text("utf-8") + "; null")
        report = page.evaluate("axe.run(document)")
        found[name] = [
            f"{one['id']}: {node['target']}"
            for one in report["violations"] for node in one["nodes"]
        ]  # fmt: skip
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[name].append("runs out of the window")

    def send(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    page.goto(f"{room.url}/meedoen")
    look("code")
    send("Ga verder")
    look("code, wrong")
    page.goto(f"{room.url}/meedoen/{code}")
    expect(page.get_by_text("Drie korte vragen over vandaag")).to_be_visible()
    look("form")
    send("Verstuur")
    look("form, wrong")
    page.get_by_role("radio", name="Kans").check()
    page.get_by_label("Wat wilt u vertellen?").fill("x" * 300)
    send("Verstuur")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u wel")
    look("thanks")
    page.get_by_role("button", name="Wijzig").click()
    look("change")
    page.go_back()
    page.get_by_role("button", name="Trek in").click()
    look("taken back")
    page.goto(f"{room.url}/meedoen/{code}/schrijver")
    look("scribe")
    page.get_by_label("Werkt").fill("korte lijnen\n---")
    send("Bewaar alle regels")
    page.get_by_text("Bekijk wat er bewaard is").click()
    look("scribe, half kept")
    page.goto(f"{room.url}/meedoen/{code}/verbondenheid")
    look("questions")
    send("Verstuur")
    look("questions, wrong")
    page.goto(f"{room.url}/meedoen/x/y/z")
    look("nowhere")
    context.close()
    assert {name: told for name, told in found.items() if told} == {}
    assert len(found) == 12
