"""What is measured of documents: a day as large as asked, and every document really made."""

import pytest
from quick_pictures import NoPictures

from analysis.export.documents import Made
from analysis.measure import report
from analysis.measure.figures import quantile
from analysis.measure.report import fill_day, make_each
from analysis.store import open_store


class Ended:
    """A making that ended at once."""

    done = True

    def __init__(self, *_):
        self.cancelled = False

    def result(self):
        return Made({}, "Er is geen browser gevonden.")

    def cancel(self):
        self.cancelled = True


@pytest.fixture
def url(tmp_path):
    url = f"sqlite:///{tmp_path / 'dag.sqlite3'}"
    fill_day(url, 300)
    return url


def test_the_day_has_its_statements_codes_and_lines(url):
    with open_store(url) as store:
        (event,) = store.events()
        assert len(store.statements(event.id)) == 300
        assert len(event.corners) == 12
        assert store.counts(event.id).coded_by_machine == 300
        (lines,) = store.source_texts(event.id).values()
        assert len(lines) == 300


def test_each_document_has_its_seconds_and_missing_pictures_are_known(url, monkeypatch):
    monkeypatch.setattr(report, "start", Ended)
    monkeypatch.setattr("analysis.export.figures.Pictures", NoPictures)
    monkeypatch.setattr(report.fresh, "in_fresh_process", lambda call, *given: call(*given))
    first, seconds, pictures, megabytes = make_each(url)
    assert first > 0
    assert set(seconds) == {*report._LIMITS, "synthese.xlsx", "raamwerk.docx"}
    assert all(spent >= 0 for spent in seconds.values())
    assert not pictures
    assert megabytes is None or megabytes > 10


def test_the_page_is_run_as_often_meanwhile_as_alone(url, monkeypatch):
    monkeypatch.setattr(report, "start", Ended)
    monkeypatch.setattr(report, "open_matrix", lambda _: None)
    monkeypatch.setattr(report, "rerun_matrix", lambda _, number: number / 1000)
    alone, meanwhile, made = report.visit_meanwhile(url, 2)
    assert alone == meanwhile == pytest.approx([0, 1, 2, 3, 4, 5])
    assert made == 7  # it had ended before each rerun


@pytest.mark.parametrize(
    ("values", "found"), [([7.0], 7.0), (range(1, 21), 19), (range(1, 61), 57), ([3, 1, 2], 3)]
)
def test_the_95th_percentile_is_one_of_the_values(values, found):
    assert quantile(list(values), 0.95) == found
