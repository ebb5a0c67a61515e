"""The gate and the login page, around a small app that would answer everybody."""

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from analysis.access import digest, hashed
from analysis.settings import LOGIN_VARIABLE
from analysis.store import Store, open_store
from live.access import gate, keeper, login
from live.access.cookies import SESSION
from live.access.forms import own_path
from live.access.gate import Gate
from live.access.keeper import Keeper

PASSWORD = "paard batterij nietje"
HASH = hashed(PASSWORD)
OPEN = ["/gezond", "/inloggen", "/inloggen.css", "/afmelden", "/meedoen", "/meedoen/",
        "/meedoen/ABCD", "/meedoen/ABCD/wijzig", "/meedoen/stijl.css"]  # fmt: skip
PAGES = ["/", "/matrix", "/beheer", "/bestaat-niet", "/meedoenx", "/inloggen-x"]
FILES = ["/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/a/b", "/media/x.csv",
         "/static/js/main.js", "/component/a/b.html", "/nederlands.js", "/ingelogd.txt",
         "/auth/login", "/diep/matrix", "/favicon.png", "/matrix/_stcore/health"]  # fmt: skip
ODD = ["//matrix", "/meedoen/../matrix", "/meedoen/..%2fmatrix", "/meedoen//x", "/meedoen/.x",
       "/meedoen\\..\\x", "/meedoen/%00", "/gezond/../media/x", "/meedoen/x%0d%0a", "/meedoen/é",
       "/inloggen/", "/gezond/x", "/%2e%2e/media/x", "/MEEDOEN"]  # fmt: skip


async def everything(request):
    return PlainTextResponse("binnen: " + request.url.path)


