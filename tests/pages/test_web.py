"""What stands around Streamlit's pages: index, headers, health, and the table of Dutch texts."""

import re
from importlib.resources import files

import pytest
import yaml
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analysis.settings import LOGIN_VARIABLE
from pages.components import web
from pages.components.frame import PAGES


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setenv(LOGIN_VARIABLE, "geen")
    return TestClient(Starlette(routes=web.ROUTES, middleware=web.MIDDLEWARE))


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in web.INDEX_CHANGES])
def test_streamlits_index_still_has_what_is_changed(pattern):
    """A newer Streamlit that writes its page otherwise must not slip by."""
    page = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(pattern, page, re.DOTALL)) == 1


@pytest.mark.parametrize("path", ["", *(page.name for page in PAGES), "bestaat-niet"])
def test_pages_get_the_dutch_index(client, path):
    answer = client.get(f"/{path}")

    assert answer.status_code == 200
    assert '<html lang="nl">' in answer.text
    assert "<title>Koffiehoek</title>" in answer.text
    assert "Koffiehoek heeft JavaScript nodig" in answer.text
    assert not re.search(r"You need|agent|SourceSans|(src|href)=\"(https?:)?//", answer.text)
    assert answer.headers["cache-control"] == "no-cache"


def test_the_index_needs_no_script_of_its_own():
    """The content security policy forbids scripts within the page."""
    assert re.findall(r"<script(?![^>]*src=)", web.index_page()) == []


@pytest.mark.parametrize("path", ["/", "/gezond", web.SCRIPT_PATH, "/diep/onbekend.txt"])
def test_every_answer_has_the_safe_headers(client, path):
    headers = client.get(path).headers

    assert {name: headers.get(name) for name in web.HEADERS} == web.HEADERS
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_only_over_https_one_is_told_to_stay_there(client):
    name = "strict-transport-security"
    assert name not in client.get("/gezond").headers
    client.base_url = "https://testserver"
    assert client.get("/gezond").headers[name].startswith("max-age=")


def test_where_a_login_provider_sends_back_to_is_left_to_streamlit(client):
    assert client.get("/oauth2callback?code=x&state=y").status_code == 404


@pytest.mark.parametrize("path", web.OWN_SCRIPTS)
def test_own_scripts_are_served(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (
        200, "text/javascript; charset=utf-8"
    )  # fmt: skip


def test_the_app_says_that_it_is_healthy(client):
    answer = client.get("/gezond")
    assert (answer.status_code, answer.text) == (200, "ok")


@pytest.mark.parametrize("path", ["/favicon.png", "/static/js/x", "/_stcore/health"])
def test_streamlits_own_files_are_left_to_streamlit(client, path):
    assert client.get(path).status_code == 404


def test_the_script_carries_the_whole_table(client):
    answer = client.get(web.SCRIPT_PATH)

    assert answer.headers["content-type"].startswith("text/javascript")
    assert "Sleep bestanden hierheen" in answer.text
    assert "TABLE" not in answer.text


def table() -> dict[str, dict[str, str]]:
    text = (files("pages.components") / "nederlands.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def test_the_table_holds_texts_alone():
    for part in table().values():
        assert all(isinstance(word, str) for pair in part.items() for word in pair)


def test_streamlit_still_uses_the_texts_of_the_uploader():
    """The texts that a first-time user cannot miss must not change unseen."""
    scripts = (files("streamlit") / "static" / "static" / "js").iterdir()
    uploader = next(s for s in scripts if s.name.startswith("FileUploader"))
    source = uploader.read_text(encoding="utf-8")
    for text in ("Upload", "Add files", "Drag and drop files here"):
        assert text in table()["teksten"]
        assert f"`{text}`" in source
