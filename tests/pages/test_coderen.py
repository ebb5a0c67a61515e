"""The page Coderen: what it shows of a statement, what its controls decide, and undoing that."""

import json
from datetime import UTC, datetime
from math import prod
from pathlib import Path

import pytest

from analysis.codebook import load_codebook
from analysis.example import ensure_example
from analysis.store import ImportItem
from analysis.storing import new_event
from analysis.types import (
    Category,
    Coding,
    CodingTarget,
    Corner,
    Place,
    Reading,
    Span,
    Statement,
)
from pages.components import review_bulk, review_desk
from pages.components.day import Day
from pages.components.review_panel import chance_in_words, history_lines

THEMES = ("integraliteit", "openheid", "betrokkenheid")
THEME, KIND = CodingTarget.THEME, CodingTarget.CATEGORY
NOW = datetime(2024, 11, 14, 12, tzinfo=UTC)
MACHINE = "machine:proef@1"
HOSTILE = "<b>vet</b> *schuin* $x$ <script>alert(1)</script>"

LATER = Statement("later", "een latere", "OM", None, None, "b.txt", Place(1, 1))


class Made:
    """A day with four statements, coded by a machine that is less sure of each next one."""

    def __init__(self, store):
        codebook = load_codebook("beter_verbonden")
        event = new_event(store, title="Proef", date=None, codebook=codebook)
        store.set_corners(event.id, [Corner("OM"), Corner("Politie")])
        self.store, self.event, self.codebook = store, store.event(event.id), codebook
        texts = ("wij overleggen samen elke week", "niemand belt terug", HOSTILE, "samen aan tafel")
        statements = tuple(
            Statement(
                f"s{n}", text, "Politie" if n % 2 else "OM", Category.WERKT, "heading", "a.txt",
                Place(n, n),
            )
            for n, text in enumerate(texts, 1)
        )  # fmt: skip
        item = ImportItem(Reading("a.txt", statements, ()), "sha")
        store.import_readings(event.id, [item], list(self._proposals()))

    def _proposals(self):
        for number, probability in enumerate((0.95, 0.85, 0.75, 0.55), 1):
            for theme in THEMES:
                yes = theme == "openheid"
                p = probability if yes else 1 - probability
                spans = (Span(0, 3, "wij"),) if yes and number == 1 else ()
                yield self.coding(f"s{number}", theme, yes, MACHINE, probability=p, evidence=spans)
        yield self.coding("s2", "knelpunt", True, MACHINE, target=KIND, probability=0.84)

    def coding(self, identity, code, assigned, coder, *, target=THEME, **more):
        return Coding(identity, target, code, assigned, coder, self.event.codebook, NOW, **more)

    def decide(self, identity, coder, *chosen):
        decided = [self.coding(identity, t, t in chosen, coder) for t in THEMES]
        self.store.add_codings(self.event.id, decided)

    def themes(self, identity):
        """The themes of a statement as the matrix has them."""
        codings = self.store.frames(self.event.id).codings
        rows = codings[(codings["statement_id"] == identity) & codings["assigned"]]
        return sorted(set(rows["code"]) & set(THEMES))

    @property
    def reviewed(self):
        return self.store.counts(self.event.id).decided_by_person


@pytest.fixture
def made(store, monkeypatch):
    # The shipped model's calibration is no matter here, and moves with every training.
    monkeypatch.setattr(review_desk, "certainty", lambda found: prod(max(p, 1 - p) for p in found))
    return Made(store)


@pytest.fixture
def page(made, open_page):  # noqa: ARG001  # the day must be there first
    app = open_page("coderen.py")
    assert not app.error
    return app


def seen(app):
    """All HTML on the page."""
    return " ".join(html.proto.body for html in app.get("html"))


def press(app, name):
    app.button(key=f"toets-{name}").click().run()
    assert not app.error
    assert not app.exception
    return app


def current(app):
    """The text of the statement under review."""
    (found,) = [h.proto.body for h in app.get("html") if h.proto.body.startswith('<div class="gro')]
    return found


def said(app):
    (found,) = [h.proto.body for h in app.get("html") if 'class="gezegd"' in h.proto.body]
    return found


def choose(app, label, value):
    next(one for one in app.selectbox if one.label == label).select(value).run()
    return app


