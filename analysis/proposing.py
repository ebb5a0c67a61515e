"""From statements to codings: what the coder proposes, as it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from analysis.codebook import Codebook
from analysis.types import NO_CODE, CodedStatement, Coding, CodingTarget, Proposal, Statement

if TYPE_CHECKING:
    from analysis.coding import Coder


def code(statements: Sequence[Statement], codebook: Codebook) -> list[CodedStatement]:
    """Proposals for statements by the coder that the codebook allows."""
    return coder_for(codebook).propose(statements)


def coder_for(codebook: Codebook) -> Coder:
    """The coder to use with a codebook."""
    # Here, since who only reads files need not wait for it.
    from analysis.coding import ModelCoder  # noqa: PLC0415

    return ModelCoder(codebook)


def codings_from(
    coded: Sequence[CodedStatement], *, coder: str, codebook: Codebook, created: datetime
) -> list[Coding]:
    """Proposals as codings to store; of the further codes only those that are assigned.

    For the kind it is what the text says, also under a heading, so that a clash can be told.
    """
    return [
        Coding(
            statement_id=item.statement_id,
            target=target,
            code=proposal.theme,
            assigned=proposal.assigned,
            coder=coder,
            codebook=codebook.key,
            created=created,
            probability=proposal.probability,
            evidence=proposal.evidence,
        )
        for item in coded
        for target, proposal in _decisions(item)
    ]


def _decisions(item: CodedStatement) -> list[tuple[CodingTarget, Proposal]]:
    themes = [(CodingTarget.THEME, proposal) for proposal in item.themes]
    further = [(CodingTarget.DIMENSION, p) for p in item.dimension if p.assigned]
    kind = item.category
    if not kind.read_probability:
        return themes + further
    read = Proposal(kind.read or NO_CODE, kind.read_probability, assigned=True)
    return [*themes, (CodingTarget.CATEGORY, read), *further]
