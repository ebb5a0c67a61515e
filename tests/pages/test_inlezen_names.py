"""Inlezen: what was found is shown with its reason, settled by a click, and taken out for good."""

import io

import msoffcrypto
import pytest
import streamlit as st

from analysis.codebook import load_codebook
from analysis.keys import key_file
from analysis.privacy.namelist import read_namelist
from analysis.storing import new_event
from analysis.types import ActivityKind

POLITIE = """Koffiehoek 1: Politie
Wat gaat goed
- wijkagent Henk de Vries kent iedere jongere
- Henk de Vries belt altijd terug
- korte lijnen met school
=====
Knelpunten
- bel 06-12345678 als er iets is
- mevrouw El Amrani krijgt geen hulp
- spetterwater komt nooit opdagen
"""
OM = """Koffiehoek 2: Openbaar Ministerie
Wat gaat goed
- Henk de Vries denkt mee
"""
QUIET = "Koffiehoek 1: Politie\nWat gaat goed\n- korte lijnen met school\n"
CONFIRM, PASSWORD = "in de bijeenkomst", "vier losse woorden zijn genoeg"
NAMES = ("Henk", "Vries", "Amrani", "06-12345678")


@pytest.fixture
def day(store):
    return new_event(store, title="Dag", date=None, codebook=load_codebook("beter_verbonden"))


@pytest.fixture
def app(open_page, day):  # noqa: ARG001
    return open_page("inlezen.py")


@pytest.fixture
def tables(monkeypatch):
    """The tables to be edited as they were last drawn, by a column of theirs."""
    drawn = {}
    real = st.data_editor

    def editor(table, **options):
        drawn.update(dict.fromkeys(table, table))
        return real(table, **options)

    monkeypatch.setattr(st, "data_editor", editor)
    return drawn


def give(app, *texts):
    files = [(f"{at}.txt", text.encode(), "text/plain") for at, text in enumerate(texts)]
    app.file_uploader[0].set_value(files)
    return app.run()


def press(app, part):
    next(one for one in app.button if part in one.label).click().run()
    assert not app.exception
    return app


def bodies(app):
    return [one.proto.body for one in app.get("html")]


def rows(app):
    """What was found: its words with the mark, and what they become."""
    marked = [body for body in bodies(app) if 'class="gevonden' in body]
    becomes = [body for body in bodies(app) if 'class="wordt"' in body]
    return list(zip(marked, becomes, strict=True))


def row(app, form):
    return next(pair for pair in rows(app) if f"<mark>{form}</mark>" in pair[0])


def box(app, form):
    return next(one for one in app.checkbox if one.label.endswith(f": {form}"))


def told(app):
    (line,) = [one.value for one in app.markdown if "gevonden" in one.value]
    return line


def said(app):
    return next(body for body in bodies(app) if 'role="status"' in body)


def texts(store, day):
    return [one.text for one in store.statements(day.id)]


# What was found is shown


def test_what_was_found_is_told_and_shown_in_its_context(app):
    give(app, POLITIE)

    assert told(app) == (
        "2 namen en 1 ander gegeven gevonden; ze worden vervangen als u bevestigt. De "
        "oorspronkelijke tekst wordt niet bewaard."
    )
    shown, becomes = row(app, "Henk de Vries")
    assert "wijkagent <mark>Henk de Vries</mark> kent iedere jongere" in shown
    assert "◆ naam · " in shown
    assert "wijkagent" in shown.partition("◆ naam · ")[2]  # the reason
    assert "· 2 keer" in shown
    assert "wordt [persoon 1]" in becomes
    shown, becomes = row(app, "06-12345678")
    assert "✆ telefoonnummer" in shown
    assert "wordt [telefoon]" in becomes


def test_looking_alone_leaves_no_key_behind(app, day):
    give(app, POLITIE)
    assert not key_file(day.id).exists()

    press(app, CONFIRM)
    assert key_file(day.id).exists()


def test_the_tables_show_the_text_as_it_will_be_stored(app, tables):
    give(app, POLITIE.replace("Wat gaat", "Aanwezig: Henk de Vries\nWat gaat"))

    stored = " ".join([*tables["Uitspraak"]["Uitspraak"], *tables["Tekst"]["Tekst"]])
    assert "wijkagent [persoon 1] kent iedere jongere" in stored
    assert "bel [telefoon] als er iets is" in stored
    assert "Aanwezig: [persoon 1]" in stored
    assert not [name for name in NAMES if name in stored]


