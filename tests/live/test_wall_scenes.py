"""Scenes: which there are, how they turn by the clock, and what was chosen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.live.days import Bond, WallChoice
from analysis.live.wall import Bonding, Join, Said, Wall
from analysis.live.wall_numbers import ZERO, Number, Tally
from analysis.live.wall_scenes import SceneKind, beside, parts, scenes, shown_scene

NOW = datetime(2024, 11, 14, 14, 32, tzinfo=UTC)
SOME = Number("counted", "5", low=5)
SAID = Said("s1", "korte lijnen", "Hoek 1", "werkt", NOW)


def tally(corners=3, themes=2, *, filled=None):
    """Corners and themes with one kind; `filled`: the places of corners that have statements."""
    numbers = [SOME if filled is None or at in filled else ZERO for at in range(corners)]
    return Tally(
        tuple(f"Hoek {at + 1}" for at in range(corners)),
        tuple(f"Thema {at + 1}" for at in range(themes)),
        ("werkt",),
        tuple(((number,),) * themes for number in numbers),
        tuple((number,) for number in numbers),
    )


def wall(*, counted=None, choice=None, **more):
    return Wall("Dag", "hoek", counted or tally(), choice or WallChoice(seconds=10), **more)


FULL = wall(
    newest=(SAID,), quotes=(SAID,), join=Join("http://x/meedoen", (("Hoek 1", "CDF HJK"),)),
    bonds=(Bonding("Hoek 1", Bond(5, 1, 1, 1), Bond(5, 2, 2, 2)),),
)  # fmt: skip
BARE = wall(counted=tally(filled=()))


def turned(shown, *, slots, own=""):
    """The scenes of so many turns in a row."""
    start = datetime.fromtimestamp(0, UTC)
    return [
        shown_scene(shown, own=own, now=start + timedelta(seconds=10 * at)) for at in range(slots)
    ]


@pytest.mark.parametrize(
    ("number", "most", "expected"),
    [(0, 3, [()]), (3, 3, [(0, 1, 2)]), (4, 3, [(0, 1), (2, 3)])],
)
def test_parts_are_about_as_large(number, most, expected):
    assert parts(number, most) == expected


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 200), st.integers(1, 20))
def test_parts_hold_everything_once_and_are_never_too_large(number, most):
    found = parts(number, most)
    assert [place for part in found for place in part] == list(range(number))
    assert max(map(len, found)) <= most
    assert max(map(len, found)) - min(map(len, found)) <= 1


def test_every_kind_of_scene_gets_its_turn():
    assert {scene.kind for scene in turned(FULL, slots=9)} == set(SceneKind)


def test_every_corner_and_theme_gets_its_turn():
    found = {scene.name for scene in turned(FULL, slots=9 * 3)}
    assert {"hoek-1", "hoek-2", "hoek-3", "thema-1", "thema-2"} <= found


def test_what_has_no_content_is_passed_over():
    shown = wall(counted=tally(filled={1}))

    found = turned(shown, slots=40)

    assert all(scene.filled for scene in found)
    assert {scene.name for scene in found if scene.kind is SceneKind.CORNER} == {"hoek-2"}
    assert {SceneKind.QUOTES, SceneKind.BONDING, SceneKind.JOIN} & {s.kind for s in found} == set()


def test_without_anything_the_matrix_says_so():
    assert [(s.kind, s.filled) for s in turned(BARE, slots=3)] == [(SceneKind.MATRIX, False)] * 3


@pytest.mark.parametrize("own", ["", "hoek", "thema-1"])
def test_a_day_without_corners_and_themes_has_its_turns_too(own):
    shown = wall(counted=tally(0, 0))
    assert {scene.name for scene in turned(shown, slots=9, own=own)} == {"matrix-1"}


def test_scenes_stay_for_their_time_and_are_the_same_on_all_walls():
    start = datetime.fromtimestamp(10 * 9000, UTC)
    for seconds in (0, 9.9):
        moment = start + timedelta(seconds=seconds)
        assert shown_scene(FULL, own="", now=moment).kind is SceneKind.MATRIX
    assert shown_scene(FULL, own="", now=start + timedelta(seconds=10)).kind is SceneKind.NEWEST


def test_a_large_day_comes_in_parts_that_all_get_a_turn():
    shown = wall(counted=tally(40, 8))
    matrices = {s.name for s in turned(shown, slots=9 * 3) if s.kind is SceneKind.MATRIX}
    rows = {len(s.rows) for s in scenes(shown, NOW) if s.kind is SceneKind.MATRIX}
    assert len(matrices) == 6
    assert rows == {13, 14}


@pytest.mark.parametrize(
    ("scene", "subject", "names"),
    [
        ("matrix", "", {"matrix-1"}),
        ("hoek", "Hoek 2", {"hoek-2"}),
        ("hoek", "", {"hoek-1", "hoek-2", "hoek-3"}),
        ("thema", "Thema 2", {"thema-2"}),
        ("citaten", "", {"citaten-1"}),
    ],
)
def test_the_facilitator_chooses_for_all_walls(scene, subject, names):
    shown = replace(FULL, choice=WallChoice(scene=scene, subject=subject, seconds=10))
    assert {one.name for one in turned(shown, slots=9)} == names


def test_what_the_facilitator_chose_stays_also_without_content():
    shown = replace(BARE, choice=WallChoice(scene="citaten", seconds=10))
    assert {(one.name, one.filled) for one in turned(shown, slots=5)} == {("citaten-1", False)}


@pytest.mark.parametrize("choice", [WallChoice(seconds=10), WallChoice("matrix", seconds=10)])
def test_a_wall_keeps_to_its_own_scene(choice):
    shown = replace(FULL, choice=choice)
    assert {one.name for one in turned(shown, slots=9, own="thema-2")} == {"thema-2"}


@pytest.mark.parametrize("own", ["bestaat-niet", "hoek-99", "<script>"])
def test_an_unknown_scene_in_the_address_is_passed_over(own):
    assert turned(FULL, slots=9, own=own) == turned(FULL, slots=9)


def test_a_test_message_brings_the_newest_while_it_is_young():
    shown = replace(BARE, test=replace(SAID, posted=NOW))
    scene = shown_scene(shown, own="", now=NOW + timedelta(seconds=5))
    assert (scene.kind, scene.filled) == (SceneKind.NEWEST, True)
    later = shown_scene(shown, own="", now=NOW + timedelta(seconds=61))
    assert later.kind is SceneKind.MATRIX


def test_keys_walk_through_all_that_has_content_and_back():
    found = [scene.name for scene in scenes(FULL, NOW) if scene.filled]
    name, seen = found[0], []
    for _ in found:
        seen.append(name)
        scene = shown_scene(FULL, own=name, now=NOW)
        assert beside(FULL, shown_scene(FULL, own=beside(FULL, scene, 1, NOW), now=NOW), -1,
                      NOW) == name  # fmt: skip
        name = beside(FULL, scene, 1, NOW)
    assert seen == found
    assert name == found[0]


@pytest.mark.parametrize(
    ("lengths", "together"),
    [([], [()]), ([100, 100], [(0, 1)]), ([200, 100], [(0,), (1,)]), ([9, 9, 9], [(0, 1), (2,)])],
)
def test_two_short_quotes_stand_together(lengths, together):
    quotes = tuple(replace(SAID, text="x" * length) for length in lengths)
    found = scenes(replace(FULL, quotes=quotes), NOW)
    assert [scene.rows for scene in found if scene.kind is SceneKind.QUOTES] == together
