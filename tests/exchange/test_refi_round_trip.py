"""Out, in, out: the same statements, codes, offsets and coders."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import load_codebook, shipped
from analysis.exchange.descriptions import code_from, description_of
from analysis.exchange.incoming import codings_of, import_items
from analysis.exchange.matching import new_codebook, with_codes
from analysis.exchange.refi_codes import codebook_file
from analysis.exchange.refi_in import read_codebook, read_project
from analysis.exchange.refi_out import Day, Memo, SourceFile, project
from analysis.store.values import SourceText
from analysis.types import (
    Category,
    Coding,
    CodingTarget,
    Corner,
    Event,
    Place,
    Source,
    Statement,
)

WHEN = datetime(2026, 3, 4, tzinfo=UTC)


def day_of(incoming, before: Day) -> Day:
    """The day that would be stored of what came in, under the same event and source ids."""
    found = with_codes(before.codebook, incoming.codes)
    when = before.sources[0].source.imported if before.sources else None
    ids = {one.source.name: one.source for one in before.sources}
    return Day(
        event=before.event,
        codebook=found.codebook,
        sources=[SourceFile(ids[item.reading.source], item.source_texts)
                 for item in import_items(incoming)],
        statements=incoming.statements,
        codings=codings_of(incoming, found.codes, codebook=before.event.codebook, now=when),
        memos={one.statement_id: [Memo(one.text, one.coder, one.created)]
               for one in incoming.notes if one.statement_id},
    )  # fmt: skip


def told(incoming):
    """All that must be the same again, in terms that no guid hides."""
    names = {one.key: (one.path, one.name) for one in incoming.codes}
    return {
        "texts": incoming.sources,
        "statements": incoming.statements,
        "spans": incoming.spans,
        "codings": {(one.statement_id, names[one.code], one.coder, one.created, one.blind)
                    for one in incoming.codings},
        "coders": incoming.coders,
        "notes": incoming.notes,
        "skipped": incoming.skipped,
    }  # fmt: skip


def test_out_in_out(day):
    first = read_project("dag.qdpx", project(day))
    second = read_project("dag.qdpx", project(day_of(first, day)))
    known = told(first)
    # A code of an earlier codebook is now a theme of a new version.
    known["codings"] = {
        (own, (("Beter verbonden",), "verdwenen_thema") if name == "verdwenen_thema" else
         (path, name), *rest)
        for own, (path, name), *rest in known["codings"]
    }  # fmt: skip
    assert told(second) == known


def test_what_went_out_came_in(day):
    incoming = read_project("dag.qdpx", project(day))
    assert [(one.id, one.text, one.corner, one.source) for one in incoming.statements] == [
        (one.id, one.text, one.corner, one.source) for one in day.statements
    ]
    kinds = {one.id: (one.category, one.category_basis) for one in incoming.statements}
    assert kinds["a"] == (Category.WERKT, "heading")
    assert kinds["b"] == (Category.KNELPUNT, None)  # a person said so
    found = with_codes(day.codebook, incoming.codes)
    assert found.added == ("verdwenen_thema",)
    assert found.codebook.version == day.codebook.version + 1
    back = codings_of(incoming, found.codes, codebook="b@1", now=day.codings[0].created)
    assert {(c.statement_id, c.target, c.code, c.coder, c.blind, c.created) for c in back} == {
        (c.statement_id, c.target, c.code, c.coder, c.blind, c.created)
        for c in day.codings
        if c.assigned
        and not c.withdrawn
        # A proposal that a person refused does not go out.
        and (c.statement_id, c.code, c.by_machine) != ("b", "openheid", True)
    }
    assert incoming.coders == ("An", "Bo", "machine:model@3")
    assert [(one.text, one.statement_id, one.coder) for one in incoming.notes] == [
        ("Nog eens vragen & <kijken>", "a", "An")
    ]
    assert incoming.skipped == ()


def test_nothing_out_and_in(day):
    empty = replace(day, sources=[], statements=[], codings=[], memos={},
                    event=Event("x", "Leeg", "b@1"))  # fmt: skip
    incoming = read_project("leeg.qdpx", project(empty))
    assert (incoming.statements, incoming.sources, incoming.skipped) == ((), (), ())


@pytest.mark.parametrize("name", shipped())
def test_a_codebook_comes_back_whole(name):
    book = load_codebook(name)
    incoming = read_codebook("codes.qdc", codebook_file(book))
    assert with_codes(book, incoming.codes).codebook is book
    again = new_codebook(incoming.codes, title=book.title).codebook

    def plain(codes):  # names in data are made anew; lists are told one a line
        return [
            (one.label, one.definition, one.inclusion, one.exclusion, one.examples, one.terms)
            for one in codes
        ]

    assert plain(again.themes) == plain(book.themes)
    assert plain(again.obstacles) == plain(book.obstacles)
    assert (again.dimension is None) == (book.dimension is None)
    if book.dimension:
        assert again.dimension.title == book.dimension.title
        assert plain(again.dimension.codes) == plain(book.dimension.codes)


@settings(max_examples=30, deadline=None)
@given(
    text=st.text(max_size=40).map(lambda t: " ".join(t.split())).filter(bool),
    more=st.lists(st.text("ab é-", min_size=1, max_size=12).map(str.strip).filter(bool)),
)
def test_a_description_comes_back(text, more):
    whole = code_from("x", "X", text, otherwise="?").model_copy(
        update={"inclusion": text, "examples": tuple(one.lstrip("- ") or "a" for one in more)}
    )
    again = code_from("x", "X", description_of(whole), otherwise="?")
    assert (again.definition, again.inclusion) == (whole.definition, whole.inclusion)
    assert again.examples == tuple(" ".join(one.split()) for one in whole.examples)


SIGNS = st.sampled_from(["a", "b ", " ", "é", "😀", "ا", "ب", "-", "&", "<", "e\u0301", "👩‍🚒"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(SIGNS, max_size=8).map("".join), min_size=1, max_size=6), st.data())
def test_any_text_keeps_its_places(lines, data):
    """A stretch of any line is found again there, whatever the signs."""
    texts = tuple(SourceText(Place(n, n), line, "statement") for n, line in enumerate(lines, 1))
    statements = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            start = data.draw(st.integers(0, len(line) - 1))
            text = " ".join(line[start:].split())
            if text:
                statements.append(
                    Statement(
                        f"s{number}", text, "Hoek", None, None, "f.txt", Place(number, number)
                    )
                )
    day = Day(
        Event("e", "Dag", "beter_verbonden@1", corners=(Corner("Hoek"),)),
        load_codebook("beter_verbonden"),
        [SourceFile(Source("s", "e", "f.txt", "0", WHEN), texts)],
        statements,
    )
    incoming = read_project("dag.qdpx", project(day))
    assert incoming.sources[0].text == "\n".join(lines)
    assert [(one.id, one.text) for one in incoming.statements] == [
        (one.id, one.text) for one in statements
    ]
    assert told(read_project("x.qdpx", project(day_of(incoming, day)))) == told(incoming)


def test_three_thousand_statements_come_back(day):
    texts = [f"- uitspraak {n} over samen werken 😀 en wat daarvan komt" for n in range(3000)]
    sources = [
        SourceFile(
            replace(day.sources[0].source, id=f"s{k}", name=f"{k}.txt"),
            tuple(SourceText(Place(n, n), texts[k * 250 + n - 1], "x") for n in range(1, 251)),
        )
        for k in range(12)
    ]
    statements = [
        Statement(f"u{n}", text[2:], f"Hoek {n // 250}", Category.WERKT, "heading",
                  f"{n // 250}.txt", Place(n % 250 + 1, n % 250 + 1))
        for n, text in enumerate(texts)
    ]  # fmt: skip
    codings = [
        Coding(one.id, CodingTarget.THEME, code, True, coder, "beter_verbonden@1",
               day.sources[0].source.imported)
        for one in statements
        for code in ("openheid", "integraliteit")
        for coder in ("An", "Bo", "machine:model@3")
    ]  # fmt: skip
    large = replace(day, sources=sources, statements=statements, codings=codings, memos={})
    data = project(large)
    incoming = read_project("groot.qdpx", data)
    assert len(incoming.statements) == 3000
    assert len(incoming.codings) == 3000 * 2 * 2
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert len(parts.namelist()) == 13
