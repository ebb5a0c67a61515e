"""The page Codeboek: reading and writing codes, the difference, versions, files, two at once."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from analysis import storing
from analysis.codebook import Codebook, Dimension, Theme, dump_codebook, parse_codebook
from analysis.codebook.editing import CodeForm, same_content, with_code
from analysis.coding import SearchTermCoder
from analysis.coding.term_index import TermIndex
from analysis.store import ImportItem
from analysis.types import Category, Coding, CodingTarget, Corner, Place, Reading, Statement
from pages.components import codebook_desk

HOSTILE = "<b>vet</b> *schuin* $x$ <script>alert(1)</script>"
TEXTS = ("wij delen alles", "niemand belt terug", "samen met ouders", f"ouders {HOSTILE}")
OPENHEID, SAMEN = "openheid", "samen"


def theme(name, *terms, **rest):
    return Theme(name=name, label=name.title(), definition=f"Over {name}.", terms=terms, **rest)


BOOK = Codebook(
    name="proef", version=1, title="Proef *boek*", description="Om te proberen.",
    themes=(theme(OPENHEID, "delen", examples=("Zeg het",)), theme(SAMEN, "samen")),
    obstacles=(theme("drang", "druk"),),
    dimension=Dimension(title="Niveau", codes=(theme("straat"),)),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _by_terms(monkeypatch):
    """Proposals by search terms alone, so that the tests know what flips."""
    monkeypatch.setattr(storing, "coder_for", SearchTermCoder)
    monkeypatch.setattr(codebook_desk, "coder_for", SearchTermCoder)


def make_day(store, title="Themadag", *, codebook=BOOK):
    event = storing.new_event(store, title=title, date=None, codebook=codebook)
    store.set_corners(event.id, [Corner("OM")])
    statements = tuple(
        Statement(f"s{n}", text, "OM", Category.KANS, "heading", f"{title}.txt", Place(n, n))
        for n, text in enumerate(TEXTS, 1)
    )
    storing.store_intake(store, event, [ImportItem(Reading(f"{title}.txt", statements, ()), title)])
    return store.event(event.id)


@pytest.fixture
def day(store):
    return make_day(store)


@pytest.fixture
def app(open_page, day):  # noqa: ARG001
    return open_page("codeboek.py")


def button(app, part):
    return next(one for one in app.button if part in one.label)


def press(app, part):
    button(app, part).click().run()
    assert not app.exception
    assert not any("Hier ging iets mis" in one.value for one in app.error)
    return app


def labels(app):
    return [one.label for one in app.button]


def html(app):
    return " ".join(one.proto.body for one in app.get("html"))


def field(app, label):
    return next(one for one in [*app.text_input, *app.text_area] if label in one.label)


def write(app, **fields):
    """Fill in the open form and press Klaar."""
    names = {"label": "Naam", "definition": "Omschrijving", "terms": "Zoektermen"}
    for name, text in fields.items():
        field(app, names[name]).set_value(text)
    return press(app, "Klaar")


def change_terms(app, terms):
    press(app, "Bewerk")
    return write(app, terms=terms)


def flips(app):
    """The turns on the screen, in order."""
    return re.findall(r'class="omslag">([^<]*)<', html(app))


def current(store, day, code=OPENHEID):
    codings = store.frames(store.event(day.id).id).codings
    return {c.statement_id for c in codings.itertuples() if c.code == code and c.assigned}


def decide(store, day, statement, code, assigned):
    coding = Coding(
        statement, CodingTarget.THEME, code, assigned, "Fatma", day.codebook, datetime.now(UTC)
    )
    store.add_codings(day.id, [coding])


# Reading


def test_the_page_shows_what_a_code_means(app):
    assert "**Proef \\*boek\\***, versie 1." in app.markdown[0].value
    assert app.radio[0].options == ["Openheid", "Samen", "Drang", "Straat"]
    assert "Over openheid." in html(app)
    assert "<li>delen</li>" in html(app)
    assert "<li>Zeg het</li>" in html(app)

    app.radio[0].set_value("drang").run()

    assert "<li>druk</li>" in html(app)
    assert "Over openheid." not in html(app)


def test_nothing_can_be_saved_before_something_changed(app):
    assert not any(re.search("Bewaren|Bekijk wat|Gooi", label) for label in labels(app))


def test_the_explanation_of_terms_is_true():
    pages = Path(codebook_desk.__file__).parent
    for one in yaml.safe_load((pages / "codebook_terms.yaml").read_text(encoding="utf-8")):
        index = TermIndex([theme("x", one["term"])])
        assert index.find(one["found"]), one
        assert not index.find(one["not_found"]), one


def test_other_days_with_this_codebook_are_told(open_page, store, day):
    make_day(store, "Kennisdag *2*", codebook=BOOK.model_copy(update={"version": 2}))
    app = open_page("codeboek.py")
    app.sidebar.selectbox[0].set_value(day.id).run()

    told = " ".join(one.value for one in app.caption)
    assert "Kennisdag \\*2\\* gebruikt versie 2" in told
    assert "Deze dag werkt met versie 1; de nieuwste is versie 2." in told


# Writing


def test_a_new_theme_needs_a_name_and_a_description(app):
    press(app, "Voeg een thema toe")
    write(app, label="Thema <b>nieuw</b>", definition="Alles met ouders.")

    assert "<li>Nieuw thema: Thema &lt;b&gt;nieuw&lt;/b&gt;.</li>" in html(app)
    assert app.radio[0].value == "thema_b_nieuw_b"
    assert button(app, "Bekijk wat er verandert")


def test_a_new_obstacle_stands_among_the_obstacles(app):
    press(app, "Voeg een thema toe")
    app.segmented_control[0].set_value("obstacles")
    write(app, label="Vrees", definition="Bang.")

    assert "Nieuw obstakel: Vrees." in html(app)
    assert app.radio[0].options == ["Openheid", "Samen", "Drang", "Vrees", "Straat"]


def test_what_is_wrong_in_a_form_is_told_and_nothing_is_lost(app):
    press(app, "Bewerk")
    write(app, label="", terms="delen\nab*\na ~ b")

    told = [one.value for one in app.error]
    assert told[0].startswith("De naam is nog leeg.")
    assert "Regel 2: in de term 'ab\\*'" in told[1]
    assert "Regel 3:" in told[1]
    assert field(app, "Zoektermen").value == "delen\nab*\na ~ b"

    write(app, label="Openheid", terms="delen\nouders")

    assert not app.error
    assert "Openheid: zoekterm “ouders” erbij." in html(app)


def test_a_form_can_be_left_as_it_was(app):
    press(app, "Bewerk")
    field(app, "Naam").set_value("Anders")
    press(app, "Laat zoals het was")

    assert "Nog niet bewaard" not in " ".join(one.value for one in app.markdown)
    press(app, "Bewerk")
    assert field(app, "Naam").value == "Openheid"


def test_codes_are_moved_and_removed_and_each_step_can_be_undone(app):
    press(app, "Omlaag")
    assert app.radio[0].options[:2] == ["Samen", "Openheid"]

    press(app, "Haal weg")
    assert app.radio[0].options == ["Samen", "Drang", "Straat"]
    assert "Verwijderd thema: Openheid." in html(app)

    press(app, "Haal weg")
    assert "dit is het enige thema" in app.error[0].value

    press(app, "Ongedaan")
    assert app.radio[0].options[:2] == ["Samen", "Openheid"]
    press(app, "Ongedaan")
    assert "Bekijk wat er verandert" not in labels(app)


def test_a_draft_waits_while_another_page_is_shown(app, store, day):
    change_terms(app, "ouders")

    app.switch_page("matrix.py").run()
    app.switch_page("codeboek.py").run()

    assert "zoekterm “delen” eraf" in html(app)
    assert store.event(day.id).codebook == "proef@1"


# The difference


def test_the_difference_tells_what_flips_before_anything_is_saved(app, store, day):
    change_terms(app, "ouders")
    press(app, "Bekijk wat er verandert")

    assert (
        "Er veranderen codes bij **3** van de 4 uitspraken: 2 keer komt er een code bij, "
        "1 keer gaat er een af."
    ) in [one.value for one in app.markdown]
    assert flips(app) == ["− verliest Openheid", "+ krijgt Openheid", "+ krijgt Openheid"]
    assert "wij <mark>delen</mark> alles" in html(app)
    assert "<mark>ouders</mark> &lt;b&gt;vet&lt;/b&gt;" in html(app)
    assert "<script>" not in html(app)
    assert "+1 ▲" in html(app)
    assert button(app, "Bewaren als versie 2")
    assert current(store, day) == {"s1"}


def test_what_a_person_decided_is_told_and_stays(app, store, day):
    decide(store, day, "s1", OPENHEID, True)
    change_terms(app, "ouders")
    press(app, "Bekijk wat er verandert")

    told = " ".join(one.value for one in app.markdown)
    assert "Bij 1 voorstel had een mens al besloten; daar verandert niets." in told
    assert flips(app) == ["+ krijgt Openheid", "+ krijgt Openheid"]

    press(app, "Bewaren als versie 2")

    assert current(store, day) == {"s1", "s3", "s4"}


def test_judgements_are_shown_as_a_share_and_can_be_taken_back(app):
    change_terms(app, "ouders")
    press(app, "Bekijk wat er verandert")

    app.segmented_control[0].set_value("Terecht").run()
    app.segmented_control[1].set_value("Niet terecht").run()
    told = [one.value for one in app.markdown if "Terecht:" in one.value]
    assert told == ["**Terecht: 1 van de 2 beoordeelde (50%).** Nog te beoordelen: 1."]

    app.segmented_control[1].set_value(None).run()
    told = [one.value for one in app.markdown if "Terecht:" in one.value]
    assert told == ["**Terecht: 1 van de 1 beoordeelde (100%).** Nog te beoordelen: 2."]


def test_a_change_that_flips_nothing_says_so(app):
    change_terms(app, "delen\nonbestaandwoord")
    press(app, "Bekijk wat er verandert")

    assert any("Geen enkele uitspraak" in one.value for one in app.markdown)
    assert button(app, "Bewaren als versie 2")


def test_a_new_theme_that_nothing_gets_is_shown_and_told(app):
    press(app, "Voeg een thema toe")
    write(app, label="Lef *x*", definition="Durven.")
    press(app, "Bekijk wat er verandert")

    assert "Nog geen enkele uitspraak krijgt “Lef \\*x\\*”." in app.info[0].value
    assert '<th scope="row">Lef *x*</th>' in html(app)


def test_a_day_without_statements_can_change_its_codebook_too(open_page, store):
    event = storing.new_event(store, title="Leeg", date=None, codebook=BOOK)
    app = open_page("codeboek.py")

    change_terms(app, "ouders")
    press(app, "Bekijk wat er verandert")
    assert any("nog geen uitspraken" in one.value for one in app.markdown)
    assert not app.info
    press(app, "Bewaren als versie 2")

    assert store.event(event.id).codebook == "proef@2"


def test_one_can_go_back_from_the_difference_and_throw_all_away(app):
    change_terms(app, "ouders")
    press(app, "Bekijk wat er verandert")
    press(app, "Terug naar bewerken")
    assert app.radio[0].value == OPENHEID

    press(app, "Gooi de wijzigingen weg")
    assert "<li>delen</li>" in html(app)
    assert "Bekijk wat er verandert" not in labels(app)


# Saving and versions


def save(app, terms):
    change_terms(app, terms)
    press(app, "Bekijk wat er verandert")
    return press(app, "Bewaren als versie")


def test_saving_makes_a_version_and_proposes_anew(app, store, day):
    store.update_event(replace(day, title="Andere titel"))
    save(app, "ouders")

    event = store.event(day.id)
    assert (event.codebook, event.title) == ("proef@2", "Andere titel")
    assert current(store, day) == {"s3", "s4"}
    assert parse_codebook(store.codebook("proef@1").text, source="").themes == BOOK.themes
    assert "De dag werkt nu met versie 2" in app.success[0].value
    assert "Openheid: zoekterm “ouders” erbij." in html(app)  # in the list of versions
    assert "Bekijk wat er verandert" not in labels(app)


def test_an_old_version_comes_back_as_a_new_one(app, store, day):
    save(app, "ouders")

    press(app, "Zet versie 1 terug")
    assert flips(app) == ["+ krijgt Openheid", "− verliest Openheid", "− verliest Openheid"]
    press(app, "Bewaren als versie 3")

    assert store.event(day.id).codebook == "proef@3"
    assert current(store, day) == {"s1"}
    assert same_content(parse_codebook(store.codebook("proef@3").text, source=""), BOOK)


def test_any_two_versions_are_compared_in_words(app):
    save(app, "ouders")
    save(app, "ouders\nbelt")

    boxes = {one.label: one for one in app.selectbox}
    boxes["Vergelijk"].set_value(1).run()
    {one.label: one for one in app.selectbox}["met"].set_value(3).run()

    assert "Openheid: zoektermen “ouders” en “belt” erbij." in html(app)


def test_the_days_own_version_can_be_chosen_too(app):
    save(app, "ouders")

    {one.label: one for one in app.selectbox}["met"].set_value(2).run()

    assert not app.error
    assert "<p>Geen verschil.</p>" in html(app)
    assert not any("Zet versie" in label for label in labels(app))


def test_a_newer_version_of_another_day_is_taken_as_it_is(open_page, store, day):
    newer = with_code(BOOK, CodeForm("Openheid", "Anders.", terms="ouders"), name=OPENHEID)
    make_day(store, "Kennisdag", codebook=newer.model_copy(update={"version": 2}))
    app = open_page("codeboek.py")
    app.sidebar.selectbox[0].set_value(day.id).run()

    press(app, "Ga over op versie 2")
    assert "als deze dag overgaat op versie 2" in app.subheader[0].value
    press(app, "Ga over op versie 2")

    assert store.event(day.id).codebook == "proef@2"
    assert [kept.key for kept in store.codebooks()] == ["proef@1", "proef@2"]


def test_going_on_from_a_newer_version_is_no_surprise(open_page, store, day):
    newer = with_code(BOOK, CodeForm("Lef", "Durven.", terms="belt"))
    make_day(store, "Kennisdag", codebook=newer.model_copy(update={"version": 2}))
    app = open_page("codeboek.py")
    app.sidebar.selectbox[0].set_value(day.id).run()

    press(app, "Ga over op versie 2")
    press(app, "Terug naar bewerken")
    change_terms(app, "delen\nouders")

    assert not app.warning
    assert "Nieuw thema: Lef." in html(app)
    press(app, "Bekijk wat er verandert")
    press(app, "Bewaren als versie 3")
    assert current(store, day, "lef") == {"s2"}


def test_two_people_at_once_lose_nothing(app, store, day):
    change_terms(app, "ouders")
    other = with_code(BOOK, CodeForm("Lef", "Durven.", terms="belt"))
    storing.change_codebook(store, store.event(day.id), other.model_copy(update={"version": 2}))
    press(app, "Bekijk wat er verandert")

    told = app.warning[0].value
    assert "U werkt verder op versie 1, maar er is al een versie 2." in told
    assert "uw werk wordt versie 3" in told
    press(app, "Bewaren als versie 3")

    assert store.event(day.id).codebook == "proef@3"
    assert same_content(parse_codebook(store.codebook("proef@2").text, source=""), other)
    assert "Versie 2 van iemand anders staat nog bij de versies." in app.success[0].value


def test_a_version_taken_in_the_same_instant_is_passed_over(app, store, day, monkeypatch):
    save(app, "ouders")
    change_terms(app, "belt")
    press(app, "Bekijk wat er verandert")
    keep, other = codebook_desk.keep_codebook, BOOK.model_copy(update={"version": 3})

    def beaten(to, codebook):
        keep(to, other)
        keep(to, codebook)

    monkeypatch.setattr(codebook_desk, "keep_codebook", beaten)
    press(app, "Bewaren als versie 3")

    assert store.event(day.id).codebook == "proef@4"
    assert same_content(parse_codebook(store.codebook("proef@3").text, source=""), BOOK)


# Files


def give(app, name, data):
    app.file_uploader[0].set_value([(name, data, "application/yaml")])
    app.run()
    assert not app.exception
    return app


def test_a_file_goes_through_the_difference_before_it_is_saved(app, store, day):
    new = with_code(BOOK, CodeForm("Lef", "Durven.", terms="belt"))

    give(app, "nieuw *boek*.yaml", dump_codebook(new).encode())

    assert "Ingelezen uit nieuw \\*boek\\*.yaml." in [one.value for one in app.markdown]
    assert flips(app) == ["+ krijgt Lef"]
    press(app, "Bewaren als versie 2")
    assert store.event(day.id).codebook == "proef@2"
    assert current(store, day, "lef") == {"s2"}


def test_another_codebook_from_a_file_gets_a_version_of_its_own_name(app, store, day):
    new = BOOK.model_copy(update={"name": "ander", "version": 7, "themes": (theme("lef", "belt"),)})

    give(app, "x.yaml", dump_codebook(new).encode())

    assert sorted(flips(app)) == ["+ krijgt Lef", "− verliest Openheid", "− verliest Samen"]
    press(app, "Bewaren als versie 1")
    assert store.event(day.id).codebook == "ander@1"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"name: proef\nversion: nul\n- x", "x.yaml, regel 3"),
        (dump_codebook(BOOK).replace("delen", "ab*").encode(), "minstens 3 letters"),
        (dump_codebook(BOOK).encode(), "x.yaml heeft dezelfde inhoud"),
    ],
)
def test_trouble_with_a_file_is_told_and_changes_nothing(app, data, told):
    give(app, "x.yaml", data)

    assert told in app.error[0].value.replace("\\", "")
    assert app.radio[0].value == OPENHEID
    assert "Bekijk wat er verandert" not in labels(app)
