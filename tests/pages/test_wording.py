"""Words for the screen: what people wrote stays as typed, and places are named as files count."""

import pytest

from analysis.types import Place
from pages.components.wording import counted, place_of, plain


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("Gemeente, sociaal domein", "Gemeente, sociaal domein"),
        ("De lijn is kort. Houden zo!", "De lijn is kort. Houden zo!"),
        ("*vet*", r"\*vet\*"),
        ("$5 en $10", r"\$5 en \$10"),
        (":red[x]", r"\:red\[x\]"),
        ("[hier](http://x)", r"\[hier\](http\://x)"),
        ("12. Politie", r"12\. Politie"),
        ("12) Politie", r"12\) Politie"),
        ("- Politie", r"\- Politie"),
        ("Zorg- en Veiligheidshuis (ZVH): dag 1", "Zorg- en Veiligheidshuis (ZVH): dag 1"),
        ("# Kop", r"\# Kop"),
        ("www.hoek.nl", r"www\.hoek.nl"),
        ("fatima@hoek.nl", "fatima@\u2060hoek.nl"),
        ("<b>x</b>", r"\<b\>x\</b\>"),
        (r"\alpha", r"\\alpha"),
        ("twee\nregels", "twee regels"),
    ],
)
def test_what_people_wrote_is_no_markdown(typed, escaped):
    assert plain(typed) == escaped


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 uitspraken"), (1, "1 uitspraak"), (2, "2 uitspraken"), (1234, "1.234 uitspraken")],
)
def test_a_number_has_its_noun(number, words):
    assert counted(number, "uitspraak", "uitspraken") == words


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("a.txt", Place(7, 7), "regel 7"),
        ("a.MD", Place(7, 9), "regel 7 t/m 9"),
        ("a.vtt", Place(10, 13), "regel 10 t/m 13"),
        ("a.csv", Place(2, 2), "regel 2"),
        ("a.docx", Place(5, 5), "alinea 5"),
        ("a.odt", Place(5, 5), "alinea 5"),
        ("a.docx", Place(5, 5, cell="tabel 1, rij 2, kolom 3"), "tabel 1, rij 2, kolom 3"),
        ("a.xlsx", Place(4, 4, cell="ZVH!C4"), "cel C4 op blad ZVH"),
        ("a.xlsx", Place(4, 4, cell="Wat! Goed!C4"), "cel C4 op blad Wat! Goed"),
        ("a.pptx", Place(9, 9, page=3), "dia 3"),
        ("a.pdf", Place(5, 5, page=2), "blz. 2, regel 5"),
        ("zonder", Place(1, 1), "regel 1"),
    ],
)
def test_a_place_is_named_as_its_kind_of_file_is_counted(source, place, words):
    assert place_of(source, place) == words
