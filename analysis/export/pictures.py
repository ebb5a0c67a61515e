"""Figures as PNG, SVG and PDF, drawn by one browser that is started once for a whole report.

`Pictures` keeps a kaleido of its own: kaleido's shared server may hand one thread's picture to
another, and waits for ever where the browser did not start. Whoever makes a report catches
PictureError, goes on without pictures and shows its message.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import signal
import struct
import subprocess
import sys
import zlib
from collections.abc import Coroutine, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any, Literal, Self, TypeVar
from xml.etree.ElementTree import Element, register_namespace, tostring

import plotly.graph_objects as go
from choreographer.browsers import Chromium
from choreographer.errors import (
    BrowserClosedError,
    BrowserFailedError,
    ChannelClosedError,
    ChromeNotFoundError,
)
from choreographer.protocol import DevtoolsProtocolError
from defusedxml.ElementTree import fromstring
from kaleido import Kaleido, PageGenerator
from kaleido.errors import JavascriptError, KaleidoError
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from analysis.charts.palette import LIGHT
from analysis.errors import NoBrowser, PictureError
from analysis.export.word_parts import printable

Form = Literal["png", "svg", "pdf"]
FORMS: tuple[Form, ...] = ("png", "svg", "pdf")
DPI = 300
FONTS = "'Liberation Sans', Arial, Helvetica, 'DejaVu Sans', sans-serif"
"""The first three are equally wide, letter by letter: a figure is the same on every machine."""

_WIDTH, _HEIGHT = 900, 500  # px, of figures that follow the page they stand on
_INCH = 2.54  # cm
_CSS_DPI = 96
_START = 60.0  # seconds; a laptop that has just been switched on starts slowly
_COPYING = Lock()
_STOP = 20.0
_REMEDY = (
    "Het rapport komt daarom zonder figuren. Installeer Chrome, Edge of Chromium, of zet in "
    "BROWSER_PATH waar zo'n browser staat, en maak het rapport opnieuw."
)
_LINK = re.compile(r"</?a\b[^>]*>", re.IGNORECASE)
_ABROAD = re.compile(r"url\(\s*[\"']?\s*[^#\s\"']", re.IGNORECASE)
_SVG = "http://www.w3.org/2000/svg"
_DRAWN = {f"{{{_SVG}}}{name}" for name in ("svg", "defs", "g", "clipPath", "pattern", "text")}
_DRAWN |= {f"{{{_SVG}}}{name}" for name in ("tspan", "rect", "path", "circle", "line")}

_GONE = (TimeoutError, CancelledError, BrowserClosedError, BrowserFailedError, ChannelClosedError)
_CRASHED = (DevtoolsProtocolError, JavascriptError, KaleidoError)

register_namespace("", _SVG)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn figure, its size on paper and what it says in words."""

    data: bytes
    form: Form
    alt: str
    width_cm: float
    height_cm: float


