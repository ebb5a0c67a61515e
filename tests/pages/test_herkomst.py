"""The page Waar komt dit vandaan?: from a number or a document to the statements behind it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from analysis.codebook import load_codebook
from analysis.export.carrying import carry
from analysis.intake import lexicon_for, read_files
from analysis.keeping import remove_day
from analysis.material import read_day, stored_day
from analysis.report import Choice, Report, Traces
from analysis.report.trace import Spec, Trace, trace_id
from analysis.storing import new_event, store_intake
from analysis.types import Coding, CodingTarget

PAGE = "herkomst.py"
MADE = datetime(2026, 11, 22, 11, 5, tzinfo=UTC)
NOTES = {
    "politie.txt": (
        "Koffiehoek: Politie\n\nWat gaat goed\n- wij zijn open over onze twijfel\n"
        "- een gezamenlijk plan met alle partners\n\nKnelpunten\n- niemand is eerlijk over fouten\n"
    ),
    "school.txt": "Koffiehoek: School\n\nWat gaat goed\n- iedereen voelt zich betrokken\n",
}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BOOK = load_codebook("beter_verbonden")


def fill(store, notes=NOTES):
    event = new_event(store, title="Themadag", date=None, codebook=BOOK)
    store_intake(store, event, intake(notes).items)
    return store.event(event.id)


def intake(notes=NOTES):
    files = [(name, text.encode()) for name, text in notes.items()]
    return read_files(files, lexicon=lexicon_for(BOOK))


@pytest.fixture
def event(store):
    return fill(store)


@pytest.fixture
def report(store, event) -> Report:
    """A report that was made and kept before what follows."""
    return made(store, event)


def made(store, event, when=MADE) -> Report:
    found = stored_day(store, event.id, holding=None).material(made=when).report
    store.keep_traces(event.id, found.traces.to_json(), when)
    return found


def decide(store, event, texts, theme="openheid", *, assigned):
    """A person decides on all statements with these words in them."""
    ids = [one.id for one in store.statements(event.id) if any(word in one.text for word in texts)]
    assert ids
    store.add_codings(
        event.id,
        [
            Coding(one, CodingTarget.THEME, theme, assigned, "An", event.codebook, MADE)
            for one in ids
        ],
    )
    return ids


def document(report: Report, ids=(), *, traces=True) -> bytes:
    """A Word file with these ids, and the traces unless somebody's program lost them."""
    file = Document()
    file.add_paragraph(" ".join(ids))
    buffer = io.BytesIO()
    file.save(buffer)
    return carry(buffer.getvalue(), report.traces) if traces else buffer.getvalue()


def look_up(app: AppTest, number: str) -> AppTest:
    app.text_input[0].set_value(number)
    return press(app, "Zoek op")


def press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click()
    return app.run()


def drop(app: AppTest, data: bytes, name="verslag.docx", mime=WORD) -> AppTest:
    app.file_uploader[0].set_value([(name, data, mime)])
    return app.run()


def said(app: AppTest) -> str:
    """All words on the page."""
    parts = [*app.markdown, *app.subheader, *app.caption, *app.info, *app.warning, *app.error]
    texts = [one.value for one in parts] + [one.proto.body for one in app.get("html")]
    texts += [str(option) for box in app.selectbox for option in box.options]
    texts += [one.label for one in app.button]
    return re.sub("</?mark>", "", "\n".join(texts))


def fine(app: AppTest) -> bool:
    return not app.exception and not app.error


def section(report: Report, name: str):
    return next(one for one in report.themes if one.name == name)


# A number


def test_at_first_it_asks(open_page):
    app = open_page(PAGE)
    assert fine(app)
    assert app.title[0].value == "Waar komt dit vandaan?"
    assert app.text_input[0].label == "Nummer uit het verslag"
    assert app.file_uploader[0].label == "Of zet hier het hele document neer"
    assert "zeven letters en cijfers" in said(app)
    assert not app.subheader


@pytest.mark.parametrize("typed", ["K3F9A2", "K000000", "<b>x</b>", "1234567", "$x^2$ wat", "ja"])
def test_a_typing_error_is_told(open_page, typed):
    app = look_up(open_page(PAGE), typed)
    assert not app.exception
    assert app.error[0].value.endswith(
        "Typ de zeven letters en cijfers over zoals ze in het verslag staan."
    )
    assert "<b>" not in app.error[0].value.replace("\\<b\\>", "")


def test_nothing_typed_asks_again(open_page):
    app = look_up(open_page(PAGE), "  ")
    assert fine(app)
    assert not app.subheader
    assert "U hebt nog geen nummer getypt." in app.info[0].value


