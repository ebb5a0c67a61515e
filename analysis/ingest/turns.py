"""Recordings: a participant's turn is a statement, the host's question sets the kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from analysis.ingest.gathering import Draft, Gathering, Section
from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import tokens
from analysis.ingest.signs import KindSign, asks, kind_sign
from analysis.types import Block, BlockKind, Category

MAX_SENTENCES = 3
"""A longer turn holds several thoughts and becomes a statement a sentence."""

Split = Callable[[str], Sequence[tuple[int, int]]]


def read_turns(
    blocks: Sequence[Block], gathering: Gathering, lexicon: Lexicon, *, split: Split
) -> str | None:
    """Gather the statements of a transcript's TURN blocks; returns what the host said first.

    `split` gives the sentences of a text as spans of code points.
    """
    hosts = _hosts(joined_turns(blocks), lexicon)
    nods = [b for b in blocks if (b.speaker or "") not in hosts and _nod(b.text, lexicon)]
    for nod in nods:
        gathering.leave(nod, "korte reactie zonder inhoud")
    turns = joined_turns([block for block in blocks if block not in nods])
    kind: Category | None = None
    section = 0
    welcome: list[str] = []
    for turn in turns:
        speaker = turn.speaker or ""
        if speaker in hosts:
            sign = _question(turn.text, lexicon)
            if sign is None:
                gathering.leave(turn, "woorden van de gespreksleider")
                welcome += [turn.text] if not gathering.drafts else []
                continue
            kind = sign.single
            gathering.use(turn, f"vraag die de soort gaf: {kind or 'geen of meer'}")
            section = gathering.open_section(Section(None, kind, turn, named=sign.kinds))
            for each in sign.kinds:
                gathering.ask(None, each)
            welcome += [turn.text] if not gathering.drafts else []
        elif reason := _small_talk(turn.text, lexicon, asked=section > 0):
            gathering.leave(turn, reason)
        else:
            _state(turn, kind, section, gathering, split)
    return " ".join(welcome) or None


def joined_turns(blocks: Sequence[Block]) -> list[Block]:
    """Cues of one speaker that follow each other, as one turn."""
    turns: list[Block] = []
    for block in blocks:
        last = turns[-1] if turns else None
        same = last is not None and block.speaker in (None, last.speaker)
        unnamed = last is not None and block.speaker is None and last.speaker is None
        if last is not None and same and not (unnamed and _finished(last.text)):
            place = replace(last.place, line_end=block.place.line_end)
            text = f"{last.text.rstrip()} {block.text.strip()}"
            turns[-1] = replace(last, text=text, place=place)
        else:
            turns.append(block)
    return [replace(turn, text=" ".join(turn.text.split())) for turn in turns]


def _finished(text: str) -> bool:
    return text.rstrip().rstrip("\"”'’").endswith((".", "!", "?", "…"))


def _hosts(turns: Sequence[Block], lexicon: Lexicon) -> frozenset[str]:
    """The speakers who lead: by their label, else the one who asks the questions of the day."""
    speakers = {turn.speaker or "" for turn in turns}
    named = {speaker for speaker in speakers if _is_host(speaker, lexicon)}
    if named:
        return frozenset(named)
    asking = Counter(
        turn.speaker or "" for turn in turns if turn.speaker and _question(turn.text, lexicon)
        and "?" in turn.text
    )  # fmt: skip
    if not asking:
        return frozenset()
    return frozenset({asking.most_common(1)[0][0]})


def _is_host(speaker: str, lexicon: Lexicon) -> bool:
    words = tokens(speaker)
    return any(word in lexicon.hosts for word in (*words, " ".join(words)))


def _question(text: str, lexicon: Lexicon) -> KindSign | None:
    """The kinds a host's turn asks for; the last sentence that names one counts."""
    sentences = [part for part in _sentences(text) if part.strip()]
    for sentence in reversed(sentences):
        sign = kind_sign(sentence, lexicon)
        if sign is None or sign.no_kind or not sign.kinds:
            continue
        opens = asks(sentence) or "?" in sentence
        if (sign.words > 1 or sign.firm) and (opens or sign.whole):
            return sign
    return None


def _sentences(text: str) -> list[str]:
    parts: list[str] = [""]
    for char in text:
        parts[-1] += char
        if char in ".?!":
            parts.append("")
    return parts


def _nod(text: str, lexicon: Lexicon) -> bool:
    """Whether a cue says no more than that somebody listens."""
    if " ".join(tokens(text)) in lexicon.backchannel:
        return True
    parts = [" ".join(tokens(part)) for part in re.split(r"[.,!?…]", text)]
    return all(part in lexicon.backchannel for part in parts if part)


def _small_talk(text: str, lexicon: Lexicon, *, asked: bool) -> str | None:
    bare = text.strip().lower()
    if any(pattern.fullmatch(bare) for pattern in lexicon.introductions):
        return "praatje tussendoor"
    if not asked and len(tokens(text)) <= 6:
        return "praatje vooraf"
    return None


def _state(
    turn: Block, kind: Category | None, section: int, gathering: Gathering, split: Split
) -> None:
    spans = split(turn.text)
    texts = [turn.text[start:end] for start, end in spans]
    if len(texts) <= MAX_SENTENCES:
        texts = [turn.text]
    for text in texts:
        gathering.state(
            Draft(
                text, None, kind, "question" if kind else None, turn.place,
                section=section, label=turn.speaker,
            )
        )  # fmt: skip


def is_transcript(blocks: Sequence[Block]) -> bool:
    """Whether the blocks are a recording's turns."""
    return any(block.kind is BlockKind.TURN for block in blocks)