def test_notes_without_names_say_so(app):
    give(app, QUIET)

    assert "geen namen of andere persoonlijke gegevens gevonden" in told(app)
    assert rows(app) == []
    assert not [one for one in app.text_input if "achtwoord" in one.label]


def test_a_name_with_markup_around_it_stays_text(app):
    give(app, QUIET + "- <b onclick=x>wijkagent Henk de Vries</b> & co\n")

    shown, _ = row(app, "Henk de Vries")
    assert "&lt;b onclick=x&gt;wijkagent <mark>Henk de Vries</mark>&lt;/b&gt; &amp; co" in shown


def test_a_long_text_is_cut_around_what_was_found(app):
    long = "heel veel tekst ervoor " * 20
    give(app, f"{QUIET}- {long}wijkagent Henk de Vries {long}\n")

    shown, _ = row(app, "Henk de Vries")
    assert "… " in shown
    assert len(shown) < 500


def test_a_long_list_comes_in_pages_and_by_kind(app):
    numbers = "".join(f"- bel 06-1234{at:04}\n" for at in range(5001, 5041))
    give(app, POLITIE + numbers)

    assert len(rows(app)) == 20
    app.number_input(key="inlezen.namen.bladzijde").set_value(3).run()
    assert len(rows(app)) == 3
    chosen = next(one for one in app.selectbox if one.label == "Laat zien")
    assert chosen.options == ["Alles", "◆ naam (2)", "✆ telefoonnummer (41)"]
    chosen.select_index(1).run()
    assert len(rows(app)) == 2


# What the visitor settles


def test_a_confirmed_reading_is_stored_without_names(app, day, store):
    give(app, POLITIE, OM)
    press(app, CONFIRM)

    assert "3 namen en gegevens" not in app.success[0].value
    assert "namen en gegevens zijn vervangen" in app.success[0].value
    assert texts(store, day)[:2] == [
        "wijkagent [persoon 1] kent iedere jongere", "[persoon 1] belt altijd terug",
    ]  # fmt: skip
    assert texts(store, day)[-1] == "[persoon 1] denkt mee"
    kept = " ".join(text for text in store.texts(day.id))
    assert not [name for name in NAMES if name in kept]


def test_one_click_says_that_it_is_no_name(app, day, store):
    give(app, POLITIE)
    box(app, "El Amrani").check().run()

    assert told(app).startswith("1 naam en 1 ander gegeven gevonden; ze worden")
    assert "blijft staan" in row(app, "El Amrani")[1]
    assert "“El Amrani” blijft staan." in said(app)
    press(app, CONFIRM)
    assert "mevrouw El Amrani krijgt geen hulp" in texts(store, day)
    assert store.allowed_forms(day.id) == {"El Amrani"}
    assert store.allowed_forms() == frozenset()
    assert not any("Henk" in text for text in texts(store, day))


def test_no_name_can_be_taken_back(app, day, store):
    give(app, POLITIE)
    box(app, "El Amrani").check().run()
    box(app, "El Amrani").uncheck().run()

    assert "wordt [persoon 2]" in row(app, "El Amrani")[1]
    press(app, CONFIRM)
    assert "mevrouw [persoon 2] krijgt geen hulp" in texts(store, day)
    assert store.allowed_forms(day.id) == frozenset()


def test_a_name_that_was_missed_is_found_everywhere(app, day, store):
    give(app, POLITIE, OM + "- ook Spetterwater was er\n")
    app.text_input(key="inlezen.gemist").set_value("  spetterwater ")
    press(app, "Vervang deze naam ook")

    shown, becomes = row(app, "spetterwater")
    assert "door u als naam aangewezen" in shown
    assert "· 2 keer" in shown
    press(app, CONFIRM)
    found = texts(store, day)
    number = becomes.partition("[")[2].partition("]")[0]
    assert f"[{number}] komt nooit opdagen" in found
    assert f"ook [{number}] was er" in found


def test_a_name_that_stands_nowhere_is_told(app):
    give(app, POLITIE)
    app.text_input(key="inlezen.gemist").set_value("Beatrix")
    press(app, "Vervang deze naam ook")

    assert "“Beatrix” staat nergens in deze bestanden." in said(app)
    assert len(rows(app)) == 3


