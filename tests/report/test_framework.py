from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_days import BOTH, ODD_DAYS, OPEN, WHOLE, B, C, Said, W, many, report_of

from analysis.report import Choice
from analysis.report.framework import framework, shared_out
from analysis.report.trace import Spec
from analysis.synthesis.incidence import NO_THEME

WAITING = "nog niet gecodeerd"


def cells(made) -> dict[tuple[str, str, str], object]:
    """(corner, theme, kind) -> group."""
    return {
        (row.corner, theme, group.kind): group
        for row in made.rows
        for theme, groups in zip(made.themes, row.cells, strict=True)
        for group in groups
    }


def ids(group) -> list[str]:
    return [entry.statement for entry in group.entries]


def test_statements_stand_in_their_cells_in_the_days_order(day, report):
    made = framework(day, report)
    assert made.themes == ("Openheid", "Integraliteit", NO_THEME, WAITING)
    assert made.kinds == report.matrix.kinds
    assert [row.corner for row in made.rows] == ["Politie", "School", "OM"]
    found = cells(made)
    assert ids(found["Politie", "Openheid", "knelpunt"]) == ["s0", "s1", "s2"]
    assert ids(found["Politie", "Integraliteit", "werkt"]) == ["s5"]
    assert ids(found["School", NO_THEME, "werkt"]) == ["s7", "s8"]
    assert ids(found["School", WAITING, "kans"]) == ["s9"]
    assert ids(found["OM", "Openheid", ""]) == ["s12"]
    assert found["OM", "Openheid", ""].entries[0].text == day.by_id["s12"].text


def test_the_three_kinds_of_empty_never_look_the_same(day, report):
    found = cells(framework(day, report))
    assert found["Politie", "Integraliteit", "kans"].notes == ("0 niet genoemd",)
    assert found["OM", "Integraliteit", "kans"].notes == ("– niet gevraagd",)
    assert found["School", "Openheid", "kans"].notes == ("? nog niet gecodeerd",)
    assert found["Politie", NO_THEME, "kans"].notes == ("0",)
    assert found["Politie", WAITING, "kans"].notes == ("0",)


def test_each_row_counts_its_statements_once(day, report):
    rows = {row.corner: row.per_kind for row in framework(day, report).rows}
    assert rows == {"Politie": (1, 3, 2, 0), "School": (2, 1, 1, 0), "OM": (0, 2, 0, 1)}


def test_its_id_leads_to_all_statements(day, report):
    made = framework(day, report)
    trace = report.traces.get(made.trace)
    assert (trace.kind, trace.spec) == ("table", Spec("count", name="framework"))
    assert trace.statements == tuple(day.by_id)
    assert trace.id != report.table.trace


def test_it_says_how_it_is_to_be_read(make, says, tell):
    day = make(says("A", B, OPEN), corner_word="{tafel}")
    report = tell(day)
    full, short = framework(day, report), framework(day, report, most=1)
    assert full.caption == "De uitspraken zelf, per {tafel} en thema."
    assert full.first == "{tafel}"
    assert full.alt == f"Tabel. {full.caption} {full.reading}"
    assert "typerende" in short.reading
    assert "typerende" not in full.reading


def test_the_choice_of_the_author_holds(day, tell):
    chosen = Choice(corners=("School", "Politie"), themes=("openheid",), kinds=("knelpunt",))
    report = tell(day, choice=chosen)
    made = framework(day, report)
    assert made.themes == ("Openheid",)
    assert made.kinds == ("knelpunt",)
    assert {row.corner for row in made.rows} == {"School", "Politie"}
    assert Counter(one for group in cells(made).values() for one in ids(group)) == Counter(
        ["s0", "s1", "s2", "s6"]
    )
    assert report.traces.get(made.trace).statements == ("s0", "s1", "s2", "s6")


def test_what_may_hold_a_name_is_counted_and_not_shown(make, tell, holding):
    said = [Said("A", B, OPEN, text=text) for text in ("Henk kwam niet", "wij wel", "Henk ook")]
    day = make([*said, Said("B", B, OPEN, text="Henk")], holding=holding)
    found = cells(framework(day, tell(day)))
    group = found["A", "Openheid", "knelpunt"]
    assert (group.n, [entry.text for entry in group.entries]) == (3, ["wij wel"])
    assert group.notes == ("2 achtergehouden: er staat misschien een naam in",)
    assert found["B", "Openheid", "knelpunt"].entries == ()
    assert found["B", "Openheid", "knelpunt"].notes[0].startswith("1 achtergehouden")


def test_with_a_most_the_typical_come_first_and_the_others_are_counted(make, tell):
    texts = [
        "parkeren kost te veel geld in de stad",
        "het overleg tussen de partners duurt te lang",
        "overleg met partners is er te weinig",
        "partners komen niet naar het overleg",
    ]
    day = make([Said("A", B, OPEN, text=text) for text in texts])
    report = tell(day)
    group = cells(framework(day, report, most=3))["A", "Openheid", "knelpunt"]
    assert (group.n, len(group.entries)) == (4, 3)
    assert "overleg" in group.entries[0].text
    assert group.notes == ("en nog 1, zie het Excel-bestand",)
    proposed = report.themes[0].quotes[1].quotes
    assert proposed[0].statement == group.entries[0].statement


def test_what_is_alike_still_fills_the_cell(make, says, tell):
    day = make(says("A", B, OPEN, 5, text="steeds hetzelfde gezegd hier"))
    group = cells(framework(day, tell(day), most=2))["A", "Openheid", "knelpunt"]
    assert ids(group) == ["s0", "s1"]


def test_a_cell_has_room_for_each_kind(make, tell):
    said = many("A", W, OPEN, 20) + many("A", B, OPEN, 2) + many("A", C, OPEN, 1)
    day = make(said)
    found = cells(framework(day, tell(day), most=8))
    shown = [len(found["A", "Openheid", kind].entries) for kind in ("werkt", "knelpunt", "kans")]
    assert shown == [5, 2, 1]


@given(st.lists(st.integers(0, 30), max_size=5), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_sharing_out_is_even_and_uses_all_room(counts, most):
    shares = shared_out(counts, most)
    assert sum(shares) == min(most, sum(counts))
    assert all(share <= count for share, count in zip(shares, counts, strict=True))
    full = max(shares, default=0)
    assert all(
        share >= full - 1 or share == count for share, count in zip(shares, counts, strict=True)
    )
    assert shared_out(counts, None) == counts


@pytest.mark.parametrize("most", [None, 2])
@pytest.mark.parametrize("name", ODD_DAYS)
def test_no_statement_is_lost(name, most):
    day = ODD_DAYS[name]()
    report = report_of(day)
    made = framework(day, report, most=most)
    groups = cells(made)
    shown = {one for group in groups.values() for one in ids(group)}
    counted = report.matrix.cells.set_index(["corner", "theme", "category"])["count"].to_dict()
    for key, group in groups.items():
        if key[1] != WAITING:
            assert group.n == counted[key]
        assert bool(group.notes) == (len(group.entries) < group.n or not group.n)
        assert most is None or len(group.entries) <= most
    if most is None:
        assert shown == {one.id for one in day.statements}


def test_statements_that_nobody_coded_have_a_column(make, tell):
    day = make([Said("A", B, None), Said("A", B, WHOLE), Said("A", W, BOTH)])
    made = framework(day, tell(day))
    assert made.themes == ("Openheid", "Integraliteit", WAITING)
    assert ids(cells(made)["A", WAITING, "knelpunt"]) == ["s0"]
