"""Any table of coded statements: a column with the text, and columns with codes that a user names.

A code column is one of two sorts: one code, marked or not (0/1, x, ja), or names of codes with ;
or , between them. `guess` proposes which columns are which; the user has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.errors import UsageError
from analysis.exchange.coded_rows import Coded, incoming_from
from analysis.exchange.grid import Row, Table
from analysis.exchange.incoming import Incoming, Skipped, corner_of
from analysis.ingest.lexicon import Lexicon
from analysis.ingest.table_roles import column_role
from analysis.ingest.table_values import kind_of_value
from analysis.synthesis.incidence import NO_THEME
from analysis.types import NO_CORNER, Category

_YES = frozenset({"1", "1,0", "1.0", "x", "xx", "ja", "j", "yes", "y", "waar", "true", "v", "✓",
                  "✔", "☑", "☒", "+"})  # fmt: skip
_NO = frozenset({"0", "0,0", "0.0", "nee", "n", "no", "onwaar", "false", "-", "–", "☐"})
_NOTHING = frozenset({"", "geen", "n.v.t.", "nvt", NO_THEME, "nog niet gecodeerd", "zonder soort"})
_LIST_HEADS = re.compile(r"\b(?:code|codes|coderingen?|thema'?s?|themes?|tags?|labels?)\b", re.I)
_CODER_HEADS = re.compile(r"\b(?:codeur|codeerder|coder|beoordelaar|rater)\b", re.I)
_SOURCE_HEADS = re.compile(r"\b(?:bron|bestand|document|source|file)\b", re.I)
_MOST_WORDS = 5  # of a code's name, at the mean
_MANY_CODES = 0.6  # different names to cells: more is no list of codes


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are for, by number (from 0); `text` is the one that must be."""

    text: int
    marks: tuple[int, ...] = ()  # each one code, called as its head; the cell says yes or no
    lists: tuple[int, ...] = ()  # names of codes
    corner: int | None = None
    kind: int | None = None
    source: int | None = None
    coder: int | None = None


def guess(table: Table, *, lexicon: Lexicon) -> Columns | None:
    """Which columns are which, by their heads and what is in them; None where none has text."""
    filled = [n for n in range(len(table.head)) if table.values(n)]
    roles = {n: column_role(table.head[n], lexicon) for n in filled}
    marks = [n for n in filled if _is_marks(table.values(n)) and table.head[n]]
    rest = [n for n in filled if n not in marks]
    if not rest:
        return None
    text = max(rest, key=lambda n: (_words(table.values(n)), roles[n] is not None))
    rest.remove(text)

    def first(found: Sequence[int]) -> int | None:
        chosen = next(iter(found), None)
        if chosen is not None:
            rest.remove(chosen)
        return chosen

    kind = first([n for n in rest if _are_kinds(table.values(n), lexicon)])
    coder = first([n for n in rest if _CODER_HEADS.search(table.head[n])])
    source = first([n for n in rest if _SOURCE_HEADS.search(table.head[n])])
    corner = first([n for n in rest if (role := roles[n]) and role.name == "corners"])
    lists = tuple(n for n in rest if _is_list(table.head[n], table.values(n)))
    return Columns(text, tuple(marks), lists, corner, kind, source, coder)


def _words(values: Sequence[str]) -> float:
    return sum(len(value.split()) for value in values) / len(values)


def _is_marks(values: Sequence[str]) -> bool:
    """Yes and no alone; numbers that count on (1, 2, 3) are no marks."""
    folded = {value.casefold() for value in values}
    return folded <= _YES | _NO and bool(folded & _YES)


def _are_kinds(values: Sequence[str], lexicon: Lexicon) -> bool:
    said = [value for value in values if value.casefold() not in _NOTHING]
    known = {value: kind_of_value(value, lexicon) for value in set(said)}
    return bool(said) and sum(known[value] is not None for value in said) >= 0.8 * len(said)


def _is_list(head: str, values: Sequence[str]) -> bool:
    """A column called so, or one where a few short names come back."""
    names = [name for value in values for name in _names(value, _separator(values))]
    if not names or _words(names) > _MOST_WORDS:
        return False
    return bool(_LIST_HEADS.search(head)) or (
        len(set(names)) <= _MANY_CODES * len(names) and not any(name.isdigit() for name in names)
    )


def _separator(values: Sequence[str]) -> str:
    """A semicolon anywhere in the column tells that commas belong to names."""
    return ";" if any(";" in value for value in values) else ","


def _names(value: str, separator: str) -> list[str]:
    names = (" ".join(part.split()) for part in value.split(separator))
    return [name for name in names if name.casefold() not in _NOTHING]


def coded_table(table: Table, columns: Columns, *, coder: str, lexicon: Lexicon) -> Incoming:
    """The rows as statements with their codes.

    `coder` is who coded where no column tells. A row without text, and a mark that says neither yes
    nor no, are listed as skipped. Raises UsageError for a column that the table does not have.
    """
    _check(table, columns)
    separators = {column: _separator(table.values(column)) for column in columns.lists}
    skipped = list(table.skipped)
    found: list[Coded] = []
    for row in table.rows:
        if not row.cells[columns.text]:
            if any(row.cells):
                skipped.append(Skipped("Rij", f"rij {row.number}", "er staat geen tekst in"))
            continue
        one = _coded(table, row, columns, lexicon, skipped)
        for column in columns.marks:
            _mark(one, table.head[column], row, column, skipped)
        for column, separator in separators.items():
            one.codes |= dict.fromkeys(_names(row.cells[column], separator), True)
        found.append(one)
    return incoming_from(found, skipped, coder=coder)


def _coded(
    table: Table, row: Row, columns: Columns, lexicon: Lexicon, skipped: list[Skipped]
) -> Coded:
    def cell(column: int | None) -> str:
        return " ".join(row.cells[column].split()) if column is not None else ""

    source = cell(columns.source) or table.name
    corner = cell(columns.corner) or (
        corner_of(source) if columns.source is not None else NO_CORNER
    )
    kind: Category | None = None
    if said := cell(columns.kind):
        kind = kind_of_value(said, lexicon)
        if kind is None and said.casefold() not in _NOTHING:
            skipped.append(Skipped("Soort", f"rij {row.number}", f"“{said}” is geen soort"))
    return Coded(
        row.cells[columns.text], corner, row.number, source, kind=kind, coder=cell(columns.coder)
    )


def _mark(one: Coded, code: str, row: Row, column: int, skipped: list[Skipped]) -> None:
    said = row.cells[column].casefold()
    if said in _YES | _NO:
        one.codes.setdefault(code, said in _YES)
    elif said not in _NOTHING:
        where = f"rij {row.number}, kolom {code}"
        skipped.append(Skipped("Code", where, f"“{row.cells[column]}” zegt geen ja of nee"))


def _check(table: Table, columns: Columns) -> None:
    single = (columns.text, columns.corner, columns.kind, columns.source, columns.coder)
    asked = [n for n in (*single, *columns.marks, *columns.lists) if n is not None]
    wrong = [n for n in asked if not 0 <= n < len(table.head)]
    if wrong or any(not table.head[n] for n in columns.marks):
        raise UsageError(
            "een van de gekozen kolommen bestaat niet of heeft geen naam.",
            remedy="Kies de kolommen opnieuw.",
            place=table.name,
        )
