import json
import re

import spacy

from analysis.language.pipeline import conllu, train


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


SENTENCE = """\
1\tZij\tzij\tPRON\t_\tPerson=3\t2\tnsubj\t_\t_
2\tbellen\tterug_bellen\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_
3\tsnel\tsnel\tADJ\t_\t_\t2\tadvmod\t_\t_
4\tterug\tterug\tADV\t_\t_\t2\tcompound:prt\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""


def test_training_makes_a_pipeline_from_treebanks(tmp_path, monkeypatch):
    for name in conllu.TRAINING:
        (tmp_path / f"{name}.conllu").write_text(SENTENCE * 60, "utf-8")
    config = (train.HERE / "config.cfg").read_text("utf-8")
    short = re.sub(r"(max_steps|eval_frequency) = \d+", r"\1 = 2", config)
    (tmp_path / "config.cfg").write_text(short, "utf-8")
    monkeypatch.setattr(train, "HERE", tmp_path)
    train.train(tmp_path, tmp_path / "klaar")
    pipeline = spacy.load(tmp_path / "klaar")
    assert "compound:prt" in pipeline.get_pipe("parser").labels
    assert pipeline.meta["name"] == "koffiehoek"
    assert [word.text for word in pipeline("Zij bellen snel")] == ["Zij", "bellen", "snel"]
