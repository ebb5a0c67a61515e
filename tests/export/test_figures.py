"""A report's figures as pictures: which, under what name, how large; and without a browser."""

import io
from dataclasses import replace

import plotly.graph_objects as go
import pypdf
import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image
from report_days import ODD_DAYS, OPEN, B, C, Said, W, day_of, many, report_of

from analysis.errors import NoBrowser, PictureError
from analysis.export import figures
from analysis.export.figures import Drawn, draw, figure_files, plotted
from analysis.export.pictures import Picture
from analysis.report import Choice

TROUBLE = PictureError("De browser antwoordt niet meer.", remedy="Maak het opnieuw.")


class Pretended:
    """Draws nothing; from the picture `fails` on it raises."""

    asked: list[dict]
    fails = 10**9
    started = 0

    def __enter__(self):
        type(self).started += 1
        return self

    def __exit__(self, *_):
        pass

    def draw(self, figure, alt, *, title, width_cm):
        if len(self.asked) + 1 >= self.fails:
            raise TROUBLE
        self.asked.append({"figure": figure, "alt": alt, "title": title, "width": width_cm})
        size = figure.layout
        return Picture(b"png", "png", alt, width_cm, width_cm * size.height / size.width)

    def files(self, name, figure, alt, *, title, width_cm):
        self.draw(figure, alt, title=title, width_cm=width_cm)
        return {f"{name}.png": b"png", f"{name}.txt": title.encode()}


@pytest.fixture
def pretended(monkeypatch):
    Pretended.asked, Pretended.fails, Pretended.started = [], 10**9, 0
    monkeypatch.setattr(figures, "Pictures", Pretended)
    return Pretended


@pytest.fixture(scope="module")
def day():
    said = [*many("Politie", W, OPEN, 3), *many("School <1>", B, OPEN, 2), Said("Politie", C, ())]
    return day_of(said)


def traces(report, *kinds):
    found = [report.figure.trace]
    found += [one.figure.trace for one in report.themes if "theme" in kinds]
    return found + [one.figure.trace for one in report.corners if "corner" in kinds]


@pytest.mark.parametrize("charts", [(), ("theme",), ("corner",), ("theme", "corner")])
def test_what_the_report_shows_is_drawn_with_one_browser(pretended, day, charts):
    report = report_of(day, choice=Choice(charts=charts))
    told = []
    drawn = draw(report, progress=lambda *at: told.append(at))
    assert list(drawn.pictures) == traces(report, *charts)
    assert drawn.missing == ""
    assert pretended.started == 1
    n = len(drawn.pictures)
    assert told == [(done, n) for done in range(n + 1)]


def test_each_picture_has_its_words_and_its_id(pretended, day):
    report = report_of(day)
    drawn = draw(report)
    figure = report.themes[0].figure
    assert drawn.pictures[figure.trace].alt == figure.alt
    assert pretended.asked[1]["title"] == f"{figure.caption} {figure.trace}"


def test_figures_are_of_the_chosen_measure_and_light(day):
    for measure, text in (("count", "Aantal"), ("share", "Aandeel")):
        report = report_of(day, choice=Choice(measure=measure))
        assert plotted(report, report.figure).layout.title.text.startswith(text)
    for figure in (report.figure, report.themes[0].figure, report.corners[0].figure):
        assert plotted(report, figure).layout.paper_bgcolor == "#FFFFFF"
    theme, corner = report.themes[1], report.corners[1]
    assert plotted(report, theme.figure).layout.title.text == f"<b>{theme.label}</b>"
    assert plotted(report, corner.figure).layout.title.text == "<b>School &lt;1&gt;</b>"
    shares = plotted(report, corner.figure).layout.title.subtitle.text
    assert shares.endswith("aandeel van de uitspraken van elke hoek")


