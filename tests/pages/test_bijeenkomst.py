"""The page Bijeenkomst: make a day, its progress, its corners and codebook, and taking it away."""

import pandas as pd
import pytest
import streamlit as st

from analysis.codebook import load_codebook
from analysis.example import ensure_example
from analysis.intake import lexicon_for, read_files
from analysis.storing import new_event, store_intake
from analysis.types import Category
from pages.components.corner_table import _rows

NOTES = """Koffiehoek 1: Politie
Wat gaat goed
- we werken goed samen met de gemeente
- korte lijnen
Knelpunten
- privacy
"""


@pytest.fixture
def day(store):
    codebook = load_codebook("beter_verbonden")
    event = new_event(store, title="Themadag *2024*", date="2024-11-14", codebook=codebook)
    files = [("politie.txt", NOTES.encode()), ("om.txt", NOTES.replace("Politie", "OM").encode())]
    store_intake(store, event, read_files(files, lexicon=lexicon_for(codebook)).items)
    return store.event(event.id)


@pytest.fixture
def edit(monkeypatch):
    """Answer a table to be edited as if the visitor changed it."""

    def change(with_table):
        monkeypatch.setattr(st, "data_editor", lambda table, **_: with_table(table.copy()))

    return change


def button(app, label):
    return next(one for one in app.button if one.label == label)


def texts(app):
    return [element.value for element in [*app.markdown, *app.subheader, *app.success, *app.error]]


def test_the_first_page_says_what_to_do_first(open_page):
    app = open_page("bijeenkomst.py")

    assert [one.value for one in app.subheader] == ["Uw eigen dag", "Eerst rondkijken"]
    assert {one.label for one in app.button} == {
        "Maak deze bijeenkomst", "Open als live dag", "Open de voorbeelddag",
    }  # fmt: skip
    assert not app.metric


def test_the_example_day_is_one_press_away(open_page, store):
    app = open_page("bijeenkomst.py")

    button(app, "Open de voorbeelddag").click().run(timeout=60)

    assert not app.exception
    assert "Voorbeeld: Beter verbonden?" in [one.value for one in app.subheader]
    numbers = {one.label: one.value for one in app.metric}
    counts = store.counts(store.events()[0].id)
    assert numbers["Hoeken"] == "12"
    assert numbers["Uitspraken"] == numbers["Gecodeerd"] == str(counts.statements)
    assert numbers["Nagekeken"] == "0"


def test_a_day_is_made_from_its_title_alone(open_page, store):
    app = open_page("bijeenkomst.py")

    app.text_input[0].input("Kennisdag")
    button(app, "Maak deze bijeenkomst").click().run()

    (event,) = store.events()
    assert (event.title, event.date) == ("Kennisdag", None)
    assert not app.error
    assert "“Kennisdag” is gemaakt. Lees nu de flip-overs in." in texts(app)
    assert button(app, "Lees flip-overs in")


def test_a_day_is_made_with_its_corners(open_page, store):
    app = open_page("bijeenkomst.py")

    app.text_input[0].input("Kennisdag")
    app.text_area[0].input("1. Politie\n2. OM\n")
    button(app, "Maak deze bijeenkomst").click().run()

    (event,) = store.events()
    assert [corner.name for corner in event.corners] == ["Politie", "OM"]
    assert store.live.days() == []


@pytest.mark.parametrize(("typed", "codes"), [("Politie\nOM", 2), ("", None)])
def test_a_live_day_goes_on_at_the_page_that_leads_it(open_page, store, typed, codes):
    app = open_page("bijeenkomst.py")

    app.text_input[0].input("Kennisdag")
    app.text_area[0].input(typed)
    button(app, "Open als live dag").click().run()

    assert [one.value for one in app.title] == ["Regie"]
    assert [len(day.corners) for day in store.live.days()] == ([codes] if codes else [])
    assert bool([one for one in app.button if one.label.startswith("Open deze dag")]) == (not codes)


def test_a_corner_that_is_typed_twice_makes_no_day(open_page, store):
    app = open_page("bijeenkomst.py")

    app.text_input[0].input("Kennisdag")
    app.text_area[0].input("OM\nom")
    button(app, "Maak deze bijeenkomst").click().run()

    assert store.events() == []
    assert "staat er twee keer" in app.error[0].value


def test_a_day_without_a_title_is_refused_in_dutch(open_page, store):
    app = open_page("bijeenkomst.py")

    button(app, "Maak deze bijeenkomst").click().run()

    assert store.events() == []
    assert [error.value for error in app.error] == [
        "de bijeenkomst heeft nog geen titel. Vul een titel in."
    ]


