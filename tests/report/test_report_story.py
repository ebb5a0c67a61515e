import re
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.privacy.holding import HELD
from analysis.report import Choice, Number, Report, Sentence, Traces, shown_day
from analysis.synthesis.incidence import NO_THEME
from analysis.types import Category, Corner

W, B, C = Category.WERKT, Category.KNELPUNT, Category.KANS
OPEN, WHOLE = ("openheid",), ("integraliteit",)
DIGITS = re.compile(r"\d")


def everything(value):
    """All sentences and numbers in a report."""
    if isinstance(value, Sentence | Number):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from everything(one)
    elif is_dataclass(value) and not isinstance(value, Traces):
        for one in fields(value):
            yield from everything(getattr(value, one.name))


def texts(sentences) -> list[str]:
    return [one.text for one in sentences]


def theme_of(report: Report, name: str):
    return next(one for one in report.themes if one.name == name)


def check(report: Report, day) -> None:
    """What must hold of every report."""
    ids = {one.id for one in day.statements}
    for one in everything(report):
        if isinstance(one, Number):
            trace = report.traces.get(one.trace)
            assert trace.value == one.value
            assert set(trace.statements) <= ids
        else:
            assert set(one.traces) <= {trace.id for trace in report.traces}
    quotes = [q for s in (*report.themes, *report.corners) for k in s.quotes for q in k.quotes]
    for quote in quotes:
        assert day.by_id[quote.statement].text.strip() == quote.text
        assert report.traces.get(quote.trace).statements == (quote.statement,)
    for table in [report.table, *(s.table for s in (*report.themes, *report.corners))]:
        assert report.traces.get(table.trace).kind == "table"
        assert all(len(line.numbers) == len(table.columns) for line in table.lines)
    assert len({trace.id for trace in report.traces}) == len(report.traces)


def test_every_number_in_a_sentence_is_traced(report, day):
    check(report, day)
    said = [one for one in everything(report) if isinstance(one, Sentence)]
    loose = [p.text for one in said for p in one.parts if not p.trace and DIGITS.search(p.text)]
    assert loose == ["1", "22 november 2026"]  # the codebook's version, and when it was made
    assert sum(bool(one.traces) for one in said) > 15


def test_the_head_of_a_report(report):
    assert (report.title, report.date, report.corner_word) == (
        "Themadag",
        "5 maart 2026",
        "koffiehoek",
    )
    assert report.warning.text == (
        "Let op: het nakijken is nog niet af. Mensen keken 3 van de 13 uitspraken na. "
        "De getallen kunnen nog veranderen."
    )


def test_the_overview(report):
    assert texts(report.overview) == [
        "13 uitspraken van 3 koffiehoeken: werkt 3, knelpunt 6, kans 3 en zonder soort 1.",
        "Een uitspraak met twee thema’s telt bij beide mee.",
        "Het vaakst genoemd als iets wat werkt: Openheid (1 uitspraak, in 1 van de 3 "
        "koffiehoeken) en Integraliteit (1 uitspraak, in 1 van de 3 koffiehoeken).",
        "Het vaakst genoemd als knelpunt: Openheid (4 uitspraken, in 2 van de 3 koffiehoeken).",
        "Het vaakst genoemd als kans: Openheid (2 uitspraken, in 1 van de 2 koffiehoeken).",
        "2 uitspraken kregen geen thema.",
        "1 uitspraak is nog niet helemaal gecodeerd en telt bij dat thema niet mee.",
    ]


def test_the_overview_table_is_the_matrix_with_totals(report):
    lines = {line.label: [number.text for number in line.numbers] for line in report.table.lines}
    kinds = [(column.theme, column.kind) for column in report.table.columns]
    assert kinds[:5] == [
        (None, None),
        *(("Openheid", kind) for kind in ("werkt", "knelpunt", "kans", "")),
    ]
    assert lines["OM"][:5] == ["3", "0", "0", "–", "1"]
    assert lines["School"][:5] == ["4", "0", "1", "?", "0"]
    assert lines["Totaal"][:5] == ["13", "1", "4", "2", "1"]
    assert report.table.first == "Koffiehoek"
    assert report.matrix.themes == ("Openheid", "Integraliteit", NO_THEME)


def test_a_theme_has_its_definition_numbers_and_quotes(report):
    theme = theme_of(report, "openheid")
    assert (theme.label, theme.definition, theme.n.value) == ("Openheid", "Over openheid.", 8)
    assert theme.sentences[0].text.startswith(
        "8 uitspraken gaan over Openheid, van 3 koffiehoeken: "
    )
    found = {one.kind: one for one in theme.quotes}
    assert found["kans"].n.value == 2
    assert {quote.corner for quote in found["kans"].quotes} == {"Politie"}
    assert all(quote.reviewed for quote in found["kans"].quotes)
    assert found["knelpunt"].quotes[0].corner == "School"  # a person reviewed it
    assert len(found["knelpunt"].quotes) == 3


