"""The coder that learned from examples.

A theme that the model knows is decided by the model, for which search terms are one ground among
many. Another theme is decided by its likeness to the codebook's own words. What the day's people
decided moves both. The kind comes from the heading where there is one, else from the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from analysis.codebook import Codebook, Theme
from analysis.coding.certainty import certainties
from analysis.coding.day import DayModel
from analysis.coding.features import Analysed, Floats
from analysis.coding.grounds import Pull
from analysis.coding.likeness import Likeness
from analysis.coding.model import CATEGORY, THEMES, Model, Scores, shipped_model, sigmoid
from analysis.coding.search_terms import proposal_by_terms
from analysis.coding.term_index import TermIndex
from analysis.types import (
    Category,
    CategoryProposal,
    CodedStatement,
    Proposal,
    ProposalBasis,
    Span,
    Statement,
)

Spans = Mapping[str, tuple[Span, ...]]

_FURTHER = ("dimension", "obstacles")
_KINDS = (*Category, None)
"""The kinds in the order of the model's head; last that the text says none."""


class Looked(NamedTuple):
    """Texts as the model sees them: their words, the spans of each code's terms, the features."""

    texts: list[Analysed]
    spans: Sequence[Spans]
    rows: csr_array


class ModelCoder:
    """Proposes themes, kind and further codes; `day` is what people decided on this day."""

    def __init__(
        self, codebook: Codebook, *, model: Model | None = None, day: DayModel | None = None
    ) -> None:
        self._model = model or shipped_model()
        self._codebook = codebook
        self._day = day
        self.name = f"machine:model@{self._model.about['version']}" + ("+dag" if day else "")
        self._index = TermIndex((*codebook.themes, *codebook.extra_codes))
        self._known = _known(codebook, self._model)
        others = [t for t, column in zip(codebook.themes, self._known, strict=True) if column < 0]
        self._likeness = Likeness(others, self._model.space) if others else None
        self._thresholds = _thresholds(self._known, self._model)
        self._pull = Pull(self._model.space, self._theme_weights())

    def propose(self, statements: Sequence[Statement]) -> list[CodedStatement]:
        """Return the proposals for each statement, in the same order."""
        if not statements:
            return []
        looked = self.look([statement.text for statement in statements])
        scores = self._model.scores(looked.rows)
        odds = self._theme_odds(looked, scores)
        if self._day:
            odds = odds + self._day.shift(looked.rows)
        chances = sigmoid(odds)
        certain = certainties(chances, self._model.certainty)
        kinds = self._model.probabilities(CATEGORY, scores)
        further = self._further(looked, scores)
        return [
            CodedStatement(
                statement_id=statement.id,
                themes=self._proposals(looked.texts[at], looked.spans[at], chances[at]),
                category=_kind(statement, kinds[at]),
                certainty=float(certain[at]),
                dimension=further[at],
            )
            for at, statement in enumerate(statements)
        ]

    def look(self, texts: Sequence[str]) -> Looked:
        """Analyse texts once for all that follows."""
        cut = [self._index.tokens(text) for text in texts]
        spans = [self._index.find_in(tokens) for tokens in cut]
        analysed = [Analysed(t, tuple(sorted(s))) for t, s in zip(cut, spans, strict=True)]
        return Looked(analysed, spans, self._model.space.rows(analysed))

    def log_odds(self, looked: Looked) -> Floats:
        """The log-odds of the codebook's themes without the day, (texts, themes)."""
        return self._theme_odds(looked, self._model.scores(looked.rows))

    def _theme_odds(self, looked: Looked, scores: Scores) -> Floats:
        known = self._model.log_odds(THEMES, scores)
        odds = known[:, np.maximum(self._known, 0)]
        if self._likeness:
            odds[:, self._known < 0] = self._model.likeness_odds(
                self._likeness.grounds(looked.rows, looked.spans)
            )
        return odds

    def _proposals(self, text: Analysed, spans: Spans, chances: Floats) -> tuple[Proposal, ...]:
        found = []
        for column, theme in enumerate(self._codebook.themes):
            evidence = spans.get(theme.name, ())
            learned = bool(self._known[column] >= 0)
            # Who adds a term to a theme of their own means it to count.
            assigned = bool(chances[column] >= self._thresholds[column]) or bool(
                evidence and not learned and not self._day
            )
            if assigned:
                words = self._pull.words(text, column, evidence)
                evidence = tuple(sorted((*evidence, *words), key=lambda span: span.start))
            basis: ProposalBasis = "examples" if learned else "similarity"
            chance = float(chances[column])
            found.append(Proposal(theme.name, chance, assigned, evidence, basis))
        return tuple(found)

    def _further(self, looked: Looked, scores: Scores) -> list[tuple[Proposal, ...]]:
        """Proposals for the codes beside the themes: by the model where it knows them."""
        columns: dict[str, tuple[Floats, npt.NDArray[np.bool_]]] = {}
        for name in _FURTHER:
            head = self._model.heads.get(name)
            if head is None:
                continue
            chances = self._model.probabilities(name, scores)
            best = chances.argmax(axis=1)
            for column, code in enumerate(head.codes):
                columns[code] = chances[:, column], best == column
        return [
            tuple(
                _further_proposal(code, at, spans, columns) for code in self._codebook.extra_codes
            )
            for at, spans in enumerate(looked.spans)
        ]

    def _theme_weights(self) -> Floats:
        """What the features weigh for the codebook's themes, (features, themes)."""
        known = self._model.weights[:, self._model.columns(THEMES)]
        weights = np.where(self._known >= 0, known[:, np.maximum(self._known, 0)], 0)
        return (weights + self._day.weights if self._day else weights).astype(np.float32)


def _known(codebook: Codebook, model: Model) -> npt.NDArray[np.int64]:
    """For each theme its column among the model's themes, -1 where the model has not learned it."""
    learned = {code: at for at, code in enumerate(model.heads[THEMES].codes)}
    return np.array([learned.get(theme.name, -1) for theme in codebook.themes])


def _thresholds(known: npt.NDArray[np.int64], model: Model) -> Floats:
    learned = np.array(model.heads[THEMES].thresholds)
    return np.where(known >= 0, learned[np.maximum(known, 0)], model.likeness.threshold).astype(
        np.float32
    )


def _further_proposal(
    code: Theme, at: int, spans: Spans, learned: Mapping[str, tuple[Floats, npt.NDArray[np.bool_]]]
) -> Proposal:
    evidence = spans.get(code.name, ())
    if code.name not in learned:
        return proposal_by_terms(code.name, evidence)
    chances, best = learned[code.name]
    return Proposal(code.name, float(chances[at]), bool(best[at]), evidence, "examples")


def _kind(statement: Statement, chances: Floats) -> CategoryProposal:
    """A heading's kind is certain; what the text says is told beside it."""
    best = int(chances.argmax())
    read = _KINDS[best] if statement.text.strip() else None
    likely = float(chances[best])
    if statement.category is None or statement.category_basis == "text":
        return CategoryProposal(read, likely, "text", read, likely)
    return CategoryProposal(statement.category, 1.0, "heading", read, likely)
