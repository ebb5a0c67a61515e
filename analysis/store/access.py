"""The part of the store that lets people in: password, sessions, and who has which role."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import sqlalchemy as sa

from analysis.access.roles import ALL_DAYS, Grant, Rights, Role, rights_of
from analysis.access.sessions import IDLE, LONGEST, Session, ends
from analysis.errors import StoreError, UsageError
from analysis.store import activity, clearing, events
from analysis.store.access_tables import access, login_secret, login_session
from analysis.store.engine import reading, writing
from analysis.types import ActivityKind

_PASSWORD, _KEY = "password", "key"  # names of rows


class Access:
    """Who gets in; each method is one transaction, and raises StoreError as `Store` does."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    # The password and the link on which it is first set

    def password(self) -> str | None:
        """The hash of the facilitator's password; None where none was ever set."""
        with reading(self._engine) as connection:
            return _secret(connection, _PASSWORD)

    def set_password(self, hashed: str) -> None:
        """Keep the hash of a new password: all sessions end, and a first link is of no use."""
        with writing(self._engine) as connection:
            _put(connection, _PASSWORD, hashed)
            connection.execute(sa.delete(login_secret).where(login_secret.c.name == _KEY))
            connection.execute(sa.delete(login_session))
            activity.add(connection, ActivityKind.PASSWORD_SET, event_id=None)

    def keep_key(self, digest: str) -> None:
        """From now on only the link with the key of this digest sets the first password."""
        with writing(self._engine) as connection:
            _put(connection, _KEY, digest)

    def key(self) -> str | None:
        """The digest of the key of the first link; None where there is no such link."""
        with reading(self._engine) as connection:
            return _secret(connection, _KEY)

    def set_first_password(self, hashed: str, *, key: str) -> bool:
        """Keep the first password; False where the key (its digest) is not, or no longer, right."""
        with writing(self._engine) as connection:
            if _secret(connection, _KEY) != key or _secret(connection, _PASSWORD) is not None:
                return False
            _put(connection, _PASSWORD, hashed)
            connection.execute(sa.delete(login_secret).where(login_secret.c.name == _KEY))
            activity.add(connection, ActivityKind.PASSWORD_SET, event_id=None, who="eerste start")
            return True

    def renew_hash(self, before: str, after: str) -> None:
        """Keep the same password under a newer kind of hash; sessions stay."""
        with writing(self._engine) as connection:
            c = login_secret.c
            where = sa.and_(c.name == _PASSWORD, c.value == before)
            connection.execute(sa.update(login_secret).where(where).values(value=after))

    # Sessions

    def open_session(self, digest: str, *, method: str, now: datetime) -> None:
        """Let a browser in; what is over is cleared away."""
        with writing(self._engine) as connection:
            c = login_session.c
            over = sa.or_(c.seen < now - IDLE, c.created < now - LONGEST)
            connection.execute(sa.delete(login_session).where(over))
            row = {"digest": digest, "created": now, "seen": now, "method": method}
            connection.execute(sa.insert(login_session).values(row))

    def session(self, digest: str, now: datetime) -> Session | None:
        """The session of a token's digest, as long as it lasts."""
        with reading(self._engine) as connection:
            query = sa.select(login_session).where(login_session.c.digest == digest)
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        found = Session(row.digest, row.created, row.seen, row.method)
        return found if now < ends(found) else None

    def seen(self, session: Session, now: datetime) -> Session:
        """Note that a session is in use."""
        with writing(self._engine) as connection:
            where = login_session.c.digest == session.digest
            connection.execute(sa.update(login_session).where(where).values(seen=now))
        return replace(session, seen=now)

    def end_session(self, digest: str) -> None:
        """Let this browser in no more."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(login_session).where(login_session.c.digest == digest))

    def end_sessions(self) -> None:
        """Let no browser in any more without logging in."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(login_session))

    # Roles

    def grants(self, email: str | None = None) -> list[Grant]:
        """Who has which role for which day, by address; all of them, or one address's."""
        c = access.c
        query = sa.select(c.email, c.role, c.event_id).order_by(c.email, c.event_id)
        if email is not None:
            query = query.where(c.email == email)
        with reading(self._engine) as connection:
            return [
                Grant(row.email, Role(row.role), row.event_id) for row in connection.execute(query)
            ]

    def rights(self, email: str) -> Rights:
        """What this address may see."""
        return rights_of(self.grants(email))

    def give(self, grant: Grant) -> None:
        """Give an address a role, for a day or for all; it takes the place of what it had there.

        Raises StoreError for a day that is gone, UsageError where nobody could give access any
        more.
        """
        with writing(self._engine) as connection:
            if grant.event_id != ALL_DAYS:
                events.one_event(connection, grant.event_id)
            if grant.role is not Role.RESEARCHER:
                _keep_one(connection, grant.email, grant.event_id)
            _remove(connection, grant.email, grant.event_id)
            row = {"email": grant.email, "role": grant.role.value, "event_id": grant.event_id}
            connection.execute(sa.insert(access).values(row))
            day = grant.event_id or None
            activity.add(connection, ActivityKind.ACCESS_GIVEN, event_id=day, number=1)

    def take(self, email: str, event_id: str) -> None:
        """Take an address's role for a day (or "": for all days) away.

        Raises StoreError where it has none, UsageError where nobody could give access any more.
        """
        with writing(self._engine) as connection:
            _keep_one(connection, email, event_id)
            if not _remove(connection, email, event_id):
                raise StoreError(
                    f"{email} heeft die rol niet (meer).",
                    remedy="Kijk met: koffiehoek toegang lijst",
                )
            day = event_id or None
            activity.add(connection, ActivityKind.ACCESS_TAKEN, event_id=day, number=1)
            clearing.note(connection)  # an address is somebody's: it goes from the files too


def _keep_one(connection: sa.Connection, email: str, event_id: str) -> None:
    """Refuse to take the role of the last researcher of all days."""
    if event_id != ALL_DAYS:
        return
    c = access.c
    query = sa.select(c.email).where(c.event_id == ALL_DAYS, c.role == Role.RESEARCHER.value)
    # Two that are taken at once must see each other; SQLite has one writer anyhow.
    if list(connection.scalars(query.with_for_update())) == [email]:
        raise UsageError(
            f"{email} is de laatste onderzoeker van alle dagen.",
            remedy="Geef eerst iemand anders die rol; anders kan niemand meer toegang geven.",
        )


def _remove(connection: sa.Connection, email: str, event_id: str) -> int:
    where = sa.and_(access.c.email == email, access.c.event_id == event_id)
    return connection.execute(sa.delete(access).where(where)).rowcount


def _secret(connection: sa.Connection, name: str) -> str | None:
    found: str | None = connection.scalar(
        sa.select(login_secret.c.value).where(login_secret.c.name == name)
    )
    return found


def _put(connection: sa.Connection, name: str, value: str) -> None:
    connection.execute(sa.delete(login_secret).where(login_secret.c.name == name))
    row = {"name": name, "value": value, "changed": datetime.now(UTC)}
    connection.execute(sa.insert(login_secret).values(row))