def test_a_corner_has_its_numbers_and_quotes(report):
    om = next(one for one in report.corners if one.name == "OM")
    assert texts(om.sentences) == [
        "OM: 3 uitspraken (werkt 0, knelpunt 2 en zonder soort 1).",
        "Niet gevraagd: kans.",
        "Het vaakst genoemd: Integraliteit als knelpunt (2) en Openheid zonder soort (1).",
    ]
    assert [len(one.quotes) for one in om.quotes] == [0, 2, 0, 1]
    assert om.figure.corner == om.name


def test_what_stands_out_is_said_with_its_caution(make, says, tell):
    day = make(
        says("A", B, OPEN, 40) + says("A", B, (), 10)
        + says("B", B, OPEN, 30) + says("B", B, (), 70) + says("C", B, OPEN, 2)
    )  # fmt: skip
    report = tell(day)
    assert texts(report.stands_out) == [
        "Bij B komt Openheid als knelpunt duidelijk minder vaak voor dan je op grond van de omvang "
        "zou verwachten: 30 keer, verwacht 47,4.",
        "Bij A komt Openheid als knelpunt duidelijk vaker voor dan je op grond van de omvang zou "
        "verwachten: 40 keer, verwacht 23,7.",
        "Waar de aantallen klein zijn, is niet vergeleken.",
        "Let op: van zulke vergelijkingen valt ongeveer één op de twintig door toeval op. Zie een "
        "verschil als een vraag, niet als een bewijs.",
    ]
    named = {one.name: texts(one.stands_out) for one in report.corners}
    assert named["A"][0].startswith("Bij A komt Openheid")
    assert named["C"] == ["De aantallen zijn te klein om verschillen te duiden."]


def test_kinds_that_are_too_few_apart_are_compared_together(make, says, tell):
    rows = [one for corner, few in (("A", 4), ("B", 0)) for kind in (W, B, C)
            for one in says(corner, kind, OPEN, few) + says(corner, kind, (), 5)]  # fmt: skip
    assert texts(tell(make(rows)).stands_out)[:2] == [
        "Bij A komt Openheid (alle soorten samen) duidelijk vaker voor dan je op grond van "
        "de omvang zou verwachten: 12 keer, verwacht 7,7.",
        "Waar de aantallen klein zijn, is niet vergeleken.",
    ]


def test_corners_that_were_asked_for_less_are_not_compared_on_all_kinds(make, says, tell):
    rows = [one for corner, few in (("A", 4), ("B", 0)) for kind in (W, B, C)
            for one in says(corner, kind, OPEN, few) + says(corner, kind, (), 5)]  # fmt: skip
    rows += says("C", W, (), 30)
    asked = [Corner("A"), Corner("B"), Corner("C", frozenset({W}))]
    said = " ".join(texts(tell(make(rows, corners=asked)).stands_out))
    assert "12 keer, verwacht 7,7." in said


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([("A", B, OPEN, 30), ("A", B, (), 30)], "Er is niets om mee te vergelijken."),
        ([("A", B, OPEN, 1), ("B", B, (), 1)], "De aantallen zijn te klein om verschillen"),
        ([("A", B, OPEN, 20), ("A", B, (), 20), ("B", B, OPEN, 20), ("B", B, (), 20)],
         "Niets wordt hier opvallend vaker"),
    ],
)  # fmt: skip
def test_why_nothing_stands_out(make, says, tell, said, words):
    day = make([one for row in said for one in says(*row)], themes=OPEN)
    assert texts(tell(day).stands_out)[0].startswith(words)


def test_shared_bottlenecks_stand_beside_the_chances_of_the_same_theme(make, says, tell):
    day = make(
        says("A", B, OPEN, 3) + says("A", C, OPEN, 1) + says("B", B, OPEN, 2) + says("C", B, WHOLE)
    )
    report = tell(day)
    (shared,) = report.shared
    assert (shared.label, shared.corners.value, shared.asked.value) == ("Openheid", 2, 3)
    assert texts(shared.sentences) == [
        "In 2 van de 3 koffiehoeken is Openheid een knelpunt (5 uitspraken).",
        "Daar staat 1 kans tegenover, van 1 koffiehoek.",
        "Wel een knelpunt en geen kans: B.",
    ]
    assert [one.kind for one in shared.quotes] == ["knelpunt", "kans"]
    assert report.nothing_shared is None


