"""From files to statements: which files, and what is read of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis.codebook import load_codebook
from analysis.errors import UsageError
from analysis.ingest.reading import read_source
from analysis.intake import files_in, lexicon_for, read_files
from analysis.types import (
    Category,
    Source,
)

CODEBOOK = load_codebook("beter_verbonden")
LEXICON = lexicon_for(CODEBOOK)
POLITIE = b"""Koffiehoek 1: Politie
Wat gaat goed
- we werken goed samen
  met de gemeente
=====
Knelpunten
- privacy
Kansen
"""
BROKEN = ("kapot.docx", b"PK\x03\x04 geen Word")


def read(*files, **options):
    return read_files(files, lexicon=LEXICON, **options)


# Which files


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_a_folder_gives_what_can_be_read_in_order_of_names(tmp_path):
    touch(tmp_path, "b.txt", "a.DOCX", "diep/c.md", ".verborgen.txt", "~$a.docx", "foto.xyz")
    assert [path.name for path in files_in([tmp_path])] == ["a.DOCX", "b.txt", "c.md"]


def test_a_file_that_is_named_comes_in_whatever_it_is(tmp_path):
    touch(tmp_path, "foto.xyz")
    assert files_in([tmp_path / "foto.xyz"]) == [tmp_path / "foto.xyz"]


def test_an_empty_folder_is_told(tmp_path):
    touch(tmp_path, ".verborgen.txt")
    with pytest.raises(UsageError, match="geen bestand in dat gelezen kan worden") as told:
        files_in([tmp_path])
    assert str(tmp_path) in told.value.message
    assert "docx" in told.value.remedy


def test_a_path_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match="bestaat niet") as told:
        files_in([tmp_path / "weg"])
    assert told.value.place == str(tmp_path / "weg")


# Reading


def test_a_file_that_cannot_be_read_leaves_the_others_alone():
    got = read(BROKEN, ("politie.txt", POLITIE), ("leeg.txt", b""))

    assert [item.reading.source for item in got.items] == ["politie.txt"]
    assert [error.place for error in got.failures] == ["kapot.docx", "leeg.txt"]
    assert all(error.remedy for error in got.failures)


def test_a_file_over_the_limit_is_a_failure():
    got = read(("politie.txt", POLITIE), limit_bytes=10)
    assert (got.items, len(got.failures)) == ((), 1)


def test_progress_is_told_before_each_file():
    told = []
    read(("a.txt", POLITIE), BROKEN, progress=lambda *seen: told.append(seen))
    assert told == [(0, 2, "a.txt"), (1, 2, "kapot.docx")]


def test_corners_tell_which_kinds_were_asked_also_without_an_answer():
    (corner,) = read(("politie.txt", POLITIE)).corners
    assert (corner.name, corner.position) == ("Politie", 0)
    assert corner.asked == frozenset(Category)


def test_a_corner_without_questions_was_asked_nothing():
    (corner,) = read(("politie.txt", b"Koffiehoek 1: Politie\n\n- lijnen\n- geld\n")).corners
    assert corner.asked == frozenset()


def test_a_corner_keeps_to_the_kinds_that_were_asked():
    (corner,) = read(("politie.txt", b"Koffiehoek 1: Politie\n\nKnelpunten\n- geld\n")).corners
    assert corner.asked == {Category.KNELPUNT}


def test_every_line_of_a_source_has_its_role():
    (item,) = read(("politie.txt", POLITIE)).items

    roles = {text.place.line_start: text.role for text in item.source_texts}
    assert roles == {
        1: "heading", 2: "heading", 3: "statement", 4: "statement", 5: "left_out",
        6: "heading", 7: "statement", 8: "heading",
    }  # fmt: skip
    lines = [line.strip() for line in POLITIE.decode().splitlines()]
    assert [text.text for text in item.source_texts] == lines


def test_ids_stay_when_the_file_is_read_again_or_changed_elsewhere():
    before = [s.id for s in read(("politie.txt", POLITIE)).statements]
    after = [s.id for s in read(("politie.txt", b"Notulist: Jan\n" + POLITIE)).statements]
    assert before == after
    assert before == [s.id for s in read_source("politie.txt", POLITIE, lexicon=LEXICON).statements]


def test_other_files_of_one_name_are_told_apart():
    again = POLITIE + b"- geld\n"
    got = read(("a.txt", POLITIE), ("a.txt", again), ("a.txt", POLITIE), ("zonder", b"x"))

    assert [item.reading.source for item in got.items] == ["a.txt", "a (2).txt", "a.txt"]
    first, second, _ = got.items
    ids = [{s.id for s in item.reading.statements} for item in (first, second)]
    assert not ids[0] & ids[1]


def test_a_name_that_the_day_has_already_gets_a_number_unless_it_is_the_same_file():
    (same,) = read(("a.txt", POLITIE)).items
    known = [
        Source("1", "dag", "a.txt", "0" * 64, datetime.now(UTC)),
        Source("2", "dag", "a (2).txt", "1" * 64, datetime.now(UTC)),
        Source("3", "dag", "b.txt", same.digest, datetime.now(UTC)),
    ]

    got = read(("a.txt", POLITIE), ("b.txt", POLITIE), sources=known)

    assert [item.reading.source for item in got.items] == ["a (3).txt", "b.txt"]
