"""From values to the light pages on a phone: no script, everything that people wrote escaped."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import Response

from analysis.charts import palette
from analysis.live.days import Door, RoundState
from analysis.types import Category

HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self' data:",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    ),
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: that makes browsers hide the origin of our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
STYLE_NAME: Final = "stijl.css"
_STATES: Final = {
    RoundState.OPEN: "", RoundState.PAUSED: "even pauze", RoundState.CLOSED: "gesloten"
}  # fmt: skip


def kinds(door: Door) -> list[dict[str, Any]]:
    """The three kinds as they are chosen: value, mark, word, question, and why one cannot be."""
    texts = _texts()["soorten"]
    return [
        {
            **look(kind.value),
            "question": texts[kind.value],
            "state": _STATES[door.rounds.get(kind, RoundState.CLOSED)],
        }
        for kind in Category
    ]


def look(kind: str) -> dict[str, str]:
    """A kind as it is shown: value, mark and word."""
    return {"value": kind, "mark": palette.MARKS[kind], "word": word(kind)}


def word(kind: str) -> str:
    """The word of a kind as a choice: 'Werkt'."""
    return palette.WORDS[kind].capitalize()


def sentence(part: str, name: str, **values: str | int) -> str:
    """A sentence of zinnen.yaml, filled in."""
    return str(_texts()[part][name]).format(**values)


def page(
    template: str, status: int = 200, *, headers: Mapping[str, str] | None = None, **values: Any
) -> Response:
    """A page as it goes to a phone."""
    html = _templates().get_template(template).render(style=style_path(), **values)
    return Response(
        html, status, media_type="text/html", headers={**HEADERS, **(headers or {})}
    )  # fmt: skip


def message(
    status: int, why: str, *, again: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    """An answer without a form: one sentence and a way on.

    `again` is what was filled in, to be sent once more to the same address.
    """
    waiting = {"Retry-After": "30"} if status == 503 else {}
    return page(
        "bericht.html", status, headers={**waiting, **(headers or {})},
        sentence=sentence("kan_niet", why),
        again={name: value for name, value in (again or {}).items() if value},
    )  # fmt: skip


def to(path: str) -> Response:
    """The way to another page of ours, with a GET."""
    return Response(status_code=303, headers={**HEADERS, "Location": path})


def style() -> Response:
    """The style sheet; its address changes with it, so a phone fetches it once."""
    keeping = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(_style(), media_type="text/css", headers={**HEADERS, **keeping})


@cache
def style_path() -> str:
    """The address of the style sheet as it is now."""
    return f"/meedoen/{STYLE_NAME}?{hashlib.sha256(_style().encode()).hexdigest()[:12]}"


@cache
def _style() -> str:
    looks = [
        {
            "look": palette.look(dark),
            "kinds": {
                kind.value: {
                    "text": palette.text_colour(kind, dark=dark),
                    "tint": palette.mix(palette.look(dark).background, palette.COLOURS[kind], 0.1),
                    "fill": palette.COLOURS[kind],
                }
                for kind in Category
            },
        }
        for dark in (False, True)
    ]
    return _templates().get_template("stijl.css").render(light=looks[0], dark=looks[1])


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("live"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip


@cache
def _texts() -> dict[str, dict[str, str]]:
    text = (files("live") / "zinnen.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = yaml.safe_load(text)
    return found
