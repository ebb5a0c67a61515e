"""Pages run from the frame, on a database of their own."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from analysis.store import Store, open_store

FRAME = Path(__file__).resolve().parents[2] / "pages" / "navigatie.py"
FOLDED = ("matrix.woorden", "matrix.meenemen")


@pytest.fixture(scope="session", autouse=True)
def packages_once() -> Iterator[None]:
    """For each app that it tests Streamlit looks through all installed packages, half a second."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty database, and the one that the pages open."""
    url = f"sqlite:///{tmp_path / 'proef.sqlite3'}"
    monkeypatch.setenv("KOFFIEHOEK_DATABASE_URL", url)
    st.cache_resource.clear()
    with open_store(url) as opened:
        yield opened
    st.cache_resource.clear()


@pytest.fixture
def open_page(store: Store) -> Callable[[str], AppTest]:  # noqa: ARG001
    """Start at the frame, switch to a page of the registry by its file, and draw it.

    What is made only when it is opened is open.
    """

    def draw(file: str) -> AppTest:
        app = AppTest.from_file(FRAME, default_timeout=30).run()
        for key in FOLDED:
            app.session_state[key] = True
        return app.switch_page(file).run()

    return draw
