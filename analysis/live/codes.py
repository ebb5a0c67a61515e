"""The code of a corner: short enough to type over from a sheet, too many to guess."""

from __future__ import annotations

import re
import secrets

# No vowels (no words), and none that look like another: 20 to the power 6 is 64 million.
LETTERS = "CDFHJKLMNPRTVWXY3479"
_LENGTH = 6
_CODE = re.compile(f"[{LETTERS}]{{{_LENGTH}}}")
_BETWEEN = re.compile(r"[\s\-_.·]+")


def make_code() -> str:
    """A new code, from the system's own source of chance."""
    return "".join(secrets.choice(LETTERS) for _ in range(_LENGTH))


def read_code(typed: str) -> str | None:
    """The code that was typed, whatever its case, spaces and dashes; None for what is none."""
    code = _BETWEEN.sub("", typed[:40]).upper()
    return code if _CODE.fullmatch(code) else None


def shown_code(code: str) -> str:
    """The code as it is read aloud and typed over: 'CDF HJK'."""
    return f"{code[:3]} {code[3:]}"
