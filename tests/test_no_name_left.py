"""The example day holds personal data of every kind; after reading, no file holds any of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from quick_pictures import QuickPictures

from analysis import cli
from analysis.example import ensure_example
from analysis.export.documents import DOCUMENTS
from analysis.export.infosheet import Infosheet, infosheet_pdf
from analysis.export.pictures import FORMS
from analysis.ingest.readers import read_blocks
from analysis.privacy.findings import FindingKind
from analysis.settings import example_folder
from analysis.store import open_store

ROOT = Path(__file__).resolve().parents[1]
DIGITS = {letter: str(value) for value, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", start=10)}


@pytest.fixture
def data_folder(tmp_path, monkeypatch) -> Iterator[Path]:
    """Where the app keeps all that it keeps; in a folder of its own, the log too."""
    folder = tmp_path / "gegevens"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.delenv("KOFFIEHOEK_DATABASE_URL")
    return folder


class ToldPictures(QuickPictures):
    """A figure's file holds all that the figure is drawn from, so more than its picture shows."""

    def files(self, name, figure, alt, *, title, width_cm=16.0):  # noqa: ARG002
        told = "\n".join([title, alt, json.dumps(figure.to_plotly_json(), default=repr)])
        return {f"{name}.{form}": told.encode() for form in (*FORMS, "txt")}


@pytest.fixture(scope="module")
def typed() -> dict[str, str]:
    """File -> its text as it was typed, its lines joined."""
    return {
        path.name: " ".join(block.text.strip() for block in read_blocks(path.name, data))
        for path in example_folder().iterdir()
        if (data := path.read_bytes())
    }


def test_what_is_listed_stands_in_the_example(planted, typed):
    missing = [
        (text, file)
        for text, file in [*((t, f) for t, _, f in planted.planted), *planted.lookalikes]
        if text not in typed[file] and f"<v {text}>" not in typed[file]
    ]
    # A speaker's name is no text of a block: the reader makes it a label.
    assert missing == [("Thirza de Boer", "Opname GGZ.vtt")]
    assert {kind for _, kind, _ in planted.planted} == set(FindingKind)


def test_the_made_up_numbers_hold(planted):
    """A BSN and an account number that no check accepts would prove nothing."""
    numbers = {kind: text for text, kind, _ in planted.planted}
    bsn = [int(digit) for digit in numbers["bsn"]]
    assert (sum(w * d for w, d in zip(range(9, 1, -1), bsn[:8], strict=True)) - bsn[8]) % 11 == 0
    iban = numbers["iban"].replace(" ", "")
    assert int("".join(DIGITS.get(sign, sign) for sign in iban[4:] + iban[:4])) % 97 == 1


def test_the_search_looks_into_documents(planted, tmp_path):
    """Into what is packed: a report in Word, and an infosheet as PDF."""
    document = Document()
    document.add_paragraph("Samira weet het")
    document.save(str(tmp_path / "a.docx"))
    (tmp_path / "b.pdf").write_bytes(infosheet_pdf(Infosheet("Samira weet het")))
    found = planted.in_folder(tmp_path)
    assert [name for name, texts in found.items() if "Samira" in texts] == ["a.docx", "b.pdf"]


def test_the_search_finds_them_where_they_are(planted, tmp_path):
    """Else the tests below would be blind: the files as typed, of each the most of it."""
    found = planted.in_folder(example_folder())
    assert set(found) == {file for _, _, file in planted.planted}
    (tmp_path / "a.bin").write_bytes(b"\xff\x00" + "xx Mehmet thuis, Samira".encode("utf-16-le"))
    (tmp_path / "b.bin").write_bytes(b"\xffxSAMIRAx")
    assert planted.in_folder(tmp_path) == {"a.bin": {"Mehmet", "Samira"}, "b.bin": {"SAMIRA"}}


@pytest.mark.usefixtures("data_folder")
def test_what_holds_no_name_stays_as_it_was_typed(planted):
    lines = (ROOT / "data" / "flipovers.waarheid.jsonl").read_text("utf-8").splitlines()
    typed = [json.loads(line)["text"] for line in lines]
    with open_store() as store:
        kept = [s.text for s in store.statements(ensure_example(store).id)]

    assert len(kept) == len(typed)
    changed = set(typed) - set(kept)
    assert sorted(text for text in changed if not planted.in_text(text)) == []


def test_no_file_of_the_app_holds_a_name(planted, data_folder):
    with open_store() as store:
        event = ensure_example(store)
        assert planted.in_folder(data_folder) == {}  # also while it is open
        kept = "\n".join(s.text for s in store.statements(event.id))
    assert [path for path in data_folder.rglob("*") if path.is_file()]
    assert planted.in_folder(data_folder) == {}
    assert [text for text, _ in planted.lookalikes if text not in kept] == []


def test_no_output_of_the_whole_way_holds_a_name(
    planted, data_folder, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr("analysis.export.figures.Pictures", ToldPictures)
    out = tmp_path / "synthese"

    assert cli.main(["verwerk", str(example_folder()), "--uit", str(out)]) == 0

    said = capsys.readouterr()
    assert planted.in_folder(out) == {}
    assert planted.in_text(said.out + said.err) == set()
    assert planted.in_folder(data_folder) == {}
    assert {path.name for path in out.iterdir()} == set(DOCUMENTS)  # with pictures too
    written = (out / "uitspraken.csv").read_text("utf-8-sig")
    assert [text for text, _ in planted.lookalikes if text not in written] == []
    assert re.search(r"\[persoon \d+\]", written)