@pytest.mark.parametrize("name", ODD_DAYS)
def test_every_picture_fits_a_page_and_can_be_read(pretended, name):
    report = report_of(ODD_DAYS[name](), choice=Choice(charts=("theme", "corner")))
    drawn = draw(report)
    shown = traces(report, "theme", "corner") if report.matrix.corners else []
    for picture in drawn.pictures.values():
        assert picture.width_cm <= 16
        assert picture.height_cm <= 22.001
    for one in pretended.asked:
        assert one["figure"].layout.width / one["width"] <= 130
    lost = len(shown) - len(drawn.pictures)
    assert ("past niet leesbaar" in drawn.missing) == (lost == 1)
    assert lost == (name == "30 themes")
    assert bool(pretended.started) == bool(shown)


def test_with_a_browser_that_stops_half_way_the_rest_is_told(pretended, day):
    pretended.fails = 2
    report = report_of(day)
    drawn = draw(report)
    assert list(drawn.pictures) == [report.figure.trace]
    assert drawn.missing == "De browser antwoordt niet meer. Maak het opnieuw."


def test_without_a_browser_the_report_has_no_pictures_and_says_how_to_get_them(monkeypatch, day):
    class Absent(Pretended):
        def __enter__(self):
            raise NoBrowser("Er is geen browser.", remedy="Installeer Chrome.")

    monkeypatch.setattr(figures, "Pictures", Absent)
    report = report_of(day)
    assert draw(report) == Drawn({}, "Er is geen browser. Installeer Chrome.")
    assert figure_files(report) == ({}, "Er is geen browser. Installeer Chrome.")


def test_the_files_are_numbered_in_the_order_of_the_report(pretended, day):
    files, missing = figure_files(report_of(day, choice=Choice(charts=())))
    assert [name for name in files if name.endswith(".png")] == [
        "01 overzicht.png", "02 thema Openheid.png", "03 thema Integraliteit.png",
        "04 koffiehoek Politie.png", "05 koffiehoek School 1.png",
    ]  # fmt: skip
    assert missing == ""
    assert pretended.started == 1


@pytest.mark.usefixtures("pretended")
def test_a_hundred_figures_stay_in_order(monkeypatch):
    empty = go.Figure(layout={"width": 800, "height": 600})  # only the names count here
    monkeypatch.setattr(figures, "plotted", lambda *_: empty)
    day = day_of([Said(f"Hoek {number}", W, OPEN) for number in range(100)])
    names = [name for name in figure_files(report_of(day))[0] if name.endswith(".png")]
    assert names == sorted(names)
    assert names[0] == "001 overzicht.png"
    assert len(names) == 103


def test_a_file_is_as_large_as_its_letters_ask(pretended):
    figure_files(report_of(ODD_DAYS["30 themes"]()))
    for one in pretended.asked:
        assert one["width"] >= 16
        assert one["figure"].layout.width / one["width"] <= 60.001


def test_figures_that_were_not_finished_leave_no_file(pretended, day):
    pretended.fails = 2
    files, missing = figure_files(report_of(day))
    assert list(files) == ["01 overzicht.png", "01 overzicht.txt"]
    assert missing.startswith("De browser antwoordt niet meer.")


def test_real_files_carry_the_id(day):
    report = report_of(day, choice=Choice(themes=("openheid",), corners=("Politie",)))
    files, missing = figure_files(replace(report, themes=(), corners=()))
    assert missing == ""
    assert list(files) == [f"01 overzicht.{form}" for form in ("png", "svg", "pdf", "txt")]
    title = f"{report.figure.caption} {report.figure.trace}"
    with Image.open(io.BytesIO(files["01 overzicht.png"])) as image:
        assert image.info["Description"].startswith(f"{title}\n\n{report.figure.alt}")
        assert image.width == 1890
    assert fromstring(files["01 overzicht.svg"])[0].text == title
    assert pypdf.PdfReader(io.BytesIO(files["01 overzicht.pdf"])).metadata.title == title
    assert files["01 overzicht.txt"].decode() == f"{title}\n\n{report.figure.alt}\n"
