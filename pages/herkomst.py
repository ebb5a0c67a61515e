"""The page Waar komt dit vandaan?: from a number in a document to the statements behind it."""

from __future__ import annotations

import streamlit as st

from pages.components import state
from pages.components.origin_ask import ask
from pages.components.origin_document import whole_document
from pages.components.origin_number import one_number


def page() -> None:
    """Draw the page."""
    st.title("Waar komt dit vandaan?", anchor=False)
    state.show_told()
    st.write(
        "Bij elke tabel, elke figuur en elk citaat in een verslag staat een klein nummer van zeven "
        "letters en cijfers: achter het bijschrift, of achter de bron van het citaat. "
        "Bij een uitspraak in het raamwerk of de bijlage staat een nummer van elf tekens; ook dat "
        "kunt u hier opzoeken."
    )
    sought = ask()
    if sought.document is not None:
        whole_document(sought.document)
    elif sought.number:
        one_number(sought.number)
    elif sought.number is not None:
        st.info(
            "U hebt nog geen nummer getypt. Typ hierboven een nummer uit het verslag over en kies "
            "Zoek op, of zet het hele document neer."
        )


page()
