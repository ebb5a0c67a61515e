"""What writing and reading REFI-QDA share: namespaces, guids, text that XML can hold.

The standard: REFI-QDA 1.5 (www.qdasoftware.org), Project.xsd of 18 March 2019 and Codebook.xsd.
Positions count code points from 0; a selection holds [startPosition, endPosition).
"""

from __future__ import annotations

import re
import uuid
from xml.etree.ElementTree import Element, tostring  # only writes; reading is defusedxml's

PROJECT_SPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_SPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Koffiehoek"
PROPOSALS = "Voorstel van Koffiehoek"
"""The user that stands for the machine."""
READ = "machine:gelezen"
"""The coder of a kind that a heading, column or mark gave."""
KINDS = "Soort"
"""The code under which the kinds stand."""
ASKED = "Gevraagd: "
"""What the case of a corner says of itself begins so: which kinds were asked there."""

_ROOT = uuid.UUID("5d0f4c52-6a0e-5b7e-9d55-6b1f0c0f7a31")  # of no meaning, but never another
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def guid(*parts: str) -> str:
    """The guid that belongs to these ids, the same each time (UUID version 5)."""
    return str(uuid.uuid5(_ROOT, "\x1f".join(parts).encode("utf-8", "replace").decode()))


def sound(text: str) -> str:
    """The text with line ends as "\\n" and without what XML 1.0 cannot hold."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def xml_bytes(root: Element, space: str) -> bytes:
    """The element as an XML file in UTF-8 without byte order mark, its children in `space`."""
    root.set("xmlns", space)
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def stated(text: str) -> str:
    """What a stretch of a source says, white space as a statement has it."""
    return " ".join(text.split())


def selection_guid(source: str, statement_id: str) -> str:
    """The guid of a statement in the source of this guid: it tells that the selection is ours."""
    return guid(source, "statement", statement_id)
