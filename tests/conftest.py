"""What all tests share: folders of their own, and a real PostgreSQL server started once a run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

_MISSING = (
    "PostgreSQL ontbreekt: installeer het (Debian: apt-get install postgresql), "
    "of laat deze tests weg met -m 'not postgres'."
)


def _program(name: str) -> str:
    """The full path of a PostgreSQL program: Debian keeps them outside PATH."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: float(p.parts[-3])
    )
    found = str(debian[-1]) if debian else shutil.which(name)
    if found is None:
        pytest.fail(_MISSING, pytrace=False)
    return found


def _owner() -> str | None:
    """The user to run the server as: PostgreSQL refuses root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd  # not on Windows

    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(*command: str, user: str | None) -> None:
    done = subprocess.run(
        command, user=user, cwd="/", capture_output=True, text=True, check=False, timeout=60
    )
    if done.returncode:
        pytest.fail(f"{command[0]}: {done.stderr or done.stdout}", pytrace=False)


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of the user who runs the tests is read or written: no database, no log."""
    folder = tmp_path_factory.mktemp("gebruiker")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        patch.setenv("XDG_DATA_HOME", str(folder))
        patch.setenv("KOFFIEHOEK_DATABASE_URL", f"sqlite:///{folder / 'proef.sqlite3'}")
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server of our own, up to the database's name, which follows the last slash."""
    initdb, pg_ctl, user = _program("initdb"), _program("pg_ctl"), _owner()
    folder = Path(
        tempfile.mkdtemp(prefix="koffiehoek-pg-")
    )  # short: a socket's path may not be long
    if user:
        shutil.chown(folder, user)
    data, log, port = str(folder / "data"), str(folder / "log"), _free_port()
    options = (
        f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=50"
    )
    try:
        _run(
            initdb, "-D", data, "-U", "koffie", "-A", "trust", "-E", "UTF8", "--no-sync", user=user
        )
        _run(pg_ctl, "-D", data, "-l", log, "-o", options, "-w", "start", user=user)
        try:
            yield f"postgresql://koffie@127.0.0.1:{port}/"
        finally:
            _run(pg_ctl, "-D", data, "-m", "immediate", "-w", "stop", user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty database of its own."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_server + "postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield postgres_server + name
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database: each test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'koffiehoek.sqlite3'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker, so that `-m "not postgres"` leaves out what needs the server."""
    config.addinivalue_line("markers", "postgres: needs PostgreSQL's programs on this machine")
