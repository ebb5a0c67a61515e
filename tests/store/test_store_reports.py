"""What is kept of reports: the author's choice, and where the numbers of each came from."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from analysis.errors import StoreError
from analysis.report import Choice, Trace, Traces
from analysis.report.trace import Scope, Spec, trace_id
from analysis.store import SourceText, open_store
from analysis.store.engine import database_url as find_url
from analysis.store.engine import make_engine, writing
from analysis.store.schema import MIGRATIONS, VERSION_TABLE, revisions
from analysis.types import Corner, Event, Place

MADE = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = MADE + timedelta(hours=1)


def traces(event_id: str, *specs: Spec, value: int = 3, made: datetime = MADE) -> Traces:
    items = tuple(
        Trace(trace_id(event_id, "number", spec), "number", spec, value, ("a.txt-1",), made)
        for spec in specs
    )
    return Traces(event_id, made, items)


def identity(event_id: str, spec: Spec) -> str:
    return trace_id(event_id, "number", spec)


POLICE = Spec("count", corner="Politie")
ALL = Spec("count")


@contextmanager
def raw(url: str):
    engine = make_engine(find_url(url))
    with engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            yield connection
    engine.dispose()


def test_a_choice_is_kept_and_replaced(store, event_id):
    assert store.report_choice(event_id) is None
    for title in ("Eerste", "Tweede"):
        store.keep_report_choice(event_id, Choice(title=title).to_json())
    assert Choice.from_json(store.report_choice(event_id)) == Choice(title="Tweede")


def test_a_report_is_kept_once_while_it_says_the_same(store, event_id):
    first, second = traces(event_id, ALL), traces(event_id, ALL, POLICE)
    again = traces(event_id, ALL, made=LATER)
    for one in (first, again, second, again):
        store.keep_traces(event_id, one.to_json(), one.made)
    found = store.traces_with(identity(event_id, ALL), event_id=event_id)
    # `first` and the last `again` are the same but for the time; between them another was made.
    assert [(Traces.from_json(t).made, len(Traces.from_json(t))) for t in found] == [
        (LATER, 1), (MADE, 2), (MADE, 1),
    ]  # fmt: skip
    assert len(store.traces_with(identity(event_id, POLICE))) == 1


def test_another_value_is_another_report(store, event_id):
    for value in (3, 4):
        store.keep_traces(event_id, traces(event_id, ALL, value=value).to_json(), MADE)
    found = store.traces_with(identity(event_id, ALL))
    assert [Traces.from_json(text).items[0].value for text in found] == [4, 3]


def test_an_id_is_looked_for_in_one_event_or_in_all(store, event_id):
    other = store.create_event(Event("", "Andere dag", "bv@1")).id
    shared = traces(event_id, ALL)
    store.keep_traces(event_id, shared.to_json(), MADE)
    store.keep_traces(other, shared.to_json(), LATER)
    sought = identity(event_id, ALL)
    assert len(store.traces_with(sought)) == 2
    assert len(store.traces_with(sought, event_id=other)) == 1
    for nothing in ("K000000", "%", "_", "", '"', "\\"):
        assert store.traces_with(nothing) == []


def test_a_name_that_looks_like_an_id_is_no_id(store, event_id):
    corner = '"id":"K3F9A2B"'
    store.keep_traces(event_id, traces(event_id, Spec("count", corner=corner)).to_json(), MADE)
    assert store.traces_with("K3F9A2B") == []


def test_neither_is_a_change_of_the_event(store, event_id):
    before = store.revision(event_id)
    store.keep_report_choice(event_id, Choice().to_json())
    store.keep_traces(event_id, traces(event_id, ALL).to_json(), MADE)
    assert store.revision(event_id) == before


@pytest.mark.parametrize(
    "keep",
    [
        lambda store: store.keep_report_choice("weg", "{}"),
        lambda store: store.keep_traces("weg", traces("weg", ALL).to_json(), MADE),
    ],
)
def test_nothing_is_kept_of_an_event_that_is_gone(store, keep):
    with pytest.raises(StoreError, match="bestaat niet meer"):
        keep(store)


def test_both_go_with_the_event(store, event_id, database_url):
    store.keep_report_choice(event_id, Choice(title="Weg ermee").to_json())
    store.keep_traces(event_id, traces(event_id, ALL).to_json(), MADE)
    store.delete_event(event_id)
    assert store.report_choice(event_id) is None
    assert store.traces_with(identity(event_id, ALL)) == []
    with raw(database_url) as connection:
        for table in ("report_choice", "report_made"):
            assert connection.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 0


def test_names_are_taken_out_of_both(store, event_id):
    henk = "Tafel van Henk"
    store.set_corners(event_id, [Corner(henk), Corner("OM")])
    scope = Scope(corners=(henk, "OM"))
    specs = (Spec("count", corner=henk), Spec("count", of=scope), Spec("count", corner="OM"))
    store.keep_traces(event_id, traces(event_id, *specs).to_json(), MADE)
    choice = Choice(title="Verslag van Henk", corners=(henk, "OM"), kinds=("kans",))
    store.keep_report_choice(event_id, choice.to_json())
    assert {henk, "Verslag van Henk"} <= set(store.texts(event_id))

    store.rewrite(event_id, lambda text: text.replace("Henk", "[persoon 1]"))

    new = "Tafel van [persoon 1]"
    kept = Choice.from_json(store.report_choice(event_id))
    assert kept == replace(choice, title="", corners=(new, "OM"))
    (text,) = store.traces_with(identity(event_id, specs[0]))
    assert "Henk" not in text
    after = Traces.from_json(text)
    assert [one.spec.corner for one in after] == [new, None, "OM"]
    assert after.items[1].spec.of == Scope(corners=("OM", new))
    assert [one.id for one in after] == [identity(event_id, spec) for spec in specs]
    assert not any("Henk" in text for text in store.texts(event_id))


@pytest.mark.parametrize(
    "go",
    [
        lambda store, event: store.delete_event(event),
        lambda store, event: store.rewrite(event, lambda _: "[persoon 1]"),
    ],
    ids=["removed", "rewritten"],
)
def test_what_went_is_nowhere_in_the_files(tmp_path, go):
    """The words are looked for in the bytes of the database's files."""
    words = ("Quokkaverslag", "Pangolinhoek")

    def there() -> list[str]:
        found = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        return [word for word in words if word.encode() in found]

    with open_store(f"sqlite:///{tmp_path / 'k.sqlite3'}") as store:
        event = store.create_event(Event("", "Dag", "bv@1")).id
        store.keep_report_choice(event, Choice(title=words[0], corners=(words[1],)).to_json())
        store.keep_traces(event, traces(event, Spec("count", corner=words[1])).to_json(), MADE)
        assert there() == list(words)  # else this test could not fail
        go(store, event)
        assert there() == []


