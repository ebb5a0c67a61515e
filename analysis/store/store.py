"""The one door to the database: opens it, and gives each piece of work its own transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Self

from analysis.store import (
    activity,
    codings,
    events,
    importing,
    kinds,
    live_days,
    reports,
    schema,
    statements,
)
from analysis.store.engine import database_url, make_engine, reading, writing
from analysis.store.live import Live
from analysis.store.upkeep import NONE, Upkeep
from analysis.store.values import (
    CodebookVersion,
    Counts,
    Decision,
    ImportItem,
    ImportResult,
    SourceText,
    Surroundings,
)
from analysis.types import Category, Coding, Corner, Event, LeftOut, Source, Span, Statement

if TYPE_CHECKING:
    from analysis.synthesis.frames import Frames

NO_NAMES: Mapping[str, str] = MappingProxyType({})
"""No corner was renamed."""


def open_store(url: str | None = None, *, moves_early: bool = False) -> Store:
    """Open the database, and make or update its tables first where that is needed.

    `url` goes before KOFFIEHOEK_DATABASE_URL; without either, a file in the user's data folder.
    For `moves_early` see `make_engine`.
    Raises StoreError where the address is wrong, or the database cannot be reached or written,
    is damaged, of a newer version, or another program's.
    """
    engine = make_engine(database_url(url), moves_early=moves_early)
    try:
        schema.prepare(engine)
    except BaseException:
        engine.dispose()
        raise
    store = Store(engine)
    if not store.is_tidy():  # since others kept the database busy at the time
        store.tidy()
    return store


class Store(Upkeep):
    """All that people made, event by event. Threads may share one; processes open their own.

    Each method is one transaction, and raises StoreError where the database cannot do it or the
    event is gone.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    @property
    def live(self) -> Live:
        """The part of the store that serves live days."""
        return Live(self._engine)

    # Events, corners, codebooks

    def create_event(self, event: Event) -> Event:
        """Store a new event with its corners; the result carries the id it got."""
        with writing(self._engine) as connection:
            return events.create(connection, event)

    def events(self) -> list[Event]:
        """Every event, the newest first."""
        with reading(self._engine) as connection:
            return events.all_events(connection)

    def event(self, event_id: str) -> Event:
        """One event with its corners in order."""
        with reading(self._engine) as connection:
            return events.one_event(connection, event_id)

    def revision(self, event_id: str) -> int:
        """A number that grows with every write to the event: what was read under it still holds.

        What is kept of reports is no part of that: it is read anew, and a report that is made
        leaves what was counted for it in place.
        """
        with reading(self._engine) as connection:
            return events.revision(connection, event_id)

    def update_event(self, event: Event) -> Event:
        """Write title, date, corner word, codebook, previous edition and the date to keep it until.

        Corners are set with `set_corners`.
        """
        with writing(self._engine) as connection:
            events.update(connection, event)
            return events.one_event(connection, event.id)

    def set_corners(
        self,
        event_id: str,
        corners: Sequence[Corner],
        *,
        renamed: Mapping[str, str] = NO_NAMES,
    ) -> Event:
        """Make these the event's corners, in this order; the report's choice follows `renamed`.

        Raises StoreError for a name given twice, and for a missing corner that has statements.
        """
        with writing(self._engine) as connection:
            live_days.rename_corners(connection, event_id, renamed)
            events.set_corners(connection, event_id, corners)
            live_days.follow_corners(connection, event_id)
            reports.rename_chosen(connection, event_id, renamed)
            return events.one_event(connection, event_id)

    def delete_event(self, event_id: str) -> None:
        """Remove an event and all that hangs on it, also from the database's own files."""
        with writing(self._engine) as connection:
            events.delete(connection, event_id)
        self.tidy()

    def add_codebook(self, name: str, version: str, text: str) -> CodebookVersion:
        """Store a version of a codebook as YAML; the same text again changes nothing.

        Raises StoreError where that version is there already with another text.
        """
        with writing(self._engine) as connection:
            return events.add_codebook(connection, name, version, text)

    def codebook(self, key: str) -> CodebookVersion | None:
        """The stored codebook version `name@version`; None where there is none."""
        with reading(self._engine) as connection:
            return events.find_codebook(connection, key)

    def codebooks(self) -> list[CodebookVersion]:
        """Every stored version, by name and then from old to new."""
        with reading(self._engine) as connection:
            return events.all_codebooks(connection)

    # Sources and statements

    def import_readings(
        self,
        event_id: str,
        readings: Sequence[ImportItem],
        codings: Sequence[Coding] = (),
        *,
        keep_duplicates: bool = False,
        pseudonyms: Mapping[str, int] = NONE,
        memos: Mapping[Coding, str] = codings.NO_MEMOS,
    ) -> ImportResult:
        """Store files as they were read, with codings of their statements: all of it or nothing.

        A file whose bytes are there already is not stored again; nor, unless `keep_duplicates`,
        is a statement that another file has in the same corner and kind, in the same words but
        for case and white space. The result tells both. `pseudonyms` (fingerprint -> number) are
        added to the event's; `memos` are notes on single codings. Raises StoreError for a coding
        of a statement that is in none of the files.
        """
        with writing(self._engine) as connection:
            return importing.run(
                connection,
                event_id,
                readings,
                codings,
                keep_duplicates=keep_duplicates,
                pseudonyms=pseudonyms,
                memos=memos,
            )

    def sources(self, event_id: str) -> list[Source]:
        """The event's files, in the order of import."""
        with reading(self._engine) as connection:
            return statements.sources(connection, event_id)

    def remove_source(self, event_id: str, source_id: str) -> None:
        """Remove a file with its statements, their decisions and its text; corners stay.

        Also from the database's own files.
        """
        with writing(self._engine) as connection:
            statements.remove_source(connection, event_id, source_id)
        self.tidy()

    def statements(self, event_id: str, ids: Collection[str] | None = None) -> list[Statement]:
        """All statements, or these, in the order of import; ids that are gone are left out.

        Corner and kind are those they have now: moved, or decided by a person.
        """
        with reading(self._engine) as connection:
            return statements.statements(connection, event_id, ids)

    def left_out(self, event_id: str) -> list[LeftOut]:
        """What became no statement, file by file in reading order."""
        with reading(self._engine) as connection:
            return statements.left_out(connection, event_id)

    def source_texts(self, event_id: str) -> dict[str, tuple[SourceText, ...]]:
        """Id of each source -> its whole text as it was read, in reading order."""
        with reading(self._engine) as connection:
            return statements.source_texts(connection, event_id)

    def surroundings(self, event_id: str, statement_id: str, *, lines: int = 5) -> Surroundings:
        """Where a statement stands in its source, with `lines` pieces of text on either side."""
        with reading(self._engine) as connection:
            return statements.surroundings(connection, event_id, statement_id, lines=lines)

    def move_statements(self, event_id: str, ids: Iterable[str], *, corner: str) -> None:
        """Put statements in another corner, a new one if need be; what was read is kept."""
        with writing(self._engine) as connection:
            statements.move(connection, event_id, ids, corner=corner)

    # Decisions

    def add_codings(
        self, event_id: str, decisions: Sequence[Coding], *, memo: str | None = None
    ) -> None:
        """Add decisions, with one note on them all if wanted; earlier ones stay."""
        with writing(self._engine) as connection:
            events.touch(connection, event_id)
            numbers = codings.statement_numbers(
                connection, event_id, (coding.statement_id for coding in decisions)
            )
            codings.add(connection, event_id, decisions, numbers, memo=memo)
            activity.add_reviewed(connection, event_id, decisions)

    def decide_category(
        self, event_id: str, ids: Collection[str], category: Category | None, *, coder: str
    ) -> None:
        """Add a person's decision that these statements are of one kind, or (None) of no kind."""
        decisions = kinds.kind_decisions(
            ids, category, coder=coder, codebook=self.event(event_id).codebook
        )
        self.add_codings(event_id, decisions)

    def history(self, event_id: str, statement_id: str) -> list[Decision]:
        """All decisions on a statement, in the order in which they were added."""
        with reading(self._engine) as connection:
            return codings.history(connection, event_id, statement_id)

    def memos(self, event_id: str) -> dict[str, list[Decision]]:
        """Id of a statement -> its decisions that bear a note, in the order of `history`.

        Statements without a note are left out; one note may stand with several decisions.
        """
        with reading(self._engine) as connection:
            return codings.memos(connection, event_id)

    def latest_codings(
        self, event_id: str, ids: Collection[str] | None = None, *, blind: bool = False
    ) -> list[Coding]:
        """Each person's last standing decision on each code, and beside them the machine's last.

        Of all statements, or of these (at most some hundreds), by statement in the order of
        import. With `blind` those of second coders instead. Raises StoreError for an id that is
        gone.
        """
        with reading(self._engine) as connection:
            return codings.latest(connection, event_id, ids, blind=blind)

    def evidence(self, event_id: str, ids: Iterable[str]) -> dict[str, dict[str, tuple[Span, ...]]]:
        """Statement -> code -> evidence, of current decisions that assign a code and show why."""
        with reading(self._engine) as connection:
            return codings.evidence(connection, event_id, ids)

    def counts(self, event_id: str) -> Counts:
        """How far the event is."""
        with reading(self._engine) as connection:
            return codings.counts(connection, event_id)

    def frames(self, event_id: str) -> Frames:
        """Statements and current decisions as two tables, as of one moment, without texts."""
        # Here, since who only receives statements need not wait for pandas.
        from analysis.store import frames  # noqa: PLC0415

        with reading(self._engine) as connection:
            return frames.frames(connection, event_id)
