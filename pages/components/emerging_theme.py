"""A group becomes a theme: a small form, and the next version of the day's codebook."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.codebook.editing import CodeForm, Field, groups, troubles, with_code
from analysis.synthesis import statement_ids
from analysis.synthesis.emerging import Group, unthemed_ids
from pages.components import codebook_desk, state
from pages.components.codebook_desk import Draft
from pages.components.day import Day, current_day
from pages.components.emerging_data import Found
from pages.components.wording import counted, plain

_OPEN, _WRONG, _FIELD = "nieuwe-themas.open.", "nieuwe-themas.fout", "nieuwe-themas.veld"
_FIELDS: dict[Field, tuple[str, int]] = {
    "definition": ("Omschrijving: waar gaat dit over? Vul aan in eigen woorden.", 2),
    "terms": ("Zoektermen, één op een regel", 5),
    "examples": ("Voorbeelden, één op een regel", 3),
}


def make_theme(day: Day, found: Found, group: Group) -> None:
    """The button, or the form that it opened."""
    if state.kept(_OPEN + day.event.id) == group.ids:
        _form(day)
        return
    st.button(
        "Maak er een thema van", icon=":material/add_circle:", key=f"thema-van-{group.ids[0]}",
        on_click=_open, args=(day, form_of_group(group, found)), kwargs={"ids": group.ids},
        disabled=codebook_desk.draft_of(day) is not None,
    )  # fmt: skip


def form_of_group(group: Group, found: Found) -> CodeForm:
    """The form as the group fills it in: its name, its words and its most typical statements.

    The definition is no more than the name: the coder reads it, and each further word of it draws
    in statements that are about something else.
    """
    return CodeForm(
        label=group.name,
        definition=f"{group.name}.",
        examples="\n".join(" ".join(found.quotes[one].text.split()) for one in group.quotes),
        terms="\n".join(group.terms),
    )


def _open(day: Day, form: CodeForm, *, ids: tuple[str, ...]) -> None:
    for field in ("label", *_FIELDS):
        state.keep(f"{_FIELD}.{field}", getattr(form, field))
    state.forget(_WRONG)
    state.keep(_OPEN + day.event.id, ids)


def _close(day: Day) -> None:
    state.forget(_WRONG)
    state.forget(_OPEN + day.event.id)


def _form(day: Day) -> None:
    with st.form("nieuw-thema"):
        st.text_input("Naam van het thema", key=f"{_FIELD}.label")
        _tell_wrong("label")
        for field, (title, lines) in _FIELDS.items():
            st.text_area(title, key=f"{_FIELD}.{field}", height=34 + 26 * lines)
            _tell_wrong(field)
        st.caption(
            "Het codeboek van deze dag krijgt een nieuwe versie. Alle uitspraken worden opnieuw "
            "gecodeerd; wat mensen besloten, blijft staan."
        )
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                "Voeg het thema toe", icon=":material/check:", type="primary",
                on_click=_save, args=(day,),
            )  # fmt: skip
            st.form_submit_button("Toch niet", on_click=_close, args=(day,))


def _tell_wrong(field: Field) -> None:
    wrong: dict[Field, tuple[str, ...]] = state.kept(_WRONG) or {}
    if told := wrong.get(field):
        st.error("\n\n".join(map(plain, told)), icon=":material/error:")


def _save(day: Day) -> None:
    """Save the codebook with the new theme, or tell at the fields what is wrong."""
    form = CodeForm()
    for field in ("label", *_FIELDS):
        form = replace(form, **{field: state.kept(f"{_FIELD}.{field}") or ""})
    if wrong := troubles(form, day.codebook):
        state.keep(_WRONG, wrong)
        return
    before = len(unthemed_ids(day.frames, themes=day.themes))
    made = with_code(day.codebook, form)
    codebook_desk.save(day, Draft(day.codebook.key, made))
    _close(day)
    _tell(groups(made)["themes"][-1].name, before)


def _tell(name: str, before: int) -> None:
    """What the new theme changed."""
    day = current_day()
    if day is None:
        return
    label = day.labels[name]
    has = len(statement_ids(day.frames, themes=day.themes, theme=label))
    left = len(unthemed_ids(day.frames, themes=day.themes))
    state.tell(
        f"Het thema “{plain(label)}” staat in het codeboek, dat nu versie {day.codebook.version} "
        f"is. {counted(has, 'uitspraak kreeg', 'uitspraken kregen')} het als voorstel. Zonder "
        f"thema zijn nu {counted(left, 'uitspraak', 'uitspraken')}; dat waren er {before}."
    )
