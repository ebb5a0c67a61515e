"""Tables: which column holds what, from its name or from what stands in it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pytest

from analysis.ingest.lexicon import default_lexicon
from analysis.ingest.reading import read_source
from analysis.ingest.table_values import kind_of_value, unknown_values, value_kinds
from analysis.types import Category, Reading

W, K, C = Category.WERKT, Category.KNELPUNT, Category.KANS
LONG = [
    "de wijkagent drinkt elke week thee bij de moskee",
    "ouders krijgen het verslag eerst zelf te lezen",
    "wachtlijst van een half jaar voor een gesprek",
    "drie systemen en drie keer dezelfde vraag",
    "een vast gezicht per gezin, ook na de straf",
    "samen koken met de jongens uit de flat",
]


def csv(rows: Sequence[Sequence[str]], name: str = "invoer.csv") -> Reading:
    return read_source(name, "\n".join(";".join(row) for row in rows).encode())


def told(reading: Reading) -> list[tuple[str, str, Category | None]]:
    return [(s.text, s.corner, s.category) for s in reading.statements]


@pytest.mark.parametrize(
    "header",
    [
        ("nr", "hoek", "soort", "uitspraak"),
        ("Nr", "Koffiehoek", "Soort punt", "Zoals opgeschreven"),
        ("volgnr", "Welke tafel", "Aard van de opmerking", "Wat men zei"),
        ("#", "A", "B", "D"),
    ],
)
def test_columns_by_name_or_content(header: tuple[str, ...]) -> None:
    corners, kinds = ["OM", "OM", "Halt", "Halt", "OM", "Halt"], ["werkt", "knelpunt", "kans"] * 2
    rows = [(str(at + 1), corners[at], kinds[at], text) for at, text in enumerate(LONG)]
    expected = [
        (text, {"OM": "Openbaar Ministerie"}.get(corners[at], corners[at]), Category(kinds[at]))
        for at, text in enumerate(LONG)
    ]
    assert told(csv([header, *rows])) == expected


@pytest.mark.parametrize("ditto", ['"', "idem", "''", "„"])
def test_ditto_marks_and_sparse_columns(ditto: str) -> None:
    cell = {'"': '""""'}.get(ditto, ditto)
    rows = [("soort", "tekst"), ("succes", LONG[0]), (cell, LONG[1]), ("belemmering", LONG[2])]
    assert [s.category for s in csv(rows).statements] == [W, W, K]


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (("TOPS", "STRUBBELINGEN", "TOEKOMSTMUZIEK"), [W, K, C]),
        (("Helpt", "Hindert", "Laten we liggen"), [W, K, C]),
        (("Werkt", "Knelpunt", "Zwaluwen"), [W, K, C]),
        (("Werkt", "Zwaluwen", "Mussen"), [W, K, C]),
        (("Kansen", "Knelpunten", "Werkt"), [C, K, W]),
    ],
)
def test_kinds_side_by_side(names: tuple[str, ...], kinds: list[Category]) -> None:
    found = csv([names, tuple(LONG[:3]), tuple(LONG[3:])]).statements
    assert [s.category for s in found] == kinds * 2


def test_corners_side_by_side_with_the_kind_in_the_sheet_name() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Sterk"
    weak = book.create_sheet("Zwak")
    for sheet, texts in ((book.active, LONG[:3]), (weak, LONG[3:])):
        for row in (
            ["Opbrengst van de dag"],
            [],
            ["OM", "Leerplicht", "Stichting Vuurtoren"],
            texts,
        ):
            sheet.append(row)
        sheet.append([])
        sheet.append(["versie 2, nagekeken door Inge"])
    out = io.BytesIO()
    book.save(out)
    found = told(read_source("overzicht.xlsx", out.getvalue()))
    assert [(corner, kind) for _, corner, kind in found] == [
        (corner, kind) for kind in (W, K)
        for corner in ("Openbaar Ministerie", "Leerplicht", "Stichting Vuurtoren")
    ]  # fmt: skip


def test_rows_that_head_the_rows_below_them() -> None:
    rows = [("nr", "soort", "tekst"), ("Hoek 7: OM", "", ""), ("1", "succes", LONG[0]),
            ("Hoek 8: Halt", "", ""), ("1", "wens", LONG[1])]  # fmt: skip
    assert [(s.corner, s.category) for s in csv(rows).statements] == [
        ("Openbaar Ministerie", W), ("Halt", C)
    ]  # fmt: skip


def test_sparse_remarks_names_and_codes_are_no_statements() -> None:
    rows = [("foto", "zoals het er stond", "opm. Riet", "wie")]
    rows += [
        (f"IMG_{at}", text, "lang briefje!" if at == 2 else "", "Anna")
        for at, text in enumerate(LONG)
    ]
    assert [s.text for s in csv(rows).statements] == LONG


def test_title_and_remark_rows() -> None:
    rows = [("Geeltjes van de dag", "", ""), ("", "", ""), ("nr", "soort", "tekst"),
            ("1", "werkt", LONG[0]), ("2", "kans", LONG[1]), ("3", "kans", LONG[2]),
            ("", "", ""), ("", "", "3 geteld, een van de stoel gevallen")]  # fmt: skip
    reading = csv(rows)
    assert [s.text for s in reading.statements] == LONG[:3]
    assert "Geeltjes van de dag" in [left.text for left in reading.left_out]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["goed punt", "zorgpunt", "zwaluw"], {"zwaluw": C}),
        (["werkt", "knelpunt", "zwaluw", "zwaluww"], {"zwaluw": C, "zwaluww": C}),
        (["zwaluw", "knelpunt", "mus"], {"zwaluw": W, "mus": C}),
        (["zwaluw", "mus", "merel"], {}),
        (["werkt", "knelpunt", "kans", "zwaluw"], {}),
    ],
)
def test_values_that_no_list_knows(values: list[str], expected: dict[str, Category]) -> None:
    assert unknown_values(values, default_lexicon()) == expected


@pytest.mark.parametrize(
    ("value", "kind"),
    [("+", W), ("👎", K), ("duim op", W), ("duim neer", K), ("lampje", C), ("goed / zorg", None),
     ("Werkt!", W), ("onweer", K), ("zwaluw", None)],
)  # fmt: skip
def test_values(value: str, kind: Category | None) -> None:
    assert kind_of_value(value, default_lexicon()) is kind


def test_letters() -> None:
    assert value_kinds(["w", "k", "c", "w"])["k"] is K
    assert value_kinds(["w", "z"]) == {}
