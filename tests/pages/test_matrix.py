"""The page Matrix: filters, measures and orders; every number opens the statements it counts."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from analysis.charts import Measure, overview_figure, to_table
from analysis.codebook import dump_codebook, load_codebook, parse_codebook
from analysis.example import ensure_example
from analysis.intake import lexicon_for, read_files
from analysis.live.opening import make_live_day
from analysis.live.posting import Post
from analysis.storing import new_event, store_intake
from analysis.synthesis import Order, Selection, build_matrix, ids_by_cell, ordered, statement_ids
from analysis.types import Category, Corner
from pages.components import state
from pages.components.day import Day

LONG = "Samenwerkingsverband voor jeugd, veiligheid en onderwijs in de regio Noord-Oost Brabant"
FOLDED = ("matrix.woorden", "matrix.meenemen")
CELL = ("matrix.cel.hoek", "matrix.cel.thema", "matrix.cel.soort")


@pytest.fixture
def example(store):
    return ensure_example(store)


@pytest.fixture
def empty_day(store):
    return new_event(store, title="Leeg", date=None, codebook=load_codebook("beter_verbonden"))


def fill(store, event, codebook, *texts):
    files = [(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    store_intake(store, event, read_files(files, lexicon=lexicon_for(codebook)).items)
    return store.event(event.id)


def notes(corner, *, kind="Wat gaat goed", text="samenwerken"):
    return f"Koffiehoek: {corner}\n\n{kind}\n- {text} bij {corner}\n"


def chosen(app, label):
    return next(one for one in app.selectbox if one.label == label)


def control(app, label):
    return next(one for one in [*app.multiselect, *app.button_group] if one.label == label)


def texts(app):
    return [one.value for one in app.markdown]


def found(app):
    """What the page says of the chosen cell: '... : 7 uitspraken'."""
    (line,) = [text for text in texts(app) if text.startswith("**") and "uitspra" in text]
    return line.strip("*")


def fine(app):
    return not app.exception and not app.error


def day_of(store, event):
    codebook = parse_codebook(store.codebook(event.codebook).text, source="proef")
    return Day(store.event(event.id), codebook)


# What the page says


def test_without_a_day_the_page_leads_to_bijeenkomst(open_page):
    app = open_page("matrix.py")
    assert [one.value for one in app.info] == [
        "De matrix hoort bij een bijeenkomst. Maak eerst een bijeenkomst of open de voorbeelddag."
    ]


@pytest.mark.usefixtures("empty_day")
def test_an_empty_day_says_what_to_do_first(open_page):
    app = open_page("matrix.py")

    assert app.info[0].value.startswith("Er zijn nog geen uitspraken. Lees eerst")
    assert not app.selectbox[1:]
    assert fine(app)


@pytest.mark.usefixtures("example")
def test_before_a_cell_is_chosen_the_page_says_how(open_page):
    app = open_page("matrix.py")

    assert fine(app)
    assert any(text.startswith("Klik op een getal in de matrix") for text in texts(app))


def test_a_chosen_cell_lists_its_statements(open_page, example, store):
    day = day_of(store, example)
    frames = store.frames(example.id)
    corner, name = day.event.corners[1].name, day.codebook.themes[0].name
    names = [theme.name for theme in day.codebook.themes]
    ids = statement_ids(frames, themes=names, corner=corner, theme=name, category="knelpunt")
    app = open_page("matrix.py")

    chosen(app, "Hoek").select(corner)
    chosen(app, "Thema").select(day.labels[name])
    chosen(app, "Soort").select("knelpunt").run()

    assert fine(app)
    assert f" {len(ids)} uitspra" in found(app)
    sources = [one for one in app.button if (one.key or "").startswith("bron-")]
    assert [one.key for one in sources] == [f"bron-{identity}" for identity in ids]


@pytest.mark.usefixtures("example")
def test_a_long_list_goes_by_pages(open_page):
    app = open_page("matrix.py")

    chosen(app, "Soort").select("werkt").run()
    first = [one.key for one in app.button if (one.key or "").startswith("bron-")]
    app.number_input[0].set_value(2).run()
    second = [one.key for one in app.button if (one.key or "").startswith("bron-")]

    assert len(first) == 20
    assert not set(first) & set(second)


# Switches


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("measure", get_args(Measure))
@pytest.mark.parametrize("blik", ["alle", "een"])
def test_each_measure_draws_in_both_views(open_page, measure, blik):
    app = open_page("matrix.py")
    control(app, "Wat laten we zien?").set_value(blik)
    control(app, "Wat tellen we?").set_value(measure).run()

    assert fine(app)
    warned = [one.value for one in app.caption if "op grond van de omvang" in one.value]
    assert bool(warned) == (measure == "residual")


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("order", get_args(Order))
def test_each_order_draws(open_page, order):
    app = open_page("matrix.py")
    control(app, "Volgorde van de hoeken").set_value(order).run()
    assert fine(app)


def test_one_corner_is_described_in_words(open_page, example, store):
    app = open_page("matrix.py")
    control(app, "Wat laten we zien?").set_value("een").run()
    corner = store.event(example.id).corners[2].name
    chosen(app, "Welke hoek?").select(corner).run()

    assert fine(app)
    assert any("Gemeente" in text and "23 uitspraken" in text for text in texts(app))


def test_filters_narrow_what_is_counted(open_page, example, store):
    corner = store.event(example.id).corners[0].name
    app = open_page("matrix.py")

    control(app, "Hoeken").set_value([corner])
    control(app, "Soorten").set_value(["kans"]).run()

    assert fine(app)
    assert chosen(app, "Hoek").options == ["Alle hoeken", corner]
    chosen(app, "Soort").select("werkt").run()
    assert "0 uitspraken" in found(app)


def test_a_filter_on_the_further_codes_draws(open_page, example, store):
    app = open_page("matrix.py")
    (further,) = [one for one in app.multiselect if one.label.endswith("obstakels")]
    further.set_value(day_of(store, example).extra_codes[:1]).run()
    assert fine(app)


# What lasts


def test_choices_last_while_another_page_is_shown(open_page, example, store):
    corner = store.event(example.id).corners[3].name
    app = open_page("matrix.py")
    control(app, "Wat tellen we?").set_value("share")
    control(app, "Soorten").set_value(["kans", "werkt"])
    chosen(app, "Hoek").select(corner).run()
    before = found(app)

    app.switch_page("bijeenkomst.py").run()
    app.switch_page("matrix.py").run()

    assert fine(app)
    assert found(app) == before
    assert control(app, "Wat tellen we?").value == "share"
    assert control(app, "Soorten").value == ["kans", "werkt"]


def test_choices_of_one_day_do_no_harm_on_another(open_page, store, example):
    codebook = load_codebook("samenwerken_voor_jeugd")
    other = new_event(store, title="Andere dag", date=None, codebook=codebook)
    fill(store, other, codebook, notes("School"))
    app = open_page("matrix.py")
    app.sidebar.selectbox[0].select(example.id).run()
    corner = store.event(example.id).corners[0].name
    control(app, "Hoeken").set_value([corner])
    control(app, "Wat laten we zien?").set_value("een")
    chosen(app, "Hoek").select(corner).run()

    app.sidebar.selectbox[0].select(other.id).run()

    assert fine(app)
    assert control(app, "Hoeken").value == []
    assert chosen(app, "Hoek").value == "alle"


def test_a_corner_that_was_renamed_falls_out_of_the_choice(open_page, store, example):
    corner = store.event(example.id).corners[0].name
    app = open_page("matrix.py")
    control(app, "Hoeken").set_value([corner]).run()

    held = [s.id for s in store.statements(example.id) if s.corner == corner]
    store.move_statements(example.id, held, corner="Nieuw")
    store.set_corners(example.id, [c for c in store.event(example.id).corners if c.name != corner])
    app.run()

    assert fine(app)
    assert "Nieuw" in chosen(app, "Hoek").options


# Days of other sizes


def test_one_corner_alone_draws(open_page, store, empty_day):
    fill(store, empty_day, load_codebook("beter_verbonden"), notes("Politie"))
    app = open_page("matrix.py")
    assert fine(app)
    control(app, "Wat tellen we?").set_value("residual").run()
    assert fine(app)


def test_forty_corners_with_long_names_draw(open_page, store, empty_day):
    names = [f"{LONG} {number}" for number in range(40)]
    fill(store, empty_day, load_codebook("beter_verbonden"), *map(notes, names))

    app = open_page("matrix.py")

    assert fine(app)
    assert len(chosen(app, "Hoek").options) == 41
    control(app, "Volgorde van de hoeken").set_value("likeness").run()
    assert fine(app)


def test_thirty_themes_draw(open_page, store):
    codebook = thirty_themes()
    event = new_event(store, title="Veel thema's", date=None, codebook=codebook)
    fill(store, event, codebook, notes("Politie", text="woord7 en woord29"))

    app = open_page("matrix.py")

    assert fine(app)
    assert len(chosen(app, "Thema").options) == 1 + 30 + 1  # all, and without a theme
    chosen(app, "Thema").select("Een lang opgeschreven thema over onderwerp 29").run()
    assert "1 uitspraak" in found(app)


def thirty_themes():
    base = load_codebook("beter_verbonden")
    example = base.themes[0]
    themes = tuple(
        example.model_copy(
            update={
                "name": f"thema{number}",
                "label": f"Een lang opgeschreven thema over onderwerp {number}",
                "terms": (f"woord{number}",),
            }
        )
        for number in range(30)
    )
    made = base.model_copy(update={"name": "dertig", "themes": themes})
    return parse_codebook(dump_codebook(made), source="dertig")


def test_statements_without_a_kind_can_be_opened(open_page, store, empty_day):
    fill(store, empty_day, load_codebook("beter_verbonden"), "Koffiehoek: Politie\n\n- lijnen\n")
    (statement,) = store.statements(empty_day.id)
    store.decide_category(empty_day.id, [statement.id], None, coder="onderzoeker")

    app = open_page("matrix.py")
    chosen(app, "Soort").select("").run()

    assert fine(app)
    assert "1 uitspraak" in found(app)


def test_a_corner_where_a_kind_was_not_asked_draws(open_page, store, empty_day):
    fill(store, empty_day, load_codebook("beter_verbonden"), notes("Politie"))
    store.set_corners(empty_day.id, [Corner("Politie", frozenset({Category.WERKT}))])

    app = open_page("matrix.py")

    assert fine(app)
    table = app.dataframe[0].value
    assert "niet gevraagd" in set(table.iloc[0])


@pytest.mark.usefixtures("example")
def test_what_is_folded_in_is_made_only_when_it_is_opened(open_page):
    app = open_page("matrix.py")
    for key in FOLDED:
        app.session_state[key] = False
    app.run()
    assert fine(app)
    assert not app.dataframe
    assert not app.get("download_button")
    assert len(open_part(app, "matrix.woorden").dataframe) == 1
    assert not app.get("download_button")
    assert len(open_part(app, "matrix.meenemen").get("download_button")) == 4


def open_part(app, key):
    app.session_state[key] = True
    return app.run()


def test_what_was_taken_back_since_it_was_counted_is_left_out_and_nothing_fails(open_page, store):
    now = datetime.now(UTC)
    codebook = load_codebook("beter_verbonden")
    live = make_live_day(store, title="Dag", corners=["Politie"], codebook=codebook, now=now)
    code = live.corners[0].code
    posts = [Post(code, Category.WERKT, text, text, now) for text in ("blijft hier", "gaat weg")]
    store.live.keep(posts)
    app = open_page("matrix.py")
    assert "2 uitspraken" in found(chosen(app, "Soort").select("werkt").run())
    store.live.withdraw("gaat weg", now=now)
    app.run()
    assert fine(app)
    assert "2 uitspraken" in found(app)
    shown = " ".join(one.proto.body for one in app.get("html"))
    assert "blijft hier" in shown
    assert "gaat weg" not in shown


# Every number opens as many statements as it says

SELECTIONS = [
    Selection(),
    Selection(kinds=frozenset({"werkt", "kans"})),
    Selection(themes=frozenset({"Openheid"})),
]


@pytest.mark.parametrize("select", SELECTIONS)
def test_every_number_of_the_figure_opens_as_many_statements(store, example, select, monkeypatch):
    monkeypatch.setattr("pages.components.data.frames", store.frames)
    day = day_of(store, example)
    frames = day.frames
    matrix = build_matrix(frames, corners=day.event.corners, themes=day.themes, select=select)
    behind = ids_by_cell(frames, matrix)
    points = clickable(overview_figure(matrix, "count"))

    assert len(points) == len(matrix.cells) > 0
    for (corner, theme, kind), shown in points:
        ids = statement_ids(
            frames, themes=day.themes, corner=corner, theme=theme, category=kind, select=select
        )
        assert shown == str(len(ids))
        assert ids == behind.get((corner, theme, kind), ())


def clickable(figure):
    """What a click on each point hands back, and the number that stands there."""
    return [
        (tuple(key), shown)
        for trace in figure.data
        if trace.customdata is not None
        for key, shown in zip(trace.customdata, trace.text, strict=True)
    ]


@pytest.mark.parametrize("order", get_args(Order))
def test_an_order_changes_places_and_no_numbers(store, example, order, monkeypatch):
    monkeypatch.setattr("pages.components.data.frames", store.frames)
    day = day_of(store, example)
    matrix = build_matrix(day.frames, corners=day.event.corners, themes=day.themes)

    before = to_table(matrix).set_index("Hoek")
    after = to_table(ordered(matrix, corners=order)).set_index("Hoek")

    assert after.loc[before.index].equals(before)


@pytest.mark.usefixtures("example")
def test_the_keys_of_the_page_last(open_page):
    """A new control on this page keeps its value only under a key that begins so."""
    app = open_page("matrix.py")

    widgets = [*app.multiselect, *app.button_group, *app.selectbox]
    keys = {one.key for one in widgets} - {"keuze.bijeenkomst"}
    assert keys
    assert all(key.startswith(state.CHOICES) for key in keys)
