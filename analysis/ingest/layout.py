"""From lines and paragraphs as they stand to headings, bullets and free sentences.

Readers of plain formats give physical lines. Here wrapped lines are joined, bullets and numbers
fall off, and lines that stand as headings are told apart, from their place, form and words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.lines import (
    HASHES,
    RULE,
    STRUCK,
    Habits,
    Line,
    habits_of,
    hangs,
    joint,
    open_ended,
    plain,
    wrap_score,
)
from analysis.ingest.marks import is_number, split_mark
from analysis.ingest.overview import marks_explained
from analysis.ingest.run_in import split_run_in
from analysis.ingest.signs import (
    header_field,
    kind_label,
    kind_sign,
    left_out_reason,
    legend_pairs,
)
from analysis.ingest.standing import Around, Judge, keeps_kind
from analysis.types import Block, BlockKind

_PIPES = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_KEYED = re.compile(r"^[\w /.-]{2,24}\s*:\s+\S")
_MARKDOWN_TABLES = 10_000  # numbers of tables in text, apart from those the readers count


def structure(blocks: Sequence[Block], lexicon: Lexicon, *, markdown: bool = False) -> list[Block]:
    """Turn LINE and PARAGRAPH blocks into headings, bullets, paragraphs and furniture.

    Blocks of other kinds pass unchanged. No text is lost: each non-blank line ends in one block.
    """
    habits = habits_of(blocks, lexicon, marks_explained(blocks, lexicon))
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
    below = [*out, None][1:]
    told = [_bullet_or_heading(b, after, lexicon) for b, after in zip(out, below, strict=True)]
    return split_run_in(told, lexicon)


def _bullet_or_heading(block: Block, after: Block | None, lexicon: Lexicon) -> Block:
    """A bullet that names a kind and has bullets under it is a heading."""
    if block.kind is not BlockKind.BULLET or after is None:
        return block
    sign = kind_sign(block.text, lexicon)
    deeper = after.kind is BlockKind.BULLET and after.level > block.level
    on_slide = bool(block.group and sign and sign.firm and block.level == 0)
    if sign and sign.whole and (deeper or on_slide or block.text.rstrip().endswith(":")):
        return replace(block, kind=BlockKind.HEADING, level=3, mark=None)
    return block


class _Layout:
    """One walk over a run of lines; holds the item that is still open."""

    def __init__(self, habits: Habits, lexicon: Lexicon, markdown: bool) -> None:
        self.habits = habits
        self.judge = Judge(habits, lexicon)
        self.lexicon = lexicon
        self.markdown = markdown
        self.out: list[Block] = []
        self.indents: list[int] = []
        self.open_line: Line | None = None  # last physical line of the last item
        self.started = False  # a bullet or a heading with meaning has been seen
        self.table = 0
        self.in_front_matter = False

    def arrange(self, blocks: Sequence[Block], *, follows: Block | None) -> list[Block]:
        lines: list[Line] = []
        gap = True
        for block in blocks:
            if not block.text.strip():
                gap = True
                continue
            lines.append(Line(block, split_mark(block.text, self.habits.marks), gap))
            gap = False
        for at, line in enumerate(lines):
            after = lines[at + 1] if at + 1 < len(lines) else None
            self._place(line, after, follows)
        return self.out

    def _place(self, line: Line, after: Line | None, follows: Block | None) -> None:
        if line.gap:
            self.indents = [] if line.parts.mark is None else self.indents
        if line.block.struck or STRUCK.match(line.text):
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

    def _furniture(self, line: Line) -> bool:
        """Whether a line is page furniture or a typist's remark, and names no kind."""
        if left_out_reason(plain(line.text), self.lexicon) is None:
            return False
        if line.text == "--":  # what stands above a signature
            return True
        return not keeps_kind(kind_sign(line.text, self.lexicon))

    def _carried_on(self, line: Line) -> bool:
        """Whether the line above cannot have ended: what follows is neither heading nor aside."""
        if line.parts.mark or line.gap or not self.out or self.open_line is None:
            return False
        if line.block.kind is not BlockKind.LINE or RULE.match(line.text):
            return False
        if self.out[-1].kind not in (BlockKind.BULLET, BlockKind.PARAGRAPH):
            return False
        strong = left_out_reason(line.text, self.lexicon) not in (None, "lege regel in de vorm")
        if keeps_kind(kind_sign(line.text, self.lexicon)) and not open_ended(self.open_line.text):
            return False
        return not strong and hangs(self.open_line.text, self.lexicon)

    def _front_matter(self, line: Line) -> bool:
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

    def _rule(self, line: Line) -> bool:
        if not RULE.match(line.text):
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

    def _pipe_row(self, line: Line) -> bool:
        if not self.markdown or not (_PIPES.match(line.text) or _PIPE_RULE.match(line.text)):
            return False
        if _PIPE_RULE.match(line.text) and "|" in line.text:
            self._pipe_rule(line)
            return True
        if not _PIPES.match(line.text):
            return False
        previous = self.out[-1] if self.out else None
        in_table = previous is not None and not line.gap and previous.kind is BlockKind.CELL
        if not in_table:
            self.table += 1
        row = line.block.place.line_start
        for column, cell in enumerate(line.text.strip("|").split("|")):
            if cell.strip():
                text = _LINE_BREAK.sub("\n", cell.strip())
                base = replace(line.block, kind=BlockKind.CELL, text=text)
                table = _MARKDOWN_TABLES + self.table
                self._put(replace(base, table=table, row=row, column=column), line)
        return True

    def _pipe_rule(self, line: Line) -> None:
        """The line under a table's header goes before the table, so that its rows stay together."""
        at = len(self.out)
        while at and self.out[at - 1].kind is BlockKind.CELL:
            at -= 1
        self.out.insert(at, replace(line.block, kind=BlockKind.FURNITURE, text=line.text))
        self.open_line = line

    def _heading(self, line: Line, after: Line | None, follows: Block | None) -> bool:
        hashes = HASHES.match(line.block.text) if self.markdown else None
        if hashes:
            self._head(line, hashes.group(2), level=len(hashes.group(1)))
            return True
        above = self.out[-1] if self.out else None
        if not self.judge.heads(line, Around(above, after, follows)):
            return False
        text = plain(line.text if line.parts.mark is None else line.parts.body)
        self._head(line, text, level=2)
        return True

    def _head(self, line: Line, text: str, *, level: int) -> None:
        self._put(replace(line.block, kind=BlockKind.HEADING, text=text, level=level), line)
        self.started = True

    def _aside(self, line: Line) -> bool:
        """Furniture and header lines."""
        text = plain(line.text)
        whole_item = line.parts.body if line.parts.mark else text
        if left_out_reason(text, self.lexicon) or left_out_reason(whole_item, self.lexicon):
            self._add(BlockKind.FURNITURE, line, text)
            return True
        after_header = bool(self.out) and self.out[-1].kind is BlockKind.HEADER and not line.gap
        field = header_field(whole_item, self.lexicon)
        if field and (not line.parts.mark or not self.started):
            self._add(BlockKind.HEADER, line, whole_item)
            return True
        keyed = _KEYED.match(text) or line.parts.indent >= 6
        keyed = keyed and after_header and not self.started and not line.parts.mark
        if keyed and not kind_label(text, self.lexicon):
            self._add(BlockKind.HEADER, line, text)
            return True
        return False

    def _item(self, line: Line) -> None:
        if line.parts.mark is None and self._continues(line):
            last = self.out[-1]
            place = replace(last.place, line_end=line.block.place.line_end)
            self.out[-1] = replace(last, text=joint(last.text, line.text), place=place)
            self.open_line = line
            return
        if line.parts.mark is None:
            self._add(BlockKind.PARAGRAPH, line, plain(line.text))
            return
        self.started = True
        level = self._level(line)
        body = line.parts.body
        struck = bool(STRUCK.match(body))
        self._put(
            replace(
                line.block, kind=BlockKind.BULLET, text=body, level=level, mark=line.parts.mark,
                struck=struck,
            ),
            line,
        )  # fmt: skip

    def _level(self, line: Line) -> int:
        while self.indents and self.indents[-1] > line.parts.indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < line.parts.indent:
            self.indents.append(line.parts.indent)
        return len(self.indents) - 1 + line.block.level

    def _continues(self, line: Line) -> bool:
        """Whether a line without a mark goes on with the item above it."""
        last = self.out[-1] if self.out else None
        if last is None or line.gap or self.open_line is None:
            return False
        if line.block.kind is not BlockKind.LINE:
            return False
        if last.kind not in (BlockKind.BULLET, BlockKind.PARAGRAPH) or last.struck:
            return False
        if kind_label(line.text, self.lexicon) or header_field(line.text, self.lexicon):
            return False
        above = self.open_line
        if last.kind is BlockKind.BULLET and line.parts.indent > above.parts.indent:
            return True
        bullet = last.kind is BlockKind.BULLET
        return wrap_score(above, line, self.habits, self.lexicon, bullet=bullet) >= 2

    def _add(self, kind: BlockKind, line: Line, text: str) -> None:
        self._put(replace(line.block, kind=kind, text=text), line)

    def _put(self, block: Block, line: Line) -> None:
        if struck := STRUCK.match(block.text):
            block = replace(block, struck=True, text=struck.group(1))
        self.out.append(block)
        self.open_line = line
