"""Make the model that finds names, from notes in which people's names are marked.

    python -m analysis.privacy.names.training data/namen analysis/privacy/shipped/namen.json

The same notes give the same model. Each note is learned as it stands and with its names changed
for others, of all backgrounds alike, so that no background is learned better than another.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from analysis.privacy.names.features import candidates, features
from analysis.privacy.names.lists import fold, shipped_lists
from analysis.privacy.names.persons import shouted
from analysis.privacy.names.words import Known, Word, known, words_of

_COPIES = 3  # of each note, with other names
_UNKNOWN = 0.3  # of the changed names are treated as if no list knew them
_FEWEST = 50  # names of a background, below which it is not drawn from
_SMALLEST = 0.02  # weights nearer to nought are left out


@dataclass(frozen=True, slots=True)
class Note:
    """A text with the places of its persons' names, as (start, end) in code points."""

    text: str
    persons: tuple[tuple[int, int], ...]


def read_notes(folder: Path) -> list[Note]:
    """The notes of all files of marked statements in a folder, in the order of their names."""
    out = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            places = [(n["start"], n["end"]) for n in told["names"] if n["kind"] == "person"]
            out.append(Note(told["text"], tuple(places)))
    return out


def renamed(note: Note, chance: random.Random) -> tuple[Note, frozenset[str]]:
    """The note with other names, and those of them that are to be taken for unknown."""
    text, places, at, hidden = "", [], 0, set[str]()
    for start, end in note.persons:
        text += note.text[at:start]
        new = _other(note.text[start:end], chance)
        if chance.random() < _UNKNOWN:
            hidden.update(word.known.folded for word in words_of(new))
        places.append((len(text), len(text) + len(new)))
        text, at = text + new, end
    return Note(text + note.text[at:], tuple(places)), frozenset(hidden)


def _other(name: str, chance: random.Random) -> str:
    """Another name of the same build: a first name for a first name, capitals as they were."""
    words = words_of(name)
    out, at = "", 0
    for place, word in enumerate(words):
        out += name[at : word.start]
        if word.known.flags & {"particle"} or len(word.text) == 1:
            new = word.text
        else:
            new = _drawn(first=_is_first(words, place), chance=chance)
        out += _written_like(word.text, new)
        at = word.end
    return out + name[at:]


def _is_first(words: Sequence[Word], place: int) -> bool:
    flags = words[place].known.flags
    return place == 0 and (len(words) > 1 or "first" in flags or "last" not in flags)


def _drawn(*, first: bool, chance: random.Random) -> str:
    pools = _pools(first=first)
    return chance.choice(pools[chance.randrange(len(pools))])


_POOLS: dict[bool, list[list[str]]] = {}


def _pools(*, first: bool) -> list[list[str]]:
    """The names of each background that are no ordinary words, in a fixed order."""
    if first not in _POOLS:
        lists = shipped_lists()
        names = (lists.first if first else lists.last) - lists.common
        _POOLS[first] = [
            sorted(name for name in group & names if name.isalpha())
            for _, group in sorted(lists.backgrounds.items())
            if len(group & names) >= _FEWEST
        ]
    return _POOLS[first]


def _written_like(old: str, new: str) -> str:
    if old.islower():
        return new
    return new.upper() if old.isupper() and len(old) > 1 else new.title()


Example = tuple[list[str], bool]
"""The features of one word, and whether it is part of a name."""


def examples(note: Note, hidden: frozenset[str] = frozenset()) -> Iterator[Example]:
    """The words of a note that may be names."""
    words = words_of(note.text, _hiding(hidden))
    loud = shouted(note.text)
    for at in candidates(words):
        word = words[at]
        inside = any(start <= word.start and word.end <= end + 1 for start, end in note.persons)
        yield list(features(words, at, note.text, shouted=loud)), inside


def _hiding(hidden: frozenset[str]) -> Callable[[str], Known]:
    def look(word: str) -> Known:
        if fold(word) not in hidden:
            return known(word)
        return Known(fold(word), frozenset(), "")

    return look


def fit(notes: Sequence[Note], *, seed: int = 1, strength: float = 1.0) -> dict[str, float]:
    """The weights by feature."""
    chance = random.Random(seed)  # noqa: S311  # a fixed draw, for the same model each time
    rows: list[Mapping[str, int]] = []
    wanted: list[bool] = []
    for note in notes:
        versions = [(note, frozenset[str]())]
        if note.persons:
            versions += [renamed(note, chance) for _ in range(_COPIES)]
        for version, hidden in versions:
            for told, inside in examples(version, hidden):
                rows.append(dict.fromkeys(told, 1))
                wanted.append(inside)
    table = DictVectorizer(sort=True)
    model = LogisticRegression(C=strength, solver="liblinear", fit_intercept=False, tol=1e-3)
    given = table.fit_transform(rows)
    given.indices, given.indptr = given.indices.astype("int32"), given.indptr.astype("int32")
    model.fit(given, wanted)
    weights = zip(table.get_feature_names_out(), model.coef_[0], strict=True)
    return {name: round(float(w), 3) for name, w in weights if abs(w) >= _SMALLEST}


def main(argv: Sequence[str]) -> None:
    """Read the folder, fit, write the file."""
    source, target = Path(argv[0]), Path(argv[1])
    weights = fit(read_notes(source))
    told = {"alone": 0.4, "beside": 0.3, "weights": weights}
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
