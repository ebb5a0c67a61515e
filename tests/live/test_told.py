"""A file is there for who was told of it over their own connection, and for nobody else."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from analysis.settings import LOGIN_VARIABLE
from live.access import oidc, told
from live.access.gate import Gate
from live.access.told import Told

STORAGE = MemoryMediaFileStorage("/media")


def address(data, kind="text/csv"):
    """The address that Streamlit gives a file."""
    return STORAGE.get_url(
        STORAGE.load_and_get_id(data, kind, MediaFileKind.DOWNLOADABLE, "uitspraken.csv")
    )


FILE, OTHER = address(b"een"), address(b"twee", "application/x-onbekend")


def button(path):
    said = ForwardMsg()
    said.delta.new_element.download_button.url = path
    return said


def made_when_asked(path):
    said = ForwardMsg()
    said.backend_operation_response.deferred_file.url = path
    return said


def picture(path):
    said = ForwardMsg()
    said.delta.new_element.imgs.imgs.add().url = path
    return said


def typed(path):
    said = ForwardMsg()
    said.delta.new_element.text_input.value = path
    return said


def shown(path):
    said = ForwardMsg()
    said.delta.new_element.html.body = f'<p class="uitspraak">{path}</p>'
    return said


def named(path):
    said = button("/media/")
    said.delta.new_element.download_button.label = path
    return said


def message(path, how=button):
    return how(path).SerializeToString()


@pytest.mark.parametrize("path", [FILE, OTHER])
@pytest.mark.parametrize("how", [button, made_when_asked, picture])
def test_an_address_that_streamlit_gives_is_heard(path, how):
    files = Told()
    files.hear("an@h.nl", message(path, how))
    assert files.knows("an@h.nl", path)
    assert not files.knows("bo@h.nl", path)
    assert not files.knows("an@h.nl", address(b"drie"))


@pytest.mark.parametrize("how", [typed, shown, named])
def test_what_somebody_typed_opens_no_file(how):
    files = Told()
    files.hear("bo@h.nl", message(FILE, how))
    assert not files.knows("bo@h.nl", FILE)


@given(st.binary(max_size=60))
def test_what_is_no_message_is_left_alone(data):
    files = Told()
    files.hear("bo@h.nl", data + FILE.encode())
    files.hear("bo@h.nl", FILE.encode() + data)


@pytest.mark.parametrize(
    "path",
    [
        "/media",
        "/media/",
        "/media/x.csv",
        f"{FILE}/..",
        f"/{FILE}",
        f"/x{FILE}",
        FILE.upper(),
        f"{FILE}\n",
    ],
)
def test_what_is_no_address_of_a_file_is_not_known(path):
    files = Told()
    for one in (FILE, path):
        files.hear("an@h.nl", message(one))
    assert not files.knows("an@h.nl", path)


def test_the_oldest_are_forgotten_first(monkeypatch):
    monkeypatch.setattr(told, "_MOST", 2)
    files, third = Told(), address(b"drie")
    for one in (FILE, OTHER, FILE, third):
        files.hear("an@h.nl", message(one))
    assert [files.knows("an@h.nl", one) for one in (FILE, OTHER, third)] == [True, False, True]


async def everything(request):
    return PlainTextResponse("binnen: " + request.url.path)


async def tell(websocket):
    await websocket.accept()
    with suppress(WebSocketDisconnect):
        how, _, path = (await websocket.receive_text()).partition(" ")
        await websocket.send_bytes(message(path, {"knop": button, "tekst": shown}[how]))
        await websocket.receive_text()


@pytest.fixture
def people(monkeypatch):
    """A visitor by name; who they are stands in a cookie that anybody could have signed."""
    claims = {
        name: {"is_logged_in": True, "email": f"{name}@h.nl", "iat": 4e9} for name in ("an", "bo")
    }
    monkeypatch.setattr(oidc, "_claims", lambda given: claims.get(given.get("wie"), {}))
    monkeypatch.setenv(LOGIN_VARIABLE, "oidc")
    routes = [WebSocketRoute("/_stcore/stream", tell), Route("/{path:path}", everything)]
    app = Starlette(routes=routes, middleware=[Middleware(Gate)])

    def client(name):
        return TestClient(app, cookies={"wie": name})

    return client


def test_a_file_is_there_for_who_was_told_of_it(people):
    an, bo, nobody = people("an"), people("bo"), people("")
    assert [one.get(FILE).status_code for one in (an, bo, nobody)] == [404, 404, 401]
    for who, asked in ((nobody, "knop"), (an, "knop"), (bo, "tekst")):
        with who.websocket_connect("/_stcore/stream") as wire:  # nobody has the login page's
            wire.send_text(f"{asked} {FILE}")
            wire.receive_bytes()
    assert [one.get(FILE).status_code for one in (an, bo, nobody)] == [200, 404, 401]
    assert [one.head(FILE).status_code for one in (an, bo)] == [200, 404]
    assert [one.get("/matrix").status_code for one in (an, bo)] == [200, 200]
