"""The page Overeenstemming: blind coding, the figures, and what coders settle together."""

from datetime import UTC, datetime

import pytest

from analysis.coding.agreement import NO_KIND
from analysis.coding.blind import decisions, sample
from analysis.example import ensure_example
from analysis.types import CodingTarget

PAGE = "overeenstemming.py"
pytestmark = pytest.mark.usefixtures("example")

THEMES = ["integraliteit", "openheid", "betrokkenheid"]


@pytest.fixture
def example(store):
    return ensure_example(store)


@pytest.fixture
def coded(store, example):
    """Add what a coder says: of each statement the themes, and perhaps the kind."""

    def add(coder, answers, *, blind=True):
        made = []
        for identity, (themes, kind) in answers.items():
            made += decisions(
                identity, THEMES, themes, kind, coder=coder, codebook=example.codebook,
                now=datetime.now(UTC), blind=blind,
            )  # fmt: skip
        store.add_codings(example.id, made)

    return add


@pytest.fixture
def ids(store, example):
    return sample(store.statements(example.id), 0.2)


@pytest.fixture
def two_coders(coded, ids):
    """Two blind coders who differ on the first two statements."""
    said = {i: (["openheid"] if at % 2 else [], "kans") for at, i in enumerate(ids)}
    coded("Anna", said)
    coded("Bo", said | {ids[0]: (["openheid"], "werkt"), ids[1]: ([], "kans")})


def part(app, name):
    app.segmented_control[0].select(name).run()
    return app


def texts(app):
    return " ".join(str(one.value) for one in [*app.markdown, *app.caption, *app.info])


def shown(app):
    return " ".join(one.proto.body for one in app.get("html"))


def button(app, words):
    return next(one for one in app.button if words in one.label)


def fine(app):
    return not app.exception and not app.error


# Blind coding


def begin(app, name="Cas"):
    app.text_input[0].input(name).run()
    button(app, "blind").click().run()
    return app


def test_without_coders_the_page_begins_with_blind_coding(open_page, ids):
    app = open_page(PAGE)
    assert app.segmented_control[0].value == "blind"
    assert button(app, "blind").label == f"Codeer {len(ids)} uitspraken blind"
    assert fine(app)


def test_a_name_is_needed(open_page):
    app = open_page(PAGE)
    button(app, "blind").click().run()
    assert "uw naam ontbreekt" in app.error[0].value
    assert button(app, "blind")


def test_nobody_codes_under_the_machines_name(open_page, store, example):
    app = begin(open_page(PAGE), "machine:x")
    button(app, "Leg vast").click().run()
    assert {one.coder for one in store.latest_codings(example.id, blind=True)} == {"machine x"}
    assert fine(app)


def test_a_corner_can_be_taken_whole(open_page, example, store):
    app = open_page(PAGE)
    app.radio[0].set_value("corner").run()
    app.selectbox(key="overeenstemming.keuze.hoek").select("Politie").run()
    n = sum(one.corner == "Politie" for one in store.statements(example.id))
    assert f"Codeer {n} uitspraken blind" in [one.label for one in app.button]
    assert "Onder de 30 uitspraken" in texts(app) or n >= 30


def test_what_is_coded_blind_is_kept_apart(open_page, example, store, ids):
    before = store.frames(example.id).codings
    app = begin(open_page(PAGE))
    app.checkbox(key="toets-thema-2").check()
    app.segmented_control(key="toets-soort").select("kans")
    button(app, "Leg vast").click().run()

    assert fine(app)
    made = store.latest_codings(example.id, blind=True)
    assert {one.statement_id for one in made} == {ids[0]}
    assert {one.coder for one in made} == {"Cas"}
    assert {one.code for one in made if one.assigned} == {"openheid", "kans"}
    assert len(made) == 6
    assert store.frames(example.id).codings.equals(before)
    assert "Uitspraak 2 van" in texts(app)
    assert "Vastgelegd: Openheid; ★ kans." in shown(app)


def test_the_next_statement_begins_empty_and_going_back_shows_what_was_said(open_page):
    app = begin(open_page(PAGE))
    app.checkbox(key="toets-thema-1").check()
    app.segmented_control(key="toets-soort").select(NO_KIND)
    button(app, "Leg vast").click().run()
    assert not any(one.value for one in app.checkbox)
    assert app.segmented_control(key="toets-soort").value is None

    app.button(key="toets-vorige").click().run()
    assert [one.value for one in app.checkbox] == [True, False, False]
    assert app.segmented_control(key="toets-soort").value == NO_KIND


def test_another_part_and_back_shows_what_was_said(open_page):
    app = begin(open_page(PAGE))
    app.checkbox(key="toets-thema-3").check()
    button(app, "Leg vast").click().run()
    app.button(key="toets-vorige").click().run()
    part(part(app, "figures"), "blind")
    assert [one.value for one in app.checkbox] == [False, False, True]


def test_nothing_of_others_is_to_be_seen(open_page, example, store, coded, ids):
    said = store.statements(example.id, ids[:1])[0]
    coded("Anna", {ids[0]: (["openheid"], "kans")})
    coded("Bo", {ids[0]: (["integraliteit"], "werkt")}, blind=False)
    app = part(open_page(PAGE), "blind")
    begin(app)
    assert said.text in shown(app)
    assert not any(one.value for one in app.checkbox)
    everything = texts(app) + shown(app)
    for word in ("Anna", "Bo", "voorstel", "%"):
        assert word not in everything


