"""The page Rapport: look at the report, choose what goes in, and take it away."""

import html
import io
import zipfile

import pytest
from google.protobuf.text_format import MessageToString

from analysis.codebook import dump_codebook, load_codebook, parse_codebook
from analysis.errors import KoffiehoekError
from analysis.example import ensure_example
from analysis.export.documents import DOCUMENTS, Made, Step
from analysis.intake import lexicon_for, read_files
from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.holding import Holding
from analysis.report import Choice, Traces
from analysis.storing import new_event, store_intake
from analysis.types import Category
from pages.components import report_take
from pages.components.day import Day
from pages.components.report_picks import in_short


@pytest.fixture
def example(store):
    return ensure_example(store)


@pytest.fixture
def notes(store):
    """Make a day of texts, one a file."""

    def make(*texts, codebook=None):
        book = codebook or load_codebook("beter_verbonden")
        event = new_event(store, title="Proefdag", date="2026-03-05", codebook=book)
        files = [(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
        store_intake(store, event, read_files(files, lexicon=lexicon_for(book)).items)
        return store.event(event.id)

    return make


@pytest.fixture
def rapport(open_page):
    """The page, opened on one of its parts."""

    def draw(part="see"):
        return to(open_page("rapport.py"), part)

    return draw


def to(app, part):
    control(app, "Wat wilt u doen?").set_value(part).run()
    return app


def control(app, label):
    found = [*app.selectbox, *app.multiselect, *app.button_group, *app.text_input, *app.checkbox]
    return next(one for one in found if one.label.startswith(label))


def press(app, label, at=0):
    [one for one in app.button if one.label == label][at].click().run()
    return app


def said(app):
    return " ".join(
        [one.value for one in [*app.markdown, *app.info, *app.warning, *app.caption]]
        + [one.proto.body for one in app.get("html")]
    )


def sent(app):
    """All that the page sends to the browser."""
    return "\n".join(MessageToString(one.proto, as_utf8=True) for one in app.main if one.proto)


def fine(app):
    return not app.exception and not app.error


def choice(store, event):
    kept = store.report_choice(event.id)
    return Choice.from_json(kept) if kept else None


def quoted(app):
    """The ids of the quotes on the part Citaten, in order."""
    return [one.key.removeprefix("Hoger-") for one in app.button if one.label == "Hoger"]


# What the page says


def test_without_a_day_the_page_leads_to_bijeenkomst(open_page):
    app = open_page("rapport.py")
    assert [one.value for one in app.info] == [
        "Een verslag hoort bij een bijeenkomst. Maak eerst een bijeenkomst of open de voorbeelddag."
    ]


def test_an_empty_day_says_what_to_do_first(open_page, notes):
    notes()
    app = open_page("rapport.py")

    assert app.info[0].value.startswith("Er zijn nog geen uitspraken om verslag van te doen.")
    assert app.get("page_link")
    assert not app.button
    assert fine(app)


@pytest.mark.usefixtures("example")
def test_the_picture_of_the_whole_comes_first(rapport):
    app = rapport()

    assert fine(app)
    assert "Een verslag over 279 uitspraken van 12 koffiehoeken, met 3 thema’s." in said(app)
    (figure,) = app.get("plotly_chart")
    assert figure.proto.alt.startswith("279 uitspraken uit 12 hoeken")
    assert "zijn nog niet door mensen nagekeken" in app.warning[0].value
    assert "Het vaakst genoemd als knelpunt: Integraliteit" in said(app)
    assert [one.label for one in app.button if one.proto.type == "primary"] == [
        "Maak het verslag (Word)"
    ]


@pytest.mark.usefixtures("example")
def test_the_report_can_be_leafed_through(rapport):
    app = rapport()
    assert [one.label for one in app.button if one.disabled] == ["Vorige"]

    press(app, "Volgende")

    assert [one.value for one in app.subheader] == ["Integraliteit"]
    (figure,) = app.get("plotly_chart")
    assert "Integraliteit" in figure.proto.alt
    assert "rapport-citaten" in said(app)
    press(app, "Vorige")
    assert [one.value for one in app.subheader] == ["Voorbeeld: Beter verbonden?"]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("part", "heading", "words"),
    [
        ("hoek.Politie", "Politie", "26 uitspraken"),
        ("gedeeld", "Gedeelde knelpunten en kansen", "knelpunt"),
        ("verantwoording", "Verantwoording", "De codes komen uit het codeboek"),
        ("infosheet", "Infosheet", "Eén A4 om uit te delen"),
    ],
)
def test_every_part_of_the_report_can_be_seen(rapport, part, heading, words):
    app = rapport()
    control(app, "Welk deel bekijkt u?").select(part).run()

    assert fine(app)
    assert [one.value for one in app.subheader] == [heading]
    assert words in said(app)
    # A corner's figure is not in the report unless it is chosen.
    assert not app.get("plotly_chart")

    assert bool(app.get("image")) == (part == "infosheet")


# What goes in


def test_what_is_chosen_is_kept_at_once_and_counted(rapport, example, store):
    app = rapport("contents")
    assert choice(store, example) is None
    assert "wordt meteen bewaard" in said(app)

    control(app, "Titel").set_value("Samen verder").run()
    control(app, "Koffiehoeken").set_value(["Politie", "GGZ"]).run()
    control(app, "Thema’s").set_value(["openheid"]).run()
    control(app, "Soorten").set_value(["knelpunt", "werkt"]).run()
    control(app, "Wat staat in de figuren").set_value("share").run()
    control(app, "Een figuur per koffiehoek").check().run()
    control(app, "Een figuur per thema").uncheck().run()

    assert fine(app)
    assert "✓ Bewaard." in said(app)
    assert choice(store, example) == Choice(
        title="Samen verder",
        corners=("GGZ", "Politie"),  # in the day's order
        themes=("openheid",),
        kinds=("werkt", "knelpunt"),
        measure="share",
        charts=("corner",),
    )
    assert "van 2 koffiehoeken, met 1 thema." in said(app)
    to(app, "see")
    assert [one.value for one in app.subheader] == ["Samen verder"]
    assert "Aandeel van de uitspraken" in said(app)


def test_nothing_chosen_is_all_and_also_what_comes_later(rapport, example, store):
    app = rapport("contents")
    control(app, "Koffiehoeken").set_value(["Politie"]).run()
    control(app, "Koffiehoeken").set_value([]).run()

    assert choice(store, example).corners is None
    assert "Een verslag over 279 uitspraken van 12 koffiehoeken" in said(app)


def test_a_title_with_a_name_is_not_kept(rapport, example, store):
    app = rapport("contents")
    control(app, "Titel").set_value("De dag van Fatima El Amrani").run()

    assert "staat misschien een naam" in app.warning[0].value
    assert choice(store, example) is None
    assert control(app, "Titel").value == ""
    assert "Fatima" not in said(app)


def test_a_choice_of_another_author_is_not_undone(rapport, example, store):
    app = rapport("contents")
    store.keep_report_choice(example.id, Choice(title="Van een ander").to_json())

    control(app, "Wat staat in de figuren").set_value("share").run()

    assert choice(store, example) == Choice(title="Van een ander", measure="share")
    assert control(app, "Titel").value == "Van een ander"


def test_what_is_gone_from_the_day_falls_out_of_the_lists(rapport, example, store):
    kept = Choice(corners=("Weg", "Politie"), themes=("weg",))
    store.keep_report_choice(example.id, kept.to_json())

    app = rapport("contents")

    assert fine(app)
    assert control(app, "Koffiehoeken").value == ["Politie"]
    assert control(app, "Thema’s").value == []


def test_a_choice_that_cannot_be_read_is_told(rapport, example, store):
    store.keep_report_choice(example.id, '{"corners": 3}')

    app = rapport("contents")

    assert app.warning[0].value.startswith("De bewaarde keuze voor het verslag is niet te lezen.")
    assert fine(app)


# Quotes


@pytest.mark.usefixtures("example")
def test_quotes_are_proposed_with_their_corner(rapport):
    app = rapport("quotes")

    assert fine(app)
    assert said(app).count("voorgesteld door de computer") == 3
    assert len(quoted(app)) == 9
    assert "<small>Openbaar Ministerie</small>" in said(app)
    assert "Terug naar het voorstel" not in [one.label for one in app.button]


def test_quotes_are_moved_removed_and_proposed_again(rapport, example, store):
    app = rapport("quotes")
    first, second, third, *others = quoted(app)
    assert next(one for one in app.button if one.label == "Hoger").disabled

    press(app, "Lager")
    assert quoted(app) == [second, first, third, *others]
    press(app, "Hoger", at=2)
    assert quoted(app) == [second, third, first, *others]
    press(app, "Haal weg")
    assert quoted(app) == [third, first, *others]
    assert choice(store, example).picked("integraliteit", "werkt") == (third, first)
    assert "zelf gekozen" in said(app)

    press(app, "Terug naar het voorstel")
    assert quoted(app) == [first, second, third, *others]
    assert choice(store, example) == Choice()


def others(store, event, app, label):
    """The lines of a list of quotes with their statement's id."""
    lines = {in_short(one, 90): one.id for one in store.statements(event.id)}
    return {line: lines[line] for line in control(app, label).options}


def test_a_quote_is_replaced_by_another_of_its_cell(rapport, example, store):
    app = rapport("quotes")
    first, second, third, *_ = quoted(app)

    press(app, "Vervang")
    found = others(store, example, app, "Vervang door")
    line, new = next((line, one) for line, one in found.items() if "(Jongerenwerk)" in line)
    control(app, "Vervang door").set_value(new).run()

    assert fine(app)
    assert choice(store, example).picked("integraliteit", "werkt") == (new, second, third)
    assert "Vervang door" not in [one.label for one in app.selectbox]
    assert quoted(app)[0] == new
    assert first in others(store, example, app, "Zet er een citaat bij").values()
    assert line not in control(app, "Zet er een citaat bij").options


@pytest.mark.usefixtures("example")
def test_a_replacement_can_be_called_off(rapport):
    app = rapport("quotes")
    before = quoted(app)
    press(app, "Vervang")
    assert len(quoted(app)) == len(before) - 1  # the list stands in the place of its buttons

    press(app, "Laat zo")

    assert quoted(app) == before


def test_a_quote_is_added_and_comes_in_the_report(rapport, example, store):
    app = rapport("quotes")
    before = quoted(app)[:3]
    new = next(iter(others(store, example, app, "Zet er een citaat bij").values()))

    control(app, "Zet er een citaat bij").set_value(new).run()

    assert quoted(app)[:4] == [*before, new]
    assert control(app, "Zet er een citaat bij").value is None
    (text,) = [one.text for one in store.statements(example.id, [new])]
    to(app, "see")
    control(app, "Welk deel bekijkt u?").select("thema.integraliteit").run()
    assert html.escape(text) in said(app)


def test_all_quotes_of_a_kind_can_go(rapport, example, store):
    app = rapport("quotes")
    for _ in range(3):
        press(app, "Haal weg")

    assert choice(store, example).picked("integraliteit", "werkt") == ()
    assert "u koos hier geen citaten" in said(app)
    assert len(quoted(app)) == 6


class _Tables:
    """Takes every table for a name."""

    def find(self, text):
        at = text.find("tafel")
        return (Finding(at, at + 5, FindingKind.PERSON, "tafel", "naam"),) if at >= 0 else ()


def test_a_text_with_a_name_cannot_be_chosen_and_the_page_says_why(rapport, notes, monkeypatch):
    monkeypatch.setattr(Day, "holding", Holding(_Tables()))
    notes(
        "Koffiehoek: Politie\n\nWat gaat goed\n- samenwerken aan tafel\n- samenwerken in de wijk\n"
    )

    app = rapport("quotes")

    assert "1 uitspraak kan geen citaat zijn: er staat misschien een naam in" in said(app)
    assert app.get("page_link")
    assert len(quoted(app)) == 1
    assert "tafel" not in said(app)
    assert not any("tafel" in line for box in app.selectbox for line in box.options)


def test_a_chosen_quote_that_stands_for_something_else_now_is_told(rapport, example, store):
    app = rapport("quotes")
    kept, lost, *_ = quoted(app)
    chosen = Choice().with_quotes("integraliteit", "werkt", [kept, lost])
    store.keep_report_choice(example.id, chosen.to_json())

    store.decide_category(example.id, [lost], Category.KANS, coder="onderzoeker")
    app.run()

    assert quoted(app)[0] == kept
    assert app.warning[0].value.startswith("1 gekozen citaat is weggelaten.")
    to(app, "see")
    assert "Een gekozen citaat is weggelaten." in app.info[0].value


@pytest.mark.usefixtures("example")
def test_no_part_of_the_page_shows_a_name(rapport, planted):
    app = rapport()
    seen = []
    for _ in control(app, "Welk deel bekijkt u?").options[1:]:
        seen.append(sent(press(app, "Volgende")))
    to(app, "quotes")
    for theme in ("integraliteit", "openheid", "betrokkenheid"):
        seen.append(sent(control(app, "Thema").select(theme).run()))
    for part in ("contents", "take"):
        seen.append(sent(to(app, part)))

    assert fine(app)
    everything = "\n".join(seen)
    assert "[persoon " in everything
    assert planted.in_text(everything) == set()


# Taking away


class Fake:
    """Documents in the making that are done when the test says so."""

    def __init__(self, material, names):
        self.material, self.names = material, tuple(names)
        self.step = Step("Verslag (Word): figuren tekenen (3 van 16)", 0.4)
        self.done = self.cancelled = False
        self.outcome = Made({name: name.encode() for name in names if name != "figuren"})

    def result(self):
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def cancel(self):
        self.done = self.cancelled = True


@pytest.fixture
def started(monkeypatch):
    """What the page had made, in order."""
    found = []

    def start(material, names):
        found.append(Fake(material, names))
        return found[-1]

    monkeypatch.setattr(report_take, "start", start)
    return found


def offers(app):
    """The downloads that work, by their labels."""
    return [one.proto.label for one in app.get("download_button") if not one.proto.disabled]


def finish(app, fake, outcome=None):
    fake.done = True
    fake.outcome = outcome or fake.outcome
    return app.run()


def test_the_report_is_made_while_the_page_stays_in_use(rapport, example, store, started):
    app = press(rapport(), "Maak het verslag (Word)")
    (fake,) = started
    assert fake.names == ("rapport.docx",)
    assert app.get("progress")[0].proto.text == "Verslag (Word): figuren tekenen (3 van 16) …"
    assert app.get("progress")[0].proto.value == 40
    assert next(one for one in app.button if one.label.startswith("Maak het")).disabled
    assert not offers(app)

    to(app, "quotes")  # other parts work meanwhile
    assert len(quoted(app)) == 9
    finish(app, fake)

    assert fine(app)
    assert not app.get("progress")
    assert offers(app) == ["Download: Verslag (Word)"]
    assert "✓ Klaar om op te halen." in said(app)
    report = fake.material.report
    (kept,) = store.traces_with(report.figure.trace)
    assert Traces.from_json(kept).items == report.traces.items
    assert report.traces.event == example.id


@pytest.mark.usefixtures("example")
def test_while_it_is_made_other_pages_can_be_visited(rapport, started):
    app = press(rapport(), "Maak het verslag (Word)")
    app.switch_page("matrix.py").run()
    started[0].done = True

    app.switch_page("rapport.py").run()

    assert offers(app) == ["Download: Verslag (Word)"]


@pytest.mark.usefixtures("example")
def test_the_making_can_be_stopped(rapport, started):
    app = press(rapport(), "Maak het verslag (Word)")
    press(app, "Stop")

    assert started[0].cancelled
    assert not app.get("progress")
    assert not offers(app)
    assert not next(one for one in app.button if one.label.startswith("Maak het")).disabled
    assert fine(app)


@pytest.mark.usefixtures("example")
def test_a_making_that_failed_is_told_and_can_be_tried_again(rapport, started):
    app = press(rapport(), "Maak het verslag (Word)")
    finish(app, started[0], KoffiehoekError("Het lukte niet.", remedy="Probeer het opnieuw."))

    assert [one.value for one in app.error] == ["Het lukte niet. Probeer het opnieuw."]
    assert not offers(app)
    press(app, "Maak het verslag (Word)")
    assert len(started) == 2
    assert fine(app)


@pytest.mark.usefixtures("example")
def test_a_report_without_pictures_says_why_and_is_there(rapport, started):
    app = press(rapport(), "Maak het verslag (Word)")
    sentence = "Er is geen browser gevonden die figuren kan tekenen."
    finish(app, started[0], Made({"rapport.docx": b"x"}, sentence))

    assert sentence in [one.value for one in app.warning]
    assert offers(app) == ["Download: Verslag (Word)"]


@pytest.mark.usefixtures("example")
def test_all_that_is_chosen_is_made_and_goes_in_one_zip(rapport, started):
    app = rapport("take")
    assert [one.label for one in app.checkbox] == [one.label for one in DOCUMENTS.values()]
    for box in app.checkbox:
        box.uncheck()
    control(app, "Infosheet").check()
    control(app, "Figuren").check().run()
    press(app, "Maak de gekozen bestanden")
    (fake,) = started
    assert set(fake.names) == {"infosheet.pdf", "figuren"}

    figures = {"figuren/01 overzicht.png": b"p", "figuren/01 overzicht.txt": b"t"}
    finish(app, fake, Made({"infosheet.pdf": b"i", **figures}))

    assert offers(app) == [
        "Download alles in één zip",
        f"Download: {DOCUMENTS['infosheet.pdf'].label}",
        f"Download: {DOCUMENTS['figuren'].label}",
    ]
    packed = report_take._maker(fake.outcome, "figuren")()
    assert zipfile.ZipFile(io.BytesIO(packed)).namelist() == list(figures)


@pytest.mark.usefixtures("example")
def test_everything_can_be_made_at_once_and_nothing_cannot(rapport, started):
    app = rapport("take")
    press(app, "Maak alle bestanden")
    assert started[0].names == tuple(DOCUMENTS)
    press(app, "Stop")

    for box in app.checkbox:
        box.uncheck()
    app.run()

    assert next(one for one in app.button if "gekozen" in one.label).disabled


@pytest.mark.usefixtures("example")
def test_after_another_choice_the_page_says_that_the_files_are_older(rapport, started):
    app = press(rapport("contents"), "Maak het verslag (Word)")
    finish(app, started[0])
    assert "Daarna is een keuze veranderd" not in said(app)
    control(app, "Titel").set_value("Anders").run()

    assert "Daarna is een keuze veranderd" in said(app)
    assert offers(app)
    primary = [one.label for one in app.button if one.proto.type == "primary"]
    assert primary == ["Maak het verslag (Word)"]


def test_files_of_a_day_that_changed_since_are_thrown_away(rapport, example, store, started):
    app = press(rapport(), "Maak het verslag (Word)")
    finish(app, started[0])
    store.update_event(example)

    app.run()

    assert not offers(app)
    assert "De dag is veranderd sinds u bestanden liet maken." in app.info[0].value


def test_files_of_one_day_are_not_offered_on_another(rapport, example, notes, started):
    other = notes("Koffiehoek: Politie\n\nWat gaat goed\n- samenwerken\n")
    app = rapport()
    app.sidebar.selectbox[0].select(example.id).run()
    press(app, "Maak het verslag (Word)")
    finish(app, started[0])

    app.sidebar.selectbox[0].select(other.id).run()
    assert not offers(app)
    app.sidebar.selectbox[0].select(example.id).run()
    assert offers(app)


# Days of other sizes


def test_one_statement_makes_a_report(rapport, notes):
    notes("Koffiehoek: Politie\n\nWat gaat goed\n- samenwerken\n")
    app = rapport()
    assert "Een verslag over 1 uitspraak van 1 koffiehoek, met 3 thema’s." in said(app)
    for part in ("contents", "quotes", "take"):
        assert fine(to(app, part))


LONG = "Samenwerkingsverband voor jeugd, veiligheid en onderwijs in de regio Noord-Oost Brabant"


def test_forty_corners_stay_usable(rapport, notes):
    corners = [f"{LONG} {number}" for number in range(40)]
    notes(*(f"Koffiehoek: {name}\n\nWat gaat goed\n- samenwerken\n" for name in corners))

    app = rapport()

    assert len(control(app, "Welk deel bekijkt u?").options) == 1 + 3 + 40 + 3
    assert fine(to(app, "contents"))
    assert control(app, "Koffiehoeken").options == corners
    assert fine(to(app, "quotes"))


def test_thirty_themes_stay_usable(rapport, notes):
    base = load_codebook("beter_verbonden")
    themes = tuple(
        base.themes[0].model_copy(
            update={"name": f"thema{n}", "label": f"Thema {n}", "terms": (f"woord{n}",)}
        )
        for n in range(30)
    )
    made = base.model_copy(update={"name": "dertig", "themes": themes})
    codebook = parse_codebook(dump_codebook(made), source="dertig")
    notes("Koffiehoek: Politie\n\nWat gaat goed\n- woord7 en woord29\n", codebook=codebook)

    app = rapport("quotes")

    assert len(control(app, "Thema").options) == 30
    control(app, "Thema").select("thema29").run()
    assert len(quoted(app)) == 1
    assert fine(app)


def test_where_no_theme_is_left_the_page_says_what_to_do(rapport, example, store):
    store.keep_report_choice(example.id, Choice(themes=("geen thema",)).to_json())
    app = rapport("quotes")
    assert app.info[0].value.startswith("Er zijn geen thema’s in dit verslag.")


@pytest.mark.usefixtures("example")
def test_hostile_text_stays_text(rapport, notes):
    notes(
        "Koffiehoek: <b>Hoek</b> *1*\n\nWat gaat goed\n- samen <script>alert(1)</script> **vet**\n"
    )
    app = rapport("quotes")

    assert fine(app)
    assert "<script>" not in said(app)
    assert "&lt;script&gt;" in said(app)
    assert "&lt;b&gt;Hoek" in said(app)
