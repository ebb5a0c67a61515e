"""Settling findings: the surer kind goes first, then the longer; nothing overlaps."""

from itertools import pairwise

import pytest
from growth import evenly
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.privacy.findings import Finding, FindingKind, settled


def finding(start, end, kind="person"):
    return Finding(start, end, FindingKind(kind), "x" * (end - start), "reden")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([], []),
        ([finding(5, 8), finding(0, 3)], [finding(0, 3), finding(5, 8)]),
        ([finding(0, 3), finding(3, 6)], [finding(0, 3), finding(3, 6)]),
        ([finding(0, 5), finding(2, 9)], [finding(2, 9)]),
        ([finding(0, 9), finding(2, 4, "email")], [finding(2, 4, "email")]),
        ([finding(0, 9, "phone"), finding(0, 9, "bsn")], [finding(0, 9, "bsn")]),
        ([finding(0, 9, "phone"), finding(0, 18, "iban")], [finding(0, 18, "iban")]),
        ([finding(0, 4), finding(0, 4)], [finding(0, 4)]),
        ([finding(0, 4), finding(3, 8), finding(7, 11)], [finding(3, 8)]),
        (
            [finding(1, 3), finding(0, 9), finding(4, 6, "url")],
            [finding(1, 3), finding(4, 6, "url")],
        ),
    ],
)
def test_what_stays(given, wanted):
    assert list(settled(given)) == wanted


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda start, length, kind: finding(start, start + length, kind),
            st.integers(0, 40),
            st.integers(1, 12),
            st.sampled_from(list(FindingKind)),
        )
    )
)
def test_in_order_without_overlap_and_what_is_dropped_overlaps_what_stays(given):
    kept = settled(given)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    for one in given:
        assert any(one.start < other.end and other.start < one.end for other in kept)


def many(number):
    return [finding(at * 3, at * 3 + 2) for at in range(number)]


def test_many_findings_take_no_longer_than_their_number():
    assert len(settled(many(10_000))) == 10_000
    assert evenly(many, settled, 10_000)
