"""The page Inlezen: files are read, mended, confirmed; what cannot be read or is double is told."""

import pytest
import streamlit as st

from analysis.codebook import load_codebook
from analysis.storing import new_event
from analysis.types import Category, CodingTarget, Corner

POLITIE = """Koffiehoek 1: Politie
Wat gaat goed
- we werken goed samen met de gemeente
- korte lijnen
=====
Knelpunten
- privacy
"""
OM = POLITIE.replace("1: Politie", "2: Openbaar Ministerie").replace("korte lijnen", "open gesprek")
BROKEN = ("kapot.docx", b"PK\x03\x04 dit is geen Word")
CONFIRM = "in de bijeenkomst"


@pytest.fixture
def day(store):
    return new_event(store, title="Dag", date=None, codebook=load_codebook("beter_verbonden"))


@pytest.fixture
def edit(monkeypatch):
    """Answer a table to be edited as if the visitor changed it, told apart by a column of it."""
    changes = {}

    def editor(table, **_):
        for column, change in changes.items():
            if column in table:
                table = change(table.copy())
        return table

    monkeypatch.setattr(st, "data_editor", editor)

    def change(column, with_table):
        changes[column] = with_table

    return change


def give(app, *files):
    """Upload (name, text or bytes)."""
    app.file_uploader[0].set_value(
        [(name, c.encode() if isinstance(c, str) else c, "text/plain") for name, c in files]
    )
    return app.run()


def button(app, part):
    return next(one for one in app.button if part in one.label)


def texts(kind):
    return [element.value for element in kind]


def test_without_a_day_the_page_leads_to_bijeenkomst(open_page):
    app = open_page("inlezen.py")

    assert texts(app.info) == [
        "Inlezen hoort bij een bijeenkomst. Maak eerst een bijeenkomst of open de voorbeelddag."
    ]
    assert not app.file_uploader


@pytest.mark.usefixtures("day")
def test_an_empty_day_asks_for_files_and_nothing_else(open_page):
    app = open_page("inlezen.py")

    assert not app.file_uploader[0].value
    assert not app.dataframe
    assert not app.button


def test_a_reading_is_shown_before_anything_is_stored(open_page, day, store):
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE), ("om.txt", OM))

    assert "6 uitspraken gelezen uit 2 bestanden" in texts(app.subheader)
    summary = app.dataframe[0].value
    assert list(summary["Bestand"]) == ["politie.txt", "om.txt"]
    assert list(summary["Hoek"]) == ["Politie", "Openbaar Ministerie"]
    assert list(summary["✓ werkt"]) == [2, 2]
    assert list(summary["Weggelaten"]) == [1, 1]
    assert store.sources(day.id) == []


def test_a_confirmed_reading_is_stored_and_told(open_page, day, store):
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE))

    button(app, CONFIRM).click().run()

    assert texts(app.success) == [
        "3 uitspraken staan in de bijeenkomst, met codes. Bekijk nu de matrix."
    ]
    assert [source.name for source in store.sources(day.id)] == ["politie.txt"]
    assert len(store.statements(day.id)) == store.counts(day.id).coded_by_machine == 3
    assert "Al ingelezen" in texts(app.subheader)


@pytest.mark.usefixtures("day")
def test_one_statement_is_told_in_the_singular(open_page):
    app = give(open_page("inlezen.py"), ("politie.txt", "Koffiehoek 1: Politie\n\nTops\n- lijnen"))
    assert button(app, CONFIRM).label == "Zet 1 uitspraak in de bijeenkomst"


def test_a_corner_goes_under_the_name_that_was_chosen(open_page, day, store):
    store.set_corners(day.id, [Corner("Basisteam Zuid")])
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE))

    name = next(one for one in app.selectbox if one.label == "Gelezen als “Politie”")
    name.select("Basisteam Zuid").run()
    button(app, CONFIRM).click().run()

    assert [corner.name for corner in store.event(day.id).corners] == ["Basisteam Zuid"]
    assert {s.corner for s in store.statements(day.id)} == {"Basisteam Zuid"}


def test_kinds_that_are_changed_become_decisions_of_a_person(open_page, day, store, edit):
    edit("Uitspraak", lambda table: table.assign(Soort=["★ kans", "geen soort", "■ knelpunt"]))
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE))

    button(app, CONFIRM).click().run()

    first, second, third = store.statements(day.id)
    assert [s.category for s in (first, second, third)] == [Category.KANS, None, Category.KNELPUNT]
    decided = [d.coding for d in store.history(day.id, first.id) if not d.coding.by_machine]
    assert {(c.target, c.code, c.assigned) for c in decided} == {
        (CodingTarget.CATEGORY, "werkt", False),
        (CodingTarget.CATEGORY, "knelpunt", False),
        (CodingTarget.CATEGORY, "kans", True),
    }
    assert all(d.coding.by_machine for d in store.history(day.id, third.id))


