"""The door for other programs' files: a new day, a day that is there, whole or not at all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from analysis import receiving
from analysis.codebook import load_codebook
from analysis.errors import StoreError, UsageError
from analysis.exchange import codebook_file, project, read_codebook, read_project
from analysis.exchange.incoming import (
    Incoming,
    IncomingCode,
    IncomingCoding,
    IncomingNote,
    IncomingSource,
)
from analysis.intake import lexicon_for, read_files
from analysis.keys import key_file
from analysis.material import stored_day
from analysis.privacy.taking_out import Taken
from analysis.receiving import plan, receive
from analysis.storing import codebook_of, new_event, store_intake
from analysis.types import (
    Coding,
    CodingTarget,
    Corner,
    Place,
    Statement,
)

BOOK = load_codebook("beter_verbonden")
WHEN = datetime(2026, 3, 4, 10, 20, 30, tzinfo=UTC)
NOTES = """Koffiehoek 1: Politie
Wat gaat goed
- we werken integraal samen 😀 met de gemeente
- التعاون بين الشركاء ضروري
Knelpunten
- =te weinig openheid
- te weinig
  betrokkenheid
Kansen
"""


def theme(statement, code, coder="An", target=CodingTarget.THEME, **more):
    more = {"assigned": True} | more
    return Coding(statement.id, target, code, coder=coder, codebook=BOOK.key, created=WHEN, **more)


@pytest.fixture
def day(store):
    """A day as people leave it: two coders, a blind one, a kind decided, a note, a bare corner."""
    event = new_event(store, title="Dag", date=None, codebook=BOOK)
    files = [
        ("politie.txt", NOTES.encode()),
        ("om.txt", NOTES.replace("1: Politie", "2: OM").encode()),
    ]
    store_intake(store, event, read_files(files, lexicon=lexicon_for(BOOK)).items)
    said = store.statements(event.id)
    store.add_codings(event.id, [theme(said[0], "openheid")], memo="Nog eens vragen")
    store.add_codings(
        event.id,
        [
            theme(said[0], "integraliteit", "Bo", assigned=False),
            theme(said[0], "openheid", "Bo", blind=True),
            theme(said[1], "betrokkenheid", "Bo"),
            theme(said[2], "kans", "Bo", CodingTarget.CATEGORY),
        ],
    )
    store.set_corners(event.id, [*store.event(event.id).corners, Corner("Leeg", frozenset())])
    return store.event(event.id)


def out(store, event):
    return project(stored_day(store, event.id, holding=None).exchange)


def told(incoming):
    """All that must be the same again, in terms that no guid or time of import hides."""
    names = {one.key: (one.path, one.name) for one in incoming.codes}
    machine = {one for one in incoming.coders if one.startswith("machine:")}
    return {
        "texts": incoming.sources,
        "statements": incoming.statements,
        "spans": incoming.spans,
        "codings": {
            (one.statement_id, names[one.code], one.coder, one.blind,
             None if one.coder in machine else one.created)
            for one in incoming.codings
        },
        "coders": set(incoming.coders),
        "notes": incoming.notes,
        "asked": incoming.asked,
        "skipped": incoming.skipped,
    }  # fmt: skip


def incoming(
    *texts, codes=("regie",), coder="An", corner="Werkgroep", name="interview.txt", **more
):
    """A file of another program: a statement a line, each with these codes."""
    text = "\n".join(texts)
    said = tuple(
        Statement(f"x{n}", one, corner, None, None, name, Place(n, n))
        for n, one in enumerate(texts, 1)
    )
    return Incoming(
        sources=(IncomingSource(name, text),),
        statements=said,
        codes=tuple(IncomingCode(code, code, used=True) for code in codes),
        codings=tuple(IncomingCoding(one.id, code, coder, WHEN) for one in said for code in codes),
        coders=(coder,),
        **more,
    )


def people(store, event):
    return {
        (one.statement_id, one.code, one.assigned, one.coder)
        for one in store.latest_codings(event.id)
        if not one.by_machine
    }


# A new day


def test_out_in_a_new_day_and_out_again(store, day):
    first = read_project("dag.qdpx", out(store, day))

    got = receive(store, first, event=None, title="Terug")

    assert got.event.id != day.id
    assert (got.event.title, got.event.codebook) == ("Terug", day.codebook)
    assert {c.name: c.asked for c in got.event.corners} == {
        c.name: c.asked for c in store.event(day.id).corners
    }
    assert told(read_project("dag.qdpx", out(store, got.event))) == told(first)
    again = receive(store, read_project("x.qdpx", out(store, got.event)), event=None, title="3")
    assert told(read_project("dag.qdpx", out(store, again.event))) == told(first)


def test_codes_of_others_become_a_codebook_of_their_own(store):
    receive(store, incoming("Eerder", codes=("anders",)), event=None, title="Interviews")
    got = receive(
        store, incoming("De gemeente pakt de regie", "Niemand belt"), event=None, title="Interviews"
    )
    book = codebook_of(got.event, store)
    assert (book.key, book.title) == ("interviews_2@1", "Interviews")
    assert [theme.label for theme in book.themes] == ["regie"]
    assert [corner.name for corner in got.event.corners] == ["Werkgroep"]
    first, second = store.statements(got.event.id)
    assert people(store, got.event) == {
        (first.id, "regie", True, "An"), (second.id, "regie", True, "An")
    }  # fmt: skip
    (coding,) = (c for c in store.latest_codings(got.event.id, [first.id]) if not c.by_machine)
    assert (coding.created, coding.codebook) == (WHEN, book.key)


def test_a_new_day_can_take_one_of_our_codebooks(store):
    found = incoming("De gemeente pakt de regie", codes=("Openheid", "regie"))
    got = receive(store, found, event=None, title="Dag", codebook=BOOK)
    assert got.event.codebook == "beter_verbonden@2"
    assert got.plan.matched.added == ("regie",)
    assert {code for _, code, *_ in people(store, got.event)} == {"openheid", "regie"}


def test_without_codes_a_codebook_is_asked_for(store):
    bare = replace(incoming("Niemand belt"), codes=(), codings=())
    with pytest.raises(UsageError, match="thema"):
        receive(store, bare, event=None, title="Dag")
    got = receive(store, bare, event=None, title="Dag", codebook=BOOK)
    (one,) = store.statements(got.event.id)
    assert {c.code for c in store.latest_codings(got.event.id)} >= {t.name for t in BOOK.themes}
    assert store.counts(got.event.id).coded_by_machine == 1
    assert one.text == "Niemand belt"


def test_a_day_needs_a_title(store):
    with pytest.raises(UsageError, match="titel"):
        receive(store, incoming("Niemand belt"), event=None, title=" ")
    assert store.events() == []


def test_a_new_day_comes_whole_or_not_at_all(store, monkeypatch):
    def fail(*_, **__):
        raise StoreError("De schijf is vol.")

    monkeypatch.setattr(receiving, "keep_items", fail)
    found = incoming("Jan de Vries belt nooit terug")
    keys = set(key_file("x").parent.glob("*"))
    with pytest.raises(StoreError, match="schijf"):
        receive(store, found, event=None, title="Dag")
    assert store.events() == []
    assert set(key_file("x").parent.glob("*")) == keys


def test_what_was_not_selected_is_left_out_and_not_lost(store):
    found = replace(
        incoming("Niemand belt"),
        sources=(IncomingSource("interview.txt", "Niemand belt\n\nen verder niets"),),
    )
    got = receive(store, found, event=None, title="Dag")
    assert [(one.text, one.place.line_start) for one in store.left_out(got.event.id)] == [
        ("en verder niets", 3)
    ]


# Names


def test_names_go_and_codings_and_notes_follow(store):
    found = incoming(
        "Jan de Vries belt nooit terug", "Bel 06-12345678", "Niemand belt",
        corner="Groep van Fatima El Amrani", name="Interview_Jan_de_Vries.txt",
        notes=(IncomingNote("Jan de Vries zei dit boos", "uitspraak", "x1", "An", WHEN),),
    )  # fmt: skip
    got = receive(store, found, event=None, title="Dag")

    said = store.statements(got.event.id)
    assert said[0].text == "[persoon 1] belt nooit terug"
    assert "06-" not in said[1].text
    assert said[2].text == "Niemand belt"
    everything = repr((store.texts(got.event.id), said, store.sources(got.event.id)))
    assert not any(name in everything for name in ("Vries", "Fatima", "Amrani"))
    assert {one for one, *_ in people(store, got.event)} == {one.id for one in said}
    (decision,) = store.memos(got.event.id)[said[0].id]
    assert decision.memo == "[persoon 1] zei dit boos"
    assert dict(got.pairs)["[persoon 1]"] == "Jan de Vries"
    assert got.replaced >= 3


def test_what_is_said_of_words_holds(store):
    found = incoming("Jan de Vries belt nooit terug", "Zwabberplank doet niet mee")
    taken = Taken(frozenset({"Jan de Vries"}), frozenset({"Zwabberplank"}))
    got = receive(store, found, event=None, title="Dag", taken=taken)
    assert [one.text for one in store.statements(got.event.id)] == [
        "Jan de Vries belt nooit terug", "[persoon 1] doet niet mee"
    ]  # fmt: skip
    assert "Jan de Vries" in store.allowed_forms(got.event.id)


def test_a_person_keeps_the_number_of_the_day(store, day):
    first = incoming("Jan de Vries belt nooit terug")
    receive(store, first, event=day)
    second = incoming("Fatima El Amrani belt ook niet", "Jan de Vries weer niet", name="b.txt")
    receive(store, second, event=store.event(day.id))
    texts = [one.text for one in store.statements(day.id)]
    assert texts[-3:] == [
        "[persoon 1] belt nooit terug", "[persoon 2] belt ook niet", "[persoon 1] weer niet"
    ]  # fmt: skip


def test_a_file_that_comes_again_is_known_without_its_names(store, day):
    """More was selected and coded elsewhere since: that comes in, the rest is not there twice."""
    first = incoming(
        "Jan de Vries belt nooit terug", "Niemand belt", name="Interview Jan de Vries.txt"
    )
    receive(store, first, event=day)
    before = store.statements(day.id)
    more = incoming(
        "Jan de Vries belt nooit terug", "Niemand belt", "Jan de Vries komt ook niet",
        codes=("regie", "tempo"), name="Interview Jan de Vries.txt",
    )  # fmt: skip

    got = receive(store, more, event=store.event(day.id))

    after = store.statements(day.id)
    assert [one.id for one in after[: len(before)]] == [one.id for one in before]
    assert [one.text for one in after[len(before) :]] == ["[persoon 1] komt ook niet"]
    assert [one.name for one in store.sources(day.id)][2:] == [
        "Interview [persoon 1].txt", "Interview [persoon 1] (2).txt"
    ]  # fmt: skip
    assert got.result.left_out == 0
    assert {(one, code) for one, code, _, coder in people(store, day) if code == "tempo"} == {
        (one.id, "tempo") for one in after[-3:]
    }
    assert receive(store, more, event=store.event(day.id)).plan.nothing


# A day that is there


def test_a_day_comes_back_coded_elsewhere(store, day):
    """Its statements get the codes and are not there twice; what people decided stays."""
    before, said = people(store, day), store.statements(day.id)
    out_again = read_project("dag.qdpx", out(store, day))
    refused = said[3]
    store.add_codings(day.id, [theme(refused, "openheid", "Cas", assigned=False)])
    codes = {one.name: one.key for one in out_again.codes}
    later = WHEN + timedelta(days=1)
    more = (
        IncomingCoding(said[4].id, codes["Openheid"], "Cas", later),
        IncomingCoding(said[4].id, "nieuw", "Cas", later),
        IncomingCoding(refused.id, codes["Openheid"], "Cas", WHEN - timedelta(days=1)),
    )
    found = replace(
        out_again,
        codings=(*out_again.codings, *more),
        codes=(*out_again.codes, IncomingCode("nieuw", "Regie", used=True)),
        notes=(*out_again.notes, IncomingNote("Bij het OM", "uitspraak", said[4].id, "Cas", later)),
    )
    got = receive(store, found, event=day)

    assert store.statements(day.id) == said
    assert (got.result.statements, len(got.plan.known)) == (0, len(said))
    assert people(store, day) == before | {
        (said[4].id, "openheid", True, "Cas"), (said[4].id, "regie", True, "Cas"),
        (refused.id, "openheid", False, "Cas"),
    }  # fmt: skip
    assert got.event.codebook == "beter_verbonden@2"
    # The new theme is proposed, or not, for every statement of the day.
    assert {c.statement_id for c in store.latest_codings(day.id) if c.code == "regie"} == {
        one.id for one in said
    }
    assert store.memos(day.id)[said[4].id][0].memo == "Bij het OM"
    assert any("anders besloten" in one.reason for one in got.plan.skipped)
    again = plan(store, found, event=store.event(day.id))
    assert again.nothing


def test_the_day_itself_brings_nothing_new(store, day):
    found = plan(store, read_project("dag.qdpx", out(store, day)), event=day)
    assert found.nothing
    assert (len(found.known), found.same) == (len(store.statements(day.id)), 4)


def test_new_statements_are_proposed_unless_somebody_coded_them(store, day):
    found = incoming("We werken open en eerlijk samen", "Niemand is open en eerlijk")
    blind, seen = found.statements
    found = replace(
        found,
        codings=(
            IncomingCoding(blind.id, "regie", "An", WHEN, blind=True),
            IncomingCoding(seen.id, "regie", "An", WHEN),
        ),
    )
    got = receive(store, found, event=day)
    first, second = store.statements(day.id)[-2:]
    machine = {(c.statement_id, c.target) for c in store.latest_codings(day.id) if c.by_machine}
    assert (first.id, CodingTarget.THEME) in machine
    assert (second.id, CodingTarget.THEME) not in machine
    assert second.category is not None  # the text tells its kind, whoever coded the rest
    (kept,) = store.latest_codings(day.id, [first.id], blind=True)
    assert (kept.coder, kept.blind) == ("An", True)
    assert got.result.codings


@pytest.mark.parametrize("when", ["adopt_codebook", "keep_items", "_add_further"])
def test_a_day_is_changed_whole_or_not_at_all(store, day, monkeypatch, when):
    real = getattr(receiving, when)

    def fail(*args, **more):
        real(*args, **more)
        raise StoreError("De schijf is vol.")

    before = (store.event(day.id), store.statements(day.id), store.sources(day.id),
              store.latest_codings(day.id), store.codebooks(), store.revision(day.id),
              store.pseudonyms(day.id))  # fmt: skip
    monkeypatch.setattr(receiving, when, fail)
    with pytest.raises(StoreError):
        receive(store, incoming("Jan de Vries belt", "nieuw"), event=day)
    assert before == (store.event(day.id), store.statements(day.id), store.sources(day.id),
                      store.latest_codings(day.id), store.codebooks(), store.revision(day.id),
                      store.pseudonyms(day.id))  # fmt: skip


def test_notes_without_a_place_are_told(store, day):
    found = incoming(
        "Niemand belt",
        notes=(
            IncomingNote("over alles", "het project"),
            IncomingNote("van een ander", "uitspraak", "x1", "Bo"),
            IncomingNote("van wie ook", "uitspraak", "x1", "onbekende codeur"),
            IncomingNote("en nog een", "uitspraak", "x1", "An"),
        ),
    )
    got = receive(store, found, event=day)
    own = store.statements(day.id)[-1].id
    assert [one.memo for one in store.memos(day.id)[own]] == ["van wie ook\nen nog een"]
    assert {(one.what, one.where) for one in got.plan.skipped} == {
        ("Notitie", "het project"), ("Notitie", "uitspraak")
    }  # fmt: skip


def test_a_file_of_the_same_name_stays_apart(store, day):
    receive(store, incoming("Niemand belt", name="politie.txt"), event=day)
    assert [one.name for one in store.sources(day.id)] == [
        "politie.txt", "om.txt", "politie (2).txt"
    ]  # fmt: skip
    exchange = stored_day(store, day.id, holding=None).exchange
    assert len({one.source.name for one in exchange.sources}) == 3


# Codebooks


def test_a_codebook_alone_becomes_a_version(store, day):
    grown = BOOK.model_copy(
        update={"themes": (
            *BOOK.themes[1:],
            BOOK.themes[0].model_copy(update={"definition": "Anders gezegd."}),
            BOOK.themes[0].model_copy(update={"name": "regie", "label": "Regie"}),
        )}
    )  # fmt: skip
    found = read_codebook("boek.qdc", codebook_file(grown))
    got = receive(store, found, event=day)
    assert got.event.codebook == "beter_verbonden@2"
    assert got.plan.matched.added == ("Regie",)
    assert codebook_of(got.event, store).themes[0] == BOOK.themes[0]
    assert [(one.what, one.where) for one in got.plan.skipped] == [
        ("Omschrijving", f"code “{BOOK.themes[0].label}”")
    ]
    assert plan(store, found, event=got.event).nothing


def test_a_version_comes_after_all_others(store, day):
    store.add_codebook("beter_verbonden", "7", "van een andere dag")
    assert receive(store, incoming("x"), event=day).event.codebook == "beter_verbonden@8"


def test_codes_lead_to_the_codebook_they_came_from(store):
    other = load_codebook("verbindingsofficier")
    found = read_codebook("boek.qdc", codebook_file(other))
    assert receiving.origin_of(store, found) == other
    assert receiving.origin_of(store, incoming("x")) is None
