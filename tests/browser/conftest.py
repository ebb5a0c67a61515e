"""A running app and a headless Chromium to look at it with.

Whatever a browser test does, its page may ask nothing of another machine and its scripts may not
fail: the `page` fixture holds both at the end of each test.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
STILLNESS = HERE / "stillness.js"
START = ["-m", "analysis.cli", "start", "--geen-browser", "--poort", "{port}"]
START_SECONDS = 60
_AT_REST = 2_000  # ms: colour changes have come to rest on the busiest machine too
# Without these Chromium looks for Google's machines by itself.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
_BACKGROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
GRAVE = {"serious", "critical"}

Axe = Callable[[Page], list[str]]


@dataclass(frozen=True)
class Server:
    """A running app: its address, what it printed, and the folder with its database and log."""

    url: str
    output: Path
    folder: Path


class Ready:
    """The process of ready_apps.py, and the database with the example day that it made."""

    def __init__(self, folder: Path) -> None:
        self.example = folder / "voorbeeld.sqlite3"
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "ready_apps.py"), str(self.example)],
            cwd=folder, env={**os.environ, **_surroundings(folder)}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        if self._process.stdout.readline() != "klaar\n":
            pytest.fail("ready_apps.py kwam niet op gang.")

    def close(self) -> None:
        """Start nothing any more."""
        self._process.communicate(timeout=20)

    @contextmanager
    def running(self, command: list[str], folder: Path, *, health: str) -> Iterator[Server]:
        """As `running`, but soon there: all it needs has been loaded."""
        port = free_port()
        pid = self._ask(
            command=[part.format(port=port) for part in command],
            folder=str(folder),
            environment=_surroundings(folder),
        )
        server = Server(f"http://127.0.0.1:{port}", folder / "uitvoer.txt", folder)
        try:
            _wait(server, health, runs=lambda: _runs(pid))
            yield server
        finally:
            _end(pid)

    def _ask(self, **asked: object) -> int:
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _runs(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def _end(pid: int) -> None:
    until = time.monotonic() + 20
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        while time.monotonic() < until:
            os.kill(pid, 0)
            time.sleep(0.02)
        os.kill(pid, signal.SIGKILL)


@contextmanager
def running(command: list[str], folder: Path, *, health: str) -> Iterator[Server]:
    """Run a server until the block ends; `{port}` in `command` becomes a free port."""
    port = free_port()
    server = Server(f"http://127.0.0.1:{port}", folder / "uitvoer.txt", folder)
    with server.output.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, *(part.format(port=port) for part in command)],
            cwd=folder,  # never the checkout: the app must find itself
            env={**os.environ, **_surroundings(folder)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(server, health, runs=lambda: process.poll() is None)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def _surroundings(folder: Path) -> dict[str, str]:
    """The environment in which an app keeps all that it keeps in this folder."""
    return {
        "PYTHONPATH": str(ROOT),
        "KOFFIEHOEK_DATABASE_URL": f"sqlite:///{folder / 'proef.sqlite3'}",
        "XDG_DATA_HOME": str(folder),
        "XDG_STATE_HOME": str(folder),
        "HOME": str(folder),
    }


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: Server, health: str, *, runs: Callable[[], bool]) -> None:
    until = time.monotonic() + START_SECONDS
    while runs() and time.monotonic() < until:
        try:
            with urlopen(server.url + health, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    pytest.fail(f"De app kwam niet op gang:\n{server.output.read_text()}")


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ready]:
    """Servers for the asking."""
    with closing(Ready(tmp_path_factory.mktemp("klaar"))) as opened:
        yield opened


@pytest.fixture(scope="session")
def start_app(
    ready: Ready, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Server]]:
    """Start the app with these options, in a data folder of its own, until all tests end."""
    with ExitStack() as stack:

        def start(*options: str) -> Server:
            folder = tmp_path_factory.mktemp("app")
            if "--voorbeeld" in options:
                shutil.copy(ready.example, folder / "proef.sqlite3")
            return stack.enter_context(ready.running([*START, *options], folder, health="/gezond"))

        yield start


@pytest.fixture(scope="session")
def start_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """As `start_app`, but the way people start it: a Python of its own that reads all itself."""
    with ExitStack() as stack:

        def start(*options: str) -> Server:
            folder = tmp_path_factory.mktemp("alleen")
            return stack.enter_context(running([*START, *options], folder, health="/gezond"))

        yield start


@pytest.fixture(scope="session")
def example_url(start_app: Callable[..., Server]) -> str:
    """The app with the example day, in which tests change nothing."""
    return start_app("--voorbeeld").url


@pytest.fixture(scope="session")
def server(start_app: Callable[..., Server]) -> Server:
    """The app with an empty database."""
    return start_app()


@pytest.fixture(scope="session")
def widget_server(ready: Ready, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A page of widgets in the app's own surroundings."""
    command = [str(HERE / "widget_app.py"), "{port}"]
    with ready.running(command, tmp_path_factory.mktemp("widgets"), health="/gezond") as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("Chromium ontbreekt. Installeer het: make systeem")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        new_context = browser.new_context

        def watched(**options: object) -> BrowserContext:
            context = new_context(**options)
            context.add_init_script(path=STILLNESS)
            return context

        patch.setattr(browser, "new_context", watched)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def laptop(chromium: Browser) -> BrowserContext:
    """A browser of a laptop's size, with Dutch as its language; it keeps files it has seen."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="nl-NL")
    context.set_default_timeout(60_000)  # a busy machine takes its time
    return context


@pytest.fixture
def page(laptop: BrowserContext) -> Iterator[Page]:
    """A fresh window, in a browser without cookies."""
    laptop.clear_cookies()
    window = laptop.new_page()
    asked: list[str] = []
    failed: list[str] = []
    window.on("request", lambda request: asked.append(_origin(request)))
    window.on("pageerror", lambda error: failed.append(str(error)))
    window.on("console", lambda said: failed.append(said.text) if _blocked(said.text) else None)
    yield window
    window.close()
    assert len(set(asked) - {""}) <= 1, f"Verzoeken naar buiten: {sorted(set(asked))}"
    assert failed == []


def _origin(request: Request) -> str:
    parts = urlsplit(request.url)
    return "" if parts.scheme in {"data", "blob"} else f"{parts.scheme}://{parts.netloc}"


def _blocked(text: str) -> bool:
    """Whether the browser says that the content security policy stopped something."""
    return re.search("content security policy", text, re.IGNORECASE) is not None


@pytest.fixture(scope="session")
def settled() -> Callable[[Page], None]:
    """Wait until Streamlit has drawn the page and does nothing more (stillness.js)."""

    def wait(page: Page) -> None:
        page.wait_for_function("() => window.atRest()", polling=50)

    return wait


@pytest.fixture
def visit(page: Page, server: Server, settled: Callable[[Page], None]) -> Callable[[str], Page]:
    """Open a path of the app and wait until it has settled."""

    def go(path: str) -> Page:
        page.goto(f"{server.url}/{path}")
        settled(page)
        return page

    return go


@pytest.fixture(scope="session")
def bare(
    chromium: Browser,
    ready: Ready,
    tmp_path_factory: pytest.TempPathFactory,
    settled: Callable[[Page], None],
) -> frozenset[str]:
    """The axe-core rules that a bare Streamlit page with the same widgets breaks by itself."""
    command = ["-m", "streamlit", "run", str(HERE / "bare_page.py"), "--server.port={port}"]
    command += ["--server.headless=true", "--browser.gatherUsageStats=false"]
    folder = tmp_path_factory.mktemp("kaal")
    with ready.running(command, folder, health="/_stcore/health") as server:
        window = chromium.new_context().new_page()
        window.goto(server.url)
        settled(window)
        found = frozenset(rule for rule, _ in _violations(window))
        window.context.close()
    return found


@pytest.fixture
def axe(bare: frozenset[str]) -> Axe:
    """The serious and critical findings on a page, less what is Streamlit's own."""

    def check(page: Page) -> list[str]:
        found = [told for rule, told in _violations(page) if rule not in bare]
        if found:  # on a busy machine colours can still be on their way: what counts is at rest
            page.wait_for_timeout(_AT_REST)
            found = [told for rule, told in _violations(page) if rule not in bare]
        return found

    return check


@pytest.fixture
def axe_light_and_dark(axe: Axe, settled: Callable[[Page], None]) -> Axe:
    """What `axe` finds on a page as it is, and then in the other of the two colour schemes.

    The app draws figures in the colours of the moment, so it is asked to draw all anew.
    """

    def check(page: Page) -> list[str]:
        first, dark = axe(page), page.evaluate(_DARK)
        before = page.evaluate(_BACKGROUND)
        page.emulate_media(color_scheme="light" if dark else "dark")
        page.wait_for_function(f"before => {_BACKGROUND} !== before", arg=before)
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("r")
        settled(page)
        return first + [f"{'licht' if dark else 'donker'}: {told}" for told in axe(page)]

    return check


def _violations(page: Page) -> list[tuple[str, str]]:
    if not AXE.is_file():
        pytest.fail("axe-core ontbreekt. Installeer het: npm ci --prefix tests/browser")
    page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
    report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        (found["id"], f"{found['impact']}: {found['id']} op {node['target']}")
        for found in report["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]
