"""Makes templates/rapport.docx: the styles, header and footer that a report in Word is written in.

`python -m analysis.export.report_word_template` writes it anew. Whoever opens it in Word sees each
style at work, and may give it a house style of their own: a report keeps to what the file says.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn

from analysis.charts.palette import COLOURS, LIGHT, MARKS, WORDS, text_colour
from analysis.export.report_word_styles import BULLETS, FONT, MARGIN, PAGE, QUOTES, styles
from analysis.export.word_parts import colour, element, field, paragraph, run, twips

TEMPLATE = Path(__file__).parent / "templates" / "rapport.docx"
_MOMENT = (2026, 1, 1, 0, 0, 0)  # the same file, whenever it is made


def template() -> bytes:
    """The template as a .docx file, the same bytes every time."""
    made = {
        "document": _specimen(),
        "styles": _root("styles", *styles()),
        "numbering": _numbering(),
        "settings": _settings(),
        "fontTable": _root("fonts", _font()),
        "header1": _root("hdr", paragraph(style="Header")),
        "footer1": _root("ftr", _page_number()),
    }
    kinds = {f"word/{name}.xml": f"{_WORD}.{kind}" for name, kind in _PARTS.items()}
    kinds |= {"word/document.xml": f"{_WORD}.document.main"}
    kinds |= {"word/theme1.xml": "vnd.openxmlformats-officedocument.theme"}
    related = _PARTS | {"theme1": "theme"}
    parts = {
        "[Content_Types].xml": _types(kinds),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(
            {f"rId_{name}": (kind, f"{name}.xml") for name, kind in related.items()}
        ),
        "word/theme1.xml": _theme(),
    } | {f"word/{name}.xml": serialize_part_xml(root) for name, root in made.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, _MOMENT), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _numbering() -> Any:
    level = element(
        "lvl",
        element("start", val=1), element("numFmt", val="bullet"), element("lvlText", val="•"),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=twips(0.6), hanging=twips(0.45))),
        ilvl=0,
    )  # fmt: skip
    kind = element("multiLevelType", val="singleLevel")
    return _root(
        "numbering",
        element("abstractNum", kind, level, abstractNumId=0),
        element("num", element("abstractNumId", val=0), numId=BULLETS),
    )


def _settings() -> Any:
    """Of today's Word, in Dutch; nothing that makes it ask a question when it opens the file."""
    today = {"compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1}
    return _root(
        "settings",
        element("zoom", percent=100),
        element("defaultTabStop", val=708),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", *(_compatible(name, value) for name, value in today.items())),
        element("themeFontLang", val="nl-NL"),
        element("decimalSymbol", val=","),
        element("listSeparator", val=";"),
    )


def _compatible(name: str, value: int) -> Any:
    return element(
        "compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value
    )


def _font() -> Any:
    kind = [element("charset", val="00"), element("family", val="swiss")]
    made = element("font", *kind, element("pitch", val="variable"))
    made.set(qn("w:name"), FONT)
    return made


def _theme() -> str:
    """The colours and letters that Word offers: those of the kinds and of the ink."""
    ink = {"dk1": LIGHT.ink, "lt1": LIGHT.background, "dk2": LIGHT.muted, "lt2": LIGHT.cell}
    hues = [*COLOURS.values(), LIGHT.ink, LIGHT.muted]
    named = ink | {f"accent{place}": hue for place, hue in enumerate(hues, start=1)}
    named |= {"hlink": COLOURS["kans"], "folHlink": LIGHT.muted}
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{colour(hue)}"/></a:{name}>' for name, hue in named.items()
    )
    faces = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    plain = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_XML}<a:theme xmlns:a="{_DRAWING}" name="Koffiehoek"><a:themeElements>'
        f'<a:clrScheme name="Koffiehoek">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Koffiehoek"><a:majorFont>{faces}</a:majorFont>'
        f"<a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Koffiehoek"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{plain * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _page_number() -> Any:
    page, pages = field("PAGE", run("1")), field("NUMPAGES", run("1"))
    return paragraph(run("Bladzijde "), *page, run(" van "), *pages, style="Footer")


def _specimen() -> Any:
    """Each style with words that say what it is for, and the page."""
    shown = [paragraph(run(text), style=style) for style, text in _SPECIMENS.items()]
    for kind, identity in QUOTES.items():
        source = [run("Citaat: "), run(f"{MARKS[kind]} {WORDS[kind]}", ink=text_colour(kind))]
        source += [run("  Bron", style="Bron"), run("  K3F9A2B", style="Herkomst")]
        shown.append(paragraph(*source, style=identity))
    sides = {side: twips(MARGIN) for side in ("top", "right", "bottom", "left")}
    width, height = map(twips, PAGE)
    ends = [element("headerReference", type="default"), element("footerReference", type="default")]
    for name, end in zip(("header1", "footer1"), ends, strict=True):
        end.set(qn("r:id"), f"rId_{name}")
    page = element(
        "sectPr",
        *ends,
        element("pgSz", w=width, h=height),
        element("pgMar", **sides, header=twips(1.1), footer=twips(1.1), gutter=0),
        element("cols", space=708),
        element("titlePg"),
    )
    return _root("document", element("body", *shown, page))


_SPECIMENS = {
    "Title": "Titel van het verslag",
    "Subtitle": "Ondertitel: soort stuk en datum",
    "Inleiding": "Inleiding: de dag in één zin.",
    "Waarschuwing": "Waarschuwing: het nakijken is nog niet af.",
    "TOCHeading": "Inhoud",
    "TOC1": "Inhoud, eerste niveau",
    "TOC2": "Inhoud, tweede niveau",
    "Heading1": "Hoofdstuk (begint op een nieuwe bladzijde)",
    "Heading2": "Paragraaf",
    "Heading3": "Tussenkop",
    "Normal": "Gewone tekst.",
    "Definitie": "Definitie van een thema.",
    "ListBullet": "Een punt in een opsomming.",
    "Caption": "Tabel 1. Bijschrift van een tabel of figuur.",
    "Tabelkop": "Kop in een tabel.",
    "Tabeltekst": "Tekst in een tabel.",
    "Toelichting": "Toelichting onder een tabel.",
    "Quote": "Citaat zonder kleur.",
}


def _root(name: str, *children: Any) -> Any:
    made = OxmlElement(f"w:{name}", nsdecls={"w": nsmap["w"], "r": nsmap["r"]})
    made.extend(children)
    return made


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    """The relations file: id -> (type, target)."""
    lines = "".join(
        f'<Relationship Id="{identity}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in targets.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _types(parts: dict[str, str]) -> str:
    lines = "".join(
        f'<Override PartName="/{name}" ContentType="application/{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WORD = "vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {"styles": "styles", "numbering": "numbering", "settings": "settings",
          "fontTable": "fontTable", "header1": "header", "footer1": "footer"}  # fmt: skip
"""File in word/ -> what it is."""


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
