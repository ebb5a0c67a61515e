"""The ASGI app: Streamlit's pages, with this house's own routes and headers around them.

`koffiehoek start` runs it with the settings it needs; `streamlit run app.py` finds it too.
"""

from pathlib import Path

from streamlit.starlette import App

from analysis.store.shared import shared_store
from live.beside import lifespan_with
from pages.components.web import MIDDLEWARE, ROUTES

SCRIPT = Path(__file__).resolve().parent / "pages" / "navigatie.py"
LIFE = lifespan_with(shared_store)


def tell(error: Exception) -> bool:
    """Tell an error as the frame does; loaded when needed, since phones need not wait for it."""
    from pages.components import frame  # noqa: PLC0415

    return frame.tell(error)


# `streamlit run` looks for this very line in the source: a call of another function is not found.
app = App(SCRIPT, routes=ROUTES, middleware=MIDDLEWARE, lifespan=LIFE, on_script_error=tell)
