"""Writing a folder: all or nothing, and no figures that an earlier run left."""

import pytest

from analysis.errors import UsageError
from analysis.export import folder
from analysis.export.folder import write_folder
from analysis.report.trace import Spec, trace_id

ID = trace_id("dag", "figure", Spec("count", name="overzicht"))
WORDS = f"Aantal uitspraken {ID}\n".encode()


def tree(where):
    return {
        path.relative_to(where).as_posix(): path.read_bytes()
        for path in where.rglob("*")
        if path.is_file()
    }


def test_files_go_where_their_names_say(tmp_path):
    files = {"a.csv": b"1", "figuren/01 overzicht.png": b"2"}
    write_folder(tmp_path / "nieuw" / "uit", files)
    assert tree(tmp_path / "nieuw" / "uit") == files


def test_what_was_there_is_replaced_and_the_rest_stays(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"oud")
    (tmp_path / "eigen.txt").write_bytes(b"van mij")
    write_folder(tmp_path, {"a.csv": b"nieuw"})
    assert tree(tmp_path) == {"a.csv": b"nieuw", "eigen.txt": b"van mij"}


def test_where_one_cannot_be_written_nothing_changes(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"oud")
    write = folder._beside

    def full(place, data):
        if place.name == "b.csv":
            raise OSError(28, "No space left on device")
        return write(place, data)

    monkeypatch.setattr(folder, "_beside", full)
    with pytest.raises(UsageError, match="kan niet geschreven worden") as told:
        write_folder(tmp_path, {"a.csv": b"nieuw", "b.csv": b"nieuw"})
    assert told.value.place.endswith("b.csv")
    assert tree(tmp_path) == {"a.csv": b"oud"}


def test_a_file_that_is_open_elsewhere_is_found_before_anything_is_written(tmp_path):
    """A folder in its place stands for that: neither can be opened to write in."""
    (tmp_path / "a.csv").write_bytes(b"oud")
    (tmp_path / "rapport.docx").mkdir()
    with pytest.raises(UsageError, match="sluit het bestand") as told:
        write_folder(tmp_path, {"a.csv": b"nieuw", "rapport.docx": b"nieuw"})
    assert told.value.place.endswith("rapport.docx")
    assert tree(tmp_path) == {"a.csv": b"oud"}


def figure(name, words=WORDS):
    return {f"figuren/{name}.{ending}": b"x" for ending in ("png", "svg", "pdf")} | {
        f"figuren/{name}.txt": words
    }


def test_figures_of_an_earlier_run_go(tmp_path):
    write_folder(tmp_path, figure("01 overzicht") | figure("02 thema Oud"))
    now = figure("01 overzicht") | figure("02 thema Nieuw")
    write_folder(tmp_path, now)
    assert tree(tmp_path) == now


def test_figures_that_cannot_be_drawn_now_go_too(tmp_path):
    write_folder(tmp_path, figure("01 overzicht"))
    write_folder(tmp_path, {"a.csv": b"1"})
    assert tree(tmp_path) == {"a.csv": b"1"}


def test_what_others_put_among_the_figures_stays(tmp_path):
    own = figure("foto", b"ZONDERX nummer") | {"figuren/02 los.png": b"van mij"}
    for name, data in own.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    write_folder(tmp_path, figure("01 overzicht"))
    assert tree(tmp_path) == own | figure("01 overzicht")


def test_a_link_is_replaced_and_not_followed(tmp_path):
    elsewhere = tmp_path / "elders.txt"
    elsewhere.write_bytes(b"blijft")
    out = tmp_path / "uit"
    out.mkdir()
    (out / "a.csv").symlink_to(elsewhere)
    write_folder(out, {"a.csv": b"nieuw"})
    assert elsewhere.read_bytes() == b"blijft"
    assert (out / "a.csv").read_bytes() == b"nieuw"
