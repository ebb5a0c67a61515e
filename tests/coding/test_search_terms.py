import pytest
from growth import evenly

from analysis.codebook import Codebook, Dimension, Theme, load_codebook
from analysis.coding import Coder, SearchTermCoder
from analysis.coding.search_terms import CERTAINTIES, RATES
from analysis.types import Category, CategoryProposal, Place, Statement


def _code(name: str, *terms: str) -> Theme:
    return Theme(name=name, label=name, definition="x", terms=terms)


CODEBOOK = Codebook(
    name="proef",
    version=1,
    title="Proef",
    themes=(_code("een", "regie", "afstemmen"), _code("twee", "delen")),
    dimension=Dimension(title="Niveau", codes=(_code("straat", "straat"),)),
    obstacles=(_code("angst", "bang"),),
)


def _statement(text: str, category: Category | None = None, identity: str = "1") -> Statement:
    basis = "heading" if category else None
    return Statement(identity, text, "hoek", category, basis, "bron", Place(1, 1))


@pytest.fixture
def coder() -> Coder:
    return SearchTermCoder(CODEBOOK)


def test_the_name_tells_machine_and_version(coder: Coder) -> None:
    assert coder.name == "machine:zoektermen@1"


@pytest.mark.parametrize(
    ("text", "different", "assigned"),
    [
        ("niets", 0, False),
        ("regie", 1, True),
        ("regie en regie", 1, True),
        ("regie, dus afstemmen", 2, True),
    ],
)
def test_probability_grows_with_different_terms(
    coder: Coder, text: str, different: int, assigned: bool
) -> None:
    [coded] = coder.propose([_statement(text)])
    assert coded.themes[0].probability == RATES[different]
    assert coded.themes[0].assigned is assigned


@pytest.mark.parametrize(("text", "assigned"), [("niets", 0), ("regie", 1), ("regie delen", 2)])
def test_certainty_follows_from_the_number_of_themes(
    coder: Coder, text: str, assigned: int
) -> None:
    assert coder.propose([_statement(text)])[0].certainty == CERTAINTIES[assigned]


def test_dimension_codes_and_obstacles_stand_together(coder: Coder) -> None:
    [coded] = coder.propose([_statement("bang op straat")])
    assert [(item.theme, item.assigned) for item in coded.dimension] == [
        ("straat", True),
        ("angst", True),
    ]
    assert not any(item.assigned for item in coded.themes)


def test_the_kind_comes_from_the_heading_only(coder: Coder) -> None:
    found = coder.propose([_statement("regie", Category.KANS), _statement("regie")])
    assert found[0].category == CategoryProposal(Category.KANS, 1.0, "heading")
    assert found[1].category == CategoryProposal(None, 0.0, "text")


def test_order_is_kept(coder: Coder) -> None:
    names = [str(number) for number in range(20)]
    coded = coder.propose([_statement("regie", identity=name) for name in names])
    assert [item.statement_id for item in coded] == names
    assert coder.propose([]) == []


def test_many_statements_take_no_longer_than_their_number() -> None:
    coder = SearchTermCoder(load_codebook("beter_verbonden"))
    texts = ["We werken goed samen met school, maar niemand pakt het op", "Korte lijn met het OM"]

    def statements(number: int) -> list[Statement]:
        return [_statement(f"{texts[at % 2]} {at}") for at in range(number)]

    assert evenly(statements, coder.propose, 2_000)
