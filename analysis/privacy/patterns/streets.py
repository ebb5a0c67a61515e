"""Where the name of a street begins that ends before a house number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.privacy.patterns.cues import table, words

_REACH = 70  # characters before the number
_WORDS = 8  # words before it
_TOKEN = re.compile(r"\S+")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_SHORTENED = re.compile(r"(?:[a-z]\.)+|[a-z]*str\.|ln\.|pl\.")
_OPENING = "(\"'“‘„[–-"
_ENDINGS = tuple(table("street_endings"))
_ALL_ENDINGS = _ENDINGS + tuple(table("loose_street_endings"))
_BARE = words("street_endings") | words("loose_street_endings") | words("bare_streets")
_NO_STREETS = words("no_streets")
_ADJECTIVES = words("street_adjectives")
_FIRST = words("street_first_words") | _ADJECTIVES
_PARTICLES = words("street_particles")
_CUES = words("address_cues")
_NO_CUES = words("no_street_cue")
_NUMBER_WORDS = words("house_number_words")
_SIDES = words("sides")
_ARTICLES = frozenset(("de", "het", "'t", "den"))
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class _Word:
    """A word before the number: its place, its letters, and whether it opens or closes a part."""

    start: int
    text: str
    opens: bool  # first of a sentence or behind a bracket
    closes: bool  # a comma or full stop follows

    @property
    def folded(self) -> str:
        return self.text.casefold().replace("’", "'")

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper() or (self.text[:2] in ("'t", "'s") and len(self.text) > 3)


def street_start(text: str, number: int) -> int | None:
    """Where the street begins to which the house number at `number` belongs; None: no street."""
    if not _may_be_street(text[max(0, number - _REACH) : number]):
        return None
    found = _words_before(text, number)
    announced = bool(found) and found[-1].folded in _NUMBER_WORDS
    if announced:
        found = found[:-1]
    if found and found[-1].folded in _SIDES:
        found = found[:-1]
    if not found or (found[-1].closes and not announced):
        return None
    place = _first_word(found, announced=announced)
    return None if place is None else found[place].start


def _may_be_street(before: str) -> bool:
    """A quick look: a number before the house number is only right in "Plein 1944"."""
    last = before.split()[-1:]
    return bool(last) and (not last[0][-1].isdigit() or "plein" in before.casefold())


def _words_before(text: str, at: int) -> list[_Word]:
    """The words of the same line just before `at`, at most _WORDS of them."""
    begin = max(0, at - _REACH)
    begin = max(begin, text.rfind("\n", begin, at) + 1)
    cut = begin > 0 and not text[begin - 1].isspace()
    found: list[_Word] = []
    for token in list(_TOKEN.finditer(text, begin, at))[1 if cut else 0 :][-_WORDS:]:
        bare = token[0].lstrip(_OPENING) if token[0][:2] not in ("'t", "'s") else token[0]
        start = token.end() - len(bare)
        opens = start > token.start() or not found or found[-1].closes
        closes = bare[-1:] in ",;:!?)" or (bare[-1:] == "." and not _is_abbreviation(bare))
        plain = bare.rstrip(",;:!?)") if bare[-1:] != "." or not closes else bare.rstrip(".")
        found.append(_Word(start, plain, opens, closes))
    return [word for word in found if word.text]


def _is_abbreviation(word: str) -> bool:
    folded = word.casefold()
    known = folded in _FIRST or folded in _PARTICLES or folded in _NUMBER_WORDS
    return known or bool(_SHORTENED.fullmatch(folded))


def _first_word(found: list[_Word], *, announced: bool) -> int | None:
    last = found[-1]
    if last.folded in _NO_CUES:
        return None
    if _is_compound(last, announced=announced):
        return _back(found, len(found) - 1)
    if last.folded in _BARE and last.capital:
        return _bare_street(found)
    return _named_street(found)


def _is_compound(word: _Word, *, announced: bool) -> bool:
    """ "Dorpsstraat", "stationsweg", "Kerkhof" with a capital."""
    folded = word.folded.rstrip(".")
    if folded in _BARE or (folded in _NO_STREETS and not (announced or word.capital)):
        return False
    if not folded[:1].isalpha() and folded[:1] != "'":
        return False
    endings = _ALL_ENDINGS if word.capital or announced else _ENDINGS
    return folded.endswith(endings) and any(
        folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM
        for ending in endings
    )


def _back(found: list[_Word], place: int) -> int:
    """The first word of a street of which the word at `place` is part."""
    while place > 0 and not found[place].opens and not found[place - 1].closes:
        before = found[place - 1]
        initials = bool(_INITIALS.fullmatch(before.text))
        named = before.folded in _FIRST and (before.capital or before.folded not in _PARTICLES)
        if named or initials or (before.capital and not before.opens):
            place -= 1
            continue
        first = _over_particles(found, place)
        if first is None:
            break
        place = first
    return place


def _over_particles(found: list[_Word], place: int) -> int | None:
    """Where "Aert" stands in "Aert van Nesstraat", from "Nesstraat"; None without a name.

    An article says that somebody lives there ("Karin van de Dorpsstraat"), but for well-known
    first names ("Jan van de Capellelaan").
    """
    at = place - 1
    while at >= 0 and found[at].folded in _PARTICLES and not found[at].capital:
        at -= 1
    if at in (place - 1, -1) or found[at].closes:
        return None
    known = found[at].folded in _FIRST
    article = any(word.folded in _ARTICLES for word in found[at + 1 : place])
    return at if known or (found[at].capital and not found[at].opens and not article) else None


def _bare_street(found: list[_Word]) -> int | None:
    """ "de Dreef", "Oude Gracht", "Plein" within a sentence."""
    place = len(found) - 1
    if place and not found[place].opens:
        before = found[place - 1]
        if before.folded in _ARTICLES:
            return place - 1
        if before.folded in _ADJECTIVES or before.capital:
            return _back(found, place)
    return None if found[place].opens else place


def _named_street(found: list[_Word]) -> int | None:
    """ "Laan van Meerdervoort", "Plein 1944", "Lange Voorhout", "woont op Rozenoord"."""
    place = len(found) - 1
    while place > 0 and _is_name(found[place]) and not found[place].opens:
        if found[place - 1].closes:
            break
        place -= 1
        if found[place].folded in _BARE and found[place].folded != "weg" and _begins(found, place):
            return place
        if not _is_name(found[place]):
            place += 1
            break
    if not found[-1].capital:
        return None
    if found[-2:][0].folded in _ADJECTIVES and found[-2:][0].capital and len(found) > 1:
        return len(found) - 2
    return place if place and _lives(found[:place]) else None


def _begins(found: list[_Word], place: int) -> bool:
    """Whether a bare "Laan" or "Plein" begins a street: "Laan van X", "Plein 1944"."""
    after = found[place + 1]
    year = after.text.strip("'’").isdigit() and len(found) - place == 2
    return (found[place].capital or found[place].folded == "laan") and (
        year or (after.folded in _PARTICLES and found[-1].folded not in _PARTICLES)
    )


def _is_name(word: _Word) -> bool:
    return word.capital or word.folded in _PARTICLES or word.text.strip("'’").isdigit()


def _lives(before: list[_Word]) -> bool:
    """Whether one of the last three words says that somebody lives here."""
    return any(word.folded in _CUES for word in before[-3:])
