"""A live day in the database, on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from analysis.errors import StoreError
from analysis.live.days import Moment, NamesState, PostState, RoundState, WallChoice
from analysis.live.posting import Kept, Post, Refusal
from analysis.live.tokens import issue
from analysis.types import Category, Coding, CodingTarget, Corner, Span

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


class Room:
    """A live day and short ways to send to it."""

    def __init__(self, store, event_id):
        self.store, self.live, self.id = store, store.live, event_id
        self.day = store.live.open_day(event_id, now=NOW)
        self.codes = {one.corner: one.code for one in self.day.corners}

    def post(self, text="Korte lijnen", corner="Politie", kind=Category.WERKT, *, at=NOW):
        code = self.codes[corner]
        door = self.live.door(code)
        token = issue(door.secret if door else "00", code, at)
        return Post(code, kind, text, token, at)

    def send(self, *texts, **options):
        posts = [self.post(text, **options) for text in texts]
        return self.live.keep(posts)

    def all(self):
        return {post.text: post for post in self.live.posts(self.id)}

    def texts(self):
        return [statement.text for statement in self.store.statements(self.id)]


@pytest.fixture
def room(store, event_id):
    return Room(store, event_id)


def test_a_day_that_is_opened_twice_keeps_its_codes(store, room):
    assert store.live.open_day(room.id, now=NOW + timedelta(hours=1)) == room.day
    assert store.live.days() == [room.day]


def test_a_day_that_was_never_opened_is_not_live(store, event_id):
    assert store.live.day(event_id) is None
    assert store.live.days() == []
    with pytest.raises(StoreError, match="bestaat niet meer"):
        store.live.open_day("weg", now=NOW)


def test_what_was_sent_is_a_statement_at_once(store, room):
    (kept,) = room.send("Korte lijnen", corner="OM", kind=Category.KANS)
    (statement,) = store.statements(room.id)
    assert isinstance(kept, Kept)
    assert kept.fresh
    assert statement.id == kept.statement_id
    assert (statement.text, statement.corner) == ("Korte lijnen", "OM")
    assert (statement.category, statement.category_basis) == (Category.KANS, "question")
    assert [source.name for source in store.sources(room.id)] == ["Live"]
    assert store.surroundings(room.id, kept.statement_id).here[0].text == "Korte lijnen"


def test_a_token_is_kept_once_also_within_one_batch(room):
    post = room.post()
    first, second = room.live.keep([post, post])
    (third,) = room.live.keep([post])
    assert first.fresh
    assert not second.fresh
    assert not third.fresh
    assert first.statement_id == second.statement_id == third.statement_id
    assert room.texts() == ["Korte lijnen"]


def test_threads_that_send_the_same_token_keep_it_once(room):
    posts = [room.post(f"tekst {number}") for number in range(20)]
    outcomes = []

    def send():
        outcomes.append(room.live.keep(posts))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(room.texts()) == sorted(f"tekst {number}" for number in range(20))
    assert len({tuple(o.statement_id for o in outcome) for outcome in outcomes}) == 1
    assert sum(o.fresh for outcome in outcomes for o in outcome) == 20


@pytest.mark.parametrize(
    ("state", "refusal"),
    [(RoundState.PAUSED, Refusal.PAUSED), (RoundState.CLOSED, Refusal.CLOSED)],
)
def test_a_round_that_is_not_open_takes_nothing(room, state, refusal):
    before = room.post("ervoor")
    room.live.keep([before])
    room.live.set_rounds(room.id, {Category.WERKT: state})
    assert room.send("erna") == [refusal]
    assert isinstance(room.send("ander", kind=Category.KANS)[0], Kept)
    assert isinstance(room.live.keep([before])[0], Kept)  # it was kept before
    assert room.texts() == ["ervoor", "ander"]
    assert room.live.day(room.id).open


def test_a_day_with_all_rounds_closed_is_not_open(room):
    room.live.set_rounds(room.id, dict.fromkeys(Category, RoundState.CLOSED))
    assert not room.live.day(room.id).open


def test_a_code_that_was_renewed_leads_nowhere(room):
    old = room.post()
    new = room.live.renew_code(room.id, "Politie")
    assert room.live.door(old.code) is None
    assert room.live.keep([old]) == [Refusal.UNKNOWN]
    assert room.live.door(new).corner == "Politie"
    with pytest.raises(StoreError):
        room.live.renew_code(room.id, "weg")


def test_codes_follow_corners(store, room):
    code = room.codes["Politie"]
    corners = [Corner("Politie Oost"), Corner("OM"), Corner("Halt")]
    store.set_corners(room.id, corners, renamed={"Politie": "Politie Oost"})
    day = room.live.day(room.id)
    assert [one.corner for one in day.corners] == ["Politie Oost", "OM", "Halt"]
    assert room.live.door(code).corner == "Politie Oost"
    store.set_corners(room.id, corners[:1])
    assert [one.corner for one in room.live.day(room.id).corners] == ["Politie Oost"]


def test_the_sender_changes_and_takes_back(store, room):
    post = room.post()
    (kept,) = room.live.keep([post])
    later = NOW + timedelta(minutes=4)
    changed = room.live.change(post.token, "Lange lijnen", Category.KNELPUNT, now=later)
    assert (changed.text, changed.category) == ("Lange lijnen", Category.KNELPUNT)
    assert room.live.receipts([post.token, "onbekend"])[0].text == "Lange lijnen"
    assert store.surroundings(room.id, kept.statement_id).here[0].text == "Lange lijnen"
    assert room.live.withdraw(post.token, now=later) is None
    assert room.live.withdraw(post.token, now=later) is None
    assert store.statements(room.id) == []
    assert set(store.texts(room.id)) == {"Politie", "OM", "Live"}  # nothing of it is left
    assert room.live.receipts([post.token]) == []
    assert room.live.keep([post]) == [Refusal.WITHDRAWN]
    assert room.live.posts(room.id) == []


def test_after_five_minutes_it_stands(room):
    post = room.post()
    room.live.keep([post])
    late = NOW + timedelta(minutes=5, seconds=1)
    assert room.live.change(post.token, "x", Category.KANS, now=late) is Refusal.TOO_LATE
    assert room.live.withdraw(post.token, now=late) is Refusal.TOO_LATE
    assert room.live.withdraw("onbekend", now=NOW) is Refusal.UNKNOWN
    assert room.texts() == ["Korte lijnen"]


def test_a_changed_text_loses_its_evidence_and_is_looked_at_anew(store, room):
    post = room.post()
    (kept,) = room.live.keep([post])
    room.live.looked_at(room.id, store.statements(room.id), [])
    coding = Coding(
        kept.statement_id, CodingTarget.THEME, "openheid", True, "machine:x", "bv@1", NOW, 0.9,
        (Span(0, 5, "korte"),),
    )  # fmt: skip
    store.add_codings(room.id, [coding])
    room.live.change(post.token, "Anders", Category.WERKT, now=NOW)
    assert store.evidence(room.id, [kept.statement_id]) == {}
    assert room.live.waiting(10) == {room.id: [kept.statement_id]}


def test_hidden_is_off_the_wall_and_stays_a_statement(store, room):
    hidden, shown = (one.statement_id for one in room.send("grof", "net"))
    assert room.live.off_wall(room.id) == {hidden, shown}  # nobody looked for names yet
    room.live.looked_at(room.id, store.statements(room.id), [])
    assert room.live.off_wall(room.id) == frozenset()
    room.live.mark(room.id, [hidden], state="hidden")
    assert room.live.off_wall(room.id) == {hidden}
    assert room.texts() == ["grof", "net"]
    assert room.all()["grof"].state is PostState.HIDDEN
    assert not room.all()["grof"].on_wall
    room.live.mark(room.id, [hidden], state="shown", pinned=True, quote=True)
    assert room.all()["grof"].on_wall
    assert (room.all()["grof"].pinned, room.all()["grof"].quote) == (True, True)
    with pytest.raises(StoreError, match="is er niet meer"):
        room.live.mark(room.id, [hidden, "weg"], state="hidden")
    assert room.all()["grof"].state is PostState.SHOWN  # all of it, or nothing


def test_every_change_counts_as_a_change_of_the_day(store, room):
    (kept,) = room.send("een")
    seen = [store.revision(room.id)]
    for change in (
        lambda: room.live.mark(room.id, [kept.statement_id], state="hidden"),
        lambda: room.live.set_wall(room.id, WallChoice(frozen=True)),
        lambda: room.live.set_rounds(room.id, {Category.KANS: RoundState.PAUSED}),
        lambda: room.live.looked_at(room.id, store.statements(room.id), []),
        lambda: room.live.mend(room.id, kept.statement_id, "twee"),
        lambda: room.send("drie"),
        lambda: room.live.set_bonding(room.id, Moment.BEGIN),
    ):
        change()
        seen.append(store.revision(room.id))
    assert seen == sorted(set(seen))


def test_a_mended_text_keeps_what_was_sent(room):
    (kept,) = room.send("korte lijne")
    room.live.mend(room.id, kept.statement_id, "Korte lijnen")
    (post,) = room.live.posts(room.id)
    assert (post.text, post.original) == ("Korte lijnen", "korte lijne")
    assert post.names is NamesState.NEW


def test_merged_ones_count_once_and_can_be_taken_apart(store, room):
    one, two, three = (kept.statement_id for kept in room.send("een", "twee", "drie"))
    room.live.merge(room.id, one, [two, three])
    assert room.texts() == ["een"]
    assert {left.text for left in store.left_out(room.id)} == {"twee", "drie"}
    assert room.all()["twee"].state is PostState.MERGED
    assert room.all()["twee"].merged_into == one
    assert room.live.received(room.id)["Politie"][0] == 1
    room.live.unmerge(room.id, two)
    assert sorted(room.texts()) == ["een", "twee"]
    assert [left.text for left in store.left_out(room.id)] == ["drie"]
    assert room.live.waiting(10)[room.id].count(two) == 1
    (again,) = store.statements(room.id, [two])
    assert (again.corner, again.category) == ("Politie", Category.WERKT)
    with pytest.raises(StoreError):
        room.live.unmerge(room.id, two)
    with pytest.raises(StoreError):
        room.live.merge(room.id, one, [three])


def test_what_was_pinned_or_quoted_stays_so_in_what_it_is_merged_into(room):
    one, two = (kept.statement_id for kept in room.send("een", "twee"))
    room.live.mark(room.id, [one], state="hidden")
    room.live.mark(room.id, [two], pinned=True, quote=True)
    room.live.merge(room.id, one, [two])
    left = room.all()["een"]
    assert (left.pinned, left.quote, left.state) == (True, True, PostState.HIDDEN)


def test_what_is_merged_can_be_changed_by_nobody(room):
    keep, gone = room.post("een"), room.post("twee")
    kept = room.live.keep([keep, gone])
    room.live.merge(room.id, kept[0].statement_id, [kept[1].statement_id])
    assert room.live.change(gone.token, "x", Category.KANS, now=NOW) is Refusal.TOO_LATE
    assert isinstance(room.live.keep([gone])[0], Kept)  # a replay stores nothing
    assert room.texts() == ["een"]


def test_looked_at_leaves_what_changed_meanwhile_for_the_next_time(store, room):
    first, second = room.post("een"), room.post("twee")
    ids = [kept.statement_id for kept in room.live.keep([first, second])]
    seen = store.statements(room.id)
    room.live.change(second.token, "Jan de Vries", Category.WERKT, now=NOW)
    assert room.live.looked_at(room.id, seen, []) == ids[:1]
    assert room.live.waiting(10) == {room.id: ids[1:]}
    assert room.live.off_wall(room.id) == {ids[1]}


def test_held_back_until_released(store, room):
    (kept,) = room.send("Jan zegt ja")
    room.live.looked_at(room.id, store.statements(room.id), [kept.statement_id])
    assert room.live.off_wall(room.id) == {kept.statement_id}
    room.live.mark(room.id, [kept.statement_id], names="released")
    assert room.live.off_wall(room.id) == frozenset()


def test_a_word_that_is_allowed_makes_held_ones_looked_at_again(store, room):
    (kept,) = room.send("Jan zegt ja")
    room.live.looked_at(room.id, store.statements(room.id), [kept.statement_id])
    store.allow_form("Jan", event_id=room.id)
    assert room.live.waiting(10) == {room.id: [kept.statement_id]}
    assert room.live.posts(room.id)[0].held  # until then
    room.live.looked_at(room.id, store.statements(room.id), [])
    assert not room.live.posts(room.id)[0].held
    assert room.live.off_wall(room.id) == frozenset()


def test_a_name_that_is_taken_out_goes_from_text_line_corner_and_code(store, room):
    room.send("Jan zegt ja")
    store.rewrite(room.id, lambda text: text.replace("Jan", "[persoon 1]").replace("Pol", "Bol"))
    assert room.texts() == ["[persoon 1] zegt ja"]
    assert room.live.posts(room.id)[0].original == "[persoon 1] zegt ja"
    assert room.live.door(room.codes["Politie"]).corner == "Bolitie"


def test_counts_per_corner(room):
    room.send("een", "twee")
    room.send("drie", corner="OM", at=NOW + timedelta(minutes=3))
    assert room.live.received(room.id) == {
        "Politie": (2, NOW), "OM": (1, NOW + timedelta(minutes=3))
    }  # fmt: skip


def test_a_test_message_is_no_statement_and_there_is_one_of_them(room):
    room.live.add_test(room.id, "OM", now=NOW)
    room.live.add_test(room.id, "Politie", now=NOW)
    (post,) = room.live.posts(room.id)
    assert post.state is PostState.TEST
    assert "proefbericht" in post.text
    assert room.texts() == []
    assert room.live.waiting(10) == {}


def test_feeling_connected_is_counted_per_corner_and_moment(room):
    door = room.live.door(room.codes["OM"])
    room.live.set_bonding(room.id, Moment.BEGIN)
    door = room.live.door(room.codes["OM"])
    for token, answers in (("a", (1, 2, 3)), ("b", (5, 4, 3)), ("b", (1, 1, 1))):
        room.live.answer_bond(token, door, answers)
    ((key, bond),) = room.live.bonds(room.id).items()
    assert key == ("OM", Moment.BEGIN)
    assert (bond.number, bond.seen, bond.belonging, bond.mattering) == (2, 3.0, 3.0, 3.0)


def test_one_process_has_the_turn_until_it_says_nothing(store):
    def turn(who, seconds):
        return store.live.take_turn("coder", who, now=NOW + timedelta(seconds=seconds), seconds=6)

    assert [turn("a", 0), turn("b", 1), turn("a", 4), turn("b", 9)] == [True, False, True, False]
    assert [turn("b", 11), turn("a", 12)] == [True, False]


def test_the_choice_for_the_wall_is_kept(room):
    choice = WallChoice(scene="hoek", subject="OM", frozen=True, least=1, seconds=20, timer="x")
    room.live.set_wall(room.id, choice)
    assert room.live.day(room.id).wall == choice


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"scene": 5, "least": "x", "frozen": 1, "unknown": 2}', "{"]
)
def test_a_choice_of_another_version_gets_its_first_values(text):
    assert WallChoice.from_json(text) == WallChoice()


def test_removing_the_day_removes_all_of_it(store, room):
    room.send("een")
    store.delete_event(room.id)
    assert store.live.days() == []
    assert store.live.waiting(10) == {}
    assert store.live.door(room.codes["OM"]) is None


def test_removing_the_source_lets_the_day_go_on(store, room):
    room.send("een")
    store.remove_source(room.id, store.sources(room.id)[0].id)
    room.send("twee")
    assert room.texts() == ["twee"]
    assert [post.text for post in room.live.posts(room.id) if post.text] == ["twee"]


def test_the_wall_tells_the_newest_the_pinned_and_the_quoted(store, room):
    ids = {}
    for number, text in enumerate(("een", "twee", "drie", "vier", "vijf")):
        (kept,) = room.send(text, at=NOW + timedelta(seconds=number))
        ids[text] = kept.statement_id
    room.live.looked_at(room.id, store.statements(room.id), [ids["vijf"]])
    room.live.mark(room.id, [ids["een"]], pinned=True)
    room.live.mark(room.id, [ids["twee"]], quote=True, state="hidden")
    told = room.live.told_on_wall(room.id, newest=2)
    assert [post.text for post in told] == ["vier", "drie", "een"]
    room.live.add_test(room.id, "OM", now=NOW + timedelta(minutes=1))
    assert len(room.live.told_on_wall(room.id, newest=2)) == 4
