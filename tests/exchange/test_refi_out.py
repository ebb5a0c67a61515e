"""A day out: valid by the standard, positions that fit, decisions that count, names held back."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from analysis.codebook import load_codebook, shipped
from analysis.exchange.refi_codes import codebook_file
from analysis.exchange.refi_out import project
from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.holding import HELD, Holding
from analysis.types import Corner, Event, Place

NS = {"q": "urn:QDA-XML:project:1.0"}


class Names:
    """Finds Henk, wherever he stands."""

    def find(self, text):
        at = text.find("Henk")
        return () if at < 0 else (Finding(at, at + 4, FindingKind.PERSON, "Henk", "proef"),)


@pytest.fixture
def opened(valid):
    def open_it(data):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            root = valid(parts.read("project.qde"))
            texts = {}
            for source in root.iterfind(".//q:TextSource", NS):
                inner = source.get("plainTextPath").removeprefix("internal://")
                texts[source.get("guid")] = parts.read(f"sources/{inner}").decode("utf-8")
        return root, texts

    return open_it


def selections(root, texts):
    """Statement id -> (selected text, element)."""
    return {
        one.get("name"): (
            texts[source.get("guid")][int(one.get("startPosition")) : int(one.get("endPosition"))],
            one,
        )
        for source in root.iterfind(".//q:TextSource", NS)
        for one in source.iterfind("q:PlainTextSelection", NS)
    }


def coded(root, element):
    """(code name, user name) of a selection."""
    names = {one.get("guid"): one.get("name") for one in root.iterfind(".//q:Code", NS)}
    users = {one.get("guid"): one.get("name") for one in root.iterfind(".//q:User", NS)}
    return {
        (names[one.find("q:CodeRef", NS).get("targetGUID")], users[one.get("creatingUser")])
        for one in element.iterfind("q:Coding", NS)
    }


def test_selections_hold_the_statements(day, opened):
    root, texts = opened(project(day))
    found = selections(root, texts)
    assert set(found) == {one.id for one in day.statements}
    for one in day.statements:
        said, element = found[one.id]
        told = element.find("q:Description", NS)
        assert (" ".join(said.split()) if told is None else told.text) == one.text
    assert found["c"][0] == "het loopt over\n  twee regels heen"
    assert found["g"][0].startswith("- =HYPERLINK")  # its words are not there: its lines, whole


def test_the_same_words_twice_are_two_places(day, opened):
    root, texts = opened(project(day))
    found = selections(root, texts)
    starts = [int(found[name][1].get("startPosition")) for name in "ef"]
    assert starts[1] == starts[0] + len("dubbel ")


def test_texts_are_the_lines_without_mark(day, opened):
    data = project(day)
    _, texts = opened(data)
    assert sorted(text[:7] for text in texts.values()) == ["Hoek OM", "van een"]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        raw = [parts.read(name) for name in parts.namelist()]
    assert not any(part.startswith(b"\xef\xbb\xbf") or b"\r" in part for part in raw)


def test_what_counts_goes_out(day, opened):
    root, texts = opened(project(day))
    found = {name: coded(root, one) for name, (_, one) in selections(root, texts).items()}
    machine = "Voorstel van Koffiehoek"
    assert found["a"] == {("Openheid", "An"), ("Openheid", "Bo"), ("Integraliteit", machine),
                          ("werkt", f"{machine} (gelezen)")}  # fmt: skip
    assert found["b"] == {("knelpunt", "Bo")}  # the proposal was refused
    assert {code for code, _ in found["c"]} == {"Operationeel", "verdwenen_thema", "kans"}
    assert found["d"] == {("Openheid", "Bo (blind)")}
    assert found["los"] == {("Openheid", machine)}


def test_codes_stand_under_their_heads_and_kinds_have_colours(day, opened):
    root, _ = opened(project(day))
    tops = {one.get("name"): one for one in root.iterfind("q:CodeBook/q:Codes/q:Code", NS)}
    assert list(tops) == ["Soort", "Beter verbonden", "Obstakels", "Niveau",
                          "Uit een eerder codeboek"]  # fmt: skip
    assert all(one.get("isCodable") == "false" for one in tops.values())
    kinds = [(one.get("name"), one.get("color")) for one in tops["Soort"]]
    assert kinds == [("werkt", "#009E73"), ("knelpunt", "#D55E00"), ("kans", "#0072B2")]


def test_corners_are_cases_and_whole_sources_sets(day, opened):
    root, _ = opened(project(day))
    sizes = {one.get("name"): len(one.findall("q:SelectionRef", NS))
             for one in root.iterfind(".//q:Case", NS)}  # fmt: skip
    assert sizes == {"Hoek OM": 6, "School": 2, "Leeg": 0}
    assert [one.get("name") for one in root.iterfind(".//q:Set", NS)] == ["School"]


def test_remarks_are_notes(day, opened):
    root, _ = opened(project(day))
    (note,) = root.iterfind(".//q:Note", NS)
    assert note.find("q:PlainTextContent", NS).text == "Nog eens vragen & <kijken>"
    refs = root.findall(".//q:PlainTextSelection/q:NoteRef", NS)
    assert [one.get("targetGUID") for one in refs] == [note.get("guid")]


def test_twice_the_same_bytes(day):
    when = datetime(2026, 1, 1, tzinfo=UTC)
    data = project(day, made=when)
    assert data == project(day, made=when)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:  # no clock is read
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


@pytest.mark.parametrize("name", shipped())
def test_codebooks_are_valid(name, valid):
    root = valid(codebook_file(load_codebook(name)))
    assert len(root.findall(".//{*}Code")) > 4


def test_a_day_with_nothing_is_valid(day, opened):
    empty = replace(day, event=Event("x", "", "b@1"), sources=[], statements=[], codings=[],
                    memos={})  # fmt: skip
    root, texts = opened(project(empty))
    assert (texts, root.findall("q:Sources", NS)) == ({}, [])


def test_text_that_xml_cannot_hold(day, opened):
    bad = "a\x00b\x0bc\ud800d\r\ne"
    statements = [replace(day.statements[-1], text=bad, corner=bad, id="los")]
    event = replace(day.event, title=bad, corners=(Corner(bad),))
    root, texts = opened(project(replace(day, event=event, statements=statements)))
    assert root.get("name") == "abcd\ne"
    assert selections(root, texts)["los"][0] == "abcd\ne"


def test_names_are_held_back(day, opened):
    lines = list(day.sources[0].lines)
    lines[0] = replace(lines[0], text="verslag van Henk")
    lines[1] = replace(lines[1], text="- Henk zegt: samen sta je sterk, en zo is het")
    lines[2] = replace(lines[2], text="- bel Henk maar")
    texts = {"a": "samen sta je sterk", "b": "bel Henk maar"}
    statements = [replace(one, text=texts[one.id]) for one in day.statements if one.id in texts]
    source = replace(day.sources[0].source, name="Henk.txt")
    held = replace(
        day,
        sources=[replace(day.sources[0], source=source, lines=tuple(lines))],
        statements=[replace(one, source="Henk.txt") for one in statements],
        memos={"a": [replace(day.memos["a"][0], text="vraag Henk")]},
    )
    data = project(held, holding=Holding(Names()))
    root, found = opened(data)
    said = selections(root, found)
    assert (said["a"][0], said["b"][0]) == ("samen sta je sterk", HELD)
    assert next(iter(found.values())).split("\n")[:3] == [
        HELD,
        f"{HELD} samen sta je sterk{HELD}",
        f"- {HELD}",
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not any(b"Henk" in parts.read(name) for name in parts.namelist())


def test_a_statement_of_a_cell_is_sought_there(day, opened):
    lines = tuple(
        replace(day.sources[0].lines[0], text="samen", place=Place(4, 4, cell=f"Blad1!{column}4"))
        for column in "BC"
    )
    one = replace(day.statements[0], text="samen", place=Place(4, 4, cell="Blad1!C4"))
    small = replace(day, sources=[replace(day.sources[0], lines=lines)], statements=[one])
    root, texts = opened(project(small))
    assert selections(root, texts)["a"][1].get("startPosition") == "6"
