"""Blind coding: who gets which statements, and what an answer is worth afterwards."""

from datetime import UTC, datetime

import pytest

from analysis.coding.agreement import NO_KIND
from analysis.coding.blind import decisions, of_corner, said_kind, sample, shuffled
from analysis.types import Category, CodingTarget, Place, Statement

NOW = datetime(2024, 11, 14, tzinfo=UTC)
THEMES = ("openheid", "regie")


def statements(n, corner="Politie"):
    return [
        Statement(f"{corner}-{at}", "x", corner, None, None, "a.txt", Place(at + 1, at + 1))
        for at in range(n)
    ]


@pytest.mark.parametrize(
    ("n", "share", "size"), [(10, 0.3, 3), (10, 0.25, 3), (7, 1, 7), (100, 0.07, 7), (0, 0.5, 0)]
)
def test_a_share_is_rounded_up(n, share, size):
    drawn = sample(statements(n), share)
    assert len(drawn) == len(set(drawn)) == size


def test_the_draw_is_fixed_by_its_seed_and_unlike_the_order_of_reading():
    day = statements(60)
    assert sample(day, 0.5) == sample(day[::-1], 0.5)
    assert sample(day, 0.5) != sample(day, 0.5, seed=1)
    assert sample(day, 1) != tuple(one.id for one in day)


def test_a_smaller_share_is_part_of_a_larger_one():
    day = statements(60)
    assert set(sample(day, 0.2)) < set(sample(day, 0.5))


def test_what_is_added_later_moves_nothing():
    day = statements(20)
    before = shuffled(day)
    after = shuffled([*day, *statements(20, "OM")])
    assert tuple(one for one in after if one in before) == before


def test_a_corner_is_taken_whole():
    day = [*statements(5), *statements(4, "OM")]
    assert set(of_corner(day, "OM")) == {one.id for one in day[5:]}
    assert of_corner(day, "Zorg") == ()


def decided(kind, chosen=("regie",)):
    return decisions(
        "s", THEMES, chosen, kind, coder="An", codebook="b@1", now=NOW, blind=True
    )  # fmt: skip


def test_every_theme_is_decided_on():
    found = decided(None)
    assert {(one.code, one.assigned) for one in found} == {("openheid", False), ("regie", True)}
    assert all(one.blind and one.coder == "An" and one.codebook == "b@1" for one in found)


@pytest.mark.parametrize("kind", [*(kind.value for kind in Category), NO_KIND, None])
def test_a_kind_is_read_back_as_it_was_given(kind):
    found = [one for one in decided(kind) if one.target is CodingTarget.CATEGORY]
    assert len(found) == (0 if kind is None else 3)
    assert said_kind(decided(kind)) == kind
