"""What a login provider says of somebody, and what will not do."""

from datetime import UTC, datetime, timedelta

import pytest

from analysis.access.claims import Person, person_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOOD = {
    "is_logged_in": True, "email": "An@Hogeschool.nl", "name": " An  de Vries ",
    "iat": (NOW - timedelta(hours=1)).timestamp(),
}  # fmt: skip


def test_the_address_is_in_small_letters_and_the_name_as_it_is():
    assert person_of(GOOD, now=NOW) == Person("an@hogeschool.nl", "An de Vries")


@pytest.mark.parametrize("verified", [True, "true", "True"])
def test_a_verified_address_will_do(verified):
    assert person_of({**GOOD, "email_verified": verified}, now=NOW)


def test_without_a_name_the_address_is_the_name():
    assert person_of({**GOOD, "name": ""}, now=NOW).name == "an@hogeschool.nl"


@pytest.mark.parametrize(
    "change",
    [
        {"is_logged_in": False},
        {"is_logged_in": "true"},
        {"email": None},
        {"email": ""},
        {"email": "geen adres"},
        {"email": ["a@b.nl"]},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"iat": (NOW - timedelta(days=8)).timestamp()},
        {"iat": None},
        {"iat": "gisteren"},
        {"iat": 1e300},
        {"iat": float("nan")},
    ],
)
def test_what_will_not_do_is_nobody(change):
    assert person_of({**GOOD, **change}, now=NOW) is None


def test_no_claims_are_nobody():
    assert person_of({}, now=NOW) is None
