"""From lines and paragraphs as they stand to headings, bullets and free sentences.

Readers of plain formats give physical lines. Here wrapped lines are joined, bullets and numbers
fall off, and lines that stand as headings are told apart, from their place, form and words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.marks import MarkedLine, is_number, marks_in_use, split_mark
from analysis.ingest.matching import tokens
from analysis.ingest.signs import (
    asks,
    corner_sign,
    header_field,
    kind_label,
    kind_sign,
    left_out_reason,
    legend_pairs,
)
from analysis.types import Block, BlockKind, Place

_HASHES = re.compile(r"^\s{0,3}(#{1,6})\s*(?=[^\s#])(.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*([-=_~*])(?:\s*\1){2,}\s*$")
_STRUCK = re.compile(r"^~~(.+?)~~[.,;]?$", re.DOTALL)
_EMPHASIS = re.compile(r"^(\*\*\*|\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(:?)$", re.DOTALL)
_PIPES = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…][\"”’')\]]*$")
_OPENERS = {"“": "”", "(": ")", "[": "]", "„": "”"}
_MAX_HEADING_WORDS = 16


@dataclass(frozen=True, slots=True)
class Habits:
    """How this typist types: what the whole text tells about one line."""

    marks: frozenset[str]
    bulleted: float  # share of the lines of text that carry a bullet
    capitals: float  # share of the items that open with a capital
    shouting: bool  # most of the text is in capitals
    width: int  # the longest line, in columns


@dataclass(frozen=True, slots=True)
class _Line:
    block: Block
    parts: MarkedLine
    gap: bool  # a blank line, or nothing, stands above it

    @property
    def text(self) -> str:
        return self.block.text.strip()


def structure(blocks: Sequence[Block], lexicon: Lexicon, *, markdown: bool = False) -> list[Block]:
    """Turn LINE and PARAGRAPH blocks into headings, bullets, paragraphs and furniture.

    Blocks of other kinds pass unchanged. No text is lost: each non-blank line ends in one block.
    """
    habits = _habits(blocks)
    out: list[Block] = []
    run: list[Block] = []
    for block in blocks:
        if block.kind in (BlockKind.LINE, BlockKind.PARAGRAPH):
            run.append(block)
        else:
            out.extend(_Layout(habits, lexicon, markdown).arrange(run, follows=block))
            run = []
            out.append(block)
    out.extend(_Layout(habits, lexicon, markdown).arrange(run, follows=None))
    return [_bullet_or_heading(b, out[at + 1 :], lexicon) for at, b in enumerate(out)]


def _bullet_or_heading(block: Block, after: Sequence[Block], lexicon: Lexicon) -> Block:
    """A bullet that names a kind and has bullets under it is a heading."""
    if block.kind is not BlockKind.BULLET or not after:
        return block
    sign = kind_sign(block.text, lexicon)
    deeper = after[0].kind is BlockKind.BULLET and after[0].level > block.level
    on_slide = bool(block.group and sign and sign.firm and block.level == 0)
    if sign and sign.whole and (deeper or on_slide or block.text.rstrip().endswith(":")):
        return replace(block, kind=BlockKind.HEADING, level=3, mark=None)
    return block


def _habits(blocks: Sequence[Block]) -> Habits:
    texts = [b.text for b in blocks if b.kind in (BlockKind.LINE, BlockKind.PARAGRAPH)]
    texts = [text for text in texts if text.strip() and not _RULE.match(text)]
    marks = marks_in_use(texts)
    lines = [split_mark(text, marks) for text in texts]
    bullets = [line for line in lines if line.mark]
    bulleted = len(bullets) / len(lines) if lines else 0.0
    openings = [line.body.lstrip("\"'“‘„(…. ")[:1] for line in (bullets or lines)]
    letters = [char for char in openings if char.isalpha()]
    upper = sum(char.isupper() for char in letters)
    all_letters = [char for text in texts for char in text if char.isalpha()]
    shouting = sum(char.isupper() for char in all_letters) > 0.7 * max(1, len(all_letters))
    return Habits(
        marks=marks,
        bulleted=bulleted,
        capitals=upper / len(letters) if letters else 1.0,
        shouting=shouting,
        width=max((len(text.rstrip()) for text in texts), default=0),
    )


class _Layout:
    """One walk over a run of lines; holds the item that is still open."""

    def __init__(self, habits: Habits, lexicon: Lexicon, markdown: bool) -> None:
        self.habits = habits
        self.lexicon = lexicon
        self.markdown = markdown
        self.out: list[Block] = []
        self.indents: list[int] = []
        self.open_line: _Line | None = None  # last physical line of the last item
        self.started = False  # a bullet or a heading with meaning has been seen
        self.table = 0
        self.in_front_matter = False

    def arrange(self, blocks: Sequence[Block], *, follows: Block | None) -> list[Block]:
        lines: list[_Line] = []
        gap = True
        for block in blocks:
            if not block.text.strip():
                gap = True
                continue
            lines.append(_Line(block, split_mark(block.text, self.habits.marks), gap))
            gap = False
        for at, line in enumerate(lines):
            after = lines[at + 1] if at + 1 < len(lines) else None
            self._place(line, after, follows)
        return self.out

    def _place(self, line: _Line, after: _Line | None, follows: Block | None) -> None:
        if line.gap:
            self.indents = [] if line.parts.mark is None else self.indents
        if line.block.struck or _STRUCK.match(line.text):
            self._add(BlockKind.BULLET, line, line.parts.body)
        elif legend_pairs(line.text, self.lexicon):
            self._add(BlockKind.PARAGRAPH, line, line.text)
        elif self._carried_on(line):
            self._item(line)
        elif self._front_matter(line) or self._rule(line) or self._pipe_row(line):
            return
        elif self._furniture(line):
            self._add(BlockKind.FURNITURE, line, line.text)
        elif not self._heading(line, after, follows) and not self._aside(line):
            self._item(line)

    def _furniture(self, line: _Line) -> bool:
        """Whether a line is page furniture or a typist's remark, and names no kind."""
        if left_out_reason(_plain(line.text), self.lexicon) is None:
            return False
        kinds = kind_sign(line.text, self.lexicon)
        return not (kinds and kinds.whole and kinds.firm)

    def _carried_on(self, line: _Line) -> bool:
        """Whether the line above cannot have ended: what follows is neither heading nor aside."""
        if line.parts.mark or line.gap or not self.out or self.open_line is None:
            return False
        if line.block.kind is not BlockKind.LINE or _RULE.match(line.text):
            return False
        if self.out[-1].kind not in (BlockKind.BULLET, BlockKind.PARAGRAPH):
            return False
        strong = left_out_reason(line.text, self.lexicon) not in (None, "lege regel in de vorm")
        return not strong and _hangs(self.open_line.text, self.lexicon)

    def _front_matter(self, line: _Line) -> bool:
        if not self.markdown:
            return False
        fence = line.text == "---"
        if fence and line.block.place.line_start == 1:
            self.in_front_matter = True
        elif fence and self.in_front_matter:
            self.in_front_matter = False
        elif not self.in_front_matter:
            return False
        self._add(BlockKind.HEADER, line, line.text)
        return True

    def _rule(self, line: _Line) -> bool:
        if not _RULE.match(line.text):
            return False
        last = self.out[-1] if self.out else None
        under = (
            last is not None
            and not line.gap
            and last.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BULLET)
            and len(last.text) <= 80
            and line.text[0] in "=-_~"
            and self.open_line is not None
            and last.place.line_start == last.place.line_end
            and (last.mark is None or is_number(last.mark))
        )
        if under and last is not None:
            text = self.open_line.text if self.open_line and last.mark else last.text
            self.out[-1] = replace(last, kind=BlockKind.HEADING, level=last.level or 2, text=text)
        self._add(BlockKind.FURNITURE, line, line.text)
        return True

    def _pipe_row(self, line: _Line) -> bool:
        if not self.markdown or not (_PIPES.match(line.text) or _PIPE_RULE.match(line.text)):
            return False
        if _PIPE_RULE.match(line.text) and "|" in line.text:
            self._add(BlockKind.FURNITURE, line, line.text)
            return True
        if not _PIPES.match(line.text):
            return False
        previous = self.out[-1] if self.out else None
        in_table = previous is not None and not line.gap and (
            previous.kind is BlockKind.CELL or _PIPE_RULE.match(previous.text) is not None
        )  # fmt: skip
        if not in_table:
            self.table += 1
        row = line.block.place.line_start
        for column, cell in enumerate(line.text.strip("|").split("|")):
            if cell.strip():
                self._add(
                    BlockKind.CELL, line, _LINE_BREAK.sub("\n", cell.strip()),
                    table=10_000 + self.table, row=row, column=column,
                )  # fmt: skip
        return True

    def _heading(self, line: _Line, after: _Line | None, follows: Block | None) -> bool:
        hashes = _HASHES.match(line.block.text) if self.markdown else None
        if hashes:
            self._add(BlockKind.HEADING, line, hashes.group(2), level=len(hashes.group(1)))
            self.started = True
            return True
        if not self._stands_as_heading(line, after, follows):
            return False
        text = _plain(line.text if line.parts.mark is None else line.parts.body)
        self._add(BlockKind.HEADING, line, text, level=2)
        self.started = True
        return True

    def _stands_as_heading(self, line: _Line, after: _Line | None, follows: Block | None) -> bool:
        marked = line.parts.mark
        text = _plain(line.parts.body if marked else line.text)
        words = len(tokens(text)) or 1
        if words > _MAX_HEADING_WORDS or header_field(text, self.lexicon):
            return False
        colon = text.rstrip().endswith(":")
        kinds = kind_sign(text, self.lexicon)
        named = bool(kinds and kinds.whole)
        if marked and not is_number(marked):
            deeper = after is not None and after.parts.mark and after.parts.indent > line.parts.indent
            lone_symbol = marked in "+-" and not line.parts.body
            return named and bool(colon or (deeper and kinds and kinds.firm) or lone_symbol)
        if marked:
            alike = after is None or after.parts.mark is None or not is_number(after.parts.mark)
            return named and (colon or bool(kinds and kinds.firm and (alike or line.gap)))
        return self._plain_heading(line, text, after, follows, words=words, colon=colon)

    def _plain_heading(
        self, line: _Line, text: str, after: _Line | None, follows: Block | None,
        *, words: int, colon: bool,
    ) -> bool:  # fmt: skip
        kinds = kind_sign(text, self.lexicon)
        corner = corner_sign(text, self.lexicon)
        list_after = after.parts.mark is not None if after else follows is not None
        apart = self._apart(line) or colon or self._shouts(text) or line.block.bold
        ends = bool(_ENDS.search(text)) and not text.endswith("?")
        if kinds and kinds.whole and not ends and (kinds.firm and words <= 8 or apart):
            return True
        if kinds and apart and asks(text) and (colon or list_after or text.endswith(("?", "…"))):
            return True
        if corner and self._names_corner(corner.explicit, corner.whole, corner.known, apart, words):
            return True
        if colon and words <= 10 and (list_after or self._apart(line)):
            return True
        if self._shouts(text) and apart and words <= 8 and not ends:
            return True
        if line.block.bold and words <= 12 and not ends:
            return True
        return self._apart(line) and list_after and words <= 8 and not ends and self._lists()

    def _lists(self) -> bool:
        return self.habits.bulleted >= 0.5

    @staticmethod
    def _names_corner(explicit: bool, whole: bool, known: bool, apart: bool, words: int) -> bool:
        if explicit:
            return known or (apart and words <= 8)
        return known and whole and apart and words <= 8

    def _shouts(self, text: str) -> bool:
        letters = [char for char in text if char.isalpha()]
        return not self.habits.shouting and len(letters) > 2 and all(c.isupper() for c in letters)

    def _apart(self, line: _Line) -> bool:
        """Whether a line stands on its own: a blank line, heading or furniture above it."""
        if line.gap or not self.out:
            return True
        return self.out[-1].kind in (
            BlockKind.HEADING, BlockKind.TITLE, BlockKind.FURNITURE, BlockKind.HEADER
        )  # fmt: skip

    def _aside(self, line: _Line) -> bool:
        """Furniture and header lines."""
        text = _plain(line.text)
        whole_item = line.parts.body if line.parts.mark else text
        if left_out_reason(text, self.lexicon) or left_out_reason(whole_item, self.lexicon):
            self._add(BlockKind.FURNITURE, line, text)
            return True
        after_header = bool(self.out) and self.out[-1].kind is BlockKind.HEADER and not line.gap
        field = header_field(whole_item, self.lexicon)
        if field and (not line.parts.mark or not self.started):
            self._add(BlockKind.HEADER, line, whole_item)
            return True
        keyed = re.match(r"^[\w /.-]{2,24}\s*:\s+\S", text) or line.parts.indent >= 6
        if after_header and not self.started and not line.parts.mark and keyed:
            if not kind_label(text, self.lexicon):
                self._add(BlockKind.HEADER, line, text)
                return True
        return False

    def _item(self, line: _Line) -> None:
        if line.parts.mark is None and self._continues(line):
            last = self.out[-1]
            joined = last.text[:-1] if _broken_word(last.text, line.text) else last.text + " "
            place = replace(last.place, line_end=line.block.place.line_end)
            self.out[-1] = replace(last, text=joined + line.text, place=place)
            self.open_line = line
            return
        if line.parts.mark is None:
            self._add(BlockKind.PARAGRAPH, line, _plain(line.text))
            return
        self.started = True
        level = self._level(line)
        body = line.parts.body
        struck = bool(_STRUCK.match(body))
        self._add(BlockKind.BULLET, line, body, level=level, mark=line.parts.mark, struck=struck)

    def _level(self, line: _Line) -> int:
        while self.indents and self.indents[-1] > line.parts.indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < line.parts.indent:
            self.indents.append(line.parts.indent)
        return len(self.indents) - 1 + line.block.level

    def _continues(self, line: _Line) -> bool:
        """Whether a line without a mark goes on with the item above it."""
        last = self.out[-1] if self.out else None
        if last is None or line.gap or self.open_line is None or line.block.kind is not BlockKind.LINE:
            return False
        if last.kind not in (BlockKind.BULLET, BlockKind.PARAGRAPH) or last.struck:
            return False
        if kind_label(line.text, self.lexicon) or header_field(line.text, self.lexicon):
            return False
        above = self.open_line
        if last.kind is BlockKind.BULLET and line.parts.indent > above.parts.indent:
            return True
        return self._wrap_score(above, line, bullet=last.kind is BlockKind.BULLET) >= 2

    def _wrap_score(self, above: _Line, line: _Line, *, bullet: bool) -> float:
        """Evidence that a line break is a wrap; a fresh item scores below 2."""
        text = above.text
        opening = line.text.lstrip("\"'“‘„(")[:1]
        score = 1.5 if bullet else 0.0
        if opening.islower() or opening.isdigit():
            score += 2.0 if self.habits.capitals > 0.6 and opening.islower() else 0.5
        if _hangs(text, self.lexicon):
            score += 3.0
        elif _last_word(text) in self.lexicon.loose_ends:
            score += 1.0
        if _ENDS.search(text):
            score -= 1.0 if opening.islower() else 2.0
        first = len(line.text.split()[0])
        reach = (len(above.block.text.rstrip()) + 1 + first) / max(1, self.habits.width)
        score += 1.0 if reach >= 0.85 else 0.3 if reach >= 0.7 else -1.5 if reach < 0.55 else 0.0
        return score

    def _add(self, kind: BlockKind, line: _Line, text: str, **changes: object) -> None:
        block = replace(line.block, kind=kind, text=text)
        if struck := _STRUCK.match(text):
            block = replace(block, struck=True, text=struck.group(1))
        self.out.append(replace(block, **changes))  # type: ignore[arg-type]
        self.open_line = line


def _plain(text: str) -> str:
    """Markdown's emphasis off a line that is emphasised as a whole."""
    found = _EMPHASIS.match(text.strip())
    return found.group(2) + found.group(3) if found else text.strip()


def _hangs(text: str, lexicon: Lexicon) -> bool:
    """Whether a line cannot end here: a function word, comma, hyphen or open bracket ends it."""
    if text.endswith((",", "->", "=>", "→", "+", "&", "/")):
        return True
    if text.endswith("-") and not text.endswith(" -"):
        return True
    if any(text.count(opener) > text.count(closer) for opener, closer in _OPENERS.items()):
        return True
    if text.count('"') % 2:
        return True
    return _last_word(text) in lexicon.function_words


def _last_word(text: str) -> str:
    words = text.lower().split()
    return words[-1].strip("'’\"(") if words else ""


def _broken_word(text: str, following: str) -> bool:
    """Whether a hyphen at the line's end only breaks a word."""
    if not text.endswith("-") or len(text) < 2 or not text[-2].isalpha():
        return False
    opens = following.split()[0].lower().strip(".,;:") if following.split() else ""
    return following[:1].islower() and opens not in {"en", "of", "of/en", "en/of"}


