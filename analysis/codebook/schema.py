"""The shape of a codebook: themes, an optional second dimension, obstacles, extra word lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from analysis.codebook.terms import TermError, parse_term
from analysis.types import Category


def _readable(term: str) -> str:
    try:
        parse_term(term)
    except TermError as error:
        raise PydanticCustomError("term", "{reason}", {"reason": str(error)}) from error
    return term


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1)]
TermText = Annotated[Text, AfterValidator(_readable)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Theme(_Part):
    """A code: its name in data, its label on the screen, the coding guideline, the terms."""

    name: Name
    label: Text
    definition: Text
    inclusion: str = ""
    exclusion: str = ""
    examples: tuple[Text, ...] = ()
    terms: tuple[TermText, ...] = ()


class Dimension(_Part):
    """A second way to look at the same statements, such as the level or the step."""

    title: Text
    codes: tuple[Theme, ...] = Field(min_length=1)


class Partner(_Part):
    """A partner that the shipped list of partners lacks, with the other names it goes by."""

    name: Text
    synonyms: tuple[Text, ...] = ()


class Codebook(_Part):
    """A versioned set of codes; names are unique over themes, obstacles and dimension."""

    name: Name
    version: int = Field(ge=1)
    title: Text
    description: str = ""
    corner_word: Text = "koffiehoek"
    language: Annotated[str, StringConstraints(pattern="^nl$")] = "nl"
    themes: tuple[Theme, ...] = Field(min_length=1)
    dimension: Dimension | None = None
    obstacles: tuple[Theme, ...] = ()
    partners: tuple[Partner, ...] = ()
    kinds: dict[Category, tuple[Text, ...]] = Field(default_factory=dict)

    @property
    def key(self) -> str:
        """Name and version as codings keep them: name@version."""
        return f"{self.name}@{self.version}"

    @property
    def extra_codes(self) -> tuple[Theme, ...]:
        """The codes beside the themes: those of the dimension, then the obstacles."""
        return (self.dimension.codes if self.dimension else ()) + self.obstacles

    @model_validator(mode="after")
    def _names_are_unique(self) -> Codebook:
        seen: set[str] = set()
        for place, code in self._codes():
            if code.name in seen:
                raise PydanticCustomError("duplicate", "{name}", {"name": code.name, "at": place})
            seen.add(code.name)
        return self

    def _codes(self) -> Iterator[tuple[tuple[Any, ...], Theme]]:
        groups: list[tuple[tuple[Any, ...], tuple[Theme, ...]]] = [
            (("themes",), self.themes),
            (("obstacles",), self.obstacles),
        ]
        if self.dimension:
            groups.append((("dimension", "codes"), self.dimension.codes))
        for path, codes in groups:
            for index, code in enumerate(codes):
                yield (*path, index, "name"), code
