"""Beheer, what is where: the database's address and every file on this computer."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analysis.charts import dutch
from analysis.keeping import files_here
from analysis.settings import data_folder
from pages.components import data
from pages.components.wording import plain


def files() -> None:
    """The address without its password, and a table of files."""
    store = data.store()
    where = "op een server" if store.on_server else "in een bestand op deze computer"
    st.write(f"De gegevens staan {where}:")
    st.code(data.address(), language=None)
    found = files_here(store.file)
    if found:
        st.write(f"Alle bestanden, gezien vanaf de map {plain(str(data_folder()))}:")
        st.dataframe(
            [
                {"Waarvoor": one.what, "Grootte": _size(one.bytes), "Bestand": _name(one.path)}
                for one in found
            ],
            hide_index=True,
            alt="De bestanden van Koffiehoek op deze computer, met waarvoor ze zijn en hoe groot",
        )
    st.caption(
        "Wat u zelf heeft opgehaald of uitgevoerd, staat waar u het bewaarde. De bestanden die u "
        "inlas, worden niet bewaard; alleen wat eruit is gelezen."
    )


def _name(path: Path) -> str:
    """A file's name from the data folder on; of one that stands elsewhere all of it."""
    folder = data_folder()
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def _size(size: int) -> str:
    """'12,3 kB'."""
    for unit, power in (("MB", 2), ("kB", 1)):
        if size >= 1000**power:
            return f"{dutch(size / 1000**power, decimals=1)} {unit}"
    return f"{dutch(size)} bytes"
