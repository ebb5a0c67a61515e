"""The facts behind the documents: gathered from the database and this computer as they are."""

from datetime import UTC, date, datetime

import pytest

from analysis.export.privacy_facts import DayFacts, gathered, shipped_figures
from analysis.keys import day_key
from analysis.store import ImportItem, open_store
from analysis.types import (
    Category,
    Coding,
    CodingTarget,
    Corner,
    Event,
    Place,
    Reading,
    Statement,
)

TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with open_store(f"sqlite:///{tmp_path / 'k.sqlite3'}") as opened:
        yield opened


def coded(statement, coder, *, blind=False):
    return Coding(
        statement, CodingTarget.THEME, "openheid", True, coder, "proef@1",
        datetime.now(UTC), blind=blind,
    )  # fmt: skip


@pytest.fixture
def day(store):
    event = store.create_event(Event("", "Dag", "proef@1", keep_until="2027-01-01"))
    store.set_corners(event.id, [Corner("OM")])
    said = [
        Statement(f"s{n}", text, "OM", Category.KANS, "heading", "a.txt", Place(n, n))
        for n, text in enumerate(("delen", "praten"), 1)
    ]
    codings = [coded("s1", "machine:proef"), coded("s1", "Xandra"), coded("s2", "Xandra"),
               coded("s2", "Quirijn", blind=True)]  # fmt: skip
    store.import_readings(event.id, [ImportItem(Reading("a.txt", tuple(said), ()), "x")], codings)
    return event


def gather(store, **changed):
    given = {
        "database": "k.sqlite3",
        "this_computer_only": True,
        "login": False,
        "today": TODAY,
    } | changed
    return gathered(store, **given)


@pytest.mark.usefixtures("day")
def test_each_day_with_its_numbers(store):
    assert gather(store).days == (DayFacts("Dag", None, 2, "2027-01-01", False),)


def test_a_key_is_told(store, day):
    day_key(day.id)
    assert gather(store).keys == 1


@pytest.mark.usefixtures("day")
def test_people_are_counted_once_and_the_machine_is_not(store):
    assert gather(store).coders == 2


def test_the_organisations_own_list_is_counted(store, day):
    store.allow_form("De Roos", event_id=None)
    store.allow_form("Alleen hier", event_id=day.id)
    assert gather(store).allowed == 1


def test_an_empty_database(store):
    facts = gather(store, this_computer_only=False)
    assert (facts.days, facts.statements, facts.coders, facts.keys) == ((), 0, 0, 0)
    assert not facts.this_computer_only
    assert not facts.on_server
    assert facts.made == TODAY
    assert facts.version
    assert facts.figures == shipped_figures()


@pytest.mark.usefixtures("day")
def test_no_name_of_a_coder_stands_in_the_facts(store):
    assert "Xandra" not in repr(gather(store))
    assert "Quirijn" not in repr(gather(store))
