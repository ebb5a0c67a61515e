"""A day whose date is past, in a real browser: reminded of, removed for good, told by the log."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analysis.codebook import load_codebook
from analysis.intake import lexicon_for, read_files
from analysis.store import ImportItem, open_store
from analysis.storing import new_event, store_intake
from analysis.types import Category, Corner, Place, Reading, Statement

Settled = Callable[[Page], None]

expect.set_options(timeout=30_000)

WORDS = ("zwabberplank", "glimworst", "pruttelhof", "kwetterkruk")
NOTES = f"""Koffiehoek 1: Politie
Wat gaat goed
- samenwerken met de {WORDS[0]}
- korte lijnen
Knelpunten
- te weinig {WORDS[1]}
"""
PARTS = ("Bewaartermijnen", "Namen", "Wat staat waar", "Wie deed wat", "Documenten")


@pytest.fixture
def server(start_app: Callable, monkeypatch: pytest.MonkeyPatch):
    """An app with a day of words that stand nowhere else, and an old day with a name in it."""
    server = start_app()
    monkeypatch.setenv("XDG_DATA_HOME", str(server.folder))
    codebook = load_codebook("beter_verbonden")
    with open_store(f"sqlite:///{server.folder / 'proef.sqlite3'}") as store:
        old = new_event(store, title="Oude dag", date=None, codebook=codebook)
        store.set_corners(old.id, [Corner("OM")])
        said = tuple(
            Statement(f"s{n}", text, "OM", Category.KNELPUNT, "heading", "oud.txt", Place(n, n))
            for n, text in enumerate(("Fatima El Amrani belde", "Bel 06-12345678"), 1)
        )
        store.import_readings(old.id, [ImportItem(Reading("oud.txt", said, ()), "y")])
        event = new_event(store, title=f"De {WORDS[2]}", date="2024-11-14", codebook=codebook)
        notes = NOTES + f"- Fatima {WORDS[3].capitalize()} belde ons\n"
        files = [(f"{WORDS[0]}.txt", notes.encode())]
        store_intake(store, event, read_files(files, lexicon=lexicon_for(codebook)).items)
    return server


def holders(folder: Path, words: tuple[str, ...]) -> dict[str, list[str]]:
    """Word -> names of the files that hold it, in either case, in UTF-8 or UTF-16."""
    found: dict[str, list[str]] = {}
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes().lower()
        for word in words:
            if any(word.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be")):
                found.setdefault(word, []).append(path.name)
    return found


def to(page: Page, name: str, settled: Settled) -> None:
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()
    settled(page)


def test_a_day_that_is_past_is_removed_for_good(page: Page, server, settled: Settled):
    page.goto(f"{server.url}/beheer")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    settled(page)
    expect(page.get_by_text("is voorbij")).to_have_count(0)
    assert set(holders(server.folder, WORDS)) == set(WORDS[:3])  # the fourth was taken for a name

    parts = page.get_by_role("group", name="Bewaren tot").first.get_by_role("spinbutton")
    parts.first.click()
    page.keyboard.type(f"{date.today() - timedelta(days=1):%d%m%Y}")
    page.keyboard.press("Escape")
    expect(page.get_by_text("blijft staan tot")).to_be_visible()
    expect(page.get_by_text("De bewaartermijn van 1 dag is voorbij").first).to_be_visible()
    settled(page)

    page.get_by_role("link", name="Matrix", exact=True).click()
    notice = page.get_by_test_id("stSidebar").get_by_text("De bewaartermijn van 1 dag is voorbij")
    expect(notice).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Naar Beheer").click()
    expect(page.get_by_role("heading", name="Beheer")).to_be_visible()
    settled(page)

    page.get_by_role("button", name="Verwijder deze dag").first.click()
    expect(page.get_by_text("Hier kan Koffiehoek niet bij")).to_be_visible()
    settled(page)
    page.get_by_text(re.compile("Ja, verwijder")).click()
    settled(page)
    page.get_by_role("button", name="Verwijder voorgoed").click()
    expect(page.get_by_text("De vrijgekomen plekken in de database zijn gewist")).to_be_visible()
    settled(page)
    expect(page.get_by_text("is voorbij")).to_have_count(0)
    assert holders(server.folder, WORDS) == {}
    assert holders(server.folder, ("oude dag",))  # the other day is still there

    to(page, "Wie deed wat", settled)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    with page.expect_download() as given:
        page.get_by_role("button", name="Download het logboek").click()
    log = given.value.path().read_text(encoding="utf-8-sig")
    assert "bijeenkomst verwijderd;verwijderd (" in log
    assert "bewaartermijn gezet" in log
    assert not any(word in log.lower() for word in WORDS)


def test_what_is_held_back_is_settled(page: Page, server, settled: Settled):
    page.goto(f"{server.url}/beheer")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    settled(page)
    page.get_by_test_id("stSidebar").get_by_role("combobox").click()
    page.get_by_role("option", name="Oude dag").click()
    settled(page)
    to(page, "Namen", settled)
    expect(page.locator("mark").filter(has_text="Fatima")).to_be_visible()
    page.get_by_role("button", name="Haal ze er alle 2 uit").click()
    expect(page.get_by_text("Er wordt niets achtergehouden")).to_be_visible()
    settled(page)
    assert holders(server.folder, ("fatima", "06-12345678")) == {}


def test_every_part_is_accessible(
    page: Page, server, settled: Settled, axe_light_and_dark: Callable
):
    page.goto(f"{server.url}/beheer")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Verwijder deze dag").first.click()
    settled(page)
    found = {"": axe_light_and_dark(page)}
    expect(page.get_by_text("Hier kan Koffiehoek niet bij")).to_be_visible()
    for name in PARTS:
        to(page, name, settled)
        found[name] = axe_light_and_dark(page)
    assert {name: told for name, told in found.items() if told} == {}
