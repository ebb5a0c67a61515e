"""After reading the example day no page shows any of its personal data, wherever it would stand.

What a page sends to the browser is searched whole: texts, labels, html, figures and tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from google.protobuf.text_format import MessageToString
from streamlit.testing.v1 import AppTest

from analysis.example import ensure_example
from pages.components.frame import PAGES

CORNER_OF_CELL = "matrix.cel.hoek"


@pytest.fixture
def example(store):
    """The example day, read as the app reads it."""
    return ensure_example(store)


def sent(app: AppTest) -> str:
    """All that a page sends: each part of it as text without marks, tables as tables."""
    parts = [*app.main, *app.sidebar]
    texts = [MessageToString(part.proto, as_utf8=True) for part in parts if part.proto]
    texts += [table.value.to_csv() for table in app.dataframe]
    return re.sub("</?mark>", "", "\n".join(texts))


def pages_of_the_list(app: AppTest) -> Iterator[str]:
    """What is sent for each page of the list of statements."""
    yield sent(app)
    for number in range(2, int(app.number_input[0].max or 1) + 1) if app.number_input else ():
        app.number_input[0].set_value(number).run()
        yield sent(app)


@pytest.mark.parametrize("place", PAGES, ids=lambda place: place.name)
@pytest.mark.usefixtures("example")
def test_a_page_shows_no_name(open_page, planted, place):
    app = open_page(place.file)

    assert not app.exception
    assert place.title in sent(app)
    assert planted.in_text(sent(app)) == set()


def test_no_statement_behind_the_matrix_shows_a_name(open_page, planted, example):
    app = open_page("matrix.py")
    seen = []
    for corner in example.corners:
        app.selectbox(key=CORNER_OF_CELL).select(corner.name).run()
        seen += pages_of_the_list(app)
        assert not app.exception

    everything = "\n".join(seen)
    assert planted.in_text(everything) == set()
    assert "[persoon " in everything
    # What only looks like personal data stays readable.
    assert [text for text, _ in planted.lookalikes if text not in everything] == []
