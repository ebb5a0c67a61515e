"""Where something in a report comes from: what was counted, what stood there, which statements.

Each has a short id that is printed beside it. The id hangs on the day and on what is counted, so
the same thing has the same id in every report on that day, whatever its value.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from analysis.errors import UsageError
from analysis.report.wording import Value

TraceKind = Literal["number", "quote", "table", "figure"]
Measure = Literal[
    "count",  # statements
    "share",  # of the corner's statements that have a decision on the theme, 0..1
    "expected",  # what size alone would give, see synthesis.contrast
    "corners",  # corners that said it
    "asked",  # corners that could have said it
    "reviewed",  # statements on which a person decided a theme
    "uncoded",  # statements that lack a decision on the theme, or on any
    "fact",  # a number of the account that is not counted from the statements
    "quote",  # one statement, as it was quoted
]

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = _ALPHABET[10:]
_LENGTH = 7
_READ_AS = str.maketrans("OIL", "011")
_FORMAT = 1
_FIELDS = ("measure", "corner", "theme", "kind", "name")


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the day that a report is about; None is all of it. Both are sorted."""

    corners: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None


WHOLE_DAY = Scope()


@dataclass(frozen=True, slots=True)
class Spec:
    """What is counted. Without corner, theme or kind: over all of them.

    `theme` is the code's name, or NO_THEME; `kind` '' is: without kind. `name` is the name of a
    figure, table or fact, or the id of the quoted statement.
    """

    measure: Measure
    corner: str | None = None
    theme: str | None = None
    kind: str | None = None
    name: str | None = None
    of: Scope = WHOLE_DAY

    def to_json(self) -> str:
        """The fields that say anything, always written the same way."""
        own = {key: value for key, value in self._own().items() if value is not None}
        scope = {"corners": self.of.corners, "kinds": self.of.kinds}
        within = {key: value for key, value in scope.items() if value is not None}
        return _compact(own | ({"of": within} if within else {}))

    def _own(self) -> dict[str, str | None]:
        return {name: getattr(self, name) for name in _FIELDS}


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing in a report: `value` and `statements` (ids, in the day's order) as they were then.

    Of a quote the value is the text's fingerprint, so that no text stands in a trace.
    """

    id: str
    kind: TraceKind
    spec: Spec
    value: Value
    statements: tuple[str, ...]
    made: datetime


def trace_id(event_id: str, kind: TraceKind, spec: Spec, *, again: int = 0) -> str:
    """Seven characters of Crockford's base 32, which has no I, L, O and U.

    The first is a letter, so that no spreadsheet takes it for a number. The last is a check over
    the field of 32 elements: it betrays any one wrong character and any two that changed places.
    `again` counts earlier ids of the day that came out the same for something else.
    """
    about = _compact([event_id, kind, spec.to_json(), again])
    number = int.from_bytes(hashlib.sha256(about.encode("utf-8", "surrogatepass")).digest()[:8])
    number, first = divmod(number, len(_LETTERS))
    rest = [_ALPHABET[number >> 5 * place & 31] for place in range(_LENGTH - 2)]
    bare = _LETTERS[first] + "".join(rest)
    return bare + _check(bare)


def read_id(text: str) -> str:
    """The id as it was printed, from what somebody typed.

    Raises:
        UsageError: it is no id, or one with a typing error.
    """
    plain = re.sub(r"[\s\-]", "", text).upper().translate(_READ_AS)
    known = len(plain) == _LENGTH and not set(plain) - set(_ALPHABET) and plain[0] in _LETTERS
    if known and _check(plain[:-1]) == plain[-1]:
        return plain
    raise UsageError(
        "Dit nummer kennen wij niet.",
        remedy="Typ de zeven letters en cijfers over zoals ze in het verslag staan.",
        place=text[:40],
    )


def _check(bare: str) -> str:
    """Each character times a power of x in GF(2^5) modulo x^5 + x^2 + 1, added up."""
    total = 0
    for character in bare:
        total = (total ^ _ALPHABET.index(character)) << 1
        total ^= 0b100101 if total & 32 else 0
    return _ALPHABET[total]


@dataclass(frozen=True, eq=False)
class Traces:
    """All that one report holds; `event` is the day's id."""

    event: str
    made: datetime
    items: tuple[Trace, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, Trace]:
        return {trace.id: trace for trace in self.items}

    def get(self, identity: str) -> Trace | None:
        """The trace with this id, as `read_id` gives it."""
        return self._by_id.get(identity)

    def __iter__(self) -> Iterator[Trace]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def behind(self, whole: Trace) -> tuple[Trace, ...]:
        """The numbers that a figure or table shows, cell by cell; of anything else none."""
        if whole.kind not in ("table", "figure"):
            return ()
        seen = whole.spec
        return tuple(
            one
            for one in self.items
            if one.kind == "number" and one.spec.of == seen.of and _shows(seen, one.spec)
        )

    def renamed(self, name: Callable[[str], str]) -> Traces:
        """The same with corners under their new names; the ids stay as they were printed.

        For a corner that is called otherwise now, or whose name held somebody's name.
        """
        items = tuple(replace(one, spec=_renamed(one.spec, name)) for one in self.items)
        return replace(self, items=items)

    def to_json(self) -> str:
        """Compact JSON: ids of statements and scopes stand in it once, and no text does."""
        ids = {one: at for at, one in enumerate(dict.fromkeys(_all_ids(self.items)))}
        scopes = {one: at for at, one in enumerate(dict.fromkeys(t.spec.of for t in self.items))}
        return _compact(
            {
                "format": _FORMAT,
                "event": self.event,
                "made": self.made.isoformat(),
                "statements": list(ids),
                "scopes": [{"corners": one.corners, "kinds": one.kinds} for one in scopes],
                "traces": [_packed(one, ids, scopes) for one in self.items],
            }
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> Traces:
        """What `to_json` wrote.

        Raises:
            UsageError: it is something else, or of a newer version.
        """
        try:
            found = _READER.validate_json(text)
            if found.format != _FORMAT:
                raise ValueError(found.format)
            items = tuple(_unpacked(one, found) for one in found.traces)
        except (ValidationError, ValueError, IndexError) as error:
            raise UsageError(
                "Waar de getallen in dit verslag vandaan komen, is niet te lezen.",
                remedy="Neem het bestand zoals Koffiehoek het maakte, of typ een nummer over.",
            ) from error
        return cls(found.event, found.made, items)


def _shows(seen: Spec, one: Spec) -> bool:
    """Whether a figure shows this number: the same measure, for each corner, theme or kind."""
    pairs = ((seen.corner, one.corner), (seen.theme, one.theme), (seen.kind, one.kind))
    within = all(here is None or here == there for here, there in pairs)
    return within and one.measure == seen.measure and None not in (one.corner, one.theme, one.kind)


def _renamed(spec: Spec, name: Callable[[str], str]) -> Spec:
    scope = spec.of
    if scope.corners is not None:
        scope = replace(scope, corners=tuple(sorted(set(map(name, scope.corners)))))
    return replace(spec, corner=None if spec.corner is None else name(spec.corner), of=scope)


def _all_ids(items: Sequence[Trace]) -> Iterator[str]:
    for one in items:
        yield from one.statements


@dataclass(frozen=True, slots=True)
class _Packed:
    id: str
    kind: TraceKind
    spec: dict[str, str]
    scope: int
    value: Value
    statements: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _File:
    format: int
    event: str
    made: datetime
    statements: tuple[str, ...]
    scopes: tuple[Scope, ...]
    traces: tuple[_Packed, ...]


_READER: TypeAdapter[_File] = TypeAdapter(_File)
_SPECS: TypeAdapter[Spec] = TypeAdapter(Spec)


def _packed(one: Trace, ids: dict[str, int], scopes: dict[Scope, int]) -> dict[str, Any]:
    own = {key: value for key, value in one.spec._own().items() if value is not None}
    where = {"scope": scopes[one.spec.of], "statements": [ids[i] for i in one.statements]}
    return {"id": one.id, "kind": one.kind, "spec": own, "value": one.value, **where}


def _unpacked(one: _Packed, whole: _File) -> Trace:
    if min((one.scope, *one.statements)) < 0:
        raise IndexError(one.id)
    if set(one.spec) - set(_FIELDS):  # another version's: what is counted would be misread
        raise ValueError(one.spec)
    spec = _SPECS.validate_python({**one.spec, "of": whole.scopes[one.scope]})
    statements = tuple(whole.statements[at] for at in one.statements)
    return Trace(one.id, one.kind, spec, one.value, statements, whole.made)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
