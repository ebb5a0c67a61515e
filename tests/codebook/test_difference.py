"""Which statements flip under another codebook, and how the matrix moves."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import Codebook, Theme
from analysis.codebook.difference import Decided, Difference, Flip, difference, sample
from analysis.coding import SearchTermCoder
from analysis.types import Category, Place, Span, Statement

TEXTS = {
    "a": "wij delen alles",
    "b": "delen met ouders",
    "c": "samen met ouders",
    "d": "niets van dat al",
}
KINDS = {"a": Category.WERKT, "b": Category.KNELPUNT, "c": Category.KANS, "d": None}
STATEMENTS = [
    Statement(key, text, "Politie", KINDS[key], "heading", "x.txt", Place(1, 1))
    for key, text in TEXTS.items()
]


def book(*themes: tuple[str, tuple[str, ...]], obstacles: tuple[Theme, ...] = ()) -> Codebook:
    made = tuple(theme(name, *terms) for name, terms in themes)
    return Codebook(name="proef", version=1, title="Proef", themes=made, obstacles=obstacles)


def theme(name: str, *terms: str) -> Theme:
    return Theme(name=name, label=name, definition="x", terms=terms)


OLD = book(("openheid", ("delen",)), ("samen", ("samen",)))


def found(new: Codebook, *, old: Codebook = OLD, decided: Decided | None = None) -> Difference:
    sides = [(one, SearchTermCoder(one).propose(STATEMENTS)) for one in (old, new)]
    return difference(STATEMENTS, old=sides[0], new=sides[1], decided=decided or {})


def told(flips: tuple[Flip, ...]) -> list[str]:
    return [flip.key for flip in flips]


def test_the_same_codebook_changes_nothing() -> None:
    same = found(OLD)
    assert same.flips == ()
    assert same.before == same.after
    assert same.touched == 0


def test_another_term_flips_the_statements_that_hold_it() -> None:
    new = book(("openheid", ("ouders",)), ("samen", ("samen",)))

    result = found(new)

    assert told(result.changing) == ["a/openheid/uit", "c/openheid/aan"]
    assert [flip.evidence for flip in result.flips] == [
        (Span(4, 9, "delen"),), (Span(10, 16, "ouders"),),
    ]  # fmt: skip
    assert result.per_code() == {"openheid": (1, 1, 0)}
    assert (result.touched, result.statements) == (2, 4)


def test_the_matrix_counts_each_kind_before_and_after() -> None:
    result = found(book(("openheid", ("ouders", "niets")), ("samen", ("samen",))))

    assert dict(result.before) == {
        ("openheid", "werkt"): 1, ("openheid", "knelpunt"): 1, ("samen", "kans"): 1,
    }  # fmt: skip
    assert dict(result.after) == {
        ("openheid", "knelpunt"): 1, ("openheid", "kans"): 1, ("openheid", ""): 1,
        ("samen", "kans"): 1,
    }  # fmt: skip


@pytest.mark.parametrize("decision", [True, False])
def test_what_a_person_decided_does_not_change(decision: bool) -> None:
    new = book(("openheid", ("ouders",)), ("samen", ("samen",)))

    result = found(new, decided={("a", "openheid"): decision, ("d", "samen"): True})

    assert told(result.held) == ["a/openheid/uit"]
    assert told(result.changing) == ["c/openheid/aan"]
    for counts in (result.before, result.after):
        assert counts.get(("openheid", "werkt"), 0) == decision
        assert counts[("samen", "")] == 1
    assert result.per_code()["openheid"] == (1, 0, 1)


def test_a_new_theme_comes_and_a_removed_one_goes_also_where_a_person_said_yes() -> None:
    new = book(("lef", ("ouders",)), ("samen", ("samen",)))

    result = found(new, decided={("d", "openheid"): True})

    assert told(result.changing) == [
        "a/openheid/uit", "b/lef/aan", "b/openheid/uit", "c/lef/aan", "d/openheid/uit",
    ]  # fmt: skip
    assert [flip.statement_id for flip in result.changing if flip.decided] == ["d"]
    assert {theme for theme, _ in result.after} == {"lef", "samen"}
    assert result.themes == ("lef", "samen", "openheid")
    assert result.unfound == ()


def test_a_theme_that_nothing_has_is_known() -> None:
    new = book(("openheid", ("delen",)), ("samen", ("samen",)), ("lef", ("durf",)))
    assert found(new).unfound == ("lef",)
    assert found(new, decided={("d", "lef"): True}).unfound == ()


def test_a_decision_counts_again_when_its_code_comes_back() -> None:
    old, new = book(("samen", ("samen",))), OLD

    result = found(new, old=old, decided={("a", "openheid"): False, ("d", "openheid"): True})

    assert told(result.changing) == ["b/openheid/aan", "d/openheid/aan"]
    assert told(result.held) == ["a/openheid/aan"]


def test_further_codes_flip_too_but_stand_outside_the_matrix() -> None:
    new = book(("openheid", ("delen",)), ("samen", ("samen",)), obstacles=(theme("x", "niets"),))

    result = found(new)

    assert told(result.changing) == ["d/x/aan"]
    assert result.before == result.after


terms = st.sets(st.sampled_from(["delen", "ouders", "samen", "niets", "alles"]), max_size=4)
decisions = st.dictionaries(
    st.sampled_from(list(product(TEXTS, ["openheid", "samen", "lef"]))), st.booleans()
)


@given(terms, terms, terms, decisions)
@settings(max_examples=40, deadline=None)
def test_the_flips_account_for_every_move_of_the_matrix(one, two, three, decided) -> None:
    new = book(("openheid", tuple(one)), ("lef", tuple(two)), ("samen", tuple(three)))

    result = found(new, decided=decided)

    for name, kind in product(["openheid", "lef", "samen"], KINDS.values()):
        cell = (name, kind.value if kind else "")
        moves = [f.on for f in result.changing if f.code == name and KINDS[f.statement_id] == kind]
        step = sum(1 if on else -1 for on in moves)
        assert result.after.get(cell, 0) - result.before.get(cell, 0) == step
    assert all(flip.decided for flip in result.held)
    assert len({flip.key for flip in result.flips}) == len(result.flips)


def test_a_sample_is_the_same_every_time_and_keeps_its_order() -> None:
    flips = [Flip(str(n), "openheid", on=True, changes=True, decided=False) for n in range(100)]

    drawn = sample(flips, 20)

    assert len(drawn) == 20
    assert drawn == sample(flips, 20) == sorted(drawn, key=flips.index)
    assert max(flips.index(one) for one in drawn) > 50  # not just the first
    assert sample(flips[:3]) == flips[:3]
