"""A report beside the day as it is now: then, now, what came and went, and in which words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_days import (
    BOTH,
    MADE,
    ODD_DAYS,
    OPEN,
    WHOLE,
    B,
    C,
    Said,
    W,
    day_of,
    many,
    names_held,
    report_of,
)

from analysis.privacy.holding import HELD
from analysis.report import Choice, Tally, Trace, Traces
from analysis.report.origin import Comparison, settled
from analysis.report.trace import Scope, Spec, trace_id
from analysis.types import Corner


def beside(then, now, **options) -> Comparison:
    """The report of one day beside another."""
    report = report_of(then, **options)
    return Comparison(report.traces, Tally(now, report.facts.values()))


def compared(spec: Spec, then, now, kind="number"):
    """One thing of a day beside another day."""
    tally = Tally(then)
    made = Trace(trace_id("dag", kind, spec), kind, spec, tally.value(spec), tally.ids(spec), MADE)
    comparison = Comparison(Traces("dag", MADE, (made,)), Tally(now))
    return comparison.of(comparison.traces.items[0])


SAID = [*many("Politie", W, OPEN, 3), *many("School", B, WHOLE, 2)]


@pytest.mark.parametrize("name", ODD_DAYS)
def test_a_report_beside_its_own_day_has_not_changed(name):
    day = ODD_DAYS[name]()
    comparison = beside(day, day)
    origins = [comparison.of(trace) for trace in comparison.traces]
    assert origins
    for one in origins:
        assert (one.changed, one.other, one.added, one.elsewhere, one.lost, one.missing) == (
            False, False, (), (), 0, (),
        )  # fmt: skip
        assert one.difference.startswith("=")
        assert one.name
        assert "{" not in one.name.replace("{n}", "")


@pytest.mark.parametrize(
    ("now", "then_now", "difference"),
    [
        (SAID, ("3", "3"), "= ongewijzigd"),
        ([*SAID, Said("Politie", W, OPEN)], ("3", "4"), "▲ 1 meer"),
        ([Said("Politie", W, ()), *SAID[1:]], ("3", "2"), "▼ 1 minder"),
        (
            [Said("Politie", W, ()), *SAID[1:], Said("Politie", W, OPEN)],
            ("3", "3"),
            "= zelfde getal, andere uitspraken",
        ),
    ],
)
def test_a_number_then_and_now(now, then_now, difference):
    found = compared(Spec("count", "Politie", "openheid", "werkt"), day_of(SAID), day_of(now))
    assert (found.then, found.now) == then_now
    assert found.difference == difference
    assert found.changed == (then_now[0] != then_now[1])
    assert found.other == ("andere" in difference)


def test_what_came_stayed_and_went():
    # s0 is no longer about openness, s1 stays, s2 is gone from the day, s5 is new.
    before = day_of(SAID)
    after = day_of([replace(SAID[0], themes=()), *SAID[1:], Said("Politie", W, OPEN)])
    rest = tuple(one for one in after.statements if one.id != "s2")
    frames = replace(
        after.frames,
        statements=after.frames.statements.drop("s2"),
        codings=after.frames.codings[after.frames.codings["statement_id"] != "s2"],
    )
    now = replace(after, statements=rest, frames=frames)
    found = compared(Spec("count", theme="openheid"), before, now)
    assert (found.added, found.kept, found.elsewhere, found.lost) == (("s5",), ("s1",), ("s0",), 1)


def test_shares_and_expectations_and_empties():
    then = day_of([*many("A", W, OPEN, 1), *many("A", W, (), 3), *many("B", W, None, 2)])
    now = day_of([*many("A", W, OPEN, 2), *many("A", W, (), 2), *many("B", W, OPEN, 2)])
    share = compared(Spec("share", "A", "openheid", "werkt"), then, now)
    assert (share.then, share.now, share.difference) == ("25%", "50%", "▲ 25,0 procentpunt meer")
    filled = compared(Spec("count", "B", "openheid", "werkt"), then, now)
    assert (filled.then, filled.now) == ("geen getal", "2")
    assert filled.difference == "≠ had toen geen getal"
    emptied = compared(Spec("count", "B", "openheid", "werkt"), now, then)
    assert (emptied.then, emptied.now, emptied.sign) == ("2", "? (nog niet gecodeerd)", "?")
    assert emptied.difference == "≠ heeft nu geen getal"
    none = compared(Spec("count", "A", "openheid", "kans"), then, then)
    assert none.now == "0 (niet genoemd)"
    asked = [Corner("A", frozenset({W})), Corner("B", frozenset({W}))]
    narrow = day_of([*many("A", W, OPEN, 1), *many("B", W, OPEN, 1)], corners=asked)
    assert compared(Spec("count", "A", "openheid", "kans"), narrow, narrow).now == (
        "– (niet gevraagd)"
    )


@pytest.mark.parametrize(
    ("now", "difference", "changed"),
    [
        (SAID, "= zelfde tekst", False),
        ([replace(SAID[0], text="anders"), *SAID[1:]], "≠ de tekst is sindsdien veranderd", True),
        ([replace(SAID[0], themes=()), *SAID[1:]],
         "≠ zelfde tekst, maar het citaat staat nu niet meer bij dit thema en deze soort", True),
        ([], "≠ deze uitspraak bestaat niet meer", True),
    ],
)  # fmt: skip
def test_a_quote_then_and_now(now, difference, changed):
    spec = Spec("quote", theme="openheid", kind="werkt", name="s0")
    found = compared(spec, day_of(SAID), day_of(now), kind="quote")
    assert (found.difference, found.changed) == (difference, changed)
    assert (found.then, found.now, found.sign) == ("", "", "")


def test_a_table_counts_what_changed_in_it():
    then = day_of(SAID)
    now = day_of([*SAID, Said("Politie", W, OPEN), Said("School", B, WHOLE)])
    comparison = beside(then, now)
    (table,) = [
        one for one in comparison.traces
        if (one.kind, one.spec.name) == ("table", "overview")
    ]  # fmt: skip
    found, cells = comparison.of(table), comparison.cells(table)
    assert sum(one.changed for one in cells) == 2
    assert found.difference == f"≠ 2 van de {len(cells)} getallen veranderd"
    assert found.changed
    assert not found.other


def test_a_table_with_the_same_numbers_and_other_statements():
    then = day_of(SAID)
    now = day_of([Said("Politie", W, ()), *SAID[1:], Said("Politie", W, OPEN)])
    comparison = beside(then, now)
    (table,) = [
        one for one in comparison.traces
        if (one.kind, one.spec.theme) == ("table", "openheid")
    ]  # fmt: skip
    found = comparison.of(table)
    assert (found.changed, found.other) == (False, True)
    assert "bij 1 staan er nu andere uitspraken achter" in found.difference


def test_a_fact_that_was_not_counted_again():
    report = report_of(day_of(SAID))
    (files,) = [one for one in report.traces if one.spec.name == "files"]
    found = Comparison(report.traces, Tally(day_of(SAID))).of(files)
    assert found.difference == "? niet opnieuw te tellen"
    assert not found.changed


FACTS = [
    ("files", "aantal bestanden"),
    ("left_out:kopregel", "weggelaten stukken tekst: kopregel"),
    ("alpha:1:theme:openheid:low",
     "overeenstemming tussen codeurs over Openheid, ondergrens van het interval"),
    ("alpha:1:theme", "een ander getal"),
    ("iets", "een ander getal"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "spec", "name"),
    [
        ("number", Spec("count"), "Aantal uitspraken"),
        ("number", Spec("count", "Politie", "openheid", "knelpunt"),
         "Aantal uitspraken over Openheid als knelpunt bij Politie"),
        ("number", Spec("count", theme="geen thema"), "Aantal uitspraken zonder thema"),
        ("number", Spec("count", kind=""), "Aantal uitspraken zonder soort"),
        ("number", Spec("corners", theme="openheid"),
         "Aantal koffiehoeken met een uitspraak over Openheid"),
        ("number", Spec("asked", kind="kans"), "Aantal koffiehoeken waar naar kansen is gevraagd"),
        ("number", Spec("asked"), "Aantal koffiehoeken"),
        ("number", Spec("count", of=Scope(corners=("Politie",), kinds=("kans", "werkt"))),
         "Aantal uitspraken (gekozen: Politie) (alleen kans en werkt)"),
        ("number", Spec("count", of=Scope(corners=tuple("ABCDEF"))),
         "Aantal uitspraken (gekozen: A, B, C, D en nog 2)"),
        ("table", Spec("count", theme="openheid", name="theme"),
         "Tabel: Aantal uitspraken over Openheid per koffiehoek en soort"),
        ("figure", Spec("share", corner="Politie", name="corner"),
         "Figuur: Aandeel van de uitspraken van Politie per thema en soort"),
        ("table", Spec("count", name="iets anders"), "Tabel: Getallen"),
        ("quote", Spec("quote", theme="openheid", kind="kans", name="s0"),
         "Citaat over Openheid als kans"),
        *(("number", Spec("fact", name=fact), f"Getal uit de verantwoording: {said}")
          for fact, said in FACTS),
    ],
)  # fmt: skip
def test_what_a_thing_is_called(kind, spec, name):
    day = day_of(SAID)
    assert compared(spec, day, day, kind=kind).name == name


def test_names_out_of_a_document_are_held_back():
    day = day_of(SAID, holding=names_held())
    odd = [
        Spec("count", corner="Tafel van Henk"),
        Spec("count", theme="Henk"),
        Spec("count", kind="Henk"),
        Spec("fact", name="left_out:Henk"),
        Spec("asked", kind="Henk"),
        Spec("count", of=Scope(corners=("Henk",), kinds=("Henk",))),
        Spec("count", corner="Henk", name="corner"),
    ]
    for spec in odd:
        for kind in ("number", "table", "quote"):
            found = compared(spec, day, day, kind=kind)
            assert "Henk" not in f"{found.name}{found.missing}{found.now}"
    lost = compared(odd[0], day, day)
    assert lost.missing == (HELD,)


def test_a_theme_and_a_corner_that_are_gone_are_named():
    found = compared(Spec("count", "Gemeente", "macht"), day_of(SAID), day_of(SAID))
    assert found.missing == ("Gemeente", "macht")


# Corners that are called otherwise now


def corners_of(traces: Traces) -> set[str]:
    return {one.spec.corner for one in traces if one.spec.corner is not None}


def renamed(said, name: str, new: str):
    return [replace(one, corner=new) if one.corner == name else one for one in said]


def test_a_corner_is_known_by_its_statements():
    said = [replace(one, text=f"uitspraak {at}") for at, one in enumerate(SAID)]
    now = day_of(renamed(said, "Politie", "Wijkteam"))
    comparison = beside(day_of(said), now)
    assert corners_of(comparison.traces) == {"Wijkteam", "School"}
    assert not any(comparison.of(one).changed for one in comparison.traces)


def test_corners_that_became_one_are_not_mixed_up():
    now = day_of(renamed(SAID, "Politie", "School"))
    assert corners_of(settled(report_of(day_of(SAID)).traces, now)) == {"Politie", "School"}


def test_corners_that_were_held_back_are_told_apart_by_their_statements():
    said = [
        *many("Tafel van Henk", W, OPEN, 2, text="wij bellen"),
        *many("Henk en Ans", B, BOTH, 3, text="wij mailen"),
        *many("OM", C, OPEN, 1),
    ]
    then = day_of(said, holding=names_held())
    assert {corner.name for corner in then.event.corners} == {HELD, f"{HELD} (2)", "OM"}
    # The first name was taken out since; the second corner is now the only one held back.
    now = day_of(renamed(said, "Tafel van Henk", "Tafel van [persoon 1]"), holding=names_held())
    comparison = beside(then, now)
    assert corners_of(comparison.traces) == {"Tafel van [persoon 1]", HELD, "OM"}
    assert not any(comparison.of(one).changed for one in comparison.traces)


def test_a_choice_of_corners_follows_too():
    said = [*SAID, *many("OM", C, OPEN, 2)]
    report = report_of(day_of(said), choice=Choice(corners=("Politie", "OM")))
    now = day_of(renamed(said, "Politie", "Wijkteam"))
    found = settled(report.traces, now)
    assert {one.spec.of.corners for one in found} == {None, ("OM", "Wijkteam")}
