"""Projects of other programs: what comes in, and what is told of what does not."""

from datetime import UTC, datetime

import pytest

from analysis.errors import Corrupt, EmptySource, SourceError, TooLarge, Unsafe, WrongType
from analysis.exchange import refi_in
from analysis.exchange.refi_in import read_codebook, read_project
from analysis.types import Category


def g(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-000000000000"


USERS = f'<Users><User guid="{g(1)}" name="An"/><User guid="{g(2)}" id="bo"/></Users>'
CODES = f"""<CodeBook><Codes>
  <Code guid="{g(10)}" name="Samen" isCodable="true" color="#ff0000">
    <Description>Samen doen</Description>
    <Code guid="{g(11)}" name="Regie" isCodable="true"><Code guid="{g(12)}" name="Gemeente"
      isCodable="true"/></Code>
  </Code>
  <Code guid="{g(13)}" name="Knelpunten" isCodable="true"/>
  <Code guid="{g(14)}" name="Map" isCodable="false"/>
</Codes></CodeBook>"""
TEXT = "Eerste regel over samen.\nTweede regel over de regie."


def selection(number, start, end, *codes, name="", user=1, extra="", when=""):
    at = f' creationDateTime="{when}"' if when else ""
    inside = "".join(
        f'<Coding guid="{g(number * 100 + k)}" creatingUser="{g(user)}"{at}>'
        f'<CodeRef targetGUID="{g(code)}"/></Coding>'
        for k, code in enumerate(codes)
    )
    return (
        f'<PlainTextSelection guid="{g(number)}" name="{name}" startPosition="{start}" '
        f'endPosition="{end}">{inside}{extra}</PlainTextSelection>'
    )


def source(number, inside, name="Interview 1", path=""):
    path = path or f"internal://{g(number)}.txt"
    return (
        f'<TextSource guid="{g(number)}" name="{name}" plainTextPath="{path}">{inside}</TextSource>'
    )


def project_of(*sources, rest="", cases=""):
    return f"{USERS}{CODES}{cases}<Sources>{''.join(sources)}</Sources>{rest}"


def one_text(foreign, inside, text=TEXT, **more):
    return read_project("p.qdpx", foreign(project_of(source(20, inside), **more), **{g(20): text}))


def skips(incoming):
    return {(one.what, one.reason.split(":")[0]): one.count for one in incoming.skipped}


def test_statements_codes_coders_and_times(foreign):
    incoming = one_text(
        foreign,
        selection(30, 0, 24, 10, 13, when="2024-05-06T10:00:00.1234567+02:00")
        + selection(31, 40, 52, 12, user=2),
    )
    assert [(s.text, s.corner, s.source, s.place.line_start) for s in incoming.statements] == [
        ("Eerste regel over samen.", "Interview 1", "Interview 1", 1),
        (TEXT[40:52].strip(), "Interview 1", "Interview 1", 2),
    ]
    assert incoming.coders == ("An", "bo")
    names = {one.key: one.name for one in incoming.codes}
    assert [(names[one.code], one.coder) for one in incoming.codings] == [
        ("Samen", "An"), ("Knelpunten", "An"), ("Gemeente", "bo")
    ]  # fmt: skip
    assert incoming.codings[0].created == datetime(2024, 5, 6, 8, 0, 0, 123456, UTC)
    assert incoming.statements[0].category is Category.KNELPUNT
    nested = next(one for one in incoming.codes if one.name == "Gemeente")
    assert (nested.path, nested.used) == (("Samen", "Regie"), True)


def test_one_selection_a_code_is_one_statement(foreign):
    """QualCoder writes a selection for each coding."""
    incoming = one_text(
        foreign, selection(30, 0, 6, 10) + selection(31, 0, 6, 11, user=2) + selection(32, 3, 12)
    )
    assert [one.text for one in incoming.statements] == ["Eerste", "ste regel"]
    assert len(incoming.codings) == 2
    assert len({one.id for one in incoming.statements}) == 2


def test_a_selection_over_lines(foreign):
    (one,) = one_text(foreign, selection(30, 18, 31, 10)).statements
    assert (one.text, one.place.line_start, one.place.line_end) == ("samen. Tweede", 1, 2)


def test_what_does_not_fit_is_told(foreign):
    incoming = one_text(
        foreign,
        selection(30, 0, 999, 10)
        + selection(31, 5, 5, 10)
        + selection(32, 0, 6, 77)
        + '<PlainTextSelection guid="x" startPosition="a" endPosition="2"/>'
        + selection(33, 24, 25, 10),
    )
    assert [one.text for one in incoming.statements] == ["Eerste"]
    assert skips(incoming) == {
        ("Selectie", "zij loopt voorbij het einde van de tekst"): 1,
        ("Selectie", "er staat geen tekst in"): 2,
        ("Selectie", "er staat niet bij waar zij begint en eindigt"): 1,
        ("Codering", "de code staat niet in het codeboek"): 1,
    }


def test_unknown_and_unwanted_elements_are_skipped_and_told(foreign):
    whole = f'<Coding guid="{g(60)}"><CodeRef targetGUID="{g(10)}"/></Coding>'
    incoming = one_text(
        foreign,
        "<Sfeer a='1'><Diep/></Sfeer>"
        + selection(30, 0, 6, 10, extra="<x:Ster xmlns:x='urn:anders'/>")
        + whole,
        rest=f'<Links><Link guid="{g(61)}"/><Link guid="{g(62)}"/></Links>'
        f'<Graphs><Graph guid="{g(63)}"/></Graphs><!-- opmerking -->',
    )
    assert len(incoming.statements) == 1
    assert skips(incoming) == {
        ("Sfeer", "staat niet in de standaard"): 1,
        ("{urn:anders}Ster", "staat niet in de standaard"): 1,
        ("Codering", "een code bij een hele bron, zonder uitspraak waar die op slaat"): 1,
        ("Verband", "verbanden kent Koffiehoek niet"): 2,
        ("Tekening", "tekeningen kent Koffiehoek niet"): 1,
    }


def test_pdf_picture_and_recording(foreign):
    """NVivo, ATLAS.ti and MAXQDA: a PDF may carry its text, a recording its transcript."""
    shown = (
        f'<PDFSource guid="{g(21)}" name="stuk.pdf" path="internal://x.pdf">'
        f'<PDFSelection guid="{g(40)}" page="1" firstX="1" firstY="1" secondX="2" secondY="2"/>'
        f'<Representation guid="{g(22)}" plainTextPath="internal://{g(22)}.txt">'
        f"{selection(41, 0, 5, 10)}</Representation></PDFSource>"
        f'<PDFSource guid="{g(23)}" name="scan.pdf" path="internal://y.pdf"/>'
        f'<PictureSource guid="{g(24)}" name="flap.jpg"><TextDescription guid="{g(25)}">'
        f"<PlainTextContent>foto van de flap</PlainTextContent>{selection(42, 0, 4, 10)}"
        f'</TextDescription><PictureSelection guid="{g(43)}" firstX="0" firstY="0" secondX="1" '
        f'secondY="1"/></PictureSource>'
        f'<AudioSource guid="{g(26)}" name="opname.mp3"><Transcript guid="{g(27)}">'
        f"<PlainTextContent>wij werken samen</PlainTextContent>"
        f'<SyncPoint guid="{g(50)}" timeStamp="0" position="4"/>'
        f'<SyncPoint guid="{g(51)}" timeStamp="9" position="16"/>'
        f'<TranscriptSelection guid="{g(44)}" fromSyncPoint="{{{g(50).upper()}}}" '
        f'toSyncPoint="{g(51)}"><Coding guid="{g(45)}"><CodeRef targetGUID="{g(10)}"/></Coding>'
        f"</TranscriptSelection></Transcript></AudioSource>"
    )
    incoming = read_project("p.qdpx", foreign(project_of(shown), **{g(22): "tekst van de pdf"}))
    assert [(s.source, s.text) for s in incoming.statements] == [
        ("stuk.pdf", "tekst"), ("flap.jpg", "foto"), ("opname.mp3", "werken samen")
    ]  # fmt: skip
    assert incoming.codings[2].coder == "onbekende codeur"
    assert [one.what for one in incoming.skipped] == ["Selectie", "Selectie", "PDF"]


def test_cases_are_corners_and_their_variables_are_told(foreign):
    cases = (
        f'<Variables><Variable guid="{g(70)}" name="leeftijd" typeOfVariable="Integer"/>'
        "</Variables>"
        f'<Cases><Case guid="{g(71)}" name="School"><Description>de hoek boven</Description>'
        f'<CodeRef targetGUID="{g(10)}"/><VariableValue><VariableRef targetGUID="{g(70)}"/>'
        f'<IntegerValue>4</IntegerValue></VariableValue><SourceRef targetGUID="{g(20)}"/></Case>'
        f'<Case guid="{g(72)}" name="Politie"><SelectionRef targetGUID="{{{g(31).upper()}}}"/>'
        f'<SourceRef targetGUID="{g(20)}"/></Case></Cases>'
    )
    incoming = one_text(foreign, selection(30, 0, 6) + selection(31, 7, 12), cases=cases)
    assert [one.corner for one in incoming.statements] == ["School", "Politie"]
    assert {one.what for one in incoming.skipped} == {
        "Variabele", "Codering", "Waarde van een variabele", "Case"
    }  # fmt: skip
    assert [(one.about, one.text) for one in incoming.notes] == [("hoek “School”", "de hoek boven")]


@pytest.mark.parametrize(("second", "corner"), [(21, "Ochtend"), (20, "Interview 1")])
def test_sets_of_sources_are_corners_unless_they_overlap(foreign, second, corner):
    sets = "".join(
        f'<Set guid="{g(number)}" name="{name}"><MemberSource targetGUID="{g(target)}"/></Set>'
        for number, name, target in ((70, "Ochtend", 20), (71, "Middag", second))
    )
    incoming = one_text(foreign, selection(30, 0, 6), rest=f"<Sets>{sets}</Sets>")
    assert [one.corner for one in incoming.statements] == [corner]


def test_notes_of_every_sort(foreign):
    notes = (
        f'<Notes><Note guid="{g(90)}" creatingUser="{g(1)}"><PlainTextContent>bij de code'
        f'</PlainTextContent></Note><Note guid="{g(91)}" plainTextPath="internal://{g(91)}.txt"/>'
        f'<Note guid="{g(92)}" name="losse gedachte"/><Note guid="{g(93)}"/></Notes>'
        f"<Description>over het project</Description>"
    )
    inside = selection(30, 0, 6, 10, extra=f'<NoteRef targetGUID="{g(91)}"/>')
    whole = project_of(source(20, inside), rest=notes).replace(
        "</Description>", f'</Description><NoteRef targetGUID="{g(90)}"/>', 1
    )
    data = foreign(whole, **{g(20): TEXT, g(91): "\ufeffbij de selectie"})
    incoming = read_project("p.qdpx", data)
    assert {(one.about, one.text, one.coder) for one in incoming.notes} == {
        ("uitspraak", "bij de selectie", "onbekende codeur"),
        ("code “Samen”", "bij de code", "An"),
        ("het project", "losse gedachte", "onbekende codeur"),
        ("het project", "over het project", "onbekende codeur"),
    }
    assert [one.what for one in incoming.skipped] == ["Notitie"]


def test_external_and_missing_texts_are_told(foreign):
    data = foreign(
        project_of(
            source(20, selection(30, 0, 2), path="relative:///x.txt"),
            source(21, "", name="weg", path=f"internal://{g(99)}.txt"),
            source(22, selection(31, 0, 5), name="gelijk"),
            source(23, selection(32, 0, 5), name="gelijk"),
        ),
        **{g(22): "hallo", g(23): "hallo"},
    )
    incoming = read_project("p.qdpx", data)
    assert [one.name for one in incoming.sources] == ["gelijk", "gelijk (2)"]
    assert [one.where for one in incoming.skipped] == ["Interview 1", "weg"]
    assert len({one.id for one in incoming.statements}) == 2


def test_the_machine_is_no_name_that_others_can_take(foreign):
    users = f'<Users><User guid="{g(1)}" name="machine:model@9"/></Users>'
    inside = project_of(source(20, selection(30, 0, 6, 10))).replace(USERS, users)
    incoming = read_project("p.qdpx", foreign(inside, **{g(20): TEXT}))
    assert incoming.coders == ("codeur machine:model@9",)


def test_overlapping_selections_without_end(foreign, monkeypatch):
    monkeypatch.setattr(refi_in, "_MOST_TEXT", 100)
    inside = "".join(selection(100 + n, n % 7, 40 + n % 11) for n in range(30))
    with pytest.raises(TooLarge):
        one_text(foreign, inside)


BOMB = b"0" * 30_000_000
DTD = '<!DOCTYPE a [<!ENTITY b "c">]><Project name="x" xmlns="urn:QDA-XML:project:1.0"/>'
GOOD = '<Project name="x" xmlns="urn:QDA-XML:project:1.0"/>'


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({"project.qde": DTD}, Unsafe),
        ({"project.qde": DTD.encode("utf-16")}, Unsafe),
        ({"project.qde": GOOD, "sources/a.txt": BOMB}, Unsafe),
        ({"project.qde": GOOD, "../../a.txt": "x"}, Unsafe),
        ({"project.qde": GOOD, "sources\\..\\..\\a.txt": "x"}, Unsafe),
        ({"project.qde": GOOD, "/etc/a.txt": "x"}, Unsafe),
        ({"project.qde": GOOD, "C:\\a.txt": "x"}, Unsafe),
        ({"project.qde": "<Project"}, Corrupt),
        ({"project.qde": "<html/>"}, WrongType),
        ({"word/document.xml": "<a/>"}, WrongType),
    ],
)
def test_what_is_refused(package, files, error):
    with pytest.raises(error) as caught:
        read_project("p.qdpx", package(files))
    assert caught.value.place == "p.qdpx"
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", EmptySource), (b"geen zip", WrongType), (b"PK\x03\x04stuk", Corrupt)],
)
def test_no_package_at_all(data, error):
    with pytest.raises(error):
        read_project("p.qdpx", data)


