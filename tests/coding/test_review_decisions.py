"""What acts of a reviewer add; undoing them; two coders at once; examples to learn from."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from analysis.coding.review import cases
from analysis.coding.review_decisions import (
    Coder,
    accept,
    others_since,
    restate_themes,
    set_code,
    set_kind,
    step,
    toggle_theme,
    training_examples,
    undo,
)
from analysis.store import ImportItem, open_store
from analysis.types import Category, Coding, CodingTarget, Corner, Event, Place, Reading, Statement

THEMES = ("integraliteit", "openheid", "betrokkenheid")
NOON = datetime(2024, 11, 14, 12, tzinfo=UTC)
THEME, KIND = CodingTarget.THEME, CodingTarget.CATEGORY
MACHINE = "machine:proef@1"


class Day:
    """A day of one statement in a real database."""

    def __init__(self, store, kind=Category.WERKT, basis="heading"):
        self.store = store
        self.event = store.create_event(Event("", "Dag", "bv@1", corners=(Corner("OM"),)))
        one = Statement("s", "wij bellen elkaar", "OM", kind, basis, "a.txt", Place(1, 1))
        store.import_readings(self.event.id, [ImportItem(Reading("a.txt", (one,), ()), "sha")])
        self.minutes = 0

    @property
    def case(self):
        (case,) = cases(
            self.store.statements(self.event.id), self.store.latest_codings(self.event.id)
        )
        return case

    def coder(self, name):
        self.minutes += 1
        return Coder(name, "bv@1", NOON + timedelta(minutes=self.minutes))

    def add(self, codings):
        act = step(codings, {"s": self.case})
        self.store.add_codings(self.event.id, codings)
        return act

    def propose(self, *themes, kind=None, probability=0.8):
        proposed = [
            Coding("s", THEME, theme, theme in themes, MACHINE, "bv@1", NOON, probability)
            for theme in THEMES
        ]
        if kind:
            proposed.append(Coding("s", KIND, kind, True, MACHINE, "bv@1", NOON, probability))
        self.add(proposed)

    def accept(self, name, *chosen):
        return self.add(accept(self.case, THEMES, chosen, self.coder(name)))

    def toggle(self, name, theme, assigned):
        return self.add(toggle_theme(self.case, THEMES, theme, assigned, self.coder(name)))

    def undo(self, act):
        now = NOON + timedelta(hours=2)
        self.store.add_codings(self.event.id, undo(act, {"s": self.case}, now))

    @property
    def themes(self):
        return self.case.assigned(THEME, THEMES)


@pytest.fixture
def day(store):
    return Day(store)


# Deciding


def test_accepting_confirms_every_theme_once(day):
    day.propose("openheid")

    first = day.accept("Ann", "openheid")
    again = day.accept("Ann", "openheid")

    assert {c.code: c.assigned for c in first.added} == {
        "integraliteit": False, "openheid": True, "betrokkenheid": False,
    }  # fmt: skip
    assert again.added == ()
    assert day.case.reviewed


def test_agreeing_with_another_coder_is_a_decision_of_ones_own(day):
    day.accept("Ann", "openheid")

    assert len(day.accept("Bea", "openheid").added) == len(THEMES)
    assert day.themes == {"openheid"}


def test_one_theme_changed_confirms_the_others_but_not_over_another_coder(day):
    day.propose("openheid")
    day.add([Coding("s", THEME, "betrokkenheid", True, "Bea", "bv@1", NOON)])

    act = day.toggle("Ann", "integraliteit", True)

    assert {c.code for c in act.added} == {"integraliteit", "openheid"}
    assert day.themes == {"integraliteit", "openheid", "betrokkenheid"}
    assert day.case.current(THEME, "betrokkenheid").coder == "Bea"


def test_the_kind_is_confirmed_only_where_the_text_gave_it_or_speaks_against(store):
    plain, clashing, from_text = Day(store), Day(store), Day(store, None, None)
    plain.propose(kind="werkt")
    clashing.propose(kind="knelpunt")
    from_text.propose(kind="kans")

    kinds = [
        [c.code for c in day.accept("Ann").added if c.target is KIND and c.assigned]
        for day in (plain, clashing, from_text)
    ]

    assert kinds == [[], ["werkt"], ["kans"]]
    assert clashing.case.clash is None
    assert from_text.case.statement.category_basis is None


@pytest.mark.parametrize("kind", [*Category, None])
def test_the_kind_can_be_set_and_taken_away(day, kind):
    day.add(set_kind(day.case, kind, day.coder("Ann")))

    assert day.case.statement.category is kind
    assert not day.case.reviewed


def test_other_codes_do_not_make_a_statement_reviewed(day):
    day.add(set_code(day.case, "concurrentie", True, day.coder("Ann")))

    assert day.case.assigned(CodingTarget.DIMENSION, ["concurrentie"]) == {"concurrentie"}
    assert not day.case.reviewed


# Undoing


def test_undoing_the_first_decision_brings_the_proposal_back(day):
    day.propose("openheid")
    act = day.accept("Ann", "betrokkenheid")

    day.undo(act)

    assert day.themes == {"openheid"}
    assert not day.case.reviewed


def test_undoing_a_change_brings_back_ones_earlier_word(day):
    day.accept("Ann", "openheid")
    act = day.accept("Ann", "betrokkenheid")

    day.undo(act)

    assert day.themes == {"openheid"}
    assert day.case.reviewed


def test_undoing_gives_way_to_what_another_decided_before(day):
    day.accept("Ann", "openheid")
    day.accept("Bea", "integraliteit")
    act = day.accept("Ann", "betrokkenheid")

    day.undo(act)

    assert day.themes == {"integraliteit"}


def test_undoing_does_not_overrule_what_another_decided_since(day):
    day.accept("Ann", "openheid")
    act = day.accept("Ann", "betrokkenheid")
    day.accept("Bea", "integraliteit")

    day.undo(act)

    assert day.themes == {"integraliteit"}


def test_undoing_forgets_nothing(day):
    act = day.accept("Ann", "openheid")
    day.undo(act)

    history = day.store.history(day.event.id, "s")
    assert [d.coding.withdrawn for d in history] == [False] * 3 + [True] * 3


SORTS = some.sampled_from(["accept", "toggle", "kind"])
ACTS = some.lists(some.tuples(SORTS, some.sets(some.sampled_from(THEMES))), min_size=1, max_size=5)


@settings(max_examples=15, deadline=None)
@given(acts=ACTS)
def test_undoing_all_steps_ends_where_it_began(tmp_path_factory, acts):
    path = tmp_path_factory.mktemp("stappen") / "proef.sqlite3"
    with open_store(f"sqlite:///{path}") as store:
        day = Day(store)
        day.propose("openheid")
        stood, taken = [(day.themes, day.case.statement.category)], []
        for sort, chosen in acts:
            taken.append(_take(day, sort, chosen))
            stood.append((day.themes, day.case.statement.category))

        for act in reversed(taken):
            assert (day.themes, day.case.statement.category) == stood.pop()
            day.undo(act)

        assert (day.themes, day.case.statement.category) == stood.pop()
        assert not day.case.reviewed


def _take(day, sort, chosen):
    if sort == "accept":
        return day.accept("Ann", *chosen)
    if sort == "toggle":
        return day.toggle("Ann", "openheid", "openheid" in chosen)
    kind = Category.KANS if chosen else Category.WERKT
    return day.add(set_kind(day.case, kind, day.coder("Ann")))


# Two coders, and what is learned


def test_what_others_decided_since_is_told_by_name_once(day):
    day.accept("Cem", "openheid")
    drawn = day.case

    day.accept("Bea", "openheid")
    day.accept("Ann", "integraliteit")

    assert others_since(drawn, day.case, "Ann") == ["Bea"]
    assert others_since(day.case, day.case, "Ann") == []


def test_examples_hold_what_people_said_and_no_names_or_ids(store):
    reviewed, untouched, from_text = Day(store), Day(store), Day(store, None, None)
    for day in (reviewed, untouched, from_text):
        day.propose("openheid", kind="kans", probability=0.6)
    reviewed.accept("Ann", "betrokkenheid", "integraliteit")
    reviewed.accept("Bea", "betrokkenheid", "integraliteit")
    from_text.add(restate_themes(from_text.case, THEMES, (), from_text.coder("Ann")))

    examples = list(training_examples([reviewed.case, untouched.case, from_text.case], THEMES))

    text = "wij bellen elkaar"
    assert examples == [
        {"text": text, "themes": ["integraliteit", "betrokkenheid"], "category": "werkt",
         "coders": 2},
        {"text": text, "themes": [], "category": None, "coders": 1},
    ]  # fmt: skip
