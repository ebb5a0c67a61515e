"""A day that was stored around the intake, names and all: no page and no export shows one."""

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.codebook import load_codebook
from analysis.codebook.editing import CodeForm, with_code
from analysis.coding.blind import decisions
from analysis.privacy.holding import HELD
from analysis.proposing import code, codings_from
from analysis.store import ImportItem, SourceText
from analysis.storing import new_event
from analysis.types import (
    Category,
    Coding,
    CodingTarget,
    LeftOut,
    Place,
    Reading,
    Statement,
)
from pages.components import codebook_desk
from pages.components.emerging_data import _groups
from pages.components.frame import PAGES

NAMES = ("Fatima", "Amrani", "Henk", "Vries", "06-12345678", "Bakker", "Yildiz")
NAMED = (
    "wijkagent Henk de Vries werkt samen met school",
    "Fatima el Amrani deelt informatie met de gemeente",
    "bel 06-12345678 en overleg samen",
    "mevrouw Fatima el Amrani staat op de wachtlijst",
    "Fatima el Amrani wacht op een plek",
)
PLAIN = (
    "we werken goed samen met de gemeente",
    "korte lijnen en overleg met de wijk",
    "gegevens delen mag niet",
    "het regende de hele dag",
)
SOURCE, CORNER, LABEL = "verslag_Piet_Bakker.txt", "Team van Piet Bakker", "Mevrouw Yildiz zei"
BESIDE_MATRIX = [page.file for page in PAGES if page.name != "beheer"]  # Beheer shows what it is


@pytest.fixture
def day(store):
    """A day with names in texts, labels, corners, file names, left-out lines and notes."""
    codebook = load_codebook("beter_verbonden")
    event = new_event(store, title="Dag", date=None, codebook=codebook)
    reading, lines = _reading()
    coded = code(reading.statements, codebook)
    now = datetime.now(UTC)
    made = codings_from(coded, coder="machine:proef", codebook=codebook, created=now)
    store.import_readings(event.id, [ImportItem(reading, "x", lines)], made, keep_duplicates=True)
    _memo(store, event, reading.statements[0].id)
    return store.event(event.id)


def _reading():
    texts = [*NAMED, *PLAIN]
    statements = tuple(
        Statement(
            f"s{at}", text, CORNER if at % 2 else "Politie", Category.WERKT, "heading", SOURCE,
            Place(at, at), label=LABEL,
        )
        for at, text in enumerate(texts, 1)
    )  # fmt: skip
    left_out = (LeftOut(SOURCE, "Aanwezig: Piet Bakker", Place(90, 90), "aanwezigen"),)
    lines = tuple(
        SourceText(Place(at, at), f"- {text}", "statement") for at, text in enumerate(texts, 1)
    )
    lines += (SourceText(Place(90, 90), "Aanwezig: Piet Bakker", "left_out"),)
    return Reading(SOURCE, statements, left_out), lines


def _memo(store, event, identity):
    coding = Coding(
        identity, CodingTarget.THEME, "openheid", True, "Coder", event.codebook, datetime.now(UTC)
    )
    store.add_codings(event.id, [coding], memo="dit gaat over Henk de Vries")


@pytest.fixture
def exports(monkeypatch):
    """The files that a page offers, made as they would be when pressed: their bytes by name."""
    made = {}

    def take(_self, _label, data=None, file_name=None, *_, **__):
        content = data() if callable(data) else data
        made[file_name] = content.encode() if isinstance(content, str) else content
        return False

    monkeypatch.setattr(DeltaGenerator, "download_button", take)
    monkeypatch.setattr(st, "download_button", lambda *args, **more: take(None, *args, **more))
    return made


def everything(app):
    """All that was sent to the browser, as text."""
    assert not app.exception
    assert not app.error
    found = []

    def walk(block):
        for child in block.children.values():
            if hasattr(child, "children"):
                walk(child)
            if getattr(child, "proto", None) is not None:
                found.append(child.proto.SerializeToString().decode("utf-8", "replace"))

    walk(app._tree)
    return re.sub("</?mark>", "", "\n".join(found))