def rows(app):
    return [h.proto.body for h in app.get("html") if h.proto.body.startswith('<div class="beoor')]


# What the page says


def test_without_a_day_the_page_leads_to_bijeenkomst(open_page):
    app = open_page("coderen.py")
    assert [one.value for one in app.info] == [
        "Coderen hoort bij een bijeenkomst. Maak eerst een bijeenkomst of open de voorbeelddag."
    ]


def test_an_empty_day_says_what_to_do_first(open_page, store):
    new_event(store, title="Leeg", date=None, codebook=load_codebook("beter_verbonden"))
    app = open_page("coderen.py")

    assert app.info[0].value.startswith("Er zijn nog geen uitspraken. Lees eerst")
    assert not app.button


def test_the_example_day_opens_with_ten_statements(open_page, store):
    ensure_example(store)
    app = open_page("coderen.py")

    assert len(rows(app)) == 10
    assert [b.key for b in app.button if b.proto.type == "primary"] == ["toets-akkoord"]


def test_the_least_certain_comes_first_with_all_that_is_known_of_it(page):
    assert "samen aan tafel" in current(page)
    assert "Koffiehoek: OM" in current(page)
    assert "✓ werkt" in current(page)
    assert "voorstel: ja, twijfel (55%)" in seen(page)
    assert "voorstel: nee, twijfel (45%)" in seen(page)
    assert [one.value for one in page.checkbox][:3] == [False, True, False]
    assert "geleerd van voorbeelden" in seen(page)


def test_matched_words_are_marked_and_named(page):
    choose(page, "Volgorde", "read")

    assert "<mark>wij</mark> overleggen" in current(page)
    assert "geleerd van voorbeelden · woorden: wij" in seen(page)


def test_peoples_text_is_never_markup(page):
    assert "&lt;b&gt;vet&lt;/b&gt; *schuin* $x$ &lt;script&gt;" in seen(page)
    assert "<b>vet" not in seen(page)


def test_a_clash_of_heading_and_text_is_told_and_can_be_filtered(page):
    choose(page, "Laat zien", "clash")

    assert len(rows(page)) == 1
    assert "De kop zegt ✓ werkt, de tekst klinkt als ■ knelpunt (84%)." in current(page)


@pytest.mark.parametrize(
    ("order", "first"), [("doubt", "samen"), ("read", "wij"), ("corner", "niemand")]
)
def test_orders(page, order, first):
    choose(page, "Volgorde", order)
    assert first in rows(page)[0].replace("<mark>", "")


def test_terms_against_proposal_shows_only_where_they_differ(page):
    choose(page, "Volgorde", "disagreement")

    texts = " ".join(rows(page))
    assert "samen aan tafel" in texts  # a term of integraliteit, which was not proposed
    assert "vet" in texts  # openheid was proposed without a term


# What its controls decide


def test_accepting_keeps_the_proposal_and_goes_on(page, made):
    press(page, "akkoord")

    assert made.themes("s4") == ["openheid"]
    assert made.reviewed == 1
    assert "Vastgelegd: Openheid." in said(page)
    assert "vet" in current(page)
    assert "✓ nagekeken" in rows(page)[0]


def test_toggling_a_theme_decides_and_stays(page, made):
    page.checkbox(key="toets-thema-1").check().run()
    page.checkbox(key="toets-thema-2").uncheck().run()

    assert made.themes("s4") == ["integraliteit"]
    assert "samen aan tafel" in current(page)
    assert "onderzoeker: ja" in seen(page)


def test_rejecting_all_leaves_no_theme(page, made):
    press(page, "geen")
    assert made.themes("s4") == []
    assert made.reviewed == 1


def test_the_kind_is_set(page, made):
    page.button_group(key="toets-soort").set_value("kans").run()

    (one,) = made.store.statements(made.event.id, ["s4"])
    assert one.category is Category.KANS
    assert "★ kans" in current(page)


def test_an_obstacle_is_set(page, made):
    page.checkbox(key="coderen-code-concurrentie").check().run()

    (one,) = [c for c in made.store.latest_codings(made.event.id) if c.code == "concurrentie"]
    assert one.assigned
    assert made.reviewed == 0


