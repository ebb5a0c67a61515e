"""Text that is measured fits, and what is cut says so and ends well."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.export.slides_text import (
    CUT,
    MORE,
    Box,
    Paragraph,
    Run,
    cut,
    fits,
    height_of,
    largest,
    lines_of,
    on_one_line,
    one_line_size,
    shown,
    width_of,
)

SENTENCE = "Wij zoeken elkaar te laat op. Dat kost maanden. Niemand belt. "
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


@pytest.mark.parametrize(
    ("text", "arial"),  # thousandths of its size, as Arial has them
    [
        ("Wij zoeken elkaar", 7892),
        ("knelpunt", 3781),
        ("MWMW", 3554),
        ("ijl 1234", 3169),
        ("Één café, naïef", 6727),
    ],
)
def test_the_estimate_is_no_less_than_arial_and_little_more(text, arial):
    assert arial <= width_of(text, 1000) <= arial * 1.15


def test_a_size_at_which_a_word_breaks_is_not_chosen_where_a_smaller_one_keeps_it_whole():
    box = Box(260, 300)
    word = "Ervaringsdeskundigen"
    text = [[Paragraph((Run(f"“{word} in elk team”"),))]]
    assert width_of(f"“{word}", 28) > box.width
    chosen = largest(text, (28, 24, 18), box)
    assert chosen == 24
    assert width_of(f"“{word}", chosen) <= box.width
    endless = [[Paragraph((Run("x" * 60),))]]  # breaks at any size
    assert largest(endless, (28, 24, 18), box) == 28


def test_bold_and_other_scripts_take_more_room():
    assert width_of("kans", 10, bold=True) > width_of("kans", 10)
    assert width_of("团结", 10) >= 20
    assert height_of([Paragraph((Run("نحن"),))], 10, 100) > height_of(
        [Paragraph((Run("a"),))], 10, 100
    )


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, 1),
        ("kort", 100, 1),
        ("twee woorden", 45, 2),
        ("x" * 100, 100, 6),
        ("a " * 3, 6, 3),
    ],
)
def test_lines_break_between_words_and_within_what_is_wider(text, width, lines):
    assert lines_of(text, 10, width) == lines


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (1, f"Wij zoeken elkaar{CUT}"),
        (2, f"Wij zoeken elkaar te laat op.{CUT}"),
        (3, f"Wij zoeken elkaar te laat op. Dat kost maanden.{CUT}"),
        (9, SENTENCE.strip()),
    ],
)
def test_a_text_ends_at_a_sentence_or_else_at_a_word(lines, expected):
    assert cut(SENTENCE.strip(), 10, 110, lines) == expected


@settings(max_examples=80, deadline=None)
@given(TEXTS, st.integers(1, 5), st.integers(60, 400))
def test_what_is_cut_fits_its_lines_and_is_a_beginning_of_the_text(text, lines, width):
    found = cut(text, 18, width, lines)
    if found != text:
        assert found.endswith(CUT)
        assert text.startswith(found.removesuffix(CUT))
        assert lines_of(found, 18, width) <= lines


@settings(max_examples=80, deadline=None)
@given(TEXTS, st.integers(30, 300))
def test_a_name_stays_on_its_line(text, width):
    found = on_one_line(text, 12, width)
    assert width_of(found, 12) <= width or len(found) <= 2
    assert "\n" not in found


def test_the_largest_size_that_fits_is_taken():
    text = [Paragraph((Run("een zin van gewone lengte"),))]
    assert largest([text], (28, 18, 12), Box(1000, 100)) == 28
    assert largest([text], (28, 18, 12), Box(130, 40)) == 12
    assert one_line_size(["kort", "een langere naam"], (20, 14, 10), 130) == 14
    assert one_line_size(["een langere naam"], (20, 14, 10), 10) == 10


@pytest.mark.parametrize("count", [1, 3, 12])
def test_sentences_that_do_not_fit_are_left_out_and_it_is_said(count):
    box = Box(300, 120)
    found = shown([SENTENCE] * count, (20, 18), box)
    assert fits(found, 18, box)
    said = [one.text for one in found]
    assert (said[-1] == MORE) == (count > 1)
    assert len(said) < 4


def test_one_sentence_that_is_too_long_is_cut():
    (found,) = shown([SENTENCE * 20], (20, 18), Box(300, 60))
    assert found.text.endswith(CUT)
    assert shown([], (20,), Box(300, 60)) == ()
