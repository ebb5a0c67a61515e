"""Bring a database to this version's tables, once, also where two processes start together."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from analysis.errors import StoreError
from analysis.store.engine import reading, shown, told, use_wal, writing
from analysis.store.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "koffiehoek_version"
# Two processes that start together meet at this number; any fixed one will do.
_POSTGRES_LOCK = 0x6B6F6666


def revisions() -> list[str]:
    """The versions of the tables that this program knows, oldest first: "0001", "0002" ..."""
    return sorted(path.name.split("_")[0] for path in MIGRATIONS.glob("versions/0*.py"))


def prepare(engine: sa.Engine) -> None:
    """Make or update the tables; quick where nothing needs doing.

    Raises StoreError where the database is of a newer version, belongs to another program, or
    cannot be reached or written.
    """
    if engine.dialect.name == "sqlite":
        with told(engine.url):
            use_wal(engine)
    with reading(engine) as connection:
        if _current(connection) == revisions()[-1]:
            return
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_POSTGRES_LOCK)))
        if _current(connection) != revisions()[-1]:  # the other process may have been first
            _upgrade(connection)


def _current(connection: sa.Connection) -> str | None:
    """The version of the tables; None where there are none yet."""
    found = sa.inspect(connection)
    if not found.has_table(VERSION_TABLE):
        if set(found.get_table_names()) & set(metadata.tables):
            raise StoreError(
                f"De database {shown(connection.engine.url)} is van een ander programma.",
                remedy="Kies voor Koffiehoek een lege database of een ander bestand.",
            )
        return None
    version: str | None = connection.scalar(
        sa.select(sa.column("version_num")).select_from(sa.table(VERSION_TABLE))
    )
    if version not in revisions():
        raise StoreError(
            f"De database {shown(connection.engine.url)} is gemaakt met een nieuwere versie van "
            "Koffiehoek.",
            remedy="Installeer die nieuwere versie, of kies een andere database.",
        )
    return version


def _upgrade(connection: sa.Connection) -> None:
    # Here, since most starts have nothing to update and need not wait for it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
