import pytest
import spacy
from spacy.tokens import Doc

from analysis.language.pipeline import conllu, evaluate

ROWS = """\
1\tZij\tzij\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tbellen\tterug_bellen\tVERB\t_\t_\t0\troot\t_\t_
3\tsnel\tsnel\tADJ\t_\t_\t2\tadvmod\t_\t_
4\tterug\tterug\tADV\t_\t_\t2\tcompound:prt\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

1\tDe\tde\tDET\t_\t_\t3\tdet\t_\t_
2\tkorte\tkort\tADJ\t_\t_\t3\tamod\t_\t_
3\tlijnen\tlijn\tNOUN\t_\t_\t4\tnsubj\t_\t_
4\twerken\twerken\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_
"""


@pytest.fixture
def gold(tmp_path) -> list[Doc]:
    (tmp_path / f"{conllu.TEST}.conllu").write_text(ROWS, "utf-8")
    read = conllu.read(tmp_path / f"{conllu.TEST}.conllu")
    return [conllu.document(spacy.blank("nl").vocab, read)]


def test_who_knows_the_answers_scores_full_marks(gold):
    verbs = evaluate.verbs(gold, gold)
    assert verbs["separable, tree, model's lemma"] == "P 1.000, R 1.000, F1 1.000 of 1"
    assert verbs["separable, rules"] == "P 1.000, R 1.000, F1 1.000 of 1"
    assert evaluate.noun_phrases(gold, gold)["noun phrases"].endswith("F1 1.000 of 1")
    assert evaluate.lemmas(gold, gold)["lemmas, model"].startswith("all 1.000 of 8, NOUN 1.000")


def test_who_knows_nothing_scores_nothing(gold):
    empty = [Doc(gold[0].vocab, words=[word.text for word in gold[0]])]
    assert evaluate.verbs(gold, empty)["separable, tree, model's lemma"].endswith("F1 0.000 of 1")
    assert evaluate.lemmas(gold, empty)["lemmas, model"].startswith("all 0.000 of 8")


@pytest.mark.usefixtures("gold")
def test_main_prints_all_figures(tmp_path, capsys):
    evaluate.main(tmp_path)
    names = {line.split(":")[0] for line in capsys.readouterr().out.splitlines()}
    assert {"pos_acc", "dep_las", "sentences, rules", "lemmas, dictionary", "noun phrases"} <= names
