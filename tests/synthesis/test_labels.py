"""Codes under the names that people read."""

import pandas as pd
import pytest

from analysis.synthesis.frames import make_frames
from analysis.synthesis.labels import relabelled, unique_labels


@pytest.mark.parametrize(
    ("codes", "labels"),
    [
        ([], {}),
        ([("a", "Open"), ("b", "Samen")], {"a": "Open", "b": "Samen"}),
        ([("a", "Open"), ("b", "Open")], {"a": "Open", "b": "Open (b)"}),
        ([("a", "X"), ("b", "X"), ("c", "X (b)")], {"a": "X", "b": "X (b)", "c": "X (b) (c)"}),
    ],
)
def test_no_two_codes_share_a_label(codes, labels):
    assert unique_labels(codes) == labels


def frames(*codes):
    statements = pd.DataFrame(
        {"corner": ["Politie"], "category": ["werkt"], "source": ["a.txt"], "position": [0]},
        index=pd.Index(["u1"], name="id"),
    )
    codings = pd.DataFrame(
        {"statement_id": "u1", "target": "theme", "code": codes, "assigned": True,
         "by_machine": True}
    )  # fmt: skip
    return make_frames(statements, codings)


def test_codes_go_by_their_labels_and_others_keep_their_name():
    given = frames("open", "samen", "oud")
    got = relabelled(given, {"open": "Openheid", "samen": "Samenhang", "nooit": "Nooit"})
    assert list(got.codings["code"]) == ["Openheid", "Samenhang", "oud"]
    assert got.statements is given.statements
    assert list(given.codings["code"]) == ["open", "samen", "oud"]


def test_an_older_code_that_is_called_as_a_label_now_is_told_apart():
    got = relabelled(frames("open", "Openheid"), {"open": "Openheid"})
    assert list(got.codings["code"]) == ["Openheid", "Openheid (eerder codeboek)"]


def test_labels_may_change_places():
    got = relabelled(frames("a", "b"), {"a": "b", "b": "a"})
    assert list(got.codings["code"]) == ["b", "a"]
