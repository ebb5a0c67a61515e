"""What a short line may say about the lines under it: a corner, a kind, or that it is no statement.

`recognise` looks at one line on its own; whether it stands where a heading stands is for layout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from analysis.ingest.lexicon import NO_KIND, Lexicon
from analysis.ingest.matching import Found, fold, tokens
from analysis.ingest.tone import tone_of
from analysis.types import Category

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LEADING = re.compile(r"^[\W_]+")
_EXPLAINED = re.compile(r"\(\s*=\s*([^()]+)\)")  # "groene briefjes (= wat lukt)"
_NUMBERING = re.compile(r"^\s*(?:(?:\d{1,2}|[A-Za-z]|[IVX]{1,4})[.):]|\d{1,2}\s*[-–—:])\s+")
_HEADER = re.compile(r"^([^:\t]{2,30}?)\s*(?::\s*|\t+)(.*)$", re.DOTALL)
_LABEL = re.compile(
    r"^\s*[\[(]?([^:()\[\]]{1,30}?)[\])]?\s*(?::|\s[-–—]|\s=|[\])])\s+(\S.*)$", re.DOTALL
)
_LEGEND = re.compile(
    r"(?<![\w])([^\w\s(),;:=]{1,3}|[A-Z]{1,2})\s*(?:=|\bis\b|\bstaat voor\b|\bbetekent\b)\s*"
    r"(.+?)(?=[,;|)]|\s{2,}|\s[^\w\s(),;:=]{1,3}\s*=|$)"
)
_SPACED = re.compile(r"\s{2,}|\s*[,;|]\s*")
_BARE_PAIR = re.compile(r"^\s*([^\w\s]{1,3})\s+([^\W\d_][\w ]{1,40})$")  # "+ loopt"
_ASKS = re.compile(
    r"^\W*(?:wat|waar|welke?|hoe|wie|wanneer|als|stel|what|where|which|hier|daar|dit|dat)\b", re.I
)
_CORNER_NUMBER = re.compile(
    r"(?:nr\.?|nummer|no\.?)?\s*(\d{1,2}|[A-Z](?![\w]))?\s*[\s.:,)=–—/|#-]*\s*"
)


@dataclass(frozen=True, slots=True)
class KindSign:
    """The kinds that a line names. `whole`: it says nothing else; `firm`: not a weak word."""

    kinds: frozenset[Category]
    no_kind: bool
    whole: bool
    firm: bool
    words: int  # of the longest phrase
    ambiguous: bool = False  # beside other headings it may mean another kind

    @property
    def single(self) -> Category | None:
        """The one kind, where the line names exactly one."""
        return next(iter(self.kinds)) if len(self.kinds) == 1 else None


@dataclass(frozen=True, slots=True)
class CornerSign:
    """The corner that a line names, under the name given.

    `explicit`: with the word koffiehoek, tafel ... before it; `whole`: the line says nothing else.
    """

    name: str
    explicit: bool
    whole: bool
    known: bool


@lru_cache(maxsize=1 << 14)
def kind_sign(text: str, lexicon: Lexicon) -> KindSign | None:
    """The kinds that `text` names, if any."""
    value = lexicon.kind_values.get(text.strip().strip(":").strip().casefold())
    if value is not None and text.strip() != "?":
        return KindSign(frozenset({value}), False, True, True, 1)
    if explained := _EXPLAINED.search(text):
        return kind_sign(explained.group(1), lexicon)
    symbols = _symbol_kinds(text, lexicon)
    bare = _BRACKETS.sub(" ", _NUMBERING.sub("", text))
    if not tokens(bare):
        bare = text
    found = lexicon.kinds.find(bare)
    words = tokens(bare)
    named = frozenset(
        _unless_negated(item, words, lexicon)
        for item in found if isinstance(item.value, Category)
    )  # fmt: skip
    no_kind = any(item.value == NO_KIND for item in found)
    if not found and not symbols:
        return None
    used = {at for item in found for at in range(item.start, item.end)}
    rest = [word for at, word in enumerate(words) if at not in used]
    partner_words = {
        word for item in lexicon.partners.find(bare) for word in words[item.start : item.end]
    }
    allowed = lexicon.fillers | lexicon.corner_words | partner_words
    whole = all(word in allowed or word.isdigit() for word in rest)
    firm = any(item.phrase not in lexicon.weak for item in found) or (bool(symbols) and whole)
    longest = max((item.end - item.start for item in found), default=0)
    kinds = named if not symbols or named else symbols
    ambiguous = all(item.phrase in lexicon.ambiguous for item in found) and not symbols
    return KindSign(kinds, no_kind and not kinds, whole, firm, longest, ambiguous)


def _unless_negated(
    item: Found[Category | str], words: Sequence[str], lexicon: Lexicon
) -> Category:
    """What works becomes a bottleneck with a negation beside it: "wat niet lukt"."""
    beside = (*words[max(0, item.start - 1) : item.start], *words[item.end : item.end + 1])
    negated = any(word in lexicon.negations for word in beside)
    kind = Category(item.value)
    return Category.KNELPUNT if negated and kind is Category.WERKT else kind


def _symbol_kinds(text: str, lexicon: Lexicon) -> frozenset[Category]:
    """Kinds shown by an emoji beside the words of a heading."""
    return frozenset(
        kind
        for symbol, kind in lexicon.kind_values.items()
        if not symbol.isascii() and symbol in text and not symbol.isalnum() and symbol not in "–−→"
    )


_TONE_WORDS = 9


def _both_sides(text: str, lexicon: Lexicon) -> frozenset[Category]:
    """The kinds left and right of a stroke ("goed / zorg"), where they differ."""
    tones = [tone_sign(part, lexicon) for part in text.split("/")]
    kinds = {tone.single for tone in tones if tone and tone.whole and tone.single}
    return frozenset(kinds) if len(kinds) > 1 else frozenset()


@lru_cache(maxsize=1 << 14)
def tone_sign(text: str, lexicon: Lexicon) -> KindSign | None:
    """The kinds that the tone of a heading leans to; never firm."""
    bare = _BRACKETS.sub(" ", _NUMBERING.sub("", text))
    if len(tokens(bare)) > _TONE_WORDS:
        return None
    tone = tone_of(bare, lexicon.tone)
    if tone is None:
        return None
    plain = lexicon.fillers | lexicon.corner_words | lexicon.function_words | lexicon.loose_ends
    whole = all(word in plain or word.isdigit() for word in tone.rest)
    return KindSign(tone.kinds, False, whole, False, 1)


@lru_cache(maxsize=1 << 14)
def heading_sign(text: str, lexicon: Lexicon) -> KindSign | None:
    """As `kind_sign`, for a line that stands as a heading: its tone tells where phrases do not."""
    sign = kind_sign(text, lexicon)
    if sign and sign.single and (both := _both_sides(text, lexicon)):
        return replace(sign, kinds=both)
    if sign and (sign.whole or sign.no_kind):
        return sign
    tone = tone_sign(text, lexicon)
    if sign is None:
        return tone
    if tone and tone.whole:
        return replace(sign, whole=True) if sign.firm or sign.kinds == tone.kinds else tone
    return sign


def asks(text: str) -> bool:
    """Whether a line opens as a question or heading opens: wat, waar, hoe, hier, als ..."""
    return bool(_ASKS.match(text))


@lru_cache(maxsize=1 << 14)
def corner_sign(text: str, lexicon: Lexicon) -> CornerSign | None:
    """The corner that `text` names, if any."""
    bare = _LEADING.sub("", text).strip()
    explicit, name = _after_corner_word(bare, lexicon)
    outer = _BRACKETS.sub(" ", name).strip(" ,;:-–—\t")
    if not tokens(outer):
        outer = name.strip(" ()[]")
    found = lexicon.partners.find(outer) or lexicon.partners.find(name)
    if not found:
        if explicit and name:
            return CornerSign(tidy(outer or name), True, _short(outer), False)
        return None
    words = tokens(outer)
    used = {at for item in found for at in range(item.start, item.end)}
    rest = [word for at, word in enumerate(words) if at not in used]
    whole = all(
        word in lexicon.fillers or word in lexicon.corner_words or word in lexicon.generic
        or word.isdigit() or len(word) == 1
        for word in rest
    )  # fmt: skip
    return CornerSign(tidy(name if whole else outer), explicit, whole, True)


def _short(text: str) -> bool:
    return len(tokens(_BRACKETS.sub(" ", text))) <= 6


def _after_corner_word(text: str, lexicon: Lexicon) -> tuple[bool, str]:
    """Split "Koffiehoek 3 - OM" into (True, "OM"); without a corner word (False, text)."""
    words = re.match(r"\s*((?:[^\W\d_]|-)+)\s*", text)
    if not words or fold(words.group(1)).replace("-", "").strip() not in lexicon.corner_words:
        ordinal = re.match(r"\s*(?:\d{1,2}(?:e|de|ste)?)[\s.:)–—-]+\s*(?=\D)", text)
        if ordinal and len(tokens(text)) <= 6:
            return False, text[ordinal.end() :]
        return False, text
    rest = text[words.end() :]
    number = _CORNER_NUMBER.match(rest)
    assert number is not None
    after = re.sub(r"^(?:van\s+)?(?:de|het)\s+(?=\w)", "", rest[number.end() :], flags=re.I)
    again, inner = _after_corner_word(after, lexicon) if after else (False, after)
    if again:
        return True, inner
    if not tokens(after):
        return (bool(number.group(1)), text.strip()) if number.group(1) else (False, text)
    has_sign = bool(number.group(0).strip(" ")) or fold(words.group(1)) == "koffiehoek"
    return has_sign or _short(after), after


def tidy(name: str) -> str:
    """A corner's name as shown: trimmed of marks, not shouted."""
    text = " ".join(name.split()).strip(" ,;:-–—=|·•*_#>\"'“”")
    if text.count("(") != text.count(")"):
        text = text.replace("(", "").replace(")", "")
    letters = [char for char in text if char.isalpha()]
    if len(letters) > 6 and all(char.isupper() for char in letters):
        text = text.capitalize()
    return text[:1].upper() + text[1:] if text[:3].islower() or text.islower() else text


