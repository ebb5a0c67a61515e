"""The template that reports in Word are written in: as it is made, and complete."""

import io
import zipfile

from docx import Document
from openxml_audit import OpenXmlValidator

from analysis.charts.palette import COLOURS, LIGHT, contrast_ratio
from analysis.export.report_word_styles import QUOTES
from analysis.export.report_word_template import TEMPLATE, template


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_file_is_what_the_module_makes():
    """Whoever changes a style runs `python -m analysis.export.report_word_template`."""
    assert parts(TEMPLATE.read_bytes()) == parts(template())


def test_word_reads_it_as_the_standard_says():
    assert [str(one) for one in OpenXmlValidator().validate(TEMPLATE).errors] == []


def test_whoever_opens_it_sees_each_style_that_a_report_has():
    document = Document(str(TEMPLATE))
    shown = {one.style.style_id for one in document.paragraphs}
    shown |= {run.style.style_id for one in document.paragraphs for run in one.runs}
    made = {one.style_id for one in document.styles if one.type is not None}
    tables = {"TableNormal", "KoffiehoekLijst", "KoffiehoekMatrix", "NoList"}
    assert made - shown == tables | {"Header", "Footer"}


def test_each_kind_has_quotes_of_its_own_colour():
    document = Document(str(TEMPLATE))
    by_id = {one.style_id: one for one in document.styles}
    for kind, identity in QUOTES.items():
        assert COLOURS[kind].removeprefix("#") in by_id[identity].element.xml
        assert by_id[identity].base_style.style_id == "Quote"


def test_all_inks_can_be_read_on_paper():
    for one in Document(str(TEMPLATE)).styles:
        ink = getattr(getattr(one, "font", None), "color", None)
        if ink is not None and ink.rgb is not None:
            assert contrast_ratio(f"#{ink.rgb}", LIGHT.cell) >= 4.5
