"""The woordenboekverschil on the screen: what flips, how the matrix moves, a sample to judge."""

from __future__ import annotations

import html
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.charts import dutch, label, percent
from analysis.codebook import Codebook
from analysis.codebook.changes import changes
from analysis.codebook.difference import Difference, Flip, sample
from analysis.privacy.holding import HELD
from analysis.synthesis.labels import unique_labels
from analysis.types import Statement
from pages.components import codebook_desk, state
from pages.components.codebook_desk import Draft
from pages.components.codebook_picture import movement_html
from pages.components.day import Day
from pages.components.holding import tell_held
from pages.components.statements import marked
from pages.components.wording import counted, plain

_RIGHT, _WRONG = "Terecht", "Niet terecht"
SAMPLE = 20


def difference_page(day: Day, draft: Draft) -> None:
    """What the draft changes, and the button that saves it."""
    made = codebook_desk.numbered(draft)
    st.subheader(_title(draft, made), anchor=False)
    if draft.origin:
        st.write(plain(draft.origin))
    tell_newer(day, draft)
    found = codebook_desk.difference_of(day, draft.codebook)
    labels = _labels(day, draft.codebook)
    st.write(_headline(found))
    _tell_unfound(found, labels)
    dark = st.context.theme.type == "dark"
    with st.container(key="breed-verschuiving"):
        st.html(movement_html(found, labels, dark=dark))
    _per_code(found, labels)
    _words(day, draft)
    _save(day, draft, made)
    _to_judge(day, found, labels)
    _all_flips(day, found, labels)


def _title(draft: Draft, made: Codebook) -> str:
    if draft.adopt:
        return f"Wat verandert er als deze dag overgaat op versie {made.version}?"
    return f"Wat verandert er met versie {made.version}?"


def tell_newer(day: Day, draft: Draft) -> None:
    """Say it where somebody saved a version since this draft was begun."""
    newer = codebook_desk.newer_than_base(day, draft)
    if not newer:
        return
    last, base = newer[0].codebook.version, draft.base.rpartition("@")[2]
    own = codebook_desk.numbered(draft).version
    st.warning(
        f"U werkt verder op versie {base}, maar er is al een versie {last}. Wat daarin staat, zit "
        f"niet in uw wijzigingen. Er gaat niets verloren: uw werk wordt versie {own}, en versie "
        f"{last} blijft bij de versies staan.",
        icon=":material/group:",
    )


def _labels(day: Day, codebook: Codebook) -> dict[str, str]:
    """What the screen calls the codes of both; a code in both goes by its new label."""
    now = {c.name: c.label for c in (*day.codebook.themes, *day.codebook.extra_codes)}
    then = {c.name: c.label for c in (*codebook.themes, *codebook.extra_codes)}
    return unique_labels((now | then).items())


def _headline(found: Difference) -> str:
    if not found.statements:
        return "Er zijn nog geen uitspraken op deze dag, dus er verandert nu niets aan codes."
    if not found.flips:
        return "Geen enkele uitspraak van deze dag krijgt hierdoor een andere code."
    come = sum(flip.on for flip in found.changing)
    go = len(found.changing) - come
    told = (
        f"Er veranderen codes bij **{dutch(found.touched)}** van de "
        f"{counted(found.statements, 'uitspraak', 'uitspraken')}: {dutch(come)} keer komt er een "
        f"code bij, {dutch(go)} keer gaat er een af."
    )
    if found.held:
        told += (
            f" Bij {counted(len(found.held), 'voorstel', 'voorstellen')} had een mens al besloten;"
            " daar verandert niets."
        )
    if lost := sum(flip.decided for flip in found.changing):
        told += (
            f" {counted(lost, 'besluit', 'besluiten')} van mensen over een code die verdwijnt of "
            "terugkomt: bewaard, maar alleen geteld zolang de code in het codeboek staat."
        )
    return told


def _tell_unfound(found: Difference, labels: dict[str, str]) -> None:
    if not (found.statements and found.unfound):
        return
    names = ", ".join(f"“{plain(labels[theme])}”" for theme in found.unfound)
    st.info(
        f"Nog geen enkele uitspraak krijgt {names}. Zoektermen en voorbeelden helpen de computer; "
        "of geef het thema op de pagina Coderen zelf aan een paar uitspraken."
    )


