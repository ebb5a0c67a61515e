"""Processes that begin at one moment, when all of them are ready."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import UsageError

_LOOK = 0.05  # seconds
_AHEAD = 0.5
_PATIENCE = 180.0


@dataclass(frozen=True, slots=True)
class Together:
    """An empty folder in which each says that it is ready, and then reads when to begin."""

    folder: Path

    async def begin(self, name: str) -> float:
        """Say that `name` is ready; when to begin, by `time.monotonic`."""
        (self.folder / name).touch()
        while not self._moment.exists():
            await asyncio.sleep(_LOOK)
        return float(self._moment.read_text(encoding="ascii"))

    def start(self, names: Sequence[str]) -> float:
        """Wait until these are ready, and tell when to begin; raises UsageError after minutes."""
        until = time.monotonic() + _PATIENCE
        while not all((self.folder / name).exists() for name in names):
            if time.monotonic() > until:
                raise UsageError("De metingen kwamen niet op gang; de computer is te druk.")
            time.sleep(_LOOK)
        begin = time.monotonic() + _AHEAD
        written = self.folder / "geschreven"
        written.write_text(repr(begin), encoding="ascii")
        written.rename(self._moment)
        return begin

    @property
    def _moment(self) -> Path:
        return self.folder / "begin"
