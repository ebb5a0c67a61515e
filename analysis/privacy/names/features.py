"""What a word and its neighbours tell about whether it is a person's name: features for a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.privacy.names.words import CAPITAL, DIGITS, LOWER, MIXED, Word

_EDGE = "|"
_REACH = 2


def candidates(words: Sequence[Word]) -> list[int]:
    """The places of words that may be a name; of the others it is plain that they are not."""
    return [at for at, word in enumerate(words) if _may_be_name(words, at, word)]


def _may_be_name(words: Sequence[Word], at: int, word: Word) -> bool:
    flags = word.known.flags
    if word.shape == DIGITS or len(word.text) == 1:
        return False
    if flags & {"particle", "title"} and "first" not in flags:
        return False
    if flags & {"first", "last", "owned"}:
        return True
    if word.shape != LOWER:
        return not (word.starts and "word" in flags) or _cued(words, at)
    return "word" not in flags or _cued(words, at)


def _cued(words: Sequence[Word], at: int) -> bool:
    """Whether a title or function stands right before the word, or it is set off as a speaker."""
    if at == 0:
        return False
    before = words[at - 1]
    return before.initial or bool(before.known.flags & {"title", "role", "family"})


def features(words: Sequence[Word], at: int, text: str, *, shouted: bool) -> Iterator[str]:
    """The features of the word at place `at`, as short strings.

    `shouted` says that the text is all capitals, so that a capital tells nothing.
    """
    word = words[at]
    own = word.known
    shape = "?" if shouted and word.shape != DIGITS else word.shape
    begin = "^" if word.starts else ""
    yield "b"
    yield f"s:{begin}{shape}"
    yield f"k:{own.key}"
    yield f"ks:{own.key}:{begin}{shape}"
    if "word" not in own.flags:
        yield f"e3:{own.folded[-3:]}"
        yield f"e2:{own.folded[-2:]}"
        yield f"p3:{own.folded[:3]}"
        yield f"n:{min(len(own.folded), 9)}:{shape}"
    if own.flags & {"first", "last", "word"}:
        yield f"w:{own.folded}"
    previous, following = _look(words, at, -1), _look(words, at, 1)
    before2, after2 = _look(words, at, -2), _look(words, at, 2)
    yield from _beside("l", previous, begin, shape, own.key)
    yield from _beside("r", following, begin, shape, own.key)
    yield f"l2:{_name(before2)}"
    yield f"r2:{_name(after2)}"
    yield f"lr:{_name(previous)}:{_name(following)}"
    yield f"ll:{_name(before2)}:{_name(previous)}"
    yield f"rr:{_name(following)}:{_name(after2)}"
    yield f"g:{_sign(text, word)}:{begin}{shape}"
    run = _run(words, at)
    if any("org" in one.known.flags for one in run):
        yield f"org:{shape}"
    if len(run) > 1:
        yield f"run:{min(len(run), 4)}:{begin}{shape}"
        yield f"runfirst:{run[0].known.key}"
        yield f"runlast:{run[-1].known.key}"


def _look(words: Sequence[Word], at: int, step: int) -> Word | None:
    place = at + step
    return words[place] if 0 <= place < len(words) else None


def _name(word: Word | None) -> str:
    """A neighbour as a feature: an ordinary word itself, of all others the group they are in."""
    if word is None:
        return _EDGE
    flags = word.known.flags
    groups = ("title", "role", "family")
    group = "initial" if word.initial else next((one for one in groups if one in flags), None)
    if group is None and word.shape != DIGITS and flags & {"word", "particle"}:
        return word.known.folded
    return f"<{group or _group(word)}>"


def _group(word: Word) -> str:
    """What a word is that is no ordinary one: a number, a listed name, a capital, unknown."""
    if word.shape == DIGITS:
        return DIGITS
    if word.known.flags & {"first", "last"}:
        return "N"
    return CAPITAL if word.shape in {CAPITAL, MIXED} else "?"


def _beside(side: str, word: Word | None, begin: str, shape: str, key: str) -> Iterator[str]:
    name = _name(word)
    yield f"{side}:{name}"
    yield f"{side}s:{name}:{begin}{shape}"
    yield f"{side}f:{name}:{key}"
    if word is not None:
        yield f"{side}k:{word.known.key}:{word.shape}"


def _sign(text: str, word: Word) -> str:
    """The signs right before and after the word, without white space."""
    before = word.gap.strip()[-1:]
    if before in "-–—*•>=+·":  # a list's sign, which is there or not for the same text
        before = ""
    after = text[word.end : word.end + 2]
    return f"{before}_{after.strip()[:1]}{'' if after[:1].isspace() else '!'}"


def _run(words: Sequence[Word], at: int) -> Sequence[Word]:
    """The words with capitals, and the particles between them, that this word stands among."""
    first = at
    while (
        first > 0
        and at - first < _REACH + 1
        and _joined(words[first])
        and _in_run(words[first - 1])
    ):
        first -= 1
    last = at
    while (
        last + 1 < len(words)
        and last - at < _REACH + 1
        and _joined(words[last + 1])
        and (_in_run(words[last + 1]))
    ):
        last += 1
    return words[first : last + 1]


def _joined(word: Word) -> bool:
    return word.gap in {" ", "-", ". ", "", "."} or not word.gap.strip()


def _in_run(word: Word) -> bool:
    return word.shape not in {LOWER, DIGITS} or "particle" in word.known.flags
