"""The page Beheer: retention and removal, what is held back, what is where, who did what."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from analysis.codebook import load_codebook
from analysis.intake import lexicon_for, read_files
from analysis.keeping import Removed
from analysis.keys import day_key, key_file
from analysis.privacy.namelist import write_namelist
from analysis.settings import data_folder
from analysis.store import ImportItem, SourceText
from analysis.storing import new_event, store_intake
from analysis.types import ActivityKind, Category, Corner, Place, Reading, Statement
from pages.components import data
from pages.components.frame import PAGES
from pages.components.keeping_days import _result
from pages.components.keeping_log import _WORDS
from pages.components.wording import plain

PAGE = "beheer.py"
PARTS = ("Bewaartermijnen", "Namen", "Wat staat waar", "Wie deed wat", "Documenten")
NOTES = """Koffiehoek 1: Politie
Wat gaat goed
- we werken goed samen met de gemeente
- korte lijnen
Knelpunten
- privacy
"""


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))


@pytest.fixture
def make_day(store):
    codebook = load_codebook("beter_verbonden")

    def make(title="Themadag *2024*", *, kept_for=None, notes=NOTES):
        event = new_event(store, title=title, date="2024-11-14", codebook=codebook)
        files = [("politie.txt", notes.encode())]
        store_intake(store, event, read_files(files, lexicon=lexicon_for(codebook)).items)
        if kept_for is not None:
            until = (date.today() + timedelta(days=kept_for)).isoformat()
            store.update_event(replace(store.event(event.id), keep_until=until))
        return store.event(event.id)

    return make


def button(app, label):
    found = [one for one in app.button if label in one.label]
    assert found, f"{label!r} is niet een van {[one.label for one in app.button]}"
    return found[0]


def part(app, name):
    app.segmented_control[0].select(name).run()
    assert not app.error
    return app


def texts(app):
    shown = [*app.markdown, *app.caption, *app.info, *app.warning, *app.success, *app.error]
    return " ".join(str(one.value) for one in [*shown, *app.get("html")])


def html(app):
    return " ".join(one.proto.body for one in app.get("html"))


# The frame's reminder


@pytest.mark.parametrize("place", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize(("days", "told"), [(-1, "is voorbij"), (30, "loopt binnenkort af")])
def test_every_page_reminds_of_a_day_that_is_due(open_page, make_day, place, days, told):
    make_day(kept_for=days)
    app = open_page(place.file)
    [notice] = app.sidebar.warning
    assert told in notice.value
    assert "1 dag" in notice.value


@pytest.mark.parametrize("days", [None, 31])
def test_a_day_that_is_not_due_is_not_mentioned(open_page, make_day, days):
    make_day(kept_for=days)
    assert not open_page(PAGE).warning


def test_the_page_names_the_days_that_are_due(open_page, make_day):
    make_day("Voorbij *zo*", kept_for=-2)
    make_day("Bijna", kept_for=9)
    make_day("Nog lang", kept_for=400)
    app = open_page(PAGE)
    [short] = app.sidebar.warning
    assert "van 1 dag is voorbij, en die van 1 dag loopt binnenkort af" in short.value
    [full] = app.main.warning
    assert "“Voorbij \\*zo\\*”: tot" in full.value
    assert "al 2 dagen voorbij" in full.value
    assert "over 9 dagen" in full.value
    assert "Nog lang" not in full.value


# Retention and removal


def test_without_days_there_is_nothing_to_keep(open_page):
    app = open_page(PAGE)
    assert "nog geen bijeenkomsten" in texts(app)
    assert not app.date_input


def test_a_new_day_has_a_date_and_its_numbers(open_page, make_day):
    event = make_day()
    app = open_page(PAGE)
    assert event.keep_until is not None
    assert app.date_input[0].value == date.fromisoformat(event.keep_until)
    assert "14-11-2024 · 3 uitspraken · tot" in texts(app)
    assert "Themadag \\*2024\\*" in texts(app)


def test_another_date_is_written_and_logged(open_page, make_day, store):
    event = make_day()
    app = open_page(PAGE)
    app.session_state["gekozen.codeur"] = "An"
    app.date_input[0].set_value(date(2020, 1, 31)).run()
    assert store.event(event.id).keep_until == "2020-01-31"
    assert "blijft staan tot 31-01-2020" in app.success[0].value
    assert app.main.warning
    assert (store.activity()[0].what, store.activity()[0].who) == (ActivityKind.RETENTION_SET, "An")


def test_a_date_can_be_taken_away(open_page, make_day, store):
    event = make_day(kept_for=-1)
    app = open_page(PAGE)
    app.date_input[0].set_value(None).run()
    assert store.event(event.id).keep_until is None
    assert "heeft geen bewaartermijn meer" in app.success[0].value
    assert not app.warning


def test_other_fields_of_the_day_stay(open_page, make_day, store):
    event = make_day()
    open_page(PAGE).date_input[0].set_value(date(2030, 1, 1)).run()
    assert replace(store.event(event.id), keep_until=event.keep_until) == event


def test_removal_first_says_what_goes_and_what_is_out_of_reach(open_page, make_day, store):
    event = make_day()
    day_key(event.id)
    app = open_page(PAGE)
    button(app, "Verwijder deze dag").click().run()
    told = texts(app)
    for word in ("3 uitspraken met hun codes", "uit 1 bestand", "de sleutel", "Reservekopieën"):
        assert word in told
    assert button(app, "Verwijder voorgoed").disabled
    assert store.event(event.id)


def test_a_day_is_removed_with_its_key_and_the_others_stay(open_page, make_day, store):
    stays = make_day("Blijft")
    goes = make_day("Gaat", kept_for=-1)
    day_key(goes.id)
    app = open_page(PAGE)
    app.button(key=f"verwijder-{goes.id}").click().run()
    app.checkbox[0].check().run()
    button(app, "Verwijder voorgoed").click().run()
    assert [event.id for event in store.events()] == [stays.id]
    assert not key_file(goes.id).exists()
    assert "“Gaat” is verwijderd: 3 uitspraken, 1 bron en de sleutel." in app.success[0].value
    assert not app.warning
    assert not app.checkbox
    assert ActivityKind.DAY_DELETED in [one.what for one in store.activity()]


@pytest.mark.parametrize(
    ("cleared", "told"), [(True, "plekken in de database zijn gewist"), (False, "nog niet gewist")]
)
def test_whether_the_freed_places_were_cleared_is_told(cleared, told):
    removed = Removed(1, 2, False, (Path("uitvoer.csv"),), cleared, ())
    said = _result(removed)
    assert said.startswith("1 uitspraak, 2 bronnen en 1 bestand.")
    assert told in said


def test_who_thinks_again_removes_nothing(open_page, make_day, store):
    event = make_day()
    app = open_page(PAGE)
    button(app, "Verwijder deze dag").click().run()
    button(app, "Toch niet").click().run()
    assert not app.checkbox
    assert store.counts(event.id).statements == 3


def test_one_button_is_primary_at_most(open_page, make_day, around):
    make_day()
    around(("Mevrouw De Vries belde", "Bel Fatima El Amrani op 06-12345678"))
    app = open_page(PAGE)
    button(app, "Verwijder deze dag").click().run()
    for name in PARTS:
        part(app, name)
        primary = [one for one in app.button if one.proto.type == "primary"]
        assert len(primary) <= 1


# Names


@pytest.fixture
def around(store):
    """A day stored around the intake, so that names stand in it."""

    def make(said, *, title="Oude dag"):
        codebook = load_codebook("beter_verbonden")
        event = new_event(store, title=title, date=None, codebook=codebook)
        store.set_corners(event.id, [Corner("OM")])
        statements = tuple(
            Statement(f"s{n}", text, "OM", Category.KNELPUNT, "heading", "a.txt", Place(n, n))
            for n, text in enumerate(said, 1)
        )
        lines = tuple(SourceText(one.place, one.text, "statement") for one in statements)
        store.import_readings(event.id, [ImportItem(Reading("a.txt", statements, ()), "x", lines)])
        return store.event(event.id)

    return make


SAID = (
    "Mevrouw De Vries belde de school",
    "Bel Fatima El Amrani op 06-12345678",
    "Met mevrouw De Vries is het goed <b>gegaan</b>",
)


def test_what_is_held_back_is_shown_only_here_and_escaped(open_page, around):
    around(SAID)
    app = open_page(PAGE)
    assert "Vries" not in texts(app) + html(app)
    part(app, "Namen")
    assert "<mark>06-12345678</mark>" in html(app)
    assert "Fatima El Amrani" in html(app)
    assert "<b>gegaan" not in html(app)


def test_a_clean_day_says_so(open_page, make_day):
    make_day()
    app = part(open_page(PAGE), "Namen")
    assert "Er wordt niets achtergehouden" in texts(app)


def test_one_name_is_taken_out_everywhere_and_the_others_wait(open_page, around, store):
    event = around(SAID)
    app = part(open_page(PAGE), "Namen")
    button(app, "Haal “06-12345678” eruit").click().run()
    after = [one.text for one in store.statements(event.id)]
    assert after[1].endswith("op [telefoon]")
    assert "Fatima" in after[1]
    assert "Vries" in after[0]
    assert not any("06-12345678" in text for text in store.texts(event.id))
    assert "06-12345678" not in html(app)
    assert "Vervangen. 1 uitspraak is opnieuw gecodeerd." in html(app)


def test_all_names_are_taken_out_in_one_go(open_page, around, store):
    event = around(SAID)
    app = part(open_page(PAGE), "Namen")
    button(app, "Haal ze er alle").click().run()
    after = [one.text for one in store.statements(event.id)]
    assert not any(name in text for name in ("Vries", "Fatima", "06-") for text in after)
    assert after[0].split("[persoon")[1][:3] == after[2].split("[persoon")[1][:3]
    assert "Er wordt niets achtergehouden" in texts(app)
    assert store.evidence(event.id, ["s1"]) is not None
    assert store.counts(event.id).coded_by_machine == 3
    assert ActivityKind.NAME_REMOVED in [one.what for one in store.activity()]


@pytest.mark.parametrize(
    ("label", "everywhere"), [("Hier geen naam", False), ("Nooit een naam", True)]
)
def test_what_is_no_name_is_not_held_back_any_more(open_page, around, store, label, everywhere):
    event = around(("Fatima El Amrani belde",))
    other = around(("Fatima El Amrani kwam langs",), title="Andere dag")
    app = open_page(PAGE)
    app.sidebar.selectbox[0].select(event.id).run()
    part(app, "Namen")
    button(app, label).click().run()
    assert "Er wordt niets achtergehouden" in texts(app)
    assert any("Fatima" in form for form in store.allowed_forms(event.id))
    assert bool(store.allowed_forms(other.id)) is everywhere
    assert store.statements(event.id)[0].text == "Fatima El Amrani belde"


def type_missed(app, name):
    app.text_input(key="beheer.gemist").set_value(name)
    button(app, "Haal deze naam eruit").click().run()
    return app


def test_a_name_that_nobody_found_is_typed_and_taken_out(open_page, make_day, store):
    event = make_day(notes=f"{NOTES}- spetterwater wil niet, het spetterwaterbad ook\n")
    app = part(open_page(PAGE), "Namen")
    type_missed(app, "  spetterwater ")
    assert "“spetterwater” is vervangen. 1 uitspraak is opnieuw gecodeerd." in html(app)
    held = [text for text in store.texts(event.id) if "spetterwater" in text]
    assert held
    assert all("[persoon 1] wil niet, het spetterwaterbad ook" in text for text in held)
    assert store.counts(event.id).coded_by_machine == 4


@pytest.mark.parametrize(("typed", "told"), [("<i>Niemand</i>", True), ("  ", False)])
def test_a_name_that_is_nowhere_changes_nothing(open_page, make_day, store, typed, told):
    event = make_day()
    before = store.texts(event.id)
    app = type_missed(part(open_page(PAGE), "Namen"), typed)
    assert ("&lt;i&gt;Niemand&lt;/i&gt;” staat in geen enkele tekst" in html(app)) is told
    assert store.texts(event.id) == before


def test_words_of_the_organisation_are_added_and_taken_away(open_page, store):
    app = part(open_page(PAGE), "Namen")
    app.session_state["gekozen.codeur"] = "An"
    app.text_input(key="beheer.woord.nieuw").set_value("  De *Roos*  ")
    button(app, "Zet op de lijst").click().run()
    assert store.allowed_forms() == {"De *Roos*"}
    button(app, "Haal “De \\*Roos\\*” van de lijst").click().run()
    assert store.allowed_forms() == frozenset()
    assert [(one.what, one.who) for one in store.activity()] == [
        (ActivityKind.NAME_DISALLOWED, "An"), (ActivityKind.NAME_ALLOWED, "An")
    ]  # fmt: skip
    part(app, "Wie deed wat")
    words = list(app.dataframe[0].value["Wat"])
    assert words == ["van de lijst gehaald: dit kan toch een naam zijn", "gezegd: dit is geen naam"]


def test_nothing_typed_adds_nothing(open_page, store):
    app = part(open_page(PAGE), "Namen")
    button(app, "Zet op de lijst").click().run()
    assert store.allowed_forms() == frozenset()


def test_the_key_of_the_day_is_forgotten_and_logged(open_page, make_day, store):
    event = make_day()
    day_key(event.id)
    app = part(open_page(PAGE), "Namen")
    assert button(app, "Verbreek de koppeling").disabled
    next(one for one in app.checkbox if "wis de sleutel" in one.label).check().run()
    app.session_state["gekozen.codeur"] = "An"
    button(app, "Verbreek de koppeling").click().run()
    assert not key_file(event.id).exists()
    assert store.activity()[0].who == "An"
    assert "De sleutel is gewist" in app.success[0].value
    assert store.activity()[0].what is ActivityKind.KEY_DELETED
    assert "Deze dag heeft geen sleutel" in texts(app)


PASSWORD = "vier losse woorden hier"
PAIRS = [("[persoon 1]", "Fatima El Amrani"), ("[persoon 2]", "Henk")]


def open_list(app, content, password):
    app.file_uploader[0].set_value([("lijst.xlsx", content, "application/octet-stream")])
    next(one for one in app.text_input if one.label == "Wachtwoord").set_value(password)
    button(app, "Open de lijst").click().run()


def test_an_encrypted_list_is_shown_once_and_kept_nowhere(open_page):
    app = part(open_page(PAGE), "Namen")
    open_list(app, write_namelist(PAIRS, PASSWORD), PASSWORD)
    assert app.dataframe[0].value.to_numpy().tolist() == [list(pair) for pair in PAIRS]
    part(app, "Documenten")
    part(app, "Namen")
    assert not app.dataframe
    assert "Fatima" not in repr(app.session_state)


@pytest.mark.parametrize("broken", [False, True])
def test_a_list_that_stays_shut_is_told(open_page, broken):
    app = part(open_page(PAGE), "Namen")
    content = b"geen lijst" if broken else write_namelist(PAIRS, PASSWORD)
    open_list(app, content, "een ander wachtwoord")
    assert [one.value.split(":")[0] for one in app.error] == ["De lijst blijft dicht"]
    assert not app.dataframe


def test_without_a_file_it_asks_for_one(open_page):
    app = part(open_page(PAGE), "Namen")
    button(app, "Open de lijst").click().run()
    assert "Kies eerst het bestand" in texts(app)


# What is where, who did what, documents


def test_every_file_is_listed_with_its_purpose(open_page, make_day, store):
    event = make_day()
    day_key(event.id)
    app = part(open_page(PAGE), "Wat staat waar")
    table = app.dataframe[0].value
    assert list(table.columns) == ["Waarvoor", "Grootte", "Bestand"]
    purposes = dict(zip(table["Bestand"], table["Waarvoor"], strict=True))
    assert purposes[str(store.file)].startswith("database")
    assert purposes[str(key_file(event.id).relative_to(data_folder()))].startswith("sleutel")
    assert plain(str(data_folder())) in texts(app)
    assert app.code[0].value == str(store.file)


def test_a_password_is_never_part_of_the_address(monkeypatch):
    monkeypatch.setenv("KOFFIEHOEK_DATABASE_URL", "postgresql://ik:geheim@server.nl:5433/koffie")
    assert data.address() == "server.nl:5433/koffie"


def test_the_log_tells_who_did_what_without_content(open_page, make_day):
    make_day("Titel =1+1")
    app = part(open_page(PAGE), "Wie deed wat")
    table = app.dataframe[0].value
    assert list(table.columns) == ["Wanneer", "Wie", "Wat", "Dag", "Aantal"]
    assert list(table["Wat"])[-1] == "bijeenkomst gemaakt"
    assert "uitspraken ingelezen" in list(table["Wat"])
    assert "politie" not in table.to_csv()


def test_the_log_is_filtered_by_day_and_outlives_it(open_page, make_day, store):
    kept, gone = make_day("Blijft"), make_day("Gaat")
    store.delete_event(gone.id)
    app = part(open_page(PAGE), "Wie deed wat")
    choice = next(one for one in app.selectbox if one.label == "Dag")
    assert choice.options == ["Alle dagen", "Blijft", "Verwijderde dagen"]
    choice.select(kept.id).run()
    assert set(app.dataframe[0].value["Dag"]) == {"Blijft"}
    next(one for one in app.selectbox if one.label == "Dag").select("weg").run()
    table = app.dataframe[0].value
    assert set(table["Dag"]) == {f"verwijderd ({gone.id})"}
    assert next(iter(table["Wat"])) == "bijeenkomst verwijderd"


def test_every_kind_of_activity_has_its_words():
    assert set(_WORDS) == set(ActivityKind)


def test_both_documents_are_offered(open_page, make_day):
    make_day()
    app = part(open_page(PAGE), "Documenten")
    labels = [one.proto.label for one in app.get("download_button")]
    assert labels == ["Download verwerkingsregister (Word)", "Download begin van een DPIA (Word)"]