def test_too_large(foreign):
    with pytest.raises(TooLarge):
        read_project("p.qdpx", foreign(""), limit_bytes=10)


def test_a_source_outside_the_package_is_refused(foreign):
    with pytest.raises(Unsafe):
        read_project("p.qdpx", foreign(project_of(source(20, "", path="internal://../../etc/p"))))


@pytest.mark.parametrize("end", range(0, 900, 37))
def test_a_cut_file_raises_nothing_else(foreign, end):
    data = foreign(project_of(source(20, selection(30, 0, 6, 10))), **{g(20): TEXT})
    with pytest.raises(SourceError):
        read_project("p.qdpx", data[: min(end, len(data) - 25)])


def test_codes_nested_without_end(foreign):
    deep = 5000
    inside = f"<Code guid='{g(1)}' name='x' isCodable='true'>" * deep + "</Code>" * deep
    incoming = read_project("p.qdpx", foreign(f"<CodeBook><Codes>{inside}</Codes></CodeBook>"))
    assert 0 < len(incoming.codes) <= 100
    assert incoming.skipped[-1].what == "Code"


def test_a_codebook_of_atlas():
    """An older namespace, sets, capitals and codes without description."""
    data = f"""<?xml version="1.0" encoding="utf-8"?>
    <CodeBook origin="ATLAS.ti" xmlns="urn:QDA-XML:codebook:0:4"><Codes>
    <Code guid="{g(1).upper()}" name="een" isCodable="true" />
    <Code guid="{g(2)}" name="groep" isCodable="false"><Code guid="{g(3)}" name="twee"
    isCodable="true"/></Code></Codes><Sets><Set name="s" guid="{g(4)}"/></Sets></CodeBook>"""
    incoming = read_codebook("c.qdc", data.encode("utf-8-sig"))
    assert [(one.key, one.path, one.codable) for one in incoming.codes] == [
        (g(1), (), True), (g(2), (), False), (g(3), ("groep",), True)
    ]  # fmt: skip
    assert [one.what for one in incoming.skipped] == ["Groep"]


@pytest.mark.parametrize(
    ("data", "error"),
    [(b" ", EmptySource), (b"<Project/>", WrongType), (DTD.encode(), Unsafe), (b"\xff", Corrupt)],
)
def test_no_codebook(data, error):
    with pytest.raises(error):
        read_codebook("c.qdc", data)
