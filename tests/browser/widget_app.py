"""The app's own surroundings around a page of widgets."""

import sys
from pathlib import Path

from streamlit.starlette import App

from analysis.settings import app_options
from pages.components.frame import tell
from pages.components.web import MIDDLEWARE, ROUTES

app = App(
    Path(__file__).with_name("widget_page.py"),
    routes=ROUTES,
    middleware=MIDDLEWARE,
    on_script_error=tell,
)

if __name__ == "__main__":
    app.run(config=app_options(address="127.0.0.1", port=int(sys.argv[1])))
