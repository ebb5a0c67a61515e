"""What is cut from an infosheet, where, and what it says of it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.export.infosheet_room import MORE, SIZES, Cut, Room, enlarged, rooms, shortened


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("Eén zin.", 8, "Eén zin."),
        ("Eén zin. Nog een zin.", 15, f"Eén zin. {MORE}"),
        ("Eén zin. Nog een zin. En nog een.", 24, f"Eén zin. Nog een zin. {MORE}"),
        ("Dhr. Jansen zei ja. Toen niet.", 22, f"Dhr. Jansen zei ja. {MORE}"),
        ("Zonder punt gaat het maar door", 14, f"Zonder punt {MORE}"),
        ("Zonder punt, gaat het maar door", 12, f"Zonder punt {MORE}"),
        ("w" * 40, 10, f"{'w' * 10} {MORE}"),
        ("", 0, ""),
    ],
)
def test_a_text_is_cut_at_a_sentence(text, most, expected):
    assert shortened(text, most) == expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .!?,\n“”", max_size=120), st.integers(1, 120))
def test_what_is_left_is_the_beginning_and_not_too_long(text, most):
    text = " ".join(text.split())
    short = shortened(text, most)
    assert short == text or short.endswith(f" {MORE}")
    kept = short.removesuffix(MORE).rstrip()
    assert text.startswith(kept)
    assert len(kept) <= most


@pytest.mark.parametrize(
    ("cut", "note"),
    [
        (Cut(), ""),
        (Cut(texts=1), "Om op één blad te passen: 1 tekst ingekort (bij […])."),
        (Cut(points=3), "Om op één blad te passen: 3 punten weggelaten."),
        (
            Cut(texts=2, points=1, quotes=4, themes=1),
            "Om op één blad te passen: 2 teksten ingekort (bij […]), "
            "en 1 thema, 4 citaten en 1 punt weggelaten.",
        ),
    ],
)
def test_what_is_cut_is_told(cut, note):
    assert cut.note() == note


def test_what_is_left_out_is_counted():
    cut = Cut()
    assert cut.first(("a", "b", "c"), 2, "points") == ("a", "b")
    assert cut.first(("a",), 2, "points") == ("a",)
    assert cut.text("Eén zin. Nog een.", 10) == f"Eén zin. {MORE}"
    assert cut.text("kort", 10) == "kort"
    assert (cut.points, cut.texts, cut.quotes, cut.themes) == (1, 1, 0, 0)


@pytest.mark.parametrize("themes", [0, 1, 30])
def test_first_smaller_then_less_and_never_too_small_to_read(themes):
    steps = rooms(themes)
    whole = [room for room in steps if room == Room(room.size, room.air)]
    assert steps[: len(whole)] == whole
    assert [room.size for room in steps] == sorted((room.size for room in steps), reverse=True)
    assert min(room.size for room in steps) == SIZES[-1]
    for one, next_one in zip(steps[len(whole) :], steps[len(whole) + 1 :], strict=False):
        for what in ("chars", "points", "quotes", "themes"):
            assert getattr(next_one, what) <= getattr(one, what)
    assert steps[-1].themes == 1 or themes < 2


def test_what_was_cut_is_tried_in_larger_letters():
    steps = rooms(3)
    assert all(not enlarged(room) for room in steps if room == Room(room.size, room.air))
    cut = next(room for room in steps if room.chars == 240)
    sizes = [(room.size, room.air) for room in enlarged(cut)]
    assert sizes == sorted(sizes)
    assert len(sizes) == len(SIZES) - 1 + 5
    assert {replace(room, size=cut.size, air=cut.air) for room in enlarged(cut)} == {cut}
