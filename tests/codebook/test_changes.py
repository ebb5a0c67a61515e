"""What changed between two codebooks, in words."""

import pytest

from analysis.codebook import Codebook, Dimension, Partner, Theme
from analysis.codebook.changes import changes, kind_of_code
from analysis.codebook.editing import moved, without_code


def theme(name: str, *terms: str, **rest: object) -> Theme:
    return Theme(**{"name": name, "label": name.title(), "definition": "x", "terms": terms} | rest)


A, B = theme("openheid", "delen", "vertellen"), theme("inzet")
BOOK = Codebook(
    name="proef", version=1, title="Proef", themes=(A, B), obstacles=(theme("drang"),),
    dimension=Dimension(title="Niveau", codes=(theme("straat"),)),
)  # fmt: skip


def changed(**update: object) -> Codebook:
    return BOOK.model_copy(update=update)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (changed(version=9), []),
        (changed(themes=(A, B, theme("lef"))), ["Nieuw thema: Lef."]),
        (changed(themes=(A,)), ["Verwijderd thema: Inzet."]),
        (changed(obstacles=()), ["Verwijderd obstakel: Drang."]),
        (without_code(BOOK, "straat"), ["Verwijderd niveau: Straat."]),
        (changed(themes=(A, theme("inzet", label="Moeite"))), ["Inzet heet nu Moeite."]),
        (
            changed(themes=(theme("openheid", "delen", "=OM", "a"), B)),
            ["Openheid: zoektermen “=OM” en “a” erbij.", "Openheid: zoekterm “vertellen” eraf."],
        ),
        (
            changed(themes=(A, theme("inzet", definition="y"))),
            ["Inzet: de omschrijving is veranderd."],
        ),
        (
            changed(themes=(A, theme("inzet", inclusion="y", exclusion="y", examples=("y",)))),
            ["Inzet: wat erbij hoort, wat er niet bij hoort en de voorbeelden zijn veranderd."],
        ),
        (moved(BOOK, "inzet", -1), ["De volgorde is veranderd: Inzet, Openheid."]),
        (changed(themes=(B,)), ["Verwijderd thema: Openheid."]),
        (
            changed(themes=(A, B, theme("drang")), obstacles=()),
            ["Drang is nu thema in plaats van obstakel."],
        ),
        (changed(title="Anders"), ["De titel is veranderd."]),
        (changed(partners=(Partner(name="School"),)), ["De lijst van partners is veranderd."]),
        (
            changed(dimension=Dimension(title="Laag", codes=BOOK.dimension.codes)),
            ["Niveau heet nu Laag."],
        ),
        (changed(name="ander"), ["Dit is een ander codeboek: ander in plaats van proef."]),
    ],
)
def test_a_change_is_told_in_a_sentence(new: Codebook, told: list[str]) -> None:
    assert changes(BOOK, new) == told


def test_a_code_of_the_dimension_is_called_after_it() -> None:
    assert [kind_of_code(BOOK, g) for g in ("themes", "obstacles", "dimension")] == [
        "thema", "obstakel", "niveau",
    ]  # fmt: skip
