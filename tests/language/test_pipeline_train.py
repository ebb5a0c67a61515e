import json

import spacy

from analysis.language.pipeline import train


def test_a_kept_pipeline_names_its_makers_and_no_paths(tmp_path):
    pipeline = spacy.blank("nl")
    folder = str(tmp_path)
    pipeline.config["paths"] = {**pipeline.config["paths"], "train": folder, "dev": folder}
    pipeline.meta["performance"] = {"dep_uas": 0.81234, "speed": 9.0, "tok2vec_loss": 3.0, "x": {}}
    pipeline.to_disk(tmp_path / "getraind")
    (tmp_path / "oud").mkdir()
    (tmp_path / "oud" / "rest").write_text("weg hiermee")
    train.keep(tmp_path / "getraind", tmp_path / "oud")
    meta = json.loads((tmp_path / "oud" / "meta.json").read_text("utf-8"))
    assert meta["performance"] == {"dep_uas": 0.8123}
    assert meta["license"] == "CC BY-SA 4.0"
    assert not (tmp_path / "oud" / "rest").exists()
    assert str(tmp_path) not in (tmp_path / "oud" / "config.cfg").read_text("utf-8")


def test_the_settings_hold_a_seed_and_one_thread_of_work():
    config = spacy.util.load_config(train.HERE / "config.cfg")
    assert config["system"]["seed"] == train.SEED
    assert config["nlp"]["pipeline"][0] == "tok2vec"
    assert config["training"]["max_steps"] > 0
    assert config["training"]["patience"] == 0
