"""Regie, the phones: sheets with QR codes to print, a code on the screen, a new one, a test."""

from __future__ import annotations

import html
from base64 import b64encode
from datetime import UTC, datetime
from urllib.parse import urlsplit

import streamlit as st

from analysis.export.file_names import safe_name
from analysis.export.qr_sheet import Card, qr_svg, sheet_pdf
from analysis.live.codes import shown_code
from analysis.live.days import CornerCode, LiveDay
from analysis.live.desk import address_for, out_of_reach
from pages.components import data, state
from pages.components.day import Day
from pages.components.exported import logged
from pages.components.live_wall import open_wall
from pages.components.wording import plain

_CORNER, _RENEWING = f"{state.LIVE}qr_hoek", "regie.nieuwe_code"
_SAID = "regie.telefoons.gezegd"


def phones(day: Day, live: LiveDay) -> None:
    """What is needed to get phones in hand."""
    address = address_for(_origin())
    left, right = st.columns([1, 1], gap="large")
    with left:
        _sheets(day, live, address)
        _test(day, live)
    with right:
        _one_corner(day, live, address)


def _origin() -> str | None:
    """The address under which this visitor found the app."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


def _sheets(day: Day, live: LiveDay, address: str) -> None:
    st.write(f"Telefoons vinden Koffiehoek op **{plain(address)}/meedoen**")
    if out_of_reach(address):
        st.warning(
            "Telefoons kunnen dit adres niet bereiken: Koffiehoek luistert alleen op deze "
            "computer. Sluit Koffiehoek en start het met: koffiehoek start --open",
            icon=":material/wifi_off:",
        )
    st.download_button(
        "Download de A4’s (PDF)", logged(day.event.id, lambda: _pdf(day, live, address)),
        f"{safe_name(day.title)} QR-codes.pdf", "application/pdf", icon=":material/print:",
        key="regie-a4", on_click="ignore",
        help="Voor elke hoek een A4 met de QR-code, het adres, de code en de drie vragen",
    )  # fmt: skip
    open_wall(day)


def _pdf(day: Day, live: LiveDay, address: str) -> bytes:
    names = day.corner_names
    cards = [Card(names[one.corner], one.code) for one in live.corners]
    return sheet_pdf(day.title, day.event.corner_word, cards, address=address)


def _test(day: Day, live: LiveDay) -> None:
    st.button(
        "Stuur een proefbericht", icon=":material/send:", disabled=not live.corners,
        on_click=_send_test, args=(day, live),
    )  # fmt: skip
    st.html(f'<p class="gezegd" role="status">{html.escape(state.kept(_SAID) or "")}&nbsp;</p>')
    state.forget(_SAID)


def _send_test(day: Day, live: LiveDay) -> None:
    corner = str(state.kept(_CORNER) or live.corners[0].corner)
    data.store().live.add_test(day.event.id, corner, now=datetime.now(UTC))
    state.keep(
        _SAID,
        "Verstuurd. Kijk op de muur bij “Net binnen”, of hier bij Uitspraken. Het telt "
        "nergens mee.",
    )


def _one_corner(day: Day, live: LiveDay, address: str) -> None:
    """The code of one corner, to be scanned from the screen, and another one in its place."""
    codes = {one.corner: one for one in live.corners}
    if not codes:
        st.info("Deze dag heeft geen hoeken meer. Voeg ze toe op de pagina Bijeenkomst.")
        return
    if state.kept(_CORNER) not in codes:
        state.forget(_CORNER)
    names = day.corner_names
    chosen = st.selectbox(
        "Toon de code van", list(codes), key=_CORNER, format_func=lambda one: names[one]
    )
    with st.container(horizontal=True, vertical_alignment="top"):
        st.html(_qr_html(names[chosen], codes[chosen].code, address), width="content")
        with st.container():
            st.html(
                f'<p class="meedoen-code">{shown_code(codes[chosen].code)}</p>'
                f'<p class="kenmerk">{html.escape(names[chosen])}</p>'
            )
            _renewal(day, codes[chosen], names[chosen])


def _qr_html(name: str, code: str, address: str) -> str:
    link = f"{address}/meedoen/{code}"
    drawn = b64encode(qr_svg(link).encode()).decode()
    said = html.escape(f"QR-code van {name}: {link}", quote=True)
    return f'<span class="qr"><img src="data:image/svg+xml;base64,{drawn}" alt="{said}"></span>'


def _renewal(day: Day, place: CornerCode, name: str) -> None:
    if state.kept(_RENEWING) != place.code:
        st.button(
            "Nieuwe code", icon=":material/autorenew:", on_click=state.keep,
            args=(_RENEWING, place.code), help="Als een A4 in verkeerde handen is gekomen",
        )  # fmt: skip
        return
    st.write(
        f"De oude A4 van {plain(name)} werkt dan niet meer, en een telefoon die open staat ook "
        "niet. Wat al is verstuurd, blijft."
    )
    with st.container(horizontal=True):
        st.button("Ja, maak een nieuwe code", on_click=_renew, args=(day, place))
        st.button("Toch niet", on_click=state.forget, args=(_RENEWING,))


def _renew(day: Day, place: CornerCode) -> None:
    state.forget(_RENEWING)
    data.store().live.renew_code(day.event.id, place.corner)
    name = day.corner_names.get(place.corner, place.corner)
    state.keep(_SAID, f"{name} heeft een nieuwe code. Print de A4 van deze hoek opnieuw.")
