"""Waar komt dit vandaan?, a whole document: what has changed in it since, and one thing to see."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analysis.charts import dutch
from analysis.export.carrying import Carried
from analysis.report.origin import Origin
from pages.components import state
from pages.components.origin_data import (
    Found,
    Kept,
    beside_the_day,
    in_document,
    kept_with,
    read_document,
)
from pages.components.origin_detail import detail, open_on_first
from pages.components.origin_number import about, tell_no_day
from pages.components.origin_table import show_table
from pages.components.wording import counted, plain

_CHOSEN = f"{state.ORIGIN}gekozen"
_CHOSEN_OF = "herkomst.gekozen-van"
_MOST_IDS, _MOST_UNKNOWN = 2_000, 40  # more are of no use, and each unknown one is looked for
_MOST_LISTED = 8
_HEADS = ("Wat is veranderd", "In het verslag", "Nu", "Verschil")
_KINDS = {"table": 0, "figure": 1, "quote": 2, "number": 3}


@dataclass(frozen=True, eq=False)
class _Thing:
    found: Found
    origin: Origin
    printed: bool
    here: bool  # printed, or in a table or figure that is


def whole_document(given: UploadedFile) -> None:
    """What a document that was put down tells of its origin."""
    content = given.getvalue()
    read = read_document(given.name, content)
    reports, unknown = _reports(read, content)
    if not reports:
        _tell_nothing(read, given.name)
        return
    beside = [(kept, beside_the_day(kept)) for kept in reports]
    for kept, found in beside:
        if found is None:
            tell_no_day(kept)
        else:
            about(found)
    things = _things([found for _, found in beside if found], read.ids)
    if things:
        _counts(things, read, unknown)
        _changed(things)
        _look(things)


def _reports(read: Carried, content: bytes) -> tuple[list[Kept], int]:
    """The report that the document carries, then kept ones in which other ids of it stand.

    Beside them the number of ids that stand in none.
    """
    found = [in_document(content, read.traces)] if read.traces is not None else []
    unknown = 0
    for identity in read.ids[:_MOST_IDS]:
        if any(kept.traces.get(identity) for kept in found):
            continue
        kept_ones = kept_with(identity) if unknown < _MOST_UNKNOWN else []
        found += kept_ones[:1]
        unknown += not kept_ones
    return found, unknown


def _tell_nothing(read: Carried, name: str) -> None:
    if read.ids:
        st.info(
            f"In {plain(name)} {_stand(len(read.ids))} van Koffiehoek, "
            "maar hier is geen verslag bewaard waar ze in staan, en het bestand draagt zelf niet "
            "(meer) mee waar ze vandaan komen. Misschien is de bijeenkomst verwijderd, of is het "
            "verslag op een andere computer gemaakt."
        )
        return
    st.info(
        f"In {plain(name)} vonden wij geen nummers van Koffiehoek. Is dit een verslag, presentatie "
        "of Excel-bestand dat u hier hebt gemaakt? Alleen daarin staan ze, bij tabellen, figuren "
        "en citaten."
    )


def _stand(many: int) -> str:
    return f"{'staat' if many == 1 else 'staan'} {counted(many, 'nummer', 'nummers')}"


def _things(found: Sequence[Found], printed: Sequence[str]) -> list[_Thing]:
    """All that is in the document or its sentences: changed first, then as they stand there."""
    order = {identity: at for at, identity in enumerate(printed)}
    things, seen = [], set[str]()
    for one in found:
        traces = one.comparison.traces
        wholes = [trace for trace in traces if trace.id in order]
        here = {cell.id for whole in wholes for cell in traces.behind(whole)} | set(order)
        for trace in traces:
            if trace.id not in seen:
                seen.add(trace.id)
                origin = one.comparison.of(trace)
                things.append(_Thing(one, origin, trace.id in order, trace.id in here))
    last = len(order)
    return sorted(
        things,
        key=lambda one: (
            not one.origin.changed,
            not one.origin.changed and not one.origin.other,
            order.get(one.origin.trace.id, last),
            not one.here,
            _KINDS.get(one.origin.trace.kind, last),
        ),
    )


def _counts(things: Sequence[_Thing], read: Carried, unknown: int) -> None:
    """How many numbers changed, and how many of what has a printed id."""
    numbers = [one.origin for one in things if one.origin.trace.kind == "number"]
    changed, other = sum(one.changed for one in numbers), sum(one.other for one in numbers)
    many = dutch(changed) if changed else "Geen"
    verb = "zijn" if changed > 1 else "is"
    st.subheader(
        f"{many} van de {dutch(len(numbers))} getallen van het verslag {verb} veranderd",
        anchor=False,
    )
    touched = sum(one.origin.changed for one in things if one.printed)
    more = [
        f"In dit document {_stand(len(read.ids))}; bij {dutch(touched) if touched else 'geen'} "
        f"daarvan is nu iets veranderd. Het verslag erachter heeft "
        f"{counted(len(numbers), 'getal', 'getallen')}, en niet elk daarvan hoeft in dit document "
        "te staan."
    ]
    if other:
        more.append(
            f"Bij {counted(other, 'getal', 'getallen')} is het getal gelijk, maar staan er nu "
            "andere uitspraken achter."
        )
    quotes = sum(one.origin.changed for one in things if one.origin.trace.kind == "quote")
    if quotes:
        more.append(
            f"Bij {counted(quotes, 'citaat', 'citaten')} is de tekst, het thema of de soort nu "
            "anders."
        )
    if unknown:
        more.append(f"{counted(unknown, 'nummer kennen', 'nummers kennen')} wij hier niet.")
    st.write(" ".join(more))


def _changed(things: Sequence[_Thing]) -> None:
    """The numbers that would be otherwise now: in the document, then in the report behind it."""
    changed = [one for one in things if one.origin.changed and one.origin.trace.kind == "number"]
    here = [one.origin for one in changed if one.here]
    elsewhere = [one.origin for one in changed if not one.here]
    if here:
        _table(here[:_MOST_LISTED], "In de tabellen en figuren van dit document", "hier")
    if rest := here[_MOST_LISTED:]:
        with st.expander(f"En nog {dutch(len(rest))}"):
            _table(rest, "De andere in de tabellen en figuren van dit document", "meer")
    if elsewhere:
        title = "Ook veranderd in het verslag, in zinnen of in delen die hier misschien niet staan"
        with st.expander(f"{title}: {dutch(len(elsewhere))}", expanded=not here):
            _table(elsewhere, title, "elders")


def _table(origins: Sequence[Origin], title: str, key: str) -> None:
    """Numbers old beside new."""
    rows = "".join(
        f'<tr><th scope="row">{html.escape(one.name)}</th><td>{html.escape(one.then)}</td>'
        f"<td>{html.escape(one.now)}</td><td>{html.escape(one.difference)}</td></tr>"
        for one in origins
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    show_table(f"<tr>{heads}</tr>", rows, about=title, key=key)


def _look(things: Sequence[_Thing]) -> None:
    """One thing of the document to look at, the changed ones first."""
    by_id = {one.origin.trace.id: one for one in things}
    open_on_first(_CHOSEN, _CHOSEN_OF, [one.origin for one in things])
    chosen = st.selectbox(
        "Wat bekijkt u? Wat veranderd is, staat bovenaan.", list(by_id), key=_CHOSEN,
        filter_mode="contains", format_func=lambda one: _name(by_id[one]),
    )  # fmt: skip
    detail(by_id[chosen].found, by_id[chosen].origin)


def _name(thing: _Thing) -> str:
    origin = thing.origin
    number = f"{origin.trace.id} · " if thing.printed else ""
    return f"{number}{origin.name} ({origin.difference})"
