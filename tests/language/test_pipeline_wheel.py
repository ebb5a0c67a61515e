"""The wheel carries the trained pipeline, whose files mostly have no suffix, and the word lists."""

import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "analysis" / "language"


def test_all_files_of_the_language_folder_are_in_the_wheel(tmp_path):
    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with zipfile.ZipFile(wheel) as archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
    files = [
        path for path in FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
    names = {path.relative_to(ROOT).as_posix() for path in files}
    assert {"model", "trees", "meta.json", "config.cfg", "README.md"} <= {f.name for f in files}
    assert names - sizes.keys() == set()
    assert all(sizes[path.relative_to(ROOT).as_posix()] == path.stat().st_size for path in files)
