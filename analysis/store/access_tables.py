"""The tables of getting in: the password's hash, sessions, and who has which role.

E-mail addresses stand in `access` only; a session is kept by the digest of its token, and no
address of a computer is kept at all.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Named, Table, TypedColumns

from analysis.store.tables import Moment, Words, metadata


class _LoginSecretColumns(TypedColumns):
    name = Column(Words, primary_key=True)  # "password", or "key": of the first link
    value: Named[str] = Column(Words)  # a hash; never the secret itself
    changed: Named[datetime] = Column(Moment)


login_secret = Table("login_secret", metadata, _LoginSecretColumns)


class _LoginSessionColumns(TypedColumns):
    digest = Column(Words, primary_key=True)  # SHA-256 of the token in the browser
    created: Named[datetime] = Column(Moment)
    seen: Named[datetime] = Column(Moment)
    method: Named[str] = Column(Words)


login_session = Table("login_session", metadata, _LoginSessionColumns)


class _AccessColumns(TypedColumns):
    email = Column(Words, primary_key=True)  # lower case
    event_id = Column(Words, primary_key=True)  # an event's id, or "" for all of them
    role: Named[str] = Column(Words)


access = Table("access", metadata, _AccessColumns)
