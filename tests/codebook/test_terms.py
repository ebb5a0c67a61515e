import pytest

from analysis.codebook import Near, Part, PartKind, Term, TermError, parse_term

LEMMA, EXACT, WILD = PartKind.LEMMA, PartKind.EXACT, PartKind.WILD
KORT, LIJN = Part(LEMMA, "korte"), Part(LEMMA, "lijnen")


@pytest.mark.parametrize(
    ("source", "phrase"),
    [
        ("samenwerken", (Part(LEMMA, "samenwerken"),)),
        ("Samenwerken", (Part(LEMMA, "samenwerken"),)),
        ("=OM", (Part(EXACT, "OM"),)),
        ("korte  lijnen", (KORT, LIJN)),
        ("afstem*", (Part(WILD, "afstem*"),)),
        ("*Regie*", (Part(WILD, "*regie*"),)),
        ("korte =OM *lijn*", (KORT, Part(EXACT, "OM"), Part(WILD, "*lijn*"))),
    ],
)
def test_phrases(source: str, phrase: tuple[Part, ...]) -> None:
    assert parse_term(source) == Term(source, phrase)


def test_near_and_exclusions() -> None:
    assert parse_term("korte lijnen ~3 =OM !~2 wijk !~0 korte") == Term(
        "korte lijnen ~3 =OM !~2 wijk !~0 korte",
        (KORT, LIJN),
        Near((Part(EXACT, "OM"),), 3),
        (Near((Part(LEMMA, "wijk"),), 2), Near((KORT,), 0)),
    )


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("", "lege term"),
        ("delen ~ wijk", "hoort een getal achter ~"),
        ("delen !~ wijk", "hoort een getal achter !~"),
        ("delen ~99 wijk", "te ver"),
        ("delen ~2", "mist een woord"),
        ("~2 delen", "mist een woord"),
        ("delen ~2 wijk ~2 buurt", "meer dan één ~"),
        ("delen !~2 wijk ~2 buurt", "na een !~"),
        ("delen~2 wijk", "moeten ~ en !~ los staan"),
        ("!delen", "moeten ~ en !~ los staan"),
        ("ab*", "minstens 3 letters"),
        ("*", "minstens 3 letters"),
        ("=", "geen woord"),
        ("=afstem*", "geen woord"),
        ("- delen", "geen woord"),
    ],
)
def test_a_term_that_cannot_be_read_is_told(source: str, problem: str) -> None:
    with pytest.raises(TermError, match=problem.replace("!", r"\!")):
        parse_term(source)
