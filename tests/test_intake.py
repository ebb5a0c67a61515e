"""From files to the database: which files, what of them is kept, and that it goes in whole."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis import intake as intake_module
from analysis.codebook import load_codebook
from analysis.errors import StoreError, UsageError
from analysis.ingest.reading import read_source
from analysis.intake import (
    change_codebook,
    codebook_of,
    codings_from,
    files_in,
    lexicon_for,
    new_event,
    read_files,
    store_intake,
)
from analysis.mending import Mending
from analysis.store import Store, open_store
from analysis.types import (
    Category,
    CategoryProposal,
    CodedStatement,
    CodingTarget,
    Place,
    Proposal,
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


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'proef.sqlite3'}") as opened:
        yield opened


@pytest.fixture
def event(store):
    return new_event(store, title="Dag", date=None, codebook=CODEBOOK)


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


# Storing


def test_what_was_read_goes_in_with_codes_and_surroundings(store, event):
    got = read(("politie.txt", POLITIE))

    result = store_intake(store, event, got.items).result

    assert (result.statements, result.left_out, result.corners_added) == (2, 1, ("Politie",))
    first, _ = store.statements(event.id)
    around = store.surroundings(event.id, first.id, lines=1)
    assert [text.place for text in around.here] == [Place(3, 3), Place(4, 4)]
    assert store.counts(event.id).coded_by_machine == 2
    assert set(store.evidence(event.id, [first.id])[first.id])


def test_a_corner_that_was_there_keeps_what_was_set(store, event):
    store_intake(store, event, read(("a.txt", POLITIE)).items)
    (corner,) = store.event(event.id).corners
    assert corner.asked == frozenset(Category)


def test_nothing_is_stored_where_anything_fails(store, event, monkeypatch):
    def decide_on_nothing_known(items, _mending, **_):
        wrong = intake_module._propose(items[0].reading.statements[:1], CODEBOOK, now)
        return [replace(coding, statement_id="onbekend") for coding in wrong[:1]]

    now = datetime.now(UTC)
    monkeypatch.setattr(intake_module, "decisions", decide_on_nothing_known)

    with pytest.raises(StoreError):
        store_intake(store, event, read(("a.txt", POLITIE)).items)

    assert store.sources(event.id) == []
    assert store.event(event.id).corners == ()
    assert store.counts(event.id).statements == 0


def test_mended_statements_go_in_mended(store, event):
    got = read(("a.txt", POLITIE))
    first, second = got.statements
    mending = Mending({first.id: "School"}, {second.id: Category.KANS}, {("a.txt", 0)})

    store_intake(store, event, got.items, mending=mending)

    stored = {s.text: (s.corner, s.category) for s in store.statements(event.id)}
    assert stored == {
        "we werken goed samen met de gemeente": ("School", Category.WERKT),
        "=====": ("School", Category.WERKT),
        "privacy": ("Politie", Category.KANS),
    }


def test_of_the_further_codes_only_the_assigned_are_kept():
    coded = CodedStatement(
        "u1",
        themes=(Proposal("a", 0.9, True), Proposal("b", 0.1, False)),
        category=CategoryProposal(None, 0.0, "text"),
        certainty=0.5,
        dimension=(Proposal("c", 0.9, True), Proposal("d", 0.1, False)),
    )
    now = datetime.now(UTC)

    got = codings_from([coded], coder="machine:proef", codebook=CODEBOOK, created=now)

    assert [(c.target, c.code, c.assigned) for c in got] == [
        (CodingTarget.THEME, "a", True),
        (CodingTarget.THEME, "b", False),
        (CodingTarget.DIMENSION, "c", True),
    ]
    assert {c.codebook for c in got} == {CODEBOOK.key}


def test_another_codebook_proposes_anew_and_people_keep_their_say(store: Store, event):
    store_intake(store, event, read(("a.txt", POLITIE)).items)
    first, _ = store.statements(event.id)
    store.decide_category(event.id, [first.id], Category.KANS, coder="onderzoeker")
    other = load_codebook("weerbare_gemeenschappen")

    change_codebook(store, store.event(event.id), other)

    changed = store.event(event.id)
    assert changed.codebook == other.key
    assert codebook_of(changed, store) == other
    assert {theme.name for theme in other.themes} <= set(store.frames(event.id).codings["code"])
    assert store.statements(event.id, [first.id])[0].category is Category.KANS


def test_a_further_code_that_is_no_longer_proposed_is_taken_back(store: Store, event):
    store_intake(store, event, read(("a.txt", POLITIE)).items)

    def levels() -> int:
        codings = store.frames(event.id).codings
        level = codings["code"].isin([code.name for code in CODEBOOK.dimension.codes])
        return int((level & codings["assigned"]).sum())

    assert levels() > 0
    without = CODEBOOK.model_copy(update={"dimension": None, "version": 2})
    change_codebook(store, store.event(event.id), without)
    assert levels() == 0


@pytest.mark.parametrize("title", ["", "  "])
def test_a_day_needs_a_title(store, title):
    with pytest.raises(UsageError, match="titel"):
        new_event(store, title=title, date=None, codebook=CODEBOOK)
    assert store.events() == []
