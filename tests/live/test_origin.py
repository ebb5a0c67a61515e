"""Only this house's own pages open connections: another site is refused before Streamlit looks."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from live.access import origin
from live.access.origin import OwnPages

CASES = [
    (None, True),
    ("http://zaal:8501", True),
    ("http://ZAAL:8501", True),
    ("http://zaal:9000", False),  # another program on the same computer
    ("http://127.0.0.1:8501", False),
    ("http://kwaad.nl", False),
    ("null", False),
    ("", False),
    ("file://", False),
    ("http://[", False),
    ("http://zaal:8501.kwaad.nl", False),
    ("https://koffie.school.nl", True),  # what a proxy is reached by
    ("https://koffie.school.nl:443", True),
    ("http://koffie.school.nl:443", False),
]


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setattr(origin, "public_address", lambda: "https://koffie.school.nl")

    async def connect(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text(str(socket.headers.get("origin")))
        await socket.close()

    async def ok(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("ok")

    routes = [
        WebSocketRoute("/_stcore/stream", connect),
        Route("/_stcore/upload", ok, methods=["PUT"]),
        Route("/meedoen", ok, methods=["POST"]),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(OwnPages)])
    return TestClient(app, base_url="http://zaal:8501")


def headers(given):
    # For websockets the test client has a host of its own.
    return {"host": "zaal:8501"} | ({} if given is None else {"origin": given})


@pytest.mark.parametrize(("given", "comes_in"), CASES)
def test_connections(client, given, comes_in):
    if not comes_in:
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect("/_stcore/stream", headers=headers(given)),
        ):
            pass
        return
    with client.websocket_connect("/_stcore/stream", headers=headers(given)) as socket:
        seen = socket.receive_text()
    # Streamlit would ask the internet whether an origin that it does not know is this computer.
    assert seen == "None" or "zaal" in seen.lower()


@pytest.mark.parametrize(("given", "comes_in"), CASES)
def test_files_that_are_sent(client, given, comes_in):
    answer = client.put("/_stcore/upload", headers=headers(given))
    assert answer.status_code == (200 if comes_in else 403)


def test_the_phone_form_judges_for_itself(client):
    assert client.post("/meedoen", headers=headers("http://kwaad.nl")).status_code == 200
