"""The page Nieuwe thema's: what is shown of the groups, and how one becomes a theme."""

import pytest

from analysis import storing
from analysis.codebook import Codebook, Theme, parse_codebook
from analysis.codebook.editing import CodeForm, with_code
from analysis.coding import SearchTermCoder
from analysis.store import ImportItem
from analysis.types import Category, Corner, Place, Reading, Statement
from pages.components import codebook_desk
from pages.components.day import Day

HOSTILE = "wachtlijst <script>alert(1)</script> *schuin* $x$"
WAITING = (
    "Wachtlijst ambulante hulp is zeven maanden",
    "wachtlijst trauma nu 26 weken",
    "De wachttijd voor trauma wordt steeds langer",
    "Wachtlijst beschermingsonderzoek",
    "wachttijd hulp: een half jaar",
    HOSTILE,
)
NOUNS = [
    "appel", "banaan", "cement", "dorpel", "emmer", "fornuis", "gordijn", "hamer", "iglo",
    "jasje", "koffer", "ladder", "molen", "navel", "oven", "paraplu", "raket", "schaar",
    "trompet", "vijver", "wafel", "zadel", "bril", "duif", "ezel", "fiets", "geit",
    "hond", "kompas", "lamp",
]  # fmt: skip
LOOSE = tuple(f"Hier staat een {noun}" for noun in NOUNS)
THEMED = ("wij delen alles", "delen helpt")
BOOK = Codebook(
    name="proef", version=1, title="Proef",
    themes=(Theme(name="openheid", label="Openheid", definition="Open.", terms=("delen",)),),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _by_terms(monkeypatch):
    """Proposals by search terms alone, so that the tests know who gets a theme."""
    monkeypatch.setattr(storing, "coder_for", SearchTermCoder)
    monkeypatch.setattr(codebook_desk, "coder_for", SearchTermCoder)


@pytest.fixture
def make_day(store):
    def make(texts):
        event = storing.new_event(store, title="Themadag", date=None, codebook=BOOK)
        store.set_corners(event.id, [Corner("OM"), Corner("School")])
        kinds = (Category.KNELPUNT, Category.KANS)
        statements = tuple(
            Statement(
                f"s{n}", text, ("OM", "School")[n % 2], kinds[n % 2], "heading", "a.txt",
                Place(n, n),
            )
            for n, text in enumerate(texts, 1)
        )  # fmt: skip
        storing.store_intake(store, event, [ImportItem(Reading("a.txt", statements, ()), "x")])
        return store.event(event.id)

    return make


@pytest.fixture
def day(make_day):
    return make_day(WAITING + LOOSE + THEMED)


@pytest.fixture
def app(open_page, day):  # noqa: ARG001
    return open_page("nieuwe_themas.py")


def said(app):
    elements = [*app.markdown, *app.info, *app.success, *app.warning, *app.error, *app.caption]
    return " ".join(one.value for one in elements)


def html(app):
    return " ".join(one.proto.body for one in app.get("html"))


def press(app, part):
    next(one for one in app.button if part in one.label).click().run()
    assert not app.exception
    return app


def field(app, label):
    return next(one for one in [*app.text_input, *app.text_area] if label in one.label)


def switch(app, part):
    next(one for one in app.toggle if part in one.label).set_value(True).run()
    assert not app.exception
    return app


# What is shown


def test_without_statements_the_page_leads_to_reading_in(open_page, store):
    storing.new_event(store, title="Leeg", date=None, codebook=BOOK)
    app = open_page("nieuwe_themas.py")
    assert "Er zijn nog geen uitspraken" in app.info[0].value
    assert app.get("page_link")


def test_few_statements_are_too_few(open_page, make_day):
    make_day(WAITING + THEMED)
    app = open_page("nieuwe_themas.py")
    assert "Te weinig om iets te zeggen" in app.info[0].value
    assert "6 van de 8 uitspraken hebben geen thema" in app.info[0].value
    assert not app.get("plotly_chart")
    switch(app, "Toon alle 6 uitspraken zonder thema")
    assert "Wachtlijst beschermingsonderzoek" in html(app)


def test_unlike_statements_have_no_clear_groups(open_page, make_day):
    make_day(LOOSE + THEMED)
    app = open_page("nieuwe_themas.py")
    assert "Geen duidelijke groepen gevonden" in app.info[0].value
    assert not app.get("plotly_chart")
    assert not any("Maak er" in button.label for button in app.button)


def test_a_group_is_shown_with_its_words_quotes_and_corners(app):
    assert "36 van de 38 uitspraken hebben geen thema" in said(app)
    assert "6 bij elkaar, in 1 groep; de andere 30 staan los" in said(app)
    assert [one.value for one in app.subheader] == ["1. Wachtlijst"]
    assert "3 × knelpunt, 3 × kans. Uit 2 hoeken: School (3), OM (3)." in said(app)
    assert "<li>wachtlijst (4)</li>" in html(app)
    assert html(app).count("<small>") == 3
    (figure,) = app.get("plotly_chart")
    assert figure.proto.alt == "Wachtlijst: 3 × knelpunt, 3 × kans"


def test_all_statements_of_a_group_can_be_opened(app):
    assert "regel 4" not in " ".join(button.label for button in app.button)
    switch(app, "Toon alle 6 uitspraken")
    opened = [button.label for button in app.button if "a.txt" in button.label]
    assert opened == [f"a.txt, regel {n}" for n in range(1, 7)]
    assert "<script>" not in html(app)
    assert "&lt;script&gt;" in html(app)


def test_loose_statements_can_be_opened(app):
    switch(app, "Toon de 30 losse uitspraken")
    assert "Hier staat een appel" in html(app)


# A group becomes a theme


def test_a_group_becomes_a_theme_in_the_next_version(app, day, store):
    press(app, "Maak er een thema van")
    assert field(app, "Naam").value == "Wachtlijst"
    assert field(app, "Zoektermen").value.splitlines()[:2] == ["wachtlijst", "wachttijd"]
    assert len(field(app, "Voorbeelden").value.splitlines()) == 3
    field(app, "Naam").set_value("Wachten *lang*")
    field(app, "Omschrijving").set_value("Mensen wachten te lang op hulp.")
    press(app, "Voeg het thema toe")

    assert store.event(day.id).codebook == "proef@2"
    book = parse_codebook(store.codebook("proef@2").text, source="proef@2")
    assert book.themes[-1].label == "Wachten *lang*"
    assert book.themes[-1].definition == "Mensen wachten te lang op hulp."
    told = app.success[0].value
    assert "Het thema “Wachten \\*lang\\*” staat in het codeboek, dat nu versie 2 is." in told
    assert "6 uitspraken kregen het als voorstel" in told
    assert "Zonder thema zijn nu 30 uitspraken; dat waren er 36." in told
    assert "Geen duidelijke groepen gevonden" in app.info[0].value


def test_a_version_of_somebody_else_is_not_overwritten(app, day, store):
    press(app, "Maak er een thema van")
    other = with_code(BOOK, CodeForm(label="Anders", definition="Iets anders."))
    storing.keep_codebook(store, other.model_copy(update={"version": 2}))
    press(app, "Voeg het thema toe")
    assert store.event(day.id).codebook == "proef@3"
    assert "Anders" in store.codebook("proef@2").text


@pytest.mark.parametrize(
    ("label", "value", "told"),
    [
        ("Naam", " ", "De naam is nog leeg"),
        ("Naam", "Openheid", "Er is al een code die “Openheid” heet"),
        ("Omschrijving", "", "De omschrijving is nog leeg"),
        ("Zoektermen", "ab*", "Regel 1"),
    ],
)
def test_what_is_filled_in_wrongly_is_told_at_the_form(app, day, store, label, value, told):
    press(app, "Maak er een thema van")
    field(app, label).set_value(value)
    press(app, "Voeg het thema toe")
    assert any(told in error.value for error in app.error)
    assert store.event(day.id).codebook == "proef@1"


def test_the_form_can_be_closed_again(app, day, store):
    press(press(app, "Maak er een thema van"), "Toch niet")
    assert not app.text_area
    assert any("Maak er een thema van" in button.label for button in app.button)
    assert store.event(day.id).codebook == "proef@1"


def test_one_button_is_primary_at_most(app):
    assert not [button for button in app.button if button.proto.type == "primary"]
    press(app, "Maak er een thema van")
    assert len([button for button in app.button if button.proto.type == "primary"]) == 1


def test_unsaved_changes_of_the_codebook_go_first(app, day):
    draft = codebook_desk.Draft(
        BOOK.key, with_code(BOOK, CodeForm(label="Anders", definition="Iets anders."))
    )
    app.session_state[codebook_desk._DRAFT + Day(day, BOOK).event.id] = draft
    app.run()
    assert "nog niet bewaard" in app.warning[0].value
    assert next(one for one in app.button if "Maak er" in one.label).disabled