@lru_cache(maxsize=1 << 14)
def left_out_reason(text: str, lexicon: Lexicon) -> str | None:
    """Why the whole line is no statement (page number, photo reference ...), or None."""
    bare = text.strip().strip("*_").strip().lower()
    if _empty_field(bare, lexicon):
        return "niet ingevuld veld"
    return next((rule.reason for rule in lexicon.left_out if rule.fits(bare)), None)


def _empty_field(text: str, lexicon: Lexicon) -> bool:
    parts = _HEADER.match(text)
    return parts is not None and " ".join(tokens(parts.group(2))) in lexicon.empty_values


def legend_pairs(text: str, lexicon: Lexicon) -> dict[str, Category]:
    """Marks that a line explains ("+ = loopt, - = loopt niet"); empty for other lines."""
    meaning = {}
    pairs = _LEGEND.findall(text) or [
        found.groups() for part in _SPACED.split(text) if (found := _BARE_PAIR.match(part))
    ]
    for mark, words in pairs:
        sign = kind_sign(words.strip(), lexicon)
        if sign and sign.single:
            meaning[bare_mark(mark)] = sign.single
    return meaning if len(meaning) >= 2 else {}


def bare_mark(mark: str | None) -> str:
    """A mark without brackets and repetition: "(+)" and "++" are "+"."""
    text = (mark or "").strip("()[]")
    return text[0] if text and len(set(text)) == 1 else text


@lru_cache(maxsize=1 << 12)
def header_field(text: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Split a header line "Datum: 7 december" into key and value; None where it is none.

    The key is "corner" where the field holds the corner.
    """
    parts = _HEADER.match(text.strip().strip("*_"))
    if not parts:
        return None
    key, value = parts.group(1).strip("*_ "), parts.group(2).strip("*_ ")
    if lexicon.fields["corner"].whole(key) and value:
        return "corner", value
    folded = " ".join(tokens(key))
    return (folded, value) if folded in lexicon.header_keys else None


@lru_cache(maxsize=1 << 14)
def kind_label(text: str, lexicon: Lexicon) -> tuple[Category, str] | None:
    """Split "Knelpunt: te laat gebeld" into kind and statement; None where no kind leads."""
    parts = _LABEL.match(text)
    if not parts:
        return None
    sign = kind_sign(parts.group(1), lexicon)
    if sign is None or not sign.whole or sign.single is None or not parts.group(1).strip():
        return None
    return sign.single, parts.group(2)
