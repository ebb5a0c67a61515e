import pytest

from analysis.codebook import Theme
from analysis.coding.term_index import TermIndex


def _index(*terms: str) -> TermIndex:
    return TermIndex([Theme(name="code", label="Code", definition="x", terms=terms)])


@pytest.mark.parametrize(
    ("term", "text", "evidence"),
    [
        ("samenwerken", "School en wijk werken goed samen", ["werken"]),
        ("samenwerken", "er is goed samengewerkt", ["samengewerkt"]),
        ("samenwerken", "we werken hard", []),
        ("=OM", "Naar het OM/politie om te praten", ["OM"]),
        ("=avg", "Dat mag niet van de AVG!", ["AVG"]),
        ("korte lijnen", "Korte lijn met de politie", ["Korte lijn"]),
        ("korte lijnen", "lijnen kort", []),
        ("korte lijnen", "korte “lijnen”", ["korte “lijnen"]),
        ("afstem*", "afstemmingsoverleg helpt", ["afstemmingsoverleg"]),
        ("*regie*", "Wie is procesregisseur en wie voert gezinsregie?", ["gezinsregie"]),
        (
            "niemand ~3 verantwoordelijk",
            "verantwoordelijk is niemand",
            ["verantwoordelijk", "niemand"],
        ),
        (
            "niemand ~3 verantwoordelijk",
            "niemand voelt zich echt verantwoordelijk",
            ["niemand", "verantwoordelijk"],
        ),
        ("niemand ~2 verantwoordelijk", "niemand voelt zich echt verantwoordelijk", []),
        ("delen !~2 wijk", "kennis delen met school", ["delen"]),
        ("delen !~2 wijk", "sommige delen van de wijk", []),
        ("delen !~1 wijk", "sommige delen van de wijk", ["delen"]),
        ("delen !~2 wijk", "in de wijk delen we alles", []),
        ("rondappen", "we appen even rond", ["appen"]),
        ("écht contact", "Echt contact 😀 maken", ["Echt contact"]),
    ],
)
def test_a_term_finds_its_words(term: str, text: str, evidence: list[str]) -> None:
    spans = _index(term).find(text).get("code", ())
    assert [text[span.start : span.end] for span in spans] == evidence
    assert all(span.term == term for span in spans)


def test_offsets_count_code_points() -> None:
    [span] = _index("regie").find("😀 é regie")["code"]
    assert (span.start, span.end) == (4, 9)


def test_spans_do_not_overlap_and_the_longest_wins() -> None:
    spans = _index("korte", "korte lijnen", "lijnen").find("korte lijnen, lange lijnen")["code"]
    assert [(span.term, span.start) for span in spans] == [("korte lijnen", 0), ("lijnen", 20)]


def test_a_term_may_belong_to_several_codes() -> None:
    codes = [Theme(name=name, label="x", definition="x", terms=("regie",)) for name in ("a", "b")]
    assert set(TermIndex(codes).find("regie")) == {"a", "b"}


@pytest.mark.parametrize("text", ["", "   ", "...", "\ud800 \x00"])
def test_text_without_words_finds_nothing(text: str) -> None:
    assert _index("regie").find(text) == {}


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("persoon", "vraag het aan [persoon 3]"),
        ("=persoon", "vraag het aan [persoon 3]"),
        ("persoon*", "vraag het aan [persoon 3]"),
        ("*foon", "bel [telefoon]"),
        ("link", "kijk op [link]"),
        ("adres", "hij woont [adres]"),
        ("contact school", "contact [persoon 1] school"),
        ("contact ~1 school", "contact [persoon 1] en school"),
    ],
)
def test_a_term_finds_nothing_in_a_pseudonym_nor_across_it(term: str, text: str) -> None:
    assert _index(term).find(text) == {}


def test_beside_a_pseudonym_a_term_keeps_its_place() -> None:
    text = "[persoon 3] is een persoon met regie"
    spans = _index("persoon", "regie").find(text)["code"]
    assert [text[span.start : span.end] for span in spans] == ["persoon", "regie"]
