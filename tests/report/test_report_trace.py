import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import UsageError
from analysis.report import Tally, resolve
from analysis.report.trace import Scope, Spec, Trace, Traces, read_id, trace_id

MADE = datetime(2026, 11, 22, tzinfo=UTC)
CELL = Spec("count", corner="Politie", theme="openheid", kind="kans")
ID = trace_id("dag", "number", CELL)


def test_an_id_is_seven_characters_that_nobody_mixes_up_and_no_number():
    ids = {trace_id("dag", "number", replace(CELL, name=str(at))) for at in range(300)}
    assert len(ids) == 300
    assert all(re.fullmatch("[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{6}", one) for one in ids)


@pytest.mark.parametrize(
    "other",
    [
        trace_id("andere dag", "number", CELL),
        trace_id("dag", "quote", CELL),
        trace_id("dag", "number", replace(CELL, kind="")),
        trace_id("dag", "number", replace(CELL, kind=None)),
        trace_id("dag", "number", replace(CELL, of=Scope(corners=("Politie",)))),
        trace_id("dag", "number", CELL, again=1),
    ],
)
def test_the_same_thing_has_the_same_id_and_another_thing_another(other):
    assert trace_id("dag", "number", replace(CELL)) == ID
    assert other != ID


@pytest.mark.parametrize("typed", [ID, ID.lower(), f" {ID[:3]} {ID[3:]} ", f"{ID[:3]}-{ID[3:]}"])
def test_an_id_is_read_as_people_type_it(typed):
    assert read_id(typed) == ID


def test_letters_that_look_like_digits_are_read_as_those():
    found = next(i for i in (trace_id("dag", "number", Spec("count", str(n))) for n in range(999))
                 if {"0", "1"} <= set(i))  # fmt: skip
    assert read_id(found.replace("0", "O").replace("1", "l")) == found


@pytest.mark.parametrize("typed", ["", "ABC", ID + "A", "U" * 7, "1" + ID[1:], "é" * 7])
def test_what_is_no_id_is_refused_in_dutch(typed):
    with pytest.raises(UsageError, match="kennen wij niet"):
        read_id(typed)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(),
    at=st.integers(0, 6),
    new=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
    swap=st.tuples(st.integers(0, 6), st.integers(0, 6)),
)
def test_the_check_betrays_a_wrong_character_and_any_swap(seed, at, new, swap):
    good = trace_id("dag", "number", Spec("count", corner=str(seed)))
    swapped = list(good)
    swapped[swap[0]], swapped[swap[1]] = swapped[swap[1]], swapped[swap[0]]
    for wrong in (good[:at] + new + good[at + 1 :], "".join(swapped)):
        if wrong == good:
            assert read_id(wrong) == good
        else:
            with pytest.raises(UsageError):
                read_id(wrong)


_SPECS = st.builds(
    Spec,
    st.sampled_from(["count", "share", "corners"]),
    corner=st.none() | st.text(st.characters(codec="utf-8")),
    theme=st.none() | st.just("openheid"),
    kind=st.sampled_from([None, "", "kans"]),
    of=st.sampled_from([Scope(), Scope(corners=("A", "B")), Scope(kinds=())]),
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            Trace,
            st.just(ID),
            st.sampled_from(["number", "quote", "table", "figure"]),
            _SPECS,
            st.none() | st.integers(0, 10**6) | st.floats(0, 1) | st.text("abc", max_size=4),
            st.lists(st.sampled_from(["s1", "s2", "s9"]), unique=True).map(tuple),
            st.just(MADE),
        )
    )
)
def test_traces_survive_json(items):
    kept = Traces.from_json(Traces("dag", MADE, tuple(items)).to_json())
    assert (kept.event, kept.made, kept.items) == ("dag", MADE, tuple(items))


def _file(**changes) -> str:
    trace = Trace(ID, "number", CELL, 2, ("s1", "s2"), MADE)
    return json.dumps(json.loads(Traces("dag", MADE, (trace,)).to_json()) | changes)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", b"\xff\xfe", "[" * 5000,
        _file(format=2), _file(statements=["s1"]), _file(scopes=[]), _file(made="gisteren"),
        _file(traces=[{"id": ID}]), _file().replace('"scope": 0', '"scope": -1'),
        _file().replace("count", "<script>"), _file().replace('"theme"', '"thema"'),
    ],
)  # fmt: skip
def test_other_json_is_refused_in_dutch(text):
    with pytest.raises(UsageError, match="niet te lezen"):
        Traces.from_json(text)


def test_no_text_of_a_statement_stands_in_the_json(report, day):
    kept = report.traces.to_json()
    assert len(report.traces) > 20
    assert not any(one.text in kept for one in day.statements)


def test_behind_a_table_stand_its_cells(report):
    table = report.traces.get(report.table.trace)
    cells = {number.trace for line in report.table.lines for number in line.numbers[1:]
             if not line.total}  # fmt: skip
    assert {one.id for one in report.traces.behind(table)} == cells
    theme = report.themes[0]
    behind = report.traces.behind(report.traces.get(theme.table.trace))
    assert {one.spec.theme for one in behind} == {theme.name}
    assert {one.spec.corner for one in behind} == {"Politie", "School", "OM"}
    assert report.traces.behind(behind[0]) == ()


def test_a_renamed_corner_keeps_its_ids(make, small, asked, report):
    def name(corner: str) -> str:
        return {"Politie": "Wijkpolitie"}.get(corner, corner)

    later = make(
        [replace(one, corner=name(one.corner)) for one in small],
        corners=[replace(one, name=name(one.name)) for one in asked],
    )
    tally = Tally(later, report.facts.values())
    numbers = [one for one in report.traces if one.kind != "quote"]
    assert any(resolve(one, tally).missing for one in numbers)
    renamed = report.traces.renamed(name)
    assert [one.id for one in renamed] == [one.id for one in report.traces]
    found = [resolve(one, tally) for one in renamed if one.kind != "quote"]
    assert not [one for one in found if one.changed or one.missing]
    scoped = Trace(
        ID, "number", Spec("count", of=Scope(corners=("Politie", "School"))), 1, (), MADE
    )
    (spec,) = [one.spec for one in Traces("dag", MADE, (scoped,)).renamed(name)]
    assert spec.of.corners == ("School", "Wijkpolitie")
