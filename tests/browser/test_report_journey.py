"""The report in a real browser: chosen, seen, made, taken away, and led back to its statements."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

Settled = Callable[[Page], None]

expect.set_options(timeout=30_000)

PARTS = ("Bekijken", "Inhoud", "Citaten", "Meer bestanden")
CORNERS = ("GGZ", "Politie")
MAKING = 120_000  # ms, on a machine with much else to do


@pytest.fixture(scope="module")
def url(start_app: Callable) -> str:
    """The app with the example day."""
    return f"{start_app('--voorbeeld').url}"


@pytest.fixture
def report(page: Page, url: str, settled: Settled) -> Page:
    """The page Rapport, drawn."""
    page.goto(f"{url}/rapport")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    settled(page)
    return page


def to(page: Page, name: str, settled: Settled) -> None:
    by_name = {"name": name, "exact": True}
    page.get_by_role("radio", **by_name).or_(page.get_by_role("button", **by_name)).first.click()
    settled(page)


def choose(page: Page, label: str, typed: str, settled: Settled) -> None:
    """Choose from a list as a keyboard does: type what is sought, then Enter."""
    page.get_by_role("combobox", name=label).first.click()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    settled(page)


def saved(page: Page, settled: Settled) -> None:
    settled(page)
    expect(page.get_by_text("✓ Bewaard.")).to_be_visible()


def quotes(page: Page) -> list[str]:
    """The quotes on the part Citaten, without their corner."""
    found = page.locator("blockquote.citaat")
    texts = found.evaluate_all("all => all.map(one => one.firstChild.textContent)")
    return [text.strip("“”") for text in texts]


def press(button: Locator) -> None:
    button.focus()
    button.press("Enter")


def test_a_report_is_chosen_made_and_led_back(
    report: Page, url: str, settled: Settled, tmp_path: Path
):
    page = report
    to(page, "Inhoud", settled)
    for corner in CORNERS:
        choose(page, "Koffiehoeken", corner, settled)
    page.keyboard.press("Escape")
    page.get_by_text("Een figuur per koffiehoek").click()
    saved(page, settled)
    page.get_by_text("Een figuur per thema").click()
    settled(page)
    expect(page.get_by_text("van 2 koffiehoeken, met 3 thema’s.")).to_be_visible()

    to(page, "Citaten", settled)
    first, second, *_ = quotes(page)
    press(page.get_by_role("button", name="Lager").first)
    settled(page)
    assert quotes(page)[:2] == [second, first]
    press(page.get_by_role("button", name="Vervang").first)
    settled(page)
    choose(page, "Vervang door", "politie", settled)
    new = quotes(page)[0]
    assert new not in {first, second}

    page.reload()
    settled(page)
    page.get_by_role("button", name="Maak het verslag (Word)").click()
    expect(page.get_by_role("progressbar").first).to_be_visible()
    to(page, "Citaten", settled)  # the page works while the report is made
    assert quotes(page)[:2] == [new, first]
    expect(page.get_by_text("✓ Klaar om op te halen.")).to_be_visible(timeout=MAKING)
    settled(page)
    with page.expect_download() as given:
        page.get_by_role("button", name="Download: Verslag (Word)").click()
    assert given.value.suggested_filename == "Voorbeeld Beter verbonden rapport.docx"
    file = tmp_path / given.value.suggested_filename
    given.value.save_as(file)

    document = Document(str(file))
    text = "\n".join(one.text for one in document.element.body.iter() if one.tag.endswith("}t"))
    assert text.index(new) < text.index(first)
    assert "nog niet door mensen nagekeken" in text
    assert len(document.inline_shapes) == 1 + len(CORNERS)  # the whole, and one a corner

    page.goto(f"{url}/herkomst")
    settled(page)
    page.locator("input[type=file]").set_input_files(file)
    head = re.compile(r"^Geen van de \d+ getallen van het verslag is veranderd$")
    expect(page.get_by_text(head)).to_be_visible()
    settled(page)
    choose(page, "Wat bekijkt u?", "citaat", settled)
    shown = page.locator("p.uitspraak").first
    expect(shown).to_be_visible()
    assert shown.inner_text() in text
    page.locator("[class*=st-key-bron-] button").first.click()
    expect(page.get_by_role("dialog").get_by_text("Waar dit staat in de bron")).to_be_visible()


def test_every_part_is_accessible(report: Page, settled: Settled, axe_light_and_dark: Callable):
    page = report
    found = {}
    for name in PARTS:
        to(page, name, settled)
        found[name] = axe_light_and_dark(page)
    to(page, "Bekijken", settled)
    for part in ("Thema", "Infosheet"):
        choose(page, "Welk deel bekijkt u?", part, settled)
        found[part] = axe_light_and_dark(page)
    assert {name: told for name, told in found.items() if told} == {}


def test_nothing_jumps_when_the_report_is_ready(report: Page, settled: Settled):
    page = report
    page.get_by_role("button", name="Maak het verslag (Word)").click()
    expect(page.get_by_role("progressbar").first).to_be_visible()
    settled(page)
    figure = page.locator(".js-plotly-plot")
    before = figure.bounding_box()
    expect(page.get_by_text("✓ Klaar om op te halen.")).to_be_visible(timeout=MAKING)
    settled(page)
    assert figure.bounding_box() == before
