"""A server answers before it has loaded what only pages need, and loads that soon after."""

import gc
import os
import subprocess
import sys
from functools import partial
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
    monkeypatch.setattr(warming, "_APART_AFTER", (0,))
    apart = []
    monkeypatch.setattr(warming, "set_apart", lambda: apart.append(list(loaded)))
    started = warming.Warming()
    started.start()
    started.join()
    assert apart == [loaded]
    assert [module.__name__ for module in loaded] == list(warming._NEEDED)


@pytest.mark.parametrize("trouble", [ImportError, OSError])
def test_what_cannot_be_loaded_is_logged_and_stops_nothing(monkeypatch, caplog, trouble):
    def fail(name):
        raise trouble(name)

    monkeypatch.setattr(warming, "import_module", fail)
    warming.load()
    assert "warming up" in caplog.text


def test_what_is_there_is_set_apart_from_what_is_collected(request):
    request.addfinalizer(gc.unfreeze)
    request.addfinalizer(partial(gc.set_threshold, *gc.get_threshold()))
    here = [[number] for number in range(1000)]
    warming.set_apart()
    assert gc.get_freeze_count() > len(here)
    assert gc.get_threshold() == (10_000, 20, 20)


def test_warming_ends_when_the_server_stops_at_once():
    started = warming.Warming()
    started.stop()
    started.start()
    started.join()
