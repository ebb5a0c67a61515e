"""What no theme catches: groups of statements without a theme, each around a word they share.

Short statements share few words, so a group has one clear word at its heart (frequent term-based
clustering; Beil, Ester & Xu 2002) that stands out against the rest of the day (log-odds with an
informative Dirichlet prior; Monroe, Colaresi & Quinn 2008). Only groups that hold together
(silhouette; Rousseeuw 1987) and come back in samples of the day (Hennig 2007) are kept. All other
statements stay loose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.synthesis.emerging_groups import (
    HOLDS,
    STABLE,
    TYPICAL,
    Bools,
    cohesion,
    fewest,
    groups,
    likeness,
    log_odds,
    stability,
    weighed,
    word_table,
)
from analysis.synthesis.emerging_words import Content, content
from analysis.synthesis.frames import Frames
from analysis.synthesis.incidence import KINDS, NO_THEME, incidence
from analysis.synthesis.matrix import statement_ids
from analysis.types import Statement

FEWEST_STATEMENTS = 30
"""With fewer, the smallest group would be more than an eighth of all; reading them is quicker."""

_MOST_WORDS, _MOST_TERMS, _MOST_QUOTES = 8, 8, 3
_MOST_IN_NAME = 3
_COVERED = 0.6  # of a group, by the words in its name
_ENOUGH = 0.2  # for a half that is a word too to name the whole group
_SHARED = 0.5
_PAIRED = 0.35
_LEAST_COUNT = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Statements without theme around a word they share.

    `words`: what stands out in it, as it is written, with the number of statements. `terms`: search
    terms that find it. `ids`: all statements in the day's order; `quotes`: the most typical ones.
    `cohesion`: mean silhouette, -1..1. `stability`: mean overlap with samples of the day, 0..1.
    """

    name: str
    words: tuple[tuple[str, int], ...]
    terms: tuple[str, ...]
    ids: tuple[str, ...]
    quotes: tuple[str, ...]
    cohesion: float
    stability: float


@dataclass(frozen=True, slots=True)
class Emerging:
    """The groups, the largest first; `unthemed` are all statements without theme, `loose` the rest.

    Where `enough` is false there were too few of them to look for groups.
    """

    groups: tuple[Group, ...]
    unthemed: int
    loose: tuple[str, ...]
    enough: bool


def unthemed_ids(frames: Frames, *, themes: Sequence[str]) -> tuple[str, ...]:
    """The statements that were decided on for every theme and carry none; a person's word first."""
    return statement_ids(frames, themes=themes, theme=NO_THEME)


def emerging(statements: Sequence[Statement], unthemed: Collection[str]) -> Emerging:
    """The groups among the statements of a day whose ids are in `unthemed`.

    The other statements are what the words are compared with. The same statements in the same
    order give the same groups.
    """
    without = frozenset(unthemed)
    free = np.array([statement.id in without for statement in statements], dtype=bool)
    n = int(free.sum())
    loose = [statement.id for statement in statements if statement.id in without]
    if n < FEWEST_STATEMENTS:
        return Emerging((), n, tuple(loose), enough=False)
    found = _groups(statements, free)
    grouped = {identity for group in found for identity in group.ids}
    return Emerging(
        tuple(sorted(found, key=lambda group: (-len(group.ids), group.name))),
        n,
        tuple(identity for identity in loose if identity not in grouped),
        enough=True,
    )


def _groups(statements: Sequence[Statement], free: Bools) -> list[Group]:
    """The groups that hold together and come back, with their words and quotes."""
    contents = [content(statement.text) for statement in statements]
    table, day = word_table(contents, free), _count(contents)
    found = groups(table, least=fewest(int(free.sum())))
    rows = weighed(table)
    holds, comes_back = cohesion(rows, found, free), stability(table, found)
    described = []
    for heart, members in found.items():
        if holds[heart] < HOLDS or comes_back[heart] < STABLE:
            continue
        words = _Words([contents[at] for at in members], day, len(contents), table.units[heart])
        typical = members[np.argsort(-likeness(rows, members), kind="stable")]
        described.append(
            Group(
                name=words.name(),
                words=words.typical(),
                terms=words.terms(),
                ids=tuple(statements[at].id for at in members),
                quotes=_unlike(statements[at] for at in typical),
                cohesion=holds[heart],
                stability=comes_back[heart],
            )
        )
    return described


