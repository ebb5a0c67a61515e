"""The codes of a codebook to read, and the form in which one is written."""

from __future__ import annotations

import html
from importlib.resources import files
from typing import Any, get_args

import streamlit as st
import yaml

from analysis.codebook import Codebook, Theme
from analysis.codebook.changes import kind_of_code
from analysis.codebook.editing import (
    CodeForm,
    Field,
    Group,
    code_named,
    form_of,
    groups,
    moved,
    place_of,
    troubles,
    with_code,
    without_code,
)
from analysis.errors import UsageError
from pages.components import codebook_desk, state
from pages.components.codebook_desk import NEW
from pages.components.day import Day
from pages.components.wording import counted, plain

_CHOSEN, _LAST = "codeboek.gekozen", "codeboek.laatst"
_WRONG, _REFUSED = "codeboek.fouten", "codeboek.geweigerd"
_FIELD = "codeboek.veld"
_GROUP = f"{_FIELD}.soort"


def codes(day: Day) -> None:
    """The list of codes, and beside it the one that was chosen, to read or to write."""
    codebook = codebook_desk.shown(day)
    left, right = st.columns([3, 7], gap="large")
    with left:
        chosen = _choose(day, codebook)
    with right, st.container(key="codeboek-code"):
        edited = codebook_desk.edited()
        if edited is not None:
            _form(day, codebook, edited)
        else:
            _read(day, codebook, chosen)


def _choose(day: Day, codebook: Codebook) -> str:
    names = [code.name for codes in groups(codebook).values() for code in codes]
    if state.kept(_CHOSEN) not in names:
        last = state.kept(_LAST)
        state.keep(_CHOSEN, last if last in names else names[0])
    busy = codebook_desk.edited() is not None
    chosen: str = st.radio(
        "Thema’s en andere codes", names, key=_CHOSEN, disabled=busy,
        format_func=lambda name: plain(code_named(codebook, name).label),
        captions=[_caption(codebook, name) for name in names],
    )  # fmt: skip
    st.button(
        "Voeg een thema toe", icon=":material/add:", disabled=busy,
        on_click=_open, args=(day, NEW), key="codeboek-nieuw",
    )  # fmt: skip
    state.keep(_LAST, chosen)
    return chosen


def _caption(codebook: Codebook, name: str) -> str:
    group, _ = place_of(codebook, name)
    terms = counted(len(code_named(codebook, name).terms), "zoekterm", "zoektermen")
    return plain(f"{kind_of_code(codebook, group)} · {terms}")


def _read(day: Day, codebook: Codebook, name: str) -> None:
    code = code_named(codebook, name)
    group, index = place_of(codebook, name)
    last = len(groups(codebook)[group]) - 1
    st.subheader(plain(code.label), anchor=False)
    with st.container(horizontal=True, gap="small"):
        st.button("Bewerk", icon=":material/edit:", on_click=_open, args=(day, name))
        st.button(
            "Omhoog", icon=":material/arrow_upward:", disabled=index == 0, on_click=_move,
            args=(day, name, -1),
        )  # fmt: skip
        st.button(
            "Omlaag", icon=":material/arrow_downward:", disabled=index == last, on_click=_move,
            args=(day, name, 1),
        )  # fmt: skip
        st.button("Haal weg", icon=":material/delete:", on_click=_remove, args=(day, name))
    if refused := state.kept(_REFUSED):
        st.error(plain(refused), icon=":material/error:")
        state.forget(_REFUSED)
    st.html(code_html(code))


def code_html(code: Theme) -> str:
    """What a code means as safe HTML: definition, what belongs to it or not, terms, examples."""
    parts = [f"<p>{html.escape(code.definition)}</p>"]
    for title, text in (
        ("Wat erbij hoort", code.inclusion),
        ("Wat er niet bij hoort", code.exclusion),
    ):
        if text:
            parts.append(f"<h3>{title}</h3><p>{html.escape(text)}</p>")
    terms = "".join(f"<li>{html.escape(term)}</li>" for term in code.terms)
    parts.append(f"<h3>Zoektermen ({len(code.terms)})</h3>")
    parts.append(f'<ul class="termen">{terms}</ul>' if terms else "<p>Nog geen.</p>")
    if code.examples:
        examples = "".join(f"<li>{html.escape(example)}</li>" for example in code.examples)
        parts.append(f"<h3>Voorbeelden</h3><ul>{examples}</ul>")
    return f'<div class="code">{"".join(parts)}</div>'


