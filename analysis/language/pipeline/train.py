"""Trains the pipeline: `python -m analysis.language.pipeline.train UD_FOLDER [OUT_FOLDER]`.

UD_FOLDER holds the development and test parts of UD_Dutch-LassySmall and UD_Dutch-Alpino. One
thread and a fixed seed, so that the same files give the same pipeline on the same machine.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from analysis.language.pipeline import conllu

HERE = Path(__file__).parent
RESULT = HERE / "nl_koffiehoek"
SEED = 3
META: dict[str, Any] = {
    "name": "koffiehoek",
    "version": "0.1.0",
    "description": "Small Dutch pipeline for notes and minutes, trained on UD Dutch.",
    "spacy_version": ">=3.8,<4",
    "license": "CC BY-SA 4.0",
    "author": "koffiehoek",
    "sources": [
        {
            "name": f"UD_Dutch-{name}",
            "url": f"https://github.com/UniversalDependencies/UD_Dutch-{name}",
            "license": "CC BY-SA 4.0",
            "author": "G. Bouma, G. van Noord, D. Zeman, Z. Zabokrtsky",
        }
        for name in ("LassySmall", "Alpino")
    ],
}


def train(treebanks: Path, result: Path = RESULT) -> None:
    """Train on the treebanks in a folder and write the best step's pipeline to `result`."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from spacy.cli.train import train as train_spacy  # noqa: PLC0415  after the thread setting

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        texts, held_out = conllu.training_texts(treebanks, seed=SEED)
        _write(texts, work / "train.spacy")
        _write(held_out, work / "dev.spacy")
        paths = {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy")}
        train_spacy(HERE / "config.cfg", work / "out", overrides=paths)
        keep(work / "out" / "model-best", result)


def keep(trained: Path, result: Path) -> None:
    """Put a trained pipeline at `result`, with its name, licence and makers, no paths."""
    import spacy  # noqa: PLC0415

    pipeline = spacy.load(trained)
    pipeline.config["paths"] = {**pipeline.config["paths"], "train": None, "dev": None}
    figures = pipeline.meta.get("performance", {})
    numbers = {name: round(value, 4) for name, value in figures.items() if _is_score(name, value)}
    pipeline.meta.update(META, performance=numbers)
    shutil.rmtree(result, ignore_errors=True)
    pipeline.to_disk(result)


def _is_score(name: str, value: Any) -> bool:
    return isinstance(value, float) and not name.endswith(("_loss", "speed"))


def _write(texts: list[list[conllu.Sentence]], path: Path) -> None:
    import spacy  # noqa: PLC0415
    from spacy.tokens import DocBin  # noqa: PLC0415

    vocab = spacy.blank("nl").vocab
    DocBin(docs=[conllu.document(vocab, text) for text in texts]).to_disk(path)


if __name__ == "__main__":
    train(*map(Path, sys.argv[1:3]))
