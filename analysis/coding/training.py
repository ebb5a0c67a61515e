"""Builds the shipped model from the training corpus: `python -m analysis.coding.training`.

Linear models on n-grams: for each code the mean of two logistic regressions, on the features as
they are and on the features scaled by their naive-Bayes log-count ratio (Wang & Manning 2012,
"Baselines and Bigrams"). A mean of linear models is one linear model, so it costs nothing.
Scores become probabilities, and themes get their thresholds, on batches that were held out: no
writer's statements are judged by a model that saw others of the same writer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_array, diags_array
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import fbeta_score
from sklearn.model_selection import GroupKFold

from analysis.codebook import Codebook, Theme, load_codebook
from analysis.coding.certainty import all_right
from analysis.coding.corpus import Example, read_examples
from analysis.coding.features import Analysed, Floats, Space
from analysis.coding.likeness import Likeness
from analysis.coding.model import CATEGORY, THEMES, Head, Likely, Model, sigmoid, softmax
from analysis.coding.term_index import TermIndex
from analysis.types import NO_CODE, Category, Span

Truth = npt.NDArray[np.bool_]
Spans = Mapping[str, tuple[Span, ...]]

VERSION = 1
"""Raised with every model that is shipped: codings keep it in their coder's name."""

_STRENGTH = 6.0  # the inverse of the regularisation, for both regressions
_SMOOTHING = 0.3  # of the log-count ratio
_FOLDS = 6
_DAY = "dag_"
_DAY_WEIGHT = 3.0
"""Batches named so were written as whole days by who knew no codebook, and coded by another:
nearest to what comes in. The weight was chosen on such days that were held out."""
_LEAST = 1e-7
_NEVER = -8.0  # the score of a code that no example has


class _Group(NamedTuple):
    """Codes that are learned together: their names and who has which, (examples, codes)."""

    codes: tuple[str, ...]
    exclusive: bool
    truth: Truth


def train(examples: Sequence[Example], codebook: Codebook) -> Model:
    """A model for the codes of `codebook` and for the kind; see the module on how.

    The same examples in the same order give the same model.
    """
    texts, spans = _look([example.text for example in examples], codebook)
    groups = _groups(examples, codebook)
    truth = np.hstack([group.truth for group in groups.values()])
    batches = [example.batch for example in examples]
    weighing = np.array([_weight(batch) for batch in batches])
    held_out = _held_out_scores(texts, truth, weighing, batches)
    space, weights, bias = _fit(texts, truth, weighing)
    heads: dict[str, Head] = {}
    for name, group in groups.items():
        start = sum(len(head.codes) for head in heads.values())
        heads[name] = _head(group, held_out[:, start : start + len(group.codes)])
    chances = _chances(heads[THEMES], held_out[:, : len(codebook.themes)])
    right = (chances >= heads[THEMES].thresholds) == groups[THEMES].truth
    return Model(
        space=space,
        weights=weights,
        bias=bias,
        heads=heads,
        certainty=_line(all_right(chances), right.all(axis=1)),
        likeness=_likeness(codebook.themes, space.rows(texts), spans, space, groups[THEMES].truth),
        about=_about(examples),
    )


def _look(texts: Sequence[str], codebook: Codebook) -> tuple[list[Analysed], list[Spans]]:
    """Texts as the features see them, and the spans of each code's search terms."""
    index = TermIndex((*codebook.themes, *codebook.extra_codes))
    cut = [index.tokens(text) for text in texts]
    spans: list[Spans] = [index.find_in(tokens) for tokens in cut]
    return [Analysed(t, tuple(sorted(s))) for t, s in zip(cut, spans, strict=True)], spans


def _groups(examples: Sequence[Example], codebook: Codebook) -> dict[str, _Group]:
    kinds = [example.category or NO_CODE for example in examples]
    groups = {
        THEMES: _group([e.themes for e in examples], [t.name for t in codebook.themes]),
        CATEGORY: _group([{kind} for kind in kinds], [*Category, NO_CODE], exclusive=True),
    }
    further = {"obstacles": codebook.obstacles}
    if codebook.dimension:
        further["dimension"] = codebook.dimension.codes
    for name, codes in further.items():
        names = [code.name for code in codes]
        held = [example.codes & set(names) or {NO_CODE} for example in examples]
        groups[name] = _group(held, [*names, NO_CODE], exclusive=True)
    return groups


def _group(held: Sequence[Any], codes: Sequence[str], *, exclusive: bool = False) -> _Group:
    truth = np.array([[code in names for code in codes] for names in held], dtype=bool)
    return _Group(tuple(map(str, codes)), exclusive, truth)


def _weight(batch: str) -> float:
    return _DAY_WEIGHT if batch.startswith(_DAY) else 1.0


def _held_out_scores(
    texts: Sequence[Analysed], truth: Truth, weighing: Floats, batches: Sequence[str]
) -> Floats:
    """Scores (texts, codes), each by a model that saw nothing of the text's batch."""
    scores = np.zeros(truth.shape, dtype=np.float32)
    folds = GroupKFold(min(_FOLDS, len(set(batches))))
    for seen, unseen in folds.split(texts, groups=batches):
        space, weights, bias = _fit([texts[at] for at in seen], truth[seen], weighing[seen])
        scores[unseen] = space.rows([texts[at] for at in unseen]) @ weights + bias
    return scores