@pytest.mark.usefixtures("day")
def test_progress_tells_the_numbers_of_the_store(open_page):
    app = open_page("bijeenkomst.py")

    assert {one.label: one.value for one in app.metric} == {
        "Bestanden": "2", "Hoeken": "2", "Uitspraken": "6", "Gecodeerd": "6", "Nagekeken": "0",
    }  # fmt: skip
    assert button(app, "Bekijk de matrix")


@pytest.mark.usefixtures("day")
def test_a_title_is_shown_as_typed(open_page):
    app = open_page("bijeenkomst.py")
    assert r"Themadag \*2024\*" in [one.value for one in app.subheader]


def test_a_corner_is_renamed_with_its_statements(open_page, day, store, edit):
    edit(lambda table: table.assign(Naam=table["Naam"].replace("Politie", "Wijkteam Noord")))
    app = open_page("bijeenkomst.py")

    button(app, "Bewaar de hoeken").click().run()

    assert "De hoeken zijn bewaard." in texts(app)
    names = [corner.name for corner in store.event(day.id).corners]
    assert names == ["Wijkteam Noord", "Openbaar Ministerie"]
    assert {s.corner for s in store.statements(day.id)} == set(names)


def test_two_corners_of_one_name_become_one(open_page, day, store, edit):
    edit(lambda table: table.assign(Naam="Veiligheid"))
    app = open_page("bijeenkomst.py")

    button(app, "Bewaar de hoeken").click().run()

    assert [corner.name for corner in store.event(day.id).corners] == ["Veiligheid"]
    assert len(store.statements(day.id)) == 6


def test_a_corner_with_statements_is_not_removed(open_page, day, store, edit):
    edit(lambda table: table.iloc[1:].assign(Naam="Anders"))
    app = open_page("bijeenkomst.py")

    button(app, "Bewaar de hoeken").click().run()

    (told,) = [error.value for error in app.error]
    assert told.startswith("bij “Politie” staan nog uitspraken.")
    assert store.event(day.id).corners == day.corners


def test_an_added_row_becomes_a_corner():
    table = pd.DataFrame(
        {"was": ["Politie", float("nan")], "Naam": ["Politie", "School"]}
        | {name: [True, False] for name in ("✓ werkt", "■ knelpunt", "★ kans")}
    )

    first, second = _rows(table)

    assert (first.was, first.asked) == ("Politie", frozenset(Category))
    assert (second.was, second.name, second.asked) == (None, "School", frozenset())


def settings_of(app):
    return {
        one.label: one for one in [*app.text_input, *app.selectbox] if one.form_id == "gegevens"
    }


def test_another_codebook_proposes_anew_and_keeps_what_people_decided(open_page, day, store):
    first, *_ = store.statements(day.id)
    store.decide_category(day.id, [first.id], Category.KANS, coder="onderzoeker")
    app = open_page("bijeenkomst.py")

    settings_of(app)["Codeboek"].select("weerbare_gemeenschappen@1")
    button(app, "Bewaar").click().run()

    assert not app.exception
    assert not app.error
    assert store.event(day.id).codebook == "weerbare_gemeenschappen@1"
    assert store.statements(day.id, [first.id])[0].category is Category.KANS
    themes = {theme.name for theme in load_codebook("weerbare_gemeenschappen").themes}
    assert themes <= set(store.frames(day.id).codings["code"])


def test_the_word_for_a_corner_and_the_title_are_saved(open_page, day, store):
    app = open_page("bijeenkomst.py")

    fields = settings_of(app)
    fields["Titel"].input("  Kennisdag ")
    fields["Hoe heet een groep op deze dag?"].input("tafel")
    button(app, "Bewaar").click().run()

    event = store.event(day.id)
    assert (event.title, event.corner_word, event.date) == ("Kennisdag", "tafel", "2024-11-14")


@pytest.mark.usefixtures("day")
def test_a_day_goes_only_after_a_yes(open_page, store):
    app = open_page("bijeenkomst.py")
    assert button(app, "Verwijder").disabled

    app.checkbox[0].check().run()
    button(app, "Verwijder").click().run()

    assert store.events() == []
    assert "De bijeenkomst is verwijderd." in texts(app)


def test_the_example_day_is_made_once(store):
    assert ensure_example(store).id == ensure_example(store).id
    assert len(store.events()) == 1
