"""The rules of the house that a reader cannot see at a glance."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ANALYSIS = sorted((ROOT / "analysis").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))
PAGE_LINES = 300
WEB = {"streamlit", "starlette", "uvicorn", "pages", "live"}


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports, at its top or anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", ANALYSIS, ids=name_of)
def test_analysis_does_not_reach_for_the_web(path):
    assert imported(path) & WEB == set()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_stays_readable(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= PAGE_LINES


def test_only_data_py_opens_the_store_for_the_pages():
    openers = {
        name_of(p) for p in PAGES if re.search("open_store|shared_store", p.read_text("utf-8"))
    }
    assert openers == {"pages/components/data.py"}


@pytest.mark.parametrize(
    ("call", "home"),
    [
        (".store().events()", "pages/components/data.py"),  # data.events(): the visitor's own
        (".store().activity(", "pages/components/data.py"),
        (".store().traces_with(", "pages/components/data.py"),
        ("st.page_link(", "pages/components/links.py"),  # a page that one may not open is not there
    ],
)
def test_what_a_visitor_may_see_is_decided_in_one_place(call, home):
    users = {name_of(path) for path in PAGES if call in path.read_text(encoding="utf-8")}
    assert users <= {home}


def test_only_state_py_and_the_frame_write_in_the_session():
    """Durable values have one home; a widget's own key stays with the widget."""
    writers = {
        name_of(path)
        for path in PAGES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if "st.session_state" in ast.unparse(target)
    }
    assert writers <= {"pages/components/state.py", "pages/components/frame.py"}


@pytest.mark.parametrize("name", ["requirements/runtime.txt", "requirements/dev.txt"])
def test_the_locks_name_versions_and_hashes_but_no_place(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
    pins = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
    assert len(pins) > 50
    assert all(line.endswith("\\") for line in pins)


def test_the_development_lock_holds_the_runtime_lock():
    """What the tests run on is what users get."""
    runtime, dev = (
        {line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if "==" in line}
        for name in ("requirements/runtime.txt", "requirements/dev.txt")
    )
    assert runtime <= dev


def test_every_dependency_is_locked():
    import tomllib
    from re import match

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements/runtime.txt").read_text(encoding="utf-8").lower()
    for wanted in project["dependencies"]:
        name = match(r"[\w.-]+", wanted)[0].lower()
        assert f"\n{name}==" in f"\n{lock}", f"{name}: make lock"
