"""What a hostile tester found, each with the smallest input that showed it."""

import io

import openpyxl
import pytest

from analysis.errors import Unsafe
from analysis.ingest.reading import read_day, read_source
from analysis.types import Category


def kinds(reading):
    return [(statement.text, statement.category) for statement in reading.statements]


def workbook(rows, merge=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merged_cells.add(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_kinds_stacked_in_one_column_head_what_stands_under_them():
    rows = [["Wat gaat goed"], ["korte lijnen"], ["Wat gaat niet goed"], ["te weinig tijd"]]

    assert kinds(read_source("politie.xlsx", workbook(rows))) == [
        ("korte lijnen", Category.WERKT),
        ("te weinig tijd", Category.KNELPUNT),
    ]


def test_a_merge_of_millions_of_cells_is_refused():
    with pytest.raises(Unsafe, match="samengevoegd"):
        read_source("groot.xlsx", workbook([["hoek", "tekst"]], merge="A1:XFD1048576"))


@pytest.mark.parametrize("ending", ["OM", "de gemeente en", "de"])
def test_a_heading_is_never_glued_to_the_line_above_it(ending):
    text = f"Politie\nWat werkt\n- snel bellen met {ending}\nKansen\n- meer samen\n"

    assert [kind for _, kind in kinds(read_source("flap.txt", text.encode()))] == [
        Category.WERKT,
        Category.KANS,
    ]


def test_the_first_line_under_a_kind_is_a_statement():
    text = "Politie\n\nWat werkt\n- bellen\n\nKansen\n\nmeer samen\neerder bellen\nmeer tijd\n"

    assert [words for words, _ in kinds(read_source("flap.txt", text.encode()))] == [
        "bellen", "meer samen", "eerder bellen", "meer tijd",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ministerie van Financiën", "Ministerie van Justitie en Veiligheid"),
        ("Raad van State", "Raad voor de Kinderbescherming"),
        ("Coöperatie", "Woningcorporatie"),
    ],
)
def test_partners_that_share_a_word_stay_apart(first, second):
    files = [
        (f"{number}.txt", f"Koffiehoek: {name}\nWat werkt\n- iets {number}\n".encode())
        for number, name in enumerate((first, second))
    ]

    assert [reading.statements[0].corner for reading in read_day(files)] == [first, second]


def test_joiners_stay_in_emoji_and_words():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467 aan tafel"

    reading = read_source("flap.txt", f"Politie\nWat werkt\n- {family}\n".encode())
    assert reading.statements[0].text == family


def test_a_heading_between_sentences_of_a_report_stands_alone():
    lines = [
        "De deelnemers spraken lang over de aanpak van de overlast in de wijken van de",
        "stad en over wat er nodig is om die overlast samen terug te dringen. Dat is veel.",
        "Verbondenheid in de aanpak",
        "De dag stond in het teken van de vraag of partners zich verbonden voelen met elkaar",
        "en met de jongeren. Daarover is de hele middag gesproken in twaalf groepen. Zo bleek",
    ]
    reading = read_source("verslag.txt", "\n".join(lines * 3).encode())

    assert "Verbondenheid in de aanpak" in [heading.text for heading in reading.headings]
    assert not any("Verbondenheid in de aanpak De dag" in s.text for s in reading.statements)
