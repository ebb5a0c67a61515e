"""A server answers before it has loaded what only pages need, and loads that soon after."""

import os
import subprocess
import sys
from importlib import import_module

import pytest

from analysis.settings import app_file, python_path
from live import warming

LOADED = """
import runpy, sys
import analysis.commands.start
runpy.run_path(sys.argv[1])
large = {"pandas", "pyarrow", "spacy", "sklearn", "alembic", "cryptography"}
print(*sorted(large & {*sys.modules}))
"""


def test_a_start_loads_nothing_large_that_only_pages_need(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(app_file())],
        env={**os.environ, "PYTHONPATH": python_path(), "XDG_DATA_HOME": str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == []


def test_what_pages_need_is_loaded_in_a_moment(monkeypatch):
    loaded = []
    monkeypatch.setattr(warming, "import_module", lambda name: loaded.append(import_module(name)))
    monkeypatch.setattr(warming, "_AFTER", 0)
    timer = warming.warm_up_soon()
    timer.join()
    assert [module.__name__ for module in loaded] == list(warming._NEEDED)


@pytest.mark.parametrize("trouble", [ImportError, OSError])
def test_what_cannot_be_loaded_is_logged_and_stops_nothing(monkeypatch, caplog, trouble):
    def fail(name):
        raise trouble(name)

    monkeypatch.setattr(warming, "import_module", fail)
    warming._warm_up()
    assert "warming up" in caplog.text
