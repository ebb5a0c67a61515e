"""Figures on agreement, and the statements on which coders differ, as CSV."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from analysis.coding.agreement import Agreement, Dispute, Judgement, Question, reading
from analysis.coding.bootstrap import Estimate
from analysis.export.csv import table_csv
from analysis.privacy.holding import Holding
from analysis.types import Statement

AGREEMENT_HEAD = (
    *("codeurs", "vraag", "uitspraken", "minst gegeven antwoord", "eens"),
    *("alfa", "alfa laag", "alfa hoog", "kappa", "kappa laag", "kappa hoog", "oordeel"),
)
DISPUTE_HEAD = ("id", "tekst", "vraag", "codeur", "antwoord")


def agreement_csv(found: Iterable[Agreement], names: Mapping[Question, str]) -> bytes:
    """One line a group of coders and question, with the columns of AGREEMENT_HEAD."""
    return table_csv(
        AGREEMENT_HEAD,
        (
            (
                " en ".join(one.coders), names[one.question], one.n, one.used,
                one.percent.value if one.percent else math.nan,
                *_numbers(one.alpha), *_numbers(one.kappa), reading(one.alpha),
            )
            for one in found
        ),
    )  # fmt: skip


def _numbers(found: Estimate | None) -> tuple[float, float, float]:
    return (found.value, found.low, found.high) if found else (math.nan,) * 3


def disputes_csv(
    found: Iterable[Dispute],
    statements: Mapping[str, Statement],
    labels: Mapping[str, str],
    *,
    holding: Holding | None = None,
) -> bytes:
    """One line a statement, question and coder, with the columns of DISPUTE_HEAD.

    Texts that `holding` holds back are not shown.
    """
    shown = holding.shown if holding else str
    return table_csv(
        DISPUTE_HEAD,
        (
            (one.statement_id, shown(statements[one.statement_id].text), question, coder, answer)
            for one in found
            for coder, said in one.said.items()
            for question, answer in answers(one, said, labels)
        ),
    )


def answers(dispute: Dispute, said: Judgement, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a coder said on each point in dispute, as (question, answer); '–' for nothing."""
    words = {True: "ja", False: "nee", None: "–"}
    found = [(labels.get(theme, theme), words[said.themes.get(theme)]) for theme in dispute.themes]
    return found + ([("Soort", said.kind or "–")] if dispute.kind else [])