def test_skipping_leaves_for_later(page, made):
    press(page, "overslaan")
    assert made.reviewed == 0
    assert "vet" in current(page)

    choose(page, "Laat zien", "skipped")
    assert "samen aan tafel" in current(page)


def test_going_on_and_back_decides_nothing(page, made):
    press(page, "volgende")
    press(page, "volgende")
    press(page, "vorige")

    assert "vet" in current(page)
    assert made.reviewed == 0
    assert page.button(key="toets-ongedaan").disabled


def test_a_row_leads_to_its_statement(page):
    page.button(key="naar-3").click().run()
    assert "overleggen" in current(page).replace("<mark>wij</mark>", "wij")


def test_a_note_is_kept_with_the_themes_and_in_the_history(page, made):
    page.text_area(key="notitie-s4").input("nog vragen aan OM")
    next(b for b in page.button if b.label == "Bewaar de notitie").click().run()

    assert made.themes("s4") == ["openheid"]
    assert "notitie: nog vragen aan OM" in seen(page)
    assert "voorstel van de computer (proef@1)" in seen(page)
    assert "samen aan tafel" in current(page)


def test_at_the_end_of_the_list_the_page_says_what_is_left(page):
    press(page, "overslaan")
    for _ in range(3):
        press(page, "akkoord")

    assert page.info[-1].value == "Dit is het eind van deze lijst. Nog te doen: 0 uitspraken."
    press(page, "ongedaan")
    assert "overleggen" in current(page)


def test_reviewed_statements_that_are_alike_are_shown(page, made):
    made.decide("s1", "Bea", "betrokkenheid")
    page.run()

    assert "Lijkt op wat al gecodeerd is" in seen(page)
    assert "Betrokkenheid · uit deze bijeenkomst" in seen(page)
    assert "· uit de leervoorbeelden" in seen(page)


# Undoing


def test_any_number_of_steps_is_undone_in_turn(page, made):
    press(page, "akkoord")
    press(page, "overslaan")
    press(page, "geen")
    assert made.reviewed == 2

    press(page, "ongedaan")
    assert "Ongedaan gemaakt: Vastgelegd: geen thema." in said(page)
    assert made.themes("s2") == ["openheid"]
    press(page, "ongedaan")
    press(page, "ongedaan")

    assert made.reviewed == 0
    assert "samen aan tafel" in current(page)
    assert page.button(key="toets-ongedaan").disabled


# Two coders


def test_decisions_are_kept_under_the_coders_name(page, made):
    page.text_input[0].set_value("  Bea  de Wit ").run()
    press(page, "akkoord")

    coders = {c.coder for c in made.store.latest_codings(made.event.id) if not c.by_machine}
    assert coders == {"Bea de Wit"}


@pytest.mark.parametrize(
    ("given", "kept"), [("machine:x", "machine x"), ("   ", "onderzoeker"), ("a" * 90, "a" * 60)]
)
def test_a_name_cannot_be_the_machines_and_is_never_empty(page, given, kept):
    page.text_input[0].set_value(given).run()

    assert page.text_input[0].value == kept
    assert not page.error


def test_another_coders_decision_is_told_and_nothing_is_lost(page, made):
    made.decide("s4", "Bea", "betrokkenheid")

    press(page, "akkoord")

    assert "Bea besliste net ook over deze uitspraak." in said(page)
    assert made.themes("s4") == ["openheid"]
    history = made.store.history(made.event.id, "s4")
    assert {d.coding.coder for d in history} == {MACHINE, "Bea", "onderzoeker"}

    press(page, "ongedaan")
    assert made.themes("s4") == ["betrokkenheid"]


def test_a_statement_that_is_gone_is_told(page, made):
    made.store.remove_source(made.event.id, made.store.sources(made.event.id)[0].id)

    page.button(key="toets-akkoord").click().run()

    assert not page.error
    assert any("Er zijn nog geen uitspraken" in info.value for info in page.info)


def test_acting_on_a_statement_that_is_gone_is_told(page, made):
    made.store.import_readings(made.event.id, [ImportItem(Reading("b.txt", (LATER,), ()), "b")])
    made.store.remove_source(made.event.id, made.store.sources(made.event.id)[0].id)

    press(page, "akkoord")

    assert "Deze uitspraak is er niet meer." in said(page)
    named(page, "Ververs de lijst").click().run()
    assert LATER.text in current(page)


