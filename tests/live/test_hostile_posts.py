"""Hostile posts: nothing of them becomes markup, formula, path, query or code, and all is answered.

Each goes through the form's own routes; test_hostile_server.py sends the worst to the real server.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phones import Phone, live_day, token_in, words

from analysis.live.posting import cleaned
from analysis.store import Store, open_store

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TEXTS = {
    "script": "<script>alert(1)</script>",
    "end of the field": "</textarea><script>alert(1)</script>",
    "attribute": '" onfocus=alert(1) autofocus x="',
    "picture": "<img src=x onerror=alert(1)>",
    "svg": "<svg/onload=alert(1)>",
    "style": "</style><style>*{display:none}</style>",
    "template": "{{ 7*7 }} {% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "format": "{0.__class__} %s %(x)s ${x}",
    "comment": "<!-- --> ]]> <![CDATA[ x",
    "entity": "&lt;b&gt; &amp; &#x3c; &nbsp;",
    "formula": "=cmd|' /C calc'!A0",
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "sql": "'; DROP TABLE statement; --",
    "sql or": "\" OR 1=1 --",
    "shell": "$(rm -rf /) `id` | cat /etc/passwd",
    "path": "../../etc/passwd",
    "markdown": "[klik](javascript:alert(1)) **vet** # kop",
    "typst": '#eval("1") $x$ \\u{202e}',
    "header": "x\r\nSet-Cookie: a=b\r\n\r\n<html>",
    "rtl": "صباح الخير",
    "emoji": "👩‍👩‍👧 samen 🏳️‍🌈",
}  # fmt: skip


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Phone:
    """A phone whose database many examples share."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('vast') / 'k.sqlite3'}") as store:
        yield Phone(store, live_day(store))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_written_stays_text(steady, text):
    form = steady.get()
    trail = dict(re.findall(r'name="(rij)" value="([^"]+)"', form.text))
    refused = steady.send(text, "-", **trail)  # shown again in the field
    answer = steady.send(text, "werkt", token_in(refused), **trail)
    thanks = steady.get(answer.headers["location"])
    kept = steady.kept()[-1][2]
    assert kept == cleaned(text)
    written = str(escape(kept)).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
    assert f"{written}</textarea>" in refused.text
    assert f'<p dir="auto">{written}</p>' in thanks.text
    for page in (form, refused, thanks):
        assert tags(page.text) <= OURS
        assert "set-cookie" not in page.headers


OURS = {
    "html", "head", "meta", "link", "title", "body", "main", "header", "section", "form", "input",
    "fieldset", "legend", "label", "div", "span", "p", "b", "strong", "bdi", "h1", "h2", "ul", "li",
    "textarea", "button", "a", "blockquote", "details", "summary",
}  # fmt: skip


def tags(html: str) -> set[str]:
    """The elements of a page, and what an element has that could run."""
    found = set(re.findall(r"<([a-z][\w-]*)", html, re.IGNORECASE))
    inside = [tag for tag in re.findall(r"<[a-z][^>]*>", html) if re.search(r'"\s+on\w+=', tag)]
    return found | set(inside)


@pytest.mark.parametrize("place", ["corner", "code", "trail"])
def test_markup_elsewhere_stays_text_too(store: Store, place: str):
    evil = "<script>x</script>\"'>"
    phone = Phone(store, live_day(store, evil if place == "corner" else "Politie"))
    if place == "code":
        pages = [phone.post("/meedoen", code=evil), phone.get(f"/meedoen/{quote(evil, safe='')}")]
    elif place == "trail":
        query = urlencode({"rij": evil, "eerder": evil, "verbonden": evil, "gedaan": evil})
        pages = [phone.get(f"?{query}"), phone.get(f"dank/{quote(evil, safe='')}?{query}")]
    else:
        pages = [phone.get(), phone.get("schrijver"), phone.get("verbondenheid"), phone.post()]
    for page in pages:
        assert page.status_code < 500
        assert tags(page.text) <= OURS
        assert "<script" not in page.headers.get("location", "")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("goed\u202epunt", "goedpunt"), ("\u2066a\u2069", "a"), ("sa\u200bmen", "samen"),
        ("\ufeffx", "x"), ("a\x00b", "a b"), ("a\x1b[31mb", "a [31mb"), ("e\u0301", "é"),
        ("z" + "\u0335" * 400, "z" + "\u0335" * 3),
    ],
)  # fmt: skip
def test_what_nobody_sees_is_taken_out(steady, text, kept):
    assert steady.send(text).status_code == 303
    assert steady.kept()[-1][2] == kept


BODIES = {
    "broken encoding": (b"tekst=%ff%fe&soort=werkt", 400),
    "raw broken encoding": (b"tekst=\xff\xfe&soort=werkt", 400),
    "cut encoding": (b"tekst=%e2%82&soort=werkt", 400),
    "overlong encoding": (b"tekst=%c0%bc&soort=werkt", 400),
    "surrogate": (b"tekst=%ed%a0%80&soort=werkt", 400),
    "utf-16": ("tekst=é".encode("utf-16"), 400),
    "a field twice": (b"tekst=a&tekst=b&soort=werkt", 400),
    "a thousand fields": ("&".join(f"f{n}=1" for n in range(1000)).encode(), 400),
    "no field": (b"", 403),
    "only marks": (b"&&&===;;;", 403),
    "not finished": (b"tekst=%", 403),
    "too large": (b"tekst=" + b"x" * 20_000, 413),
    "null bytes": (b"\x00" * 100, 403),
    "json": (b'{"tekst": "x", "soort": "werkt"}', 403),
}


