"""Taking the matrix away: as Excel, CSV or a web page that stands on its own."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st

from analysis.export import export_rows, matrix_csv, matrix_html, statements_csv, workbook
from analysis.export.file_names import safe_name
from analysis.export.rows import Row
from analysis.privacy.holding import HELD
from analysis.synthesis import Frames, Matrix, build_matrix, ids_by_cell
from pages.components import data
from pages.components.day import Day
from pages.components.exported import logged
from pages.components.opened import opened


def downloads(day: Day, frames: Frames, matrix: Matrix) -> None:
    """Buttons that make their file only when pressed."""
    with opened("Meenemen", key="matrix.meenemen", icon=":material/download:") as is_open:
        if not is_open:
            return
        st.write(
            "De bestanden bevatten wat u nu ziet: met de gekozen filters. Waar misschien nog een "
            "naam in staat, staat een zin in plaats van de tekst; daarover beslist u op de pagina "
            "Beheer."
        )
        columns = st.columns(4)
        name = safe_name(day.title)
        offers: tuple[tuple[str, str, str, Callable[[], bytes]], ...] = (
            ("Matrix en uitspraken (Excel)", f"{name}.xlsx", "xlsx", _excel(day, frames, matrix)),
            ("Matrix (webpagina)", f"{name} matrix.html", "html", _page(day, frames, matrix)),
            ("Matrix (CSV)", f"{name} matrix.csv", "csv", lambda: matrix_csv(matrix, frames)),
            ("Uitspraken (CSV)", f"{name} uitspraken.csv", "csv", _statements(day, frames, matrix)),
        )
        for column, (text, file, kind, make) in zip(columns, offers, strict=True):
            column.download_button(
                text, logged(day.event.id, make), file, MIME[kind], key=f"neem-{file}",
                on_click="ignore",
            )  # fmt: skip


MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "csv": "text/csv",
}


def _shown(frames: Frames, matrix: Matrix) -> set[str]:
    """The statements that the matrix counts."""
    return {identity for ids in ids_by_cell(frames, matrix).values() for identity in ids}


def _rows(day: Day, frames: Frames, shown: Collection[str]) -> list[Row]:
    statements = day.statements(shown)
    kept = Frames(
        frames.statements.loc[[s.id for s in statements]],
        frames.codings[frames.codings["statement_id"].isin(shown)],
    )
    labels = day.labels
    held = {s.id for s in statements if s.text == HELD}
    evidence = {
        identity: {labels.get(code, code): spans for code, spans in found.items()}
        for identity, found in data.store().evidence(day.event.id, kept.statements.index).items()
        if identity not in held
    }
    return export_rows(statements, kept, themes=day.themes, evidence=evidence)


def _excel(day: Day, frames: Frames, matrix: Matrix) -> Callable[[], bytes]:
    return lambda: _workbook(day, frames, matrix, _shown(frames, matrix))


def _page(day: Day, frames: Frames, matrix: Matrix) -> Callable[[], bytes]:
    def made() -> bytes:
        rows = _rows(day, frames, _shown(frames, matrix))
        return matrix_html(matrix, frames, rows, title=day.title).encode("utf-8")

    return made


def _statements(day: Day, frames: Frames, matrix: Matrix) -> Callable[[], bytes]:
    return lambda: statements_csv(_rows(day, frames, _shown(frames, matrix)))


def _workbook(day: Day, frames: Frames, matrix: Matrix, shown: Collection[str]) -> bytes:
    left_out = data.store().left_out(day.event.id)
    return workbook(matrix, _rows(day, frames, shown), left_out, holding=day.holding)


def workbook_now(day: Day) -> bytes:
    """The Excel file of the whole day as it is now, with what is not coded yet."""
    frames = day.frames
    matrix = build_matrix(frames, corners=day.corners, themes=day.themes)
    return _workbook(day, frames, matrix, list(frames.statements.index))


def statements_now(day: Day) -> bytes:
    """All statements of the day as they are now, also what is not coded yet, as CSV."""
    frames = day.frames
    return statements_csv(_rows(day, frames, list(frames.statements.index)))