class Pictures:
    """Draws figures between `with` and its end; may be used by several threads.

    Raises NoBrowser at the start, and PictureError where a picture takes over `timeout` seconds;
    the browser is then ended, and every next picture raises at once.
    """

    def __init__(self, *, timeout: float = 30.0) -> None:
        self._timeout = timeout
        self._loop = asyncio.new_event_loop()
        # What goes wrong with a picture reaches draw(); the rest is of a browser that was ended.
        self._loop.set_exception_handler(lambda *_: None)
        self._thread = Thread(target=self._loop.run_forever, name="figuren", daemon=True)
        self._turn = Lock()
        self._browser: Any = None

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._wait(self._open(), _START)
        except ChromeNotFoundError:
            self._close()
            problem = "Er is geen browser gevonden die figuren kan tekenen."
            raise NoBrowser(problem, remedy=_REMEDY) from None
        except (OSError, RuntimeError, TimeoutError, CancelledError) as trouble:
            self._close(hangs=True)
            problem = "De browser die figuren moet tekenen, start niet."
            raise NoBrowser(problem, remedy=_REMEDY) from trouble
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def draw(
        self,
        figure: go.Figure,
        alt: str,
        *,
        title: str = "",
        width_cm: float = 16.0,
        form: Form = "png",
    ) -> Picture:
        """One figure, `width_cm` wide on paper: PNG of 300 dots an inch, SVG or PDF.

        `title` and `alt` stand in the file; without a title `alt` is its title. The figure is one
        made with dark=False (ValueError otherwise).
        """
        title, alt = printable(title), printable(alt)
        drawn = _fixed(figure)
        width, height = drawn["layout"]["width"], drawn["layout"]["height"]
        height_cm = width_cm * height / width
        dots = width_cm / _INCH * (DPI if form == "png" else _CSS_DPI)
        # Kaleido rounds the size of a PNG down.
        scale = (round(dots) + 0.5 if form == "png" else dots) / width
        options = {"format": form, "width": width, "height": height, "scale": scale}
        finish = {"png": _with_dpi, "svg": _safe_svg, "pdf": _named_pdf}[form]
        data = finish(self._drawn(drawn, options), title, alt)
        return Picture(data, form, alt, width_cm, height_cm)

    def files(
        self, name: str, figure: go.Figure, alt: str, *, title: str = "", width_cm: float = 16.0
    ) -> dict[str, bytes]:
        """All forms of one figure and its words, by file name: name.png, .svg, .pdf and .txt."""
        drawn = [
            self.draw(figure, alt, title=title, width_cm=width_cm, form=form) for form in FORMS
        ]
        files = {f"{name}.{picture.form}": picture.data for picture in drawn}
        words = "\n\n".join(printable(text) for text in (title, alt) if text)
        return files | {f"{name}.txt": f"{words}\n".encode()}

    async def _open(self) -> None:
        page = _Page(mathjax=False)  # else it is fetched from another machine
        self._browser = Kaleido(timeout=self._timeout, page_generator=page, browser_cls=_Offline)
        await self._browser.open()

    def _drawn(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        with self._turn:
            if self._browser is not None:
                try:
                    drawing = self._browser.calc_fig(figure, opts=options)
                    return bytes(self._wait(drawing, self._timeout))
                except (*_GONE, *_CRASHED):
                    self._close(hangs=True)
        raise PictureError(
            "De browser die de figuren tekent, antwoordt niet meer.",
            remedy="Het rapport mist daarom figuren. Sluit andere programma's en maak het opnieuw.",
        )

    def _wait(self, task: Coroutine[Any, Any, T], seconds: float) -> T:
        """The answer from the browser's own thread; cancels what takes longer (TimeoutError)."""
        future = asyncio.run_coroutine_threadsafe(task, self._loop)
        try:
            return future.result(seconds)
        finally:
            future.cancel()

    def _close(self, *, hangs: bool = False) -> None:
        """End the browser, the hard way where it hangs, and the thread that talked to it."""
        browser, self._browser = self._browser, None
        process = getattr(browser, "subprocess", None)
        if hangs and process is not None:
            _end(process)
        if browser is not None:
            with suppress(TimeoutError, CancelledError, RuntimeError, OSError):
                self._wait(browser.close(), _STOP)
        if self._thread.is_alive():
            with suppress(TimeoutError, CancelledError):
                self._wait(_settled(), _STOP)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()


class _Page(PageGenerator):  # type: ignore[misc]
    """Kaleido's page, printed to its edges: a margin would cut off the figure's other side."""

    header = f"{PageGenerator.header}<style>@page {{ margin: 0 }}</style>"


class _Offline(Chromium):
    """A browser that asks nothing of any other machine."""

    def get_cli(self) -> Sequence[str]:
        return [
            *super().get_cli(),
            "--disable-background-networking",
            "--disable-quic",
            "--host-resolver-rules=MAP * ~NOTFOUND",
        ]


async def _settled() -> None:
    """End what still waits for the browser: a picture that hung goes on asking for its tab."""
    waiting = asyncio.all_tasks() - {asyncio.current_task()}
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a browser and its children, on Windows they follow their parent; wait until it is gone.

    While it is there kaleido sends it messages, and waits for an answer.
    """
    with suppress(OSError, subprocess.TimeoutExpired):
        if sys.platform == "win32":
            process.terminate()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(_STOP)


def _fixed(figure: go.Figure) -> dict[str, Any]:
    """The figure as kaleido takes it: light, with fixed fonts and size, and without links.

    Other templates than plotly's own may be the default where Streamlit runs.
    """
    if figure.layout.paper_bgcolor != LIGHT.background:
        raise ValueError("only light figures are drawn: make it with dark=False")
    size = {"width": figure.layout.width or _WIDTH, "height": figure.layout.height or _HEIGHT}
    with _COPYING:  # two threads that copy one figure may take a part of it for another
        page = go.Figure(figure).update_layout(template="plotly", font={"family": FONTS}, **size)
    fixed: dict[str, Any] = _without_links(json.loads(page.to_json()))
    return fixed


def _without_links(value: Any) -> Any:
    """Plotly makes links of <a> in labels; the house's figures have none."""
    if isinstance(value, dict):
        return {key: _without_links(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_links(item) for item in value]
    return _LINK.sub("", value) if isinstance(value, str) else value


def _with_dpi(png: bytes, title: str, alt: str) -> bytes:
    """The PNG, which says how large it is on paper and, in UTF-8, what it shows (PNG 3, 11.3)."""
    metre = round(DPI / _INCH * 100)
    head = 8 + 25  # the signature and IHDR
    told = f"{title}\n\n{alt}" if title else alt
    words = b"Description\0\0\0nl\0\0" + told.encode()
    extra = _chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1)) + _chunk(b"iTXt", words)
    return png[:head] + extra + png[head:]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _safe_svg(svg: bytes, title: str, alt: str) -> bytes:
    """The SVG with its title and words; ValueError where it holds more than a drawing."""
    root = fromstring(svg, forbid_dtd=True)
    for element in root.iter():
        _check(element)
    root.set("role", "img")
    words = {"title": title, "desc": alt} if title else {"title": alt}
    for place, (name, text) in enumerate(words.items()):
        element = Element(f"{{{_SVG}}}{name}")
        element.text = text
        root.insert(place, element)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _check(element: Element) -> None:
    names = {name.rpartition("}")[2].lower() for name in element.attrib}
    if (
        element.tag not in _DRAWN
        or "href" in names
        or any(name.startswith("on") for name in names)
        or any(_ABROAD.search(value) for value in element.attrib.values())
    ):
        raise ValueError(f"more than a drawing in the SVG: {element.tag} {sorted(names)}")


def _named_pdf(pdf: bytes, title: str, alt: str) -> bytes:
    """The PDF with its title and words; the browser names itself and the system it runs on."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    words = {"/Title": title, "/Subject": alt} if title else {"/Title": alt}
    writer.metadata = words | {"/Producer": "Koffiehoek"}
    writer.root_object[NameObject("/Lang")] = TextStringObject("nl-NL")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
