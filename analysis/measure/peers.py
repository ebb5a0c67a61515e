"""The search for terms beside spaCy's own PhraseMatcher: same terms, same texts, one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from analysis.codebook import PartKind, Term, parse_term
from analysis.coding.term_index import TermIndex
from analysis.language import lemma, tokenize
from analysis.measure import fresh
from analysis.measure.figures import Figure, Sizes
from analysis.measure.samples import codebook, sample_statements


def term_matching(sizes: Sizes) -> list[Figure]:
    """Statements a second for both, and how many times as fast this house's index is."""
    ours, spacys, terms, hits = fresh.in_fresh_process(compare, sizes.many, sizes.repeats)
    how = (
        f"{terms} zoektermen die PhraseMatcher ook kan (woorden en woordgroepen, zonder * of ~); "
        f"spaCy: blank nl, opzoeklemma's uit dezelfde lijst, PhraseMatcher op LEMMA; om beurten, "
        f"rekentijd, mediaan van {sizes.repeats}; uitspraken met een treffer: {hits[0]} en "
        f"{hits[1]}"
    )
    return [
        Figure("zoektermen", sizes.many / ours, "per s", sizes.many, how, decimals=0),
        Figure("  spaCy PhraseMatcher", sizes.many / spacys, "per s", sizes.many, how, decimals=0),
        Figure("  verhouding", spacys / ours, "×", sizes.many, how),
    ]


def compare(count: int, repeats: int) -> tuple[float, float, int, tuple[int, int]]:
    """Median processor seconds of ours and of spaCy's; number of terms; statements hit by each."""
    texts = [statement.text for statement in sample_statements(count)]
    themes = codebook().themes
    terms = [term for theme in themes for term in map(parse_term, theme.terms) if _is_plain(term)]
    wanted = {term.source for term in terms}
    index = TermIndex(
        theme.model_copy(update={"terms": tuple(t for t in theme.terms if t in wanted)})
        for theme in themes
    )
    pipeline, matcher = _phrase_matcher(terms, texts)
    ours, spacys, hits = [], [], [0, 0]

    def search() -> None:
        hits[0] = sum(bool(index.find(text)) for text in texts)

    def match() -> None:
        hits[1] = sum(bool(matcher(document)) for document in pipeline.pipe(texts))

    for _ in range(repeats):
        ours.append(_used(search))
        spacys.append(_used(match))
    medians = statistics.median(ours), statistics.median(spacys)
    return *medians, len(wanted), (hits[0], hits[1])


def _used(work: Callable[[], None]) -> float:
    """Processor seconds: what else the machine does would blur a ratio."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _is_plain(term: Term) -> bool:
    lemmas = all(part.kind is PartKind.LEMMA for part in term.phrase)
    return lemmas and term.near is None and not term.unless


def _phrase_matcher(terms: Sequence[Term], texts: Sequence[str]) -> tuple[Any, Any]:
    import spacy  # noqa: PLC0415
    from spacy.lookups import Lookups  # noqa: PLC0415
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415

    phrases = [" ".join(part.word for part in term.phrase) for term in terms]
    words = {token.text.lower() for text in (*texts, *phrases) for token in tokenize(text)}
    lookups = Lookups()
    lookups.add_table("lemma_lookup", {word: lemma(word) for word in words})
    pipeline = spacy.blank("nl")
    lemmatizer: Any = pipeline.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmatizer.initialize(lookups=lookups)
    matcher = PhraseMatcher(pipeline.vocab, attr="LEMMA")
    matcher.add("term", list(pipeline.pipe(phrases)))
    return pipeline, matcher
