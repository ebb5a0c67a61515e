"""Subtitles and recordings (.vtt, .srt): one turn for each cue, or more where speakers change.

An own walker over the lines: the libraries for these formats lose the physical line numbers.
"""

from __future__ import annotations

import html
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.ingest.readers.decode import decode
from analysis.ingest.readers.text import physical_lines
from analysis.types import Block, BlockKind, Place

_TIMING = re.compile(r"\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?(?:[bicuv]|ruby|rt|lang|font|\d[\d:.]*)(?:[.\s][^>]*)?>", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—]\s+(?=\S)")
_WORD = r"[^\W\d_][\w.'’&/-]*"
_NAME = re.compile(
    rf"\s*(\[[^\]]{{1,40}}\]|(?:(?:SPREKER|SPEAKER)\s*\w{{1,3}}|[A-ZÀ-Þ][\w.'’&/-]*"
    rf"(?:\s+(?:\(?{_WORD}\)?|\d{{1,3}})){{0,4}})):\s+(?=\S)",
    re.IGNORECASE,
)
_NAMED_SHARE = 0.3  # of the cues: from here on every such head is a name
_REMARK = re.compile(r"(NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def read(name: str, data: bytes) -> tuple[Block, ...]:  # noqa: ARG001 - every reader takes both
    """TURN blocks in order, with the speaker where the cue names one.

    `line_start` and `line_end` are the physical lines of the text. Consecutive cues stay apart.
    NOTE, STYLE and the text after WEBVTT come back as NOTE; cue names and times are layout.
    """
    lines = [_Line(n, t) for n, t in enumerate(physical_lines(decode(data)), start=1)]
    names = _names(lines)
    return tuple(block for part in _parts(lines) for block in _part(part, names))


def _names(lines: list[_Line]) -> frozenset[str]:
    """What stands before a colon and is a name: it recurs, or most of this file is like that.

    "Kortom: ..." once in an hour of talk is speech.
    """
    heads = Counter(name for line in lines if (name := _name(_plain(line.text))))
    cues = sum(1 for line in lines if _TIMING.match(line.text))
    if heads.total() >= _NAMED_SHARE * cues:
        return frozenset(heads)
    return frozenset(
        name for name, count in heads.items() if count > 1 or name[-1] in "]0123456789"
    )


def _parts(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The stretches between blank lines; a time without blank line before it starts one too."""
    part: list[_Line] = []
    for line in lines:
        if not line.text.strip():
            if part:
                yield part
            part = []
            continue
        if part and _TIMING.match(line.text):
            timed = any(_TIMING.match(earlier.text) for earlier in part)
            named = timed and part[-1].text.strip().isdigit()
            if timed:
                yield part[:-1] if named else part
                part = part[-1:] if named else []
        part.append(line)
    if part:
        yield part


def _part(part: list[_Line], names: frozenset[str]) -> Iterator[Block]:
    head = part[0].text.strip()
    timing = next((at for at, line in enumerate(part) if _TIMING.match(line.text)), None)
    if timing is not None and timing <= 1 and not head.startswith("WEBVTT"):
        if timing == 1 and not head.isdigit():
            yield _block(BlockKind.FURNITURE, part[:1])
        yield from _turns(part[timing + 1 :], names)
    elif head.startswith("WEBVTT"):
        yield from _header(part, names)
    elif _REMARK.match(head):
        text = _REMARK.sub("", part[0].text.strip(), count=1)
        yield _block(BlockKind.NOTE, [_Line(part[0].number, text), *part[1:]])
    else:
        yield from _turns(part, names)


def _header(part: list[_Line], names: frozenset[str]) -> Iterator[Block]:
    title = part[0].text.strip().removeprefix("WEBVTT").strip(" -–")
    if title:
        yield _block(BlockKind.NOTE, [_Line(part[0].number, title)])
    timing = next((at for at, line in enumerate(part) if _TIMING.match(line.text)), len(part))
    if part[1:timing]:
        yield _block(BlockKind.NOTE, part[1:timing])
    yield from _turns(part[timing + 1 :], names)


def _block(kind: BlockKind, lines: list[_Line], speaker: str | None = None) -> Block:
    text = " ".join(line.text.strip() for line in lines).strip()
    return Block(kind, text, Place(lines[0].number, lines[-1].number), speaker=speaker)


def _turns(lines: list[_Line], names: frozenset[str]) -> Iterator[Block]:
    """The text of one cue; a voice, a name or a dash at the start of a line opens a new turn."""
    turn: list[_Line] = []
    speaker: str | None = None
    dash: str | None = None
    for line in (piece for whole in lines for piece in _voices(whole)):
        opened, name, text = _opening(line.text, names)
        if opened and turn:
            yield _turn(turn, speaker, dash)
            turn, speaker, dash = [], None, None
        speaker = name or speaker
        dash = dash or ("-" if opened and not name else None)
        if text.strip():
            turn.append(_Line(line.number, text))
    if turn:
        yield _turn(turn, speaker, dash)


def _turn(lines: list[_Line], speaker: str | None, dash: str | None) -> Block:
    """A turn; the mark tells that a dash, no name, announced somebody else."""
    return replace(_block(BlockKind.TURN, lines, speaker), mark=dash)


def _voices(line: _Line) -> Iterator[_Line]:
    """A line cut before each <v Name>."""
    starts = [found.start() for found in _VOICE.finditer(line.text)]
    cuts = [0, *(at for at in starts if at), len(line.text)]
    for start, end in itertools.pairwise(cuts):
        if line.text[start:end].strip():
            yield _Line(line.number, line.text[start:end])


def _opening(text: str, names: frozenset[str]) -> tuple[bool, str | None, str]:
    """Whether a new turn starts here, the speaker where named, and the text without markup."""
    plain = _plain(text)
    if voice := _VOICE.search(text):
        return True, html.unescape(voice[1]).strip(), plain
    dash = _DASH.match(plain)
    plain = plain[dash.end() :] if dash else plain
    name = _name(plain)
    if name in names:
        return True, (name or "").strip("[] "), plain.split(":", 1)[1].lstrip()
    return bool(dash), None, plain


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", _VOICE.sub("", text)))


def _name(text: str) -> str | None:
    """What could be a speaker's name before a colon; "Wat ik bedoel:" is speech.

    A name has a capital in most of its words.
    """
    found = _NAME.match(text, dash.end() if (dash := _DASH.match(text)) else 0)
    if found is None:
        return None
    name = found[1]
    small = [word for word in name.split() if word[:1].islower()]
    capital = name[:1].isupper() and len(small) <= (len(name.split()) - 1) / 2
    return name if capital or name.startswith("[") else None
