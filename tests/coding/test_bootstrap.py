"""Intervals: the same seed gives the same, the truth lies inside, nothing falls over on nothing."""

import math

import numpy as np
import pytest

from analysis.coding.bootstrap import drawn_alike, drawn_sums, estimate, ratio


def test_the_first_row_is_the_figure_itself():
    columns = np.array([[1.0, 2], [3, 4], [5, 6]])
    assert drawn_sums(columns, draws=3)[0].tolist() == [[9, 12]]
    assert drawn_sums(columns, (1, 3), draws=3)[0].tolist() == [[1, 2], [8, 10]]


def test_every_draw_has_as_many_statements():
    sums = drawn_sums(np.ones((17, 1)), (4, 17), draws=50)
    assert (sums.sum(axis=1) == 17).all()
    assert len(set(sums[1:, 0, 0].tolist())) > 1


def test_rows_that_are_alike_are_drawn_together():
    rows, drawn = drawn_alike(np.array([[1, 0], [0, 0], [1, 0], [1, 0]]), draws=200)
    assert rows.tolist() == [[0, 0], [1, 0]]
    assert drawn[0].tolist() == [1, 3]
    assert (drawn.sum(axis=1) == 4).all()


def test_the_same_seed_gives_the_same_draws():
    rows = np.arange(20).reshape(20, 1)
    for make in (drawn_alike, lambda rows, seed: (rows, drawn_sums(rows.astype(float), seed=seed))):
        assert np.array_equal(make(rows, seed=3)[1], make(rows, seed=3)[1])
        assert not np.array_equal(make(rows, seed=3)[1], make(rows, seed=4)[1])


def test_the_interval_of_a_mean_is_that_of_the_normal_distribution():
    values = np.random.default_rng(1).normal(size=(400, 1))
    found = estimate(drawn_sums(values)[:, 0, 0] / 400)
    assert found.value == pytest.approx(values.mean())
    assert found.high - found.low == pytest.approx(2 * 1.96 / math.sqrt(400), rel=0.15)


@pytest.mark.parametrize("values", [[math.nan, 1, 2], [1, math.nan, math.nan], [1]])
def test_without_figure_or_draws_there_is_no_interval(values):
    found = estimate(np.array(values, dtype=float))
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_a_share_of_nothing_is_unknown():
    found = ratio(np.array([1.0, 0]), np.array([2.0, 0]))
    assert found[0] == 0.5
    assert math.isnan(found[1])


def test_nothing_can_be_drawn_from_nothing():
    assert drawn_sums(np.zeros((0, 2)), draws=4).shape == (5, 1, 2)
    assert drawn_alike(np.zeros((0, 2)), draws=4)[1].shape == (5, 0)
