"""Changes to a codebook as values: a code written, removed or moved; the version to save it under.

A codebook is never changed in place: each function returns a new one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from analysis.codebook.files import parse_codebook
from analysis.codebook.schema import Codebook, Theme
from analysis.codebook.terms import TermError, parse_term
from analysis.errors import CodebookError, UsageError

Group = Literal["themes", "obstacles", "dimension"]
"""Where a code stands in its codebook."""

_LONGEST_NAME = 60  # as the schema has it
_ROOM_FOR_NUMBER = 4
_QUOTED = re.compile(r"""^["“”„](.+)["“”]$""")
_MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class CodeForm:
    """A code as a form has it: `examples` and `terms` are texts of one a line."""

    label: str = ""
    definition: str = ""
    inclusion: str = ""
    exclusion: str = ""
    examples: str = ""
    terms: str = ""


Field = Literal["label", "definition", "inclusion", "exclusion", "examples", "terms"]
"""The fields of a form."""


def form_of(code: Theme) -> CodeForm:
    """The form filled in with what a code has now."""
    return CodeForm(
        label=code.label,
        definition=code.definition,
        inclusion=code.inclusion,
        exclusion=code.exclusion,
        examples="\n".join(" ".join(example.split()) for example in code.examples),
        terms="\n".join(code.terms),
    )


def groups(codebook: Codebook) -> dict[Group, tuple[Theme, ...]]:
    """The codes by where they stand; "dimension" only where the codebook has one."""
    found: dict[Group, tuple[Theme, ...]] = {
        "themes": codebook.themes,
        "obstacles": codebook.obstacles,
    }
    if codebook.dimension:
        found["dimension"] = codebook.dimension.codes
    return found


def place_of(codebook: Codebook, name: str) -> tuple[Group, int]:
    """Where the code of this name stands; raises KeyError where there is none."""
    for group, codes in groups(codebook).items():
        for index, code in enumerate(codes):
            if code.name == name:
                return group, index
    raise KeyError(name)


def code_named(codebook: Codebook, name: str) -> Theme:
    """The code of this name; raises KeyError where there is none."""
    group, index = place_of(codebook, name)
    return groups(codebook)[group][index]


def derived_name(label: str, taken: Collection[str]) -> str:
    """The data name for a label: its letters and digits in lower case, unlike those `taken`."""
    bare = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", bare.replace("'", "")).strip("_")
    if not name[:1].isalpha():
        name = f"code_{name}".strip("_")
    name = name[: _LONGEST_NAME - _ROOM_FOR_NUMBER].strip("_")
    found, number = name, 2
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found


def troubles(
    form: CodeForm, codebook: Codebook, *, name: str | None = None
) -> dict[Field, tuple[str, ...]]:
    """What is wrong in a form, in Dutch, field by field; nothing where all is well.

    `name` is the code that the form changes, None for a new one.
    """
    found: dict[Field, tuple[str, ...]] = {}
    label = form.label.strip()
    others = {code.label.casefold() for code in _codes(codebook) if code.name != name}
    if not label:
        found["label"] = ("De naam is nog leeg. Vul in hoe dit op het scherm moet heten.",)
    elif label.casefold() in others:
        found["label"] = (f"Er is al een code die “{label}” heet. Kies een andere naam.",)
    if not form.definition.strip():
        found["definition"] = ("De omschrijving is nog leeg. Eén zin is genoeg.",)
    if wrong := tuple(_term_troubles(form.terms)):
        found["terms"] = wrong
    return found


def _term_troubles(text: str) -> Iterable[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            parse_term(_unquoted(line))
        except TermError as error:
            yield f"Regel {number}: {error}."


def with_code(
    codebook: Codebook, form: CodeForm, *, group: Group = "themes", name: str | None = None
) -> Codebook:
    """The codebook with the code `name` as the form has it, or with a new code at the group's end.

    A code keeps its data name whatever its label becomes, so that what people decided stays.
    Raises UsageError for a form that is filled in wrongly.
    """
    for wrong in troubles(form, codebook, name=name).values():
        raise UsageError(wrong[0])
    if name is None:
        new = derived_name(form.label, {code.name for code in _codes(codebook)})
        return _with(codebook, group, (*groups(codebook)[group], _code(form, new)))
    group, index = place_of(codebook, name)
    codes = list(groups(codebook)[group])
    codes[index] = _code(form, name)
    return _with(codebook, group, codes)


def _code(form: CodeForm, name: str) -> Theme:
    return Theme(
        name=name,
        label=form.label,
        definition=form.definition,
        inclusion=form.inclusion,
        exclusion=form.exclusion,
        examples=_lines(form.examples),
        terms=tuple(dict.fromkeys(map(_unquoted, _lines(form.terms)))),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _unquoted(term: str) -> str:
    """A term without the quotes that it has in YAML, where people often copy it from."""
    return _QUOTED.sub(r"\1", term.strip()).strip()


def without_code(codebook: Codebook, name: str) -> Codebook:
    """The codebook without this code; a dimension goes with its last code.

    Raises UsageError for the last theme.
    """
    group, index = place_of(codebook, name)
    codes = groups(codebook)[group]
    if group == "themes" and len(codes) == 1:
        raise UsageError(
            "dit is het enige thema, en een codeboek heeft er minstens één.",
            remedy="Voeg eerst een ander thema toe.",
        )
    return _with(codebook, group, codes[:index] + codes[index + 1 :])


def moved(codebook: Codebook, name: str, steps: int) -> Codebook:
    """The codebook with this code `steps` places further in its group, as far as there is room."""
    group, index = place_of(codebook, name)
    codes = list(groups(codebook)[group])
    code = codes.pop(index)
    codes.insert(min(max(index + steps, 0), len(codes)), code)
    return _with(codebook, group, codes)


def _with(codebook: Codebook, group: Group, codes: Iterable[Theme]) -> Codebook:
    codes = tuple(codes)
    if group != "dimension":
        return codebook.model_copy(update={group: codes})
    dimension = codebook.dimension
    kept = dimension.model_copy(update={"codes": codes}) if dimension and codes else None
    return codebook.model_copy(update={"dimension": kept})


def _codes(codebook: Codebook) -> tuple[Theme, ...]:
    return (*codebook.themes, *codebook.extra_codes)


def next_version(codebook: Codebook, versions: Iterable[int]) -> Codebook:
    """The same content as the version after all of `versions`, which are those of its name."""
    return codebook.model_copy(update={"version": max(versions, default=0) + 1})


def same_content(first: Codebook, second: Codebook) -> bool:
    """Whether two codebooks differ in nothing but their version."""
    return first.model_copy(update={"version": second.version}) == second


def read_upload(data: bytes, *, source: str) -> Codebook:
    """Read a codebook from the bytes of a YAML file that is called `source`.

    Raises CodebookError with "file, regel n" as its place, where there is a line to name.
    """
    if len(data) > _MOST_BYTES:
        raise CodebookError(
            "dit bestand is te groot voor een codeboek.",
            remedy="Kies het YAML-bestand van een codeboek.",
            place=source,
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodebookError(
            "dit bestand is geen UTF-8-tekst.",
            remedy="Bewaar het als tekst met codering UTF-8.",
            place=source,
        ) from error
    return parse_codebook(text, source=source)
