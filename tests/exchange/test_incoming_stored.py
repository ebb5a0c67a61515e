"""What came in can be kept, and goes out of the store again as it came."""

from dataclasses import replace

import pytest

from analysis.codebook import dump_codebook
from analysis.exchange.incoming import codings_of, import_items
from analysis.exchange.matching import with_codes
from analysis.exchange.refi_in import read_project
from analysis.exchange.refi_out import SourceFile, project
from analysis.store import open_store
from analysis.types import Event


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'k.sqlite3'}") as opened:
        yield opened


def test_in_the_store_and_out(day, store):
    incoming = read_project("dag.qdpx", project(day))
    found = with_codes(day.codebook, incoming.codes)
    book = found.codebook
    store.add_codebook(book.name, str(book.version), dump_codebook(book))
    event = store.create_event(Event("ander", "Dag", book.key))
    items = import_items(incoming)
    codings = codings_of(incoming, found.codes, codebook=book.key, now=day.codings[0].created)
    stored = store.import_readings(event.id, items, codings, keep_duplicates=True)
    assert (stored.statements, len(stored.sources)) == (len(day.statements), 2)
    kept = [*store.latest_codings(event.id), *store.latest_codings(event.id, blind=True)]
    again = replace(
        day,
        event=store.event(event.id),
        codebook=book,
        sources=[
            SourceFile(source, item.source_texts)
            for source, item in zip(store.sources(event.id), items, strict=True)
        ],
        statements=store.statements(event.id),
        codings=kept,
        memos={},
    )
    second = read_project("dag.qdpx", project(again))
    assert second.statements == incoming.statements
    assert second.spans == incoming.spans
    assert second.sources == incoming.sources
    assert {(one.statement_id, one.coder, one.created) for one in second.codings} == {
        (one.statement_id, one.coder, one.created) for one in incoming.codings
    }
