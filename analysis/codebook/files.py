"""Reads and writes codebooks as YAML; every error names the file and the line."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from analysis.codebook.schema import Codebook, Dimension, Partner, Theme
from analysis.errors import CodebookError

_SHIPPED = files("analysis.codebook").joinpath("shipped")
_SUFFIX = ".yaml"
_REMEDY = "Verbeter deze regel en lees het codeboek opnieuw in."
_QUOTE_REMEDY = "Zet een zoekterm die met * of ! begint tussen aanhalingstekens, zoals '*regie*'."
_DEEPEST = 10
_MODELS: tuple[type[BaseModel], ...] = (Codebook, Dimension, Partner, Theme)
_KEYS = sorted({key for model in _MODELS for key in model.model_fields})


def shipped() -> tuple[str, ...]:
    """Return the names of the codebooks that come with Koffiehoek, in alphabetical order."""
    names = (entry.name for entry in _SHIPPED.iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def load_codebook(path_or_name: str | Path) -> Codebook:
    """Return a shipped codebook by its name, or the one in a YAML file.

    Raises CodebookError where there is no such codebook or it does not fit the schema.
    """
    if isinstance(path_or_name, str) and path_or_name in shipped():
        return _load_shipped(path_or_name)
    path = Path(path_or_name)
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodebookError(
            "dit bestand is geen UTF-8-tekst.",
            remedy="Bewaar het als tekst met codering UTF-8.",
            place=path.name,
        ) from error
    except (OSError, ValueError) as error:
        raise CodebookError(
            f"het codeboek '{path_or_name}' is niet te vinden of niet te lezen.",
            remedy=f"Geef een bestand, of een van: {', '.join(shipped())}.",
        ) from error
    return parse_codebook(text, source=path.name)


@lru_cache(maxsize=16)
def _load_shipped(name: str) -> Codebook:
    file = name + _SUFFIX
    return parse_codebook(_SHIPPED.joinpath(file).read_text("utf-8"), source=file)


@lru_cache(maxsize=32)  # a live day asks for its own several times a second
def parse_codebook(text: str, *, source: str) -> Codebook:
    """Read a codebook from YAML text; `source` is the file name that errors give.

    Raises CodebookError with "file, regel n" as its place.
    """
    root = _compose(text, source)
    # BaseLoader keeps every value text, so that a term "nee" or "2024" stays a word
    loader = yaml.BaseLoader("")
    try:
        return Codebook.model_validate(loader.construct_document(root))
    except ValidationError as error:
        line, problem = min(_describe(detail, root) for detail in _causes(error))
        raise _error(source, line, problem) from error


def dump_codebook(codebook: Codebook) -> str:
    """Write a codebook as YAML that `parse_codebook` reads back as the same codebook."""
    content = codebook.model_dump(mode="json", exclude_defaults=True)
    # PyYAML writes the old line break U+0085 so that it does not read back, unless it is escaped
    readable = "\x85" not in codebook.model_dump_json()
    return yaml.safe_dump(content, allow_unicode=readable, sort_keys=False, width=96)


def _compose(text: str, source: str) -> yaml.MappingNode:
    """Return the YAML tree; refuses aliases, keys that stand twice, and anything but a mapping."""
    try:
        _refuse_odd_yaml(text, source)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        _refuse_doubles(root, source)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise _error(source, line, "dit is geen geldige YAML.", _yaml_remedy(text, line)) from error
    except yaml.YAMLError as error:
        raise _error(source, 1, "dit is geen geldige YAML.") from error
    if not isinstance(root, yaml.MappingNode):
        raise _error(source, 1, "hier staat geen codeboek: de sleutels name, themes ... ontbreken.")
    return root


def _refuse_odd_yaml(text: str, source: str) -> None:
    """Refuse aliases and deep nesting, which a codebook never needs, before a tree is built."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise _error(source, line, f"'*{event.anchor}' is een verwijzing.", _QUOTE_REMEDY)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _error(source, line, "deze regel springt te diep in.")


def _yaml_remedy(text: str, line: int) -> str:
    lines = text.splitlines()
    content = lines[line - 1].strip() if line <= len(lines) else ""
    if content.startswith(("- *", "- !", "- &")):
        return _QUOTE_REMEDY
    return "Kijk of het inspringen klopt en of elk aanhalingsteken een partner heeft."


def _refuse_doubles(node: yaml.Node | None, source: str) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _error(source, key.start_mark.line + 1, "een sleutel moet één woord zijn.")
            if key.value in seen:
                line = key.start_mark.line + 1
                raise _error(source, line, f"de sleutel '{key.value}' staat er twee keer.")
            seen.add(key.value)
            _refuse_doubles(value, source)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_doubles(item, source)


def _error(source: str, line: int, problem: str, remedy: str = _REMEDY) -> CodebookError:
    return CodebookError(problem, remedy=remedy, place=f"{source}, regel {line}")


def _causes(error: ValidationError) -> list[ErrorDetails]:
    """Return the errors without "too short", which pydantic adds where an item was refused."""
    details = error.errors()
    return [detail for detail in details if detail["type"] != "too_short"] or details


def _describe(detail: ErrorDetails, root: yaml.Node) -> tuple[int, str]:
    """Return the line of a schema error and what is wrong, in Dutch."""
    context = detail.get("ctx", {})
    path = context.get("at", detail["loc"])
    key = str(path[-1]) if path else ""
    problem = {
        "missing": f"'{key}' ontbreekt.",
        "extra_forbidden": f"de sleutel '{key}' is onbekend.{_suggestion(key)}",
        "string_type": f"'{key}' moet tekst zijn.",
        "string_too_short": "deze waarde is leeg." if key.isdigit() else f"'{key}' is leeg.",
        "string_too_long": f"'{key}' is te lang (hoogstens 60 tekens).",
        "string_pattern_mismatch": _pattern_problem(key, detail["input"]),
        "tuple_type": f"'{key}' moet een lijst zijn, met een streepje voor elke regel.",
        "too_short": f"'{key}' is leeg: er moet minstens één code in staan.",
        "int_parsing": f"'{key}' moet een heel getal zijn, zoals 1.",
        "greater_than_equal": f"'{key}' moet 1 of hoger zijn.",
        "duplicate": f"de naam '{context.get('name')}' staat er twee keer; elke code heeft een"
        " eigen naam.",
        "term": f"{context.get('reason')}.",
        "enum": f"'{detail['input']}' is geen soort; kies werkt, knelpunt of kans.",
    }.get(detail["type"], f"'{key}' heeft niet de goede vorm.")
    return _line_of(root, path), problem


def _suggestion(key: str) -> str:
    close = get_close_matches(key, _KEYS, n=1)
    return f" Bedoelt u '{close[0]}'?" if close else ""


def _pattern_problem(key: str, value: object) -> str:
    if key == "language":
        return "'language' moet nl zijn; andere talen worden nog niet gelezen."
    return (
        f"'{value}' is geen goede naam voor '{key}': gebruik kleine letters, cijfers en _,"
        " te beginnen met een letter."
    )


def _line_of(root: yaml.Node, path: Sequence[Any]) -> int:
    """Return the line (from 1) of the deepest node on `path` that exists."""
    node, line = root, root.start_mark.line
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line
    return line + 1
