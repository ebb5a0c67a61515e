"""Names of files within a day: statements are told apart by them."""

from __future__ import annotations

from collections.abc import MutableMapping


def free_name(given: str, digest: str, used: MutableMapping[str, str]) -> str:
    """The name, with a number behind it where a file of other bytes has it: "name (2).txt".

    `used` holds name -> digest; what is given out is added to it.
    """
    name, number = given, 2
    while used.setdefault(name, digest) != digest:
        stem, dot, extension = given.rpartition(".")
        name, number = f"{stem or extension} ({number}){dot and '.' + extension}", number + 1
    return name


def in_words(name: str) -> tuple[str, str]:
    """A file's name as words, underscores read as spaces, and its ending with the full stop."""
    stem, dot, ending = name.rpartition(".")
    return (stem if dot else name).replace("_", " "), dot and dot + ending
