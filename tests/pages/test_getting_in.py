"""Who may see what, on the pages: logged in by name, with a role for one day or for all."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.access import Grant, Role
from analysis.settings import LOGIN_VARIABLE
from analysis.types import ActivityKind, Event
from pages.components import data
from pages.components.frame import PAGES

FRAME = Path(__file__).resolve().parents[2] / "pages" / "navigatie.py"
AN = "an@x.nl"
MINE, OTHER = "Mijn dag", "Andermans dag"


@pytest.fixture
def days(store, monkeypatch):
    """Two days; of the second AN may know nothing. Visitors are known by name."""
    monkeypatch.setenv(LOGIN_VARIABLE, "oidc")
    return [
        store.create_event(
            Event("", title, "beter_verbonden@1", date="2024-11-14", keep_until="2025-01-01")
        ).id
        for title in (MINE, OTHER)
    ]


def visit(email: str = AN, **claims) -> AppTest:
    app = AppTest.from_file(FRAME, default_timeout=30)
    app.user = {"is_logged_in": True, "email": email, "iat": time.time() - 60, **claims}
    return app.run()


def open_all(app: AppTest) -> dict[str, AppTest]:
    """Name of each page -> the page as it was drawn, of those that are there."""
    found = {}
    for page in PAGES:
        try:
            app.switch_page(page.file).run()
        except ValueError:  # to Streamlit it is not there
            continue
        if [title.value for title in app.title] == [page.title]:
            found[page.name] = words(app)
    return found


def words(app: AppTest) -> str:
    """All that is to be read on a page."""
    assert not app.exception
    assert not app.error
    return "\n".join(str(getattr(one, "proto", "")) for one in [*app.main, *app.sidebar])


@pytest.mark.usefixtures("days")
@pytest.mark.parametrize(
    ("user", "title", "told"),
    [
        ({"is_logged_in": False}, "Inloggen", "Log in met het account"),
        ({}, "Inloggen", "[auth]"),
        ({"email_verified": False}, "Inloggen", "bevestigd e-mailadres"),
        ({"email": ""}, "Inloggen", "bevestigd e-mailadres"),
        ({"iat": time.time() - 8 * 24 * 3600}, "Inloggen", "aanmelding is verlopen"),
        ({"email": "wie@x.nl"}, "Geen toegang", "U bent ingelogd als wie@"),
    ],
)
def test_who_may_not_come_in_sees_one_page_and_nothing_else(store, user, title, told):
    store.access.give(Grant(AN, Role.RESEARCHER))
    app = AppTest.from_file(FRAME, default_timeout=30)
    good = {"is_logged_in": True, "email": AN, "iat": time.time()}
    app.user = {**good, **user} if user else {}
    app.run()

    assert [one.value for one in app.title] == [title]
    shown = [*app.markdown, *app.error]
    assert told in "\n".join(one.value for one in shown)
    assert not any(MINE in one.value for one in shown)
    assert not app.sidebar.selectbox
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        app.switch_page("beheer.py")


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.RESEARCHER, {page.name for page in PAGES}),
        (Role.FACILITATOR, {"bijeenkomst", "regie", "projectie", "matrix"}),
        (Role.AUTHOR, {"matrix", "rapport", "herkomst", "uitwisselen", "projectie"}),
    ],
)
def test_a_role_for_one_day_opens_its_pages_and_that_day_only(store, days, role, names):
    store.access.give(Grant(AN, role, days[0]))

    found = open_all(visit())

    assert set(found) == names
    for text in found.values():
        assert OTHER not in text
        assert days[1] not in text


def test_each_day_has_the_pages_of_its_own_role(store, days):
    store.access.give(Grant(AN, Role.AUTHOR, days[0]))
    store.access.give(Grant(AN, Role.RESEARCHER, days[1]))
    app = visit()
    choice = app.sidebar.selectbox[0]
    assert len(choice.options) == 2

    choice.select(days[1]).run()
    assert "beheer" in open_all(app)
    app.sidebar.selectbox[0].select(days[0]).run()
    assert "beheer" not in open_all(app)


def test_decisions_and_the_log_bear_the_address_whatever_was_typed(store, days):
    store.access.give(Grant(AN, Role.RESEARCHER))
    app = visit(name="An de Vries")
    app.session_state["gekozen.codeur"] = "iemand anders"
    assert any("Ingelogd: An de Vries" in one.value for one in app.sidebar.caption)

    app.switch_page("beheer.py").run()
    app.date_input(key=f"bewaren-tot-{days[0]}").set_value(datetime.now(UTC).date()).run()

    line = store.activity(limit=1)[0]
    assert (line.what, line.who) == (ActivityKind.RETENTION_SET, AN)


def test_who_lost_the_role_can_do_nothing_more(store, days):
    store.access.give(Grant("baas@x.nl", Role.RESEARCHER))
    store.access.give(Grant(AN, Role.RESEARCHER))
    app = visit()
    app.switch_page("beheer.py").run()

    store.access.take(AN, "")
    app.date_input(key=f"bewaren-tot-{days[0]}").set_value(datetime.now(UTC).date()).run()

    assert store.event(days[0]).keep_until == "2025-01-01"
    assert "geen toegang (meer)" in app.exception[0].message
    app.run()
    assert [one.value for one in app.title] == ["Geen toegang"]


def test_days_are_made_by_who_sees_them_all(store, days):
    store.access.give(Grant(AN, Role.FACILITATOR, days[0]))
    app = visit()
    assert "Nieuwe bijeenkomst" not in [one.label for one in app.expander]

    store.access.give(Grant(AN, Role.FACILITATOR))
    app.run()
    assert "Nieuwe bijeenkomst" in [one.label for one in app.expander]


def test_the_log_leaves_out_other_days(store, days):
    store.access.give(Grant(AN, Role.RESEARCHER, days[0]))
    store.log(ActivityKind.EXPORTED, event_id=days[1], who="vreemde")
    store.log(ActivityKind.EXPORTED, event_id=days[0], who="bekende")
    app = visit()
    app.switch_page("beheer.py").run()
    app.session_state["beheer.keuze.deel"] = "log"
    app.run()

    who = set(app.dataframe[0].value["Wie"])
    assert "bekende" in who
    assert "vreemde" not in who
    parts = app.get("button_group")[0].options
    assert not {"Toegang", "Documenten", "Wat staat waar"} & {str(part) for part in parts}


def test_a_researcher_of_all_days_gives_and_takes_access(store, days):
    store.access.give(Grant(AN, Role.RESEARCHER))
    app = visit()
    app.switch_page("beheer.py").run()
    app.session_state["beheer.keuze.deel"] = "access"
    app.run()

    app.text_input(key="toegang.email").set_value(" Bo@X.nl ")
    app.selectbox(key="toegang.rol").select(Role.AUTHOR)
    app.selectbox(key="toegang.dag").select(days[1])
    _press(app, "Geef toegang")
    assert store.access.grants("bo@x.nl") == [Grant("bo@x.nl", Role.AUTHOR, days[1])]
    assert any("is nu rapporteur van “Andermans dag”" in one.value for one in app.success)

    app.button(key=f"toegang-bo@x.nl-{days[1]}").click().run()
    assert store.access.grants("bo@x.nl") == []
    app.button(key=f"toegang-{AN}-").click().run()
    assert any("de laatste onderzoeker" in one.value for one in app.error)
    assert store.access.rights(AN).may_give


def _press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


@pytest.mark.usefixtures("days")
def test_where_nobody_logs_in_all_is_there_and_no_tab_for_access(open_page, monkeypatch):
    for way in ("geen", "wachtwoord"):
        monkeypatch.setenv(LOGIN_VARIABLE, way)
        app = open_page("beheer.py")
        assert [title.value for title in app.title] == ["Beheer"]
        assert len(app.sidebar.selectbox[0].options) == 2
        assert "Toegang" not in words(app)


def test_outside_a_visit_all_is_there(store, days):
    """A file that is made when its button is pressed was begun by somebody who might."""
    assert len(data.events()) == len(days) == len(store.events())