def test_a_statement_is_found_by_its_own_number(store, event, open_page):
    (one,) = [one for one in store.statements(event.id) if "over onze twijfel" in one.text]
    app = look_up(open_page(PAGE), f" {one.id.upper()} ")
    assert fine(app)
    words = said(app)
    assert "Bijeenkomst: Themadag" in words
    assert "wij zijn open over onze twijfel" in words
    assert "politie.txt, regel 4" in words
    assert "Politie, Openheid" in words or "Politie · Openheid" in words
    assert "werkt" in words


@pytest.mark.usefixtures("event")
def test_a_statement_that_no_day_has_is_told(open_page):
    app = look_up(open_page(PAGE), "zzzzzzzzzzz")
    assert not app.exception
    assert app.error
    assert not app.subheader


@pytest.mark.usefixtures("report")
def test_an_unknown_number_is_told(open_page):
    unknown = trace_id("een andere dag", "number", Spec("count"))
    app = look_up(open_page(PAGE), unknown)
    assert fine(app)
    assert f"Het nummer {unknown} is goed getypt" in app.info[0].value
    assert "Zet dan het hele document hierboven neer" in app.info[0].value


def test_a_number_that_has_not_changed(open_page, report):
    theme = section(report, "openheid")
    app = look_up(open_page(PAGE), f" {theme.n.trace.lower()} ")
    assert fine(app)
    assert app.subheader[0].value == "Aantal uitspraken over Openheid"
    words = said(app)
    assert "Bijeenkomst: Themadag · verslag gemaakt op " in words
    assert "= ongewijzigd" in words
    assert "**Hierachter: 2 uitspraken**" in words
    assert "wij zijn open over onze twijfel" in words
    assert "politie.txt, regel 4" in words
    assert "Nieuw erbij" not in words
    assert app.query_params["id"] == theme.n.trace.lower()


def test_a_number_that_has_changed(store, event, report, open_page):
    decide(store, event, ["gezamenlijk plan"], assigned=True)
    decide(store, event, ["wij zijn open"], assigned=False)
    decide(store, event, ["betrokken"], assigned=True)
    app = look_up(open_page(PAGE), section(report, "openheid").n.trace)
    assert fine(app)
    words = said(app)
    assert "▲ 1 meer" in words
    assert "<p>In het verslag</p><strong>2</strong>" in words
    assert "<p>Nu</p><strong>3</strong>" in words
    assert "**Nieuw erbij: 2 uitspraken**" in words
    assert "**Stond er al achter: 1 uitspraak**" in words
    assert "**Telt hier niet meer mee: heeft nu een andere code, soort of hoek: 1 uitspraak**" in (
        words
    )
    assert words.index("een gezamenlijk plan") < words.index("niemand is eerlijk over fouten")
    assert words.index("niemand is eerlijk over fouten") < words.index("wij zijn open over")


def test_a_source_that_was_removed(store, event, report, open_page):
    school = next(one for one in store.sources(event.id) if one.name == "school.txt")
    store.remove_source(event.id, school.id)
    app = look_up(open_page(PAGE), report.overview[0].traces[0])
    assert fine(app)
    words = said(app)
    assert "▼ 1 minder" in words
    assert "**Weg:** 1 uitspraak bestaat niet meer" in words
    assert "De tekst is niet bewaard" in words
    assert "voelt zich betrokken" not in words


def test_a_table_shows_old_beside_new(store, event, report, open_page):
    decide(store, event, ["gezamenlijk plan"], assigned=True)
    app = look_up(open_page(PAGE), report.table.trace)
    assert fine(app)
    assert app.subheader[0].value == "Tabel: Aantal uitspraken per koffiehoek, thema en soort"
    words = said(app)
    assert "≠ 1 van de 24 getallen veranderd" in words
    assert '<td class="anders">▲ 2<small>was 1</small></td>' in words
    assert words.count('<td class="anders">') == 1
    assert "✓ werkt" in words
    assert "Politie" in words
    (box,) = [one for one in app.selectbox if one.label == "Welk getal bekijkt u?"]
    first = "Aantal uitspraken over Openheid als iets wat werkt bij Politie: 2 (▲ 1 meer)"
    assert box.options[0] == first
    assert "**Nieuw erbij: 1 uitspraak**" in words


