"""Physical lines: how a typist types, which patterns a line shows, and whether it goes on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.marks import MarkedLine, marks_in_use, split_mark
from analysis.ingest.signs import kind_sign
from analysis.types import Block, BlockKind

HASHES = re.compile(r"^\s{0,3}(#{1,6})\s*(?=[^\s#])(.*?)\s*#*\s*$")
RULE = re.compile(r"^\s*([-=_~*])(?:\s*\1){2,}\s*$")
STRUCK = re.compile(r"^~~(.+?)~~[.,;]?$", re.DOTALL)
ENDS = re.compile(r"[.!?…][\"”’')\]]*$")
_EMPHASIS = re.compile(r"^(\*\*\*|\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(:?)$", re.DOTALL)
_OPENERS = {"“": "”", "(": ")", "[": "]", "„": "”"}
_WIDE = 45  # columns: nobody wraps lines that are shorter
_MARGIN = 0.93  # of the longest line: there a next word would not have fitted
_JOINERS = frozenset({"en", "of", "of/en", "en/of"})


@dataclass(frozen=True, slots=True)
class Habits:
    """How this typist types: what the whole text tells about one line."""

    marks: frozenset[str]
    bulleted: float  # share of the lines of text that carry a bullet
    capitals: float  # share of the items that open with a capital
    shouting: bool  # most of the text is in capitals
    spaced: bool  # a blank line stands between most lines
    width: int  # the longest line, in columns
    headed: bool  # groups of lines between blank ones, opened by a heading
    ragged: bool  # lines without a mark are of any length: nothing wraps at a margin


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its mark taken off; `gap`: a blank line, or nothing, stands above it."""

    block: Block
    parts: MarkedLine
    gap: bool

    @property
    def text(self) -> str:
        """The line, trimmed."""
        return self.block.text.strip()


def habits_of(blocks: Sequence[Block], lexicon: Lexicon, explained: Iterable[str] = ()) -> Habits:
    """The habits that the LINE and PARAGRAPH blocks of a text show.

    `explained` are the marks whose meaning the text tells: they are marks however rare.
    """
    found = [b for b in blocks if b.kind in (BlockKind.LINE, BlockKind.PARAGRAPH)]
    texts = [b.text for b in found if b.text.strip() and not RULE.match(b.text)]
    marks = marks_in_use(texts) | set(explained)
    lines = [split_mark(text, marks) for text in texts]
    width = max((len(text.rstrip()) for text in texts), default=0)
    free = [len(line.body) for line in lines if not line.mark]
    bullets = [line for line in lines if line.mark]
    openings = [line.body.lstrip("\"'“‘„(…. ")[:1] for line in (bullets or lines)]
    letters = [char for char in openings if char.isalpha()]
    all_letters = [char for text in texts for char in text if char.isalpha()]
    return Habits(
        marks=marks,
        bulleted=len(bullets) / len(lines) if lines else 0.0,
        capitals=sum(char.isupper() for char in letters) / len(letters) if letters else 1.0,
        shouting=sum(char.isupper() for char in all_letters) > 0.7 * max(1, len(all_letters)),
        spaced=_spaced(found),
        width=width,
        headed=_headed(found, lexicon),
        ragged=sum(length >= 0.8 * width for length in free) < 0.3 * len(free),
    )


def _spaced(blocks: Sequence[Block]) -> bool:
    """Whether most lines have a blank line above them: one thought a paragraph."""
    filled = [bool(block.text.strip()) for block in blocks if block.kind is BlockKind.LINE]
    alone = sum(here and not above for above, here in itertools.pairwise(filled))
    return alone > 0.6 * max(1, sum(filled))


def _headed(blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Whether the text is groups of lines, two of which at least open with a kind."""
    groups = [
        list(group)
        for filled, group in itertools.groupby(blocks, key=lambda b: bool(b.text.strip()))
        if filled
    ]
    opened = [group[0].text for group in groups if len(group) > 2]
    signs = [kind_sign(split_mark(text).body, lexicon) for text in opened if len(text) < 60]
    named = {sign.single for sign in signs if sign and sign.whole and sign.single}
    return len(named) >= 2


def plain(text: str) -> str:
    """Markdown's emphasis off a line that is emphasised as a whole."""
    found = _EMPHASIS.match(text.strip())
    return found.group(2) + found.group(3) if found else text.strip()


def hangs(text: str, lexicon: Lexicon) -> bool:
    """Whether a line cannot end here: a function word, comma, hyphen or open bracket ends it."""
    words = text.split()
    if words and words[-1].isupper() and len(words[-1]) > 1:  # "OM" is no "om"
        return open_ended(text)
    return open_ended(text) or _last_word(text) in lexicon.function_words


def open_ended(text: str) -> bool:
    """Whether the punctuation says that a line goes on."""
    if text.endswith((",", "->", "=>", "→", "+", "&", "/")):
        return True
    if text.endswith("-") and not text.endswith(" -"):
        return True
    if any(text.count(opener) > text.count(closer) for opener, closer in _OPENERS.items()):
        return True
    return bool(text.count('"') % 2)


def wrap_score(above: Line, line: Line, habits: Habits, lexicon: Lexicon, *, bullet: bool) -> float:
    """Evidence that the break between two lines is a wrap; a fresh item scores below 2."""
    text = above.text
    opening = line.text.lstrip("\"'“‘„(")[:1]
    first = len(line.text.split()[0])
    reach = (len(above.block.text.rstrip()) + 1 + first) / max(1, habits.width)
    score = 1.5 if bullet else 0.0 if habits.width >= _WIDE else -1.5
    if opening.islower() or opening.isdigit():
        # Without bullets a small letter is a wrap only where the next word did not fit.
        strange = habits.capitals > 0.6 and opening.islower() and (bullet or reach >= _MARGIN)
        score += 2.0 if strange else 0.5
    if opening.isupper() and habits.capitals > 0.6 and not bullet:
        score -= 1.0
    free = habits.ragged and not bullet  # one thought a line, of any length
    if hangs(text, lexicon):
        score += 3.0 if open_ended(text) or not free else 1.2
    elif _last_word(text) in lexicon.loose_ends:
        score += 0.5 if free else 1.0
    if bullet and text.endswith(":"):
        score += 2.0
    if ENDS.search(text):
        score -= 1.0 if opening.islower() else 2.0
    if free:
        return score + min(0.0, 4 * (reach - 0.55))
    score += 1.0 if reach >= 0.85 else 0.3 if reach >= 0.7 else -1.5 if reach < 0.55 else 0.0
    return score


def joint(text: str, following: str) -> str:
    """Two lines of one item as one text; a word broken by a hyphen is healed."""
    return (text[:-1] if _broken_word(text, following) else text + " ") + following


def _broken_word(text: str, following: str) -> bool:
    """Whether a hyphen at the line's end only breaks a word."""
    if not text.endswith("-") or len(text) < 2 or not text[-2].isalpha():
        return False
    opens = following.split(maxsplit=1)[0].lower().strip(".,;:") if following.split() else ""
    return following[:1].islower() and opens not in _JOINERS


def _last_word(text: str) -> str:
    words = text.lower().split()
    return words[-1].strip("'’\"(") if words else ""