def test_a_statement_moved_to_another_corner_stands_there(open_page, day, store, edit):
    edit("Uitspraak", lambda table: table.assign(Hoek=["School", *table["Hoek"][1:]]))
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE))

    button(app, CONFIRM).click().run()

    assert [s.corner for s in store.statements(day.id)] == ["School", "Politie", "Politie"]


def test_a_line_that_was_left_out_is_taken_in_after_all(open_page, day, store, edit):
    edit("Reden", lambda table: table.assign(**{"Toch een uitspraak": True}))
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE))
    assert button(app, CONFIRM).label == "Zet 4 uitspraken in de bijeenkomst"

    button(app, CONFIRM).click().run()

    statements = store.statements(day.id)
    assert [s.text for s in statements][1:3] == ["korte lijnen", "====="]
    assert statements[2].category is statements[1].category
    assert store.left_out(day.id) == []


def test_a_broken_file_is_told_and_the_others_go_on(open_page, day, store):
    app = give(open_page("inlezen.py"), BROKEN, ("politie.txt", POLITIE))

    (told,) = texts(app.error)
    assert told.startswith("kapot.docx")
    button(app, CONFIRM).click().run()
    assert [source.name for source in store.sources(day.id)] == ["politie.txt"]


def test_nothing_but_broken_files_leaves_nothing_to_confirm(open_page, day, store):
    app = give(open_page("inlezen.py"), BROKEN)

    assert len(app.error) == 1
    assert not app.button
    assert store.sources(day.id) == []


def test_the_same_file_twice_at_once_is_told_and_read_once(open_page, day, store):
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE), ("kopie.txt", POLITIE))

    assert texts(app.warning) == [
        "Dit bestand staat er al en wordt niet nog eens opgenomen: "
        "kopie.txt (eerder als politie.txt)."
    ]
    assert "3 uitspraken gelezen uit 1 bestand" in texts(app.subheader)
    button(app, CONFIRM).click().run()
    assert len(store.statements(day.id)) == 3
    assert "1 bestand stond er al." in app.success[0].value


def test_a_file_that_is_in_the_day_already_is_told_and_cannot_be_confirmed(open_page, day, store):
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE))
    button(app, CONFIRM).click().run()

    app = give(app, ("politie.txt", POLITIE))

    assert texts(app.warning) == [
        "Dit bestand staat er al en wordt niet nog eens opgenomen: politie.txt."
    ]
    assert not [one for one in app.button if CONFIRM in one.label]
    assert len(store.statements(day.id)) == 3


def test_a_statement_of_two_files_counts_once_unless_wanted(open_page, day, store):
    again = POLITIE + "- geld\n"
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE), ("politie 2.txt", again))

    button(app, CONFIRM).click().run()

    assert len(store.statements(day.id)) == 4
    assert "3 uitspraken stonden er al" in app.success[0].value


def test_double_statements_come_in_where_the_visitor_says_so(open_page, day, store):
    again = POLITIE + "- geld\n"
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE), ("politie 2.txt", again))

    app.checkbox[0].check().run()
    button(app, CONFIRM).click().run()

    assert len(store.statements(day.id)) == 7


def test_a_corrected_file_of_the_same_name_comes_in_beside_the_first(open_page, day, store):
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE))
    button(app, CONFIRM).click().run()

    app = give(app, ("politie.txt", POLITIE.replace("Wat gaat goed", "Kansen")))
    button(app, CONFIRM).click().run()

    assert not app.error
    assert [s.name for s in store.sources(day.id)] == ["politie.txt", "politie (2).txt"]
    assert len(store.statements(day.id)) == 5


def test_a_file_is_taken_away_with_its_statements(open_page, day, store):
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE), ("om.txt", OM))
    button(app, CONFIRM).click().run()
    assert button(app, "Haal weg").disabled

    app.checkbox[0].check().run()
    button(app, "Haal weg").click().run()

    assert [source.name for source in store.sources(day.id)] == ["om.txt"]
    assert texts(app.success) == ["politie.txt is weggehaald."]


def test_a_review_goes_on_after_a_look_at_another_page(open_page, day, store, edit):
    store.set_corners(day.id, [Corner("Basisteam")])
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE))
    edit("Soort", lambda table: table.assign(Soort=["★ kans", *table["Soort"][1:]]))
    app.selectbox(key="inlezen.hoek.Politie").select("Basisteam").run()
    app.switch_page("matrix.py").run()
    edit("Soort", lambda table: table)

    app.switch_page("inlezen.py").run()

    assert any("verder waar u was" in info for info in texts(app.info))
    button(app, CONFIRM).click().run()
    found = store.statements(day.id)
    assert {statement.corner for statement in found} == {"Basisteam"}
    assert found[0].category is Category.KANS


def test_a_review_can_be_thrown_away(open_page, day, store):
    app = give(open_page("inlezen.py"), ("politie.txt", POLITIE))
    app.switch_page("matrix.py").run()
    app.switch_page("inlezen.py").run()

    button(app, "Gooi deze lezing weg").click().run()

    assert not app.info
    assert store.statements(day.id) == []
