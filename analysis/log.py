"""The log: one small file in the user's own folder, for what no screen should show.

It never holds what users wrote. An error's message may quote a statement or a name, so of an error
only its type is written, and where it came from.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from copy import copy
from logging.handlers import RotatingFileHandler
from traceback import walk_tb
from types import TracebackType
from typing import TypeAlias

from analysis.settings import log_file

_BYTES = 1_000_000
_MOST_PLACES = 60  # of one error: endless recursion must not fill the log
_CAUSED = "waardoor:"
_MEANWHILE = "en terwijl die behandeld werd:"

_ExcInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


def keep_log() -> None:
    """Write warnings and worse to the log file; without a folder to write in, do without."""
    logger = logging.getLogger("koffiehoek")
    if logger.handlers:
        return
    logger.propagate = False
    handler = _handler()
    handler.setFormatter(WithoutContent("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)


def _handler() -> logging.Handler:
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return logging.StreamHandler()
    return RotatingFileHandler(path, maxBytes=_BYTES, backupCount=1, encoding="utf-8", delay=True)


class WithoutContent(logging.Formatter):
    """Writes errors by type and place: no messages, notes, lines of source or values."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text; what another handler made of its error is not used."""
        own = copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802  # logging's own name
        """The error with its causes and the errors it groups, the last one first."""
        return "\n".join(_told(ei[1], seen=set())) if ei[1] else ""


def _told(error: BaseException, *, seen: set[int]) -> Iterator[str]:
    """Yield lines on an error, each place as file, line and function, and on those behind it."""
    seen.add(id(error))
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    yield from _places(error.__traceback__)
    if isinstance(error, BaseExceptionGroup):
        for number, part in enumerate(error.exceptions, 1):
            yield f"  deel {number} van {len(error.exceptions)}:"
            yield from (f"  {line}" for line in _told(part, seen=seen))
    behind, how = _behind(error)
    if behind is not None and id(behind) not in seen:
        yield how
        yield from _told(behind, seen=seen)


def _behind(error: BaseException) -> tuple[BaseException | None, str]:
    if error.__cause__ is not None:
        return error.__cause__, _CAUSED
    return (None if error.__suppress_context__ else error.__context__), _MEANWHILE


def _places(traceback: TracebackType | None) -> Iterator[str]:
    places = [
        f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_qualname}"
        for frame, line in walk_tb(traceback)
    ]
    left_out = len(places) - _MOST_PLACES
    if left_out > 0:
        half = _MOST_PLACES // 2
        places[half:-half] = [f"  … {left_out} plaatsen"]
    yield from places
