"""What the facilitator does with statements that came in; each act can be undone.

An act says what it changes and from what, so that it never undoes what a colleague just did.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.charts import label
from analysis.errors import KoffiehoekError, StoreError
from analysis.live.days import LivePost, PostState
from analysis.types import Category
from pages.components import data, state
from pages.components.day import Day
from pages.components.wording import counted

Field = Literal["state", "pinned", "quote", "text", "corner", "category", "merged_into"]
Value = str | bool | None
_ACTS, _SAID = "regie.daden", "regie.gezegd"
_MOST = 50  # acts that can be undone


@dataclass(frozen=True, slots=True)
class Step:
    """A field of a statement goes from one value to another."""

    statement_id: str
    field: Field
    was: Value
    to: Value

    @property
    def back(self) -> Step:
        """The step that undoes this one."""
        return Step(self.statement_id, self.field, self.to, self.was)


@dataclass(frozen=True, slots=True)
class Act:
    """What was done, in words, and step by step."""

    words: str
    steps: tuple[Step, ...]


def said(day: Day) -> str:
    """What was just done or went wrong, told once."""
    words: str = state.kept(f"{_SAID}.{day.event.id}") or ""
    state.forget(f"{_SAID}.{day.event.id}")
    return words


def say(day: Day, words: str) -> None:
    """Tell this at the list when it is drawn next."""
    state.keep(f"{_SAID}.{day.event.id}", words)


def last_act(day: Day) -> Act | None:
    """What would be undone now."""
    acts = _acts(day)
    return acts[-1] if acts else None


def undo(day: Day) -> None:
    """Undo the last act of this visitor."""
    acts = _acts(day)
    if not acts:
        return
    state.keep(f"{_ACTS}.{day.event.id}", acts[:-1])
    steps = tuple(step.back for step in reversed(acts[-1].steps))
    if _done(day, steps):
        say(day, f"Ongedaan gemaakt: {acts[-1].words}")


def hide(day: Day, post: LivePost, number: str, hidden: bool) -> None:
    """Take a statement off the wall, or show it again."""
    to = PostState.HIDDEN if hidden else PostState.SHOWN
    words = (
        f"Uitspraak {number} is verborgen." if hidden else f"Uitspraak {number} is weer te zien."
    )
    _act(day, words, [Step(post.statement_id, "state", post.state, to)])


def hide_all(day: Day, posts: Sequence[LivePost]) -> None:
    """Take all of these off the wall at once, such as what somebody sent for fun."""
    steps = [
        Step(post.statement_id, "state", PostState.SHOWN, PostState.HIDDEN)
        for post in posts
        if post.state is PostState.SHOWN
    ]
    words = counted(len(steps), "uitspraak is verborgen.", "uitspraken zijn verborgen.")
    _act(day, words, steps)


def pin(day: Day, post: LivePost, number: str, pinned: bool) -> None:
    """Keep a statement in sight on the wall, or no longer."""
    words = f"Uitspraak {number} is {'vastgezet' if pinned else 'niet meer vastgezet'}."
    _act(day, words, [Step(post.statement_id, "pinned", not pinned, pinned)])


def quote(day: Day, post: LivePost, number: str, released: bool) -> None:
    """Release a statement as a quotation, or no longer."""
    words = f"Uitspraak {number} is {'een citaat' if released else 'geen citaat meer'}."
    _act(day, words, [Step(post.statement_id, "quote", not released, released)])


def mend(day: Day, post: LivePost, number: str, key: str) -> None:
    """Write the text of the field `key`; what was sent is kept."""
    text = " ".join(str(state.kept(key) or "").split())
    if text and text != post.text:
        words = f"De tekst van uitspraak {number} is verbeterd."
        _act(day, words, [Step(post.statement_id, "text", post.text, text)])


def move(day: Day, post: LivePost, number: str, key: str) -> None:
    """Put a statement in the corner that was chosen in the field `key`."""
    corner = str(state.kept(key))
    if corner != post.corner:
        words = f"Uitspraak {number} staat nu bij {day.corner_names.get(corner, corner)}."
        _act(day, words, [Step(post.statement_id, "corner", post.corner, corner)])


def change_kind(day: Day, post: LivePost, number: str, key: str) -> None:
    """Let a statement be of the kind that was chosen in the field `key`."""
    chosen = state.kept(key)
    if chosen and chosen != post.category:
        words = f"Uitspraak {number} is nu {label(str(chosen))}."
        _act(day, words, [Step(post.statement_id, "category", post.category, chosen)])


def merge(day: Day, post: LivePost, number: str, key: str) -> None:
    """Let the statements that were chosen in the field `key` count with this one."""
    chosen: Sequence[str] = state.kept(key) or ()
    if chosen:
        many = "1 uitspraak is" if len(chosen) == 1 else f"{len(chosen)} uitspraken zijn"
        steps = [Step(one, "merged_into", None, post.statement_id) for one in chosen]
        _act(day, f"{many} samengevoegd met uitspraak {number}.", steps)


def unmerge(day: Day, post: LivePost) -> None:
    """Make a merged statement one of its own again."""
    step = Step(post.statement_id, "merged_into", post.merged_into, None)
    _act(day, "De uitspraak staat weer op zichzelf.", [step])


def _acts(day: Day) -> tuple[Act, ...]:
    return state.kept(f"{_ACTS}.{day.event.id}") or ()


def _act(day: Day, words: str, steps: Sequence[Step]) -> None:
    if _done(day, steps):
        act = Act(words, tuple(steps))
        state.keep(f"{_ACTS}.{day.event.id}", (*_acts(day), act)[-_MOST:])
        say(day, words)


def _done(day: Day, steps: Sequence[Step]) -> bool:
    """Do the steps, all or none; where that fails the visitor is told why."""
    try:
        carry_out(day.event.id, steps)
    except KoffiehoekError as error:
        say(day, error.message)
        return False
    return True


def carry_out(event_id: str, steps: Sequence[Step]) -> None:
    """Do the steps in one transaction.

    Raises:
        StoreError: a statement is gone, or is no longer what the step goes from.
    """
    store = data.store()
    with store.at_once():
        ids = {step.statement_id for step in steps}
        now = {post.statement_id: post for post in store.live.posts(event_id, ids)}
        for step in steps:
            _check(step, now.get(step.statement_id))
            _carry_out(event_id, step)


def _check(step: Step, post: LivePost | None) -> None:
    if post is None or (post.state is PostState.MERGED and step.field != "merged_into"):
        raise StoreError("Deze uitspraak is er niet meer: ingetrokken of samengevoegd.")
    now = getattr(post, step.field)
    if now not in (step.was, step.to):
        raise StoreError(
            "Een collega heeft deze uitspraak net veranderd.",
            remedy="Kijk hoe zij er nu staat, en doe het zo nodig opnieuw.",
        )


def _carry_out(event_id: str, step: Step) -> None:
    store, one = data.store(), step.statement_id
    if step.field == "text":
        store.live.mend(event_id, one, str(step.to))
    elif step.field == "corner":
        store.move_statements(event_id, [one], corner=str(step.to))
    elif step.field == "category":
        kind = Category(str(step.to)) if step.to else None
        store.decide_category(event_id, [one], kind, coder=state.coder())
    elif step.field == "merged_into":
        _merge(event_id, [one], None if step.to is None else str(step.to))
    else:
        value = bool(step.to) if step.field != "state" else str(step.to)
        store.live.mark(event_id, [one], **{step.field: value})


def _merge(event_id: str, ids: Collection[str], into: str | None) -> None:
    live = data.store().live
    if into is not None:
        live.merge(event_id, into, ids)
        return
    for one in ids:
        live.unmerge(event_id, one)