def _per_code(found: Difference, labels: dict[str, str]) -> None:
    if not found.flips:
        return
    rows = "".join(
        f'<tr><th scope="row">{html.escape(labels.get(code, code))}</th>'
        f"<td>{come}</td><td>{go}</td><td>{held}</td></tr>"
        for code, (come, go, held) in found.per_code().items()
    )
    st.html(
        '<table class="aantallen"><caption>Uitspraken die omgaan, per code</caption><thead><tr>'
        '<th scope="col">Code</th><th scope="col">Erbij</th><th scope="col">Eraf</th>'
        f'<th scope="col">Blijft: een mens besloot</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _words(day: Day, draft: Draft) -> None:
    told = changes(day.codebook, draft.codebook)
    with st.expander(f"Wat u aan het codeboek veranderde ({len(told)})", icon=":material/edit:"):
        st.html(changes_html(told))


def changes_html(told: Sequence[str]) -> str:
    """Sentences as a safe HTML list."""
    rows = "".join(f"<li>{html.escape(one)}</li>" for one in told)
    return f'<ul class="wijzigingen">{rows}</ul>' if rows else "<p>Geen verschil.</p>"


def _save(day: Day, draft: Draft, made: Codebook) -> None:
    verb = "Ga over op" if draft.adopt else "Bewaren als"
    with st.container(horizontal=True, gap="small"):
        if st.button(
            f"{verb} versie {made.version}", type="primary", icon=":material/save:",
            key="codeboek-bewaar",
        ):  # fmt: skip
            with st.spinner("Alle uitspraken worden opnieuw gecodeerd …"):
                codebook_desk.save(day, draft)
            st.rerun()
        st.button(
            "Terug naar bewerken", icon=":material/arrow_back:",
            on_click=codebook_desk.look_at_difference, args=(day, False),
        )  # fmt: skip
        st.button(
            "Gooi de wijzigingen weg", icon=":material/delete:",
            on_click=codebook_desk.discard, args=(day,),
        )  # fmt: skip


# The flips themselves


def _to_judge(day: Day, found: Difference, labels: dict[str, str]) -> None:
    drawn = sample(found.changing, SAMPLE)
    if not drawn:
        return
    st.subheader("Gaat het de goede kant op?", anchor=False)
    st.write(
        f"{counted(len(drawn), 'uitspraak', 'uitspraken')} om te beoordelen"
        f"{', als steekproef' if len(drawn) < len(found.changing) else ''}. "
        "Uw oordeel telt nergens mee en wordt niet bewaard: het is er om te kiezen."
    )
    st.write(_share(codebook_desk.marks(day), len(drawn)))
    statements = {s.id: s for s in day.statements(_ids(drawn))}
    tell_held(statement.text for statement in statements.values())
    for flip in (flip for flip in drawn if flip.statement_id in statements):
        with st.container(border=True, key=f"omslag-{flip.key}"):
            _judged(day, flip, statements[flip.statement_id], labels)


def _ids(flips: Sequence[Flip]) -> set[str]:
    return {flip.statement_id for flip in flips}


def _share(marks: dict[str, bool], total: int) -> str:
    if not marks:
        return "**Nog niets beoordeeld.**"
    right = sum(marks.values())
    return (
        f"**Terecht: {right} van de {len(marks)} beoordeelde ({percent(right / len(marks))}).** "
        f"Nog te beoordelen: {total - len(marks)}."
    )


def _judged(day: Day, flip: Flip, statement: Statement, labels: dict[str, str]) -> None:
    name = labels.get(flip.code, flip.code)
    key = f"codeboek-oordeel-{flip.key}"
    mark = codebook_desk.marks(day).get(flip.key)
    state.start(key, None if mark is None else _RIGHT if mark else _WRONG)
    words, choice = st.columns([7, 3], vertical_alignment="center", border=False)
    with words:
        kind = statement.category.value if statement.category else ""
        evidence = () if statement.text == HELD else flip.evidence
        st.html(
            f'<p class="uitspraak">{marked(statement.text, evidence)}</p>'
            f'<p class="omslag">{html.escape(_turn(flip, name))}</p>'
            f'<p class="klein">{html.escape(statement.corner)} · {label(kind)}</p>'
        )
    with choice:
        st.segmented_control(
            plain(f"{_turn(flip, name)}: terecht?"), [_RIGHT, _WRONG], key=key,
            label_visibility="collapsed", on_change=_take_mark, args=(day, flip.key, key),
        )  # fmt: skip


def _turn(flip: Flip, name: str) -> str:
    return f"+ krijgt {name}" if flip.on else f"− verliest {name}"


def _take_mark(day: Day, flip: str, key: str) -> None:
    chosen = state.kept(key)
    codebook_desk.mark(day, flip, None if chosen is None else chosen == _RIGHT)


def _all_flips(day: Day, found: Difference, labels: dict[str, str]) -> None:
    if not found.flips:
        return
    many = counted(len(found.flips), "omslag", "omslagen")
    with st.expander(
        f"Alle {many} als tabel", icon=":material/table_rows:", on_change="rerun"
    ) as at:
        if not at.open:
            return
        statements = {s.id: s for s in day.statements(_ids(found.flips))}
        rows = [
            {
                "Code": labels.get(flip.code, flip.code),
                "Verandering": "erbij" if flip.on else "eraf",
                "Gebeurt": "ja" if flip.changes else "nee, een mens besloot",
                "Hoek": statements[flip.statement_id].corner,
                "Uitspraak": statements[flip.statement_id].text,
            }
            for flip in found.flips
            if flip.statement_id in statements
        ]
        st.dataframe(
            pd.DataFrame(rows), hide_index=True,
            alt="Elke uitspraak die omgaat, met de code en of die erbij komt of eraf gaat",
        )  # fmt: skip
