"""Two coders code blind, one by keyboard alone, and settle together where they differ."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

Settled = Callable[[Page], None]
CORNER = "Politie"
PATH = "overeenstemming"


@pytest.fixture(scope="module")
def address(start_app: Callable) -> str:
    return f"{start_app('--voorbeeld').url}/{PATH}"


def show(page: Page, settled: Settled, part: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text(part, exact=True).click()
    settled(page)


def begin(page: Page, address: str, settled: Settled, name: str) -> None:
    """Take the whole of CORNER, under a name."""
    page.goto(address)
    settled(page)
    show(page, settled, "Blind coderen")
    page.get_by_label("Uw naam").fill(name)
    page.get_by_label("Uw naam").press("Enter")
    settled(page)
    page.get_by_text("Een hele hoek").click()
    settled(page)
    page.get_by_role("combobox", name="Koffiehoek", exact=True).click()
    page.get_by_role("option", name=CORNER).click()
    settled(page)
    page.get_by_role("button", name=re.compile("^.*Codeer .* blind")).click()
    expect(page.get_by_text("Uitspraak 1 van")).to_be_visible()
    settled(page)


def press(page: Page, settled: Settled, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def test_two_coders_code_blind_and_settle(
    page: Page,
    chromium: Browser,
    address: str,
    settled: Settled,
    axe: Callable,
    axe_light_and_dark: Callable,
):
    begin(page, address, settled, "Anna")
    first = page.locator(".uitspraak").inner_text()
    assert axe(page) == []
    press(page, settled, "1", "k")
    assert axe_light_and_dark(page) == []
    press(page, settled, "a")
    expect(page.get_by_text("Vastgelegd: Integraliteit; ■ knelpunt.")).to_have_count(2)
    expect(page.get_by_text("Uitspraak 2 van")).to_be_visible()
    press(page, settled, "a", "ArrowUp", "ArrowUp")
    assert page.locator(".uitspraak").inner_text() == first
    expect(page.get_by_role("checkbox", name="Integraliteit")).to_be_checked()

    other = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="nl-NL")
    second = other.new_page()
    begin(second, address, settled, "Bo")
    assert second.locator(".uitspraak").inner_text() == first
    expect(second.get_by_role("checkbox", name="Integraliteit")).not_to_be_checked()
    press(second, settled, "2", "k", "a", "a")
    show(second, settled, "Twistpunten")
    expect(second.get_by_text("Twistpunt 1 van 1")).to_be_visible()
    assert second.locator(".uitspraak").inner_text() == first
    assert second.locator(".wie-zei-wat").inner_text().count("nee") == 2
    assert axe_light_and_dark(second) == []
    second.get_by_text("Openheid", exact=True).last.click()
    settled(second)
    second.get_by_role("button", name="Leg samen vast").click()
    expect(second.get_by_text("geen open twistpunten")).to_be_visible()
    other.close()

    show(page, settled, "De cijfers")
    expect(page.get_by_text("te weinig om iets te zeggen").first).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    assert axe_light_and_dark(page) == []