def _unlike(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The first few whose texts differ."""
    texts: dict[str, str] = {}
    for statement in statements:
        texts.setdefault(statement.text.casefold(), statement.id)
    return tuple(texts.values())[:_MOST_QUOTES]


class _Words:
    """The words of one group, `inside`, against those of the whole day.

    `day` counts the day's statements, `total` in all, by lemma; `heart` is the unit they share.
    """

    def __init__(
        self, inside: Sequence[Content], day: Counter[str], total: int, heart: str
    ) -> None:
        self._heart = heart
        self._inside = inside
        self._counts = _count(inside)
        self._day = day
        self._size, self._total = len(inside), total
        self._hearts = {one.halves.get(heart, heart) for one in self._inside}

    def name(self) -> str:
        """One to three words that cover most of the group, or a pair that most of it holds."""
        pairs = Counter(pair for one in self._inside for pair in one.pairs)
        for pair, count in pairs.most_common(1):
            if self._hearts & set(pair) and count > _PAIRED * self._size:
                return _capital(_commonest(one.pairs[pair] for one in self._with_pair(pair)))
        shown = [self._form(lemma) for lemma in self._named()]
        return _capital(" en ".join([", ".join(shown[:-1]), shown[-1]] if shown[1:] else shown))

    def _named(self) -> list[str]:
        ranked = sorted(self._hearts, key=self._rank)
        named = ranked[:1]
        if self._holding(named) < _COVERED * self._size:
            if self._counts[self._heart] >= _ENOUGH * self._size:
                named = [self._heart]
            else:
                named += [w for w in ranked[1:2] if self._counts[w] >= _LEAST_COUNT]
        often = [w for w, n in self._counts.items() if n > _SHARED * self._size]
        beside = sorted(set(often) - self._hearts, key=self._rank)
        return (named + beside)[:_MOST_IN_NAME]

    def typical(self) -> tuple[tuple[str, int], ...]:
        """The words that stand out, those with the heart first, each with its count."""
        lemmas = [w for w, n in self._counts.items() if n >= _LEAST_COUNT]
        lemmas = lemmas or sorted(self._hearts, key=self._rank)[:1]
        inside = np.array([self._counts[w] for w in lemmas], dtype=float)
        outside = np.array([self._day[w] for w in lemmas], dtype=float) - inside
        z = log_odds(inside, self._size, outside, self._total - self._size)
        order = sorted(
            range(len(lemmas)), key=lambda at: (lemmas[at] not in self._hearts, -z[at], lemmas[at])
        )
        kept = [lemmas[at] for at in order if z[at] >= TYPICAL or lemmas[at] in self._hearts]
        return tuple((self._form(lemma), self._counts[lemma]) for lemma in kept[:_MOST_WORDS])

    def terms(self) -> tuple[str, ...]:
        """The words with the heart, and those that mostly stand in this group."""
        own = sorted(self._hearts, key=self._rank)
        often = [
            w
            for w, n in self._counts.items()
            if n > _LEAST_COUNT and n > _SHARED * self._day[w] and w not in self._hearts
        ]
        lemmas = [*own, *sorted(often, key=self._rank)]
        return tuple(dict.fromkeys(self._form(lemma) for lemma in lemmas))[:_MOST_TERMS]

    def _rank(self, lemma: str) -> tuple[int, bool, str]:
        return -self._counts[lemma], lemma != self._heart, lemma

    def _holding(self, lemmas: Sequence[str]) -> int:
        return sum(any(lemma in one.forms for lemma in lemmas) for one in self._inside)

    def _with_pair(self, pair: tuple[str, str]) -> list[Content]:
        return [one for one in self._inside if pair in one.pairs]

    def _form(self, lemma: str) -> str:
        return _commonest(one.forms[lemma] for one in self._inside if lemma in one.forms)


def _count(contents: Iterable[Content]) -> Counter[str]:
    return Counter(lemma for one in contents for lemma in one.forms)


def _commonest(forms: Iterable[str]) -> str:
    counts = Counter(forms)
    return min(counts, key=lambda form: (-counts[form], len(form), form))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def said_by(frames: Frames, ids: Collection[str], *, themes: Sequence[str]) -> pd.DataFrame:
    """Columns `corner` and `kind` (of KINDS) of the statements `ids`, by id, in the day's order.

    The kind is the one that counts: a person's, a heading's, else the machine's.
    """
    found = incidence(frames, corners=(), themes=themes)
    found = found.keep(np.isin(found.ids, list(ids)))
    return pd.DataFrame(
        {
            "corner": [found.corners[at] for at in found.corner],
            "kind": [KINDS[at] for at in found.kind],
        },
        index=found.ids,
    )
