"""Splits running Dutch into sentences.

A sentence ends at . ! ? or … with the quotes and brackets that close right after it, unless
the full stop belongs to an abbreviation, an initial or a list number. Semicolons and colons end
no sentence; a blank line always does.
"""

from __future__ import annotations

import re

from analysis.language import wordlists

_LISTS = wordlists.load("abbreviations")
_NEVER_LAST = frozenset(_LISTS["midden"])
_PERHAPS_LAST = frozenset(_LISTS["eind"])

_CLOSERS = "\"'”’»)\\]"
_STOP = re.compile(
    rf"(?<![.!?…])[.!?…]++[{_CLOSERS}]*+"
    rf"(?:(?<=[^\W\d][.!?{_CLOSERS}])\d{{1,2}})?[⁰¹²³⁴-⁹]*+(?=\s)"  # a footnote's number
    r"|\n[^\S\n]*\n"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*(?:[^\W\d_]|Th|Ch|Ph|IJ|Chr)")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*|[a-z]")
_OPENERS = "\"'“‘„«([-–•*"


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as [start, end) in code points, without outer white space.

    Together they cover everything in `text` that is not white space.
    """
    spans = []
    start = _skip_space(text, 0)
    for stop in _STOP.finditer(text):
        if stop.start() < start or not _ends_sentence(text, start, stop):
            continue
        spans.append((start, _trim(text, stop.end())))
        start = _skip_space(text, stop.end())
    if start < len(text):
        spans.append((start, _trim(text, len(text))))
    return spans


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    mark = stop.group()
    if mark.isspace():
        return True
    after = _skip_space(text, stop.end())
    if after >= len(text):
        return True
    if mark[0] in "!?":
        return not mark.strip("!?….") or _opens(text, after)
    if mark == "." and _belongs_to_word(text, start, stop.start(), text[after]):
        return False
    return _opens(text, after)


def _opens(text: str, at: int) -> bool:
    """Whether the text from `at` can be the start of a sentence: a capital, digit or opener."""
    character = text[at]
    if text.startswith(",,", at):  # a low quote as typewriters have it
        return True
    if character in "\"'“‘„«([" and at + 1 < len(text):
        # 's Avonds, 't Zand: the apostrophe word is small, the next one has the capital
        rest = text[at + 1 : at + 8].lstrip(_OPENERS)[:3]
        return rest[:1].isupper() or rest[:1].isdigit() or rest[1:2] == " "
    return character.isupper() or character.isdigit() or character in "’-–•*→"


def _belongs_to_word(text: str, start: int, dot: int, following: str) -> bool:
    """Whether the full stop at `dot` is part of an abbreviation, initial or list number.

    `following` is the first character after the white space.
    """
    first = dot
    while first > start and not text[first - 1].isspace():
        first -= 1
    word = text[first:dot].lstrip(_OPENERS)
    small = word.lower()
    if small in _PERHAPS_LAST:
        return following.isdigit()
    if small in _NEVER_LAST:
        return True
    if first == start and _NUMBER.fullmatch(word):
        return True
    return bool(_INITIALS.fullmatch(word)) and word[0].isupper()


def _trim(text: str, end: int) -> int:
    while text[end - 1].isspace():
        end -= 1
    return end


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
