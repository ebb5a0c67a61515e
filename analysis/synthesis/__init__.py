"""From codings to tables: the matrix, its orders, and the fair comparison of corners."""

from analysis.synthesis.contrast import SENTENCES, contrast
from analysis.synthesis.frames import Frames, frames_from, make_frames
from analysis.synthesis.incidence import EVERYTHING, KINDS, NO_KIND, NO_THEME, Selection
from analysis.synthesis.matrix import (
    Matrix,
    build_matrix,
    ids_by_cell,
    per_corner,
    statement_ids,
)
from analysis.synthesis.order import Order, ordered

__all__ = [
    "EVERYTHING",
    "KINDS",
    "NO_KIND",
    "NO_THEME",
    "SENTENCES",
    "Frames",
    "Matrix",
    "Order",
    "Selection",
    "build_matrix",
    "contrast",
    "frames_from",
    "ids_by_cell",
    "make_frames",
    "ordered",
    "per_corner",
    "statement_ids",
]
