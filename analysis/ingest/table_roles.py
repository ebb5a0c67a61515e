"""What the columns of a table are for: told by the header's words, else by what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import tokens
from analysis.ingest.signs import corner_sign, heading_sign, kind_sign
from analysis.ingest.table_grid import OTHER, Grid, Role, RoleName
from analysis.ingest.table_values import DITTO, kind_of_value
from analysis.types import Category

_MAX_HEADER_ROW = 12
_HEADING_CHARS = 60
_HEADER_WORDS = 14
_NAME_WORDS = 6  # of a column's name, where only its form tells that it is one
_SAMPLE = 500  # cells that show what a column is
_STATEMENT_WORDS = 4  # of a column of statements, at the mean
_STATING: tuple[RoleName, ...] = ("text", "kind", "corner")
_CODE = re.compile(
    r"^\W*(?:[\d\W]+|\w{1,5}[\s_.-]?\d[\w.:/ -]{0,12}|(?:ja|nee|j|n|x|ok|oke|check|v)\.?)\W*$", re.I
)
"""A number, date, time or code ("IMG_2031"): no statement."""
_FIELDS: tuple[tuple[str, RoleName], ...] = (
    ("corner", "corners"), ("kind", "kinds"), ("text", "text"), ("other", "other")
)  # fmt: skip
_FIELD_ORDER: tuple[tuple[str, RoleName], ...] = (
    ("other", "other"), ("kind", "kinds"), ("corner", "corners"), ("text", "text")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """What the cells of one column look like; ditto marks apart."""

    filled: int
    words: float  # mean words a cell
    distinct: float  # share of different values
    codes: float  # share of numbers and codes
    kinds: float  # share of known kinds
    corners: float  # share of known corners
    values: frozenset[str]  # different values, folded


def profile(texts: Sequence[str], lexicon: Lexicon) -> Profile:
    """The profile of a column's cells."""
    real = [text for text in texts if not DITTO.match(text)][:_SAMPLE]
    if not real:
        return Profile(len(texts), 0, 0, 0, 0, 0, frozenset())
    counted = Counter(" ".join(tokens(text)) or text.strip() for text in real)
    short = {text: len(tokens(text)) <= _NAME_WORDS for text in real}
    kinds = sum(short[text] and kind_of_value(text, lexicon) is not None for text in real)
    corners = sum(short[text] and _is_corner(text, lexicon) for text in real)
    return Profile(
        filled=len(texts),
        words=sum(len(text.split()) for text in real) / len(real),
        distinct=len(counted) / len(real),
        codes=sum(bool(_CODE.match(text)) for text in real) / len(real),
        kinds=kinds / len(real),
        corners=corners / len(real),
        values=frozenset(counted),
    )


def _is_corner(text: str, lexicon: Lexicon) -> bool:
    sign = corner_sign(text, lexicon)
    return bool(sign and sign.whole and sign.known)


def find_roles(grid: Grid, lexicon: Lexicon, *, settled: bool = False) -> None:
    """Find the header's row and give every column a role.

    `settled`: the corner is known, so that only a column's name makes it one of corners.
    """
    if _stacked(grid, lexicon):
        grid.roles = {grid.columns[0]: Role("text")}
        return
    if not _named_header(grid, lexicon):
        _header_by_form(grid, lexicon)
    _missing_kind(grid, lexicon)
    _other_corners(grid)
    _fill_roles(grid, lexicon, settled=settled)


# the header ---------------------------------------------------------------------------------


def column_role(text: str, lexicon: Lexicon) -> Role | None:
    """The role that a column's heading gives it, or None where it says nothing known."""
    if len(tokens(text)) > _HEADER_WORDS:
        return None
    sign = kind_sign(text, lexicon)
    if sign and sign.whole and sign.single and (sign.firm or sign.words > 1 or len(text) < 30):
        return Role("kind", kind=sign.single)
    if text.strip("# .") == "":
        return OTHER
    if name := _field(text, lexicon):
        return Role(name)
    if sign and sign.whole and len(sign.kinds) > 1:
        return Role("kinds")
    corner = corner_sign(text, lexicon)
    known = corner is not None and corner.known and corner.whole
    return Role("corner", corner=corner.name) if corner and known else None


def _field(text: str, lexicon: Lexicon) -> RoleName | None:
    """The sort of field that a column's name is, whole."""
    named = ((name, lexicon.fields[field]) for field, name in _FIELDS)
    return next((name for name, book in named if book.whole(text)), None)


