"""Where statements stand in their lines, and what is covered when names are held back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.exchange.layout import lay_out
from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.holding import HELD, Holding
from analysis.store.values import SourceText
from analysis.types import Place, Statement


class Names:
    def find(self, text):
        at = text.find("Henk")
        return () if at < 0 else (Finding(at, at + 4, FindingKind.PERSON, "Henk", "proef"),)


def lines_of(*texts):
    return [SourceText(Place(n, n), text, "statement") for n, text in enumerate(texts, 1)]


def statement(number, text, first, last=None, **place):
    place = Place(first, last or first, **place)
    return Statement(f"s{number}", text, "Hoek", None, None, "bron", place)


@pytest.mark.parametrize(
    ("lines", "text", "place", "said"),
    [
        (["- samen staan wij sterk."], "samen staan wij sterk", (1, 1), "samen staan wij sterk"),
        (["a", "over", "  drie", "regels"], "over drie regels", (2, 4), "over\n  drie\nregels"),
        (["een twee", "vier"], "een drie", (1, 1), "een twee"),
        (["een"], "los", (9, 9), "los"),
        ([], "niets erbij", (1, 1), "niets erbij"),
        (["a.b*c", "a.b*c"], "a.b*c", (2, 2), "a.b*c"),
        (["leeg"], "", (1, 1), "leeg"),
    ],
)
def test_places(lines, text, place, said):
    laid = lay_out(lines_of(*lines), [statement(1, text, *place)])
    start, end = laid.spans["s1"]
    assert laid.text[start:end] == said


def test_pages_do_not_mix():
    lines = [SourceText(Place(1, 1, page=page), "zelfde", "x") for page in (1, 2)]
    laid = lay_out(lines, [statement(1, "zelfde", 1, page=2)])
    assert laid.spans["s1"] == (7, 13)


def test_what_touches_a_held_statement_covers_it_whole():
    found = [statement(1, "Henk belt", 1), statement(2, "belt de wijk", 1), statement(3, "op", 1)]
    laid = lay_out(lines_of("Henk belt de wijk op"), found, holding=Holding(Names()))
    said = {name: laid.text[slice(*span)] for name, span in laid.spans.items()}
    assert said == {"s1": HELD, "s2": f"{HELD} de wijk", "s3": "op"}


WORDS = st.lists(st.sampled_from(["Henk", "samen", "😀", "en", "- "]), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_no_name_is_left_and_the_rest_stays(rows, data):
    texts = [" ".join(row) for row in rows]
    found = []
    for number, row in enumerate(rows, 1):
        first = data.draw(st.integers(0, len(row) - 1))
        last = data.draw(st.integers(first, len(row) - 1))
        found.append(statement(number, " ".join(row[first : last + 1]).strip(), number))
    laid = lay_out(lines_of(*texts), found, holding=Holding(Names()))
    assert "Henk" not in laid.text
    for one in found:
        start, end = laid.spans[one.id]
        wanted = HELD if "Henk" in one.text else one.text
        assert laid.text[start:end].split() == wanted.split() or not one.text.strip("- ")
