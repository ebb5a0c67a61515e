"""Learning in the background: when it starts, and what the page says of it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from analysis.codebook import load_codebook
from analysis.learning import Learned
from analysis.store import ImportItem
from analysis.storing import new_event, store_intake
from analysis.types import Category, Coding, CodingTarget, Place, Reading, Statement
from pages.components.learning import EVERY, Lessons, lessons

THEMES = ("integraliteit", "openheid", "betrokkenheid")


@pytest.fixture
def event(store):
    codebook = load_codebook("beter_verbonden")
    event = new_event(store, title="Dag", date=None, codebook=codebook)
    statements = tuple(
        Statement(f"u{n}", f"De bakfiets van team {n} is terug", "OM", Category.WERKT, "heading",
                  "a.txt", Place(n, n))
        for n in range(1, 2 * EVERY + 1)
    )  # fmt: skip
    store_intake(store, event, [ImportItem(Reading("a.txt", statements, ()), "x")])
    return store.event(event.id)


def review(store, event, count):
    now = datetime.now(UTC)
    decisions = [
        Coding(f"u{n}", CodingTarget.THEME, theme, theme == "betrokkenheid", "Ans",
               event.codebook, now)
        for n in range(1, count + 1)
        for theme in THEMES
    ]  # fmt: skip
    store.add_codings(event.id, decisions)


def wait(course, event):
    for _ in range(600):
        if not course.busy(event.id):
            return
        time.sleep(0.05)
    pytest.fail("het leren kwam niet klaar")


def test_it_starts_after_enough_decisions_and_not_before(store, event):
    course = Lessons()
    course.follow(store, event.id, EVERY - 1)
    assert course.outcome(event.id) is None
    assert not course.busy(event.id)
    review(store, event, EVERY)
    course.follow(store, event.id, EVERY)
    wait(course, event)
    learned = course.outcome(event.id)
    assert learned is not None
    assert learned.decided == EVERY
    # What is left says the same with another number: it now looks like betrokkenheid.
    assert set(learned.changed) == {f"u{n}" for n in range(EVERY + 1, 2 * EVERY + 1)}
    revision = store.revision(event.id)
    course.follow(store, event.id, EVERY + 1)
    assert not course.busy(event.id)
    assert store.revision(event.id) == revision


def test_a_day_that_is_gone_gives_no_outcome(store, caplog):
    course = Lessons()
    course.follow(store, "weg", EVERY)
    for _ in range(100):
        if not course.busy("weg"):
            break
        time.sleep(0.05)
    assert course.outcome("weg") is None
    assert "Leren van de dag ging mis" in caplog.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ((), "Geleerd van 12 nagekeken uitspraken: geen voorstel werd anders."),
        (("a",), "Geleerd van 12 nagekeken uitspraken: 1 voorstel herzien."),
        (("a", "b"), "Geleerd van 12 nagekeken uitspraken: 2 voorstellen herzien."),
    ],
)
@pytest.mark.usefixtures("event")
def test_the_page_tells_what_changed(open_page, monkeypatch, changed, said):
    monkeypatch.setattr(Lessons, "outcome", lambda _self, _event: Learned(12, changed))
    app = open_page("coderen.py")
    assert not app.exception
    assert any(said in block.proto.body for block in app.get("html"))
    buttons = [button.label for button in app.button]
    assert ("Zet de lijst opnieuw op volgorde" in buttons) is bool(changed)


def test_reviewing_on_the_page_makes_it_learn(open_page, store, event):
    review(store, event, EVERY)
    app = open_page("coderen.py")
    assert not app.exception
    wait(lessons(), event)
    app.run()
    assert any("Geleerd van 10" in block.proto.body for block in app.get("html"))