def test_the_choice_follows_corners_that_people_rename(store, event_id):
    renamed = {"Politie": "Wijkteam", "OM": "OM"}
    corners = [Corner("Wijkteam"), Corner("OM")]
    store.set_corners(event_id, corners, renamed=renamed)  # nothing is kept yet
    for before, after in ((("OM", "Politie"), ("OM", "Wijkteam")), (("OM",), ("OM",)), (None,) * 2):
        store.keep_report_choice(event_id, Choice(title="x", corners=before).to_json())
        store.set_corners(event_id, corners, renamed=renamed)
        kept = Choice.from_json(store.report_choice(event_id))
        assert kept == Choice(title="x", corners=after)


def test_a_choice_that_cannot_be_read_is_left_to_its_author(store, event_id):
    store.keep_report_choice(event_id, "kapot")
    store.set_corners(event_id, [Corner("A")], renamed={"Politie": "A"})
    assert store.report_choice(event_id) == "kapot"


def test_a_title_without_a_name_stays_as_it_is(store, event_id):
    choice = Choice(title="Verslag")
    store.keep_report_choice(event_id, choice.to_json())
    store.rewrite(event_id, lambda text: text.replace("Henk", "[persoon 1]"))
    assert Choice.from_json(store.report_choice(event_id)) == choice


def test_what_cannot_be_read_goes_when_names_are_taken_out(store, event_id, database_url):
    store.keep_report_choice(event_id, '{"title": 1, "x": "Henk"}')
    store.keep_traces(event_id, '{"format":99,"x":"Henk"}', MADE)
    assert not any("Henk" in text for text in store.texts(event_id))
    store.rewrite(event_id, lambda text: text)
    assert store.report_choice(event_id) is None
    with raw(database_url) as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM report_made")) == 0


def test_reports_that_are_made_at_once_are_all_kept(store, event_id):
    start = threading.Barrier(6)

    def make(value: int) -> None:
        start.wait()
        store.keep_traces(event_id, traces(event_id, ALL, value=value).to_json(), MADE)
        store.keep_report_choice(event_id, Choice(title=str(value)).to_json())

    threads = [threading.Thread(target=make, args=(value,)) for value in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = store.traces_with(identity(event_id, ALL))
    assert sorted(Traces.from_json(text).items[0].value for text in found) == list(range(6))


def test_an_older_database_is_brought_up_to_date(database_url):
    """A day that was stored before reports were kept is still there, and takes them."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = make_engine(find_url(database_url))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(
            sa.text(
                "INSERT INTO event (id, title, codebook, corner_word, created, revision) "
                "VALUES ('oud', 'Oude dag', 'bv@1', 'hoek', '2026-01-01 00:00:00+00:00', 7)"
            )
        )
    engine.dispose()
    with open_store(database_url) as store:
        assert (store.event("oud").title, store.revision("oud")) == ("Oude dag", 7)
        store.keep_report_choice("oud", Choice().to_json())
        store.keep_traces("oud", traces("oud", ALL).to_json(), MADE)
        assert len(store.traces_with(identity("oud", ALL))) == 1
    with raw(database_url) as connection:
        version = connection.scalar(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))
    assert version == revisions()[-1]


def test_the_whole_text_of_each_source(store, event_id, make):
    one = make.item(make.statement(1, "wij bellen"), make.statement(2, "wij mailen"))
    two = make.item(make.statement(1, "elders", source="b.txt"), name="b.txt")
    nothing = replace(make.item(name="c.txt"), source_texts=())
    store.import_readings(event_id, [one, two, nothing])
    other = store.create_event(Event("", "Andere dag", "bv@1")).id
    store.import_readings(other, [one])
    ids = [source.id for source in store.sources(event_id)]
    found = store.source_texts(event_id)
    assert list(found) == ids
    assert found[ids[0]] == (
        SourceText(Place(1, 1), "- wij bellen", "statement"),
        SourceText(Place(2, 2), "- wij mailen", "statement"),
    )
    assert [len(found[one]) for one in ids] == [2, 1, 0]
    assert store.source_texts("weg") == {}


def test_notes_by_statement(store, event_id, make):
    first, second = make.statement(1, "een"), make.statement(2, "twee")
    store.import_readings(event_id, [make.item(first, second)], [make.coding(first.id)])
    for memo in (None, "eerst", "daarna"):
        store.add_codings(event_id, [make.coding(second.id, coder="An")], memo=memo)
    found = store.memos(event_id)
    assert list(found) == [second.id]
    assert [one.memo for one in found[second.id]] == ["eerst", "daarna"]
    assert found[second.id] == [one for one in store.history(event_id, second.id) if one.memo]
