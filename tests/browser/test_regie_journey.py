"""A live day led in a real browser: opened, printed, moderated by mouse and keys, closed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from spoken import english

from analysis.live.days import PostState, RoundState
from analysis.live.posting import Post
from analysis.store import open_store
from analysis.types import Category

Settled = Callable[[Page], None]

expect.set_options(timeout=30_000)

HOSTILE = "<script>window.geraakt = 1</script> **korte** lijnen =1+1"


@pytest.fixture(scope="session")
def lead(start_app: Callable):
    """An app of its own, with no day yet."""
    return start_app()


@pytest.fixture
def store(lead):
    with open_store(f"sqlite:///{lead.folder / 'proef.sqlite3'}") as opened:
        yield opened


def part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).or_(
        page.get_by_role("button", name=name, exact=True)
    ).first.click()


def test_a_facilitator_leads_a_day(page: Page, lead, store, settled: Settled, axe: Callable):
    page.goto(lead.url)
    settled(page)

    # From an empty start to codes that phones can use: two fields and one press.
    page.get_by_label("Titel").first.fill("Live dag")
    page.get_by_label(re.compile("^Hoeken")).first.fill("Politie\nWelzijn")
    page.get_by_role("button", name="Open als live dag").click()
    expect(page.get_by_role("heading", name="Regie")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^QR-code van Politie"))).to_be_visible()
    settled(page)
    [live] = store.live.days()

    with page.expect_download() as given:
        page.get_by_role("button", name="Download de A4’s (PDF)").click()
    sheet = PdfReader(io.BytesIO(given.value.path().read_bytes()))
    assert len(sheet.pages) == 2
    code = live.corners[0].code
    assert f"{code[:3]} {code[3:]}" in sheet.pages[0].extract_text()
    found = {"phones": axe(page), "phones in Dutch": english(page)}

    # A statement comes in: the picture shows it by itself.
    post = Post(code, Category.KNELPUNT, HOSTILE, uuid4().hex, datetime.now(UTC))
    [kept] = store.live.keep([post])
    expect(page.locator(".stand-nu b")).to_have_text("1")

    # Hidden and shown again, by keyboard alone; the focus stays where it was.
    part(page, "Uitspraken")
    expect(page.locator(".bericht .uitspraak").first).to_have_text(HOSTILE)
    settled(page)
    found |= {"list": axe(page), "list in Dutch": english(page)}
    page.get_by_role("button", name="Verberg 1").press("Enter")
    expect(page.get_by_role("button", name="Toon 1")).to_be_focused()
    assert store.live.posts(live.event_id)[0].state is PostState.HIDDEN
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Verberg 1")).to_be_focused()
    assert store.live.posts(live.event_id)[0].state is PostState.SHOWN
    assert page.evaluate("window.geraakt") is None

    # What is typed while the picture refreshes stays, and is saved.
    page.get_by_role("button", name="Meer 1").click()
    field = page.get_by_label("Tekst van uitspraak 1")
    field.fill("nette tekst")
    store.live.keep([Post(code, Category.KANS, "nog een", uuid4().hex, datetime.now(UTC))])
    expect(page.locator(".stand-nu b")).to_have_text("2")
    expect(page.get_by_text("1 nieuwe uitspraak staat nog niet in de lijst")).to_be_visible()
    expect(field).to_have_value("nette tekst")
    page.get_by_role("button", name="Bewaar de tekst").click()
    expect(page.get_by_text(re.compile("^Zo is zij verstuurd"))).to_be_visible()
    found["open"] = axe(page)

    # The round is closed, there is a copy, and the way on is shown; also in the dark.
    page.get_by_role("button", name="Sluit de ronde").click()
    expect(page.get_by_text("De ronde is gesloten. Er is een reservekopie")).to_be_visible()
    expect(page.get_by_role("button", name="Kijk de voorstellen na")).to_be_visible()
    assert set(store.live.day(live.event_id).rounds.values()) == {RoundState.CLOSED}
    assert store.live.posts(live.event_id, [kept.statement_id])[0].text == "nette tekst"
    page.emulate_media(color_scheme="dark")
    for name in ("Muur", "Verbondenheid", "Meenemen"):
        part(page, name)
        settled(page)
        found[name] = axe(page)
    assert {name: told for name, told in found.items() if told} == {}
