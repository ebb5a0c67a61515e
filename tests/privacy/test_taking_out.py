"""Names out of what was read: nowhere a name is left, and nothing else changes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest.lexicon import default_lexicon
from analysis.intake import read_files
from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.pseudonyms import highest_number, numbered
from analysis.privacy.taking_out import (
    Found,
    Taken,
    covering,
    find_in,
    how_many,
    pieces,
    who_is_who,
    without_names,
)
from analysis.store import ImportItem, SourceText
from analysis.types import Category, LeftOut, Place, Reading, Statement

PERSON, PHONE = FindingKind.PERSON, FindingKind.PHONE
PATTERN = {PHONE: re.compile(r"06-?\d{8}"), FindingKind.EMAIL: re.compile(r"\S+@\S+\.nl")}


class Small:
    """Finds the names it was given, only after "wijkagent" if `shy`, and two patterns."""

    def __init__(self, *names: str, shy: bool = False, genitive: bool = False) -> None:
        before = "(?<=wijkagent )" if shy else r"(?<!\w)"
        after = r"(?!s\b)\w" if genitive else r"\w"
        some = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)"
        self._patterns = {PERSON: re.compile(rf"{before}(?:{some})(?!{after})"), **PATTERN}

    def find(self, text: str) -> tuple[Finding, ...]:
        return tuple(
            sorted(
                (
                    Finding(*found.span(), kind, found.group(), "proef")
                    for kind, pattern in self._patterns.items()
                    for found in pattern.finditer(text)
                ),
                key=lambda one: one.start,
            )
        )


def taken_out(items, finder, **options):
    sources = options.pop("sources", ())
    found = find_in(items, finder, ordinary=frozenset({"roos"}), **options)
    clean, ids = without_names(items, found, numbered(found.persons()), sources=sources)
    return clean, ids, found


def read(*files):
    given = [(name, text.encode()) for name, text in files]
    return read_files(given, lexicon=default_lexicon()).items


def texts(items):
    return [s.text for item in items for s in item.reading.statements]


NOTES = """Koffiehoek 3: Tafel van Samira
Notulist: Samira
Wat gaat goed
- wijkagent Henk Bos belt altijd
  terug, ook Samira
