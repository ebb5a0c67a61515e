"""Figures as PNG, SVG and PDF: their size and words, only a drawing, and a browser that fails."""

import asyncio
import io
import os
import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import plotly.io as pio
import pypdf
import pytest
from choreographer.browsers import Chromium
from defusedxml.ElementTree import fromstring
from PIL import Image

from analysis.charts import corner_figure, overview_figure
from analysis.charts.keeping import keeping_figure
from analysis.charts.reliability import agreement_figure
from analysis.export.pictures import FORMS, NoBrowser, PictureError, Pictures, _safe_svg
from analysis.types import Event

ALT = "Politie zegt „ja” <é> 😀"
PDF_CM = 0.03  # a browser prints in whole pixels
DAYS = [Event("1", "Themadag <b>", "c", date="2026-01-01", keep_until="2026-12-01")]


@pytest.fixture(scope="module")
def pictures():
    with Pictures() as drawing:
        yield drawing


def figures(matrix):
    return {
        "overview": overview_figure(matrix),
        "corner": corner_figure(matrix, "School"),
        "keeping": keeping_figure(DAYS, today=date(2026, 11, 22), soon=30),
        "nothing": agreement_figure([], {}, title="Leeg"),
    }


def words(svg):
    return " ".join(text for text in fromstring(svg).itertext())


@pytest.mark.parametrize("name", ["overview", "corner", "keeping", "nothing"])
def test_every_figure_is_drawn_at_its_size_on_paper(pictures, day, name):
    figure = figures(day.matrix)[name]
    drawn = {form: pictures.draw(figure, ALT, width_cm=12, form=form) for form in FORMS}
    assert {(one.width_cm, one.alt) for one in drawn.values()} == {(12, ALT)}
    assert len({one.height_cm for one in drawn.values()}) == 1
    high = drawn["png"].height_cm

    with Image.open(io.BytesIO(drawn["png"].data)) as image:
        assert image.size == (1417, pytest.approx(high / 2.54 * 300, abs=1))
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.01)
        assert image.info["Description"] == ALT
        assert image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    root = fromstring(drawn["svg"].data)
    assert float(root.get("width")) / 96 * 2.54 == pytest.approx(12, abs=0.001)
    assert (root[0].tag, root[0].text) == ("{http://www.w3.org/2000/svg}title", ALT)
    assert "Liberation Sans" in drawn["svg"].data.decode()
    (page,) = pypdf.PdfReader(io.BytesIO(drawn["pdf"].data)).pages
    assert float(page.mediabox.width) / 72 * 2.54 == pytest.approx(12, abs=PDF_CM)
    assert float(page.mediabox.height) / 72 * 2.54 == pytest.approx(high, abs=PDF_CM)


def test_the_pdf_holds_the_whole_figure_and_names_no_machine(pictures, day):
    pdf = pypdf.PdfReader(
        io.BytesIO(pictures.draw(overview_figure(day.matrix), ALT, form="pdf").data)
    )
    assert dict(pdf.metadata) == {"/Title": ALT, "/Producer": "Koffiehoek"}
    assert pdf.root_object["/Lang"] == "nl-NL"
    box, low = pdf.pages[0].mediabox, []
    pdf.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, *_: (
            low.append(tm[5] * cm[3] + cm[5]) if "gecodeerd" in text else None
        )
    )
    assert low
    assert 4 < min(low) < float(box.height) / 4  # the lowest line of the legend stands on the page


def test_hostile_names_are_only_letters(pictures, day):
    svg = pictures.draw(overview_figure(day.matrix), ALT, form="svg").data
    assert "OM <1>" in words(svg)
    assert "=Wijk" in words(svg)


def test_links_and_formulas_in_labels_stay_text(pictures, day):
    figure = overview_figure(day.matrix)
    title = "<a href='https://kwaad.nl'>klik</a> <A HREF='javascript:x()'>hier</a> $\\alpha$"
    figure.update_layout(title_text=title)
    svg = pictures.draw(figure, ALT, form="svg").data
    assert "klik hier $\\alpha$" in words(svg)
    assert b"kwaad" not in svg
    pdf = pictures.draw(figure, ALT, form="pdf").data
    assert "/Annots" not in pypdf.PdfReader(io.BytesIO(pdf)).pages[0]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g onload='alert(1)'/>",
        "<a href='https://kwaad.nl'/>",
        "<rect xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='https://kwaad.nl'/>",
        "<image href='https://kwaad.nl/x.png'/>",
        "<rect style='fill: url( &quot;https://kwaad.nl/x.svg#a&quot;)'/>",
        "<style>@import 'https://kwaad.nl'</style>",
        "<foreignObject/>",
    ],
)
def test_an_svg_with_more_than_a_drawing_is_refused(inside):
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>"
    with pytest.raises(ValueError, match="more than a drawing"):
        _safe_svg(svg.encode(), "", ALT)


