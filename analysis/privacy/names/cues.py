"""Signs after which a word is a surname beyond doubt: "mevr. de Graaf", "J.P. Koning"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.privacy.names.lists import shipped_lists
from analysis.privacy.names.words import CAPITAL, DIGITS, LOWER, UPPER, Word

ABBREVIATIONS = frozenset(
    {"t.a.v", "o.l.v", "m.b.v", "i.o.m", "n.a.v", "t.n.v", "i.p.v", "a.d.h.v", "i.s.m", "z.s.m"}
    | {"m.a.w", "o.a", "m.b.t", "i.v.m", "t.o.v", "t.b.v", "d.m.v", "n.v.t", "p.p", "b.v", "v.d"}
    | {"i.t.t", "o.b.v", "n.b", "p.s", "d.d", "a.s", "j.l", "e.d", "e.o", "m.i", "d.w.z"}
)
# Titles that only a surname follows; after "gezin" or "dominee" a sentence may go on.
_ADDRESSED = frozenset({"dhr", "mevr", "mw", "mvr", "hr", "fam"})
_DATES = frozenset({"in", "per", "sinds", "tot", "vanaf", "eind", "begin", "half", "medio", "m"})
_CALLED = frozenset({"heet", "heette", "genaamd", "roepnaam"})
_ELSE = frozenset(
    {"word", "ambiguous", "common", "place", "other", "org", "role", "title", "family", "particle"}
)


def sure_surname(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a name by what stands right before it, with or without particles between.

    That is a title, a function, initials or a word such as "heet"; or it is one of the most usual
    surnames with its particle, or turned round before a first name.
    """
    word = words[at]
    if word.shape == DIGITS or len(word.text) < 2 or not (_spaced(word) or word.starts):
        return False
    if usual_surname(words, at) or _turned_round(words, at):
        return True
    first = at
    while first > 0 and "particle" in words[first - 1].known.flags and _spaced(words[first]):
        first -= 1
    return first > 0 and _spaced(words[first]) and _led(words, first, at)


def _led(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether what stands before the particles from `first` says that a name follows."""
    word, before = words[at], words[first - 1]
    if before.initial:
        return _after_initials(words, first, at)
    if before.known.folded in _CALLED:
        return first == at and word.shape == CAPITAL and "first" in word.known.flags
    if before.known.flags & {"role", "family"}:
        # "collega De Vries": nothing else has two capitals there.
        two = at > first and words[first].shape == CAPITAL == word.shape
        return two and not _goes_on(words, at)
    titled = "title" in before.known.flags and "first" not in before.known.flags
    return titled and _after_title(words, first, at)


def _after_title(words: Sequence[Word], first: int, at: int) -> bool:
    word, before = words[at], words[first - 1]
    plain = word.shape == LOWER and "common" in word.known.flags
    only_surnames = words[at - 1].known.folded in {"der", "den", "ter", "ten", "'t"}
    # "meneer van de bank" tells where he works.
    works = (
        words[first].known.folded == "van"
        if at > first
        else (before.known.folded not in _ADDRESSED)
    )
    if plain and works and not only_surnames:
        return False
    return only_surnames or may_be_surname(word) or (word.shape != LOWER and not before.starts)


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether the next word has a capital too, as in the name of an organisation."""
    following = words[at + 1] if at + 1 < len(words) else None
    return following is not None and following.gap == " " and following.shape == CAPITAL


def usual_surname(words: Sequence[Word], at: int) -> bool:
    """Whether it ends one of the most usual surnames with particles: "Van Dijk", "De Vries"."""
    first = at
    while first > 0 and words[first].gap == " " and "particle" in words[first - 1].known.flags:
        first -= 1
    capitals = words[first].shape == CAPITAL or words[first].known.folded == "vd"
    if first == at or not capitals or words[at].shape != CAPITAL:
        return False
    whole = " ".join(word.known.folded for word in words[first : at + 1])
    spelled = {whole, whole.replace("vd ", "van den "), whole.replace("vd ", "van der ")}
    return bool(spelled & shipped_lists().usual) and not _goes_on(words, at)


def _turned_round(words: Sequence[Word], at: int) -> bool:
    """Whether a first name follows after a comma: "Jansen, Henk" at the beginning of a line."""
    following = words[at + 1] if at + 1 < len(words) else None
    return (
        words[at].starts
        and words[at].shape in {CAPITAL, UPPER}
        and "last" in words[at].known.flags
        and not words[at].known.flags & {"common", "org", "place", "other", "role"}
        and following is not None
        and following.gap == ", "
        and only_a_first_name(following)
    )


def _after_initials(words: Sequence[Word], first: int, at: int) -> bool:
    letters = letters_before(words, first)
    if letters.lower() in ABBREVIATIONS:
        return False
    # "casus B. na 14 maanden" goes on; "j. de wit" has a particle to tell.
    goes_on = first == at and words[at].shape == LOWER and "common" in words[at].known.flags
    # "a. de wit" at the beginning of a line counts off.
    counts_off = letters.islower() and first - letters.count(".") - 1 == 0
    return may_be_surname(words[at]) and not goes_on and not counts_off


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


def is_month(words: Sequence[Word], at: int) -> bool:
    """Whether "jan" is a month here: "12 jan", "per 1 jan", "sinds jan"."""
    if words[at].known.folded != "jan" or words[at].shape != LOWER or at == 0:
        return False
    before = words[at - 1]
    return before.shape == DIGITS or before.known.folded in _DATES


def letters_before(words: Sequence[Word], place: int) -> str:
    """The single letters with full stops between them that stand right before a place: "J.P"."""
    at = place
    while at > 0 and words[at - 1].initial and (at == place or words[at].gap == "."):
        at -= 1
    return ".".join(word.text for word in words[at:place])


def _spaced(word: Word) -> bool:
    return word.gap in {" ", ". ", "."}
