"""Signs after which a word is a surname beyond doubt: "mevr. de Graaf", "J.P. Koning"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.privacy.names.words import CAPITAL, DIGITS, LOWER, Word

ABBREVIATIONS = frozenset(
    {"t.a.v", "o.l.v", "m.b.v", "i.o.m", "n.a.v", "t.n.v", "i.p.v", "a.d.h.v", "i.s.m", "z.s.m"}
    | {"m.a.w", "o.a", "m.b.t", "i.v.m", "t.o.v", "t.b.v", "d.m.v", "n.v.t", "p.p", "b.v", "v.d"}
    | {"i.t.t", "o.b.v", "n.b", "p.s", "d.d", "a.s", "j.l", "e.d", "e.o", "m.i", "d.w.z"}
)
# Titles that only a surname follows; after "gezin" or "dominee" a sentence may go on.
_ADDRESSED = frozenset({"dhr", "mevr", "mw", "mvr", "hr", "meneer", "mevrouw", "heer", "fam"})
_ELSE = frozenset(
    {"word", "ambiguous", "common", "place", "other", "org", "role", "title", "family", "particle"}
)


def sure_surname(words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` follows a title or initials, with or without particles between."""
    word = words[at]
    if word.shape == DIGITS or len(word.text) < 2 or not _spaced(word):
        return False
    first = at
    while first > 0 and "particle" in words[first - 1].known.flags and _spaced(words[first]):
        first -= 1
    if first == 0 or not _spaced(words[first]):
        return False
    before = words[first - 1]
    if before.initial:
        return _after_initials(words, first, word)
    if "title" not in before.known.flags or "first" in before.known.flags:
        return False
    plain = word.shape == LOWER and "common" in word.known.flags
    only_surnames = words[at - 1].known.folded in {"der", "den", "ter", "ten", "'t"}
    # "meneer van de bank" tells where he works.
    if (
        plain
        and not only_surnames
        and (before.known.folded not in _ADDRESSED or words[first].known.folded == "van")
    ):
        return False
    return only_surnames or may_be_surname(word) or (word.shape != LOWER and not before.starts)


def _after_initials(words: Sequence[Word], first: int, word: Word) -> bool:
    letters = letters_before(words, first)
    if letters.lower() in ABBREVIATIONS:
        return False
    # "a. de wit" at the beginning of a line counts off.
    counts_off = letters.islower() and first - letters.count(".") - 1 == 0
    return may_be_surname(word) and not counts_off


def only_a_first_name(word: Word) -> bool:
    """Whether a word is a first name and, as it stands there, hardly anything else.

    With a capital that no beginning of a sentence explains it may be an ordinary word too.
    """
    flags = word.known.flags
    if "first" not in flags or len(word.text) <= 2:
        return False
    if word.shape == CAPITAL and not word.starts:
        return not flags & (_ELSE - {"word", "ambiguous"})
    return not flags & _ELSE


def may_be_surname(word: Word) -> bool:
    """Whether a word is none that only stands for itself."""
    flags = word.known.flags
    if flags & {"last", "ambiguous"}:
        return True
    if flags & {"role", "title", "family", "org", "common"}:
        return False
    return "word" not in flags or (word.shape != LOWER and not word.starts)


def letters_before(words: Sequence[Word], place: int) -> str:
    """The single letters with full stops between them that stand right before a place: "J.P"."""
    at = place
    while at > 0 and words[at - 1].initial and (at == place or words[at].gap == "."):
        at -= 1
    return ".".join(word.text for word in words[at:place])


def _spaced(word: Word) -> bool:
    return word.gap in {" ", ". ", "."}
