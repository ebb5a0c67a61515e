"""Getting in, in each database: the password and its first link, sessions, roles."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from analysis.access import Grant, Role, Session, digest
from analysis.access.sessions import IDLE, LONGEST
from analysis.errors import StoreError, UsageError
from analysis.store.actor import acting_as
from analysis.types import ActivityKind, Event

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
AN, BO = "an@x.nl", "bo@x.nl"


def test_the_first_password_needs_its_link_and_that_works_once(store):
    access = store.access
    assert access.password() is None
    assert not access.set_first_password("h", key=digest("sleutel"))

    access.keep_key(digest("sleutel"))
    access.keep_key(digest("nieuwer"))
    assert access.key() == digest("nieuwer")
    assert not access.set_first_password("h", key=digest("sleutel"))
    assert access.set_first_password("h1", key=digest("nieuwer"))
    assert access.password() == "h1"
    assert access.key() is None
    assert not access.set_first_password("h2", key=digest("nieuwer"))


def test_a_link_is_of_no_use_once_there_is_a_password(store):
    store.access.set_password("h1")
    store.access.keep_key(digest("sleutel"))
    assert not store.access.set_first_password("h2", key=digest("sleutel"))
    assert store.access.password() == "h1"


def test_another_password_ends_all_sessions_and_a_newer_hash_does_not(store):
    access = store.access
    access.set_password("h1")
    access.open_session("a", method="password", now=NOW)

    access.renew_hash("h1", "h2")
    assert access.password() == "h2"
    assert access.session("a", NOW)
    access.renew_hash("h1", "h3")  # somebody set another one meanwhile
    assert access.password() == "h2"

    access.set_password("h4")
    assert access.session("a", NOW) is None


def test_a_session_lasts_while_it_is_used_but_no_longer_than_a_week(store):
    access = store.access
    access.open_session("a", method="password", now=NOW)
    assert access.session("a", NOW) == Session("a", NOW, NOW, "password")
    assert access.session("b", NOW) is None
    assert access.session("a", NOW + IDLE - MINUTE)
    assert access.session("a", NOW + IDLE) is None

    now = NOW
    while now < NOW + LONGEST - MINUTE:
        found = access.session("a", now)
        assert found
        assert access.seen(found, now).seen == now
        now += timedelta(hours=11)
    access.seen(access.session("a", NOW + LONGEST - MINUTE), NOW + LONGEST - MINUTE)
    assert access.session("a", NOW + LONGEST) is None


def test_a_session_that_was_ended_is_not_brought_back_by_its_use(store):
    access = store.access
    access.open_session("a", method="password", now=NOW)
    found = access.session("a", NOW)
    access.end_session("a")
    access.seen(found, NOW + MINUTE)
    assert access.session("a", NOW + MINUTE) is None


def test_what_is_over_is_cleared_away_when_somebody_comes_in(store):
    access = store.access
    access.open_session("a", method="password", now=NOW)
    access.open_session("b", method="password", now=NOW + IDLE + MINUTE)
    with store._engine.connect() as connection:
        kept = list(connection.execute(sa.text("SELECT digest FROM login_session")).scalars())
    assert kept == ["b"]


def test_roles_are_given_replaced_and_taken(store, event_id):
    access = store.access
    access.give(Grant(AN, Role.RESEARCHER))
    access.give(Grant(BO, Role.AUTHOR, event_id))
    access.give(Grant(BO, Role.FACILITATOR, event_id))
    assert access.grants() == [
        Grant(AN, Role.RESEARCHER), Grant(BO, Role.FACILITATOR, event_id)
    ]  # fmt: skip
    assert access.rights(BO).may_open("regie", event_id)
    assert not access.rights("c@x.nl")

    access.take(BO, event_id)
    assert access.grants(BO) == []
    with pytest.raises(StoreError, match="heeft die rol niet"):
        access.take(BO, event_id)


def test_the_last_researcher_of_all_days_stays(store, event_id):
    access = store.access
    access.give(Grant(AN, Role.RESEARCHER))
    access.give(Grant(BO, Role.RESEARCHER, event_id))
    for change in (
        lambda: access.take(AN, ""),
        lambda: access.give(Grant(AN, Role.AUTHOR)),
    ):
        with pytest.raises(UsageError, match="de laatste onderzoeker"):
            change()
    assert access.rights(AN).may_give

    access.give(Grant(BO, Role.RESEARCHER))
    access.take(AN, "")
    assert access.rights(BO).may_give


def test_a_role_for_a_day_that_is_gone_cannot_be_given_and_goes_with_its_day(store):
    event = store.create_event(Event("", "Dag", "bv@1"))
    store.access.give(Grant(BO, Role.AUTHOR, event.id))
    store.delete_event(event.id)
    assert store.access.grants() == []
    with pytest.raises(StoreError):
        store.access.give(Grant(BO, Role.AUTHOR, event.id))


def test_the_log_tells_who_gave_access_and_no_address(store, event_id):
    with acting_as("baas"):
        store.access.set_password("h")
        store.access.give(Grant(AN, Role.RESEARCHER))
        store.access.give(Grant(BO, Role.AUTHOR, event_id))
        store.access.take(BO, event_id)
    kinds = [(one.what, one.event_id) for one in store.activity(limit=4)]
    assert kinds == [
        (ActivityKind.ACCESS_TAKEN, event_id),
        (ActivityKind.ACCESS_GIVEN, event_id),
        (ActivityKind.ACCESS_GIVEN, None),
        (ActivityKind.PASSWORD_SET, None),
    ]
    assert {one.who for one in store.activity(limit=4)} == {"baas"}
    assert "@" not in repr(store.activity())
