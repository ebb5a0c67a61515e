"""What changed from one codebook to another, in Dutch sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from analysis.codebook.editing import Group, groups
from analysis.codebook.schema import Codebook, Theme

KINDS_OF_CODE: dict[Group, str] = {
    "themes": "thema",
    "obstacles": "obstakel",
    "dimension": "code",
}
"""What the screen calls a code of each group; a dimension's own title says more."""

_TEXTS = {
    "definition": "de omschrijving",
    "inclusion": "wat erbij hoort",
    "exclusion": "wat er niet bij hoort",
    "examples": "de voorbeelden",
}
_WHOLE = {
    "title": "De titel is veranderd.",
    "description": "De beschrijving van het codeboek is veranderd.",
    "corner_word": "Het woord voor een groep is veranderd.",
    "partners": "De lijst van partners is veranderd.",
    "kinds": "De woorden waaraan soorten te herkennen zijn, zijn veranderd.",
}
_Placed = dict[str, tuple[Group, Theme]]


def kind_of_code(codebook: Codebook, group: Group) -> str:
    """'thema', 'obstakel', or for the dimension its title in lower case."""
    if group == "dimension" and codebook.dimension:
        return codebook.dimension.title.lower()
    return KINDS_OF_CODE[group]


def changes(old: Codebook, new: Codebook) -> list[str]:
    """What changed from `old` to `new`, a sentence each; empty where the content is the same."""
    before, after = _placed(old), _placed(new)
    found = [
        f"Nieuw {kind_of_code(new, after[name][0])}: {after[name][1].label}."
        for name in after
        if name not in before
    ]
    found += [
        f"Verwijderd {kind_of_code(old, before[name][0])}: {before[name][1].label}."
        for name in before
        if name not in after
    ]
    for name in (name for name in after if name in before):
        found += _of_code(old, new, before[name], after[name])
    found += _of_order(old, new)
    found += [words for key, words in _WHOLE.items() if getattr(old, key) != getattr(new, key)]
    if old.dimension and new.dimension and old.dimension.title != new.dimension.title:
        found.append(f"{old.dimension.title} heet nu {new.dimension.title}.")
    if old.name != new.name:
        found.append(f"Dit is een ander codeboek: {new.name} in plaats van {old.name}.")
    return found


def _placed(codebook: Codebook) -> _Placed:
    return {code.name: (group, code) for group, codes in groups(codebook).items() for code in codes}


def _of_code(
    old: Codebook, new: Codebook, before: tuple[Group, Theme], after: tuple[Group, Theme]
) -> Iterator[str]:
    (was_group, was), (is_group, now) = before, after
    if was.label != now.label:
        yield f"{was.label} heet nu {now.label}."
    if was_group != is_group:
        yield (
            f"{now.label} is nu {kind_of_code(new, is_group)} in plaats van "
            f"{kind_of_code(old, was_group)}."
        )
    if added := _without(now.terms, was.terms):
        yield f"{now.label}: {_terms(added)} erbij."
    if removed := _without(was.terms, now.terms):
        yield f"{now.label}: {_terms(removed)} eraf."
    changed = [words for key, words in _TEXTS.items() if getattr(was, key) != getattr(now, key)]
    if changed:
        yield f"{now.label}: {_listed(changed)} {'is' if len(changed) == 1 else 'zijn'} veranderd."


def _without(terms: Sequence[str], others: Collection[str]) -> list[str]:
    return [term for term in terms if term not in others]


def _terms(terms: Sequence[str]) -> str:
    word = "zoekterm" if len(terms) == 1 else "zoektermen"
    return f"{word} {_listed([f'“{term}”' for term in terms])}"


def _listed(words: Sequence[str]) -> str:
    return " en ".join([*([", ".join(words[:-1])] if words[:-1] else []), words[-1]])


def _of_order(old: Codebook, new: Codebook) -> Iterator[str]:
    before, after = groups(old), groups(new)
    for group in (group for group in after if group in before):
        was = [code.name for code in before[group]]
        now = [code.name for code in after[group]]
        if [n for n in was if n in now] != [n for n in now if n in was]:
            yield f"De volgorde is veranderd: {', '.join(code.label for code in after[group])}."
