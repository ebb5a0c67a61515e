"""What keeps names out: pseudonyms already given, words that are no names, texts written anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import chain
from typing import Any

import sqlalchemy as sa

from analysis.ingest.file_names import in_words
from analysis.store import codings, events, live_days, live_moderation, reports
from analysis.store import tables as t
from analysis.types import Corner, Place

Rewrite = Callable[[str], str]
_PLACED = (t.statement, t.left_out, t.source_text)  # tables that tell where something stands


def pseudonyms(connection: sa.Connection, event_id: str) -> dict[str, int]:
    """Fingerprint of a name -> number of its pseudonym."""
    p = t.pseudonym.c
    query = sa.select(p.fingerprint, p.number).where(p.event_id == event_id)
    return {row.fingerprint: row.number for row in connection.execute(query)}


def keep_pseudonyms(connection: sa.Connection, event_id: str, given: Mapping[str, int]) -> None:
    """Add these to the event's pseudonyms; a fingerprint that is there gets its new number."""
    known = pseudonyms(connection, event_id)
    changed = {one: number for one, number in given.items() if known.get(one) != number}
    p = t.pseudonym.c
    for part in codings.in_parts(one for one in changed if one in known):
        connection.execute(
            sa.delete(t.pseudonym).where(p.event_id == event_id, p.fingerprint.in_(part))
        )
    rows = [
        {"event_id": event_id, "fingerprint": one, "number": number}
        for one, number in changed.items()
    ]
    if rows:
        connection.execute(sa.insert(t.pseudonym), rows)


def allowed_forms(connection: sa.Connection, event_id: str | None) -> frozenset[str]:
    """The words that are no names: for all events, and for this one."""
    scopes = ["", event_id] if event_id else [""]
    return frozenset(connection.scalars(_forms(), {"scopes": scopes}))


@cache
def _forms() -> sa.Select[str]:
    a = t.allowed_form.c
    return sa.select(a.form).where(a.scope.in_(sa.bindparam("scopes", expanding=True)))


def allow_form(connection: sa.Connection, form: str, event_id: str | None) -> bool:
    """Say that a word is no name; False where that was said before or nothing is left of it."""
    form, scope, a = _plain(form), event_id or "", t.allowed_form.c
    if event_id:
        events.touch(connection, event_id)
    known = connection.scalar(sa.select(a.form).where(a.scope == scope, a.form == form))
    if known is not None or not form:
        return False
    connection.execute(sa.insert(t.allowed_form).values(scope=scope, form=form))
    live_moderation.look_again(connection, event_id)
    return True


def disallow_form(connection: sa.Connection, form: str, event_id: str | None) -> bool:
    """Take that back; False where it was never said."""
    a = t.allowed_form.c
    gone = sa.delete(t.allowed_form).where(a.scope == (event_id or ""), a.form == _plain(form))
    return connection.execute(gone).rowcount > 0


def _plain(form: str) -> str:
    return " ".join(t.storable(form).split())


def texts(connection: sa.Connection, event_id: str) -> list[str]:
    """Every distinct text of the event that `rewrite` would change, statements first.

    Of the files' names it is the words, as `rewrite` reads them.
    """
    mine = t.source.c.event_id == event_id
    sources = sa.select(t.source.c.id).where(mine)
    s, c = t.statement.c, t.coding.c
    queries = [
        *(
            sa.select(column).where(s.event_id == event_id).order_by(s.number)
            for column in (s.text, s.label, s.corner, s.corner_read)
        ),
        *(
            sa.select(column).where(column.table.c.source_id.in_(sources))
            for column in (t.left_out.c.text, t.left_out.c.reason, t.source_text.c.text)
        ),
        sa.select(t.corner.c.name).where(t.corner.c.event_id == event_id),
        sa.select(c.memo).where(c.event_id == event_id),
    ]
    found = (text for query in queries for text in connection.scalars(query))
    names = (
        in_words(name)[0] for name in connection.scalars(sa.select(t.source.c.name).where(mine))
    )
    cells = (
        cell
        for table in _PLACED
        for cell in connection.scalars(
            sa.select(table.c.cell).where(table.c.source_id.in_(sources)).distinct()
        )
    )
    sheets = (Place(1, 1, cell=cell).sheet for cell in cells)
    kept = reports.texts(connection, event_id)
    return list(dict.fromkeys(text for text in chain(found, names, sheets, kept) if text))


