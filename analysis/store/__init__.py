"""The database: SQLite in the user's data folder, or PostgreSQL by KOFFIEHOEK_DATABASE_URL."""

from analysis.store.store import Store, open_store
from analysis.store.values import (
    CodebookVersion,
    Counts,
    Decision,
    Duplicate,
    Frames,
    ImportItem,
    ImportResult,
    KnownFile,
    SourceText,
    Surroundings,
)

__all__ = [
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
