"""The page Regie: opening a day for phones, its rounds, what came in, the wall, taking along."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from analysis.codebook import load_codebook
from analysis.errors import StoreError
from analysis.live.days import Door, Moment, NamesState, PostState, RoundState
from analysis.live.posting import Post
from analysis.privacy.holding import HELD
from analysis.storing import new_event
from analysis.types import Category, Corner
from pages.components import live_rounds

PAGE = "regie.py"
OPEN, PAUSED, CLOSED = RoundState.OPEN, RoundState.PAUSED, RoundState.CLOSED
CORNERS = ("Politie", "Openbaar *Ministerie*", "Welzijn")


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))
    monkeypatch.setenv("KOFFIEHOEK_LUISTERT", "http://192.168.1.9:8501")


@pytest.fixture
def event(store):
    made = new_event(
        store, title="Dag *1*", date="2026-03-12", codebook=load_codebook("beter_verbonden")
    )
    return store.set_corners(made.id, [Corner(name) for name in CORNERS])


@pytest.fixture
def live(store, event):
    return store.live.open_day(event.id, now=datetime.now(UTC) - timedelta(minutes=9))


@pytest.fixture
def send(store, live):
    """Send statements as phones do, and look for names in them as the coder does."""

    def sent(*texts, corner=0, kind=Category.WERKT, held=(), looked=True):
        now = datetime.now(UTC)
        code = live.corners[corner].code
        posts = [Post(code, kind, text, uuid4().hex, now) for text in texts]
        ids = [kept.statement_id for kept in store.live.keep(posts)]
        if looked:
            statements = store.statements(live.event_id, ids)
            names = {one.id for one in statements if one.text in held}
            store.live.looked_at(live.event_id, statements, names)
        return ids

    return sent


def texts(app):
    shown = [*app.markdown, *app.caption, *app.info, *app.warning, *app.success, *app.error]
    return " ".join(str(one.value) for one in [*shown, *app.get("html")])


def html(app):
    return " ".join(one.proto.body for one in app.get("html"))


def button(app, label):
    found = [one for one in app.button if one.label == label]
    assert found, f"{label!r} is niet een van {[one.label for one in app.button]}"
    return found[0]


def press(app, label):
    button(app, label).click().run()
    assert not app.exception
    return app


def part(app, name):
    app.segmented_control(key="regie.keuze.deel").select(name).run()
    assert not app.error
    return app


def post_of(store, live, identity):
    return store.live.posts(live.event_id, [identity])[0]


# Opening


def test_without_a_day_the_page_leads_to_making_one(open_page):
    assert "hoort bij een bijeenkomst" in texts(open_page(PAGE))


def test_a_day_is_opened_with_one_press(open_page, store, event):
    app = open_page(PAGE)
    primary = [one.label for one in app.button if one.proto.type == "primary"]
    assert primary == ["Open deze dag voor telefoons"]
    assert r"Politie, Openbaar \*Ministerie\*, Welzijn" in texts(app)

    press(app, "Open deze dag voor telefoons")

    live = store.live.day(event.id)
    assert [one.corner for one in live.corners] == list(CORNERS)
    assert live.open
    assert "Print nu de A4’s" in app.success[0].value
    assert "http://192.168.1.9:8501/meedoen" in texts(app)


def test_a_day_without_corners_asks_for_them_first(open_page, store):
    made = new_event(store, title="Dag", date=None, codebook=load_codebook("beter_verbonden"))
    app = open_page(PAGE)
    press(app, "Open deze dag voor telefoons")
    assert app.error
    assert store.live.day(made.id) is None

    app.text_area[0].input("- Politie\n- OM")
    press(app, "Open deze dag voor telefoons")

    assert [one.corner for one in store.live.day(made.id).corners] == ["Politie", "OM"]


# The picture


@pytest.mark.usefixtures("live")
def test_every_corner_has_its_code_number_and_last(open_page, live, send):
    send("korte lijnen", "samen optrekken")
    shown = html(open_page(PAGE))
    for place in live.corners:
        assert f"{place.code[:3]} {place.code[3:]}" in shown
    assert "<b>2</b> uitspraken" in shown
    assert 'aantal">2<' in shown
    assert "2 hoeken zijn stil" in shown
    assert shown.count("nog niets") == 2


def test_the_picture_escapes_what_people_wrote(open_page, store, live):
    corners = [Corner("<b>hoek</b>"), *(Corner(name) for name in CORNERS)]
    store.set_corners(live.event_id, corners)
    shown = html(open_page(PAGE))
    assert "<b>hoek" not in shown
    assert "&lt;b&gt;hoek&lt;/b&gt;" in shown


# Rounds and timer


@pytest.mark.parametrize("state", [PAUSED, CLOSED])
def test_a_round_of_one_kind_is_set(open_page, store, live, state):
    app = open_page(PAGE)
    app.segmented_control(key="ronde-knelpunt").select(state).run()
    assert store.live.day(live.event_id).rounds == {
        Category.WERKT: OPEN, Category.KNELPUNT: state, Category.KANS: OPEN,
    }  # fmt: skip
    assert "■ knelpunt is ge" in html(app)


def test_all_rounds_pause_and_go_on(open_page, store, live):
    app = press(open_page(PAGE), "Pauzeer alles")
    assert set(store.live.day(live.event_id).rounds.values()) == {PAUSED}
    press(app, "Ga verder")
    assert set(store.live.day(live.event_id).rounds.values()) == {OPEN}


def test_closing_makes_a_copy_and_leads_on(open_page, store, live, send, tmp_path):
    send("korte lijnen")
    app = press(open_page(PAGE), "Sluit de ronde")
    assert set(store.live.day(live.event_id).rounds.values()) == {CLOSED}
    assert "De ronde is gesloten. Er is een reservekopie gemaakt." in html(app)
    assert len(list(tmp_path.rglob(f"*{live.event_id}.zip"))) == 1
    assert "1 uitspraak binnen; de computer bekijkt er nog 1." in texts(app)
    primary = [one.label for one in app.button if one.proto.type == "primary"]
    assert primary == ["Kijk de voorstellen na"]
    press(app, "Open alles weer")
    assert set(store.live.day(live.event_id).rounds.values()) == {OPEN}


def test_a_copy_that_fails_is_told_and_the_round_is_closed(open_page, store, live, monkeypatch):
    def fails(*_):
        raise StoreError("De schijf is vol.", remedy="Maak ruimte vrij.")

    monkeypatch.setattr(live_rounds, "automatic_copy", fails)
    app = press(open_page(PAGE), "Sluit de ronde")
    assert set(store.live.day(live.event_id).rounds.values()) == {CLOSED}
    [warning] = app.warning
    assert "De schijf is vol. Maak ruimte vrij." in warning.value
    assert "reservekopie gemaakt" not in html(app)


def test_the_timer_starts_gets_a_minute_more_and_stops(open_page, store, live):
    def left():
        end = datetime.fromisoformat(store.live.day(live.event_id).wall.timer)
        return (end - datetime.now(UTC)).total_seconds() / 60

    app = press(open_page(PAGE), "3 minuten")
    assert 2 < left() <= 3
    assert re.search(r"Nog [23]:\d\d", html(app))
    press(app, "Eén minuut erbij")
    assert 3 < left() <= 4
    press(app, "Stop de timer")
    assert store.live.day(live.event_id).wall.timer is None
    app.number_input(key="regie.keuze.minuten").set_value(25)
    press(app, "Start")
    assert 24 < left() <= 25


def test_that_the_time_is_up_is_told(open_page, store, live):
    past = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    store.live.set_wall(live.event_id, type(live.wall)(timer=past))
    assert "De tijd is om" in html(open_page(PAGE))
    assert store.live.day(live.event_id).open


# What came in


def test_the_list_is_new_first_and_shows_what_was_sent_as_text(open_page, send):
    send("eerst <b>dit</b>")
    send("daarna *dat*", corner=1, kind=Category.KANS)
    shown = html(open_page(PAGE))
    assert shown.index("daarna *dat*") < shown.index("eerst &lt;b&gt;dit&lt;/b&gt;")
    assert "★ kans</b> · Openbaar *Ministerie*" in shown


@pytest.mark.parametrize(
    ("do", "undo", "field", "value"),
    [
        ("Verberg 1", "Toon 1", "state", PostState.HIDDEN),
        ("Zet 1 vast", "Maak 1 los", "pinned", True),
        ("Citeer 1", "1 geen citaat", "quote", True),
    ],
)
@pytest.mark.parametrize("way", ["button", "undo"])
def test_an_act_changes_the_store_and_can_be_taken_back(
    open_page, store, live, send, do, undo, field, value, way
):
    [one] = send("korte lijnen")
    was = getattr(post_of(store, live, one), field)
    app = press(open_page(PAGE), do)
    assert getattr(post_of(store, live, one), field) == value
    assert "Uitspraak 1 is" in html(app)
    press(app, undo if way == "button" else "Maak ongedaan")
    assert getattr(post_of(store, live, one), field) == was


def test_a_statement_is_mended_moved_and_of_another_kind(open_page, store, live, send):
    [one] = send("korte lijne")
    app = press(open_page(PAGE), "Meer 1")
    app.text_area(key=f"regie.tekst.{one}").input("korte lijnen")
    press(app, "Bewaar de tekst")
    app.selectbox(key=f"regie.hoek.{one}").select("Welzijn").run()
    app.segmented_control(key=f"regie.soort.{one}").select(Category.KANS).run()

    now = post_of(store, live, one)
    assert (now.text, now.original) == ("korte lijnen", "korte lijne")
    assert (now.corner, now.category) == ("Welzijn", Category.KANS)
    assert "“korte lijne”" in texts(app)

    for _ in range(3):
        press(app, "Maak ongedaan")
    now = post_of(store, live, one)
    assert (now.text, now.corner, now.category) == ("korte lijne", "Politie", Category.WERKT)
    assert button(app, "Maak ongedaan").disabled


def test_statements_are_merged_and_taken_apart(open_page, store, live, send):
    one, same, _ = send("korte lijnen", "de korte lijnen", "te weinig tijd")
    app = press(open_page(PAGE), "Meer 1")
    choice = app.multiselect(key=f"regie.samen.{one}")
    assert choice.options[0] == "de korte lijnen"
    choice.select("de korte lijnen").run()
    press(app, "Voeg samen")
    assert post_of(store, live, same).merged_into == one
    assert store.counts(live.event_id).statements == 2

    app.selectbox(key="regie.keuze.laat_zien").select("Samengevoegd").run()
    press(app, "Haal weer uit elkaar")
    assert post_of(store, live, same).state is PostState.SHOWN
    assert store.counts(live.event_id).statements == 3


def test_what_a_colleague_did_meanwhile_is_not_undone(open_page, store, live, send):
    [one] = send("korte lijnen")
    app = press(open_page(PAGE), "Meer 1")
    app.text_area(key=f"regie.tekst.{one}").input("korte lijnen!")
    store.live.mend(live.event_id, one, "lange lijnen")
    press(app, "Bewaar de tekst")
    assert "Een collega heeft deze uitspraak net veranderd." in html(app)
    assert post_of(store, live, one).text == "lange lijnen"


def test_what_its_sender_took_back_is_told(open_page, store, live, send):
    [one] = send("korte lijnen")
    app = open_page(PAGE)
    with store._engine.connect() as connection:
        token = connection.exec_driver_sql("select token from live_statement").scalar()
    store.live.withdraw(token, now=datetime.now(UTC))
    press(app, "Verberg 1")
    assert "er niet meer" in html(app)
    assert "Ingetrokken door de afzender" in html(app)
    assert store.live.posts(live.event_id, [one]) == []


def test_the_list_stays_put_until_it_is_refreshed(open_page, send):
    send("korte lijnen")
    app = open_page(PAGE)
    send("iets nieuws")
    app.run()
    assert "iets nieuws" not in html(app)
    assert "1 nieuwe uitspraak staat nog niet in de lijst" in html(app)
    press(app, "Ververs de lijst")
    assert "iets nieuws" in html(app)
    assert "nog niet in de lijst" not in html(app.run())


def test_the_list_is_filtered_and_searched(open_page, send):
    send("korte lijnen", "samen optrekken")
    send("te weinig tijd", corner=2, kind=Category.KNELPUNT)
    app = open_page(PAGE)
    app.selectbox(key="regie.keuze.hoek").select("Welzijn").run()
    assert re.findall(r'<p class="uitspraak">(.*?)</p>', html(app)) == ["te weinig tijd"]
    app.selectbox(key="regie.keuze.hoek").select("").run()
    app.text_input(key="regie.keuze.zoek").input("LIJNEN").run()
    assert re.findall(r'<p class="uitspraak">(.*?)</p>', html(app)) == ["korte lijnen"]


def test_a_long_list_comes_in_pages(open_page, send):
    send(*(f"uitspraak nummer {at}" for at in range(60)))
    app = open_page(PAGE)
    assert html(app).count('class="uitspraak"') == 50
    app.number_input(key="regie.keuze.bladzijde").set_value(2).run()
    assert html(app).count('class="uitspraak"') == 10


# Names


NAMED = "Fatima El Amrani belde nooit terug"


def test_a_name_is_shown_only_to_decide_on_it(open_page, send):
    send(NAMED, held=[NAMED])
    app = open_page(PAGE)
    assert "<mark>Fatima El Amrani</mark>" in html(app)
    rows = html(app).split("bericht-0")[-1]
    assert "1 uitspraak wordt achtergehouden" in rows
    assert HELD in html(app)


def test_what_is_no_name_is_shown(open_page, store, live, send):
    [one] = send(NAMED, held=[NAMED])
    app = press(open_page(PAGE), "“Fatima El Amrani” is geen naam: toon 1")
    assert "Fatima El Amrani" in store.allowed_forms(live.event_id)
    assert post_of(store, live, one).names is NamesState.RELEASED
    assert post_of(store, live, one).on_wall
    assert "Misschien een naam" not in [h.value for h in app.subheader]


def test_a_name_is_replaced_everywhere(open_page, store, live, send):
    [one, other] = send(NAMED, "Vraag Fatima El Amrani", held=[NAMED, "Vraag Fatima El Amrani"])
    press(open_page(PAGE), "Vervang “Fatima El Amrani”")
    now = {post.statement_id: post for post in store.live.posts(live.event_id)}
    assert "Fatima" not in now[one].text + now[one].original + now[other].text
    assert "[persoon 1]" in now[one].text
    assert now[one].names is NamesState.NEW  # to be looked at anew before it is on the wall


def test_what_is_left_held_back_stays_so_and_can_be_taken_up_again(open_page, store, live, send):
    [one] = send(NAMED, held=[NAMED])
    app = press(open_page(PAGE), "Laat 1 achtergehouden")
    assert post_of(store, live, one).names is NamesState.HELD
    assert "<mark>" not in html(app)
    assert "Fatima" not in html(app)
    press(app, "Beslis over 1")
    assert "<mark>Fatima El Amrani</mark>" in html(app)


# Phones, wall, feeling connected, taking along


def test_the_phones_get_a_code_on_the_screen_and_a_new_one(open_page, store, live):
    app = part(open_page(PAGE), "telefoons")
    assert f"http://192.168.1.9:8501/meedoen/{live.corners[0].code}" in html(app)
    app.selectbox(key="regie.keuze.qr_hoek").select("Welzijn").run()
    press(app, "Nieuwe code")
    assert "werkt dan niet meer" in texts(app)
    assert store.live.day(live.event_id).corners == live.corners
    press(app, "Ja, maak een nieuwe code")
    now = store.live.day(live.event_id).corners
    assert now[:2] == live.corners[:2]
    assert now[2].code != live.corners[2].code
    assert now[2].code in html(app)


def test_a_test_message_is_sent_and_counts_nowhere(open_page, store, live):
    app = press(part(open_page(PAGE), "telefoons"), "Stuur een proefbericht")
    [post] = store.live.posts(live.event_id)
    assert post.state is PostState.TEST
    assert "Kijk op de muur" in html(app)
    assert store.counts(live.event_id).statements == 0
    part(app, "uitspraken")
    assert "proefbericht" in html(app)


def test_an_address_that_phones_cannot_reach_is_told(open_page, live, monkeypatch):
    monkeypatch.setenv("KOFFIEHOEK_LUISTERT", "http://127.0.0.1:8501")
    assert live
    app = part(open_page(PAGE), "telefoons")
    assert "koffiehoek start --open" in app.warning[0].value


def test_the_wall_is_steered(open_page, store, live):
    app = part(open_page(PAGE), "muur")
    app.selectbox(key="muur-beeld").select("hoek").run()
    app.selectbox(key="muur-onderwerp").select("Welzijn").run()
    app.toggle(key="muur-stil").set_value(True).run()
    app.number_input(key="muur-seconden").set_value(20).run()
    app.number_input(key="muur-minste").set_value(5).run()
    wall = store.live.day(live.event_id).wall
    assert (wall.scene, wall.subject, wall.frozen) == ("hoek", "Welzijn", True)
    assert (wall.seconds, wall.least) == (20, 5)
    assert not app.error


def test_connectedness_is_asked_and_never_told_of_fewer_than_five(open_page, store, live):
    app = part(open_page(PAGE), "verbondenheid")
    app.segmented_control(key="verbondenheid-nu").select(Moment.BEGIN).run()
    assert store.live.day(live.event_id).bonding is Moment.BEGIN
    for corner, number in ((0, 4), (1, 5)):
        door = store.live.door(live.corners[corner].code)
        assert isinstance(door, Door)
        for at in range(number):
            store.live.answer_bond(f"{corner}-{at}", door, (4, 5, 3))
    app.run()
    [few, enough, none] = re.findall(r"<tr><th scope=row>(.*?)</tr>", html(app))
    assert "<td>4</td><td>minder dan 5</td><td>0</td><td>–</td>" in few
    assert "<td>5</td><td>4,0</td>" in enough
    assert "<td>0</td><td>–</td><td>0</td>" in none


def test_what_came_in_is_taken_along_as_it_is_at_that_moment(open_page, live, send, monkeypatch):
    made = {}

    def keep(label, make, *_, **__):
        made[label] = make

    monkeypatch.setattr("streamlit.delta_generator.DeltaGenerator.download_button", keep)
    monkeypatch.setattr("streamlit.download_button", keep)
    app = part(open_page(PAGE), "meenemen")
    assert not app.exception
    send("na het tekenen", NAMED, held=[NAMED])
    csv = made["Uitspraken (CSV)"]().decode("utf-8-sig")
    assert live.event_id
    assert "na het tekenen" in csv
    assert "Fatima" not in csv
    assert made["Matrix en uitspraken (Excel)"]().startswith(b"PK")


def test_all_that_was_sought_is_hidden_with_one_press_and_back_with_one(
    open_page, store, live, send
):
    send("lol lol", "lol", "Korte lijnen")
    app = open_page(PAGE).run()
    assert not [one for one in app.button if one.label.startswith("Verberg alle")]
    app.text_input(key="regie.keuze.zoek").set_value("lol").run()
    press(app, "Verberg alle 2 in deze lijst")

    def hidden():
        posts = store.live.posts(live.event_id)
        return {post.text for post in posts if post.state is PostState.HIDDEN}

    assert hidden() == {"lol lol", "lol"}
    assert "2 uitspraken zijn verborgen." in texts(app)
    press(app, "Maak ongedaan")
    assert hidden() == set()
