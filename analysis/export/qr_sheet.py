"""The sheet on each corner's table: how to take part by phone. One A4 a corner, PDF/UA-1, typst."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import segno
import yaml

from analysis.charts.palette import COLOURS, LIGHT, MARKS, WORDS, mix, text_colour
from analysis.errors import UsageError
from analysis.export.infosheet import undrawn
from analysis.export.infosheet_text import breakable, clipped
from analysis.live.codes import shown_code
from analysis.types import Category

_FONTS = ("Libertinus Serif", "DejaVu Sans", "Segoe UI", "Noto Sans")
_QUIET = 4  # modules of white around the code (ISO/IEC 18004)
_TINT = 0.08
_TITLE, _NAME = 110, 120
_SIZES = ((18, 44), (44, 30), (80, 23), (_NAME, 18))  # letters of a name -> points
_ADDRESS_SIZES = ((22, 19), (28, 16), (34, 14), (46, 12))


@dataclass(frozen=True, slots=True)
class Card:
    """A corner, and the code by which phones find it."""

    name: str
    code: str


def sheet_pdf(title: str, corner_word: str, cards: Sequence[Card], *, address: str) -> bytes:
    """One A4 for each corner: what this is, the QR code, address and code in letters, the steps.

    `address` is the app's own as phones reach it, without a slash at the end. Names are printed as
    they are: the caller holds back what may be a person's.
    Raises UsageError without corners.
    """
    if not cards:
        raise UsageError("er is geen koffiehoek.", remedy="Voeg er eerst een of meer toe.")
    return _printed(json.dumps(_sheets(title, corner_word, cards, address), ensure_ascii=False))


def _printed(data: str) -> bytes:
    # Here, since it takes 25 MB of every process that only might print a page.
    import typst  # noqa: PLC0415

    compiler, template = typst.Compiler(), _file("qr_blad.typ")
    missing: dict[int, str] = {}
    while True:
        inputs = {"data": data.translate(missing)}
        try:
            pdf: Any = compiler.compile(
                template, sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"]
            )
        except typst.TypstError as error:  # a character that no font on this machine has
            missing |= undrawn(error, missing)
        else:
            return bytes(pdf)


def qr_svg(address: str) -> str:
    """The QR code of an address as SVG, with its white border; a quarter of it may be damaged."""
    out = io.BytesIO()
    _code(address).save(
        out, kind="svg", border=_QUIET, dark="#000000", light="#FFFFFF", xmldecl=False
    )
    return out.getvalue().decode("utf-8")


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="q", micro=False)


def join_address(address: str, code: str = "") -> str:
    """Where a phone takes part: 'http://192.168.1.5:8501/meedoen', or a corner's own form."""
    return f"{address.rstrip('/')}/meedoen{f'/{code}' if code else ''}"


def _sheets(
    title: str, corner_word: str, cards: Sequence[Card], address: str
) -> dict[str, Any]:  # fmt: skip
    texts = dict(_texts())
    questions = texts.pop("questions")
    shown = join_address(address).removeprefix("http://").removeprefix("https://")
    return {
        **texts,
        "title": clipped(f"{title} · {corner_word}", _TITLE),
        "address": breakable(shown),
        "address_size": _size(shown, _ADDRESS_SIZES),
        "fonts": _FONTS,
        "look": asdict(LIGHT),
        "kinds": [_kind(kind, questions[kind.value]) for kind in Category],
        "cards": [_card(card, address, texts["alt"]) for card in cards],
    }


def _card(card: Card, address: str, alt: str) -> dict[str, Any]:
    target = join_address(address, card.code)
    name = clipped(card.name, _NAME) or "Koffiehoek"
    return {
        "name": name, "size": _size(name, _SIZES), "code": shown_code(card.code),
        "qr": qr_svg(target), "border": _QUIET / _code(target).symbol_size(border=_QUIET)[0],
        "alt": alt.format(address=target),
    }  # fmt: skip


def _kind(kind: Category, question: str) -> dict[str, str]:
    return {
        "mark": MARKS[kind], "word": WORDS[kind].capitalize(), "question": question,
        "colour": text_colour(kind), "fill": COLOURS[kind],
        "tint": mix(LIGHT.background, COLOURS[kind], _TINT),
    }  # fmt: skip


def _size(text: str, sizes: Sequence[tuple[int, int]]) -> int:
    """The points in which a text of this length fits."""
    return next((points for most, points in sizes if len(text) <= most), sizes[-1][1])


@cache
def _texts() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_file("qr_blad.yaml"))
    return found


def _file(name: str) -> bytes:
    return (files("analysis.export") / "templates" / name).read_bytes()
