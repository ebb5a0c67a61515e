"""The frame as a visitor's browser meets it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from spoken import english

from pages.components.frame import PAGES

NAMES = [page.name for page in PAGES]


@pytest.mark.parametrize("place", PAGES, ids=NAMES)
def test_every_page_opens_in_dutch_without_trouble(visit, axe, place):
    page = visit(place.path)

    assert page.title() == f"{place.title} · Koffiehoek"
    assert page.locator("html").get_attribute("lang") == "nl"
    expect(page.locator("h1")).to_have_count(1)
    expect(page.get_by_text("Hier ging iets mis")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert english(page) == []
    assert axe(page) == []


def test_contrast_holds_in_light_and_dark(visit, axe_light_and_dark):
    assert axe_light_and_dark(visit("")) == []


def test_a_deep_link_as_the_very_first_request_goes_through_the_frame(
    page: Page, start_alone: Callable, settled: Callable
):
    fresh = start_alone()

    page.goto(f"{fresh.url}/{PAGES[-1].path}")
    settled(page)

    expect(page.get_by_role("navigation").get_by_text(PAGES[0].title)).to_be_visible()
    assert page.title() == f"{PAGES[-1].title} · Koffiehoek"


def test_the_first_tab_stop_leads_to_the_content(visit):
    page = visit("")

    page.keyboard.press("Tab")

    expect(page.get_by_text("Naar de inhoud")).to_be_focused()


def test_an_unknown_address_is_told_in_dutch(visit):
    page = visit("bestaat-niet")

    assert page.locator("html").get_attribute("lang") == "nl"
    expect(page.get_by_text("Deze pagina bestaat niet").first).to_be_visible()


def test_what_a_bare_page_breaks_is_known(bare):
    """A baseline that swallows everything would let every page pass."""
    assert bare <= {"aria-allowed-attr", "nested-interactive"}
