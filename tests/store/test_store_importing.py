"""Import: whole or not at all, nothing doubled, corners added, places kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.errors import StoreError
from analysis.store import SourceText
from analysis.types import Category, Corner, Place

WERKT, KNELPUNT, KANS = Category


def test_statements_come_back_as_they_were_read(store, event_id, make):
    plain = make.statement(1, "Korte lijnen met de wijkagent")
    rich = replace(
        plain,
        id="b",
        text="“Wij doen het samen”",
        category=None,
        category_basis=None,
        place=Place(4, 6, 2, "tabel 1, rij 2, kolom 3"),
        quote=True,
        label="Jan, politie",
    )
    result = store.import_readings(
        event_id, [make.item(plain, rich)], [make.coding("b"), make.coding(plain.id)]
    )
    assert store.statements(event_id) == [plain, rich]
    assert store.statements(event_id, [rich.id, "weg"]) == [rich]
    assert (result.statements, result.left_out, result.codings) == (2, 1, 2)
    assert list(result.sources) == store.sources(event_id)
    assert [left.reason for left in store.left_out(event_id)] == ["Gaat over de dag zelf."]


def test_the_same_file_is_told_and_not_doubled(store, event_id, make):
    item = make.item(make.statement(1, "Korte lijnen"))
    again = replace(item, reading=replace(item.reading, source="kopie.txt"))
    first = store.import_readings(event_id, [item, again], [make.coding("a.txt-1")])
    second = store.import_readings(event_id, [again], [make.coding("a.txt-1")])
    for result in (first, second):
        assert [(k.name, k.earlier_name) for k in result.known_files] == [("kopie.txt", "a.txt")]
    assert (second.statements, second.codings, second.sources) == (0, 0, ())
    assert len(store.statements(event_id)) == 1


def test_the_same_file_may_stand_in_two_events(store, event_id, make):
    item = make.item(make.statement(1, "Korte lijnen"))
    other = store.create_event(replace(store.event(event_id), title="Andere dag"))
    for event in (event_id, other.id):
        assert store.import_readings(event, [item]).statements == 1
    assert store.statements(event_id) == store.statements(other.id)


@pytest.mark.parametrize(
    ("text", "corner", "category", "double"),
    [
        ("korte  LIJNEN\n", "Politie", WERKT, True),
        ("Korte lijnen!", "Politie", WERKT, False),
        ("Korte lijnen", "OM", WERKT, False),
        ("Korte lijnen", "Politie", KNELPUNT, False),
        ("Korte lijnen", "Politie", None, False),
    ],
)
def test_the_same_statement_from_another_file(
    store, event_id, make, text, corner, category, double
):
    store.import_readings(event_id, [make.item(make.statement(1, "Korte lijnen"))])
    second = make.item(
        make.statement(1, text, corner, category, "b.txt"),
        make.statement(2, text, corner, category, "b.txt"),
        name="b.txt",
    )
    result = store.import_readings(event_id, [second], [make.coding("b.txt-1")])
    assert [d.statement.id for d in result.duplicates] == (["b.txt-1", "b.txt-2"] if double else [])
    assert all((d.earlier_id, d.earlier_source) == ("a.txt-1", "a.txt") for d in result.duplicates)
    assert len(store.statements(event_id)) == (1 if double else 3)
    assert result.codings == (0 if double else 1)


def test_doubles_within_one_import_and_after_a_move(store, event_id, make):
    files = [make.item(make.statement(1, "Korte lijnen", source=name), name=name) for name in "abc"]
    assert len(store.import_readings(event_id, files[:2]).duplicates) == 1
    store.move_statements(event_id, ["a-1"], corner="OM")
    assert len(store.import_readings(event_id, files[2:]).duplicates) == 1


def test_keep_duplicates_keeps_them(store, event_id, make):
    files = [make.item(make.statement(1, "Korte lijnen", source=n), name=n) for n in "ab"]
    result = store.import_readings(event_id, files, keep_duplicates=True)
    assert (result.statements, result.duplicates) == (2, ())


def test_new_corners_follow_the_old_and_asked_grows(store, event_id, make):
    item = make.item(
        make.statement(1, "x", "Jeugdzorg", KNELPUNT),
        make.statement(2, "y", "Zonder kop", None),
        asked={"OM": frozenset({KANS}), "Stil": frozenset({WERKT})},
    )
    result = store.import_readings(event_id, [item])
    assert result.corners_added == ("Jeugdzorg", "Zonder kop", "Stil")
    assert store.event(event_id).corners == (
        Corner("Politie", frozenset(Category), 0),
        Corner("OM", frozenset({WERKT, KANS}), 1),
        Corner("Jeugdzorg", frozenset({KNELPUNT}), 2),
        Corner("Zonder kop", frozenset(), 3),
        Corner("Stil", frozenset({WERKT}), 4),
    )


def test_an_import_that_fails_half_way_stores_nothing(store, event_id, make):
    before = (store.revision(event_id), store.event(event_id))
    item = make.item(make.statement(1, "x", "Nieuwe hoek"))
    with pytest.raises(StoreError, match="Uitspraak weg bestaat niet"):
        store.import_readings(event_id, [item], [make.coding("a.txt-1"), make.coding("weg")])
    twice = make.item(make.statement(1, "x"), make.statement(1, "y"))
    with pytest.raises(StoreError, match="past niet"):
        store.import_readings(event_id, [twice])
    assert (store.revision(event_id), store.event(event_id)) == before
    assert (store.sources(event_id), store.statements(event_id)) == ([], [])
    assert store.left_out(event_id) == []
    assert store.import_readings(event_id, [item]).statements == 1


def test_surroundings_show_the_lines_around(store, event_id, make):
    texts = tuple(SourceText(Place(n, n), f"regel {n}", "regel") for n in range(1, 11))
    statement = replace(make.statement(5, "regel 5 regel 6"), place=Place(5, 6))
    item = replace(make.item(statement), source_texts=texts)
    store.import_readings(event_id, [item])
    around = store.surroundings(event_id, statement.id, lines=2)
    assert around.source == "a.txt"
    assert (around.before, around.here, around.after) == (texts[2:4], texts[4:6], texts[6:8])
    assert len(store.surroundings(event_id, statement.id, lines=50).before) == 4


@pytest.mark.parametrize(
    ("place", "here"),
    [
        (Place(1, 1, page=2), ["p2"]),
        (Place(1, 1, cell="Blad1!B1"), ["B1"]),
        (Place(7, 7), ["De uitspraak zelf"]),  # nowhere in the text kept
    ],
)
def test_surroundings_tell_pages_and_cells_apart(store, event_id, make, place, here):
    texts = (
        SourceText(Place(1, 1, page=1), "p1", "x"),
        SourceText(Place(1, 1, page=2), "p2", "x"),
        SourceText(Place(1, 1, cell="Blad1!A1"), "A1", "x"),
        SourceText(Place(1, 1, cell="Blad1!B1"), "B1", "x"),
    )
    statement = replace(make.statement(1, "De uitspraak zelf"), place=place)
    store.import_readings(event_id, [replace(make.item(statement), source_texts=texts)])
    around = store.surroundings(event_id, statement.id)
    assert [piece.text for piece in around.here] == here


def test_remove_source_takes_its_statements_only(store, event_id, make):
    files = [make.item(make.statement(1, name, source=name), name=name) for name in "ab"]
    store.import_readings(event_id, files, [make.coding("a-1"), make.coding("b-1")])
    first, second = store.sources(event_id)
    store.remove_source(event_id, first.id)
    assert store.sources(event_id) == [second]
    assert [statement.id for statement in store.statements(event_id)] == ["b-1"]
    assert len(store.frames(event_id).codings) == 1
    with pytest.raises(StoreError, match="bron bestaat niet meer"):
        store.remove_source(event_id, first.id)
    assert store.import_readings(event_id, files[:1]).statements == 1
    assert [statement.id for statement in store.statements(event_id)] == ["b-1", "a-1"]


def test_moving_keeps_the_rest(store, event_id, make):
    one, two = make.statement(1, "x"), make.statement(2, "y")
    store.import_readings(event_id, [make.item(one, two)])
    store.move_statements(event_id, [two.id], corner="Nieuw")
    assert store.statements(event_id) == [one, replace(two, corner="Nieuw")]
    assert [corner.name for corner in store.event(event_id).corners] == ["Politie", "OM", "Nieuw"]
    with pytest.raises(StoreError, match="Uitspraak weg"):
        store.move_statements(event_id, [one.id, "weg"], corner="OM")
    assert store.statements(event_id, [one.id]) == [one]


@pytest.mark.parametrize(
    "text",
    [
        "👮🏽‍♀️ in de wijk 🏘️",
        "العمل معًا في الحي",
        "'; DROP TABLE statement; --",
        '100% %s %(naam)s :naam {x} \\ "aanhaling"',
        "e\u0301e\u0301n \u200b \u202e omgekeerd",
        "\N{MATHEMATICAL BOLD CAPITAL A}" * 5000,
    ],
)
def test_hostile_texts_come_back_unchanged(store, event_id, make, text):
    statement = replace(make.statement(1, text, text), label=text)
    store.import_readings(
        event_id, [make.item(statement)], [make.coding(statement.id, text, coder=text)]
    )
    assert store.statements(event_id) == [statement]
    assert store.history(event_id, statement.id)[0].coding.code == text
    assert store.surroundings(event_id, statement.id).here[0].text == f"- {text}"
    assert list(store.frames(event_id).statements["corner"]) == [text]


@pytest.mark.parametrize("bad", ["\0", "\ud800"])
def test_what_no_database_holds_becomes_a_mark_of_the_same_length(store, event_id, make, bad):
    statement = make.statement(1, f"voor{bad}na", f"Hoek{bad}")
    statement = replace(statement, id=f"a{bad}1")
    coding = make.coding(statement.id, code=f"code{bad}")
    result = store.import_readings(event_id, [make.item(statement)], [coding])
    assert result.codings == 1
    (stored,) = store.statements(event_id, [statement.id])
    assert (stored.text, stored.corner, stored.id) == ("voor\ufffdna", "Hoek\ufffd", "a\ufffd1")
    store.add_codings(event_id, [coding])
    assert len(store.history(event_id, statement.id)) == 2
    frames = store.frames(event_id)
    assert list(frames.statements["corner"]) == ["Hoek\ufffd"]
    assert list(frames.codings["code"]) == ["code\ufffd"]
