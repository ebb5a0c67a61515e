"""The log: one small file in the user's own folder, for what no screen should show."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler

from analysis.settings import log_file

_BYTES = 1_000_000


def keep_log() -> None:
    """Write warnings and worse to the log file; without a folder to write in, do without."""
    logger = logging.getLogger("koffiehoek")
    if logger.handlers:
        return
    logger.propagate = False
    logger.addHandler(_file_handler())


def _file_handler() -> logging.Handler:
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return logging.StreamHandler()
    handler = RotatingFileHandler(
        path, maxBytes=_BYTES, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler
