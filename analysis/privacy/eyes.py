"""Extra eyes: other programs that find names, where they are installed and asked for.

KOFFIEHOEK_OGEN names them, with commas: "spacy" (the entities of nl_core_news_sm) and "deduce"
(de-identification of Dutch medical notes; it takes up to a minute and a gigabyte to load).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Protocol

from analysis.errors import UsageError
from analysis.privacy.findings import Finding, FindingKind

VARIABLE = "KOFFIEHOEK_OGEN"
_SPACY_MODEL = "nl_core_news_sm"
_SPACY_PERSONS = {"PER", "PERSON"}
_DEDUCE_KINDS = {
    "persoon": FindingKind.PERSON,
    "patient": FindingKind.PERSON,
    "telefoonnummer": FindingKind.PHONE,
    "emailadres": FindingKind.EMAIL,
    "bsn": FindingKind.BSN,
    "url": FindingKind.URL,
}
# These take places, organisations and ordinary words for personal data.
_DEDUCE_OFF = {"surname_lookup", "locations", "institutions", "dates", "ages"}


class Eye(Protocol):
    """Something else that finds personal data, such as a language model that is installed."""

    def find(self, text: str) -> Iterable[Finding]:
        """What it finds in a text."""
        ...


class SpacyEye:
    """The persons among the entities of a spaCy pipeline."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    def find(self, text: str) -> Iterable[Finding]:
        """The persons that the pipeline names."""
        return [
            Finding(one.start_char, one.end_char, FindingKind.PERSON, one.text, "gezien door spaCy")
            for one in self._pipeline(text).ents
            if one.label_ in _SPACY_PERSONS
        ]


class DeduceEye:
    """What deduce (Menger et al., 2018) annotates, less places, institutions, dates and ages."""

    def __init__(self, deduce: Any) -> None:
        self._deduce = deduce

    def find(self, text: str) -> Iterable[Finding]:
        """The persons, numbers, addresses and links that deduce annotates."""
        found = self._deduce.deidentify(text, disabled=_DEDUCE_OFF).annotations
        return [
            Finding(one.start_char, one.end_char, kind, one.text, "gezien door deduce")
            for one in found
            if (kind := _DEDUCE_KINDS.get(one.tag))
        ]


def _spacy() -> Eye:
    import spacy  # noqa: PLC0415 - only who asks for it waits for it

    return SpacyEye(spacy.load(_SPACY_MODEL))


def _deduce() -> Eye:
    from deduce import Deduce  # noqa: PLC0415

    return DeduceEye(Deduce())


_EYES: Mapping[str, Callable[[], Eye]] = {"spacy": _spacy, "deduce": _deduce}


def extra_eyes() -> tuple[Eye, ...]:
    """The eyes that KOFFIEHOEK_OGEN asks for, loaded once.

    Raises:
        UsageError: an eye is unknown, or is not installed.
    """
    names = [name.strip().lower() for name in os.environ.get(VARIABLE, "").split(",")]
    return tuple(_opened(name) for name in names if name)


@lru_cache(maxsize=len(_EYES))
def _opened(name: str) -> Eye:
    if name not in _EYES:
        raise UsageError(
            f"{VARIABLE} noemt “{name}”; dat is geen extra oog.",
            remedy=f"Kies uit: {', '.join(_EYES)}. Of laat het weg.",
        )
    try:
        return _EYES[name]()
    except (ImportError, OSError) as error:
        raise UsageError(
            f"{VARIABLE} noemt “{name}”, maar dat is hier niet geïnstalleerd.",
            remedy="Installeer het (zie de README, onder Privacy), of laat het weg.",
        ) from error
