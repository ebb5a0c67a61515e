"""From the store or from files: all of a day that its documents are made of."""

from datetime import UTC, datetime

import pytest
from report_days import names_held

from analysis.codebook import load_codebook
from analysis.errors import StoreError
from analysis.exchange import Memo, project, read_project
from analysis.intake import Intake, lexicon_for, read_files
from analysis.material import read_day, stored_day
from analysis.privacy.holding import HELD
from analysis.report import Choice
from analysis.storing import new_event, store_intake
from analysis.types import Coding, CodingTarget

MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)
BOOK = load_codebook("beter_verbonden")
LINES = "\n".join(f"- open en eerlijk zijn over zaak {number}" for number in range(40))
POLITIE = f"""Politie
datum: 5 maart
Wat gaat goed
{LINES}
Knelpunten
- te laat samen om tafel
""".encode()
SCHOOL = b"School\n\nKansen\n- Henk en de klas erbij\n- samen een loket\n"


class NoNames:
    def find(self, _text):
        return ()


def read(*files):
    return read_files(files, lexicon=lexicon_for(BOOK))


@pytest.fixture
def event(store):
    made = new_event(store, title="Themadag", date="2026-03-05", codebook=BOOK)
    items = read(("politie.txt", POLITIE), ("school.txt", SCHOOL)).items
    store_intake(store, made, items, finder=NoNames())
    return store.event(made.id)


def decide(store, event, statement, coder, *, assigned=True, blind=False, memo=None):
    coding = Coding(
        statement.id, CodingTarget.THEME, "openheid", assigned, coder, BOOK.key, MADE, blind=blind
    )
    store.add_codings(event.id, [coding], memo=memo)


def test_a_stored_day_is_there_whole(store, event):
    material = stored_day(store, event.id, holding=None).material(made=MADE)

    report = material.report
    assert (report.title, report.date) == ("Themadag", "5 maart 2026")
    assert len(report.rows) == len(material.day.statements) == 43
    assert report.facts.files == 2
    assert report.facts.left_out[0][0].startswith("kopregel")
    assert [part.text for part in material.left_out] == ["datum: 5 maart"]
    assert any("openheid" in row.evidence_words.lower() for row in report.rows)
    names = [one.source.name for one in material.exchange.sources]
    assert names == ["politie.txt", "school.txt"]
    assert material.exchange.sources[1].lines[0].text == "School"
    back = read_project("dag.qdpx", project(material.exchange))
    assert [one.text for one in back.statements] == [one.text for one in material.day.statements]


def test_evidence_goes_by_the_labels_that_readers_see(store, event):
    material = stored_day(store, event.id, holding=None).material(made=MADE)
    seen = {theme for row in material.report.rows for theme in row.evidence}
    assert seen
    assert seen <= set(material.day.labels.values())


def test_what_the_author_chose_changes_the_report_alone(store, event):
    day = stored_day(store, event.id, holding=None)
    some = day.material(made=MADE, choice=Choice(title="Eigen titel", corners=("Onderwijs",)))
    assert some.report.title == "Eigen titel"
    assert len(some.report.rows) == 2
    assert len(some.exchange.statements) == 43
    assert len(day.material(made=MADE).report.rows) == 43


def test_people_who_coded_the_same_statements_are_compared(store, event):
    for place, statement in enumerate(store.statements(event.id)):
        for coder in ("An", "Bo"):
            decide(store, event, statement, coder, assigned=bool(place % 2), blind=coder == "Bo")

    facts = stored_day(store, event.id, holding=None).facts

    assert facts.coders == 2
    assert {(one.coders, one.n) for one in facts.agreement} == {(2, 43)}


def test_one_coder_is_compared_with_nobody(store, event):
    for statement in store.statements(event.id):
        decide(store, event, statement, "An")
    facts = stored_day(store, event.id, holding=None).facts
    assert (facts.coders, facts.agreement) == (1, ())


