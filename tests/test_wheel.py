"""The wheel holds all that the app needs, and nothing of the workshop."""

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from analysis import settings

ROOT = Path(__file__).resolve().parents[1]
DATA = {".txt", ".yaml", ".yml", ".js", ".css", ".mako", ".ini", ".typ", ".pptx", ".html", ".npz"}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from this checkout."""
    folder = str(tmp_path_factory.mktemp("wheel"))
    wheel = next(WheelBuilder(str(ROOT)).build(directory=folder, versions=["standard"]))
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def of_the_house(suffixes: set[str]) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for folder in ("analysis", "pages", "live")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in suffixes and path.is_file()
    }


@pytest.mark.parametrize("suffixes", [{".py"}, DATA], ids=["code", "data"])
def test_all_code_and_data_are_inside(names, suffixes):
    wanted = of_the_house(suffixes)
    assert wanted
    assert wanted - names == set()


def test_the_app_the_frame_and_the_migrations_are_inside(names):
    assert {"app.py", "pages/navigatie.py", "pages/components/nederlands.js"} <= names
    assert any(name.startswith("analysis/store/migrations/versions/") for name in names)


def test_the_example_day_is_inside(names):
    example = {path.name for path in settings.example_folder().iterdir()}
    assert {f"analysis/voorbeeld/{name}" for name in example} <= names


def test_the_training_examples_are_inside(names):
    examples = {path.name for path in settings.training_folder().glob("*.jsonl")}
    assert examples
    assert {f"analysis/training/{name}" for name in examples} <= names


def test_nothing_else_is_inside(names):
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "analysis",
        "app.py",
        "live",
        "pages",
    }
    assert not any("__pycache__" in name for name in names)
