"""Days of any size to measure with, made from the statements of the example day."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import xlsxwriter

from analysis.codebook import Codebook, load_codebook
from analysis.intake import files_in, lexicon_for, read_files
from analysis.settings import example_folder
from analysis.types import Place, Reading, Statement

CODEBOOK = "beter_verbonden"


@cache
def codebook() -> Codebook:
    """The codebook that all measurements work with."""
    return load_codebook(CODEBOOK)


@cache
def example_statements() -> tuple[Statement, ...]:
    """The statements of the example day."""
    files = [(path.name, path.read_bytes()) for path in files_in([example_folder()])]
    return tuple(read_files(files, lexicon=lexicon_for(codebook())).statements)


def sample_statements(count: int, *, source: str = "meting.xlsx") -> tuple[Statement, ...]:
    """`count` statements with the corners and kinds of the example day.

    Each gets one long word that stands nowhere else, since real texts have new words too, which
    no cache knows.
    """
    return tuple(
        Statement(
            id=f"{source}-{number}",
            text=text,
            corner=like.corner,
            category=like.category,
            category_basis="column" if like.category else None,
            source=source,
            place=Place(number + 1, number + 1),
        )
        for number, (like, text) in enumerate(islice(_endless(), count), start=1)
    )


def sample_reading(count: int, *, source: str) -> Reading:
    """One file that was read."""
    return Reading(source, sample_statements(count, source=source), ())


def sample_xlsx(statements: Sequence[Statement]) -> bytes:
    """A workbook with the columns Hoek, Soort and Uitspraak."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Uitwerking")
        for column, title in enumerate(("Hoek", "Soort", "Uitspraak")):
            sheet.write_string(0, column, title)
        for row, statement in enumerate(statements, start=1):
            sheet.write_string(row, 0, statement.corner)
            sheet.write_string(row, 1, statement.category or "")
            sheet.write_string(row, 2, statement.text)
    return buffer.getvalue()


def write_sample(folder: Path, count: int) -> Path:
    """Such a workbook as a file."""
    path = folder / "meting.xlsx"
    path.write_bytes(sample_xlsx(sample_statements(count)))
    return path


def _endless() -> Iterator[tuple[Statement, str]]:
    known = example_statements()
    words = sorted({word.lower() for s in known for word in s.text.split() if word.isalpha()})
    number = 0
    while True:
        like = known[number % len(known)]
        first, second = words[number % len(words)], words[number * 7 // len(words) % len(words)]
        yield like, f"{like.text.rstrip('.')}, ook bij {first}{second}"
        number += 1
