"""What every coder does: propose codings for statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analysis.types import CodedStatement, Statement


class Coder(Protocol):
    """Proposes; a person decides."""

    @property
    def name(self) -> str:
        """The name under which codings are kept, as in "machine:zoektermen@1"."""

    def propose(self, statements: Sequence[Statement]) -> list[CodedStatement]:
        """Return one CodedStatement for each statement, in the same order."""