def test_a_missed_name_that_was_none_after_all_stays(app, day, store):
    give(app, POLITIE)
    app.text_input(key="inlezen.gemist").set_value("spetterwater")
    press(app, "Vervang deze naam ook")
    box(app, "spetterwater").check().run()
    press(app, CONFIRM)

    assert "spetterwater komt nooit opdagen" in texts(store, day)


def test_words_go_to_the_list_of_the_organisation(app, store, day):
    give(app, POLITIE)
    assert not [one for one in app.button if one.label == "Altijd overslaan"]
    box(app, "El Amrani").check().run()
    press(app, "Altijd overslaan")

    assert store.allowed_forms() == {"El Amrani"}
    assert "1 woord staat nu op de lijst van uw organisatie" in said(app)
    assert not any("El Amrani</mark>" in shown for shown, _ in rows(app))
    assert not [one for one in app.button if one.label == "Altijd overslaan"]
    press(app, CONFIRM)
    assert "mevrouw El Amrani krijgt geen hulp" in texts(store, day)


def test_numbers_go_on_from_an_earlier_import(app):
    press(give(app, OM), CONFIRM)
    give(app, POLITIE)

    assert "wordt [persoon 1]" in row(app, "Henk de Vries")[1]
    assert "wordt [persoon 2]" in row(app, "El Amrani")[1]


def test_what_was_settled_lasts_while_another_page_is_shown(app, day, store):
    give(app, POLITIE)
    box(app, "El Amrani").check().run()
    app.switch_page("matrix.py").run()
    app.switch_page("inlezen.py").run()

    assert box(app, "El Amrani").value
    assert "blijft staan" in row(app, "El Amrani")[1]
    press(app, CONFIRM)
    assert "mevrouw El Amrani krijgt geen hulp" in texts(store, day)


def test_what_was_settled_goes_when_the_reading_is_thrown_away(app):
    give(app, POLITIE)
    box(app, "El Amrani").check().run()
    app.switch_page("matrix.py").run()
    app.switch_page("inlezen.py").run()
    press(app, "Gooi deze lezing weg")

    give(app, POLITIE)

    assert not box(app, "El Amrani").value
    assert "wordt [persoon 2]" in row(app, "El Amrani")[1]


# The list of who is who


def type_password(app, first, again):
    app.text_input(key="inlezen.wachtwoord").set_value(first)
    app.text_input(key="inlezen.wachtwoord.nogmaals").set_value(again)
    return press(app, CONFIRM)


@pytest.mark.parametrize(
    ("first", "again", "problem"),
    [
        ("kort", "kort", "het wachtwoord heeft 4 tekens; dat is te kort."),
        (" " * 20, " " * 20, "het wachtwoord heeft 0 tekens; dat is te kort."),
        (PASSWORD, PASSWORD.upper(), "de twee wachtwoorden zijn niet hetzelfde."),
        (PASSWORD, "", "de twee wachtwoorden zijn niet hetzelfde."),
    ],
)
def test_a_poor_password_stops_the_import(app, day, store, first, again, problem):
    type_password(give(app, POLITIE), first, again)

    (error,) = [one.value for one in app.error]
    assert problem in error
    assert "Er is nog niets ingelezen." in error
    assert store.sources(day.id) == []


def test_the_list_opens_with_the_password_and_is_kept_nowhere(app, store, tmp_path):
    type_password(give(app, POLITIE), PASSWORD, PASSWORD)

    (button,) = app.get("download_button")
    assert button.label == "Download de versleutelde lijst"
    data = app.session_state["inlezen.lijst"][1]
    assert msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted()
    assert read_namelist(data, PASSWORD) == [
        ("[persoon 1]", "Henk de Vries"), ("[persoon 2]", "El Amrani"),
    ]  # fmt: skip
    assert [one.number for one in store.activity() if one.what is ActivityKind.NAMELIST_MADE] == [2]
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not [name for name in NAMES if name.encode() in files]

    press(app, "Gooi de lijst weg")
    assert not app.get("download_button")
    assert "inlezen.lijst" not in app.session_state


def test_without_a_password_there_is_no_list(app, store):
    press(give(app, POLITIE), CONFIRM)

    assert not app.get("download_button")
    assert "inlezen.lijst" not in app.session_state
    assert not [one for one in store.activity() if one.what is ActivityKind.NAMELIST_MADE]