def test_an_svg_that_refers_to_itself_is_a_drawing():
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><rect clip-path='url(#a)'/></svg>"
    assert b"url(#a)" in _safe_svg(svg, "", ALT)


def test_a_dark_figure_is_not_drawn(pictures, day):
    with pytest.raises(ValueError, match="dark=False"):
        pictures.draw(overview_figure(day.matrix, dark=True), ALT)


def test_another_template_changes_nothing(pictures, day, monkeypatch):
    def drawn():
        svg = pictures.draw(figures(day.matrix)["keeping"], ALT, form="svg").data.decode()
        return re.sub("(defs-|clip|trace|legend)[0-9a-f]{6}", r"\1", svg)  # drawn by lot

    plain = drawn()
    monkeypatch.setattr(pio.templates, "default", "plotly_dark")
    assert drawn() == plain


def test_all_forms_with_the_words_beside_them(pictures, day):
    files = pictures.files("matrix", overview_figure(day.matrix), ALT)
    assert list(files) == ["matrix.png", "matrix.svg", "matrix.pdf", "matrix.txt"]
    assert files["matrix.txt"].decode() == f"{ALT}\n"


def test_a_title_stands_in_every_form_beside_the_words(pictures, day):
    files = pictures.files("matrix", overview_figure(day.matrix), ALT, title="Matrix. K3F9A2B")
    with Image.open(io.BytesIO(files["matrix.png"])) as image:
        assert image.info["Description"] == f"Matrix. K3F9A2B\n\n{ALT}"
    root = fromstring(files["matrix.svg"])
    assert [(one.tag.rpartition("}")[2], one.text) for one in root[:2]] == [
        ("title", "Matrix. K3F9A2B"), ("desc", ALT),
    ]  # fmt: skip
    about = pypdf.PdfReader(io.BytesIO(files["matrix.pdf"])).metadata
    assert (about.title, about.subject) == ("Matrix. K3F9A2B", ALT)
    assert files["matrix.txt"].decode() == f"Matrix. K3F9A2B\n\n{ALT}\n"


def test_what_no_file_can_hold_is_replaced(pictures, day):
    bad = "nul\x00 half\ud800 einde\ufffe"
    files = pictures.files("matrix", overview_figure(day.matrix), bad, title=bad)
    with Image.open(io.BytesIO(files["matrix.png"])) as image:
        assert image.info["Description"].startswith("nul� half� einde")
    assert fromstring(files["matrix.svg"])[0].text == "nul� half� einde�"
    assert pypdf.PdfReader(io.BytesIO(files["matrix.pdf"])).metadata.title.startswith("nul� half")


def test_several_threads_each_get_their_own_picture(pictures, day):
    figure = corner_figure(day.matrix, "School")

    def wide(cm):
        with Image.open(io.BytesIO(pictures.draw(figure, ALT, width_cm=cm).data)) as image:
            return image.width

    sizes = [4, 6, 8, 10, 12, 14]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(wide, sizes)) == [round(cm / 2.54 * 300) for cm in sizes]


def test_without_a_browser_it_says_how_to_get_one(monkeypatch):
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setattr(Chromium, "find_browser", lambda **_: None)
    with pytest.raises(NoBrowser, match="geen browser gevonden") as told, Pictures():
        pass
    assert "zonder figuren" in told.value.remedy
    assert "Installeer Chrome" in told.value.remedy


def test_a_browser_that_does_not_start_is_told(tmp_path, monkeypatch):
    path = tmp_path / "chromium"
    path.write_text("#!/bin/sh\nexit 1\n")
    path.chmod(0o755)
    monkeypatch.setattr(Chromium, "find_browser", lambda **_: str(path))
    with pytest.raises(NoBrowser, match="start niet"), Pictures():
        pass


def gone(group, seconds=20):
    """Whether no process of the group is left; those who end them take a moment."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGKILL], ids=["hangs", "dies"])
def test_a_browser_that_stops_does_not_stop_the_report(day, how):
    figure = overview_figure(day.matrix)
    with Pictures(timeout=4) as drawing:
        drawing.draw(figure, ALT)
        group = drawing._browser.subprocess.pid
        os.killpg(group, how)
        begin = time.monotonic()
        with pytest.raises(PictureError, match="antwoordt niet"):
            drawing.draw(figure, ALT)
        assert time.monotonic() - begin < 60
        with pytest.raises(PictureError):
            drawing.draw(figure, ALT)
    assert not asyncio.all_tasks(drawing._loop)  # nothing waits for it any more
    assert gone(group)
