"""A codebook as REFI-QDA has it: kinds, themes, obstacles and second dimension as nested codes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement  # only writes

from analysis.charts.palette import COLOURS, WORDS
from analysis.codebook.editing import Group, groups
from analysis.codebook.schema import Codebook
from analysis.exchange.descriptions import description_of
from analysis.exchange.refi import CODEBOOK_SPACE, KINDS, ORIGIN, guid, sound, xml_bytes
from analysis.types import Category, CodingTarget

Code = tuple[CodingTarget, str]
"""What a code decides on, and its name in data."""

TARGETS: dict[Group, CodingTarget] = {
    "themes": CodingTarget.THEME,
    "obstacles": CodingTarget.DIMENSION,
    "dimension": CodingTarget.DIMENSION,
}
"""How codings name the group in which a code stands."""
OBSTACLES = "Obstakels"
RETIRED = "Uit een eerder codeboek"
DIMENSION = "Tweede dimensie: een andere blik op dezelfde uitspraken."
"""What the folder of the second dimension says of itself."""


def codebook_file(codebook: Codebook) -> bytes:
    """The .qdc file of a codebook; terms, examples and guideline are in the descriptions."""
    root = Element("CodeBook", origin=ORIGIN)
    root.append(codes_element(codebook))
    return xml_bytes(root, CODEBOOK_SPACE)


def code_guid(codebook: str, code: Code) -> str:
    """The guid of a code: of a kind the same everywhere, of others by the codebook's name."""
    target, name = code
    return guid("code", "" if target is CodingTarget.CATEGORY else codebook, target.value, name)


def codes_of(codebook: Codebook) -> set[Code]:
    """The kinds, and the codes of the codebook."""
    own = {(TARGETS[group], one.name) for group, codes in groups(codebook).items() for one in codes}
    return own | {(CodingTarget.CATEGORY, kind.value) for kind in Category}


def codes_element(codebook: Codebook, retired: Iterable[Code] = ()) -> Element:
    """The element Codes; `retired` are codes that the codebook no longer has."""
    root = Element("Codes")
    kinds = _folder(root, codebook, KINDS)
    for kind in Category:
        own = _code(kinds, code_guid("", (CodingTarget.CATEGORY, kind.value)), WORDS[kind])
        own.set("color", COLOURS[kind])
    titles: dict[Group, str] = {"themes": codebook.title, "obstacles": OBSTACLES}
    if codebook.dimension:
        titles["dimension"] = codebook.dimension.title
    for group, codes in groups(codebook).items():
        folder = _folder(root, codebook, titles[group]) if codes else root
        if group == "dimension":
            SubElement(folder, "Description").text = DIMENSION
        for one in codes:
            own = _code(folder, code_guid(codebook.name, (TARGETS[group], one.name)), one.label)
            SubElement(own, "Description").text = sound(description_of(one))
    old = sorted(retired)
    folder = _folder(root, codebook, RETIRED) if old else root
    for code in old:
        _code(folder, code_guid(codebook.name, code), code[1])
    return root


def _folder(parent: Element, codebook: Codebook, title: str) -> Element:
    own = guid("folder", codebook.name, title)
    return SubElement(parent, "Code", guid=own, name=sound(title), isCodable="false")


def _code(parent: Element, own: str, name: str) -> Element:
    return SubElement(parent, "Code", guid=own, name=sound(name), isCodable="true")
