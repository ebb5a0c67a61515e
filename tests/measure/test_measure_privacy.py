from analysis.measure.names import find_all
from analysis.measure.privacy import sample_texts


def test_no_text_is_there_twice_and_every_fifth_has_a_number():
    texts = sample_texts(500)
    assert len(set(texts)) == 500
    assert sum("06-" in text for text in texts) == 100
    assert 240 < sum(text.split(" 06-")[0].rsplit(" ", 1)[1][:1].isupper() for text in texts) < 260


def test_finding_tells_what_it_took():
    spent = find_all(["bel 06-12345678", "Korte lijnen"])
    assert spent.loading >= 0
    assert spent.seconds > 0
    assert spent.megabytes is None or 10 < spent.megabytes < 10_000
