"""The page Uitwisselen: the day to other programs, and what they made taken over."""

import io
import zipfile
from dataclasses import replace

import pytest

from analysis.codebook import load_codebook
from analysis.exchange import codebook_file, project, read_project
from analysis.intake import lexicon_for, read_files
from analysis.material import stored_day
from analysis.storing import new_event, store_intake
from analysis.types import Category, Coding, CodingTarget

BOOK = load_codebook("beter_verbonden")
NOTES = """Koffiehoek 1: Politie
Wat gaat goed
- we werken goed samen met de gemeente
Knelpunten
- te weinig openheid
"""
TABLE = """Nr;Tafel;Soort;Opmerking;Openheid;Thema's;Codeur
1;Politie;werkt;We bellen elkaar gewoon als het nodig is;1;regie, tempo;An
2;Politie;knelpunt;Jan de Vries van de gemeente reageert nooit op ons;0;regie;An
3;School;kans;=samen een spreekuur houden op **school**;x;tempo;Bo
4;School;knelpunt;;nee;tempo;Bo
"""
HIGHLIGHTS = (
    'id,document,tag,content\n1,Interview,werk.regie,"Pak de regie"\n2,Interview,,Niemand belt\n'
)
FILE = "Bestand uit een ander programma"


@pytest.fixture
def day(store):
    event = new_event(store, title="Dag *1*", date=None, codebook=BOOK)
    intake = read_files([("politie.txt", NOTES.encode())], lexicon=lexicon_for(BOOK))
    store_intake(store, event, intake.items)
    return store.event(event.id)


@pytest.fixture
def incoming(open_page):
    """The page where a file is dropped."""

    def draw(*file):
        app = open_page("uitwisselen.py")
        if app.segmented_control:
            app.segmented_control[0].set_value("Overnemen").run()
        return give(app, *file) if file else app

    return draw


def give(app, name, content):
    data = content.encode() if isinstance(content, str) else content
    app.file_uploader[0].set_value((name, data, "application/octet-stream"))
    return app.run()


def one(kind, label):
    return next(element for element in kind if element.label == label)


def texts(kind):
    return [element.value for element in kind]


def shown(app):
    """All that is written on the page but for buttons and fields."""
    return "\n".join([*texts(app.markdown), *(e.proto.body for e in app.get("html")),
                      *texts(app.caption)])  # fmt: skip


def confirm(app):
    next(button for button in app.button if button.label == "Neem over").click()
    return app.run()


def of_day(store, event):
    return project(stored_day(store, event.id, holding=None).exchange)


# Out


def test_a_day_is_offered_with_what_programs_do(open_page, day):
    app = open_page("uitwisselen.py")
    labels = [button.label for button in app.get("download_button")]
    assert labels == ["Project (.qdpx)", "Codeboek (.qdc)", "Codeboek voor Taguette (.csv)"]
    said = shown(app)
    assert all(name in said for name in ("NVivo", "ATLAS.ti", "MAXQDA", "QualCoder", "Taguette"))
    assert "achtergehouden" in said
    assert not app.file_uploader
    assert day


@pytest.mark.usefixtures("store")
def test_without_a_day_only_a_file_is_asked(open_page):
    app = open_page("uitwisselen.py")
    assert not app.get("download_button")
    assert app.file_uploader[0].label == FILE
    assert not app.button


# In: a table


def test_columns_are_guessed_and_shown(incoming, day):
    app = incoming("tabel.csv", TABLE)
    assert one(app.selectbox, "tabel.csv is").value == "table"
    columns = list(app.dataframe[0].value.columns)
    assert columns == ["Nr", "Tafel", "Soort", "Opmerking", "Openheid", "Thema's", "Codeur"]
    chosen = {
        label: one(app.selectbox, label).value
        for label in (
            "Uitspraak",
            "Hoek of groep",
            "Soort (werkt, knelpunt, kans)",
            "Bron",
            "Codeur",
        )
    }
    assert list(chosen.values()) == [3, 1, 2, -1, 6]
    assert [list(box.value) for box in app.multiselect] == [[4], [5]]
    assert one(app.radio, "Waar moet het heen?").value == "nieuw"
    assert one(app.text_input, "Titel").value == "tabel"
    said = shown(app)
    assert "**3 nieuwe uitspraken** uit 1 tekst." in said
    assert '<th scope="row">Politie</th>' in said
    assert "+ nieuw: thema" in said
    assert "Codes per codeur: An: 4 (en 1 keer nee); Bo: 2." in said
    assert "1 naam gevonden" in said
    assert list(app.expander[0].dataframe[0].value["Waarom"]) == ["er staat geen tekst in"]
    assert day


