"""From lines to headings, bullets and paragraphs, and what a file in words of its own yields."""

from __future__ import annotations

import pytest

from analysis.ingest.layout import structure
from analysis.ingest.lexicon import default_lexicon
from analysis.ingest.readers import read_blocks
from analysis.ingest.reading import read_source
from analysis.types import Category, Reading

W, K, C = Category.WERKT, Category.KNELPUNT, Category.KANS


def read(text: str, name: str = "halt.txt") -> Reading:
    return read_source(name, text.encode())


def texts(text: str, name: str = "halt.txt") -> list[str]:
    return [statement.text for statement in read(text, name).statements]


def shaped(text: str) -> list[tuple[str, str]]:
    blocks = structure(read_blocks("a.txt", text.encode()), default_lexicon())
    return [(block.kind.value, block.text) for block in blocks]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("- ouders bellen met\n  de school\n- kort", ["ouders bellen met de school", "kort"]),
        ("- ouders bellen met\nde school\n- kort", ["ouders bellen met de school", "kort"]),
        ("- vuurwerkpiek jan/feb:\nte weinig mensen\n- kort",
         ["vuurwerkpiek jan/feb: te weinig mensen", "kort"]),
        ("- over de samen-\n  werking\n- kort", ["over de samenwerking", "kort"]),
        ("- in- en\n  uitstroom\n- kort", ["in- en uitstroom", "kort"]),
        ("1. een zaak\n2. nog een\n   a) met kind\n   b) zonder",
         ["een zaak", "nog een", "met kind", "zonder"]),
        ("- Drie lijsten\n   o kijkt\n   o weet", ["Drie lijsten", "kijkt", "weet"]),
        ("- [ ] bellen\n- [x] mailen", ["bellen", "mailen"]),
    ],
)  # fmt: skip
def test_items_and_wraps(lines: str, expected: list[str]) -> None:
    assert texts(f"Knelpunten\n\n{lines}\n") == expected


def test_one_thought_a_line_with_blank_lines_is_no_report() -> None:
    text = (
        "foto 1\nwat lekker loopt\n\njeugdagent op de app met de mentoren, werkt snel\n\n"
        "elke week een schouw met de buurt en de woco, altijd dezelfde lamp\n\n"
        "nachtdienst belt zelf even na, ook al is het laat. scheelt een hoop\n\n"
        "foto 2\nwaar we van balen\n\nzorgmelding gedaan, nooit wat gehoord\n\n"
        "elke dag andere poppetjes bij de briefing. wie kent ze nog\n\nfatbikes\n"
    )
    assert [s.category for s in read(text).statements] == [W, W, W, K, K, K]


def test_lettered_headings_above_numbered_items() -> None:
    text = (
        "A. Succesfactoren\n\n1. bellen\n2. schrijven\n\nB. Belemeringen\n\n1. te laat\n\n"
        "C. Onbenutte mogelijkheden\n\n1. een plan\n2. twee plannen\n"
    )
    assert [s.category for s in read(text).statements] == [W, W, K, C, C]


def test_run_in_headings() -> None:
    text = (
        "Dit loopt. Halt en leerplicht zitten samen in het buurthuis.\n\nMentor reed mee\n\n"
        "Dit hapert. Ouders horen via-via dat er is vergaderd.\n\nNiemand belt\n\n"
        "Hier ligt winst. Docenten durven te vragen.\n\navondschool\n"
    )
    reading = read(text)
    assert [s.category for s in reading.statements] == [W, W, K, K, C, C]
    assert reading.statements[0].text == "Halt en leerplicht zitten samen in het buurthuis."


def test_labels_before_each_line() -> None:
    reading = read("Goed: vaste koppels\nLastig: te weinig tijd\nIdee: een nummer\nGoed: fietsen\n")
    assert [(s.category, s.text) for s in reading.statements] == [
        (W, "vaste koppels"), (K, "te weinig tijd"), (C, "een nummer"), (W, "fietsen")
    ]  # fmt: skip
    assert all(s.category_basis == "mark" for s in reading.statements)


def test_legend_gives_marks_their_kind() -> None:
    reading = read("(+ = loopt, - = loopt niet, ! = kans)\n\n+ een\n- twee\n! drie\n+ vier\n")
    assert [s.category for s in reading.statements] == [W, K, C, W]


def test_plus_and_minus_speak_for_themselves() -> None:
    assert [s.category for s in read("+ een\n- twee\n+ drie\n").statements] == [W, K, W]
    assert [s.category for s in read("Knelpunten\n- een\n- twee\n").statements] == [K, K]


def test_crossed_out_and_furniture_are_left_out() -> None:
    text = (
        "# Halt\n\n## Werkt\n\n- een\n- ~~weg ermee~~\n- twee\n\nPagina 1 van 2\n----------\n"
        "(vervolg flipover)\n\n- drie\n\nfoto 3\n"
    )
    reading = read(text, "halt.md")
    assert [s.text for s in reading.statements] == ["een", "twee", "drie"]
    assert ("weg ermee", "doorgestreept") in {(x.text, x.reason) for x in reading.left_out}
    assert {"Pagina 1 van 2", "foto 3"} <= {x.text for x in reading.left_out}


@pytest.mark.parametrize(
    "remark",
    ["Foto's van de flap staan op de schijf", "(getypt door Tjeerd)", "Aan tafel: Samira en Lous",
     "flap letterlijk overgenomen", "Retour aan het secretariaat voor 22 november"],
)  # fmt: skip
def test_remarks_of_the_typist(remark: str) -> None:
    text = f"Halt\n\nWerkt\n- een zaak\n- nog een\n- en een\n\nKnelpunten\n- een zaak\n\n{remark}\n"
    reading = read(text)
    assert len(reading.statements) == 4
    assert remark in [left.text for left in reading.left_out]


def test_markdown_table_with_breaks() -> None:
    text = (
        "## Hoek 6 - Halt\n\n| Helpt | Hindert | Laten we liggen |\n|:--|:--|:--|\n"
        "| een zaak | wacht lang<br>en dan weg | |\n| | niemand belt | ~~niet doen~~ |\n"
    )
    found = [(s.category, s.text) for s in read(text, "a.md").statements]
    assert found == [(W, "een zaak"), (K, "wacht lang"), (K, "en dan weg"), (K, "niemand belt")]


def test_setext_and_shouted_headings() -> None:
    assert ("heading", "Halt") in shaped("Halt\n====\n\n- een\n- twee\n")
    assert ("heading", "ONS WERK") in shaped("ONS WERK\n\n- een\n- twee\n")


def test_every_place_is_a_physical_line() -> None:
    places = [s.place for s in read("Werkt\n\n- een zaak die\n  lang duurt\n- kort\n").statements]
    assert [(place.line_start, place.line_end) for place in places] == [(3, 4), (5, 5)]
