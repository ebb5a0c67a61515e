"""Documents made beside the pages: in a process of their own, with progress, and to be left."""

import io
import logging
import pickle
import time
from threading import BoundedSemaphore

import pytest
from materials import material_of
from report_days import OPEN, B, W, day_of, many

from analysis.errors import KoffiehoekError, UsageError
from analysis.export import making
from analysis.export.documents import DOCUMENTS, Made, Step, make, papers_of
from analysis.export.making import start


@pytest.fixture(scope="module")
def material():
    return material_of(day_of([*many("Politie", W, OPEN, 3), *many("School", B, OPEN, 2)]))


@pytest.fixture
def begun(monkeypatch):
    """The processes that were begun."""
    found = []
    opened = making.Making._opened

    def noted(self):
        found.append(opened(self))
        return found[-1]

    monkeypatch.setattr(making.Making, "_opened", noted)
    return found


def test_long_and_quick_documents_come_together(material, begun):
    names = ["presentatie.pptx", "matrix.csv", "dag.qdpx"]

    running = start(material, names)
    made = running.result()

    assert set(made.files) == set(names)
    assert made.files["presentatie.pptx"].startswith(b"PK")
    assert (
        made.files["matrix.csv"]
        == make(papers_of(material, names), ["matrix.csv"]).files["matrix.csv"]
    )
    assert running.done
    assert running.step.share == 1.0
    assert [process.returncode for process in begun] == [0]


def test_for_quick_documents_no_process_is_begun(material, begun):
    made = start(material, [name for name, one in DOCUMENTS.items() if one.quick]).result()
    assert begun == []
    assert "infosheet.pdf" in made.files


def test_who_leaves_ends_the_process(material, begun, monkeypatch):
    send = making._send
    running = None

    def leave(process, papers, names):
        send(process, papers, names)
        running.cancel()

    monkeypatch.setattr(making, "_send", leave)
    # It begins when there is room, which is once `running` has its value.
    monkeypatch.setattr(making, "_ROOM", room := BoundedSemaphore(1))
    with room:
        running = start(material, ["presentatie.pptx"])
    with pytest.raises(KoffiehoekError, match="gestopt"):
        running.result()
    (process,) = begun
    assert process.wait(timeout=60) != 0


def test_who_leaves_while_waiting_begins_no_process(material, begun, monkeypatch):
    monkeypatch.setattr(making, "_ROOM", room := BoundedSemaphore(1))
    with room:
        running = start(material, ["presentatie.pptx"])
        until = time.monotonic() + 60
        while running.step.text == "Beginnen" and time.monotonic() < until:
            time.sleep(0.01)
        assert running.step == Step("Wacht op een ander verslag", 0.0)
        assert not running.done
        running.cancel()
        assert running.done
    with room:  # whoever waited had its turn
        pass
    with pytest.raises(KoffiehoekError, match="gestopt"):
        running.result()
    assert begun == []


def test_a_process_that_breaks_off_is_told_and_logged(material, monkeypatch, caplog):
    monkeypatch.setattr(making, "_send", lambda process, *_: process.kill())
    running = start(material, ["presentatie.pptx"])
    with pytest.raises(KoffiehoekError, match="niet gelukt") as told:
        running.result()
    assert told.value.remedy
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_a_name_that_is_no_document_is_told(material):
    with pytest.raises(KoffiehoekError, match="niet gelukt"):
        start(material, ["weg.doc"]).result()


def answered(papers, names):
    """What the other process says, one after the other."""
    given, told = io.BytesIO(pickle.dumps((papers, names))), io.BytesIO()
    making.main(given, told)
    end = told.tell()
    told.seek(0)
    said = []
    while told.tell() < end:
        said.append(pickle.load(told))
    return said


def test_the_other_process_tells_steps_and_then_the_outcome(material, monkeypatch):
    monkeypatch.setattr(making.low_priority, "give_way", lambda: None)
    names = ("matrix.csv", "uitspraken.csv")
    *steps, made = answered(papers_of(material, names), names)
    assert all(isinstance(step, Step) for step in steps)
    assert steps[-1].share == 1.0
    assert isinstance(made, Made)
    assert set(made.files) == set(names)


def test_trouble_with_a_remedy_comes_over_whole(monkeypatch):
    trouble = UsageError("Dit past niet.", remedy="Kies minder.", place="hier")

    def fail(*_, **__):
        raise trouble

    monkeypatch.setattr(making.low_priority, "give_way", lambda: None)
    monkeypatch.setattr(making, "make", fail)
    (said,) = answered(None, ())
    assert isinstance(said, UsageError)
    assert said.message == trouble.message