def test_a_number_of_a_table_can_be_chosen(report, open_page):
    app = look_up(open_page(PAGE), section(report, "openheid").figure.trace)
    (box,) = [one for one in app.selectbox if one.label == "Welk getal bekijkt u?"]
    at = next(at for at, name in enumerate(box.options) if "knelpunt bij Politie" in name)
    box.set_value(section(report, "openheid").table.lines[0].numbers[1].trace).run()
    assert box.options[at].startswith("Aantal uitspraken over Openheid als knelpunt bij Politie: 1")
    assert fine(app)
    assert "niemand is eerlijk over fouten" in said(app)
    assert "wij zijn open over onze twijfel" not in said(app)


def test_a_table_opens_on_what_changed_since_it_was_seen(store, event, report, open_page):
    app = look_up(open_page(PAGE), report.table.trace)
    (box,) = [one for one in app.selectbox if one.label == "Welk getal bekijkt u?"]
    box.select_index(5).run()
    decide(store, event, ["gezamenlijk plan"], assigned=True)
    app.run()
    assert fine(app)
    (box,) = [one for one in app.selectbox if one.label == "Welk getal bekijkt u?"]
    assert box.index == 0
    assert "(▲ 1 meer)" in box.options[0]


def test_no_cell_of_the_framework_is_blank(store, event, open_page):
    choice = Choice(measure="share")
    found = stored_day(store, event.id, holding=None).material(choice=choice, made=MADE).report
    store.keep_traces(event.id, found.traces.to_json(), MADE)
    app = look_up(open_page(PAGE), found.framework_trace)
    assert fine(app)
    assert "<td>2</td>" in said(app) or "<td>1</td>" in said(app)
    assert "niet in het verslag</small>" not in said(app)


def test_a_document_tells_its_own_changes_apart(store, event, report, open_page):
    decide(store, event, ["gezamenlijk plan", "eerlijk"], assigned=True)
    decide(store, event, ["betrokken"], theme="integraliteit", assigned=True)
    app = drop(open_page(PAGE), document(report, [section(report, "openheid").table.trace]))
    assert fine(app)
    words = said(app)
    assert "In dit document staat 1 nummer; bij 1 daarvan is nu iets veranderd." in words
    here, elsewhere = words.index('aria-label="In de tabellen'), words.index('aria-label="Ook')
    assert here < words.index("over Openheid als iets wat werkt bij Politie</th>") < elsewhere
    assert elsewhere < words.index("over Integraliteit als iets wat werkt bij Onderwijs</th>")
    assert "niet met wat er sindsdien in het document is getypt" in words


def test_a_quote(store, event, report, open_page):
    quote = section(report, "openheid").quotes[0].quotes[0]
    app = look_up(open_page(PAGE), quote.trace)
    assert fine(app)
    assert app.subheader[0].value == "Citaat over Openheid als iets wat werkt"
    assert "= zelfde tekst" in said(app)
    assert quote.text in said(app)
    decide(store, event, ["wij zijn open"], assigned=False)
    app.run()
    assert "staat nu niet meer bij dit thema" in said(app)
    assert quote.text in said(app)


def test_a_fact_has_no_statements(report, open_page):
    (files,) = [one for one in report.traces if one.spec.name == "files"]
    app = look_up(open_page(PAGE), files.id)
    assert fine(app)
    assert app.subheader[0].value == "Getal uit de verantwoording: aantal bestanden"
    assert "Dit getal is niet uit de uitspraken geteld." in said(app)
    assert "= ongewijzigd" in said(app)


def test_a_corner_that_is_gone_is_named(store, event, open_page):
    spec = Spec("count", corner="Gemeente")
    trace = Trace(trace_id(event.id, "number", spec), "number", spec, 4, ("weg",), MADE)
    store.keep_traces(event.id, Traces(event.id, MADE, (trace,)).to_json(), MADE)
    app = look_up(open_page(PAGE), trace.id)
    assert fine(app)
    assert "Bestaat niet meer in deze bijeenkomst: Gemeente." in app.warning[0].value
    assert "▼ 4 minder" in said(app)


def test_older_reports_are_offered_newest_first(store, event, report, open_page):
    decide(store, event, ["gezamenlijk plan"], assigned=True)
    made(store, event, MADE + timedelta(days=1))
    app = look_up(open_page(PAGE), section(report, "openheid").n.trace)
    (box,) = [one for one in app.selectbox if "Met welk vergelijken we?" in one.label]
    assert box.label.startswith("Dit nummer staat in 2 verslagen.")
    assert "23 november 2026" in box.options[0]
    assert "22 november 2026" in box.options[1]
    assert box.options[0].endswith("3 (= ongewijzigd)")
    assert box.options[1].endswith("2 (▲ 1 meer)")
    assert "Nieuw erbij" not in said(app)
    box.select_index(1).run()
    assert fine(app)
    assert "Nieuw erbij: 1 uitspraak" in said(app)