def test_a_table_becomes_a_day(incoming, store, day):
    app = incoming("tabel.csv", TABLE)
    one(app.text_input, "Titel").set_value("Werkgroep").run()
    app = confirm(app)
    assert texts(app.success) == [
        "Overgenomen in “Werkgroep”. 3 uitspraken zijn nieuw, met codes. 3 codes zijn nieuw in het "
        "codeboek. 1 naam of gegeven is vervangen. Bekijk nu de matrix."
    ]
    made = next(event for event in store.events() if event.title == "Werkgroep")
    assert [s.text for s in store.statements(made.id)] == [
        "We bellen elkaar gewoon als het nodig is",
        "[persoon 1] van de gemeente reageert nooit op ons",
        "=samen een spreekuur houden op **school**",
    ]
    given = {(c.code, c.coder, c.assigned) for c in store.latest_codings(made.id)}
    assert ("openheid", "An", False) in given
    assert ("tempo", "Bo", True) in given
    assert app.sidebar.selectbox[0].value == made.id
    assert not app.file_uploader[0].value
    assert store.statements(day.id)[0].text == "we werken goed samen met de gemeente"


def test_another_column_can_be_pointed_out(incoming, day):
    app = incoming("tabel.csv", TABLE)
    one(app.selectbox, "Uitspraak").set_value(5).run()
    assert "**4 nieuwe uitspraken**" in shown(app)
    assert 5 not in app.multiselect[1].value
    assert day


def test_a_table_with_nothing_but_a_head(incoming, day):
    app = incoming("tabel.csv", "tekst;code")
    assert "alleen een kopregel" in app.warning[0].value
    assert not app.button
    assert day


def test_highlights_of_taguette(incoming, store, day):
    app = incoming("highlights.csv", HIGHLIGHTS)
    assert one(app.selectbox, "highlights.csv is").value == "highlights"
    one(app.text_input, "Wie gaf deze codes?").set_value("Machine: Eva").run()
    app = confirm(app)
    made = store.events()[0]
    assert made.id != day.id
    people = {(c.code, c.coder) for c in store.latest_codings(made.id) if not c.by_machine}
    assert people == {("regie", "Machine Eva")}
    assert [corner.name for corner in made.corners] == ["Interview"]


def test_taken_for_something_else(incoming, day):
    app = incoming("highlights.csv", HIGHLIGHTS)
    one(app.selectbox, "highlights.csv is").set_value("tags").run()
    assert "2 codes" not in shown(app)
    assert "1 code, geen uitspraken" in shown(app)
    assert one(app.radio, "Waar moet het heen?").value == "nieuw"
    assert day


def test_a_table_that_comes_again_brings_nothing_new(incoming, store, day):
    confirm(incoming("tabel.csv", TABLE))
    app = incoming("tabel.csv", TABLE)
    app.sidebar.selectbox[0].set_value(store.events()[0].id).run()
    one(app.radio, "Waar moet het heen?").set_value("hier").run()
    assert "3 uitspraken staan al in de bijeenkomst" in shown(app)
    assert "Er is niets over te nemen" in app.info[0].value
    assert day


def test_what_is_no_name_stays(incoming, store, day):
    app = incoming("tabel.csv", TABLE)
    one(app.checkbox, "Geen naam: Jan de Vries").check().run()
    confirm(app)
    made = next(event for event in store.events() if event.id != day.id)
    assert "Jan de Vries" in store.statements(made.id)[1].text


# In: projects and codebooks


def test_a_project_of_the_day_brings_nothing_new(incoming, store, day):
    app = incoming("dag.qdpx", of_day(store, day))
    assert one(app.radio, "Waar moet het heen?").value == "hier"
    assert "2 uitspraken staan al in de bijeenkomst: daar komt **geen code** bij." in shown(app)
    assert "Er is niets over te nemen" in app.info[0].value
    assert not [button for button in app.button if button.label == "Neem over"]


def test_codes_given_elsewhere_are_added_to_the_day(incoming, store, day):
    exchange = stored_day(store, day.id, holding=None).exchange
    first = store.statements(day.id)[0]
    made = Coding(first.id, CodingTarget.THEME, "openheid", True, "Bo", BOOK.key,
                  exchange.sources[0].source.imported)  # fmt: skip
    data = project(replace(exchange, codings=[*exchange.codings, made]))
    app = confirm(incoming("terug.qdpx", data))
    assert texts(app.success) == [
        "Overgenomen in “Dag \\*1\\*”. 1 code is toegevoegd aan uitspraken die er al stonden. "
        "Bekijk nu de matrix."
    ]
    assert len(store.statements(day.id)) == 2
    assert ("openheid", "Bo") in {(c.code, c.coder) for c in store.latest_codings(day.id)}