def names_in(text):
    return [name for name in NAMES if name.casefold() in text.casefold()]


def press(app, part):
    next(one for one in app.button if part in one.label).click().run()
    return app


def test_the_day_does_hold_names(store, day):
    kept = " ".join(store.texts(day.id))

    assert set(names_in(kept)) == set(NAMES)


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize("file", BESIDE_MATRIX)
def test_no_page_shows_a_name(open_page, exports, file):
    shown = everything(open_page(file))

    assert names_in(shown) == []
    for name, content in exports.items():
        assert names_in(f"{name} {unpacked(content)}") == []


def unpacked(content):
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


@pytest.mark.usefixtures("day")
def test_the_exports_say_what_is_held_back(open_page, exports):
    open_page("matrix.py")

    assert len(exports) == 4
    workbook = unpacked(exports["Dag.xlsx"])
    assert HELD in workbook
    assert f"{HELD}.txt" in workbook
    assert PLAIN[0] in workbook
    rows = exports["Dag uitspraken.csv"].decode("utf-8-sig").splitlines()
    held = [row for row in rows if row.startswith(("s1;", "s2;", "s3;", "s4;", "s5;"))]
    assert len(held) == len(NAMED)
    assert all(HELD in row for row in held)


@pytest.mark.usefixtures("day")
def test_a_cell_and_its_source_show_no_name(open_page):
    app = open_page("matrix.py")
    app.selectbox(key="matrix.cel.soort").select("werkt").run()

    shown = everything(app)
    assert names_in(shown) == []
    assert HELD in shown
    assert PLAIN[0] in shown
    assert "5 uitspraken zijn achtergehouden" in shown
    assert not any("<mark>achter" in one.proto.body for one in app.get("html"))
    app.button(key="bron-s1").click().run()
    around = everything(app)
    assert names_in(around) == []
    assert PLAIN[0] in around


@pytest.mark.usefixtures("day")
def test_reviewing_shows_no_name(open_page):
    app = open_page("coderen.py")

    seen = [everything(app)]
    while not app.button(key="toets-volgende").disabled:
        app.button(key="toets-volgende").click().run()
        seen.append(everything(app))
    assert len(seen) == len(NAMED) + len(PLAIN) - 1  # one was reviewed
    assert all("achtergehouden" in shown for shown in seen)
    assert [names_in(shown) for shown in seen] == [[]] * len(seen)


@pytest.mark.usefixtures("day")
def test_a_reviewed_statement_and_a_sample_show_no_name(open_page):
    app = open_page("coderen.py")
    app.selectbox(key="coderen.keuze.tonen").select("all").run()
    app.selectbox(key="coderen.keuze.volgorde").select("read").run()
    assert f"notitie: {HELD}" in everything(app)  # a note on the first statement
    assert names_in(everything(app)) == []

    app.slider[0].set_value(30).run()
    press(app, "Toon een steekproef")

    assert f"<td>{HELD}</td>" in everything(app)
    assert names_in(everything(app)) == []


@pytest.mark.usefixtures("day")
def test_examples_to_learn_from_hold_no_name(open_page, exports):
    open_page("coderen.py")
    examples = exports["leervoorbeelden.jsonl"].decode()

    assert names_in(examples) == []
    assert HELD not in examples


@pytest.mark.usefixtures("day")
def test_blind_coding_shows_no_name(open_page):
    app = open_page("overeenstemming.py")
    app.segmented_control[0].select("blind").run()
    app.text_input[0].set_value("Anna")
    app.radio[0].set_value("corner").run()
    shown = everything(app)
    assert names_in(shown) == []
    assert "achtergehouden" in shown  # the corner's name in the list

    press(app, "blind")

    assert HELD in everything(app)
    assert names_in(everything(app)) == []


