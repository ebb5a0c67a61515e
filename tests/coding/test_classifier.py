"""The coder as it is shipped: themes, kind, evidence, other codebooks."""

from __future__ import annotations

import pytest

from analysis.codebook import Codebook, Theme, load_codebook
from analysis.coding import ModelCoder
from analysis.coding.certainty import certainty
from analysis.types import Category, CodedStatement, Place, Proposal, Statement

CODEBOOK = load_codebook("beter_verbonden")


def statement(text: str, category: Category | None = None) -> Statement:
    basis = "heading" if category else None
    return Statement("u", text, "Politie", category, basis, "a.txt", Place(1, 1))


@pytest.fixture(scope="module")
def coder() -> ModelCoder:
    return ModelCoder(CODEBOOK)


def propose(coder: ModelCoder, text: str, category: Category | None = None) -> CodedStatement:
    [coded] = coder.propose([statement(text, category)])
    return coded


def assigned(coded: CodedStatement) -> set[str]:
    return {proposal.theme for proposal in coded.themes if proposal.assigned}


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Na de melding nooit meer iets teruggehoord", {"openheid"}),
        ("De gemeente moet de regie pakken", {"integraliteit"}),
        ("Vierde begeleider in een jaar, alweer een nieuw gezicht", {"betrokkenheid"}),
        ("open kozijn op de begane grond", set()),
        ("Delen van de wijk zijn 's avonds donker", set()),
        ("", set()),
    ],
)
def test_themes_of_plain_cases(coder: ModelCoder, text: str, themes: set[str]) -> None:
    assert assigned(propose(coder, text)) == themes


def test_a_heading_goes_before_the_text_and_the_text_is_told(coder: ModelCoder) -> None:
    text = "Nooit iets teruggehoord, al drie keer gebeld"
    kind = propose(coder, text, Category.WERKT).category
    assert (kind.value, kind.probability, kind.basis) == (Category.WERKT, 1.0, "heading")
    assert kind.read is Category.KNELPUNT
    assert kind.read_probability > 0.7


def test_a_kind_that_the_machine_read_is_read_anew(coder: ModelCoder) -> None:
    text = "Nooit iets teruggehoord, al drie keer gebeld"
    before = Statement("u", text, "", Category.WERKT, "text", "a.txt", Place(1, 1))
    [coded] = coder.propose([before])
    assert (coded.category.value, coded.category.basis) == (Category.KNELPUNT, "text")


def test_evidence_is_marked_in_the_text(coder: ModelCoder) -> None:
    text = "😀 nooit een seintje terug van de voogd"
    proposal = next(p for p in propose(coder, text).themes if p.theme == "openheid")
    assert proposal.basis == "examples"
    assert proposal.assigned
    marked = [text[span.start : span.end] for span in proposal.evidence]
    assert "seintje" in " ".join(marked)
    starts = [span.start for span in proposal.evidence]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["{} belt nooit terug", "Contact met {}, korte lijnen", "{}"])
def test_who_is_meant_does_not_count(coder: ModelCoder, text: str) -> None:
    by_word = [
        propose(coder, text.format(word))
        for word in ("[persoon 1]", "[persoon 23]", "[telefoon]", "[adres]", "[geboortedatum]")
    ]
    assert len({tuple((p.theme, p.probability) for p in one.themes) for one in by_word}) == 1
    assert len({one.category.probability for one in by_word}) == 1
    for one in by_word[0].themes:
        marked = [text.format("[persoon 1]")[s.start : s.end] for s in one.evidence]
        assert "persoon" not in " ".join(marked)


def test_certainty_grows_with_clear_probabilities() -> None:
    assert certainty([]) == 0
    assert 0 < certainty([0.5, 0.5]) < certainty([0.9, 0.2]) < certainty([0.99, 0.01]) < 1


OWN = Codebook(
    name="eigen",
    version=1,
    title="Eigen",
    themes=(
        Theme(
            name="geld",
            label="Geld",
            definition="Subsidie, budget en wie wat betaalt.",
            terms=("euro*", "subsidie"),
            examples=("De subsidie stopt in december",),
        ),
        Theme(name="sport", label="Sport", definition="Sporten en bewegen met jongeren."),
    ),
)


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Geen euro over voor de zaal", {"geld"}),  # a term of one's own counts
        ("De subsidie stopt per december", {"geld"}),
        ("Elke week sporten met de jongeren", {"sport"}),
        ("De deur klemt", set()),
    ],
)
def test_a_codebook_without_examples(text: str, themes: set[str]) -> None:
    coded = propose(ModelCoder(OWN), text)
    assert assigned(coded) == themes
    assert all(proposal.basis == "similarity" for proposal in coded.themes)


def test_nothing_in_is_nothing_out(coder: ModelCoder) -> None:
    assert coder.propose([]) == []


def test_further_codes_come_from_the_model_or_from_terms(coder: ModelCoder) -> None:
    def of(coded: CodedStatement) -> dict[str, Proposal]:
        return {proposal.theme: proposal for proposal in coded.dimension}

    known = of(propose(coder, "De wethouder bezuinigt op het landelijke beleid"))
    assert known["strategisch"].assigned
    assert sum(known[level].assigned for level in ("operationeel", "tactisch", "strategisch")) == 1
    other = load_codebook("samenwerken_voor_jeugd")
    codes = {code.name for code in other.extra_codes}
    assert set(of(propose(ModelCoder(other), "Overleg met school"))) == codes