def test_an_address_with_a_number_opens_it(report, open_page):
    app = open_page(PAGE)
    app.query_params["id"] = section(report, "openheid").n.trace
    app.run()
    assert fine(app)
    assert app.text_input[0].value == section(report, "openheid").n.trace
    assert app.subheader[0].value == "Aantal uitspraken over Openheid"
    other = section(report, "betrokkenheid").n.trace
    assert look_up(app, other).subheader[0].value == "Aantal uitspraken over Betrokkenheid"


def test_another_day_than_the_chosen_one(store, report, open_page):
    fill(store, {"anders.txt": "Koffiehoek: Zorg\n\nWat gaat goed\n- wij zijn eerlijk\n"})
    app = look_up(open_page(PAGE), section(report, "openheid").n.trace)
    assert fine(app)
    assert "wij zijn open over onze twijfel" in said(app)
    assert "Zorg" not in said(app)


def test_what_is_held_back_stays_held_back(store, event, report, open_page):
    name = "Fatima el Amrani"
    store.rewrite(
        event.id,
        lambda text: text.replace("over onze twijfel", f"met {name}").replace("Onderwijs", name),
    )
    app = open_page(PAGE)
    for trace in (section(report, "openheid").n, section(report, "betrokkenheid").n):
        look_up(app, trace.trace)
        assert fine(app)
        assert "achtergehouden" in said(app)
        assert "Fatima" not in said(app)
    look_up(app, report.table.trace)
    assert "achtergehouden" in said(app)
    assert "Fatima" not in said(app)


# A document


def test_a_document_that_has_not_changed(report, open_page):
    ids = [report.table.trace, section(report, "openheid").n.trace]
    app = drop(open_page(PAGE), document(report, ids))
    assert fine(app)
    total = sum(one.kind == "number" for one in report.traces)
    assert app.subheader[0].value == f"Geen van de {total} getallen van het verslag is veranderd"
    assert "In dit document staan 2 nummers; bij geen daarvan" in said(app)
    assert "Bijeenkomst: Themadag · verslag gemaakt op 22 november 2026" in said(app)


def test_a_document_tells_what_changed_first(store, event, report, open_page):
    decide(store, event, ["gezamenlijk plan"], assigned=True)
    ids = [section(report, "betrokkenheid").table.trace, section(report, "openheid").table.trace]
    app = drop(open_page(PAGE), document(report, ids))
    assert fine(app)
    total = sum(one.kind == "number" for one in report.traces)
    head = app.subheader[0].value
    assert head.endswith(f"van de {total} getallen van het verslag zijn veranderd")
    changed = int(head.split()[0])
    assert 3 <= changed < total / 2
    words = said(app)
    assert '<th scope="row">Aantal uitspraken over Openheid</th><td>2</td><td>3</td>' in words
    (box,) = [one for one in app.selectbox if one.label.startswith("Wat bekijkt u?")]
    # In the document it stands second, and it is the first that has changed.
    assert box.options[0].startswith(f"{ids[1]} · Tabel: Aantal uitspraken over Openheid")
    assert "(≠ 1 van de 6 getallen veranderd)" in box.options[0]
    assert (
        app.subheader[1].value == "Tabel: Aantal uitspraken over Openheid per koffiehoek en soort"
    )
    assert "**Nieuw erbij: 1 uitspraak**" in words
    box.set_value(ids[0]).run()
    assert fine(app)
    assert app.subheader[1].value.startswith("Tabel: Aantal uitspraken over Betrokkenheid")
    assert "iedereen voelt zich betrokken" in said(app)


def test_a_document_whose_traces_were_lost_is_known_by_its_ids(report, open_page):
    unknown = trace_id("een andere dag", "number", Spec("count"))
    ids = [section(report, "openheid").n.trace, unknown]
    app = drop(open_page(PAGE), document(report, ids, traces=False))
    assert fine(app)
    assert "getallen van het verslag is veranderd" in app.subheader[0].value
    assert "1 nummer kennen wij hier niet." in said(app)
    (box,) = [one for one in app.selectbox if one.label.startswith("Wat bekijkt u?")]
    assert box.options[0].startswith(f"{ids[0]} · Aantal uitspraken over Openheid")


