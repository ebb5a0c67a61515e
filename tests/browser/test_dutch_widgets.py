"""Streamlit's own widgets speak Dutch, and what people wrote stays as they wrote it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

HERE = Path(__file__).resolve().parent


@pytest.fixture
def widgets(page: Page, widget_server, settled) -> Page:
    """A page with widgets, served as the app is."""
    page.goto(widget_server.url)
    settled(page)
    return page


def test_the_uploader_speaks_dutch(widgets, tmp_path):
    uploader = widgets.get_by_test_id("stFileUploader")
    expect(uploader.get_by_text("Bestanden kiezen")).to_be_visible()
    expect(uploader.get_by_text("50MB per bestand")).to_be_visible()
    unreadable = tmp_path / "programma.exe"
    unreadable.write_text("x")

    uploader.locator("input[type=file]").set_input_files(unreadable)

    expect(uploader.get_by_text("worden niet gelezen")).to_be_visible()


def test_lists_of_choices_keep_the_words_of_people(widgets):
    widgets.get_by_role("combobox", name="Hoek").click()

    expect(widgets.get_by_role("option", name="Open", exact=True)).to_be_visible()
    expect(widgets.get_by_role("option", name="Search", exact=True)).to_be_visible()


def test_text_and_tables_keep_the_words_of_people(widgets):
    expect(widgets.get_by_text("Upload", exact=True)).to_be_visible()
    expect(widgets.get_by_role("cell", name="Search", exact=True)).to_be_visible()


def test_the_calendar_is_dutch(widgets):
    widgets.get_by_label("Datum kiezen").click()

    expect(widgets.get_by_text("november 2024").first).to_be_visible()


def test_charts_have_dutch_tools(widgets):
    widgets.get_by_test_id("stPlotlyChart").hover()
    expect(widgets.get_by_label("Afbeelding downloaden")).to_be_attached()


def test_an_error_in_a_callback_is_told_in_dutch(widgets):
    widgets.get_by_role("button", name="Stuk", exact=True).click()

    expect(widgets.get_by_text("Hier ging iets mis")).to_be_visible()
    expect(widgets.get_by_text("geheim 12345")).to_have_count(0)
