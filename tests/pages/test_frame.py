"""The frame: every page of the registry, the choice of the day, and what goes wrong."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from analysis.errors import StoreError
from analysis.store.actor import acting, acting_as
from analysis.types import Event
from pages.components import data
from pages.components.frame import PAGES

UNFORESEEN = "Hier ging iets mis dat niet had mogen gebeuren."


@pytest.fixture
def two_days(store):
    return [
        store.create_event(Event("", title, "beter_verbonden@1", date=date))
        for title, date in (("Themadag", "2024-11-14"), ("Kennisdag", None))
    ]


@pytest.mark.parametrize("place", PAGES, ids=lambda page: page.name)
def test_every_page_draws_its_title_and_no_error(open_page, place):
    app = open_page(place.file)

    assert [title.value for title in app.title] == [place.title]
    assert not app.exception
    assert not app.error


def test_names_addresses_and_scripts_are_unlike():
    for field in ("name", "title", "file", "icon", "path"):
        assert len({getattr(page, field) for page in PAGES}) == len(PAGES)


def test_without_a_day_there_is_nothing_to_choose(open_page):
    assert not open_page(PAGES[0].file).sidebar.selectbox


def test_the_newest_day_is_chosen_until_another_is(open_page, two_days):
    older, newer = two_days
    app = open_page(PAGES[0].file)
    choice = app.sidebar.selectbox[0]
    assert choice.options == ["Kennisdag", "Themadag (2024-11-14)"]
    assert choice.value == newer.id

    choice.select(older.id).run()
    app.switch_page(PAGES[-1].file).run()

    assert app.sidebar.selectbox[0].value == older.id


def test_a_chosen_day_that_is_gone_gives_way_to_another(open_page, two_days, store):
    older, newer = two_days
    app = open_page(PAGES[0].file)

    store.delete_event(newer.id)
    app.run()

    assert app.sidebar.selectbox[0].value == older.id


def break_frame(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail():
        raise error

    monkeypatch.setattr(data, "store", fail)


def test_an_error_of_the_house_is_told_as_it_is(open_page, monkeypatch):
    app: AppTest = open_page(PAGES[0].file)
    break_frame(monkeypatch, StoreError("De database is weg.", remedy="Start haar opnieuw."))

    app.run()

    assert "De database is weg. Start haar opnieuw." in [error.value for error in app.error]
    assert not app.exception


def test_any_other_error_is_told_plainly_and_kept_in_the_log(open_page, monkeypatch, own_log):
    app: AppTest = open_page(PAGES[0].file)
    break_frame(monkeypatch, ZeroDivisionError("geheim 12345"))

    app.run()

    assert any(error.value.startswith(UNFORESEEN) for error in app.error)
    assert not any("12345" in element.value for element in [*app.error, *app.markdown])
    kept = own_log.read_text("utf-8")
    assert "Een pagina liep vast\nbuiltins.ZeroDivisionError\n" in kept
    assert re.search(r"frame\.py:\d+ _choose_event\n", kept)
    assert "12345" not in kept


def test_frames_are_read_again_only_after_a_change(open_page, two_days, store):
    open_page(PAGES[0].file)
    event = two_days[0]
    first = data.frames(event.id)
    assert data.frames(event.id) is first

    store.update_event(event)

    assert data.frames(event.id) is not first


@pytest.mark.usefixtures("two_days")
def test_what_a_visitor_does_is_logged_under_the_coders_name(open_page, monkeypatch):
    app: AppTest = open_page(PAGES[0].file)
    app.session_state["gekozen.codeur"] = "An"
    seen = []
    store = data.store

    def noting():
        opened = store()
        seen.append(acting.get())
        return opened

    monkeypatch.setattr(data, "store", noting)

    app.run()

    assert set(seen) == {"An"}


@pytest.mark.usefixtures("store")
def test_outside_a_visit_nobody_is_asked_who_it_is(caplog):
    with acting_as("An"):
        data.store()
        assert acting.get() == "An"
    assert "ScriptRunContext" not in caplog.text