def test_a_document_without_numbers(open_page):
    file = Document()
    file.add_paragraph("zomaar tekst")
    buffer = io.BytesIO()
    file.save(buffer)
    app = drop(open_page(PAGE), buffer.getvalue())
    assert fine(app)
    assert "vonden wij geen nummers van Koffiehoek" in app.info[0].value
    assert not app.subheader


def test_ids_that_nobody_knows(open_page, report):
    unknown = [trace_id("elders", "number", Spec("count", name=str(n))) for n in range(3)]
    app = drop(open_page(PAGE), document(report, unknown, traces=False))
    assert fine(app)
    assert "staan 3 nummers van Koffiehoek, maar hier is geen verslag bewaard" in app.info[0].value


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("foto.png", b"\x89PNG\r\n", "Uit dit soort bestand lezen wij geen nummers."),
        ("verslag.docx", b"zomaar", "maar de inhoud is"),
        ("verslag.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "oud"),
        ("<b>*leeg*.docx", b"", "Dit bestand is leeg."),
    ],
)
def test_a_file_that_cannot_be_read_is_told(open_page, name, data, told):
    app = drop(open_page(PAGE), data, name=name, mime="application/octet-stream")
    assert not app.exception
    assert told in app.error[0].value
    assert "<b>" not in app.error[0].value.replace("\\<b\\>", "")


def test_a_document_of_a_day_that_was_removed(store, event, report, open_page):
    content = document(report, [report.table.trace])
    remove_day(store, event.id)
    app = drop(open_page(PAGE), content)
    assert fine(app)
    told = app.warning[0].value
    assert "De bijeenkomst van dit verslag is op " in told
    assert " verwijderd, met de uitspraken erbij." in told
    assert "lees ze in" in told
    assert not app.subheader
    look_up(app, report.table.trace)
    assert "is goed getypt, maar hier is geen verslag bewaard" in app.info[0].value


def test_a_document_of_files_that_were_never_stored(store, open_page):
    """As the command line makes it: its day is in no database."""
    found = read_day(intake(), BOOK, title="Van de opdrachtregel", holding=None, made=MADE)
    report = found.material(made=MADE).report
    content = document(report, [report.table.trace])
    app = drop(open_page(PAGE), content)
    assert fine(app)
    assert "staat niet in deze Koffiehoek" in app.warning[0].value
    fill(store, {"anders.txt": "Koffiehoek: Zorg\n\nWat gaat goed\n- wij zijn eerlijk\n"})
    fill(store)
    app = drop(open_page(PAGE), content)
    assert fine(app)
    assert not app.warning
    assert "4 van de 4 uitspraken waaraan wij een dag herkennen" in app.info[0].value
    assert "“Themadag”" in app.info[0].value
    assert "getallen van het verslag is veranderd" in app.subheader[0].value


def test_a_hostile_document_is_shown_as_text(event, open_page, report):
    bad = "<img src=x onerror=alert(1)> $x$ **vet** :red[rood]"
    specs = [
        Spec("count", corner=bad, theme=bad, kind=bad), Spec("count", theme=bad),
        Spec("fact", name=f"left_out:{bad}"), Spec("fact", name=bad),
    ]  # fmt: skip
    items = [
        Trace(trace_id(event.id, "number", spec), "number", spec, 1, (bad,), MADE) for spec in specs
    ]
    table = Spec("count", name=bad)
    items.append(Trace(trace_id(event.id, "table", table), "table", table, 1, (bad,), MADE))
    traces = Traces(event.id, MADE, tuple(items))
    content = document(replace(report, traces=traces), [one.id for one in items])
    app = drop(open_page(PAGE), content)
    assert not app.exception
    for one in items:
        (box,) = [box for box in app.selectbox if box.label.startswith("Wat bekijkt u?")]
        box.set_value(one.id).run()
        assert not app.exception
        assert "<img" not in "".join(part.proto.body for part in app.get("html"))
        assert all("\\<img" in part.value or "<img" not in part.value for part in app.subheader)
        assert all("**vet" not in part.value for part in [*app.subheader, *app.warning])


def test_the_last_that_was_used_counts(report, open_page):
    app = drop(open_page(PAGE), document(report, [report.table.trace]))
    assert "getallen van het verslag is veranderd" in app.subheader[0].value
    look_up(app, section(report, "openheid").n.trace)
    assert app.subheader[0].value == "Aantal uitspraken over Openheid"
    drop(app, document(report, [report.figure.trace]), name="anders.docx")
    assert "getallen van het verslag is veranderd" in app.subheader[0].value
    assert "id" not in app.query_params