def _open(day: Day, name: str) -> None:
    """Open a form, filled in with what the code has now."""
    codebook = codebook_desk.shown(day)
    form = form_of(code_named(codebook, name)) if name else CodeForm()
    for field in get_args(Field):
        state.keep(f"{_FIELD}.{field}", getattr(form, field))
    state.forget(_WRONG)
    codebook_desk.edit(name)


def _close() -> None:
    state.forget(_WRONG)
    codebook_desk.edit(None)


def _move(day: Day, name: str, steps: int) -> None:
    codebook_desk.change(day, moved(codebook_desk.shown(day), name, steps))


def _remove(day: Day, name: str) -> None:
    try:
        codebook_desk.change(day, without_code(codebook_desk.shown(day), name))
    except UsageError as error:
        state.keep(_REFUSED, error.message)


# The form


def _form(day: Day, codebook: Codebook, name: str) -> None:
    form = form_of(code_named(codebook, name)) if name else CodeForm()
    title = f"Bewerk “{plain(form.label)}”" if name else "Een nieuw thema"
    st.subheader(title, anchor=False)
    if not name:
        st.write("Een naam en een omschrijving zijn genoeg. De rest kan later.")
    with st.form("codeboek-formulier", border=False):
        if not name:
            _choose_group(codebook)
        _line("label", "Naam", form)
        _area("definition", "Omschrijving: waar gaat dit over?", form, 3)
        _area("terms", "Zoektermen, één op een regel", form, 8)
        _area("inclusion", "Wat hoort erbij?", form, 3)
        _area("exclusion", "Wat hoort er niet bij?", form, 3)
        _area("examples", "Voorbeelden, één op een regel", form, 4)
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                "Klaar", icon=":material/check:", type="primary",
                on_click=_take_form, args=(day, name),
            )  # fmt: skip
            st.form_submit_button("Laat zoals het was", on_click=_close)


def _choose_group(codebook: Codebook) -> None:
    found = list(groups(codebook))
    if state.kept(_GROUP) not in found:
        state.keep(_GROUP, found[0])
    st.segmented_control(
        "Wat voegt u toe?", found, key=_GROUP, required=True,
        format_func=lambda group: plain(kind_of_code(codebook, group)),
    )  # fmt: skip


def _line(field: Field, label: str, form: CodeForm) -> None:
    state.start(f"{_FIELD}.{field}", getattr(form, field))
    st.text_input(label, key=f"{_FIELD}.{field}")
    _tell_wrong(field)


def _area(field: Field, label: str, form: CodeForm, lines: int) -> None:
    state.start(f"{_FIELD}.{field}", getattr(form, field))
    st.text_area(label, key=f"{_FIELD}.{field}", height=34 + 26 * lines)
    _tell_wrong(field)


def _tell_wrong(field: Field) -> None:
    wrong: dict[Field, tuple[str, ...]] = state.kept(_WRONG) or {}
    if told := wrong.get(field):
        st.error("\n\n".join(map(plain, told)), icon=":material/error:")


def _take_form(day: Day, name: str) -> None:
    """Take the form over into the draft, or tell at the fields what is wrong."""
    codebook = codebook_desk.shown(day)
    filled: dict[str, Any] = {
        field: state.kept(f"{_FIELD}.{field}") or "" for field in get_args(Field)
    }
    form = CodeForm(**filled)
    if wrong := troubles(form, codebook, name=name or None):
        state.keep(_WRONG, wrong)
        return
    group: Group = state.kept(_GROUP) if state.kept(_GROUP) in get_args(Group) else "themes"
    made = with_code(codebook, form, group=group, name=name or None)
    codebook_desk.change(day, made)
    if not name:
        state.keep(_CHOSEN, groups(made)[group][-1].name)
    _close()


def explain_terms() -> None:
    """How search terms are written, with examples."""
    text = files("pages.components").joinpath("codebook_terms.yaml").read_text(encoding="utf-8")
    rows = "".join(
        f"<tr><td><code>{html.escape(one['term'])}</code></td><td>{html.escape(one['meaning'])}"
        f"</td><td>{html.escape(one['found'])}</td><td>{html.escape(one['not_found'])}</td></tr>"
        for one in yaml.safe_load(text)
    )
    with st.expander("Zo schrijft u zoektermen", icon=":material/help:"):
        st.html(
            '<table class="notatie"><caption>Aan zoektermen, omschrijving en voorbeelden herkent '
            "de computer een thema. Een zoekterm schrijft u zo; alles hieronder kan ook samen in "
            "één zoekterm.</caption><thead><tr>"
            '<th scope="col">Zoekterm</th><th scope="col">Betekenis</th><th scope="col">Vindt wel'
            f'</th><th scope="col">Vindt niet</th></tr></thead><tbody>{rows}</tbody></table>'
        )
