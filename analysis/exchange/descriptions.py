"""A code's whole guideline as the one text that other tools have for it, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.codebook.schema import Theme
from analysis.codebook.terms import TermError, parse_term

_INCLUSION = "Hoort erbij:"
_EXCLUSION = "Hoort er niet bij:"
_EXAMPLES = "Voorbeelden:"
_TERMS = "Zoektermen:"
_HEADS = (_INCLUSION, _EXCLUSION, _EXAMPLES, _TERMS)
_HEAD = re.compile(rf"^({'|'.join(map(re.escape, _HEADS))})[ \t]*$", re.MULTILINE)
_DASH = "- "


def description_of(code: Theme) -> str:
    """Definition, what belongs to it and what not, examples and terms, each under its heading."""
    lists = ((_EXAMPLES, code.examples), (_TERMS, code.terms))
    texts = ((_INCLUSION, code.inclusion), (_EXCLUSION, code.exclusion))
    parts = [code.definition]
    parts += [f"{head}\n{text}" for head, text in texts if text]
    parts += [f"{head}\n{_listed(items)}" for head, items in lists if items]
    return "\n\n".join(parts)


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"{_DASH}{' '.join(item.split())}" for item in items)


def code_from(name: str, label: str, description: str, *, otherwise: str) -> Theme:
    """The code that `description_of` described; any other text is its definition.

    `otherwise` is the definition where there is none. Terms that are no terms are left out.
    """
    definition, *rest = _HEAD.split(description.replace("\r\n", "\n").replace("\r", "\n"))
    under: dict[str, str] = {}
    for head, text in zip(rest[::2], rest[1::2], strict=True):
        under[head] = "\n".join(filter(None, (under.get(head), text.strip())))
    return Theme(
        name=name,
        label=label,
        definition=definition.strip() or otherwise,
        inclusion=under.get(_INCLUSION, ""),
        exclusion=under.get(_EXCLUSION, ""),
        examples=tuple(_items(under.get(_EXAMPLES, ""))),
        terms=tuple(term for term in _items(under.get(_TERMS, "")) if _is_term(term)),
    )


def _items(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if item := line.strip().removeprefix(_DASH.strip()).strip():
            yield item


def _is_term(text: str) -> bool:
    try:
        parse_term(text)
    except TermError:
        return False
    return True
