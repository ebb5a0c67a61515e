"""What can go wrong, as one small hierarchy; raised in the core, told to the user at the doors.

KoffiehoekError
├── SourceError            a file that cannot be read: names the file, the trouble, the remedy
│   ├── EmptySource
│   ├── TooLarge
│   ├── WrongType          content and extension differ, or a format that is not read
│   ├── Encrypted
│   ├── Corrupt
│   ├── Unsafe             inflates without end, refers outside itself
│   └── NoText             a scan: pages, but no letters
├── CodebookError          names the file and the line
├── StoreError             the database: unreachable, of a newer version, a record that is gone
├── UsageError             a command or form that was filled in wrongly
└── PictureError           no picture can be drawn (any more)
    └── NoBrowser
"""

from __future__ import annotations


class KoffiehoekError(Exception):
    """Any trouble that a user can cause or meet.

    `problem` says what is wrong, `remedy` what to do now, `place` where (file, row); all Dutch.
    """

    def __init__(self, problem: str, *, remedy: str = "", place: str = "") -> None:
        self.problem = problem
        self.remedy = remedy
        self.place = place
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """One or two Dutch sentences: place, problem, remedy."""
        head = f"{self.place}: {self.problem}" if self.place else self.problem
        return f"{head} {self.remedy}".strip()


class SourceError(KoffiehoekError):
    """A file that cannot be read; `place` is its name."""


class EmptySource(SourceError):
    """The file holds no bytes or no text at all."""


class TooLarge(SourceError):
    """The file is larger than the limit."""


class WrongType(SourceError):
    """The content is not what the name says, or a format that is not read."""


class Encrypted(SourceError):
    """The file is locked with a password."""


class Corrupt(SourceError):
    """The file is damaged or cut off."""


class Unsafe(SourceError):
    """The file inflates without end, or refers to things outside itself."""


class NoText(SourceError):
    """The file has pages but no letters: a scan."""


class CodebookError(KoffiehoekError):
    """A codebook that does not fit the schema; `place` is file and line."""


class StoreError(KoffiehoekError):
    """The database cannot do what was asked."""


class UsageError(KoffiehoekError):
    """A command or form that was filled in wrongly."""


class PictureError(KoffiehoekError):
    """No picture can be drawn (any more)."""


class NoBrowser(PictureError):
    """No browser is found, or the one that is found does not start."""
