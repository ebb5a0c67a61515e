"""Training on a small corpus of its own: what is learned, and that it comes out the same twice."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.codebook import load_codebook
from analysis.coding import ModelCoder
from analysis.coding.corpus import Example, read_examples
from analysis.coding.model import CATEGORY, THEMES, Model
from analysis.coding.training import main, train
from analysis.types import Category, Place, Statement

CODEBOOK = load_codebook("beter_verbonden")
WORDS = {
    "integraliteit": ("samen één plan gemaakt met {}", "iedereen werkt langs elkaar heen bij {}"),
    "openheid": ("korte lijn met {}, altijd een appje terug", "{} vertelt ons nooit iets"),
    "betrokkenheid": ("{} kwam in het weekend langs bij moeder", "bij {} steeds een nieuw gezicht"),
    None: ("de printer van {} doet het weer", "te weinig parkeerplaatsen bij {}"),
}
PLACES = ("politie", "school", "gemeente", "wijkteam", "reclassering", "jongerenwerk", "halt")


def examples() -> list[Example]:
    return [
        Example(
            text.format(place),
            frozenset({theme} if theme else ()),
            (Category.WERKT, Category.KNELPUNT)[number],
            frozenset({"operationeel", "concurrentie"} if number else ()),
            f"schrijver {at % 3}",
        )
        for at, place in enumerate(PLACES)
        for theme, texts in WORDS.items()
        for number, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def model() -> Model:
    return train(examples(), CODEBOOK)


def statement(text: str, category: Category | None = None) -> Statement:
    basis = "heading" if category else None
    return Statement("u", text, "Politie", category, basis, "a.txt", Place(1, 1))


@pytest.mark.parametrize(
    ("text", "themes", "kind"),
    [
        ("samen één plan gemaakt met de voogd", {"integraliteit"}, Category.WERKT),
        ("het OM vertelt ons nooit iets", {"openheid"}, Category.KNELPUNT),
        ("de printer van Halt doet het weer", set(), Category.WERKT),
    ],
)
def test_what_was_learned(model: Model, text: str, themes: set[str], kind: Category) -> None:
    [coded] = ModelCoder(CODEBOOK, model=model).propose([statement(text)])
    assert {p.theme for p in coded.themes if p.assigned} == themes
    assert coded.category.value is kind
    assert coded.category.basis == "text"


def test_the_same_corpus_gives_the_same_bytes(model: Model) -> None:
    data = model.to_bytes()
    assert train(examples(), CODEBOOK).to_bytes() == data
    assert Model.from_bytes(data).to_bytes() == data


def test_a_model_reads_back_as_it_was(model: Model) -> None:
    again = Model.from_bytes(model.to_bytes())
    assert again.heads == model.heads
    assert again.certainty == model.certainty
    assert again.about == model.about
    assert again.space.names == model.space.names
    assert np.allclose(again.weights, model.weights, atol=0.01)
    assert model.about["batches"] == 3


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(ValueError, match="pickle"):
        Model.from_bytes(b"\x80\x04N.")


def test_the_heads(model: Model) -> None:
    assert list(model.heads) == [THEMES, CATEGORY, "obstacles", "dimension"]
    assert model.heads[CATEGORY].codes == ("werkt", "knelpunt", "kans", "geen")
    assert all(0.2 <= threshold <= 0.7 for threshold in model.heads[THEMES].thresholds)


def test_from_files_by_one_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for batch in ("een", "twee", "drie"):
        lines = [
            json.dumps(
                {
                    "text": example.text,
                    "themes": sorted(example.themes),
                    "category": example.category,
                    "level": "operationeel",
                    "obstacle": None,
                }
            )
            for example in examples()
        ]
        (tmp_path / f"{batch}.jsonl").write_text("\n".join(lines), "utf-8")
    assert {e.batch for e in read_examples(tmp_path.glob("*.jsonl"))} == {"een", "twee", "drie"}
    out = tmp_path / "model" / "m.npz"
    assert main([str(tmp_path), str(out)]) == 0
    assert "168 examples" in capsys.readouterr().out
    assert Model.from_bytes(out.read_bytes()).about["examples"] == 168