def rewrite(connection: sa.Connection, event_id: str, change: Rewrite) -> tuple[str, ...]:
    """Put every stored text of the event's files, and of its reports, through `change`.

    Returns the ids of the statements whose text it changed. Their codings lose their evidence,
    since its places are those of the old text.
    """
    events.touch(connection, event_id)
    live_moderation.look_again(connection, event_id)
    _corners(connection, event_id, change)
    _memos(connection, event_id, change)
    reports.rewrite(connection, event_id, change)
    of_event = t.source.c.event_id == event_id
    sources = sa.select(t.source.c.id).where(of_event)
    _column(connection, t.source, "name", of_event, _of_name(change), keys=("id",))
    in_file = ("source_id", "position")
    for column in (t.left_out.c.text, t.left_out.c.reason, t.source_text.c.text):
        where = column.table.c.source_id.in_(sources)
        _column(connection, column.table, column.name, where, change, keys=in_file)
    for table in _PLACED:
        of_row = ("event_id", "id") if table is t.statement else in_file
        where = table.c.source_id.in_(sources)
        _column(connection, table, "cell", where, _of_sheet(change), keys=of_row)
    mine = t.statement.c.event_id == event_id
    for name in ("corner", "corner_read", "label"):
        _column(connection, t.statement, name, mine, change, keys=("event_id", "id"))
    keys = ("event_id", "id", "number")
    changed = _column(connection, t.statement, "text", mine, change, keys=keys)
    c = t.coding.c
    for part in codings.in_parts(key[2] for key in changed):
        connection.execute(
            sa.update(t.coding)
            .where(c.event_id == event_id, c.statement.in_(part))
            .values(evidence=None)
        )
    live_moderation.look_anew(connection, event_id, (key[1] for key in changed))
    return tuple(key[1] for key in changed)


def _of_name(change: Rewrite) -> Rewrite:
    """The change for the names of files: their words go through it, the ending stays."""

    def changed(name: str) -> str:
        words, ending = in_words(name)
        new = change(words)
        return name if new == words else new + ending

    return changed


def _of_sheet(change: Rewrite) -> Rewrite:
    """The change for places in spreadsheets: the name of the sheet goes through it."""

    def changed(cell: str) -> str:
        place = Place(1, 1, cell=cell)
        return place.on_sheet(change(place.sheet)).cell or "" if place.sheet else cell

    return changed


def _column(
    connection: sa.Connection, table: sa.Table, name: str, where: sa.ColumnElement[bool],
    change: Rewrite, *, keys: tuple[str, ...],
) -> list[tuple[Any, ...]]:  # fmt: skip
    """Change one column of the rows of `where`; the keys of those that came out different."""
    query = sa.select(*(table.c[key] for key in keys), table.c[name]).where(where)
    changed = [
        (row[:-1], new)
        for row in connection.execute(query).all()
        if row[-1] is not None and (new := change(row[-1])) != row[-1]
    ]
    if changed:
        this_row = sa.and_(*(table.c[key] == sa.bindparam(f"key_{key}") for key in keys))
        connection.execute(
            sa.update(table).where(this_row).values({name: sa.bindparam("new")}),
            [
                {f"key_{key}": value for key, value in zip(keys, row, strict=True)} | {"new": new}
                for row, new in changed
            ],
        )
    return [tuple(row) for row, _ in changed]


def _memos(connection: sa.Connection, event_id: str, change: Rewrite) -> None:
    c = t.coding.c
    where = sa.and_(c.event_id == event_id, c.memo.is_not(None))
    _column(connection, t.coding, "memo", where, change, keys=("id",))


def _corners(connection: sa.Connection, event_id: str, change: Rewrite) -> None:
    """Corners that get the same name become one, asked what either was asked."""
    before = events.corners_of(connection, event_id)
    after: dict[str, Corner] = {}
    for corner in before:
        name = change(corner.name)
        asked = after[name].asked if name in after else frozenset()
        after[name] = Corner(name, asked | corner.asked)
    if list(after) != [corner.name for corner in before]:
        renamed = {corner.name: change(corner.name) for corner in before}
        live_days.rename_corners(connection, event_id, renamed)
        events.replace_corners(connection, event_id, list(after.values()))
        live_days.follow_corners(connection, event_id)
