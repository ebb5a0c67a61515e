"""The page Projectie: what is sent to the wall, for whom, and what its keys do."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from analysis.codebook import load_codebook
from analysis.live.days import Moment
from analysis.live.opening import make_live_day
from analysis.live.posting import Post
from analysis.live.wall_scenes import SceneKind
from analysis.privacy.holding import HELD
from analysis.storing import codebook_of, propose
from analysis.types import Category, CodingTarget
from pages.components import wall_data

CORNERS = ("Politie", "Team van Henk de Vries", "School")
TEXT = "samen overleggen met de gemeente"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(wall_data, "_SOONEST", 0)


@pytest.fixture
def live(store):
    """A live day of three corners, one of which is called after somebody."""
    return make_live_day(
        store, title="Themadag", corners=CORNERS, codebook=load_codebook("beter_verbonden"),
        now=datetime.now(UTC),
    )  # fmt: skip


def send(store, live, *texts, corner=0, seen=True):
    """Statements from a phone, looked at by the coder; their ids."""
    code = live.corners[corner].code
    posts = [Post(code, Category.KANS, t, uuid4().hex, datetime.now(UTC)) for t in texts]
    ids = [kept.statement_id for kept in store.live.keep(posts)]
    if seen:
        found = store.statements(live.event_id, ids)
        store.live.looked_at(live.event_id, found, held=[])
        codebook = codebook_of(store.event(live.event_id), store)
        store.add_codings(live.event_id, propose(found, codebook, datetime.now(UTC)))
    return ids


@pytest.fixture
def open_wall(open_page):
    """The wall, at a scene."""

    def draw(scene: str = "", **address: str) -> AppTest:
        app = open_page("projectie.py")
        for name, value in {"scene": scene, **address}.items():
            if value:
                app.query_params[name] = value
        return app.run()

    return draw


def sent(app: AppTest) -> str:
    """The picture as it is sent."""
    assert not app.exception
    assert not app.error
    pictures = [one.proto.body for one in app.get("html") if "muur-beeld" in one.proto.body]
    assert len(pictures) == 1
    return pictures[0]


def said(app: AppTest) -> str:
    """What is read on it."""
    return " ".join(re.sub("<[^>]*>", " ", sent(app)).split())


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=f"projectie-{key}").click().run()


def test_without_a_day_it_says_so(open_wall):
    assert said(open_wall()) == "Er is nog geen bijeenkomst."


def test_an_open_day_without_statements_shows_how_to_join(open_wall, live):
    told = said(open_wall())
    assert "Doe mee" in told
    assert f"{live.corners[0].code[:3]} {live.corners[0].code[3:]}" in told


def test_statements_come_up_and_go_when_they_are_hidden(open_wall, store, live):
    ids = send(store, live, *[f"{TEXT} {at}" for at in range(4)])
    app = open_wall("tellers")
    assert "4 uitspraken" in said(app)

    store.live.mark(live.event_id, ids[:1], state="hidden")

    assert "3 uitspraken" in said(app.run())
    store.live.mark(live.event_id, ids[1:2], state="hidden")
    assert "<3 uitspraken" in said(app.run()).replace("&lt;", "<")


@pytest.mark.parametrize("seen", [True, False])
def test_what_nobody_looked_at_is_not_on_the_wall(open_wall, store, live, seen):
    send(store, live, TEXT, seen=seen)
    assert (TEXT in said(open_wall("nieuw"))) is seen


def test_an_unchanged_wall_is_the_same_text(open_wall, store, live):
    send(store, live, TEXT, TEXT, TEXT)
    app = open_wall("matrix")
    assert sent(app) == sent(app.run())


def test_no_scene_shows_a_name(open_wall, store, live):
    ids = send(store, live, f"{TEXT} en Fatima el Amrani", TEXT, TEXT, corner=1)
    store.live.mark(live.event_id, ids, quote=True)
    bond(store, live)
    app = open_wall()

    for kind in SceneKind:
        app.query_params["scene"] = str(kind)
        told = sent(app.run())
        assert f'data-scene="{kind}-' in told
        assert 'class="leeg"' not in told
        assert not re.search("Fatima|Amrani|Henk|Vries", told)


def bond(store, live):
    for moment in (Moment.BEGIN, Moment.EIND):
        store.live.set_bonding(live.event_id, moment)
        door = store.live.door(live.corners[1].code)
        for _ in range(5):
            store.live.answer_bond(uuid4().hex, door, (1, 2, 4) if moment == "begin" else (2, 4, 4))
    store.live.set_bonding(live.event_id, Moment.NONE)


def test_before_and_after_stand_beside_each_other(open_wall, store, live):
    bond(store, live)
    told = said(open_wall("verbondenheid"))
    assert "1,0 → 2,0" in told
    assert "5 en 5" in told


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '" onmouseover="x',
        "</div>&amp;",
    ],
)
def test_a_hostile_text_stays_text(open_wall, store, live, hostile):
    ids = send(store, live, f"{hostile} {TEXT}")
    store.live.mark(live.event_id, ids, quote=True, names="released")
    for scene in ("nieuw", "citaten"):
        told = sent(open_wall(scene))
        assert hostile not in told
        assert TEXT in told


def test_a_proposal_is_told_from_what_a_person_looked_at(open_wall, store, live):
    ids = send(store, live, TEXT, TEXT, TEXT)
    app = open_wall("tellers")
    assert "voorstel van de computer" in said(app)
    assert "nagekeken door mensen" not in said(app)

    made = [c for c in store.latest_codings(live.event_id) if c.target is CodingTarget.THEME]
    by_hand = [replace(c, coder="An", probability=None, evidence=()) for c in made]
    store.add_codings(live.event_id, [c for c in by_hand if c.statement_id in ids])

    assert "nagekeken door mensen" in said(app.run())
    assert "voorstel van de computer" not in said(app)


def test_a_frozen_wall_takes_nothing_new_but_lets_go_of_what_is_hidden(open_wall, store, live):
    ids = send(store, live, *[f"{TEXT} {at}" for at in range(4)])
    app = open_wall("tellers")
    choice = store.live.day(live.event_id).wall
    store.live.set_wall(live.event_id, replace(choice, frozen=True))
    assert "4 uitspraken" in said(app.run())

    send(store, live, "later gekomen", corner=2)
    assert "4 uitspraken" in said(app.run())
    assert "later gekomen" not in said(open_wall("nieuw"))
    store.live.mark(live.event_id, ids[:1], state="hidden")
    assert "3 uitspraken" in said(app.run())

    store.live.set_wall(live.event_id, replace(choice, frozen=False))
    assert "3+ uitspraken" not in said(app.run())
    assert "later gekomen" in said(open_wall("nieuw"))


def test_a_test_message_comes_at_once(open_wall, store, live):
    store.live.add_test(live.event_id, "Politie", now=datetime.now(UTC))
    assert "Proefbericht" in said(open_wall())


def test_the_facilitator_chooses_the_scene_and_the_timer(open_wall, store, live):
    app = open_wall()
    end = "2030-01-01T12:00:00+00:00"
    choice = store.live.day(live.event_id).wall
    chosen = replace(choice, scene="hoek", subject=HELD, timer=end)  # as the page Regie calls it

    store.live.set_wall(live.event_id, chosen)

    told = sent(app.run())
    assert 'data-scene="hoek-2"' in told
    assert f'data-tot="{end}"' in told


def test_all_walls_share_what_was_worked_out(open_wall, store, live, monkeypatch):
    send(store, live, TEXT)
    made = []
    work_out = wall_data._work_out
    monkeypatch.setattr(wall_data, "_work_out", lambda *given: made.append(1) or work_out(*given))

    for _ in range(2):
        open_wall("matrix").run()
    assert len(made) == 1

    send(store, live, TEXT, seen=False)
    open_wall("matrix").run()
    assert len(made) == 2


def test_keys_walk_hold_and_let_go(open_wall, store, live):
    send(store, live, TEXT, TEXT, TEXT)
    app = open_wall()

    press(app, "1")
    assert app.query_params["scene"] == "matrix"
    assert 'data-scene="matrix-1"' in sent(app)
    press(app, "volgende")
    assert 'data-scene="hoek-1"' in sent(app)
    press(app, "vorige")
    assert app.query_params["scene"] == "matrix-1"
    press(app, "stil")
    assert "scene" not in app.query_params
    press(app, "stil")
    assert app.query_params["scene"]


def test_what_was_chosen_by_key_gives_way_to_the_facilitator(open_wall, store, live):
    send(store, live, TEXT)
    app = press(open_wall(), "1")
    assert 'data-scene="matrix-1"' in sent(app)
    choice = store.live.day(live.event_id).wall
    store.live.set_wall(live.event_id, replace(choice, scene="tellers"))
    assert 'data-scene="tellers-' in sent(app.run())
    assert "scene" not in app.query_params


def test_what_was_chosen_by_key_gives_way_after_a_while(open_wall, store, live):
    send(store, live, TEXT)
    app = press(open_wall(), "1")
    app.query_params["tot"] = "1"
    app.run()
    assert "scene" not in app.query_params


def test_dark_and_light_stand_in_the_address(open_wall, live):
    assert live.open
    app = open_wall()
    assert "muur-beeld donker" in sent(app)
    assert "muur-beeld licht" in sent(press(app, "stijl"))
    assert app.query_params["stijl"] == "licht"
    assert "muur-beeld donker" in sent(press(app, "stijl"))


def test_the_address_holds_the_day(open_wall, store, live):
    other = make_live_day(
        store, title="Andere dag", corners=["Halt"], codebook=load_codebook("beter_verbonden"),
        now=datetime.now(UTC),
    )  # fmt: skip
    assert "Andere dag" in said(open_wall())

    app = open_wall(dag=live.event_id)

    assert "Themadag" in said(app)
    assert app.sidebar.selectbox[0].value == other.event_id  # until the next run
    assert app.run().sidebar.selectbox[0].value == live.event_id
    assert "Andere dag" in said(open_wall(dag="bestaat-niet"))


def test_a_day_that_is_removed_leaves_the_wall(open_wall, store, live):
    send(store, live, TEXT)
    app = open_wall("nieuw")
    store.delete_event(live.event_id)
    assert TEXT not in said(app.run())
