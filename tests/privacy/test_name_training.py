"""Making the model that finds names: changing names in notes, learning, the same bytes again."""

from __future__ import annotations

import json
import random

import pytest

from analysis.privacy.names.lists import fold
from analysis.privacy.names.model import NameModel
from analysis.privacy.names.persons import find_persons
from analysis.privacy.names.training import Note, examples, fit, main, read_notes, renamed

WORK = ["belt", "zegt", "komt", "wacht", "regelt", "kent", "mist", "vraagt", "ziet", "helpt"]


def note(text: str, *names: str) -> Note:
    return Note(text, tuple((text.index(n), text.index(n) + len(n)) for n in names))


NOTES = [
    *(note(f"wijkagent Samira {verb} de ouders", "Samira") for verb in WORK),
    *(note(f"vrijdag {verb} Henk de Vries bij het loket", "Henk de Vries") for verb in WORK),
    *(note(f"de wachtlijst in Utrecht {verb} lang") for verb in WORK),
    *(note(f"Bureau Halt {verb} de school") for verb in WORK),
]


def test_other_names_stand_where_the_names_stood_written_alike():
    old = note("met Henk de Vries en samira gesproken", "Henk de Vries", "samira")
    new, _ = renamed(old, random.Random(3))
    first, second = (new.text[start:end] for start, end in new.persons)
    assert new.text.startswith("met ")
    assert new.text.endswith(" gesproken")
    assert " de " in first
    assert first[0].isupper()
    assert fold(first) != "henk de vries"
    assert second.islower()


def test_words_that_may_be_names_are_told_from_those_that_are():
    told = list(examples(note("gesproken met Samira in Utrecht", "Samira")))
    assert [inside for _, inside in told] == [True, False]


def test_what_was_learned_finds_names_that_were_not_in_the_notes():
    model = NameModel(fit(NOTES), alone=0.5, beside=0.3)
    assert [one.text for one in find_persons("wijkagent Yusuf belt de ouders", model)] == ["Yusuf"]
    assert find_persons("de wachtlijst in Zwolle komt lang", model) == []


def test_the_same_notes_give_the_same_file(tmp_path):
    lines = [
        {"text": n.text, "names": [{"start": a, "end": b, "kind": "person"} for a, b in n.persons]}
        for n in NOTES
    ]
    folder = tmp_path / "leren"
    folder.mkdir()
    (folder / "een.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert read_notes(folder) == NOTES
    made = []
    for name in ("a.json", "b.json"):
        main([str(folder), str(tmp_path / name)])
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert json.loads(made[0])["weights"]


@pytest.mark.parametrize(("score", "probability"), [(0.0, 0.5), (1000.0, 1.0), (-1000.0, 0.0)])
def test_weights_add_up_to_a_probability(score, probability):
    model = NameModel({"a": score}, alone=0.5, beside=0.3)
    assert model.probability(["a", "unknown"]) == pytest.approx(probability, abs=1e-6)
