"""What was found after all in texts that are stored: form by form, to be settled by a person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from analysis.privacy.findings import Finding, Finds
from analysis.privacy.forms import Form, key_of

_EVERY = 200  # texts between two reports of progress

Progress = Callable[[int, int], object]
"""Called with (texts done, texts in all)."""


def held_forms(
    texts: Sequence[str], finder: Finds, *, progress: Progress | None = None
) -> list[Form]:
    """Each form that keeps texts back, with the number of texts it is in, most first."""
    listed: dict[str, Form] = {}
    for done, text in enumerate(texts):
        if progress and done % _EVERY == 0:
            progress(done, len(texts))
        for one in {key_of(found): found for found in finder.find(text)}.values():
            known = listed.setdefault(key_of(one), Form(one, text, 0))
            listed[known.key] = replace(known, count=known.count + 1)
    return sorted(listed.values(), key=lambda form: -form.count)


class Only:
    """A finder that sees these forms alone, so that one can be settled and the others wait."""

    def __init__(self, finder: Finds, keys: Collection[str]) -> None:
        self._finder = finder
        self._keys = frozenset(keys)

    def find(self, text: str) -> tuple[Finding, ...]:
        """Those of the finder's findings that are one of the forms."""
        return tuple(one for one in self._finder.find(text) if key_of(one) in self._keys)
