"""A square is seen as one, or no test of growth could fail."""

from growth import evenly


def test_a_line_is_even_and_a_square_is_not():
    assert evenly(range, sum, 400_000)
    assert not evenly(range, lambda given: [sum(given) for _ in given], 1_000)
