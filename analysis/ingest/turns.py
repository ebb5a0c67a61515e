"""Recordings: a participant's turn is a statement, the host's question sets the kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from analysis.ingest.gathering import Draft, Gathering, Section
from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import tokens
from analysis.ingest.questions import Question, question_of
from analysis.types import Block, BlockKind, Category, Place

MAX_SENTENCES = 3
"""A longer turn holds several thoughts and becomes a statement a sentence."""

_SMALL_TALK_WORDS = 10  # of what participants say before the first question

Split = Callable[[str], Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Turn:
    """The cues that one speaker says on end."""

    speaker: str | None
    cues: tuple[Block, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cue, spaces made one."""
        return tuple(" ".join(cue.text.split()) for cue in self.cues)

    @property
    def text(self) -> str:
        """All that is said."""
        return " ".join(self.texts)

    @property
    def block(self) -> Block:
        """The turn as one block."""
        return replace(self.cues[0], text=self.text, place=self.place(0, len(self.text)))

    def place(self, start: int, end: int) -> Place:
        """The lines of the cues that hold code points [start, end) of the text."""
        at, held = 0, []
        for cue, text in zip(self.cues, self.texts, strict=True):
            if at < end and start < at + len(text):
                held.append(cue.place)
            at += len(text) + 1
        held = held or [cue.place for cue in self.cues]
        return replace(held[0], line_end=held[-1].line_end)


def is_transcript(blocks: Sequence[Block]) -> bool:
    """Whether the blocks are a recording's turns."""
    return any(block.kind is BlockKind.TURN for block in blocks)


def read_turns(
    blocks: Sequence[Block], gathering: Gathering, lexicon: Lexicon, *, split: Split
) -> str | None:
    """Gather the statements of a transcript's TURN blocks; returns what the host said first.

    `split` gives the sentences of a text as spans of code points.
    """
    hosts = _hosts(joined_turns(blocks, lexicon), lexicon)
    nods = [b for b in blocks if (b.speaker or "") not in hosts and _nod(b.text, lexicon)]
    for nod in nods:
        gathering.leave(nod, "korte reactie zonder inhoud")
    told = [block for block in blocks if block not in nods]
    turns = joined_turns(told, lexicon, host=min(hosts, default=None))
    return _Talk(gathering, lexicon, hosts, split).run(turns)


@dataclass(slots=True)
class _Talk:
    """One walk over the turns; holds the kind that was asked for last."""

    got: Gathering
    lexicon: Lexicon
    hosts: frozenset[str]
    split: Split
    kind: Category | None = None
    section: int = 0

    def run(self, turns: Sequence[Turn]) -> str | None:
        welcome: list[str] = []
        for turn in turns:
            if (turn.speaker or "") in self.hosts:
                welcome += [] if self.got.drafts else [turn.text]
                self._host(turn)
            elif reason := self._small_talk(turn.text):
                self.got.leave(turn.block, reason)
            else:
                self._state(turn)
        return " ".join(welcome) or None

    def _host(self, turn: Turn) -> None:
        asked = question_of(turn.text, self.lexicon, after=self.kind)
        if asked is None:
            self.got.leave(turn.block, "woorden van de gespreksleider")
            return
        self._ask(turn, asked)

    def _ask(self, turn: Turn, asked: Question) -> None:
        self.kind = asked.kind
        self.got.use(turn.block, f"vraag die de soort gaf: {asked.kind or 'geen of meer'}")
        self.section = self.got.open_section(
            Section(None, asked.kind, turn.block, named=asked.named)
        )
        for kind in asked.named:
            self.got.ask(None, kind)

    def _small_talk(self, text: str) -> str | None:
        bare = text.strip().lower()
        if any(pattern.fullmatch(bare) for pattern in self.lexicon.introductions):
            return "praatje tussendoor"
        if not self.section and self.hosts and len(tokens(text)) <= _SMALL_TALK_WORDS:
            return "praatje vooraf"
        return None

    def _state(self, turn: Turn) -> None:
        spans = self.split(turn.text)
        if len(spans) <= MAX_SENTENCES:
            spans = [(0, len(turn.text))]
        for start, end in spans:
            self.got.state(
                Draft(
                    turn.text[start:end], None, self.kind, "question" if self.kind else None,
                    turn.place(start, end), section=self.section, label=turn.speaker,
                )
            )  # fmt: skip


def joined_turns(
    blocks: Sequence[Block], lexicon: Lexicon, *, host: str | None = None
) -> list[Turn]:
    """Cues of one speaker that follow each other, as one turn.

    A cue without a name goes on with the one above it, unless it opens with a dash (somebody
    else) or, after a participant, asks the next question: then it is the host's.
    """
    turns: list[Turn] = []
    for block in blocks:
        last = turns[-1] if turns else None
        if last is None or not _same_turn(last, block):
            turns.append(Turn(block.speaker, (block,)))
        elif block.speaker is None and last.speaker not in (None, host) and host and (
            "?" in block.text and question_of(block.text, lexicon, after=None)
        ):  # fmt: skip
            turns.append(Turn(host, (block,)))
        else:
            turns[-1] = replace(last, cues=(*last.cues, block))
    return turns


def _same_turn(last: Turn, block: Block) -> bool:
    if block.speaker not in (None, last.speaker) or (block.mark and block.speaker is None):
        return False
    unnamed = block.speaker is None and last.speaker is None
    return not (unnamed and _finished(last.text))


def _finished(text: str) -> bool:
    return text.rstrip().rstrip("\"”'’").endswith((".", "!", "?", "…"))


def _hosts(turns: Sequence[Turn], lexicon: Lexicon) -> frozenset[str]:
    """The speakers who lead: by their label, else the one who asks the questions of the day."""
    speakers = {turn.speaker or "" for turn in turns}
    named = {speaker for speaker in speakers if _is_host(speaker, lexicon)}
    if named:
        return frozenset(named)
    asking = Counter(
        turn.speaker or "" for turn in turns
        if turn.speaker and "?" in turn.text and question_of(turn.text, lexicon, after=None)
    )  # fmt: skip
    return frozenset({asking.most_common(1)[0][0]}) if asking else frozenset()


def _is_host(speaker: str, lexicon: Lexicon) -> bool:
    words = tokens(speaker)
    return any(word in lexicon.hosts for word in (*words, " ".join(words)))


def _nod(text: str, lexicon: Lexicon) -> bool:
    """Whether a cue says no more than that somebody listens."""
    if " ".join(tokens(text)) in lexicon.backchannel:
        return True
    parts = [" ".join(tokens(part)) for part in re.split(r"[.,!?…]", text)]
    return all(part in lexicon.backchannel for part in parts if part)
