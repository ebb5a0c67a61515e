"""The noun phrases that come back in some statements: what people call the thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.language import noun_phrases
from analysis.types import Statement

_LEAST = 2
_MOST = 5


def shared_phrases(statements: Iterable[Statement]) -> tuple[tuple[str, int], ...]:
    """Noun phrases of two words or more that two or more statements hold, with how many do.

    The most frequent first, at most five. Slow: each statement is parsed (see analysis.language).
    """
    counts: Counter[str] = Counter()
    for statement in statements:
        counts.update({phrase for phrase in noun_phrases(statement.text) if " " in phrase})
    shared = [(phrase, count) for phrase, count in counts.items() if count >= _LEAST]
    return tuple(_longest_first(shared)[:_MOST])


def _longest_first(shared: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(shared, key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))
