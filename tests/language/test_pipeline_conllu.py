import random
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language.pipeline import conllu

ROWS = """\
# text = Moeder spoorde gemeenteraad aan.
1\tMoeder\tmoeder\tNOUN\t_\tNumber=Sing\t2\tnsubj\t_\t_
2\tspoorde\taan_sporen\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_
2.1\tleeg\tleeg\tX\t_\t_\t_\t_\t_\t_
3-4\tsamen\t_\t_\t_\t_\t_\t_\t_\t_
3\tgemeenteraad\tgemeente_raad\tNOUN\t_\t_\t2\tobj\t_\t_
4\taan\taan\tADP\t_\t_\t2\tcompound:prt\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# text = Ze wilde meedoen
1\tZe\tze\tPRON\t_\t_\t2\tnsubj\t_\t_
2\twilde\twillen\tVERB\t_\t_\t0\troot\t_\t_
3\tmeedoen\tmee_doen\tVERB\t_\t_\t2\txcomp\t_\t_
"""


@pytest.fixture
def read(tmp_path: Path) -> list[conllu.Sentence]:
    path = tmp_path / "proef.conllu"
    path.write_text(ROWS, "utf-8")
    return conllu.read(path)


def test_marks_go_out_of_lemmas_and_a_particle_that_stands_apart_too(read):
    assert [[word.lemma for word in sentence] for sentence in read] == [
        ["moeder", "sporen", "gemeenteraad", "aan", "."],
        ["ze", "willen", "meedoen"],
    ]


def test_a_text_becomes_one_document_with_a_tree_for_each_sentence(read):
    document = conllu.document(spacy.blank("nl").vocab, read)
    assert document.text == "Moeder spoorde gemeenteraad aan. Ze wilde meedoen "
    assert [part.root.text for part in document.sents] == ["spoorde", "wilde"]
    assert [(word.text, word.head.text) for word in document if word.dep_ == "compound:prt"] == [
        ("aan", "spoorde")
    ]
    assert document[0].morph.get("Number") == ["Sing"]


def test_a_note_has_no_capital_at_the_start_and_no_full_stop(read):
    assert [word.form for word in conllu.as_note(read[0])] == [
        "moeder",
        "spoorde",
        "gemeenteraad",
        "aan",
    ]


def test_a_note_keeps_the_capital_of_a_name_and_a_full_stop_that_others_hang_on(read):
    name = read[1][0]._replace(form="Zoë", pos="PROPN")
    kept = conllu.as_note((name, *read[1][1:], read[0][-1]._replace(head=1)))
    assert [word.form for word in kept] == ["Zoë", "wilde", "meedoen"]
    hung = (read[1][0]._replace(head=1), read[0][-1]._replace(head=1))  # on the full stop
    assert len(conllu.as_note(hung)) == len(hung)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 60), st.integers())
def test_texts_hold_one_to_eight_sentences_and_lose_none(count: int, seed: int) -> None:
    word = conllu.Word("ja", "ja", "INTJ", "", 0, "ROOT", True)
    given_sentences = [(word._replace(form=str(number)),) for number in range(count)]
    found = list(conllu.texts(given_sentences, random.Random(seed)))
    assert [sentence for text in found for sentence in text] == given_sentences
    assert all(1 <= len(text) <= 8 for text in found)


def test_what_the_best_step_is_chosen_on_is_not_trained_on(tmp_path):
    for name in conllu.TRAINING:
        lines = [f"1\t{name}{n}.\tja\tX\t_\t_\t0\troot\t_\t_\n" for n in range(200)]
        (tmp_path / f"{name}.conllu").write_text("\n".join(lines), "utf-8")
    training, held_out = conllu.training_texts(tmp_path, seed=3)
    seen, kept = (
        {word.form for text in part for sentence in text for word in sentence}
        for part in (training, held_out)
    )
    assert kept
    assert seen & kept == set()
    assert len({form.lower() for form in seen | kept}) == 600
    assert (training, held_out) == conllu.training_texts(tmp_path, seed=3)
