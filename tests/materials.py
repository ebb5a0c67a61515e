"""From a day of report_days to what its documents are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from report_days import MADE

from analysis import exchange
from analysis.exchange import Memo, SourceFile
from analysis.material import Gathered, Material
from analysis.report import Day, gather_facts
from analysis.store import SourceText
from analysis.types import LeftOut, Place, Source


def material_of(
    day: Day,
    *,
    lines: Sequence[SourceText] = (),
    memos: Mapping[str, Sequence[Memo]] | None = None,
) -> Material:
    """The day as if it was read from the one file of its statements."""
    source = Source("bron", day.event.id, "dag.txt", "0" * 64, datetime(2026, 3, 5, tzinfo=UTC))
    return Gathered(
        day=day,
        facts=gather_facts(day, files=1),
        exchange=exchange.Day(
            event=day.event,
            codebook=day.codebook,
            sources=[SourceFile(source, tuple(lines))],
            statements=day.statements,
            memos=memos or {},
        ),
        left_out=(LeftOut("dag.txt", "parkeren bij P2", Place(9, 9), "kopregel"),),
        evidence={},
    ).material(made=MADE)
