"""Getting in, against the real server: nothing answers before, a password, roles at a provider."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from analysis.access import Grant, Role
from analysis.store import open_store
from analysis.types import Event

expect.set_options(timeout=30_000)

PASSWORD = "paard batterij nietje"
FIRST = [
    "/matrix",
    "/_stcore/health",
    "/media/x.csv",
    "/_stcore/upload_file/a/b",
    "/static/js/x.js",
]
STREAM = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Protocol": "streamlit",
}  # fmt: skip
MINE, OTHER = "Themadag", "Andermans dag"
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "een geheim van deze test, lang genoeg om te ondertekenen"
client_id = "koffiehoek"
client_secret = "geheim"
server_metadata_url = "%s/.well-known/openid-configuration"
"""
HOUSE = {"researcher": "an", "author": "bo", "nobody": "cas"}


def ask(url: str, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """Status and destination of one request that follows nothing."""
    place = urlsplit(url)
    connection = HTTPConnection(place.hostname, place.port, timeout=20)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", "")
    finally:
        connection.close()


def link_in(output: Path) -> str:
    """The link for the first password, which is told once the app answers."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if found := re.search(r"http\S+/inloggen\?sleutel=\S+", output.read_text("utf-8")):
            return found[0]
        time.sleep(0.1)
    pytest.fail(f"Geen link:\n{output.read_text('utf-8')}")


def test_a_password_from_the_first_start_to_logging_out(page: Page, start_app, settled, axe):
    server = start_app("--open", "--voorbeeld")
    for path in FIRST:  # nothing of Streamlit has run yet
        status, to = ask(server.url, path)
        assert (status, to) == ((303, "/inloggen?naar=/matrix") if path == "/matrix" else (401, ""))
    assert ask(server.url, "/_stcore/stream", STREAM)[0] == 403

    page.goto(f"{server.url}/matrix")
    expect(page.get_by_role("heading", name="Nog niet klaar")).to_be_visible()
    assert axe(page) == []
    page.goto(link_in(server.output))
    page.get_by_label("Wachtwoord", exact=True).fill("wachtwoord123")
    page.get_by_label("Nog een keer").fill("wachtwoord123")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("te makkelijk te raden")
    assert axe(page) == []
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_label("Nog een keer").fill(PASSWORD)
    page.get_by_role("button", name="Bewaar en ga verder").click()
    settled(page)
    expect(page.get_by_role("heading", name="Bijeenkomst", exact=True)).to_be_visible()

    page.get_by_role("link", name="Afmelden op dit apparaat").click()
    expect(page.get_by_role("heading", name="U bent afgemeld")).to_be_visible()
    page.goto(f"{server.url}/matrix")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe(page) == []
    page.keyboard.type("zomaar iets")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("klopt niet")
    assert axe(page) == []
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    settled(page)
    expect(page.get_by_role("heading", name="Matrix", exact=True)).to_be_visible()
    assert page.url == f"{server.url}/matrix"

    other = page.context.new_page()
    other.goto(f"{server.url}/beheer")
    settled(other)
    other.get_by_role("link", name="Afmelden op dit apparaat").click()
    expect(other.get_by_role("heading", name="U bent afgemeld")).to_be_visible()
    # The tab that was left open: its connection is closed, and it finds the login page by itself.
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    assert page.url == f"{server.url}/inloggen?naar=/matrix"


@pytest.fixture(scope="module")
def provider(tmp_path_factory) -> Iterator[str]:
    """A login provider on this computer that knows three people."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("inlogdienst") / "uitvoer.txt"
    url = f"http://127.0.0.1:{port}"
    command = [str(Path(sys.executable).with_name("oidc-provider-mock")), "--port", str(port)]
    with log.open("w") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            _wait_for(f"{url}/.well-known/openid-configuration", log)
            for sub in HOUSE.values():
                claims = {"email": f"{sub.title()}@Hogeschool.nl", "name": sub.title()}
                body = json.dumps(claims).encode()
                headers = {"Content-Type": "application/json"}
                urlopen(Request(f"{url}/users/{sub}", body, headers, method="PUT")).close()
            yield url
        finally:
            process.terminate()


def _wait_for(url: str, log: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"De inlogdienst kwam niet op gang:\n{log.read_text()}")


def log_in(browser: Browser, url: str, sub: str, settled: Callable[[Page], None]) -> Page:
    """A window of its own, in which somebody opens the matrix and logs in for it."""
    window = browser.new_context(viewport={"width": 1366, "height": 768}, locale="nl-NL").new_page()
    window.set_default_timeout(60_000)
    window.goto(f"{url}/matrix")
    settled(window)
    expect(window.get_by_role("heading", name="Inloggen")).to_be_visible()
    assert window.get_by_test_id("stSidebar").count() == 0
    window.get_by_role("button", name="Log in").click()
    window.locator("input[name=sub]").fill(sub)
    window.get_by_role("button", name="Authorize").click()
    window.wait_for_url(f"{url}/matrix")
    settled(window)
    return window


def downloaded(
    page: Page, url: str, settled: Callable[[Page], None], name: str, part: str, button: re.Pattern
) -> str:
    """The address of the file that one gets with a button, in a part of a page."""
    page.goto(f"{url}/{name}")
    settled(page)
    page.get_by_text(part, exact=True).first.click()
    settled(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name=button).click()
    assert taken.value.path().stat().st_size > 0
    assert taken.value.url.startswith(f"{url}/media/")
    return taken.value.url


def test_roles_at_a_provider(chromium: Browser, start_alone, provider: str, settled):
    server = start_alone("--inloggen", "oidc")
    (server.folder / ".streamlit").mkdir()
    (server.folder / ".streamlit" / "secrets.toml").write_text(SECRETS % provider)
    with open_store(f"sqlite:///{server.folder / 'proef.sqlite3'}") as store:
        mine, _ = (
            store.create_event(Event("", title, "beter_verbonden@1")) for title in (MINE, OTHER)
        )
        store.access.give(Grant("an@hogeschool.nl", Role.RESEARCHER))
        store.access.give(Grant("bo@hogeschool.nl", Role.AUTHOR, mine.id))
    assert ask(server.url, "/media/x.csv")[0] == 401

    an = log_in(chromium, server.url, HOUSE["researcher"], settled)
    expect(an.get_by_text("Ingelogd: An, an@")).to_be_visible()
    expect(an.get_by_role("link", name="Beheer", exact=True)).to_be_visible()
    an.get_by_test_id("stSidebar").get_by_role("combobox").click()
    expect(an.get_by_role("option", name=OTHER)).to_be_visible()

    an.keyboard.press("Escape")
    files = [
        downloaded(an, server.url, settled, *where)
        for where in (
            (
                "codeboek",
                "Codeboek als bestand (YAML)",
                re.compile(r"^Download versie .* \(YAML\)$"),
            ),
            ("beheer", "Wie deed wat", re.compile("^Download het logboek")),  # made when asked for
        )
    ]
    assert [an.context.request.get(one).status for one in files] == [200, 200]

    bo = log_in(chromium, server.url, HOUSE["author"], settled)
    assert [bo.context.request.get(one).status for one in files] == [404, 404]
    expect(bo.get_by_role("heading", name="Matrix", exact=True)).to_be_visible()
    assert bo.get_by_role("link", name="Beheer", exact=True).count() == 0
    bo.get_by_test_id("stSidebar").get_by_role("combobox").click()
    expect(bo.get_by_role("option")).to_have_count(1)
    bo.goto(f"{server.url}/beheer")
    settled(bo)
    expect(bo.get_by_text("Deze pagina bestaat niet")).to_be_visible()
    assert bo.get_by_text("Bewaartermijnen").count() == 0
    bo.keyboard.press("Escape")
    bo.get_by_role("button", name="Afmelden").click()
    bo.wait_for_url(re.compile("end_session"))
    bo.goto(f"{server.url}/matrix")
    settled(bo)
    expect(bo.get_by_role("heading", name="Inloggen")).to_be_visible()

    cas = log_in(chromium, server.url, HOUSE["nobody"], settled)
    expect(cas.get_by_role("heading", name="Geen toegang")).to_be_visible()
    assert cas.get_by_role("combobox").count() == 0
    for window in (an, bo, cas):
        window.context.close()
