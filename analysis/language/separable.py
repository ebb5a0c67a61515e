"""Brings Dutch separable verbs together: in "pakt het snel op", pakt belongs to oppakken.

Particles and clause borders stand in data/particles.yaml. A verb and a particle meet only within
one clause, and only where their whole form is a verb that exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from analysis.language import wordlists

_LISTS = wordlists.load("particles")
_ADVERBS = frozenset(_LISTS["bijwoord"])
_PREPOSITIONS = frozenset(_LISTS["voorzetsel"])
_PARTICLES = _ADVERBS | _PREPOSITIONS
_BORDERS = frozenset(_LISTS["grens"])
_AFTER_LOOSE = frozenset(_LISTS["vervolg"])
_SUBJECTS = frozenset(_LISTS["onderwerp"])
_ENDINGS = ("en", "aan", "oen", "ien")
"""On these an infinitive ends: werken, gaan, doen, zien."""
_REACH = 15
"""A particle stands at most this many words behind its verb."""
_MARKS = frozenset(',.;:!?…()[]–—-→"”“')


def whole_verbs(
    forms: Sequence[str], lemmas: Sequence[str], exists: Callable[[str], bool]
) -> Iterator[tuple[int, str]]:
    """Yield (position of the verb form, whole verb) for each separable verb in one text.

    `forms` and `lemmas` are the tokens in order; `exists` tells whether a verb is a real one.
    """
    taken: set[int] = set()
    for position, form in enumerate(forms):
        particle = form.lower()
        if particle not in _PARTICLES:
            continue
        found = _after_te(forms, position, particle, exists) or _before(
            forms, lemmas, position, particle, exists
        )
        if found and found[0] not in taken:
            taken.add(found[0])
            yield found


def _after_te(
    forms: Sequence[str], position: int, particle: str, exists: Callable[[str], bool]
) -> tuple[int, str] | None:
    """ "samen te werken": the infinitive stands after the particle and te."""
    if position + 2 < len(forms) and forms[position + 1].lower() == "te":
        whole = particle + forms[position + 2].lower()
        if exists(whole):
            return position + 2, whole
    return None


def _before(
    forms: Sequence[str],
    lemmas: Sequence[str],
    position: int,
    particle: str,
    exists: Callable[[str], bool],
) -> tuple[int, str] | None:
    """Look back within the clause for the nearest verb form that takes this particle."""
    if particle not in _ADVERBS and not _is_loose(forms, position):
        return None
    for back in range(position - 1, max(position - _REACH, 0) - 1, -1):
        if _is_border(forms[back]):
            return None
        for infinitive in _infinitives(forms, lemmas, back):
            if exists(particle + infinitive):
                return back, particle + infinitive
    return None


def _is_loose(forms: Sequence[str], position: int) -> bool:
    if position + 1 == len(forms):
        return True
    following = forms[position + 1].lower()
    return following in _AFTER_LOOSE or _is_border(following)


def _is_border(form: str) -> bool:
    return form in _MARKS or form.lower() in _BORDERS


def _infinitives(forms: Sequence[str], lemmas: Sequence[str], position: int) -> list[str]:
    """Return the infinitives that a form can stand for; none for a word that is no verb."""
    form, lemma = forms[position].lower(), lemmas[position]
    for word in (lemma, form):
        if len(word) > 3 and word.endswith(_ENDINGS):
            return [word]
    if _is_stem(forms, position):
        return [lemma + "en", lemma + lemma[-1:] + "en"]
    return []


def _is_stem(forms: Sequence[str], position: int) -> bool:
    """Whether a stem such as "werk" is a verb here: beside "ik", or at the start of a clause."""
    if position == 0 or _is_border(forms[position - 1]):
        return True
    around = {
        forms[position - 1].lower(),
        *(form.lower() for form in forms[position + 1 : position + 2]),
    }
    return bool(around & _SUBJECTS)
