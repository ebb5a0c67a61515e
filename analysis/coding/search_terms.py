"""The coder that looks for a codebook's search terms: plain, fast, and it shows its words.

Codes beside the themes (the second dimension, then the obstacles) stand together in
`CodedStatement.dimension`; their names are unique within a codebook.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.codebook import Codebook, Theme
from analysis.coding.term_index import TermIndex
from analysis.types import CategoryProposal, CodedStatement, Proposal, Span, Statement

RATES = (0.25, 0.82, 0.89)
"""Probability of a code after no, one, and two or more different terms.

Measured with beter_verbonden's themes on the 720 statements that were written for training in the
style of flip-overs, and on nothing else (n = 1944, 198 and 18 pairs of a statement and a theme).
For a real day, other codebooks and other codes they are rough.
"""

CERTAINTIES = (0.26, 0.65, 0.29)
"""Probability that all themes are right where no, one, and two or more are proposed.

Measured on the same 720 statements (n = 520, 186 and 14); as rough as the rates.
"""

_ASSIGNED_FROM = 0.5


class SearchTermCoder:
    """Proposes a code where one of its search terms stands in the statement."""

    name = "machine:zoektermen@1"

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._index = TermIndex((*codebook.themes, *codebook.extra_codes))

    def propose(self, statements: Sequence[Statement]) -> list[CodedStatement]:
        """Return the proposals for each statement, in the same order."""
        return [self._propose(statement) for statement in statements]

    def _propose(self, statement: Statement) -> CodedStatement:
        found = self._index.find(statement.text)
        themes = _proposals(self.codebook.themes, found)
        return CodedStatement(
            statement_id=statement.id,
            themes=themes,
            category=_category(statement),
            certainty=_at(CERTAINTIES, sum(theme.assigned for theme in themes)),
            dimension=_proposals(self.codebook.extra_codes, found),
        )


def _proposals(codes: Sequence[Theme], found: dict[str, tuple[Span, ...]]) -> tuple[Proposal, ...]:
    return tuple(proposal_by_terms(code.name, found.get(code.name, ())) for code in codes)


def proposal_by_terms(code: str, evidence: tuple[Span, ...]) -> Proposal:
    """What the search terms that were found say about a code."""
    different = len({span.term for span in evidence})
    probability = _at(RATES, different)
    return Proposal(code, probability, probability >= _ASSIGNED_FROM, evidence)


def _at(table: Sequence[float], count: int) -> float:
    return table[min(count, len(table) - 1)]


def _category(statement: Statement) -> CategoryProposal:
    """The kind that a heading gave is certain; from the text this coder says nothing."""
    if statement.category is None:
        return CategoryProposal(None, 0.0, "text")
    return CategoryProposal(statement.category, 1.0, "heading")
