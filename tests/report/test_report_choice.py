import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import UsageError
from analysis.report import Choice, Picked

_TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
_NAMES = st.none() | st.lists(_TEXT, max_size=3).map(tuple)


@settings(max_examples=40, deadline=None)
@given(
    st.builds(
        Choice,
        title=_TEXT, corners=_NAMES, themes=_NAMES, kinds=_NAMES,
        measure=st.sampled_from(["count", "share"]), 
        charts=st.sampled_from([(), ("theme",), ("corner", "theme")]),
        quotes=st.lists(st.builds(Picked, _TEXT, _TEXT, st.lists(_TEXT).map(tuple))).map(tuple),
    )
)  # fmt: skip
def test_a_choice_survives_json(choice):
    assert Choice.from_json(choice.to_json()) == choice


def test_fields_of_another_version_are_left_out():
    assert Choice.from_json('{"measure": "share", "nieuw": 1}') == Choice(measure="share")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"measure": "residu"}', '{"corners": 3}'])
def test_what_is_no_choice_is_refused_in_dutch(text):
    with pytest.raises(UsageError, match="niet te lezen"):
        Choice.from_json(text)


def test_picked_quotes_are_kept_in_order_and_each_once():
    choice = Choice().with_quotes("a", "kans", ["s2", "s1", "s2"]).with_quotes("b", "kans", [])
    assert choice.picked("a", "kans") == ("s2", "s1")
    assert choice.picked("b", "kans") == ()
    assert choice.picked("a", "werkt") is None
    assert choice.with_quotes("a", "kans", None).picked("a", "kans") is None


@pytest.mark.parametrize(
    ("choice", "fitted"),
    [
        (Choice(corners=("A", "weg")), Choice(corners=("A",))),
        (Choice(corners=("weg",)), Choice()),
        (Choice(themes=("weg", "t")), Choice(themes=("t",))),
        (Choice(themes=("weg",)), Choice()),
        (Choice(kinds=("kans", "vraag")), Choice(kinds=("kans",))),
        (
            Choice().with_quotes("t", "kans", ["s1", "weg"]),
            Choice().with_quotes("t", "kans", ["s1"]),
        ),
        (Choice().with_quotes("t", "kans", ["weg"]), Choice()),
        (Choice().with_quotes("t", "kans", []), Choice().with_quotes("t", "kans", [])),
        (Choice().with_quotes("weg", "kans", ["s1"]), Choice()),
    ],
)
def test_what_is_gone_from_the_day_is_gone_from_the_choice(choice, fitted):
    assert choice.fitted(corners=["A", "B"], themes=["t"], ids=["s1"]) == fitted
