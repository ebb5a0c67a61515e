"""What the reviewer does: each act adds decisions, goes on, and can be undone.

All are callbacks of widgets and get the statement that was on the screen, so that an act never
lands on another one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from analysis.charts import label
from analysis.coding.review import Case
from analysis.coding.review_decisions import (
    Coder,
    accept,
    others_since,
    restate_themes,
    set_code,
    set_kind,
    step,
    toggle_theme,
    undo,
)
from analysis.types import Category, Coding, CodingTarget
from pages.components import data, state
from pages.components.day import Day
from pages.components.review_desk import Act, Desk, cases_of, names, now, put, sort_anew
from pages.components.wording import counted

Make = Callable[[Case, Coder], list[Coding]]


def accept_shown(day: Day, identity: str, chosen: Sequence[str]) -> None:
    """Confirm the themes as they were shown, and go on."""
    named = [day.labels[theme] for theme in chosen]
    words = f"Vastgelegd: {', '.join(named) or 'geen thema'}."
    themes = names(day)
    _decide(
        day, identity, words, lambda case, coder: accept(case, themes, chosen, coder), onward=True
    )


def add_memo(day: Day, identity: str, chosen: Sequence[str], key: str) -> None:
    """Keep the note under widget `key` with the themes as they were shown."""
    memo = str(state.kept(key) or "").strip()
    themes = names(day)
    if memo:
        _decide(
            day, identity, "Notitie bewaard.",
            lambda case, coder: restate_themes(case, themes, chosen, coder), memo=memo,
        )  # fmt: skip


def reject_all(day: Day, identity: str) -> None:
    """Decide that the statement has no theme, and go on."""
    accept_shown(day, identity, ())


def toggle(day: Day, identity: str, theme: str, assigned: bool) -> None:
    """Add a theme or take it away."""
    words = f"{day.labels[theme]} {'erbij' if assigned else 'eraf'}."
    themes = names(day)
    _decide(
        day, identity, words, lambda case, coder: toggle_theme(case, themes, theme, assigned, coder)
    )


def choose_kind(day: Day, identity: str, kind: Category | None) -> None:
    """Set the kind."""
    words = f"Soort: {label(kind.value if kind else '')}."
    _decide(day, identity, words, lambda case, coder: set_kind(case, kind, coder))


def toggle_code(day: Day, identity: str, code: str, assigned: bool) -> None:
    """Add an obstacle or level, or take it away."""
    words = f"{day.labels[code]} {'erbij' if assigned else 'eraf'}."
    _decide(day, identity, words, lambda case, coder: set_code(case, code, assigned, coder))


def accept_many(day: Day, ids: Sequence[str]) -> None:
    """Confirm what the machine proposes for all these statements, as one act.

    What somebody has reviewed in the meantime stays theirs.
    """
    coder, themes = _coder(day), names(day)
    found = {i: case for i, case in cases_of(day, ids).items() if not case.reviewed}
    added = [
        coding
        for case in found.values()
        for coding in accept(case, themes, case.assigned(CodingTarget.THEME, themes), coder)
    ]
    if not added:
        return
    data.store().add_codings(day.event.id, added)
    words = f"{counted(len(found), 'voorstel', 'voorstellen')} overgenomen."
    desk = now()
    act = Act(desk.current or "", words, desk.skipped, step(added, found))
    sort_anew(day)
    put(replace(now(), acts=(*desk.acts, act), said=words))


def skip(identity: str) -> None:
    """Leave the statement for later, and go on."""
    desk = now()
    act = Act(identity, "Overgeslagen.", desk.skipped)
    put(
        replace(
            desk, skipped=desk.skipped | {identity}, acts=(*desk.acts, act),
            place=_after(desk, identity), said=act.words,
        )
    )  # fmt: skip


def move(by: int) -> None:
    """Go on or back in the list without deciding."""
    desk = now()
    go_to(min(max(desk.place + by, 0), len(desk.queue) - 1))


def go_to(place: int) -> None:
    """Go to a place in the list."""
    put(replace(now(), place=place, said=""))


def undo_last(day: Day) -> None:
    """Take back the last act of this session and go to where it was done."""
    desk = now()
    if not desk.acts:
        return
    act = desk.acts[-1]
    ids = list(dict.fromkeys(coding.statement_id for coding in act.step.added)) if act.step else []
    if act.step:
        taken_back = undo(act.step, cases_of(day, ids), datetime.now(UTC))
        data.store().add_codings(day.event.id, taken_back)
    place = _place_of(desk, act.statement_id)
    put(replace(desk, acts=desk.acts[:-1], skipped=act.skipped, place=place))
    if len(ids) > 1:
        sort_anew(day)
    put(replace(now(), said=f"Ongedaan gemaakt: {act.words}"))


def _decide(
    day: Day, identity: str, words: str, make: Make, *, onward: bool = False,
    memo: str | None = None,
) -> None:  # fmt: skip
    desk, coder = now(), _coder(day)
    case = cases_of(day, [identity]).get(identity)
    if case is None:
        put(replace(desk, said="Deze uitspraak is er niet meer. Ververs de lijst."))
        return
    added = make(case, coder)
    acts = desk.acts
    if added:
        data.store().add_codings(day.event.id, added, memo=memo)
        acts = (*acts, Act(identity, words, desk.skipped, step(added, {identity: case})))
    put(
        replace(
            desk,
            acts=acts,
            skipped=desk.skipped - {identity},
            moments=(*desk.moments, coder.now) if onward and added else desk.moments,
            place=_after(desk, identity) if onward else desk.place,
            said=f"{words} {_others(desk, case, coder.name)}".strip(),
        )
    )


def _others(desk: Desk, case: Case, coder: str) -> str:
    """What is said softly where somebody else decided since the statement was drawn."""
    if desk.drawn is None or desk.drawn.statement.id != case.statement.id:
        return ""
    others = others_since(desk.drawn, case, coder)
    if not others:
        return ""
    who = " en ".join(others)
    return (
        f"{who} besliste net ook over deze uitspraak. De nieuwste keuze telt; beide staan in de "
        "geschiedenis."
    )


def _coder(day: Day) -> Coder:
    return Coder(state.coder(), day.codebook.key, datetime.now(UTC))


def _place_of(desk: Desk, identity: str) -> int:
    return desk.queue.index(identity) if identity in desk.queue else desk.place


def _after(desk: Desk, identity: str) -> int:
    """The place after a statement; after the last one the list is at its end."""
    return _place_of(desk, identity) + 1
