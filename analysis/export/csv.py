"""Statements and matrix as CSV that Dutch Excel opens with a double click.

UTF-8 with a byte order mark, semicolons, decimal commas, CRLF. Text that a spreadsheet would take
for a formula (it starts with = + - @, a tab or a line end) gets an apostrophe in front, as OWASP
advises against CSV injection; whoever reads the file by program takes that apostrophe off again.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence

from analysis.charts.palette import WORDS
from analysis.export.rows import Row
from analysis.synthesis.contrast import contrast
from analysis.synthesis.frames import Frames
from analysis.synthesis.matrix import Matrix, ids_by_cell

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
STATEMENT_HEAD = ("id", "hoek", "soort", "thema's", "bewijs", "tekst", "bron", "regel")
MATRIX_HEAD = (
    *("hoek", "thema", "soort", "aantal", "nog te coderen", "toestand", "noemer", "aandeel"),
    *("verwacht", "residu", "oordeel", "uitspraken"),
)
STATES = {"counted": "geteld", "not_asked": "niet gevraagd", "not_coded": "nog niet gecodeerd"}


def statements_csv(rows: Iterable[Row]) -> bytes:
    """One line a statement, with the columns of STATEMENT_HEAD."""
    return table_csv(STATEMENT_HEAD, (statement_cells(row) for row in rows))


def statement_cells(row: Row) -> tuple[str, ...]:
    """The columns of STATEMENT_HEAD."""
    what = (row.id, row.corner, row.kind_word, row.theme_words, row.evidence_words)
    return (*what, row.text, row.source, row.line)


def matrix_csv(matrix: Matrix, frames: Frames) -> bytes:
    """One line a cell, with the columns of MATRIX_HEAD; the last holds the statements' ids."""
    ids = ids_by_cell(frames, matrix)
    table = contrast(matrix).to_dict("records")
    return table_csv(
        MATRIX_HEAD, (_matrix_cells({str(k): v for k, v in r.items()}, ids) for r in table)
    )


def guarded(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would calculate it."""
    return f"'{text}" if text.lstrip(" ").startswith(_DANGEROUS) else text


def _matrix_cells(
    row: dict[str, object], ids: dict[tuple[str, str, str], tuple[str, ...]]
) -> tuple[object, ...]:
    corner, theme, kind = str(row["corner"]), str(row["theme"]), str(row["category"])
    numbers = (row["base"], row["share"], row["expected"], row["residual"])
    behind = " ".join(ids.get((corner, theme, kind), ()))
    head = (corner, theme, WORDS[kind], row["count"], row["uncoded"], STATES[str(row["state"])])
    return (*head, *numbers, row["sentence"], behind)


def table_csv(head: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """A table as described in this module's opening; numbers keep four decimals."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_field(value) for value in line] for line in lines)
    return buffer.getvalue().encode("utf-8-sig")


def _field(value: object) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.4f}".replace(".", ",")
    return guarded(value) if isinstance(value, str) else str(value)
