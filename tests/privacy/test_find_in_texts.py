"""A name found in one text is known in all of them."""

import re

import pytest

from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.taking_out import Found, find_in_texts


class OnlyBehindACue:
    """Finds the word behind "agent"."""

    def find(self, text):
        return tuple(
            Finding(*match.span(1), FindingKind.PERSON, match[1], "achter agent")
            for match in re.finditer(r"agent (\w+)", text)
        )


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["agent Djenaira belt", "Djenaira en Mo"], ["Djenaira", "Djenaira"]),
        (["vraag Djenaira", "agent Djenaira belt"], ["Djenaira", "Djenaira"]),
        (["agent djenaira belt", "DJENAIRA ZEGT"], ["djenaira", "DJENAIRA"]),
        (["agent Djenaira", "djenairastraat"], ["Djenaira"]),
        (["agent Djenaira", "agent Djenaira"], ["Djenaira"]),
        (["agent Roos", "de roos bloeit"], ["Roos"]),
        ([], []),
    ],
)
def test_what_is_found_in_all_texts(texts, found):
    together = find_in_texts(texts, OnlyBehindACue())
    assert list(together) == list(dict.fromkeys(texts))
    assert [one.text for here in together.values() for one in here] == found


def test_forms_of_persons_alone_in_order_of_appearance():
    phone = Finding(0, 2, FindingKind.PHONE, "06", "reden")
    persons = [Finding(0, 2, FindingKind.PERSON, text, "reden") for text in ("Mo", "Al", "Mo")]
    found = Found({"een": (phone, persons[0]), "twee": (persons[1],), "drie": (persons[2],)})
    assert found.persons() == ["Mo", "Al"]
