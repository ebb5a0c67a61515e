"""From statements to codings: what of the proposals is stored."""

from datetime import UTC, datetime

from analysis.codebook import load_codebook
from analysis.proposing import codings_from
from analysis.types import CategoryProposal, CodedStatement, CodingTarget, Proposal

CODEBOOK = load_codebook("beter_verbonden")


def test_of_the_further_codes_only_the_assigned_are_kept():
    coded = CodedStatement(
        "u1",
        themes=(Proposal("a", 0.9, True), Proposal("b", 0.1, False)),
        category=CategoryProposal(None, 0.0, "text"),
        certainty=0.5,
        dimension=(Proposal("c", 0.9, True), Proposal("d", 0.1, False)),
    )
    now = datetime.now(UTC)

    got = codings_from([coded], coder="machine:proef", codebook=CODEBOOK, created=now)

    assert [(c.target, c.code, c.assigned) for c in got] == [
        (CodingTarget.THEME, "a", True),
        (CodingTarget.THEME, "b", False),
        (CodingTarget.DIMENSION, "c", True),
    ]
    assert {c.codebook for c in got} == {CODEBOOK.key}
