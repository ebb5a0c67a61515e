"""What the review page asks of the machine beside the stored proposals: one place to join them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from analysis.coding.certainty import certainty
from analysis.coding.model import THEMES, shipped_model
from analysis.coding.nearest import Nearest
from analysis.types import Coding

__all__ = ["Example", "certainty", "resting_on", "similar"]

_BY_TERMS = "machine:zoektermen"
_BY_LIKENESS = "lijkt op de omschrijving van het thema (zwakker)"


@dataclass(frozen=True, slots=True)
class Example:
    """A statement that was coded by people, like another one; `id` is None outside this day."""

    text: str
    id: str | None
    origin: str  # Dutch, as in "uit deze bijeenkomst"


def similar(
    nearest: Nearest, texts: dict[str, str], text: str, *, among: Collection[str]
) -> list[Example]:
    """The two statements most like `text` of those in `among`.

    `texts` (id -> text) has the order of the texts in `nearest`.
    """
    ids = list(texts)
    others = [place for place, one in enumerate(ids) if one not in among]
    found = nearest.most_similar(text, leave_out=others)
    return [Example(texts[ids[at]], ids[at], "uit deze bijeenkomst") for at, _ in found]


def resting_on(proposal: Coding, terms: Collection[str]) -> str:
    """In Dutch what a proposal rests on; `terms` are the search terms of its theme."""
    found = dict.fromkeys(span.term for span in proposal.evidence)
    grounds = []
    if not proposal.coder.startswith(_BY_TERMS):
        learned = proposal.code in shipped_model().heads[THEMES].codes
        grounds.append("geleerd van voorbeelden" if learned else _BY_LIKENESS)
    for name, named in (
        ("zoektermen", [term for term in found if term in terms]),
        ("woorden", [term for term in found if term not in terms]),
    ):
        if named:
            grounds.append(f"{name}: {', '.join(named)}")
    return " · ".join(grounds)