@pytest.mark.parametrize(
    ("chances", "words"),
    [
        (frozenset(Category), "Daar staat geen kans tegenover."),
        (frozenset({W, B}), "Naar kansen is niet gevraagd."),
    ],
)
def test_bottlenecks_without_chances(make, says, tell, chances, words):
    asked = [Corner("A", chances), Corner("B", chances)]
    day = make(says("A", B, OPEN, 1) + says("B", B, OPEN, 1), corners=asked)
    assert tell(day).shared[0].sentences[1].text == words


def test_the_author_chooses_what_goes_in(day, tell):
    choice = Choice(
        title="Mijn verslag", corners=("School", "Politie", "weg"), themes=OPEN,
        kinds=("knelpunt", "kans"), measure="share", charts=("corner",),
    )  # fmt: skip
    report = tell(day, choice=choice)
    check(report, day)
    assert report.title == "Mijn verslag"
    assert [one.name for one in report.corners] == ["Politie", "School"]
    assert [one.name for one in report.themes] == ["openheid"]
    assert {row.corner for row in report.rows} == {"School", "Politie"}
    assert {row.kind for row in report.rows} == {"knelpunt", "kans"}
    assert report.corners[0].figure.corner == "Politie"
    numbers = dict(zip([c.kind for c in report.table.columns], report.table.lines[0].numbers,
                       strict=True))  # fmt: skip
    assert (numbers[None].text, numbers["knelpunt"].text, numbers["kans"].text) == (
        "5",
        "60%",
        "40%",
    )
    assert "Gekozen zijn 7 uitspraken van de 13" in " ".join(texts(report.account))
    assert report.shared[0].asked.value == 2


def test_themes_that_were_left_out_are_told_and_nothing_is_said_of_them(day, tell):
    report = tell(day, choice=Choice(themes=("integraliteit",)))
    assert "Niet gekozen voor dit verslag: Openheid." in " ".join(texts(report.account))
    assert any(
        one.startswith("Van de gekozen thema’s het vaakst") for one in texts(report.overview)
    )
    om = next(one for one in report.corners if one.name == "OM")
    assert "Van wat voor dit verslag is gekozen het vaakst genoemd" in texts(om.sentences)[-1]
    assert "Niet gekozen" not in " ".join(texts(tell(day).account))


def test_a_corner_names_all_that_are_equal_or_none(make, says, tell):
    themes = ["a", "b", "c", "d", "e", "f"]

    def said(counts):
        rows = [one for t, n in zip(themes, counts, strict=True) for one in says("A", B, (t,), n)]
        last = texts(tell(make(rows, themes=themes)).corners[0].sentences)[-1]
        return last.partition("genoemd: ")[2].replace(" als knelpunt", "")

    assert said([3, 2, 1, 1, 0, 0]) == "A (3), B (2), C (1) en D (1)."
    assert said([3, 1, 1, 1, 1, 1]) == "A (3)."
    assert said([1, 1, 1, 1, 1, 1]) == ""


def test_chosen_quotes_stand_in_the_chosen_order(day, tell):
    choice = (
        Choice()
        .with_quotes("openheid", "knelpunt", ["s6", "s0"])
        .with_quotes("openheid", "kans", [])
    )
    found = {one.kind: one for one in theme_of(tell(day, choice=choice), "openheid").quotes}
    assert [quote.statement for quote in found["knelpunt"].quotes] == ["s6", "s0"]
    assert found["kans"].quotes == ()


def test_a_chosen_quote_that_no_longer_fits_is_left_out_and_told(make, says, tell, holding):
    said = says("A", B, OPEN, 1, text="Henk zei dat het beter kon") + says("A", B, WHOLE, 1)
    day = make(said + says("A", B, OPEN, 1), holding=holding)
    choice = Choice().with_quotes("openheid", "knelpunt", ["s0", "s1", "s2"])
    report = tell(day, choice=choice)
    quotes = theme_of(report, "openheid").quotes
    assert [q.statement for one in quotes for q in one.quotes] == ["s2"]
    assert report.notes[0].text.startswith("Een gekozen citaat is weggelaten.")


def test_no_name_that_is_held_back_stands_anywhere(make, says, tell, holding):
    said = says("Tafel van Henk", B, OPEN, 2) + says("Henk", B, OPEN, 1, text="ik ben Henk zelf")
    day = make(said, title="De dag van Henk", holding=holding)
    report = tell(day, choice=Choice(title="Verslag van Henk"))
    check(report, day)
    kept = [report.traces.to_json(), report.table.alt, report.title, str(report.rows)]
    kept += [one.text for one in everything(report)] + [one.name for one in report.corners]
    assert not [text for text in kept if "Henk" in text]
    assert len({one.name for one in report.corners}) == 2


@pytest.mark.parametrize("choice", [Choice(kinds=()), Choice(themes=()), Choice(corners=())])
def test_a_choice_of_nothing_is_a_report_of_nothing(day, tell, choice):
    report = tell(day, choice=choice)
    assert not report.matrix.cells["count"].sum()
    assert report.title == day.event.title


