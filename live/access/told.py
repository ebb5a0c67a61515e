"""Which files were told to whom: a file of Streamlit's is there only for who saw its address.

Streamlit gives a file to everybody who knows its address. The address reaches somebody in one way,
over the connection of their own page, which shows what they may see; who got it from somebody
else gets nothing with it.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import Final

_MOST: Final = 50_000  # addresses; a page has some tens
_TOLD: Final = re.compile(rb"/media/([0-9a-f]{32})")  # `MemoryMediaFileStorage`: a hash
_ASKED: Final = re.compile(r"/media/([0-9a-f]{32})(?:\.\w+)?", re.ASCII)


class Told:
    """The addresses of files that went to each person; the oldest are forgotten first."""

    def __init__(self) -> None:
        self._files: OrderedDict[tuple[str, str], None] = OrderedDict()

    def hear(self, email: str, message: bytes) -> None:
        """Remember the addresses in a message to somebody's page."""
        for found in _TOLD.findall(message):
            key = (email, found.decode("ascii"))
            self._files[key] = None
            self._files.move_to_end(key)
        while len(self._files) > _MOST:
            self._files.popitem(last=False)

    def knows(self, email: str, path: str) -> bool:
        """Whether the file at this path was told to somebody."""
        asked = _ASKED.fullmatch(path)
        return asked is not None and (email, asked[1]) in self._files
