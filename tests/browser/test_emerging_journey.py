"""What no theme catches, in a real browser: nothing on the example day, a group on a larger one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from analysis.codebook import load_codebook
from analysis.store import ImportItem, open_store
from analysis.storing import new_event, store_intake
from analysis.types import Category, Corner, Place, Reading, Statement

Settled = Callable[[Page], None]

expect.set_options(timeout=30_000)

PARKING = (
    "Parkeren kost € 28",
    "parkeergarage zit op vrijdag vol",
    "te weinig parkeerplekken",
    "Parkeren bij het station is duur",
    "parkeren was een drama",
)
OTHERS = """appel banaan cement dorpel emmer fornuis gordijn hamer iglo jasje koffer ladder molen
oven paraplu raket schaar trompet vijver wafel zadel bril duif ezel fiets geit kompas lamp"""


@pytest.fixture(scope="module")
def address(start_app: Callable) -> str:
    """The page of a day with five statements on parking and others on nothing in common."""
    server = start_app()
    texts = (*PARKING, *OTHERS.split())
    statements = tuple(
        Statement(
            f"s{n}", text, "OM", Category.KNELPUNT, "heading", "flip.txt", Place(n, n)
        )
        for n, text in enumerate(texts, 1)
    )  # fmt: skip
    with open_store(f"sqlite:///{server.folder / 'proef.sqlite3'}") as store:
        codebook = load_codebook("beter_verbonden")
        event = new_event(store, title="Themadag", date=None, codebook=codebook)
        store.set_corners(event.id, [Corner("OM")])
        store_intake(store, event, [ImportItem(Reading("flip.txt", statements, ()), "x")])
    return f"{server.url}/nieuwe-themas"


def test_every_view_is_accessible(
    page: Page, address: str, settled: Settled, axe_light_and_dark: Callable
):
    page.goto(address)
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    page.get_by_text("Wat is dit, en wat niet?").click()
    page.get_by_text("Toon alle 5 uitspraken").click()
    page.get_by_role("button", name="Maak er een thema van").click()
    expect(page.get_by_label("Naam van het thema")).to_have_value("Parkeren")
    settled(page)
    assert axe_light_and_dark(page) == []
    expect(page.get_by_label("Naam van het thema")).to_have_value("Parkeren")


def test_a_group_becomes_a_theme_that_the_matrix_counts(page: Page, address: str, settled: Settled):
    page.goto(address)
    expect(page.get_by_role("heading", name="1. Parkeren")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Maak er een thema van").click()
    page.get_by_label("Omschrijving").fill("Waar deelnemers hun auto laten.")
    settled(page)
    page.get_by_role("button", name="Voeg het thema toe").click()
    told = page.get_by_text(re.compile("Het thema “Parkeren” staat in het codeboek"))
    expect(told).to_contain_text("5 uitspraken kregen het als voorstel")
    settled(page)
    expect(page.get_by_role("heading", name="1. Parkeren")).to_have_count(0)

    page.get_by_role("link", name="Matrix", exact=True).click()
    expect(page.locator(".annotation").filter(has_text="Parkeren")).to_contain_text("n = 5")
