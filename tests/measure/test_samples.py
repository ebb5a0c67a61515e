from analysis.intake import lexicon_for, read_files
from analysis.measure.samples import codebook, sample_statements, sample_xlsx


def test_the_workbook_is_read_back_as_it_was_made():
    made = sample_statements(60)
    intake = read_files([("meting.xlsx", sample_xlsx(made))], lexicon=lexicon_for(codebook()))
    assert intake.failures == ()
    wanted = [(s.text, s.corner, s.category) for s in made]
    assert [(s.text, s.corner, s.category) for s in intake.statements] == wanted


def test_each_statement_has_words_of_its_own():
    made = sample_statements(5_000)
    assert len({s.id for s in made}) == len({s.text for s in made}) == 5_000
    assert len({s.text.rsplit(maxsplit=1)[1] for s in made}) > 4_900