async def talk(websocket):
    await websocket.accept()
    with suppress(WebSocketDisconnect):
        while True:
            await websocket.send_text("terug: " + await websocket.receive_text())


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A database with a password, made once: its tables take most of a second."""
    path = tmp_path_factory.mktemp("vers") / "vers.sqlite3"
    with open_store(f"sqlite:///{path}") as opened:
        opened.access.set_password(HASH)
        opened.tidy()
    return path


@pytest.fixture
def store(tmp_path, fresh) -> Iterator[Store]:
    path = shutil.copy(fresh, tmp_path / "proef.sqlite3")
    with open_store(f"sqlite:///{path}") as opened:
        yield opened


@pytest.fixture
def client(store, monkeypatch) -> Iterator[TestClient]:
    """A browser before the gate."""
    monkeypatch.setenv(LOGIN_VARIABLE, "wachtwoord")
    routes = [
        *login.ROUTES, WebSocketRoute("/_stcore/stream", talk), Route("/{path:path}", everything),
    ]  # fmt: skip
    stack = [Middleware(Gate, keeper=Keeper(lambda: store))]
    app = Starlette(routes=routes, middleware=stack)
    with TestClient(app, follow_redirects=False, raise_server_exceptions=True) as browser:
        yield browser


def send(client, path="/inloggen", headers=None, **fields):
    return client.post(
        path, data=fields, headers={"sec-fetch-site": "same-origin"} | (headers or {})
    )


def enter(client):
    assert send(client, wachtwoord=PASSWORD).status_code == 303


@pytest.mark.parametrize("path", OPEN)
def test_participants_and_the_login_page_need_nothing(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_page_leads_to_the_login_page(client, path):
    for method in ("GET", "HEAD"):
        answer = client.request(method, path)
        to = "" if path == "/" else f"?naar={path}"
        assert (answer.status_code, answer.headers["location"]) == (303, f"/inloggen{to}")
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
@pytest.mark.parametrize("path", FILES)
def test_anything_else_is_refused(client, path, method):
    answer = client.request(method, path)
    assert answer.status_code == 401
    assert "binnen" not in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_sending_to_a_page_is_refused(client, path):
    assert client.post(path).status_code == 401


@pytest.mark.parametrize("path", ODD)
def test_odd_paths_find_no_way_around(client, path):
    answer = client.get(f"http://testserver{path}")
    assert answer.status_code in (303, 401)
    assert "binnen" not in answer.text


@pytest.mark.parametrize(
    "sent",
    ["", "x", "koffiehoek_sessie=", "koffiehoek_sessie=x", "koffiehoek_sessie=" + "x" * 5000,
     "koffiehoek_sessie=\xe9\xff", 'a="; koffiehoek_sessie="', "koffiehoek_sessie=" + digest("x")],
)  # fmt: skip
def test_a_cookie_of_ones_own_making_is_nothing(client, sent):
    answer = client.get("/media/x", headers={"cookie": sent.encode("latin-1")})
    assert answer.status_code == 401


def test_a_connection_is_refused_before_it_is_accepted(client):
    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect("/_stcore/stream"):
        pass
    assert refused.value.code == 1008


def test_who_is_in_may_pass_everywhere(client):
    enter(client)
    for path in [*PAGES, *FILES]:
        assert client.get(path).status_code == 200
    with client.websocket_connect("/_stcore/stream") as talking:
        talking.send_text("hallo")
        assert talking.receive_text() == "terug: hallo"


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_only_its_digest_is_stored(
    client, store
):
    given = send(client, wachtwoord=PASSWORD).headers["set-cookie"]
    token = re.match(rf"{SESSION}=([\w-]{{43}});", given)[1]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(given.split("; "))
    assert "Secure" not in given
    assert token.encode() not in store.file.read_bytes()


def test_over_https_the_cookie_never_travels_in_the_open(client):
    client.base_url = "https://testserver"
    assert "Secure" in send(client, wachtwoord=PASSWORD).headers["set-cookie"]


def test_one_comes_where_one_wanted_to_go(client):
    page = client.get("/inloggen", params={"naar": "/matrix?soort=kans"})
    assert 'name="naar" value="/matrix?soort=kans"' in page.text
    answer = send(client, wachtwoord=PASSWORD, naar="/matrix?soort=kans")
    assert answer.headers["location"] == "/matrix?soort=kans"
    assert client.get("/inloggen", params={"naar": "/matrix"}).headers["location"] == "/matrix"


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("/matrix", "/matrix"),
        ("/", "/"),
        ("", "/"),
        ("https://elders.nl", "/"),
        ("//elders.nl", "/"),
        ("/\\elders.nl", "/"),
        ("\\\\elders.nl", "/"),
        ("javascript:alert(1)", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
        ("/é", "/"),
        ("/" + "x" * 600, "/"),
    ],
)
def test_only_pages_of_this_house_are_gone_to(asked, to):
    assert own_path(asked) == to


def test_what_was_asked_is_text_on_the_page(client):
    page = client.get("/inloggen", params={"naar": '/"><script>alert(1)</script>'}).text
    assert "<script" not in page


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 400),
        ({"sec-fetch-site": "same-site"}, 400),
        ({"sec-fetch-site": "none"}, 400),
        ({"sec-fetch-site": "", "origin": "https://elders.nl"}, 400),
        ({"sec-fetch-site": "", "origin": "null"}, 400),
        ({"sec-fetch-site": "", "origin": "http://testserver"}, 303),
        ({"sec-fetch-site": "", "origin": "https://[stuk"}, 400),
        ({"content-type": "application/json"}, 400),
        ({"content-type": "text/plain"}, 400),
    ],
)
def test_a_form_of_another_site_is_refused(client, headers, status):
    assert send(client, headers=headers, wachtwoord=PASSWORD).status_code == status


@pytest.mark.parametrize(
    "body", [b"\xff\xfe\x00", b"x" * 9000, b"&" * 500 + b"a=b", b"wachtwoord=%ff%00", b"a=1&" * 30]
)
def test_an_odd_body_is_no_trouble(client, body):
    form = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
    assert client.post("/inloggen", content=body, headers=form).status_code in (400, 403)


def test_after_five_wrong_ones_also_the_right_one_has_to_wait(client, monkeypatch):
    for _ in range(keeper.FREE_HERE):
        answer = send(client, wachtwoord="zomaar iets anders")
        assert answer.status_code == 403
        assert "klopt niet" in answer.text
    answer = send(client, wachtwoord=PASSWORD)
    assert answer.status_code == 429
    assert "Wacht 30 seconden" in answer.text
    assert answer.headers["retry-after"] == "30"
    assert "set-cookie" not in answer.headers

    later = time.monotonic() + 31
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert send(client, wachtwoord=PASSWORD).status_code == 303


def test_elsewhere_one_need_not_wait_until_all_together_tried_too_often(client, monkeypatch):
    monkeypatch.setattr(keeper, "matches", lambda *_sent: False)  # a real look takes its time

    def tries(address: str) -> int:
        client._transport.client = (address, 1)
        return send(client, wachtwoord="zomaar iets anders").status_code

    found = [tries(f"192.168.1.{number}") for number in range(keeper.FREE_IN_ALL + 1)]
    assert found == [403] * keeper.FREE_IN_ALL + [429]
    assert tries("127.0.0.1") == 403  # who sits at the computer is not kept out by others


def test_in_ipv6_a_whole_network_is_one_place(client, monkeypatch):
    monkeypatch.setattr(keeper, "matches", lambda *_sent: False)

    def tries(last: int) -> int:
        client._transport.client = (f"2001:db8:1:2::{last:x}", 1)
        return send(client, wachtwoord="zomaar iets anders").status_code

    assert [tries(number) for number in range(6)] == [403] * 5 + [429]


def test_logging_out_ends_the_session_and_its_connections(client):
    enter(client)
    kept = dict(client.cookies)
    with client.websocket_connect("/_stcore/stream") as talking:
        talking.send_text("hallo")
        talking.receive_text()
        assert "U bent afgemeld" in send(client, "/afmelden", ja="1").text
        with pytest.raises(WebSocketDisconnect) as closed:
            talking.receive_text()
        assert closed.value.code == 1008
    for path in ("/media/x", "/ingelogd.txt"):
        header = f"{SESSION}={kept[SESSION]}"
        assert client.get(path, headers={"cookie": header}).status_code == 401


def test_a_link_of_another_site_logs_nobody_out(client):
    enter(client)
    for said in ("cross-site", "none", ""):
        page = client.get("/afmelden", headers={"sec-fetch-site": said})
        assert "Wilt u op dit apparaat afmelden?" in page.text
    assert client.get("/media/x").status_code == 200
    client.get("/afmelden", headers={"sec-fetch-site": "same-origin"})
    assert client.get("/media/x").status_code == 401


def test_a_session_that_ends_elsewhere_closes_its_connections_too(client, store, monkeypatch):
    """As on another server, or with `koffiehoek toegang wachtwoord`."""
    monkeypatch.setattr(gate, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(keeper, "_KNOWN_FOR", 0.0)
    enter(client)
    with client.websocket_connect("/_stcore/stream") as talking:
        talking.send_text("hallo")
        talking.receive_text()
        store.access.set_password(HASH)
        with pytest.raises(WebSocketDisconnect):
            talking.receive_text()
    assert client.get("/media/x").status_code == 401


def test_logging_in_again_gives_another_session(client):
    enter(client)
    first = client.cookies[SESSION]
    enter(client)
    assert client.cookies[SESSION] != first
    old = {"cookie": f"{SESSION}={first}"}
    assert client.get("/media/x", headers=old).status_code == 401


@pytest.fixture
def first(store):
    """The gate before the first password was set; the key of its link."""
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM login_secret")
    store.access.keep_key(digest("sleutel"))
    return "sleutel"


@pytest.mark.usefixtures("first")
def test_until_a_password_is_set_nobody_gets_in(client):
    for path in ("/inloggen", "/inloggen?sleutel=fout"):
        page = client.get(path)
        assert page.status_code == 503
        assert "Nog niet klaar" in page.text
        assert "<input" not in page.text
    assert client.get("/matrix").status_code == 303
    assert send(client, wachtwoord=PASSWORD).status_code == 403
    assert send(client, wachtwoord="", sleutel="").status_code == 403


def test_the_link_sets_the_first_password_once(client, first):
    page = client.get("/inloggen", params={"sleutel": first})
    assert "Kies een wachtwoord" in page.text
    short = send(client, sleutel=first, wachtwoord="kort", nogmaals="kort")
    assert short.status_code == 400
    assert "te kort" in short.text
    assert 'value="kort"' not in short.text

    answer = send(client, sleutel=first, wachtwoord=PASSWORD, nogmaals=PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.get("/media/x").status_code == 200

    client.cookies.clear()
    assert "Kies een" not in client.get("/inloggen", params={"sleutel": first}).text
    again = send(client, sleutel=first, wachtwoord="een ander woord", nogmaals="een ander woord")
    assert again.status_code == 403
    enter(client)


def test_an_old_kind_of_hash_is_renewed_at_the_next_login(client, store):
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    store.access.set_password(weak)
    enter(client)
    assert store.access.password() != weak
    client.cookies.clear()
    enter(client)


@pytest.mark.parametrize("said", ["geen", "oidc"])
def test_without_a_password_there_is_no_login_page(client, monkeypatch, said):
    monkeypatch.setenv(LOGIN_VARIABLE, said)
    for path in ("/inloggen", "/afmelden"):
        assert client.get(path).headers["location"] == "/"


@pytest.mark.parametrize("said", ["", "iets", "GEEN"])
def test_what_is_unknown_or_not_said_is_closed(client, monkeypatch, said):
    monkeypatch.setenv(LOGIN_VARIABLE, said)
    assert client.get("/media/x").status_code == 401


@pytest.mark.parametrize("path", ["/media/x", "/_stcore/upload_file/a/b", "/component/a/b.html"])
def test_logged_in_elsewhere_files_are_closed_and_the_login_page_is_open(client, monkeypatch, path):
    monkeypatch.setenv(LOGIN_VARIABLE, "oidc")
    assert client.get(path).status_code == 401
    forged = {"cookie": '_streamlit_user="{\\"is_logged_in\\": true}"'}
    assert client.get(path, headers=forged).status_code == 401
    for needed in ("/matrix", "/nederlands.js", "/static/js/x.js", "/_stcore/host-config"):
        assert client.get(needed).status_code == 200


def test_when_the_database_is_away_nobody_gets_in(client, store, monkeypatch):
    from analysis.errors import StoreError

    def broken(*_args):
        raise StoreError("weg")

    enter(client)
    monkeypatch.setattr(type(store.access), "session", broken)
    monkeypatch.setattr(keeper, "_KNOWN_FOR", -1.0)
    assert client.get("/media/x").status_code == 503
    assert client.get("/inloggen").status_code == 503
