"""The part of the store that keeps names out and reports, logs who did what, clears its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import sqlalchemy as sa

from analysis.store import activity, clearing, copying, privacy, reports
from analysis.store.access import Access
from analysis.store.engine import at_once, reading, writing
from analysis.store.values import Activity
from analysis.types import ActivityKind

NONE: Mapping[str, int] = MappingProxyType({})
"""No pseudonyms."""


class Upkeep:
    """What `Store` has beside people's own work; each method is one transaction as there."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @property
    def access(self) -> Access:
        """The part of the store that lets people in."""
        return Access(self._engine)

    def at_once(self) -> AbstractContextManager[None]:
        """Make all calls of the block one transaction: all of it is kept, or nothing.

        Others cannot write meanwhile, so prepare what takes time beforehand; nothing that removes
        from the database's own files (`tidy`) belongs in it.
        """
        return at_once(self._engine)

    @property
    def on_server(self) -> bool:
        """Whether the data stand on a PostgreSQL server."""
        return self._engine.dialect.name == "postgresql"

    @property
    def file(self) -> Path | None:
        """The SQLite file; None on a server."""
        return None if self.on_server else Path(str(self._engine.url.database))

    def copy_to(self, path: Path) -> None:
        """Copy the whole database to a new SQLite file, as of one moment; writers go on.

        Nothing that was removed goes along. Raises OSError where the file cannot be made.
        """
        copying.to_file(self._engine, path)

    def pseudonyms(self, event_id: str) -> dict[str, int]:
        """Fingerprint of a name (see analysis/keys.py) -> number of its pseudonym."""
        with reading(self._engine) as connection:
            return privacy.pseudonyms(connection, event_id)

    def allowed_forms(self, event_id: str | None = None) -> frozenset[str]:
        """Words that are no names: those of the whole organisation, and of this event."""
        with reading(self._engine) as connection:
            return privacy.allowed_forms(connection, event_id)

    def allow_form(self, form: str, *, event_id: str | None) -> None:
        """Say that a word is no name: in this event, or (None) in all of them."""
        with writing(self._engine) as connection:
            if privacy.allow_form(connection, form, event_id):
                activity.add(connection, ActivityKind.NAME_ALLOWED, event_id=event_id, number=1)

    def disallow_form(self, form: str, *, event_id: str | None) -> None:
        """Take that back."""
        with writing(self._engine) as connection:
            if privacy.disallow_form(connection, form, event_id):
                activity.add(connection, ActivityKind.NAME_DISALLOWED, event_id=event_id, number=1)

    def texts(self, event_id: str) -> list[str]:
        """Every distinct text of the event's files, as `rewrite` goes through them."""
        with reading(self._engine) as connection:
            return privacy.texts(connection, event_id)

    def rewrite(
        self,
        event_id: str,
        change: Callable[[str], str],
        *,
        pseudonyms: Mapping[str, int] = NONE,
    ) -> tuple[str, ...]:
        """Put every stored text of the event's files through `change`, all of it or nothing.

        Statements, labels, corners, lines, names of files, notes of coders and what is kept of
        reports; ids stay. Returns
        the ids of the statements that changed: their codings have lost their evidence, so that
        the caller proposes them anew. What was there is removed from the database's own files too.
        """
        with writing(self._engine) as connection:
            changed = privacy.rewrite(connection, event_id, change)
            privacy.keep_pseudonyms(connection, event_id, pseudonyms)
            activity.add(
                connection, ActivityKind.NAME_REMOVED, event_id=event_id, number=len(changed)
            )
            clearing.note(connection)
        self.tidy()
        return changed

    def report_choice(self, event_id: str) -> str | None:
        """The JSON of what the author of the event's report chose; None where nothing is kept."""
        with reading(self._engine) as connection:
            return reports.choice(connection, event_id)

    def keep_report_choice(self, event_id: str, text: str) -> None:
        """Keep a choice (`report.Choice.to_json`) with the event, in the place of the last one.

        It is no change of the event: `revision` stays.
        """
        with writing(self._engine) as connection:
            reports.keep_choice(connection, event_id, text)

    def keep_traces(self, event_id: str, text: str, made: datetime) -> None:
        """Keep where the numbers of a report came from (`report.Traces.to_json`).

        Nothing is added where the event's newest report says the same but for when it was made.
        It is no change of the event: `revision` stays.
        """
        with writing(self._engine) as connection:
            reports.keep_traces(connection, event_id, text, made)

    def traces_with(self, identity: str, *, event_id: str | None = None) -> list[str]:
        """The JSON of each kept report that holds this id of a trace, the newest first.

        Of all events, or of one. The id is as `report.read_id` gives it.
        """
        with reading(self._engine) as connection:
            return reports.traces_with(connection, identity, event_id)

    def activity(self, *, limit: int = 200) -> list[Activity]:
        """The last lines of the log of who did what when, the newest first."""
        with reading(self._engine) as connection:
            return activity.latest(connection, limit)

    def log(
        self, what: ActivityKind, *, event_id: str | None = None, number: int | None = None,
        who: str | None = None,
    ) -> None:  # fmt: skip
        """Log what no other method does, such as an export; by `who` or by whoever is at work."""
        with writing(self._engine) as connection:
            activity.add(connection, what, event_id=event_id, number=number, who=who)

    def tidy(self) -> bool:
        """Clear what was removed from the database's own files.

        False where others use the database: it is done at the next removal, start or `tidy`.
        """
        return clearing.clear(self._engine)

    def is_tidy(self) -> bool:
        """Whether nothing that was removed is left in the database's own files."""
        return not clearing.needed(self._engine)
