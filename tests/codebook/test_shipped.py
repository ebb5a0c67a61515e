import pytest

from analysis.codebook import dump_codebook, load_codebook, parse_codebook, shipped
from analysis.coding import SearchTermCoder
from analysis.types import Place, Statement


def test_the_shipped_codebooks() -> None:
    assert shipped() == (
        "beter_verbonden",
        "samenwerken_voor_jeugd",
        "verbindingsofficier",
        "weerbare_gemeenschappen",
    )


@pytest.mark.parametrize("name", shipped())
def test_each_code_can_guide_two_coders(name: str) -> None:
    codebook = load_codebook(name)
    assert codebook.name == name
    for code in (*codebook.themes, *codebook.extra_codes):
        assert code.definition.endswith(".")
        assert code.inclusion
        assert code.exclusion
        assert 3 <= len(code.examples) <= 6, code.name
        assert 25 <= len(code.terms) <= 62, code.name
        assert len(set(code.terms)) == len(code.terms), code.name


@pytest.mark.parametrize("name", shipped())
def test_each_term_finds_itself(name: str) -> None:
    """A term without near, exclusion or star must be found in its own words."""
    codebook = load_codebook(name)
    coder = SearchTermCoder(codebook)
    for code in (*codebook.themes, *codebook.extra_codes):
        for term in code.terms:
            if set(term) & set("~*"):
                continue
            statement = Statement("1", term.replace("=", ""), "", None, None, "", Place(1, 1))
            [coded] = coder.propose([statement])
            assigned = {item.theme for item in coded.themes + coded.dimension if item.assigned}
            assert code.name in assigned, term


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_codebook_survives_writing(name: str) -> None:
    codebook = load_codebook(name)
    assert parse_codebook(dump_codebook(codebook), source=name) == codebook


def test_the_extra_codes_of_the_shipped_codebooks() -> None:
    extra = load_codebook("beter_verbonden").extra_codes
    assert [code.name for code in extra] == [
        *("operationeel", "tactisch", "strategisch"),
        *("verantwoordingsdrang", "handelingsverlegenheid", "concurrentie"),
    ]
    steps = load_codebook("weerbare_gemeenschappen").dimension
    assert steps is not None
    assert [code.label.split(".")[0] for code in steps.codes] == [str(n) for n in range(1, 13)]
