"""The app: the matrix page's rerun on a large day, and the memory of a server that was visited.

As `start` does, this reaches the screens by name and only in processes of their own.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from analysis.charts.palette import dutch
from analysis.errors import UsageError
from analysis.example import ensure_example
from analysis.measure import fresh
from analysis.measure.figures import Figure, Sizes
from analysis.measure.work import cold_frames, fill
from analysis.settings import LOCAL_NAMES, app_file, app_options
from analysis.store import open_store

_MATRIX = "matrix.py"
_CORNER_OF_CELL = "matrix.cel.hoek"  # the key of the list with which a cell is chosen
_PATIENCE = 120  # seconds
_SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"


def matrix_page(sizes: Sizes) -> list[Figure]:
    """A day of many statements in SQLite: cold frames, and reruns of the matrix page."""
    with TemporaryDirectory() as name:
        url = fresh.database_in(Path(name))
        fresh.in_fresh_process(fill, url, sizes.stored)
        (cold, count), first, reruns, used = fresh.in_fresh_process(visit_matrix, url, sizes.reruns)
    how = (
        f"{len(reruns)} keer een andere hoek gekozen, zodat de pagina telt, tekent en de "
        "uitspraken achter het getal toont; duur van het script met Streamlits AppTest, zonder "
        "het versturen en zonder de browser; "
        f"rekentijd gemiddeld {dutch(1000 * used / len(reruns))} ms"
    )
    milliseconds = [1000 * seconds for seconds in reruns]
    middle, worst = statistics.median(milliseconds), max(milliseconds)
    cold_how = "een vers proces leest de hele dag uit SQLite, zonder het laden van bibliotheken"
    first_how = "met het laden van de pagina, na de pagina Bijeenkomst"
    return [
        Figure("frames, koud", cold, "s", count, cold_how),
        Figure("matrixpagina, eerste keer", first, "s", count, first_how),
        Figure("matrixpagina, mediaan", middle, "ms", count, how, limit=500, decimals=0),
        Figure("matrixpagina, slechtste", worst, "ms", count, how, limit=500, decimals=0),
    ]


def visit_matrix(url: str, reruns: int) -> tuple[tuple[float, int], float, list[float], float]:
    """What `cold_frames` gives; seconds of the page's first run, and of each rerun after it.

    Before each rerun another corner is chosen. Last the processor seconds of all reruns together.
    """
    frames = cold_frames(url)
    app = _frame(url)
    started = time.perf_counter()
    app.switch_page(_MATRIX).run()
    first = time.perf_counter() - started
    used = time.process_time()
    seconds = [rerun_matrix(app, number) for number in range(reruns)]
    return frames, first, seconds, time.process_time() - used


def open_matrix(url: str) -> Any:
    """The frame with the matrix page of the first day of a database, for `rerun_matrix`."""
    return _frame(url).switch_page(_MATRIX).run()


def rerun_matrix(app: Any, number: int) -> float:
    """The seconds of a rerun of the matrix page after another corner was chosen, by its number."""
    corners = app.selectbox(key=_CORNER_OF_CELL)
    corners.select_index(1 + number % (len(corners.options) - 1))
    started = time.perf_counter()
    app.run()
    seconds = time.perf_counter() - started
    _check(app)
    return seconds


def _frame(url: str) -> Any:
    """The frame with its first page, run by Streamlit's AppTest under the app's own settings."""
    os.environ["KOFFIEHOEK_DATABASE_URL"] = url
    os.environ["STREAMLIT_LOGGER_LEVEL"] = "error"  # it warns that no browser is there
    options = app_options(address=LOCAL_NAMES[0], port=1)
    config = import_module("streamlit.config")
    for name in options:
        if name.startswith("runner."):
            config.set_option(name, options[name])
    testing = import_module("streamlit.testing.v1")
    script = app_file().parent / "pages" / "navigatie.py"
    app = testing.AppTest.from_file(script, default_timeout=_PATIENCE).run()
    _check(app)
    return app


def _check(app: Any) -> None:
    """A page that fails is fast: its time says nothing."""
    if app.exception or app.error:
        raise UsageError("Een pagina liep vast, dus haar duur zegt niets.")


def memory(sizes: Sizes) -> list[Figure]:  # noqa: ARG001  # the example day has one size
    """The memory of the app with the example day, after each page was visited."""
    with TemporaryDirectory() as name:
        browser = _browser()
        if browser:
            megabytes, pages = fresh.in_fresh_process(visit_by_browser, Path(name), browser)
            how = f"serverproces nadat een browser zonder scherm {pages} pagina's bezocht"
        else:
            megabytes, pages = fresh.in_fresh_process(visit_all, fresh.database_in(Path(name)))
            how = f"geen browser gevonden: proces waarin AppTest {pages} pagina's draaide"
    return [Figure("geheugen van de app", megabytes, "MB", pages, how, limit=600, decimals=0)]


def visit_all(url: str) -> tuple[float | None, int]:
    """The memory of this process after all pages were drawn, in MB, and how many there are."""
    with open_store(url) as store:
        ensure_example(store)
    app = _frame(url)
    pages = import_module("pages.components.frame").PAGES
    for page in pages:
        _check(app.switch_page(page.file).run())
    return fresh.resident_mb(os.getpid()), len(pages)


def _browser() -> str | None:
    """The browser's program, where there is one and Playwright to drive it."""
    if find_spec("playwright") is None:
        return None
    return shutil.which("chromium") or shutil.which("google-chrome")


def visit_by_browser(folder: Path, browser: str) -> tuple[float | None, int]:
    """The memory of a server after a browser saw all its pages, in MB, and how many there are."""
    playwright = import_module("playwright.sync_api")
    with _serving(folder) as (server, address), playwright.sync_playwright() as driver:
        window = driver.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-background-networking"]
        ).new_page()
        window.goto(address)
        window.wait_for_selector(_SETTLED, state="attached")
        links = window.locator("[data-testid=stSidebarNavLink]")
        pages = links.evaluate_all("links => links.map(link => link.href)")
        for page in pages:
            window.goto(page)
            window.wait_for_selector(_SETTLED, state="attached")  # the wall hides the app
        return fresh.resident_mb(server), len(pages)


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[int, str]]:
    """A running app with the example day: its process and its address."""
    port = fresh.free_port()
    options = ["start", "--voorbeeld", "--geen-browser", "--poort", str(port)]
    server = subprocess.Popen(  # noqa: S603  # this Python, and options of our own
        fresh.command(*options),
        cwd=folder,
        env=fresh.surroundings(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://{LOCAL_NAMES[0]}:{port}"
    try:
        _wait(server, address)
        yield server.pid, address
    finally:
        server.terminate()
        server.wait(timeout=_PATIENCE)


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{address}/gezond", timeout=5):  # noqa: S310  # our own address
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise UsageError("De app kwam niet op gang, dus haar geheugen is niet te meten.")
