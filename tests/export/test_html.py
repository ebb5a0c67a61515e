import re
from html.parser import HTMLParser

import pytest

from analysis.export import matrix_html
from analysis.export.html import pieces
from analysis.synthesis import Selection, build_matrix, frames_from
from analysis.types import Corner, Span

TITLE = "Dag <b>één</b>"


class Page(HTMLParser):
    """Ids, links, and text by list."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name))]


@pytest.fixture
def text(day):
    return matrix_html(day.matrix, day.frames, day.rows, title=TITLE)


def test_it_is_one_dutch_page_without_scripts_or_anything_from_outside(text):
    page = Page(text)
    tags = {tag for tag, _ in page.tags}
    assert ("html", {"lang": "nl"}) in page.tags
    assert not tags & {"script", "link", "img", "iframe", "object"}
    assert all(link.startswith("#") for link in page.values("href"))
    assert not page.values("src")
    assert "url(" not in text
    assert "@import" not in text


def test_every_link_has_its_target_and_every_id_is_unique(text):
    page = Page(text)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.values("href")} <= set(ids)
    for name in page.values("aria-labelledby"):
        assert name in ids


def test_each_number_links_to_exactly_its_statements(text, day):
    links = re.findall(r'<a href="#(h\d+-t\d+-\w+)" aria-label="[^"]*">(\d+)</a>', text)
    assert len(links) == (day.matrix.cells["count"] > 0).sum()
    for anchor, number in links:
        section = text.split(f'id="{anchor}"')[1].split("</section>")[0]
        assert section.count("<li>") == int(number)


def test_each_statement_is_there_with_its_id_and_place(text, day):
    for row in day.rows:
        place = f"a &amp; b.txt, regel {row.line} · {row.kind_word} · {row.theme_words} · {row.id}"
        assert place in text


def test_what_waits_is_behind_the_question_mark(text):
    assert 'href="#h2-wacht"' in text
    section = text.split('id="h2-wacht"')[1].split("</section>")[0]
    assert "één loket" in section


def test_text_is_escaped_and_matched_words_are_marked(text):
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>eerlijk</mark> &amp; open zijn" in text
    assert "Dag &lt;b&gt;één&lt;/b&gt;" in text
    assert "OM &lt;1&gt;" in text


def test_statements_of_hidden_themes_are_still_there(day):
    select = Selection(themes=frozenset({"integraliteit"}))
    corners = [Corner(name) for name in day.matrix.corners]
    matrix = build_matrix(
        day.frames, corners=corners, themes=("openheid", "integraliteit"), select=select
    )
    text = matrix_html(matrix, day.frames, day.rows, title=TITLE)
    assert "andere thema’s" in text
    for row in day.rows:
        assert f" · {row.id}</span>" in text


def test_an_empty_day():
    frames = frames_from([], [])
    matrix = build_matrix(frames, corners=(), themes=("x",))
    text = matrix_html(matrix, frames, [], title=TITLE)
    assert "Er zijn nog geen uitspraken" in text
    assert "<table" not in text


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("abcdef", False)]),
        ([(0, 2)], [("ab", True), ("cdef", False)]),
        ([(4, 6), (0, 1)], [("a", True), ("bcd", False), ("ef", True)]),
        ([(1, 3), (2, 5)], [("a", False), ("bcde", True), ("f", False)]),
        ([(0, 6)], [("abcdef", True)]),
        ([(1, 5), (2, 3)], [("a", False), ("bcde", True), ("f", False)]),
    ],
)
def test_pieces(spans, expected):
    assert pieces("abcdef", [Span(start, end, "t") for start, end in spans]) == expected
