import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.report import Tally, resolve
from analysis.report.ledger import Ledger
from analysis.report.trace import WHOLE_DAY, Scope, Spec
from analysis.synthesis import Selection, build_matrix, contrast, ids_by_cell
from analysis.synthesis.incidence import NO_THEME
from analysis.types import Category, Corner

KINDS = [*Category, None]


@settings(max_examples=25, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["A", "B", "C"]),
            st.sampled_from(KINDS),
            st.sampled_from([None, (), ("openheid",), ("openheid", "integraliteit")]),
        ),
        max_size=40,
    ),
    silent=st.sets(st.sampled_from(list(Category)), max_size=2),
    corners=st.none() | st.just(("A", "B")),
    kinds=st.none() | st.just(("kans", "knelpunt")),
)
def test_it_counts_as_the_matrix_does(make, says, rows, silent, corners, kinds):
    asked = [Corner("A"), Corner("B", frozenset(set(Category) - silent)), Corner("C")]
    day = make([one for row in rows for one in says(*row)], corners=asked)
    select = Selection(*(None if one is None else frozenset(one) for one in (corners, kinds)))
    matrix = build_matrix(day.frames, corners=asked, themes=day.themes, select=select)
    behind = ids_by_cell(day.frames, matrix)
    tally, scope = Tally(day), Scope(corners, kinds)
    for row in contrast(matrix).to_dict("records"):
        cell = (row["corner"], row["theme"], row["category"])
        count = Spec("count", *cell, of=scope)
        empty = row["state"] != "counted"
        assert tally.value(count) == (None if empty else row["count"])
        assert tally.ids(count) == behind.get(cell, ())
        for measure in ("share", "expected"):
            value = tally.value(Spec(measure, *cell, of=scope))
            known = not empty and not math.isnan(row[measure])
            assert value == (pytest.approx(row[measure], abs=1e-6) if known else None)
    assert tally.value(Spec("count", of=scope)) == matrix.n


@pytest.mark.parametrize(
    ("spec", "value"),
    [
        (Spec("count"), 13),
        (Spec("count", theme="openheid", kind="knelpunt"), 4),
        (Spec("corners", theme="openheid", kind="knelpunt"), 2),
        (Spec("asked", kind="kans"), 2),
        (Spec("asked"), 3),
        (Spec("reviewed"), 3),
        (Spec("reviewed", theme="openheid", kind="kans"), 2),
        (Spec("uncoded"), 1),
        (Spec("uncoded", theme="openheid"), 1),
        (Spec("count", theme=NO_THEME), 2),
        (Spec("count", corner="OM", kind="kans"), None),
        (Spec("count", "OM", "openheid", "kans"), None),
        (Spec("count", "School", "openheid", "kans"), None),
        (Spec("count", "School", "openheid", "werkt"), 0),
        (Spec("share", "Politie", "openheid", "knelpunt"), 0.5),
        (Spec("fact", name="coders"), None),
    ],
)
def test_values(day, spec, value):
    assert Tally(day).value(spec) == value


@pytest.mark.parametrize(
    ("cell", "state", "text"),
    [
        (("OM", "openheid", "kans"), "not_asked", "–"),
        (("School", "openheid", "kans"), "not_coded", "?"),
        (("School", "openheid", "werkt"), "none", "0"),
        (("Politie", "openheid", "knelpunt"), "counted", "3"),
    ],
)
def test_the_kinds_of_empty_stay_apart(day, report, cell, state, text):
    number = Ledger(Tally(day), WHOLE_DAY, report.traces.made).number(Spec("count", *cell))
    assert (number.state, number.text) == (state, text)


def test_a_report_on_an_unchanged_day_has_changed_nowhere(day, report):
    tally = Tally(day, report.facts.values())
    found = [resolve(trace, tally) for trace in report.traces]
    assert not [one for one in found if one.changed or not one.known or one.missing]


def test_a_changed_code_shows_in_each_number_that_it_moves(make, says, small, asked, report):
    later = make([*says("Politie", Category.KNELPUNT, (), 1), *small[1:]], corners=asked)
    tally = Tally(later)
    cell = Spec("count", "Politie", "openheid", "knelpunt")
    found = {one.spec: resolve(one, tally) for one in report.traces if one.kind == "number"}
    assert (found[cell].then, found[cell].now) == (3, 2)
    assert (found[cell].gone, found[cell].added) == (("s0",), ())
    assert found[Spec("count", "Politie", NO_THEME, "knelpunt")].added == ("s0",)
    assert not found[Spec("count", "OM", "integraliteit", "knelpunt")].changed
    assert not found[Spec("count")].changed


def test_what_was_counted_may_be_gone(make, says, report):
    later = make(says("Politie", Category.KANS, ("vertrouwen",), 1), themes=["vertrouwen"])
    tally = Tally(later)
    cell = report.traces.items
    found = next(resolve(t, tally) for t in cell if t.spec.corner == "OM" and t.spec.theme
                 and t.spec.measure == "count" and t.statements)  # fmt: skip
    assert found.missing[0] == "OM"
    assert found.now is None
    assert found.gone == found.trace.statements


def test_a_quote_whose_text_or_code_changed_says_so(make, says, report):
    quote = next(t for t in report.traces if t.kind == "quote" and t.spec.theme == "openheid")
    assert quote.statements == (quote.spec.name,)
    same = says("Politie", Category.KNELPUNT, ("openheid",), 20, text="nu iets heel anders")
    assert resolve(quote, Tally(make(same))).now != quote.value
    assert resolve(quote, Tally(make([]))).now is None


def test_a_fact_that_was_not_gathered_is_not_called_changed(day, report):
    fact = next(t for t in report.traces if t.spec.measure == "fact")
    found = resolve(fact, Tally(day))
    assert (found.known, found.changed) == (False, False)
