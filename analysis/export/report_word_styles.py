"""The styles of a report in Word; see report_word_template."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn

from analysis.charts.palette import COLOURS, LIGHT, WORDS
from analysis.export.word_parts import colour, element, shade, twips

FONT = "Calibri"
PAGE = (21.0, 29.7)
MARGIN = 2.2
TEXT_WIDTH = PAGE[0] - 2 * MARGIN
BULLETS = 1
"""The list that bullets belong to."""
QUOTES = {kind: f"Citaat{WORDS[kind].title().replace(' ', '')}" for kind in COLOURS}
"""Kind -> the id of the style that its quotes have."""

_KNOWN = {"Normal", "Title", "Subtitle", "Quote", "List Bullet", "TOC Heading"}
"""Names with a capital that Word itself has."""


def styles() -> list[Any]:
    """The defaults of the document, and its styles."""
    defaults = element(
        "docDefaults",
        element("rPrDefault", _letters(size=11, ink=LIGHT.ink, font=FONT, language=True)),
        element("pPrDefault", _lines(after=6, line=1.13)),
    )
    return [defaults, *_headings(), *_texts(), *_quotes(), *_navigation(), *_of_tables()]


def _headings() -> Iterable[Any]:
    rule, thick = _border("bottom", LIGHT.line, 6, 4), _border("top", LIGHT.ink, 36, 14)
    yield _style("Normal", "Normal", default=True)
    yield _style("Default Paragraph Font", "DefaultParagraphFont", kind="character", default=True)
    yield _style("Title", "Title", _lines(keep=True, border=thick, before=48, after=4, line=1),
                 _letters(size=32, bold=True))  # fmt: skip
    yield _style("Subtitle", "Subtitle", _lines(after=14), _letters(size=14, ink=LIGHT.muted))
    yield _style(
        "heading 1", "Heading1",
        _lines(keep=True, new_page=True, border=rule, after=10, line=1, level=0),
        _letters(size=20, bold=True),
    )  # fmt: skip
    yield _style("heading 2", "Heading2", _lines(keep=True, before=16, after=4, line=1, level=1),
                 _letters(size=15, bold=True))  # fmt: skip
    yield _style("heading 3", "Heading3", _lines(keep=True, before=10, after=3, line=1, level=2),
                 _letters(size=12, bold=True))  # fmt: skip


def _texts() -> Iterable[Any]:
    bar = _border("left", LIGHT.ink, 36, 8)
    yield _style("Inleiding", "Inleiding", _lines(after=12), _letters(size=13))
    yield _style(
        "Waarschuwing", "Waarschuwing",
        _lines(border=bar, fill=LIGHT.cell, before=6, after=14, indent=0.35), _letters(size=11.5),
    )  # fmt: skip
    yield _style("Definitie", "Definitie", _lines(after=6), _letters(italic=True, ink=LIGHT.muted))
    yield _style("List Bullet", "ListBullet", _lines(bullets=True, after=3))
    yield _style("caption", "Caption", _lines(before=6, after=8, line=1),
                 _letters(size=9.5, ink=LIGHT.ink))  # fmt: skip
    yield _style("Toelichting", "Toelichting", _lines(before=3, after=12, line=1),
                 _letters(size=9, ink=LIGHT.muted))  # fmt: skip
    yield _style("Herkomst", "Herkomst", _letters(size=8, ink=LIGHT.muted, proof=False),
                 kind="character")  # fmt: skip
    yield _style("Bron", "Bron", _letters(size=9, ink=LIGHT.muted), kind="character")


def _quotes() -> Iterable[Any]:
    yield _style("Quote", "Quote", _quote(LIGHT.line))
    for kind, identity in QUOTES.items():
        yield _style(f"Citaat {WORDS[kind]}", identity, _quote(COLOURS[kind]), based="Quote")


def _quote(hue: str) -> Any:
    bar = _border("left", hue, 24, 8)
    return _lines(whole=True, border=bar, before=2, after=7, line=1.08, indent=0.5)


def _navigation() -> Iterable[Any]:
    yield _style("TOC Heading", "TOCHeading", _lines(keep=True, before=18, after=4),
                 _letters(size=15, bold=True))  # fmt: skip
    yield _style(
        "toc 1", "TOC1", _lines(number=True, before=5, after=1, line=1), _letters(bold=True)
    )
    yield _style("toc 2", "TOC2", _lines(number=True, after=1, line=1, indent=0.5),
                 _letters(size=10.5))  # fmt: skip
    yield _style("header", "Header", _lines(after=0, line=1), _small())
    yield _style("footer", "Footer", _lines(after=0, line=1, align="right"), _small())


def _small() -> Any:
    return _letters(size=9, ink=LIGHT.muted)


def _of_tables() -> Iterable[Any]:
    yield _style("Tabeltekst", "Tabeltekst", _lines(before=1, after=1, line=1), _letters(size=9.5))
    yield _style("Tabelkop", "Tabelkop", _letters(size=9, bold=True), based="Tabeltekst")
    yield element(
        "style",
        element("name", val="Normal Table"),
        element("uiPriority", val=99),
        element("semiHidden"),
        element("unhideWhenUsed"),
        element("tblPr", element("tblInd", w=0, type="dxa"), _margins(0, 0.19)),
        type="table", default=1, styleId="TableNormal",
    )  # fmt: skip
    yield _table_style("Koffiehoek lijst", "KoffiehoekLijst", LIGHT.line, between=False)
    yield _table_style("Koffiehoek matrix", "KoffiehoekMatrix", LIGHT.background, between=True)
    yield element(
        "style", element("name", val="No List"), element("uiPriority", val=99),
        element("semiHidden"), element("unhideWhenUsed"),
        type="numbering", default=1, styleId="NoList",
    )  # fmt: skip


def _table_style(name: str, identity: str, line: str, *, between: bool) -> Any:
    """A table with lines under its rows, and with `between` also beside its columns."""
    edges = [_edge("top", LIGHT.line, 6), _edge("bottom", LIGHT.line, 6), _edge("insideH", line, 6)]
    edges += [_edge("insideV", line, 6)] if between else []
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val="TableNormal"),
        element("uiPriority", val=40),
        element("qFormat"),
        element("tblPr", element("tblBorders", *edges), _margins(0.03, 0.06 if between else 0.12)),
        element("tblStylePr", element("rPr", element("b")), type="firstRow"),
        type="table", customStyle=1, styleId=identity,
    )  # fmt: skip


def _style(
    name: str,
    identity: str,
    *looks: Any,
    kind: str = "paragraph",
    based: str = "Normal",
    default: bool = False,
) -> Any:
    whole = kind == "paragraph"
    made = element(
        "style",
        element("name", val=name),
        element("basedOn", val=based) if whole and not default else None,
        element("uiPriority", val=1),
        element("semiHidden") if kind == "character" and default else None,
        None if kind == "character" and default else element("qFormat"),
        *looks,
        type=kind,
        styleId=identity,
    )
    if default:
        made.set(qn("w:default"), "1")
    elif name[0].isupper() and name not in _KNOWN:
        made.set(qn("w:customStyle"), "1")
    return made


def _lines(
    *, keep: bool = False, whole: bool = False, new_page: bool = False, bullets: bool = False,
    border: Any = None, fill: str = "", number: bool = False, before: float = 0,
    after: float = 6, line: float = 1.13, indent: float = 0, align: str = "",
    level: int | None = None,
) -> Any:  # fmt: skip
    """How a paragraph stands: distances in points, `indent` in cm, `line` in lines.

    With `number` there is a stop for a page number at the right edge.
    """
    listed = element("numPr", element("numId", val=BULLETS)) if bullets else None
    edge = element("tab", val="right", pos=twips(TEXT_WIDTH))
    return element(
        "pPr",
        element("keepNext") if keep else None,
        element("keepLines") if keep or whole else None,
        element("pageBreakBefore") if new_page else None,
        listed,
        element("pBdr", border) if border is not None else None,
        shade(fill) if fill else None,
        element("tabs", edge) if number else None,
        element("spacing", before=round(before * 20), after=round(after * 20),
                line=round(line * 240), lineRule="auto"),
        element("ind", left=twips(indent)) if indent else None,
        element("jc", val=align) if align else None,
        element("outlineLvl", val=level) if level is not None else None,
    )  # fmt: skip


def _letters(
    *, size: float = 0, ink: str = "", bold: bool = False, italic: bool = False,
    proof: bool = True, font: str = "", language: bool = False,
) -> Any:  # fmt: skip
    """How letters look; `size` in points. Those of other scripts are as large and as bold."""
    half = round(size * 2)
    fonts = element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font) if font else None
    return element(
        "rPr",
        fonts,
        *([element("b"), element("bCs")] if bold else []),
        element("i") if italic else None,
        None if proof else element("noProof"),
        element("color", val=colour(ink)) if ink else None,
        *([element("sz", val=half), element("szCs", val=half)] if size else []),
        element("lang", val="nl-NL", eastAsia="nl-NL", bidi="ar-SA") if language else None,
    )


def _border(side: str, ink: str, size: int, space: int) -> Any:
    return element(side, val="single", sz=size, space=space, color=colour(ink))


def _edge(side: str, ink: str, size: int) -> Any:
    return _border(side, ink, size, 0)


def _margins(high: float, wide: float) -> Any:
    sizes = {"top": high, "left": wide, "bottom": high, "right": wide}
    return element(
        "tblCellMar", *(element(side, w=twips(size), type="dxa") for side, size in sizes.items())
    )