def _named_header(grid: Grid, lexicon: Lexicon) -> bool:
    """Find the first row with two telling names or more."""
    width = len(grid.columns)
    if width == 1 and column_role(grid.text(grid.rows[0], grid.columns[0]), lexicon) == OTHER:
        grid.header, grid.roles = grid.rows[0], {grid.columns[0]: OTHER}
        return True
    for row in grid.rows[:_MAX_HEADER_ROW]:
        filled = grid.filled(row)
        if len(filled) == 1 and width > 1:
            continue
        roles = {
            column: role for column in filled
            if (role := column_role(grid.text(row, column), lexicon)) is not None
        }  # fmt: skip
        if _names_columns(grid, row, roles):
            grid.header, grid.roles = row, roles
            return True
    return False


def _names_columns(grid: Grid, row: int, roles: Mapping[int, Role]) -> bool:
    filled = grid.filled(row)
    fields = [role for role in roles.values() if role.name in ("kinds", "corners", "text")]
    short = all(len(grid.text(row, c).split()) <= _NAME_WORDS for c in filled)
    if fields and len(filled) >= 2 and short:
        return True
    values_only = all(role.name in ("kind", "corner") for role in roles.values())
    if values_only:
        distinct = {role.kind or role.corner for role in roles.values()}
        one_column = len(grid.columns) == 1 and bool(roles)
        return (len(distinct) >= 2 and _same_sort(roles, filled) and short) or one_column
    return len(roles) >= 2 and bool(fields)


def _stacked(grid: Grid, lexicon: Lexicon) -> bool:
    """Whether several kinds stand below each other in the one column there is."""
    if len(grid.columns) != 1:
        return False
    texts = [grid.text(row, grid.columns[0]) for row in grid.rows]
    roles = [column_role(text, lexicon) for text in texts if len(text) < _HEADING_CHARS]
    return sum(role is not None and role.name == "kind" for role in roles) > 1


def _same_sort(roles: Mapping[int, Role], filled: Sequence[int]) -> bool:
    """Columns that are kinds, or columns that are corners; a data row has one of each."""
    most = max(Counter(role.name for role in roles.values()).values())
    return most >= 2 and (len(roles) >= len(filled) - 1 or most == len(roles))


def _header_by_form(grid: Grid, lexicon: Lexicon) -> None:
    """Find the first row of short names that differ in sort from what stands under them."""
    width = len(grid.columns)
    if width < 2:
        return
    for row in grid.rows[:_MAX_HEADER_ROW]:
        filled = grid.filled(row)
        below = [other for other in grid.rows if other > row]
        names = [grid.text(row, column) for column in filled]
        if len(filled) < max(2, 0.5 * width) or not below:
            continue
        if not all(_may_name(name, lexicon) for name in names):
            return
        if _differs(grid, row, below, lexicon):
            grid.header = row
            grid.roles = {c: role for c in filled
                          if (role := _weak_role(grid.text(row, c), lexicon))}  # fmt: skip
        return


def _may_name(text: str, lexicon: Lexicon) -> bool:
    """Whether a cell may be a column's name by its form."""
    if len(text.split()) > _NAME_WORDS or DITTO.match(text):
        return False
    return not _CODE.match(text) or column_role(text, lexicon) == OTHER


def _differs(grid: Grid, row: int, below: Sequence[int], lexicon: Lexicon) -> bool:
    """Whether a row's cells are of another sort than those below: bold, shorter, not numbers."""
    columns = grid.filled(row)
    bold = all(block.bold for c in columns for block in grid.blocks(row, c))
    plain = not any(b.bold for r in below for c in columns for b in grid.blocks(r, c))
    signs = 0
    for column in columns:
        under = profile(grid.values(column, below), lexicon)
        name = grid.text(row, column)
        known = _weak_role(name, lexicon)
        signs += under.codes >= 0.8 and under.filled > 1
        signs += under.words >= 2.5 * len(name.split()) and under.words >= 4
        signs += known is not None
        signs -= " ".join(tokens(name)) in under.values
    return (bold and plain) or signs >= 2


def _weak_role(text: str, lexicon: Lexicon) -> Role | None:
    """The role of a column whose name holds a field's word, or has the tone of a kind."""
    if role := column_role(text, lexicon):
        return role
    for field, name in _FIELD_ORDER:
        found = lexicon.fields[field].find(text)
        if found and (found[0].start == 0 or field == "other"):
            return Role(name)
    sign = heading_sign(text, lexicon)
    if sign and sign.whole and sign.single:
        return Role("kind", kind=sign.single)
    return None


