"""Running text: reports and hand-outs as they come out of a PDF or a text file.

Lines become paragraphs (wraps joined, broken words healed), short lines that stand alone become
headings, and footnotes, tables of contents and references are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.lines import HASHES
from analysis.ingest.marks import split_mark
from analysis.ingest.matching import tokens
from analysis.ingest.signs import left_out_reason
from analysis.types import Block, BlockKind

_BULLET = re.compile(r"^\s*[-–•*▪]\s+\S")
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+\S")
_CONTENTS = re.compile(r"^.{3,90}(?:\t+|\s?\.{4,}\s*|\s{4,})\d{1,3}$")
_FOOTNOTE = re.compile(r"^(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}\s*|\d{1,2}\s+(?=[A-Z“‘\"]|https?:))\S")
_LONE_NUMBER = re.compile(r"^\d{1,3}$")
_REFERENCE = re.compile(
    r"^(?:(?:https?://|www\.)\S+|[\w-]+\.(?:nl|html|pdf|com)\S*|\[?\\?\(?\[?[^\]]{2,120}\]\([^)]*\)\)?)$"
)
_ENDS = re.compile(r"[.!?…:;][\"”’')\]]*[\d¹²³⁴-⁹]{0,2}$")
_STOPS = re.compile(r"[.!?…][\"”’')\]]*[\d¹²³⁴-⁹]{0,2}$")
_SLANTED = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]+?)(?<=[^\s*_])\1(?![\w*])")
_NAME_WORD = re.compile(r"^(?:[A-ZÀ-Þ][\w’'-]+|van|de|den|der|el|ter|ten|te|en|al|in|'t)$")
_MANY_BLANKS = 3
_BOX_PARAGRAPHS = 12
_HEADING_WORDS = 12


@dataclass(slots=True)
class _Paragraph:
    lines: list[Block]
    blanks: int  # blank lines above

    @property
    def text(self) -> str:
        return joined([line.text for line in self.lines])


def structure_prose(blocks: Sequence[Block], lexicon: Lexicon) -> list[Block]:
    """Turn LINE blocks of running text into headings, paragraphs, bullets and furniture."""
    paragraphs = _mend_breaks(_split_heads(_paragraphs(blocks)))
    contents = _contents(paragraphs)
    numbered = sum(bool(_NUMBERED.match(p.text)) and _headlike(p) for p in paragraphs) >= 3
    known_notes = _notes(paragraphs)
    out: list[Block] = []
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        previous = paragraphs[at - 1] if at else None
        block = _block(paragraph, following, previous, lexicon)
        if block.kind is BlockKind.HEADING and not HASHES.match(paragraph.lines[0].text):
            block = replace(block, level=_level(block.text, contents, numbered))
        out.append(block)
    return [_without_markers(block, known_notes) for block in out]


def _paragraphs(blocks: Sequence[Block]) -> list[_Paragraph]:
    out: list[_Paragraph] = []
    blanks = _MANY_BLANKS
    for block in blocks:
        if not block.text.strip():
            blanks += 1
            continue
        alone = block.kind is not BlockKind.LINE or _starts_alone(block.text)
        after_alone = bool(out) and _ends_alone(out[-1].lines[-1].text)
        if blanks or alone or after_alone or not out or out[-1].lines[0].kind is not BlockKind.LINE:
            out.append(_Paragraph([block], blanks))
        else:
            out[-1].lines.append(block)
        blanks = 0
    return out


def _starts_alone(text: str) -> bool:
    stripped = text.strip()
    return bool(
        HASHES.match(text) or _BULLET.match(text) or _NUMBERED.match(stripped)
        or _CONTENTS.match(stripped) or _REFERENCE.match(stripped)
    )  # fmt: skip


def _ends_alone(text: str) -> bool:
    stripped = text.strip()
    return bool(
        HASHES.match(text) or _CONTENTS.match(stripped) or _REFERENCE.match(stripped)
    )  # fmt: skip


def _mend_breaks(paragraphs: Sequence[_Paragraph]) -> list[_Paragraph]:
    """Join paragraphs that a blank line cuts in mid-sentence."""
    out: list[_Paragraph] = []
    for paragraph in paragraphs:
        last = out[-1] if out else None
        if last is not None and paragraph.blanks and _goes_on(last, paragraph):
            last.lines.extend(paragraph.lines)
        elif (cut := _cut_off(out, paragraph)) is not None:
            cut.lines.extend(paragraph.lines)
        else:
            out.append(paragraph)
    return out


def _cut_off(before: Sequence[_Paragraph], paragraph: _Paragraph) -> _Paragraph | None:
    """The paragraph above a box or footnotes that this one goes on with, if one is cut off."""
    if not paragraph.lines[0].text.strip()[:1].islower():
        return None
    for earlier in before[-_BOX_PARAGRAPHS - 1 : -1][::-1]:
        if len(earlier.lines) > 1 and _goes_on(earlier, paragraph):
            return earlier
    return None


def _goes_on(above: _Paragraph, below: _Paragraph) -> bool:
    text, following = above.lines[-1].text.strip(), below.lines[0].text.strip()
    plain = above.lines[-1].kind is BlockKind.LINE is below.lines[0].kind
    special = any(p.match(text) for p in (HASHES, _CONTENTS, _REFERENCE, _LONE_NUMBER))
    if not plain or special or _starts_alone(below.lines[0].text):
        return False
    if text.endswith("-") and following[:1].islower():
        return True
    opens = following[:1].islower() and text[-1] not in "\"”’'"
    return opens and not _ENDS.search(text) and len(tokens(text)) >= 3 and not _person(text)


def _headlike(paragraph: _Paragraph) -> bool:
    text = paragraph.text
    return (
        len(tokens(text)) <= _HEADING_WORDS
        and len(paragraph.lines) <= 2
        and not _STOPS.search(text)
        and not _CONTENTS.match(paragraph.lines[0].text.strip())
    )


def _split_heads(paragraphs: Sequence[_Paragraph]) -> list[_Paragraph]:
    """Take a heading off the paragraph that follows it without a blank line."""
    out: list[_Paragraph] = []
    for paragraph in paragraphs:
        lines = paragraph.lines
        widths = [len(line.text.strip()) for line in lines[1:]]
        opens = not out and len(tokens(lines[0].text)) <= _HEADING_WORDS
        if (
            len(lines) >= 3
            and widths[0] > 40
            and (opens or _heads(lines[0].text, lines[1].text, widths))
        ):
            out.append(_Paragraph(lines[:1], paragraph.blanks))
            out.append(_Paragraph(lines[1:], 1))
        else:
            out.append(paragraph)
    return [part for paragraph in out for part in _split_inside(paragraph)]


def _split_inside(paragraph: _Paragraph) -> list[_Paragraph]:
    """Take out a heading that stands between two sentences without blank lines around it."""
    lines = paragraph.lines
    widths = [len(line.text.strip()) for line in lines]
    for at in range(1, len(lines) - 2):
        ends = _STOPS.search(lines[at - 1].text.strip())
        if ends and widths[at + 1] > 40 and _heads(lines[at].text, lines[at + 1].text, widths):
            rest = _split_inside(_Paragraph(lines[at + 1 :], 1))
            return [_Paragraph(lines[:at], paragraph.blanks), _Paragraph([lines[at]], 1), *rest]
    return [paragraph]


def _heads(first: str, second: str, widths: Sequence[int]) -> bool:
    text = first.strip()
    words = len(tokens(text))
    fits = len(text) + 1 + len(second.split(maxsplit=1)[0]) < 0.9 * max(widths)
    return (
        fits and words <= _HEADING_WORDS and text[:1].isupper()
        and second.strip()[:1].isupper() and not _ENDS.search(text) and not text.endswith(",")
        and not _person(text)
    )  # fmt: skip


def _contents(paragraphs: Sequence[_Paragraph]) -> frozenset[str]:
    """The entries of the table of contents, folded."""
    firsts = [paragraph.lines[0].text.strip() for paragraph in paragraphs]
    entries = [first for first in firsts if _CONTENTS.match(first)]
    return frozenset(_key(re.sub(r"[\s.]*\d{1,3}$", "", entry)) for entry in entries)


def _key(text: str) -> str:
    return " ".join(tokens(re.sub(r"^\d{1,2}[.)]\s+", "", text)))


def _level(text: str, contents: frozenset[str], numbered: bool) -> int:
    """A heading of the table of contents, or a numbered one, stands above the others."""
    if contents:
        return 1 if _key(text) in contents else 2
    return 1 if not numbered or _NUMBERED.match(text) else 2


def _block(
    paragraph: _Paragraph, following: _Paragraph | None, previous: _Paragraph | None,
    lexicon: Lexicon,
) -> Block:  # fmt: skip
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if first.kind is not BlockKind.LINE:
        return first
    place = replace(first.place, line_end=last.place.line_end)
    base = replace(first, place=place, text=plain(paragraph.text))
    if hashes := HASHES.match(first.text):
        return replace(
            base, kind=BlockKind.HEADING, text=plain(hashes.group(2)), level=len(hashes.group(1))
        )
    kind = _kind(paragraph, following, previous, lexicon)
    if kind is BlockKind.HEADING:
        return replace(base, kind=kind, level=1)
    if kind is BlockKind.BULLET:
        parts = split_mark(paragraph.text)
        return replace(base, kind=kind, text=plain(parts.body), mark=parts.mark)
    return replace(base, kind=kind)


def _kind(
    paragraph: _Paragraph, following: _Paragraph | None, previous: _Paragraph | None,
    lexicon: Lexicon,
) -> BlockKind:  # fmt: skip
    first, text = paragraph.lines[0].text, paragraph.text
    short = len(tokens(text)) <= _HEADING_WORDS
    rules = (
        (BlockKind.FURNITURE, _is_furniture(first.strip(), text, lexicon)),
        (BlockKind.NOTE, _is_note(paragraph, previous)),
        (BlockKind.TITLE, previous is None and short and following is not None),
        (BlockKind.HEADING, _is_heading(paragraph, following)),
        (BlockKind.BULLET, bool(_BULLET.match(first) or _NUMBERED.match(text))),
    )
    return next((kind for kind, fits in rules if fits), BlockKind.PARAGRAPH)


def _is_furniture(first: str, text: str, lexicon: Lexicon) -> bool:
    return bool(
        _CONTENTS.match(first) or _REFERENCE.match(text) or _LONE_NUMBER.match(text)
        or left_out_reason(text, lexicon)
    )  # fmt: skip


def _is_note(paragraph: _Paragraph, previous: _Paragraph | None) -> bool:
    """Footnotes, names beside a quotation and the function under such a name."""
    text = paragraph.text
    if _FOOTNOTE.match(text) and not _NUMBERED.match(text):
        return True
    if _attribution(paragraph) or (_person(text) and len(paragraph.lines) == 1):
        return True
    under_name = previous is not None and _person(previous.text)
    return under_name and text[:1].islower() and len(tokens(text)) <= 20 and not _STOPS.search(text)


def _is_heading(paragraph: _Paragraph, following: _Paragraph | None) -> bool:
    text = paragraph.text
    words = len(tokens(text))
    if words > _HEADING_WORDS or len(paragraph.lines) > 2 or not words or not paragraph.blanks:
        return False
    opens = text.lstrip("‘'“\"*_(")[:1]
    if not (opens.isupper() or opens.isdigit()):
        return False
    if following is None:
        return False
    if paragraph.blanks >= 2 and text[:1] in "“‘\"'" and words > 3:
        return True
    body = following.text
    leads = len(tokens(body)) > words or _headlike(following)
    return leads and not _STOPS.search(text) and not text.endswith((";", ","))


def _person(text: str) -> bool:
    words = text.strip("*_ ").split()
    return 2 <= len(words) <= 6 and words[0][:1].isupper() and words[-1][:1].isupper() and all(
        _NAME_WORD.match(word) for word in words
    )  # fmt: skip


def _attribution(paragraph: _Paragraph) -> bool:
    """A name with a function under it, as stands beside a quotation."""
    first = paragraph.lines[0].text.strip()
    rest = [line.text.strip() for line in paragraph.lines[1:]]
    return _person(first) and bool(rest) and (rest[0][:1].islower() or len(rest) <= 2) and len(
        tokens(paragraph.text)
    ) <= 25 and not paragraph.text.endswith(".")  # fmt: skip


def _notes(paragraphs: Sequence[_Paragraph]) -> frozenset[str]:
    numbers = [re.match(r"\d{1,2}(?=\s)", p.text) for p in paragraphs if _FOOTNOTE.match(p.text)]
    lone = [p.text for p in paragraphs if _LONE_NUMBER.match(p.text)]
    return frozenset([number.group() for number in numbers if number] + lone)


def _without_markers(block: Block, notes: frozenset[str]) -> Block:
    """Take footnote markers off the words they hang on."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADING):
        return block
    text = re.sub(r"(?<=[^\W\d_.,;:!?’”)])[¹²³⁴-⁹]+|(?<=[.,;:!?’”)])[¹²³⁴-⁹]+", "", block.text)
    if notes:
        numbers = "|".join(sorted(notes, key=len, reverse=True))
        text = re.sub(rf"(?<=[a-zë’”.,)])(?:{numbers})(?=[\s.,;:)]|$)", "", text)
    return replace(block, text=text) if text.strip() else block


def joined(lines: Sequence[str]) -> str:
    """Lines as one text; a word broken by a hyphen at a line's end is healed."""
    text = ""
    for line in lines:
        part = " ".join(line.split())
        if not text:
            text = part
        elif text.endswith("-") and len(text) > 1 and text[-2].isalpha() and part[:1].islower():
            opens = part.split()[0]
            text = f"{text} {part}" if opens in ("en", "of", "en/of") else text[:-1] + part
        else:
            text = f"{text} {part}"
    return text


def plain(text: str) -> str:
    """Markdown's emphasis and links off a text."""
    text = re.sub(r"\[\\?\(?([^\]\\]+)\\?\)?\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return _SLANTED.sub(r"\2", text).strip()