def _fit(texts: Sequence[Analysed], truth: Truth, weighing: Floats) -> tuple[Space, Floats, Floats]:
    """The space of the texts, weights (features, codes) and bias (codes,).

    `weighing` (texts,) is how much each text counts.
    """
    space = Space.learn(texts)
    rows = space.rows(texts)
    columns = [_fit_code(rows, truth[:, code], weighing) for code in range(truth.shape[1])]
    weights = np.column_stack([weights for weights, _ in columns])
    return space, weights.astype(np.float32), np.array([b for _, b in columns], dtype=np.float32)


def _fit_code(
    rows: csr_array, holds: npt.NDArray[np.bool_], weighing: Floats
) -> tuple[Floats, float]:
    if holds.all() or not holds.any():  # a fold without this code teaches nothing about it
        return np.zeros(rows.shape[1]), _NEVER if not holds.any() else -_NEVER
    plain, bias = _regression(rows, holds, weighing)
    ratio = _log_count_ratio(rows, holds)
    scaled, scaled_bias = _regression(rows @ diags_array(ratio), holds, weighing)
    return (plain + scaled * ratio) / 2, (bias + scaled_bias) / 2


def _regression(
    rows: csr_array, holds: npt.NDArray[np.bool_], weighing: Floats
) -> tuple[Floats, float]:
    # Fewer examples than features: the dual problem is solved ten times as fast.
    regression = LogisticRegression(C=_STRENGTH, solver="liblinear", dual=True, random_state=0)
    found = regression.fit(rows, holds, sample_weight=weighing)
    return found.coef_[0], float(found.intercept_[0])


def _log_count_ratio(rows: csr_array, holds: npt.NDArray[np.bool_]) -> Floats:
    with_it = _SMOOTHING + rows[holds].sum(axis=0)
    without = _SMOOTHING + rows[~holds].sum(axis=0)
    ratio: Floats = np.log((with_it / with_it.sum()) / (without / without.sum()))
    return ratio


def _head(group: _Group, scores: Floats) -> Head:
    """Calibrate on held-out scores: each code by itself (Platt 1999), or one temperature."""
    width = len(group.codes)
    if group.exclusive:
        slope = _temperature(scores, group.truth)
        return Head(group.codes, True, (slope,) * width, (0.0,) * width)
    lines = [_line(scores[:, at], group.truth[:, at]) for at in range(width)]
    slopes, shifts = zip(*lines, strict=True)
    head = Head(group.codes, False, slopes, shifts)
    chances = _chances(head, scores)
    thresholds = [_threshold(chances[:, at], group.truth[:, at]) for at in range(width)]
    return replace(head, thresholds=tuple(thresholds))


def _line(scores: Floats, holds: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and shift of the log-odds that a score means."""
    if holds.all() or not holds.any():  # nothing to measure: leave the score as it is
        return 1.0, 0.0
    found = LogisticRegression(C=1e6).fit(scores.reshape(-1, 1), holds)
    return round(float(found.coef_[0, 0]), 4), round(float(found.intercept_[0]), 4)


def _temperature(scores: Floats, truth: Truth) -> float:
    def loss(slope: float) -> float:
        return -float(np.log(softmax(scores * slope)[truth].clip(_LEAST)).mean())

    return round(float(minimize_scalar(loss, bounds=(0.1, 5), method="bounded").x), 4)


def _threshold(chances: Floats, holds: npt.NDArray[np.bool_], *, beta: float = 1.0) -> float:
    """The probability from which assigning gives the best F score."""
    choices = np.arange(0.2, 0.71, 0.02)

    def score(at: float) -> float:
        return float(fbeta_score(holds, chances >= at, beta=beta))

    return round(float(max(choices, key=score)), 2)


def _chances(head: Head, scores: Floats) -> Floats:
    return sigmoid(scores * np.array(head.slope) + np.array(head.shift))


def _likeness(
    themes: Sequence[Theme], rows: csr_array, spans: Sequence[Spans], space: Space, truth: Truth
) -> Likely:
    """What the grounds of a theme weigh when nothing was learned about it."""
    grounds = Likeness(themes, space).grounds(rows, spans)
    holds = truth.T.ravel()
    found = LogisticRegression(C=1e6, max_iter=1000).fit(np.concatenate(grounds), holds)
    chances = found.predict_proba(np.concatenate(grounds))[:, 1]
    plain = (*found.coef_[0], found.intercept_[0])
    # A theme of one's own is mostly rarer than these: wrong proposals weigh heavier.
    threshold = _threshold(chances, holds, beta=0.5)
    return Likely(tuple(round(float(value), 4) for value in plain), threshold)


def _about(examples: Sequence[Example]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "examples": len(examples),
        "batches": len({example.batch for example in examples}),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Read the corpus, train, and write the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path, help="folder of .jsonl files")
    parser.add_argument("model", type=Path, help="the .npz to write")
    parser.add_argument("--codebook", default="beter_verbonden")
    args = parser.parse_args(argv)
    examples = list(read_examples(sorted(args.corpus.glob("*.jsonl"))))
    model = train(examples, load_codebook(args.codebook))
    args.model.parent.mkdir(parents=True, exist_ok=True)
    args.model.write_bytes(model.to_bytes())
    print(f"{len(examples)} examples, {len(model.space.names)} features -> {args.model}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