def test_a_remark_goes_along_once(store, event):
    first, second, *_ = store.statements(event.id)
    decide(store, event, first, "An", memo="Nog eens vragen")
    decide(store, event, first, "An", assigned=False, memo="Nog eens vragen")
    decide(store, event, second, "An")
    memos = stored_day(store, event.id, holding=None).exchange.memos
    assert memos == {first.id: (Memo("Nog eens vragen", "An", MADE),)}


def test_a_text_with_a_name_is_quoted_nowhere(store, event):
    material = stored_day(store, event.id, holding=names_held()).material(made=MADE)
    texts = [row.text for row in material.report.rows]
    assert HELD in texts
    assert not any("Henk" in text for text in texts)
    assert material.holding is material.day.holding


def test_a_day_that_changes_meanwhile_is_read_again(store, event, monkeypatch):
    first = store.statements(event.id)[0]
    texts = store.source_texts

    def slow(event_id):
        monkeypatch.setattr(store, "source_texts", texts)
        decide(store, event, first, "An")
        return texts(event_id)

    monkeypatch.setattr(store, "source_texts", slow)

    day = stored_day(store, event.id, holding=None)

    assert "An" in {coding.coder for coding in day.exchange.codings}
    assert day.facts.coders == 1


def test_a_day_that_never_stands_still_is_told(store, event, monkeypatch):
    first = store.statements(event.id)[0]
    texts = store.source_texts

    def busy(event_id):
        decide(store, event, first, "An")
        return texts(event_id)

    monkeypatch.setattr(store, "source_texts", busy)
    with pytest.raises(StoreError, match="verandert steeds"):
        stored_day(store, event.id, holding=None)


def test_a_day_that_is_gone_is_told(store):
    with pytest.raises(StoreError):
        stored_day(store, "weg", holding=None)


def of_files(*files, book=BOOK):
    intake = read(*files)
    return read_day(intake, book, title="Dag", holding=None, made=MADE)


def ids(gathered):
    return [trace.id for trace in gathered.material(made=MADE).report.traces]


def test_the_same_files_give_the_same_ids():
    first = of_files(("politie.txt", POLITIE), ("school.txt", SCHOOL))
    again = of_files(("politie.txt", POLITIE), ("school.txt", SCHOOL))
    turned = of_files(("school.txt", SCHOOL), ("politie.txt", POLITIE))
    assert ids(first) == ids(again)
    assert first.day.event.id == turned.day.event.id


def test_other_files_or_another_codebook_give_other_ids():
    first = of_files(("politie.txt", POLITIE))
    other = of_files(("politie.txt", POLITIE + b"- en nog iets\n"))
    newer = BOOK.model_copy(update={"version": BOOK.version + 1})
    book = of_files(("politie.txt", POLITIE), book=newer)
    assert len({one.day.event.id for one in (first, other, book)}) == 3


def test_files_alone_have_the_machines_proposals_under_its_name():
    gathered = of_files(("politie.txt", POLITIE), ("school.txt", SCHOOL))
    (coder,) = {coding.coder for coding in gathered.exchange.codings}
    assert coder.startswith("machine:model")
    assert gathered.facts.proposers == (coder,)
    assert (gathered.facts.files, gathered.facts.coders) == (2, 0)
    report = gathered.material(made=MADE).report
    assert report.warning is not None
    back = read_project("dag.qdpx", project(gathered.exchange))
    assert [one.text for one in back.statements] == [one.text for one in gathered.day.statements]
    assert {one.coder for one in back.codings if one.coder.startswith("machine:model")} == {coder}


def test_files_and_the_store_say_the_same(store, event):
    """Whoever starts on the command line and goes on in the app reads the same numbers."""
    stored = stored_day(store, event.id, holding=None).material(made=MADE).report
    files = of_files(("politie.txt", POLITIE), ("school.txt", SCHOOL)).material(made=MADE).report
    assert [line.numbers[0].text for line in stored.table.lines] == [
        line.numbers[0].text for line in files.table.lines
    ]
    assert stored.rows == files.rows


def test_nothing_at_all_still_makes_a_report():
    gathered = read_day(Intake((), ()), BOOK, title="Leeg", holding=None, made=MADE)
    report = gathered.material(made=MADE).report
    assert report.rows == ()
    assert report.title == "Leeg"