# columns side by side -------------------------------------------------------------------------


def _missing_kind(grid: Grid, lexicon: Lexicon) -> None:
    """The kinds of columns whose words are unknown: from their tone, or what is left."""
    named = {role.kind for role in grid.roles.values() if role.name == "kind"}
    if grid.header is None or not named:
        return
    unknown = [c for c in grid.filled(grid.header) if c not in grid.roles]
    for column in list(unknown):
        sign = heading_sign(grid.text(grid.header, column), lexicon)
        if sign and sign.single and sign.single not in named:
            grid.roles[column] = Role("kind", kind=sign.single)
            named.add(sign.single)
            unknown.remove(column)
    left = [kind for kind in Category if kind not in named]
    wordy = [c for c in unknown if profile(grid.values(c), lexicon).words >= 3]
    if len(wordy) == len(left) == 1:
        grid.roles[wordy[0]] = Role("kind", kind=left[0])
    elif len(wordy) == len(left) == 2 and _in_order(grid):
        for column, kind in zip(wordy, left, strict=True):
            grid.roles[column] = Role("kind", kind=kind)


def _in_order(grid: Grid) -> bool:
    """Whether the one known kind of three columns stands where the day's order has it."""
    side = sorted(grid.filled(grid.header or 0))[-len(Category) :]
    order = list(Category)
    return all(
        grid.roles[c].kind is kind for c, kind in zip(side, order, strict=False) if c in grid.roles
    )


def _other_corners(grid: Grid) -> None:
    """Beside two columns that are corners, short names unknown are corners too."""
    known = [c for c, role in grid.roles.items() if role.name == "corner"]
    if grid.header is None or len(known) < 2:
        return
    for column in grid.filled(grid.header):
        name = grid.text(grid.header, column)
        if column not in grid.roles and len(name.split()) <= _NAME_WORDS:
            grid.roles[column] = Role("corner", corner=name)


# what stands in them --------------------------------------------------------------------------


def _fill_roles(grid: Grid, lexicon: Lexicon, *, settled: bool) -> None:
    """Roles for the columns whose heading says nothing, from what stands in them."""
    profiles = {column: profile(grid.values(column), lexicon) for column in grid.columns}
    have: set[RoleName] = {role.name for role in grid.roles.values()}
    rest = [column for column in grid.columns if column not in grid.roles]
    for column in rest:
        closed: set[RoleName] = {*have, "corners"} if settled else have
        role = _role_by_content(profiles[column], closed, named=grid.header is not None)
        if role:
            grid.roles[column] = Role(role)
            have.add(role)
    rest = [column for column in rest if column not in grid.roles]
    if not have & {"text", "kind", "corner"} and rest:
        most = max(profiles[c].words * profiles[c].filled for c in rest)
        for column in rest:
            own = profiles[column]
            wordy = own.words * own.filled
            main = wordy == most or (grid.header is None and wordy >= 0.3 * most and own.words > 2)
            grid.roles[column] = Role("text") if main else OTHER
    for column in grid.columns:
        grid.roles.setdefault(column, OTHER)
    _keep_wordiest(grid, profiles)


def _keep_wordiest(grid: Grid, profiles: Mapping[int, Profile]) -> None:
    """Where far the most words stand in a column taken for another sort, they are statements."""
    weight = {column: own.words * own.filled for column, own in profiles.items()}
    stated = sum(weight[c] for c in grid.columns if grid.role(c).name in _STATING)
    others = [c for c in grid.columns if grid.role(c).name not in _STATING]
    wordiest = max(others, key=weight.__getitem__, default=None)
    if wordiest is None or len(grid.columns) < 2:
        return
    own = profiles[wordiest]
    if weight[wordiest] > 2 * stated and own.words >= _STATEMENT_WORDS and own.distinct > 0.5:
        grid.roles[wordiest] = Role("text")


def _role_by_content(own: Profile, have: set[RoleName], *, named: bool) -> RoleName | None:
    if own.codes >= 0.8 and own.kinds < 0.6:
        return "other"
    if not have & {"kinds", "kind"} and (own.kinds >= 0.5 or _few_values(own)):
        return "kinds"
    if not have & {"corners", "corner"} and own.corners >= 0.5:
        return "corners"
    if named and own.words and all(len(value) <= 4 for value in own.values):
        return "other"
    return None


def _few_values(own: Profile) -> bool:
    """Whether a column holds a small set of short values, some of them known kinds."""
    return own.words <= 4 and own.distinct <= 0.5 and len(own.values) <= 8 and own.kinds >= 0.2