def test_guidelines_of_the_codebook_are_held_back_too(make, says, holding):
    day = make(says("A", B, OPEN, 1), themes=["openheid", "henk"], holding=holding)
    assert [theme.definition for theme in day.codebook.themes] == ["Over openheid.", "Over henk."]
    told = {"definition": "Zegt Henk.", "examples": ("Henk belt", "x")}
    themes = tuple(theme.model_copy(update=told) for theme in day.codebook.themes)
    named = day.codebook.model_copy(update={"themes": themes})
    shown = shown_day(day.event, named, day.frames, day.statements, holding=holding).codebook
    assert {theme.definition for theme in shown.themes} == {HELD}
    assert {theme.examples for theme in shown.themes} == {("x",)}


HOSTILE = [
    "=HYPERLINK('http://kwaad')", "{n} {0} %s {", "<script>alert(1)</script>", "\ud800 half",
    "a\x00b\tc\nd", "x" * 2000, "ملاحظة مهمة", "😀👩‍👩‍👧", "", "   ",
]  # fmt: skip


def _name(text: str) -> str:
    """A corner called like that; tables take no half characters."""
    return "leeg" if not text or "\ud800" in text else text


def test_hostile_text_stays_as_it_is(make, says, tell):
    said = [one for text in HOSTILE for one in says(_name(text), B, OPEN, 1, text=text)]
    said += says("gewoon", C, OPEN, 1)
    day = make(said, title="{n} <b>", corner_word="{tafel}")
    report = tell(day)
    check(report, day)
    assert Traces.from_json(report.traces.to_json()).items == report.traces.items
    shown = [q.text for s in report.corners for k in s.quotes for q in k.quotes]
    assert {"=HYPERLINK('http://kwaad')", "x" * 2000, "😀👩‍👩‍👧"} <= set(shown)


def _rows(corners: int, themes: int, count: int):
    return [
        (f"Hoek {at % corners}", (W, B, C, None)[at % 4], (f"thema{at % themes}",))
        for at in range(count)
    ]


@pytest.mark.parametrize(
    ("rows", "themes"),
    [
        ([], OPEN),
        ([("A", None, None)], OPEN),
        ([("A", B, OPEN)], OPEN),
        ([("A", B, None), ("B", C, None)], OPEN),
        (_rows(40, 1, 200), ["thema0"]),
        (_rows(3, 30, 200), [f"thema{at}" for at in range(30)]),
    ],
    ids=["none", "one without anything", "one", "nothing coded", "40 corners", "30 themes"],
)
def test_days_of_every_size(make, says, tell, rows, themes):
    day = make([one for row in rows for one in says(*row)], themes=themes)
    for choice in (Choice(), Choice(measure="share", charts=("corner",)), Choice(kinds=("kans",))):
        report = tell(day, choice=choice)
        check(report, day)
        assert len(report.themes) == len(themes)
    assert len(tell(day).corners) == len({row[0] for row in rows})


def test_a_day_without_statements_says_so(make, tell):
    report = tell(make([], corners=[Corner("A")]))
    assert texts(report.overview) == ["Er zijn nog geen uitspraken in deze keuze."]
    assert texts(report.corners[0].sentences) == ["Van A zijn er geen uitspraken."]
    assert report.warning is None
    assert (report.shared, report.nothing_shared, report.stands_out) == ((), None, ())


def test_a_day_that_was_not_coded_is_not_called_silent(make, says, tell):
    report = tell(make(says("A", B, None, 3)))
    assert {number.text for line in report.themes[0].table.lines for number in line.numbers
            if not line.total} >= {"?"}  # fmt: skip
    assert any(
        "3 uitspraken zijn nog niet helemaal gecodeerd" in one for one in texts(report.overview)
    )


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=5).map(lambda name: name.strip() or "leeg"),
            st.sampled_from([W, B, C, None]),
            st.sampled_from([None, (), OPEN, ("openheid", "integraliteit")]),
        ),
        max_size=12,
    )
)
def test_any_day_gives_the_same_traced_report_twice(make, says, tell, rows):
    day = make([one for row in rows for one in says(*row)])
    report = tell(day)
    check(report, day)
    assert tell(day).traces.to_json() == report.traces.to_json()


@pytest.mark.parametrize("measure", ["count", "share"])
def test_every_cell_of_the_framework_is_in_the_traces(day, tell, measure):
    report = tell(day, choice=Choice(measure=measure))
    cells = report.traces.behind(report.traces.get(report.framework_trace))
    seen = report.matrix
    assert len(cells) == len(seen.corners) * len(seen.themes) * len(seen.kinds)
    assert {one.spec.measure for one in cells} == {"count"}
