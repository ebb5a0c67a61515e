import os
import sys

import pytest

from analysis.errors import UsageError
from analysis.measure import fresh


def test_a_fresh_process_is_another_one():
    assert fresh.in_fresh_process(os.getpid) != os.getpid()


def test_a_command_that_fails_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"'koffiehoek lees' lukte niet: .*Dit ontbreekt nog"):
        fresh.run(["lees"], tmp_path)


def test_the_measured_app_keeps_its_data_in_the_folder(tmp_path):
    assert str(tmp_path) in fresh.surroundings(tmp_path)["KOFFIEHOEK_DATABASE_URL"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it in /proc")
def test_resident_memory_of_this_process():
    megabytes = fresh.resident_mb(os.getpid())
    assert megabytes is not None
    assert 10 < megabytes < 10_000


def test_memory_of_no_process_is_unknown():
    assert fresh.resident_mb(2**31 - 1) is None
