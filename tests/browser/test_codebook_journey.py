"""The codebook in a real browser: change a term, read the difference, save, and take it back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Settled = Callable[[Page], None]

expect.set_options(timeout=30_000)

PICTURE = ".verschuiving tbody tr"


@pytest.fixture
def codebook(page: Page, start_app: Callable, settled: Settled) -> Page:
    """The page of an example day whose codebook nobody has touched."""
    page.goto(f"{start_app('--voorbeeld').url}/codeboek")
    expect(page.get_by_role("radiogroup", name="Thema’s")).to_be_visible()
    settled(page)
    return page


def press(page: Page, name: str, settled: Settled) -> None:
    page.get_by_role("button", name=name).click()
    settled(page)


def write(page: Page, settled: Settled, **fields: str) -> None:
    """Fill in the open form and close it."""
    labels = {"name": "Naam", "about": "Omschrijving", "terms": "Zoektermen"}
    for field, text in fields.items():
        page.get_by_label(re.compile(f"^{labels[field]}")).fill(text)
    press(page, "Klaar", settled)


def open_difference(page: Page, settled: Settled) -> None:
    press(page, "Bekijk wat er verandert", settled)
    expect(page.get_by_role("heading", name=re.compile("^Wat verandert er"))).to_be_visible()


def moves(page: Page, theme: str) -> list[int]:
    """How the theme's row moves, kind by kind."""
    row = page.locator(PICTURE).filter(has_text=theme)
    expect(row).to_be_visible()
    cells = row.locator("td:not(.gat)").all_inner_texts()
    signed = [cell.split()[0].replace("−", "-") for cell in cells[len(cells) * 2 // 3 :]]
    return [0 if one == "=" else int(one) for one in signed]


def in_the_matrix(page: Page, theme: str, settled: Settled) -> int | None:
    """The number of statements with the theme on the page Matrix; None where it has none."""
    page.get_by_role("link", name="Matrix", exact=True).click()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    settled(page)
    expect(page.locator(".annotation").first).to_be_visible()  # drawn after the page has settled
    names = [re.sub(r"\s+", " ", text) for text in page.locator(".annotation").all_text_contents()]
    page.get_by_role("link", name="Codeboek", exact=True).click()
    expect(page.get_by_role("heading", name="Codeboek", exact=True)).to_be_visible()
    settled(page)
    found = next((re.search(r"n = (\d+)", name) for name in names if theme in name), None)
    return int(found[1]) if found else None


def save(page: Page, version: int, settled: Settled) -> None:
    press(page, f"Bewaren als versie {version}", settled)
    expect(page.get_by_text(f"De dag werkt nu met versie {version}")).to_be_visible()
    settled(page)


def test_a_term_is_changed_read_saved_and_taken_back(codebook, settled):
    page = codebook
    press(page, "Voeg een thema toe", settled)
    write(page, settled, name="Ouders erbij", about="Ouders doen mee.", terms="ouders")
    open_difference(page, settled)
    first = sum(moves(page, "Ouders erbij"))
    assert first > 0
    save(page, 2, settled)
    assert in_the_matrix(page, "Ouders", settled) == first

    expect(page.get_by_role("radio", name="Ouders erbij")).to_be_checked()
    press(page, "Bewerk", settled)
    write(page, settled, terms="zeppelin")
    open_difference(page, settled)
    lost = -sum(moves(page, "Ouders erbij"))
    assert lost > 0
    expect(page.locator(".uitspraak mark").first).to_be_visible()
    marks = page.locator(".uitspraak mark").all_inner_texts()
    assert "ouders" in {mark.lower() for mark in marks}
    page.get_by_text("Niet terecht", exact=True).first.click()
    settled(page)
    expect(page.get_by_text("Terecht: 0 van de 1 beoordeelde (0%).")).to_be_visible()
    save(page, 3, settled)
    assert (in_the_matrix(page, "Ouders", settled) or 0) == first - lost

    page.get_by_text("Versies (3)").click()
    settled(page)
    press(page, "Zet versie 2 terug", settled)
    assert sum(moves(page, "Ouders erbij")) == lost
    save(page, 4, settled)
    assert in_the_matrix(page, "Ouders", settled) == first


def test_every_view_is_accessible(codebook, settled, axe_light_and_dark):
    page = codebook
    for title in ("Zo schrijft u zoektermen", "Versies (1)", "Codeboek als bestand"):
        page.get_by_text(title).click()
    settled(page)
    assert axe_light_and_dark(page) == []

    press(page, "Bewerk", settled)
    write(page, settled, terms="ab*")
    expect(page.get_by_text("Regel 1: in de term")).to_be_visible()
    assert axe_light_and_dark(page) == []
    expect(page.get_by_text("Regel 1: in de term")).to_be_visible()

    write(page, settled, terms="ouders\nschool")
    open_difference(page, settled)
    page.get_by_text("als tabel").click()
    page.get_by_text("Wat u aan het codeboek veranderde").click()
    settled(page)
    assert axe_light_and_dark(page) == []
    expect(page.locator(PICTURE).first).to_be_visible()
    expect(page.get_by_text("Hier ging iets mis")).to_have_count(0)
