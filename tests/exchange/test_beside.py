"""What came in beside a day that is there: known, new, decided before or since."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from analysis.exchange.beside import beside, further
from analysis.exchange.incoming import Incoming, IncomingCoding, IncomingNote, IncomingSource
from analysis.privacy.holding import HELD
from analysis.types import NO_CORNER, Coding, CodingTarget, Place, Statement

WHEN = datetime(2026, 3, 4, tzinfo=UTC)


def said(identity, text="Niemand belt", corner="OM", source="om.docx"):
    return Statement(identity, text, corner, None, None, source, Place(1, 1))


THERE = [
    said("a"),
    said("b", "dubbel"),
    said("c", "dubbel"),
    said("d", "alleen hier", "School", "school.docx"),
]


def known(*statements):
    incoming = Incoming(
        tuple(IncomingSource(one, "") for one in dict.fromkeys(s.source for s in statements)),
        statements,
    )
    return beside(incoming, THERE, {one.source for one in THERE})


@pytest.mark.parametrize(
    ("one", "own"),
    [
        (said("a"), "a"),
        (said("a", HELD), "a"),
        (said("x", "niemand  BELT", "elders"), "a"),  # its file and words
        (said("x", source="codes.xlsx"), "a"),  # its corner and words
        (said("x", "alleen hier", NO_CORNER, "codes.xlsx"), "d"),  # its words alone
        (said("x", "alleen hier", "codes", "codes.xlsx"), "d"),  # a corner made of the file's name
        (said("x", "alleen hier", "OM", "codes.xlsx"), None),
        (said("x", "dubbel", NO_CORNER, "codes.xlsx"), None),  # which of the two?
        (said("x", "iets nieuws"), None),
        (said("a", "iets anders"), None),  # another's id
    ],
)
def test_what_the_day_has(one, own):
    found = known(one)
    assert found.known == ({one.id: own} if own else {})
    assert len(found.fresh.statements) == (own is None)
    assert len(found.fresh.sources) == (own is None)
    assert not {s.id for s in found.fresh.statements} & {s.id for s in THERE}


def test_two_of_the_same_words_stay_two():
    three = [said(name, "dubbel") for name in "xyz"]
    found = known(*three)
    assert found.known == {"x": "b", "y": "c"}
    assert [one.id for one in found.fresh.statements] == ["z"]


def test_codings_and_notes_follow_a_new_id():
    other = said("a", "iets anders")
    incoming = Incoming(
        sources=(IncomingSource("om.docx", other.text),),
        statements=(other,),
        codings=(IncomingCoding("a", "k", "An"),),
        notes=(IncomingNote("n", "uitspraak", "a"), IncomingNote("n", "het project")),
    )
    fresh = beside(incoming, THERE, ()).fresh
    (new,) = fresh.statements
    assert [one.statement_id for one in fresh.codings] == [new.id]
    assert [one.statement_id for one in fresh.notes] == [new.id, None]
    assert new.source == fresh.sources[0].name == "om.docx"


def test_a_text_without_statements_comes_in_unless_it_is_there():
    incoming = Incoming((IncomingSource("om.docx", "x"), IncomingSource("nieuw.txt", "y")))
    fresh = beside(incoming, THERE, {"om.docx"}).fresh
    assert [one.name for one in fresh.sources] == ["nieuw.txt"]


def coding(coder="An", *, yes=True, days=0, **more):
    when = WHEN + timedelta(days=days)
    return Coding("a", CodingTarget.THEME, "openheid", yes, coder, "b@1", when, **more)


@pytest.mark.parametrize(
    ("came", "stands", "untold", "added"),
    [
        (coding(), None, False, True),
        (coding(), coding(), False, False),
        (coding(days=1), coding(), False, False),  # the same again
        (coding("Bo"), coding(yes=False), False, True),  # another's word
        (coding(blind=True), coding(yes=False), False, True),
        (coding(days=1), coding(yes=False), False, True),  # thought better of it since
        (coding(days=1), coding(yes=False), True, False),  # who knows when that was
        (coding(days=-1), coding(yes=False), False, False),  # thought better of it here
        (coding(yes=False, days=1), coding(), False, True),
        (coding("machine:x"), None, False, False),
    ],
)
def test_what_a_coder_decided_later_stays(came, stands, untold, added):
    got, same, left = further(
        [came], [stands] if stands else [], untold={came} if untold else set()
    )
    assert got == ([came] if added else [])
    assert len(got) + same + len(left) == 1
    assert all(one.reason for one in left)


def test_no_word_of_the_file_is_lost():
    """Each incoming statement is known or new, whatever the mixture."""
    mixed = [
        said(f"n{n}", text, corner)
        for n, (text, corner) in enumerate(
            (text, corner) for text in ("dubbel", "Niemand belt", "nieuw") for corner in ("OM", "X")
        )
    ]
    found = known(*mixed, replace(THERE[0]))
    assert len(found.known) + len(found.fresh.statements) == len(mixed) + 1
    assert len(set(found.known.values())) == len(found.known)
