import pytest

from analysis.synthesis.incidence import KINDS, NO_THEME, incidence


@pytest.mark.parametrize(
    ("heading", "decisions", "expected"),
    [
        ("werkt", [], "werkt"),
        (None, [], ""),
        (None, [("kans", True, True)], "kans"),
        ("werkt", [("kans", True, True)], "werkt"),
        ("werkt", [("kans", True, False)], "kans"),
        ("werkt", [("knelpunt", True, True), ("kans", True, False)], "kans"),
        ("werkt", [("kans", True, False), ("knelpunt", True, True)], "kans"),
        ("werkt", [("werkt", False, False)], ""),
        ("werkt", [("kans", False, False)], "werkt"),
        ("werkt", [("werkt", False, False), ("kans", True, True)], "kans"),
        ("werkt", [("werkt", False, True)], "werkt"),
        (None, [("kans", False, True)], ""),
    ],
)
def test_kind(make, heading, decisions, expected):
    rows = [("a", "category", code, yes, machine) for code, yes, machine in decisions]
    found = incidence(make([("a", "Politie", heading)], rows), corners=(), themes=())
    assert KINDS[found.kind[0]] == expected


@pytest.mark.parametrize(
    ("decisions", "assigned", "decided"),
    [
        ([], [False, False, False], [False, False, False]),
        ([("x", True)], [True, False, False], [True, False, True]),
        ([("x", False)], [False, False, False], [True, False, False]),
        ([("x", False), ("y", False)], [False, False, True], [True, True, True]),
        ([("x", True), ("y", True)], [True, True, False], [True, True, True]),
        ([("of an older codebook", True)], [False, False, False], [False, False, False]),
    ],
)
def test_themes(make, decisions, assigned, decided):
    rows = [("a", "theme", code, yes, True) for code, yes in decisions]
    found = incidence(make([("a", "Politie", None)], rows), corners=(), themes=("x", "y"))
    assert found.themes == ("x", "y", NO_THEME)
    assert found.assigned[0].tolist() == assigned
    assert found.decided[0].tolist() == decided


def test_corners_that_only_statements_name_come_last(make):
    frames = make([("a", "Zonder hoek", None), ("b", "School", None)], [])
    assert incidence(frames, corners=["School", "OM"], themes=()).corners == (
        "School",
        "OM",
        "Zonder hoek",
    )


def test_decisions_on_statements_that_are_gone_count_for_nobody(make):
    frames = make([("a", "School", None)], [("gone", "theme", "x", True, True)])
    found = incidence(frames, corners=(), themes=("x",))
    assert not found.assigned.any()
    assert not found.decided.any()


def test_plain_strings_give_the_same_as_categoricals(day):
    from analysis.synthesis import Frames

    plain = Frames(
        day.statements.astype({"corner": "str", "category": "str"}),
        day.codings.astype({"statement_id": "str", "target": "str", "code": "str"}),
    )
    one, two = (incidence(f, corners=(), themes=("openheid",)) for f in (day, plain))
    assert (one.kind == two.kind).all()
    assert (one.corner == two.corner).all()
    assert (one.assigned == two.assigned).all()