def test_who_comes_back_goes_on_where_they_stopped(open_page, coded, ids):
    coded("Cas", dict.fromkeys(ids[:3], ([], None)))
    app = part(open_page(PAGE), "blind")
    begin(app)
    assert f"Uitspraak 4 van {len(ids)}" in texts(app)

    button(app, "Stop").click().run()
    assert button(app, "blind")


def test_at_the_end_it_says_so(open_page, coded, ids):
    coded("Cas", dict.fromkeys(ids, ([], None)))
    app = begin(part(open_page(PAGE), "blind"))
    assert "Klaar" in app.success[0].value
    assert app.button(key="toets-volgende").disabled


# The figures


@pytest.mark.usefixtures("two_coders")
def test_the_figures_compare_the_coders_that_are_chosen(open_page, ids):
    app = open_page(PAGE)
    assert app.segmented_control[0].value == "figures"
    choice = app.selectbox(key="overeenstemming.keuze.wie")
    assert choice.options == [
        "Anna (blind) en Bo (blind)",
        "Anna (blind) en het programma",
        "Bo (blind) en het programma",
    ]
    table = app.dataframe[0].value.set_index("Waarover")
    assert list(table["Uitspraken"])[:4] == [len(ids)] * 4
    assert table.loc["Openheid", "Oordeel"].startswith("betrouwbaar")
    assert table.loc["Integraliteit", "Oordeel"] == "te weinig om iets te zeggen"
    assert f"Samen codeerden ze {len(ids)} uitspraken" in texts(app)
    assert "in beeld" not in texts(app)
    assert fine(app)


@pytest.mark.usefixtures("two_coders")
def test_the_machine_is_a_coder_too(open_page):
    app = open_page(PAGE)
    app.selectbox(key="overeenstemming.keuze.wie").select_index(1).run()
    assert app.dataframe[0].value.set_index("Waarover").loc["Openheid", "Alfa (interval)"] != "–"
    assert fine(app)


@pytest.mark.usefixtures("two_coders")
def test_who_saw_the_proposals_is_told(open_page, coded, ids):
    coded("Dirk", dict.fromkeys(ids, (["openheid"], None)), blind=False)
    app = open_page(PAGE)
    choice = app.selectbox(key="overeenstemming.keuze.wie")
    assert choice.options[0] == "Anna (blind), Bo (blind) en Dirk"
    assert "Dirk codeerde met de voorstellen in beeld" in texts(app)
    assert "Kappa (interval)" not in app.dataframe[0].value.columns


def test_too_little_is_said(open_page, coded, ids):
    for who in ("Anna", "Bo"):
        coded(who, dict.fromkeys(ids[:4], (["openheid"], None)))
    assert "te weinig om iets te zeggen" in texts(open_page(PAGE))


# Disputes


@pytest.mark.usefixtures("two_coders")
def test_a_dispute_is_settled_together_and_then_counts(open_page, store, example, ids):
    app = part(open_page(PAGE), "disputes")
    assert "Twistpunt 1 van 2" in texts(app)
    assert "Anna (blind)" in shown(app)
    app.pills(key="twist-themas").set_value(["openheid", "betrokkenheid"])
    app.pills(key="twist-soort").select("werkt")
    app.text_area[0].input("omdat *het* zo is")
    button(app, "Leg samen vast").click().run()

    assert fine(app)
    assert "Vastgelegd als “samen: Anna en Bo”" in shown(app)
    assert "Twistpunt 1 van 1" in texts(app)
    history = [
        one for one in store.history(example.id, ids[0]) if one.coding.coder == "samen: Anna en Bo"
    ]
    assert {one.memo for one in history} == {"omdat *het* zo is"}
    assert not any(one.coding.blind for one in history)
    assert {one.coding.code for one in history if one.coding.assigned} == {
        "openheid", "betrokkenheid", "werkt",
    }  # fmt: skip
    rows = store.frames(example.id).codings
    mine = rows[(rows["statement_id"] == ids[0]) & rows["assigned"] & ~rows["by_machine"]]
    themes_now = set(mine.loc[mine["target"] == CodingTarget.THEME.value, "code"])
    assert themes_now == {"openheid", "betrokkenheid"}


@pytest.mark.usefixtures("two_coders")
def test_all_disputes_stand_in_a_table(open_page, store, example, ids):
    app = part(open_page(PAGE), "disputes")
    table = app.dataframe[0].value
    said = {one.id: one.text for one in store.statements(example.id, ids[:2])}
    assert list(table["Uitspraak"]) == [said[ids[0]], said[ids[1]]]
    assert table.loc[0, "Bo (blind)"] == "Openheid: ja, Soort: werkt"
    assert table.loc[1, "Anna (blind)"] == "Openheid: ja"


@pytest.mark.usefixtures("two_coders")
def test_the_next_dispute_and_back(open_page, store, example, ids):
    app = part(open_page(PAGE), "disputes")
    second = store.statements(example.id, ids[1:2])[0]
    button(app, "Volgende").click().run()
    assert "Twistpunt 2 van 2" in texts(app)
    assert second.text in shown(app)
    button(app, "Vorige").click().run()
    assert "Twistpunt 1 van 2" in texts(app)


@pytest.mark.usefixtures("two_coders")
def test_the_machine_joins_on_demand(open_page):
    app = part(open_page(PAGE), "disputes")
    assert "het programma" not in shown(app)
    app.toggle[0].set_value(True).run()
    assert "het programma" in shown(app)


def test_without_differences_there_is_nothing_to_settle(open_page):
    app = part(open_page(PAGE), "disputes")
    assert "geen open twistpunten" in texts(app)
    assert fine(app)
