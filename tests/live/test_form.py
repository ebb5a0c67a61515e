"""The form of a corner: what it asks, what it keeps, and what it says when it cannot."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from phones import Phone, title, token_in, words

from analysis.errors import StoreError
from analysis.live import tokens
from analysis.live.days import Moment, RoundState
from analysis.types import Category
from live import showing

LIMIT = 30_000


def close(phone: Phone, state: RoundState, *kinds: Category) -> None:
    phone.store.live.set_rounds(phone.day.event_id, dict.fromkeys(kinds or Category, state))
    phone.forget_doors()


# The code


def test_the_code_is_asked_for(phone):
    answer = phone.get("/meedoen")
    assert answer.status_code == 200
    assert "Code van uw tafel" in words(answer)


@pytest.mark.parametrize("typed", ["{0}{1}", "{0} {1}", " {0}-{1} ", "{0}.{1}"])
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_a_code_may_be_typed_in_any_way(phone, typed, case):
    typed = case(typed.format(phone.code[:3], phone.code[3:]))
    answer = phone.post("/meedoen", code=typed)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/meedoen/{phone.code}")


def test_a_wrong_code_is_told_and_kept(phone):
    answer = phone.post("/meedoen", code="xx <b>9")
    assert answer.status_code == 404
    assert title(answer).startswith("Fout:")
    assert "hoort bij geen koffiehoek" in words(answer)
    assert 'value="xx &lt;b&gt;9"' in answer.text
    assert re.search(r'aria-describedby="code-fout[^>]*aria-invalid="true" autofocus', answer.text)


def test_no_code_is_told_apart(phone):
    answer = phone.post("/meedoen", code="  ")
    assert answer.status_code == 422
    assert "Typ de code" in words(answer)


def test_an_address_with_a_code_typed_otherwise_leads_to_the_form(phone):
    answer = phone.get(f"/meedoen/{phone.code.lower()}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/meedoen/{phone.code}")


@pytest.mark.parametrize("ending", ["", "/"])
def test_a_slash_at_the_end_is_no_other_page(phone, ending):
    assert phone.get(f"/meedoen{ending}").status_code == 200
    assert phone.get(f"/meedoen/{phone.code}{ending}").status_code == 200


def test_a_link_with_an_unknown_code_asks_for_another(phone):
    answer = phone.get("/meedoen/CCCCCC")
    assert answer.status_code == 404
    assert 'value="CCCCCC"' in answer.text


def test_a_text_goes_along_when_the_code_was_renewed(phone):
    token = phone.token()
    phone.store.live.renew_code(phone.day.event_id, "Politie")
    phone.forget_doors()
    answer = phone.send("Korte & <lange> lijnen", "kans", token)
    assert answer.status_code == 404
    assert "Uw tekst gaat dan mee" in words(answer)
    assert phone.kept() == []

    new = phone.store.live.day(phone.day.event_id).corners[0].code
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    assert sent == {"soort": "kans", "tekst": "Korte &amp; &lt;lange&gt; lijnen"}
    form = phone.post("/meedoen", code=new, soort="kans", tekst="Korte & <lange> lijnen")
    assert form.status_code == 200
    assert f'action="/meedoen/{new}"' in form.text
    assert re.search(r'value="kans" checked', form.text)
    assert re.search(r"<textarea[^>]*>\nKorte &amp; &lt;lange&gt; lijnen</textarea>", form.text)


def test_what_was_kept_before_the_code_was_renewed_is_not_asked_for_again(phone):
    token = phone.token()
    phone.send(token=token)
    phone.store.live.renew_code(phone.day.event_id, "Politie")
    phone.forget_doors()
    answer = phone.send(token=token)
    assert answer.status_code == 404
    assert "Uw uitspraak is bewaard" in words(answer)
    assert "Korte lijnen" not in answer.text
    assert len(phone.kept()) == 1


# The form


def test_the_form_says_whose_it_is_what_it_asks_and_what_happens(phone):
    answer = phone.get()
    said = words(answer)
    assert answer.text.startswith('<!doctype html>\n<html lang="nl">')
    for part in (
        "koffiehoek Politie",
        "✓ Werkt Wat gaat goed?", "■ Knelpunt Wat gaat niet goed?", "★ Kans Welke kans ligt er?",
        "komt op het scherm in de zaal en in het verslag",
        "Wij weten niet wie u bent", "Noem geen namen van mensen",
        "Schrijft u mee voor de hele koffiehoek?",
    ):  # fmt: skip
        assert part in said
    assert "Themadag" not in said  # a title may hold a name
    assert "OM" not in said.split()
    assert 'maxlength="500"' in answer.text


def test_the_page_is_light_and_runs_nothing(phone):
    answer = phone.get()
    (style,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', answer.text)
    sheet = phone.get(style)
    assert len(answer.content) + len(sheet.content) < LIMIT
    assert "immutable" in sheet.headers["cache-control"]
    assert sheet.headers["content-type"].startswith("text/css")
    assert re.findall(r"<script|\son\w+=|style=|javascript:", answer.text) == []
    assert re.findall(r'(?:src|href)="(?!/meedoen|data:,)', answer.text) == []


def test_the_answers_are_guarded(phone):
    for answer in (phone.get(), phone.send(), phone.get("/meedoen/x/y/z"), phone.post()):
        headers = answer.headers
        assert {name: headers[name] for name in showing.HEADERS} == showing.HEADERS
        assert "set-cookie" not in headers
    policy = showing.HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy  # so none at all


def test_the_apps_own_headers_leave_the_stricter_policy():
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from pages.components import web

    client = TestClient(Starlette(routes=web.ROUTES, middleware=web.MIDDLEWARE))
    policy = showing.HEADERS["Content-Security-Policy"]
    assert client.get("/meedoen").headers["content-security-policy"] == policy
    assert client.get("/").headers["content-security-policy"] != policy


def test_each_form_has_a_token_of_its_own(phone):
    assert phone.token() != phone.token()


# Sending


@pytest.mark.parametrize("kind", [kind.value for kind in Category])
def test_a_statement_is_kept_before_it_is_thanked_for(phone, kind):
    token = phone.token()
    answer = phone.send("  Korte\r\nlijnen  ", kind, token)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/meedoen/{phone.code}/dank/{token}?rij=")
    assert phone.kept() == [("Politie", kind, "Korte lijnen")]

    thanks = phone.get(answer.headers["location"])
    assert thanks.status_code == 200
    assert title(thanks) == "Dank u wel – Politie"
    assert "Wij hebben uw uitspraak bewaard." in words(thanks)
    assert "Korte lijnen" in words(thanks)
    assert token_in(thanks) != token


def test_the_token_alone_is_enough(phone):
    """A program sends three fields; what goes along from form to form is for people."""
    answer = phone.post(soort="werkt", tekst="Korte lijnen", bewijs=phone.token())
    assert answer.status_code == 303


def test_a_form_that_is_sent_twice_is_kept_once_and_thanked_twice(phone):
    token = phone.token()
    first, second = phone.send(token=token, rij="x"), phone.send(token=token, rij="x")
    assert first.status_code == second.status_code == 303
    assert first.headers["location"].split("?")[0] == second.headers["location"].split("?")[0]
    assert len(phone.kept()) == 1


def test_a_form_sent_again_is_thanked_for_after_its_round_was_closed(phone):
    token = phone.token()
    phone.send(token=token)
    close(phone, RoundState.CLOSED)
    answer = phone.send(token=token)
    assert answer.status_code == 303
    thanks = phone.get(answer.headers["location"])
    assert "Wij hebben uw uitspraak bewaard." in words(thanks)
    assert "Er kan nu niets bij" in words(thanks)


def test_another_text_with_a_form_that_was_used_is_not_lost(phone):
    token = phone.token()
    phone.send("Eerste", token=token)
    answer = phone.send("Tweede", token=token)
    assert answer.status_code == 409
    assert "Met dit formulier had u al iets verstuurd" in words(answer)
    assert "Tweede</textarea>" in answer.text
    assert phone.send("Tweede", token=token_in(answer)).status_code == 303
    assert [text for _, _, text in phone.kept()] == ["Eerste", "Tweede"]


@pytest.mark.parametrize(
    ("text", "kind", "said", "marked"),
    [
        ("", "werkt", "Schrijf eerst in het vak", ["tekst"]),
        ("  \u200b ... ", "werkt", "Schrijf eerst in het vak", ["tekst"]),
        ("x" * 501, "werkt", "Uw tekst is 1 teken te lang.", ["tekst"]),
        ("x" * 520, "kans", "Uw tekst is 20 tekens te lang.", ["tekst"]),
        ("Goed punt", "-", "Kies eerst waar het over gaat.", ["soort"]),
        ("Goed punt", "anders", "Kies eerst waar het over gaat.", ["soort"]),
        ("", "-", "Kies eerst waar het over gaat.", ["soort", "tekst"]),
    ],
)
def test_what_is_missing_is_said_where_it_is_missing(phone, text, kind, said, marked):
    token = phone.token()
    answer = phone.send(text, kind, token)
    assert answer.status_code == 422
    assert said in words(answer)
    assert title(answer).startswith("Fout: ")
    assert re.findall(r'class="veldfout" id="(\w+)-fout"', answer.text) == marked
    assert answer.text.count("autofocus") == 1
    for field in marked:
        assert re.search(rf'aria-describedby="{field}-fout', answer.text)
    assert token_in(answer) == token  # nothing was kept under it
    assert phone.kept() == []
    if text.strip("x") == "Goed punt":
        assert "Goed punt</textarea>" in answer.text
    if kind == "kans":
        assert 'value="kans" checked' in answer.text


def test_exactly_five_hundred_characters_fit(phone):
    assert phone.send("é" * 500).status_code == 303


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RoundState.PAUSED, "“Kans” staat even op pauze"),
        (RoundState.CLOSED, "De ronde “Kans” is gesloten"),
    ],
)
def test_a_round_that_was_closed_meanwhile_keeps_the_text(phone, state, said):
    token = phone.token()
    phone.store.live.set_rounds(phone.day.event_id, {Category.KANS: state})
    answer = phone.send("Goed punt", "kans", token)  # the desk still believes it is open
    assert answer.status_code == 409
    assert said in words(answer)
    assert "Goed punt</textarea>" in answer.text
    assert 'value="kans" disabled' in answer.text
    assert phone.kept() == []
    assert phone.send("Goed punt", "werkt", token_in(answer)).status_code == 303


def test_a_kind_that_is_not_open_is_shown_but_cannot_be_chosen(phone):
    close(phone, RoundState.PAUSED, Category.WERKT)
    close(phone, RoundState.CLOSED, Category.KANS)
    answer = phone.get()
    assert "Wat gaat goed? (even pauze)" in words(answer)
    assert "Welke kans ligt er? (gesloten)" in words(answer)
    assert re.findall(r'value="(\w+)" disabled', answer.text) == ["werkt", "kans"]
    assert 'value="knelpunt" checked' in answer.text  # the only one that is left


@pytest.mark.parametrize(
    ("state", "said"),
    [(RoundState.PAUSED, "Het is even pauze"), (RoundState.CLOSED, "De rondes zijn gesloten")],
)
def test_when_nothing_is_open_a_friendly_page_says_so(phone, state, said):
    token = phone.token()
    close(phone, state)
    answer = phone.get()
    assert answer.status_code == 200
    assert said in words(answer)
    assert "Laad deze pagina opnieuw" in words(answer)
    assert "<textarea" not in answer.text
    refused = phone.send("Goed punt", "kans", token)
    assert refused.status_code == 409
    assert "Dit had u geschreven: Goed punt" in words(refused)


@pytest.mark.parametrize("token", ["-", "x", "A" * 48, "A" * 5000, "é" * 48])
def test_a_forged_token_keeps_nothing_and_gives_a_good_one(phone, token):
    answer = phone.send("Goed punt", token=token)
    assert answer.status_code == 403
    assert "Druk nog een keer op de knop" in words(answer)
    assert "Goed punt</textarea>" in answer.text
    assert phone.kept() == []
    assert phone.send("Goed punt", token=token_in(answer)).status_code == 303


def test_a_form_of_yesterday_is_too_old(phone):
    secret = phone.store.live.door(phone.code).secret
    old = tokens.issue(secret, phone.code, datetime.now(UTC) - timedelta(days=1))
    assert phone.send(token=old).status_code == 403


def test_when_the_database_is_away_the_text_stays(phone, monkeypatch):
    token = phone.token()

    def broken(*_args, **_options):
        raise StoreError("weg")

    with monkeypatch.context() as patch:
        patch.setattr("analysis.store.live.Live.keep", broken)
        answer = phone.send("Goed punt", token=token)
        patch.setattr("analysis.store.live.Live.door", broken)
        phone.forget_doors()
        nowhere = phone.send("Goed punt", token=token)
        assert phone.get().status_code == 503
    assert answer.status_code == nowhere.status_code == 503
    assert answer.headers["retry-after"] == "30"
    assert "Bewaren lukte net niet" in words(answer)
    assert "Goed punt</textarea>" in answer.text
    assert token_in(answer) == token_in(nowhere) == token  # it may have been kept after all
    assert "Dit had u geschreven: Goed punt Verstuur nog een keer" in words(nowhere)
    assert phone.send("Goed punt", token=token).status_code == 303


def test_what_nobody_foresaw_shows_nothing_of_it(phone, monkeypatch, own_log):
    def broken(*_args, **_options):
        raise RuntimeError("geheim: Jan de Vries")

    token = phone.token()
    monkeypatch.setattr("analysis.store.live.Live.keep", broken)
    answer = phone.send(token=token)
    assert answer.status_code == 500
    assert "Hier ging iets mis" in words(answer)
    assert "geheim" not in answer.text
    assert "Traceback" not in answer.text
    assert "RuntimeError" in (logged := own_log.read_text("utf-8"))
    assert "geheim" not in logged
    assert "Korte lijnen" not in logged


# What can still be changed goes along


def test_the_last_few_can_be_changed_from_one_page(phone):
    answer, sent = phone.get(), []
    for number in range(6):
        trail = dict(re.findall(r'name="(rij|eerder)" value="([^"]+)"', answer.text))
        sent.append(f"Punt {number}")
        done = phone.send(sent[-1], token=token_in(answer), **trail)
        answer = phone.get(done.headers["location"])
    shown = re.findall(r'<p dir="auto">([^<]+)</p>', answer.text)
    assert shown == sent[:1:-1]  # the last four, the newest first


def test_tokens_of_others_open_nothing(phone, store, day):
    other = Phone(store, day)
    other.code = day.corners[1].code
    token = other.token()
    other.send("Van een ander", token=token)
    assert "Van een ander" not in phone.get(f"?eerder={token}").text
    there = phone.get(f"dank/{token}")
    assert there.status_code == 303
    assert token not in there.headers["location"]


def test_thanks_for_what_was_never_sent_lead_to_the_form(phone):
    answer = phone.get(f"dank/{phone.token()}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/meedoen/{phone.code}?")


# Feeling connected


def test_three_questions_are_offered_only_while_they_are_asked(phone):
    assert "Drie korte vragen" not in words(phone.get())
    assert "Deze vragen staan nu niet open." in words(phone.get("verbondenheid"))
    late = phone.post("verbondenheid", bewijs=phone.token(), gezien="1", erbij="2", ertoe="3")
    assert late.status_code == 409

    phone.store.live.set_bonding(phone.day.event_id, Moment.BEGIN)
    phone.forget_doors()
    assert "Drie korte vragen over vandaag" in words(phone.get())
    asked = phone.get("verbondenheid")
    assert len(re.findall(r'type="radio"', asked.text)) == 15
    assert asked.text.count("<legend>") == 3


def test_answers_are_kept_once_and_not_asked_again(phone):
    phone.store.live.set_bonding(phone.day.event_id, Moment.EIND)
    token = token_in(phone.get("verbondenheid"))
    given = {"gezien": "5", "erbij": "4", "ertoe": "1"}
    for _ in range(2):
        answer = phone.post("verbondenheid", bewijs=token, **given)
        assert answer.status_code == 303
    after = phone.get(answer.headers["location"])
    assert "Uw drie antwoorden zijn bewaard" in words(after)
    assert "Drie korte vragen" not in words(after)
    ((key, bond),) = phone.store.live.bonds(phone.day.event_id).items()
    assert key == ("Politie", Moment.EIND)
    assert (bond.number, bond.seen, bond.belonging, bond.mattering) == (1, 5, 4, 1)


@pytest.mark.parametrize("wrong", ["", "0", "6", "-1", "٣", "1.5", "<b>"])
def test_an_answer_that_is_no_answer_keeps_the_others(phone, wrong):
    phone.store.live.set_bonding(phone.day.event_id, Moment.BEGIN)
    answer = phone.post(
        "verbondenheid", bewijs=phone.token(), gezien="2", erbij=wrong, ertoe="4"
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Geef bij elke vraag een cijfer" in words(answer)
    assert re.findall(r'name="(\w+)" value="\d" checked', answer.text) == ["gezien", "ertoe"]
    assert answer.text.count('aria-describedby="fout"') == 1
    assert phone.store.live.bonds(phone.day.event_id) == {}