- Henk kent de wijk
Knelpunten
- bel 06-12345678, vraag naar henk
- wij kennen elkaar niet
=====
"""


def test_a_name_is_one_pseudonym_everywhere():
    items = read(("verslag_Samira.txt", NOTES))
    clean, _, found = taken_out(items, Small("Samira", "Henk Bos", "Henk", "henk"))
    assert texts(clean) == [
        "wijkagent [persoon 2] belt altijd terug, ook [persoon 1]",
        "[persoon 2] kent de wijk",
        "bel [telefoon], vraag naar [persoon 2]",
        "wij kennen elkaar niet",
    ]
    (item,) = clean
    assert item.reading.source == "verslag_[persoon 1].txt"
    assert {s.corner for s in item.reading.statements} == set(item.reading.asked)
    assert all("Samira" not in s.corner for s in item.reading.statements)
    assert item.source_texts[1].text == "Notulist: [persoon 1]"
    assert how_many(items, found) == 7
    assert who_is_who(found, numbered(found.persons())) == (
        ("[persoon 1]", "Samira"), ("[persoon 2]", "Henk"), ("[persoon 2]", "Henk Bos"),
        ("[persoon 2]", "henk"),
    )  # fmt: skip


def test_what_is_found_in_one_place_is_known_in_all():
    items = read(("a.txt", "Politie\n\nTips\n- wijkagent Ayşe weet raad\n- vraag het Ayşe\n"))
    clean, _, _ = taken_out(items, Small("Ayşe", shy=True))
    assert texts(clean) == ["wijkagent [persoon 1] weet raad", "vraag het [persoon 1]"]


def test_a_word_that_is_a_name_too_stays_where_it_is_a_word():
    notes = "Politie\n\nTips\n- wijkagent Roos belt\n- een roos voor Roos\n- Roos kleur kiezen\n"
    clean, _, _ = taken_out(read(("a.txt", notes)), Small("Roos", shy=True))
    assert texts(clean) == [
        "wijkagent [persoon 1] belt", "een roos voor Roos", "Roos kleur kiezen",
    ]  # fmt: skip


def test_what_a_researcher_says_goes_before_the_finder():
    notes = "Politie\n\nTips\n- Henk belt Mees\n- de mees en Mees\n"
    taken = Taken(allowed=frozenset({"HENK"}), names=frozenset({"Mees"}))
    clean, _, found = taken_out(read(("a.txt", notes)), Small("Henk"), taken=taken)
    assert texts(clean) == ["Henk belt [persoon 1]", "de mees en [persoon 1]"]
    reasons = {one.reason for here in found.by_text.values() for one in here}
    assert reasons == {"door u als naam aangewezen"}


def test_corners_that_the_day_has_stay():
    items = read(("a.txt", NOTES))
    corner = items[0].reading.statements[0].corner
    clean, _, _ = taken_out(items, Small("Samira"), spared=[corner])
    assert {s.corner for s in clean[0].reading.statements} == {corner}
    assert "Samira" in corner


@pytest.mark.parametrize(
    ("lines", "text", "expected"),
    [
        (["- gebeld met Henk", "Bos over geld"], "gebeld met Henk Bos over geld",
         ["- gebeld met [persoon 1]", "[persoon 1] over geld"]),
        (["- gebeld met Mo-", "hammed over geld"], "gebeld met Mohammed over geld",
         ["- gebeld met [persoon 1]-", "[persoon 1] over geld"]),
        (["- bel 06-1234", "5678 maar"], "bel 06-12345678 maar",
         ["- bel [telefoon]", "[telefoon] maar"]),
        (["* Bos en", "Henkie"], "Bos en Henkie", ["* Bos en", "Henkie"]),
        (["- uit Mohammeds", "auto"], "uit Mohammeds auto", ["- uit [persoon 1]s", "auto"]),
        (["Mohammed (politie)", "en school"], "Mohammed en school",
         ["[persoon 1] (politie)", "en school"]),  # something stands between
    ],
)  # fmt: skip
def test_a_name_that_a_line_end_cuts_in_two_goes_from_the_lines_too(lines, text, expected):
    statement = Statement("u1", text, "Politie", None, None, "a.txt", Place(4, 5))
    around = tuple(
        SourceText(Place(at, at), line, "statement") for at, line in enumerate(lines, start=4)
    )
    item = ImportItem(Reading("a.txt", (statement,), ()), "0" * 64, around)
    finder = Small("Henk Bos", "Mohammed", genitive=True)
    (clean,), _, _ = taken_out([item], finder)
    assert [line.text for line in clean.source_texts] == expected


def test_ids_are_those_of_the_text_without_names_and_stay_apart():
    notes = "Politie\n\nTips\n- bel 0612345678\n- bel 0687654321\n- bel elkaar\n"
    (item,) = read(("a.txt", notes))
    clean, ids, _ = taken_out([item, item], Small())
    old = [s.id for s in item.reading.statements]
    new = [s.id for s in clean[0].reading.statements]
    assert [ids[one] for one in old] == new == [s.id for s in clean[1].reading.statements]
    assert len(set(new)) == 3
    assert (new[0] != old[0], new[1] != old[1], new[2] == old[2]) == (True, True, True)
    assert texts(clean)[:2] == ["bel [telefoon]"] * 2


def test_files_that_would_get_one_name_are_told_apart():
    files = [(f"van {name}@x.nl.txt", f"Politie\n\n- iets {name}\n") for name in ("jan", "piet")]
    items = read(*files)
    clean, _, _ = taken_out(items, Small())
    assert [item.reading.source for item in clean] == ["van [e-mail].txt", "van [e-mail] (2).txt"]
    assert {s.source for item in clean for s in item.reading.statements} == {
        item.reading.source for item in clean
    }  # fmt: skip


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 4), (5, 8)], [(0, 4), (5, 8)]),
        ([(0, 8), (5, 8)], [(0, 8)]),
        ([(0, 8), (4, 12)], [(0, 8), (8, 12)]),
        ([(4, 12), (0, 6), (10, 20)], [(0, 6), (6, 10), (10, 20)]),
        ([], []),
    ],
)
def test_covering_leaves_nothing_sticking_out(spans, expected):
    text = "abcdefghijklmnopqrstuvwxyz"
    found = [Finding(start, end, PERSON, text[start:end], "") for start, end in spans]
    covered = covering(found)
    assert {at for one in covered for at in range(one.start, one.end)} == {
        at for start, end in spans for at in range(start, end)
    }
    assert [(one.start, one.end) for one in covered] == expected
    assert all(text[one.start : one.end] == one.text for one in covered)


NAMES = ("Henk", "Henk Bos", "Fatima", "El Amrani", "Łukasz")
WORDS = st.sampled_from([*NAMES, "belt", "06-12345678", "de", "wijk", "roos", "\n", "a@b.nl"])
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
KINDS = st.sampled_from([*Category, None])


@st.composite
def days(draw):
    items = []
    for number in range(draw(st.integers(1, 3))):
        name = f"{draw(LINES)}.txt".replace("\n", "")
        lines = draw(st.lists(st.tuples(LINES, LINES, KINDS, LINES), max_size=4))
        statements = tuple(
            Statement(f"u{number}.{at}", text, corner, kind, None, name, Place(at, at), label=label)
            for at, (text, corner, kind, label) in enumerate(lines)
        )
        left = tuple(LeftOut(name, draw(LINES), Place(9, 9), "reden") for _ in range(number))
        reading = Reading(name, statements, left, left, {draw(LINES): frozenset(Category)})
        around = tuple(SourceText(s.place, f"- {s.text}", "statement") for s in statements)
        items.append(ImportItem(reading, f"{number}" * 64, around))
    return items


def shape(items):
    """All that must not change: counts, places, kinds, roles."""
    return [
        (
            [(s.place, s.category, s.category_basis, s.quote, bool(s.label)) for s in r.statements],
            [(part.place, part.reason) for part in (*r.left_out, *r.headings)],
            [(line.place, line.role) for line in item.source_texts],
            item.digest, r.prose,
        )
        for item in items for r in [item.reading]
    ]  # fmt: skip


def words(text):
    return f" {' '.join(re.findall('[^_ .-]+', text))} "


@settings(max_examples=120, deadline=None)
@given(days())
def test_nothing_found_is_left_and_nothing_else_changes(items):
    finder = Small(*NAMES)
    clean, ids, found = taken_out(items, finder)
    forms = {one.text for here in found.by_text.values() for one in here} - {"roos"}
    for text in pieces(clean):
        assert not any(words(form) in words(text) for form in forms)
        assert finder.find(text) == ()
    assert shape(clean) == shape(items)
    new = [s.id for item in clean for s in item.reading.statements]
    assert len(new) == len(set(new)) == len(ids)
    assert list(ids.values()) == new
    again, same, _ = taken_out(clean, finder)
    assert again == clean
    assert all(old == now for old, now in same.items())


def test_nothing_found_changes_nothing():
    items = read(("a.txt", NOTES))
    clean, ids = without_names(items, Found(), {})
    assert clean == list(items)
    assert ids == {s.id: s.id for s in items[0].reading.statements}
    assert find_in([replace(items[0], source_texts=())], Small(), ordinary=()).persons() == []


class AtTheStart:
    """Takes whatever word a text begins with for a name."""

    def find(self, text):
        found = re.search(r"[^\W_]+", text)
        kind = FindingKind.PERSON
        return (Finding(*found.span(), kind, found.group(), "proef"),) if found else ()


def test_a_line_is_read_as_the_statement_that_it_became():
    """Else what looks like a name after a bullet, or where a line was cut, would go everywhere."""
    text = "gebeld met Henk over school en thuis"
    statement = Statement("u1", text, "OM", None, None, "a.txt", Place(4, 5), label="an")
    lines = ["1. an: gebeld met Henk", "over school en thuis"]
    around = tuple(
        SourceText(Place(at, at), line, "statement") for at, line in enumerate(lines, start=4)
    )
    item = ImportItem(Reading("a.txt", (statement,), ()), "0" * 64, around)
    found = find_in([item], AtTheStart(), ordinary=frozenset())
    assert {text: [one.text for one in here] for text, here in found.by_text.items()} == {
        "a": ["a"], "OM": ["OM"], "an": ["an"], text: ["gebeld"],
        lines[0]: ["an", "gebeld"],
    }  # fmt: skip
    more = SourceText(Place(6, 6), "over school en thuis en meer", "left_out")
    found = find_in([replace(item, source_texts=(more,))], AtTheStart(), ordinary=frozenset())
    assert [one.text for one in found.by_text[more.text]] == ["over"]


def test_the_name_of_a_sheet_and_the_reason_of_a_heading_are_cleaned_too():
    [item] = read(("a.txt", "Politie\n\nTips\n- Samira belt\n"))
    reading = item.reading
    on_sheet = Place(1, 1, cell="Samira!C2")
    heading = LeftOut(reading.source, "Tips", on_sheet, "gaf de hoek: Politie van Samira")
    moved = replace(
        reading,
        statements=tuple(replace(one, place=on_sheet) for one in reading.statements),
        headings=(heading,),
    )
    clean, _, _ = taken_out([replace(item, reading=moved, source_texts=())], Small("Samira"))
    assert clean[0].reading.statements[0].place.cell == "[persoon 1]!C2"
    assert clean[0].reading.headings[0].reason == "gaf de hoek: Politie van [persoon 1]"
    assert clean[0].reading.headings[0].place.cell == "[persoon 1]!C2"


def test_numbers_go_on_after_those_that_the_text_holds_already():
    assert highest_number(["[persoon 3] en [persoon 12]", "[persoon x]", "[telefoon] 44"]) == 12
    assert highest_number([]) == 0
