"""What all tests share: folders of their own, and a real PostgreSQL server started once a run."""

from __future__ import annotations

import io
import logging
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg
import pytest
import yaml
from pypdf import PdfReader

from analysis.log import keep_log
from analysis.settings import log_file
from analysis.store import Store, open_store

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


@pytest.fixture
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The log's file as the app keeps it, with nothing in it yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "logboek"))
    logger = logging.getLogger("koffiehoek")
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(logger, "propagate", True)
    keep_log()
    (handler,) = logger.handlers
    yield log_file()
    handler.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database in a file."""
    with open_store(f"sqlite:///{tmp_path / 'proef.sqlite3'}") as opened:
        yield opened


@dataclass(frozen=True)
class Planted:
    """The personal data in the example day, (text, kind, file) each, and what looks like it."""

    planted: list[tuple[str, str, str]]
    lookalikes: list[tuple[str, str]]

    @cached_property
    def _words(self) -> re.Pattern[str]:
        """Each text as a whole word, and the names of which it is made."""
        texts = {text for text, _, _ in self.planted}
        names = {text for text, kind, _ in self.planted if kind == "person"}
        texts |= {part for name in names for part in re.findall(r"[^\W\d_]{4,}", name)} - {"Van"}
        return re.compile(rf"(?<!\w)(?:{_any_of(texts)})(?!\w)", re.IGNORECASE)

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        """The texts that no other word holds: where one field follows another no word ends."""
        return re.compile(_any_of({t for t, _, _ in self.planted if len(t) > 5}), re.IGNORECASE)

    def in_text(self, text: str, *, shortest: int = 1) -> set[str]:
        """What stands in a text; words from so many letters on."""
        words = {word for word in self._words.findall(text) if len(word) >= shortest}
        return words | set(self._anywhere.findall(text))

    def in_bytes(self, data: bytes) -> set[str]:
        """What stands in a file, whatever it is: as UTF-8, as UTF-16, or inside its parts."""
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                return set().union(*(self.in_bytes(parts.read(name)) for name in parts.namelist()))
        if data.startswith(b"%PDF"):
            pdf = PdfReader(io.BytesIO(data))
            told = [str(value) for value in (pdf.metadata or {}).values()]
            return self.in_text("\n".join([*told, *(page.extract_text() for page in pdf.pages)]))
        try:
            return self.in_text(data.decode("utf-8"))
        except UnicodeDecodeError:
            ways = (data.decode("utf-8", "replace"), data.decode("utf-16-le", "replace"),
                    data[1:].decode("utf-16-le", "replace"))  # fmt: skip
            # In any bytes there may stand two or three letters by chance.
            return set().union(*(self.in_text(text, shortest=4) for text in ways))

    def in_folder(self, folder: Path) -> dict[str, set[str]]:
        """File -> what stands in it; of SQLite databases in the bytes and in the rows."""
        found = {}
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            data = path.read_bytes()
            found[path.name] = self.in_bytes(data) | self.in_text(path.name)
            if data.startswith(b"SQLite format 3"):
                with closing(sqlite3.connect(path)) as database:
                    found[path.name] |= self.in_text("\n".join(database.iterdump()))
        return {name: texts for name, texts in found.items() if texts}


def _any_of(texts: set[str]) -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


@pytest.fixture(scope="session")
def planted() -> Planted:
    """What tests/example_names.yaml says of the example day."""
    listed = Path(__file__).with_name("example_names.yaml").read_text("utf-8")
    return Planted(**yaml.safe_load(listed))


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker, so that `-m "not postgres"` leaves out what needs the server."""
    config.addinivalue_line("markers", "postgres: needs PostgreSQL's programs on this machine")
