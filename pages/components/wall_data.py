"""The day as this process's walls show it: worked out once for each change, for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from threading import Lock
from time import monotonic

import streamlit as st

from analysis.live.address import public_address
from analysis.live.days import LivePost, WallChoice
from analysis.live.wall import Wall, bonding, joining, texts, trial_message
from analysis.live.wall_numbers import tally
from analysis.privacy.holding import apart
from analysis.synthesis import Frames
from pages.components import data
from pages.components.day import Day

_NEWEST = 20  # more than a scene shows
_SOONEST = 0.9  # seconds between two times that a day is looked at again


@dataclass
class _Kept:
    """What was worked out of one day."""

    lock: Lock = field(default_factory=Lock)
    looked: float = float("-inf")
    revision: int = -1
    wall: Wall | None = None
    frozen: Frames | None = None  # the statements as they were when the wall was frozen


@st.cache_resource(show_spinner=False)
def _days() -> dict[str, _Kept]:
    return {}


def wall_of(day: Day) -> Wall:
    """What the wall shows of this day; at most once a second is looked whether it changed.

    Raises StoreError where the day is gone or the database cannot be read.
    """
    kept = _days().setdefault(day.event.id, _Kept())
    with kept.lock:
        if kept.wall is None or monotonic() - kept.looked >= _SOONEST:
            revision = data.store().revision(day.event.id)
            if kept.wall is None or revision != kept.revision:
                kept.wall, kept.revision = _work_out(day, kept), revision
            kept.looked = monotonic()
        return kept.wall


def _work_out(day: Day, kept: _Kept) -> Wall:
    live_store, event_id = data.store().live, day.event.id
    live = live_store.day(event_id)
    corners, holding = day.corner_names, day.holding
    themes = apart(day.themes, holding.shown)
    choice = live.wall if live else WallChoice()
    frames = day.frames
    kept.frozen = (kept.frozen or frames) if choice.frozen else None
    posts = live_store.told_on_wall(event_id, newest=_NEWEST) if live else []
    off = live_store.off_wall(event_id)
    if kept.frozen:
        posts = live_store.posts(event_id) if live else []  # the newest of then
        off, posts, frames = _as_frozen(kept.frozen, frames, off, posts)
    newest, quotes = texts(posts, corners=corners, held=holding.held)
    return Wall(
        title=day.title,
        corner_word=day.event.corner_word,
        tally=tally(
            frames, corners=day.corners, themes=themes, off=off, least=choice.least
        ),
        choice=replace(choice, subject=themes.get(choice.subject, choice.subject)),
        newest=newest,
        quotes=quotes,
        test=trial_message(posts, corners=corners),
        bonds=bonding(live_store.bonds(event_id), live, corners=corners) if live else (),
        join=joining(live, public_address(), corners=corners) if live else None,
    )  # fmt: skip


def _as_frozen(
    frozen: Frames, now: Frames, off: Iterable[str], posts: Iterable[LivePost]
) -> tuple[frozenset[str], list[LivePost], Frames]:
    """Nothing new comes on a frozen wall; what is hidden, or is no longer there, still goes off."""
    ids = set(frozen.statements.index)
    gone = ids - set(now.statements.index)
    return frozenset(off) | gone, [post for post in posts if post.statement_id in ids], frozen