def test_a_project_in_a_new_day_keeps_its_codebook(incoming, store, day):
    app = incoming("dag.qdpx", of_day(store, day))
    one(app.radio, "Waar moet het heen?").set_value("nieuw").run()
    assert one(app.selectbox, "Codeboek").value == "beter_verbonden"
    confirm(app)
    made = store.events()[0]
    assert (made.title, made.codebook) == ("dag", day.codebook)
    again = read_project("x.qdpx", of_day(store, made))
    first = read_project("x.qdpx", of_day(store, day))
    assert (again.statements, again.spans) == (first.statements, first.spans)
    assert store.statements(made.id)[0].category is Category.WERKT


def test_a_codebook_becomes_a_version(incoming, store, day):
    regie = BOOK.themes[0].model_copy(
        update={"name": "regie", "label": "Regie", "definition": "Fatima El Amrani zegt het."}
    )
    grown = BOOK.model_copy(update={"themes": (*BOOK.themes, regie)})
    app = incoming("boek.qdc", codebook_file(grown))
    assert "een codeboek (REFI-QDA)" in shown(app)
    assert one(app.radio, "Waar moet het heen?").value == "hier"
    assert "Nieuw thema: Regie." in shown(app)
    assert "“Regie”" in app.warning[0].value
    app = confirm(app)
    assert "1 code is nieuw in het codeboek." in app.success[0].value
    assert store.event(day.id).codebook == "beter_verbonden@2"
    assert "regie" in {c.code for c in store.latest_codings(day.id)}


@pytest.mark.usefixtures("store")
def test_the_first_day_of_all_can_come_from_a_file(incoming, store):
    app = confirm(incoming("tabel.csv", TABLE))
    assert "Overgenomen in “tabel”" in app.success[0].value
    assert len(store.events()) == 1


def test_a_day_without_title_is_refused_and_nothing_is_kept(incoming, store, day):
    app = incoming("tabel.csv", TABLE)
    one(app.text_input, "Titel").set_value(" ").run()
    app = confirm(app)
    assert "titel" in app.error[0].value
    assert store.events() == [day]


def test_a_file_waits_while_another_page_is_shown(incoming, day):
    app = incoming("tabel.csv", TABLE)
    app.switch_page("matrix.py").run()
    app.switch_page("uitwisselen.py").run()
    assert "U was bezig met tabel.csv" in app.info[0].value
    assert "**3 nieuwe uitspraken**" in shown(app)
    next(b for b in app.button if b.label == "Gooi dit bestand weg").click().run()
    assert "nieuwe uitspraken" not in shown(app)
    assert day


# Hostile files


def packed(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]><Project xmlns="urn:QDA-XML:project:1.0"/>'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bom.qdpx", packed(project_qde=b"0" * 30_000_000), "zipbom"),
        ("x.qdpx", packed(project_qde=DOCTYPE), "niet veilig"),
        ("x.qdc", DOCTYPE, "niet veilig"),
        ("x.qdpx", packed(word_xml="<a/>"), "geen REFI-QDA-project"),
        ("x.qdpx", "PK\x03\x04 stuk", "beschadigd"),
        ("x.qdpx", "", "leeg"),
        ("x.qdc", "<html/>", "geen codeboek"),
        ("x.xlsx", "PK\x03\x04 stuk", "beschadigd"),
        ("x.csv", "", "leeg"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_dutch(incoming, day, store, name, content, told):
    app = incoming(name, content)
    (error,) = app.error
    assert told in error.value
    assert name.replace(".", "") in error.value.replace(".", "").replace("\\", "")
    assert not app.exception
    assert not app.button
    assert store.events() == [day]


def test_a_file_over_the_limit(incoming, day, monkeypatch):
    monkeypatch.setenv("KOFFIEHOEK_GRENS_MB", "1")
    rows = "\n".join(f"{n};uitspraak {n} die er staat" for n in range(60_000))
    app = incoming("groot.csv", f"nr;tekst\n{rows}")
    assert "meer dan 1 MB kan niet" in app.error[0].value
    assert day


def test_markup_stays_text(incoming, day):
    table = 'hoek;tekst;code\n<img src=x onerror=alert(1)>;Niemand belt ons terug;"<b>[x](y)</b>"\n'
    app = incoming("t.csv", table)
    said = shown(app)
    assert "<img" not in said
    assert "=x onerror=alert(1)&gt;" in said
    assert "&lt;b&gt;[x](y)" in said
    assert day