def test_disputes_show_no_name(open_page, exports, store, day):
    for coder, themes in (("Anna", ["openheid"]), ("Bo", [])):
        for one in store.statements(day.id):
            made = decisions(
                one.id, ["openheid"], themes, None, coder=coder, codebook=day.codebook,
                now=datetime.now(UTC), blind=True,
            )  # fmt: skip
            store.add_codings(day.id, made)
    app = open_page("overeenstemming.py")
    app.segmented_control[0].select("disputes").run()

    assert HELD in everything(app)
    assert names_in(everything(app)) == []
    assert HELD in unpacked(exports["twistpunten.csv"])


def test_a_difference_of_codebooks_shows_no_name(open_page, day, monkeypatch):
    book = load_codebook("beter_verbonden")
    made = with_code(book, CodeForm(label="School", definition="School.", terms="school\nplek"))
    draft = codebook_desk.Draft(day.codebook, made)
    monkeypatch.setattr(codebook_desk, "draft_of", lambda _day: draft)
    monkeypatch.setattr(codebook_desk, "looking_at_difference", lambda _day: True)
    app = open_page("codeboek.py")

    shown = everything(app)
    assert "krijgt School" in shown
    assert HELD in shown
    assert names_in(shown) == []


@pytest.mark.usefixtures("day")
def test_what_has_no_theme_shows_no_name(open_page):
    app = open_page("nieuwe_themas.py")
    app.toggle[0].set_value(True).run()

    assert names_in(everything(app)) == []


def test_what_is_held_back_makes_no_group():
    texts = [f"wachtlijst duurt lang bij {where}" for where in ("ggz", "jeugdzorg", "school")] * 4
    texts += [HELD] * 12 + [f"los woord{at} hier" for at in range(20)]
    statements = [
        Statement(f"s{at}", text, "Hoek", None, None, "a.txt", Place(at, at))
        for at, text in enumerate(texts)
    ]
    held = {one.id for one in statements if one.text == HELD}

    found = _groups(statements, [one.id for one in statements])

    assert [group.name for group in found.groups] == ["Wachtlijst"]
    assert held <= set(found.loose)
    assert found.unthemed == len(statements)


def test_a_held_corner_can_get_another_name(open_page, store, day, monkeypatch):
    real = st.data_editor

    def renamed(table, **options):
        edited = real(table, **options)
        return edited.assign(Naam=[n.replace(HELD, "Wijkteam") for n in edited["Naam"]])

    monkeypatch.setattr(st, "data_editor", renamed)
    press(open_page("bijeenkomst.py"), "Bewaar de hoeken")

    assert {s.corner for s in store.statements(day.id)} == {"Wijkteam", "Politie"}


def test_a_held_corner_stays_what_it_is_when_the_table_is_saved(open_page, store, day):
    press(open_page("bijeenkomst.py"), "Bewaar de hoeken")

    assert store.event(day.id).corners == day.corners


def test_a_held_corner_is_not_named_when_it_is_removed(open_page, store, day, monkeypatch):
    real = st.data_editor
    monkeypatch.setattr(st, "data_editor", lambda table, **more: real(table, **more).iloc[1:])
    app = press(open_page("bijeenkomst.py"), "Bewaar de hoeken")

    (error,) = [one.value for one in app.error]
    assert "waarvan de naam is achtergehouden" in error
    assert names_in(error) == []
    assert store.event(day.id).corners == day.corners


def test_a_word_that_is_allowed_is_shown_at_once(open_page, store, day):
    open_page("matrix.py")
    for form in ("Fatima el Amrani", "Yildiz"):
        store.allow_form(form, event_id=day.id)
    app = open_page("matrix.py")
    app.selectbox(key="matrix.cel.soort").select("werkt").run()

    shown = everything(app)
    assert "Fatima el Amrani deelt informatie" in shown
    assert "Henk" not in shown