# Many at once


def take_from(app, least):
    next(one for one in app.slider).set_value(least).run()
    return app


def named(app, start):
    return next(b for b in app.button if b.label.startswith(start))


def test_many_are_taken_over_after_a_sample_and_undone_as_one(page, made):
    take_from(page, 40)
    assert not [b for b in page.button if b.label.startswith("Neem ")]

    named(page, "Toon een steekproef van 2").click().run()
    assert "steekproef" in seen(page)
    named(page, "Neem 2 voorstellen over").click().run()
    assert made.reviewed == 2
    assert len(rows(page)) == 2

    press(page, "ongedaan")
    assert made.reviewed == 0
    assert len(rows(page)) == 4


def test_another_certainty_asks_for_another_sample(page):
    take_from(page, 40)
    named(page, "Toon").click().run()
    take_from(page, 35)

    assert not [b for b in page.button if b.label.startswith("Neem ")]


def test_what_others_reviewed_meanwhile_stays_theirs(page, made):
    take_from(page, 40)
    named(page, "Toon").click().run()
    made.decide("s1", "Bea", "betrokkenheid")

    named(page, "Neem 2").click().run()

    assert made.themes("s1") == ["betrokkenheid"]
    assert made.reviewed == 2


# Progress and the matrix


def test_the_side_tells_how_far_it_is_and_what_changed(page):
    press(page, "geen")

    assert page.sidebar.get("progress")[0].proto.text == "1 van 4 nagekeken"
    table = next(h.proto.body for h in page.sidebar.get("html") if "<table" in h.proto.body)
    assert "3<small>−1</small>" in table
    assert "1<small>+1</small>" in table


def test_keys_can_be_switched_off(page):
    assert 'data-aan="ja"' in seen(page)
    page.sidebar.toggle[0].set_value(False).run()
    assert 'data-aan="nee"' in seen(page)


def test_each_run_has_its_own_number(page):
    """The script for keys waits for the next number before it presses again."""
    first = seen(page)
    press(page, "volgende")
    marks = [text.split('data-beurt="')[1].split('"')[0] for text in (first, seen(page))]
    assert int(marks[1]) > int(marks[0])


def test_what_people_decided_can_be_taken_along(page, made):
    press(page, "akkoord")
    day = Day(made.event, made.codebook)

    (line,) = review_bulk._lines(day).splitlines()

    assert json.loads(line) == {
        "text": "samen aan tafel", "themes": ["openheid"], "category": "werkt", "coders": 1,
    }  # fmt: skip


# Words


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (1.0, "vrijwel zeker (100%)"), (0.9, "vrijwel zeker (90%)"), (0.7, "waarschijnlijk (70%)"),
        (0.3, "twijfel (30%)"),
        (0.1, "waarschijnlijk niet (10%)"), (0.0, "vrijwel zeker niet (0%)"),
    ],
)  # fmt: skip
def test_a_probability_in_words(probability, words):
    assert chance_in_words(probability) == words


def test_history_puts_together_what_was_decided_together(made):
    made.decide("s4", "Bea", "openheid")
    withdrawn = made.coding("s4", "openheid", True, "Bea", withdrawn=True)
    made.store.add_codings(made.event.id, [withdrawn])

    lines = history_lines(Day(made.event, made.codebook), made.store.history(made.event.id, "s4"))

    when = f"{NOW.astimezone():%d-%m-%Y %H:%M:%S}"
    assert lines == [
        f"{when} · Bea nam terug: Openheid ja",
        f"{when} · Bea: Integraliteit nee, Openheid ja, Betrokkenheid nee",
        f"{when} · voorstel van de computer (proef@1): Integraliteit nee, Openheid ja, "
        "Betrokkenheid nee",
    ]


def test_every_key_of_the_script_has_its_control(page):
    """A key that presses nothing would be told on the page and do nothing."""
    script = Path(review_bulk.__file__).with_name("toetsen.js").read_text(encoding="utf-8")
    named_in_script = {"akkoord", "geen", "overslaan", "ongedaan", "volgende", "vorige"}
    assert all(f'"{name}"' in script for name in named_in_script)
    keys = {(one.key or "").removeprefix("toets-") for one in page.button}
    assert named_in_script <= keys