@pytest.mark.parametrize(("body", "status"), BODIES.values(), ids=BODIES)
def test_a_body_that_no_form_sends_is_answered_and_keeps_nothing(steady, body, status):
    before = len(steady.kept())
    answer = steady.client.post(steady.path(""), content=body, headers=FORM)
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert len(steady.kept()) == before


@pytest.mark.parametrize(
    "kind",
    ["", "text/plain", "application/json", "multipart/form-data; boundary=x", "x" * 5000,
     "application/x-www-form-urlencodedx", "text/html, application/x-www-form-urlencoded"],
)  # fmt: skip
def test_only_forms_are_read(steady, kind):
    before = len(steady.kept())
    body = urlencode({"soort": "werkt", "tekst": "x", "bewijs": steady.token()})
    answer = steady.client.post(steady.path(""), content=body, headers={"Content-Type": kind})
    assert answer.status_code == 415
    assert len(steady.kept()) == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "HTTP://TESTSERVER"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://andere.naam"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Origin": "https://koffie.voorbeeld.nl"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://testserver.evil.example"}, 403),
        ({"Origin": "http://testserver:81"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://[::1"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
    ],
)
def test_another_site_sends_nothing(steady, monkeypatch, headers, status):
    before = len(steady.kept())
    monkeypatch.setenv("KOFFIEHOEK_PUBLIEK_ADRES", "https://koffie.voorbeeld.nl")
    sent = {"soort": "werkt", "tekst": "x", "bewijs": steady.token()}
    answer = steady.client.post(steady.path(""), data=sent, headers=headers)
    assert answer.status_code == status
    assert len(steady.kept()) - before == (status == 303)


def test_a_token_of_another_corner_is_refused(phone, store, day):
    other = Phone(store, day)
    other.code = day.corners[1].code
    answer = phone.send("Goed punt", token=other.token())
    assert answer.status_code == 403
    assert phone.kept() == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "VERZIN"])
@pytest.mark.parametrize("path", ["/meedoen", "", "wijzig"])
def test_other_methods_do_nothing(steady, method, path):
    answer = steady.client.request(method, steady.path(path))
    assert answer.status_code == 405
    assert answer.headers["allow"]
    assert "Dit kan hier niet" in words(answer)


def test_a_look_at_the_headers_alone_is_answered(steady):
    assert steady.client.head(steady.path("")).status_code == 200


@pytest.mark.parametrize("path", ["wijzig", "trek-in"])
def test_nothing_is_changed_by_a_link(steady, path):
    assert steady.get(path).status_code == 405


@pytest.mark.parametrize(
    "path",
    ["/meedoen/../", "/meedoen/%2e%2e/beheer", "/meedoen/..%2f..%2fetc%2fpasswd", "/meedoen//",
     "/meedoen/%00", "/meedoen/%ff%fe", "/meedoen/a/b/c/d/e", "/meedoen/" + "x" * 8_000,
     "/meedoen/" + "/".join("x" * 500), "/meedoen/%E2%80%AE", "/meedoen/stijl.css/x",
     "/meedoen/{code}/dank/../../..", "/meedoen/{code}/dank/%00", "/meedoen/{code}/onbekend",
     "/meedoen/{code};x=1", "/meedoen/{code}%20OR%201=1"],
)  # fmt: skip
def test_no_path_leads_elsewhere(steady, path):
    answer = steady.client.request("GET", path.replace("{code}", steady.code))
    assert answer.status_code in (200, 303, 404)
    if answer.status_code == 303:
        assert re.fullmatch(r"/meedoen/\w{6}(\?.*)?", answer.headers["location"])
    else:
        assert "root:" not in answer.text


def test_a_name_that_somebody_else_says_is_never_believed(steady):
    """No address is made of the Host header, and none is sent on."""
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    for path in ("", "dank/x", f"/meedoen/{steady.code.lower()}"):
        answer = steady.get(path, headers=headers)
        assert "evil.example" not in answer.text + str(answer.headers)


def test_nothing_of_other_corners_or_days_leaks(store, phone):
    other = Phone(store, live_day(store, "Geheime hoek"))
    other.send("Iets vertrouwelijks")
    pages = [phone.get(), phone.get("schrijver"), phone.send(), phone.get("/meedoen")]
    pages.append(phone.get(f"/meedoen/{other.code[:5]}"))
    for page in pages:
        assert "Geheime" not in page.text
        assert "vertrouwelijk" not in page.text
        assert other.code not in page.text
        assert "OM" not in words(page).split()


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_kept_as_it_is_shown_or_refused_with_a_sentence(steady, text):
    answer = steady.send(text)
    if answer.status_code == 303:
        assert steady.statements()[-1].text == cleaned(text)
        assert tags(steady.get(answer.headers["location"]).text) <= OURS
    else:
        assert answer.status_code == 422
        assert tags(answer.text) <= OURS


@settings(max_examples=80, deadline=None)
@given(body=st.binary(max_size=300))
def test_any_bytes_are_answered(steady, body):
    before = len(steady.statements())
    for path in ("", "wijzig", "trek-in", "schrijver", "verbondenheid", "/meedoen"):
        answer = steady.client.post(steady.path(path), content=body, headers=FORM)
        assert 400 <= answer.status_code < 500
    assert len(steady.statements()) == before
