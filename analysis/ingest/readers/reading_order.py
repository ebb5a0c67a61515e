"""Boxes on a page in the order in which people read them: columns one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Box(Generic[T]):
    """A thing with its place: x to the right, y downwards, any unit."""

    left: float
    top: float
    right: float
    bottom: float
    item: T


def in_reading_order(boxes: Iterable[Box[T]]) -> list[T]:
    """The items top to bottom; where boxes stand side by side, column by column.

    The page is cut again and again, into level bands or into columns. Where both can be, it is
    columns if two bands or more hold boxes of several columns: headings with lists under them.
    """
    return [box.item for box in _order(sorted(boxes, key=lambda box: (box.top, box.left)))]


def _order(boxes: Sequence[Box[T]]) -> list[Box[T]]:
    if len(boxes) < 2:
        return list(boxes)
    columns = _cut(boxes, lambda box: (box.left, box.right))
    bands = _cut(boxes, lambda box: (box.top, box.bottom))
    shared = sum(len(_cut(band, lambda box: (box.left, box.right))) > 1 for band in bands)
    by_column = len(bands) == 1 or shared > 1
    groups = columns if by_column and len(columns) > 1 else bands
    if len(groups) == 1:
        return list(boxes)
    return [box for group in groups for box in _order(group)]


def _cut(
    boxes: Sequence[Box[T]], span: Callable[[Box[T]], tuple[float, float]]
) -> list[list[Box[T]]]:
    """Groups with a clear line between them along one axis; a sliver of overlap is forgiven."""
    groups: list[list[Box[T]]] = []
    reach = 0.0
    for box in sorted(boxes, key=span):
        start, end = span(box)
        slack = 0.05 * (end - start)
        if groups and start < reach - slack:
            groups[-1].append(box)
            reach = max(reach, end)
        else:
            groups.append([box])
            reach = end
    return [sorted(group, key=lambda box: (box.top, box.left)) for group in groups]
