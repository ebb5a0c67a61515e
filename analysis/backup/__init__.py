"""Reservekopieën: the database and the days' keys in one file, and back again."""

from analysis.backup.contents import Contents
from analysis.backup.making import KEPT, Made, automatic_copy, backup, renew_copies
from analysis.backup.restoring import Restored, restore

__all__ = [
    "KEPT",
    "Contents",
    "Made",
    "Restored",
    "automatic_copy",
    "backup",
    "renew_copies",
    "restore",
]
