"""Figures on finding names, held against small texts that can be counted by hand."""

import math

import pytest

from analysis.privacy.evaluation import Mark, MarkedText, evaluate
from analysis.privacy.findings import Finding, FindingKind

TEXT = "Karin van der Wal belt mo op 06-12345678."
NAMES = (
    Mark(0, 17, FindingKind.PERSON, "nederlands"),
    Mark(23, 25, FindingKind.PERSON, "marokkaans"),
    Mark(29, 40, FindingKind.PHONE),
)


def finding(start, end, kind="person", text=TEXT):
    return Finding(start, end, FindingKind(kind), text[start:end], "reden")


def judged(*found, text=TEXT, marks=NAMES):
    return evaluate([MarkedText("1", text, marks)], [found], draws=10)


def by_group(rows):
    return {row.group: row for row in rows}


@pytest.mark.parametrize(
    ("found", "covered", "touched"),
    [
        ([finding(0, 17)], 1, 1),
        ([finding(0, 18)], 1, 1),
        (
            [finding(0, 5), finding(6, 17)],
            1,
            1,
        ),  # nothing of it is left, and "Karin" is the longest
        ([finding(0, 9), finding(10, 17)], 1, 1),
        ([finding(0, 5)], 0, 1),  # "van der Wal" is left
        ([finding(6, 17)], 0, 1),
        ([finding(1, 17)], 0, 1),
        ([finding(0, 17, "url")], 0, 0),  # hidden, but as something else
        ([finding(0, 5), finding(6, 17, "url")], 1, 1),  # the longest word as a person
        ([finding(0, 5, "url"), finding(6, 17)], 0, 1),
        ([], 0, 0),
    ],
)
def test_a_name_is_covered_when_nothing_of_it_is_left(found, covered, touched):
    row = by_group(judged(*found).backgrounds)["nederlands"]
    assert (row.n, row.covered.value, row.touched.value) == (1, covered, touched)


def test_punctuation_within_a_name_may_stay():
    marks = (Mark(0, 7, FindingKind.PERSON),)
    found = [finding(0, 4, text="J.P. Wal"), finding(5, 8, text="J.P. Wal")]
    assert judged(*found, text="J.P. Wal", marks=marks).recall[0].covered.value == 1


def test_recall_and_precision_by_kind():
    found = judged(
        finding(0, 17), finding(18, 22), finding(29, 40, "phone"), finding(23, 25, "url")
    )
    recall, precision = by_group(found.recall), by_group(found.precision)
    assert [(row.n, row.covered.value) for row in found.recall] == [
        (3, pytest.approx(2 / 3)), (2, 0.5), (1, 1),
    ]  # fmt: skip
    assert list(recall) == ["all", "person", "phone"]
    assert list(precision) == ["all", "person", "phone", "url"]
    assert precision["person"].same_kind.value == 0.5
    assert (precision["url"].same_kind.value, precision["url"].any_kind.value) == (0, 1)
    assert (precision["all"].n, precision["all"].same_kind.value) == (4, 0.5)


def test_persons_by_background_and_by_writing():
    found = judged(finding(0, 17))
    assert [row.group for row in found.backgrounds] == ["marokkaans", "nederlands"]
    writing = by_group(found.writing)
    assert (writing["start"].covered.value, writing["lower"].covered.value) == (1, 0)
    assert "middle" not in writing


@pytest.mark.parametrize(
    ("before", "group"),
    [("", "start"), ("Mooi. ", "start"), ("“", "start"), ("- ", "start"), ("[", "start"),
     ("ook ", "middle"), ("Dhr. ", "start"), ("wie, ", "middle"), ("(", "start")],
)  # fmt: skip
def test_where_a_sentence_begins(before, group):
    mark = Mark(len(before), len(before) + 5, FindingKind.PERSON)
    found = judged(text=f"{before}Karin belt", marks=(mark,))
    assert [row.group for row in found.writing] == [group]


def test_intervals_are_drawn_over_texts_and_the_same_each_time():
    gold = [MarkedText(str(at), TEXT, NAMES) for at in range(40)]
    found = [[finding(0, 17)] if at % 4 else [] for at in range(40)]
    figures = evaluate(gold, found)
    assert figures == evaluate(gold, found)
    share = by_group(figures.recall)["person"].covered
    assert share.value == 0.375
    assert 0.25 < share.low < share.value < share.high < 0.5


def test_without_marks_or_findings_there_are_no_figures():
    figures = evaluate([MarkedText("1", "koffie", ())], [[]])
    assert (figures.texts, figures.with_marks) == (1, 0)
    assert figures.recall == figures.precision == ()
    assert evaluate([], []).recall == ()


def test_a_draw_without_any_mark_does_not_count():
    gold = [MarkedText("1", TEXT, NAMES), MarkedText("2", "koffie", ())]
    share = evaluate(gold, [[finding(0, 17)], []]).recall[0].covered
    assert not math.isnan(share.low)
    assert share.low == share.high == pytest.approx(1 / 3)
