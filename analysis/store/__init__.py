"""The database: SQLite in the user's data folder, or PostgreSQL by KOFFIEHOEK_DATABASE_URL.

The values come at once; `Store` and `open_store` load the libraries of the database when they are
first asked for, so that commands which only read files start without them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.store.values import (
    Activity,
    CodebookVersion,
    Counts,
    Decision,
    Duplicate,
    ImportItem,
    ImportResult,
    KnownFile,
    SourceText,
    Surroundings,
)

if TYPE_CHECKING:
    from analysis.store.store import Store, open_store
    from analysis.synthesis.frames import Frames

_ON_DEMAND = {
    "Frames": "analysis.synthesis.frames",
    "Store": "analysis.store.store",
    "open_store": "analysis.store.store",
}

__all__ = [
    "Activity",
    "CodebookVersion",
    "Counts",
    "Decision",
    "Duplicate",
    "Frames",
    "ImportItem",
    "ImportResult",
    "KnownFile",
    "SourceText",
    "Store",
    "Surroundings",
    "open_store",
]


def __getattr__(name: str) -> Any:
    if name not in _ON_DEMAND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ON_DEMAND[name]), name)
