"""`koffiehoek meet` runs and prints every row; how fast it was is no test's business."""

import pytest
from quick_pictures import QuickPictures

from analysis import cli
from analysis.commands.meet import MEASUREMENTS
from analysis.export.documents import make, papers_of
from analysis.measure import fresh
from analysis.measure.figures import HEAD, Figure

ROWS = (
    "verwerk zonder figuren", "verwerk voorbeelddag", "xlsx lezen en coderen", "opslaan",
    "frames, koud", "matrixpagina, eerste keer", "matrixpagina, mediaan", "matrixpagina, slechtste",
    "geheugen van de app", "codeer opstarten", "coderen", "  geheugen",
    "zoektermen", "  spaCy PhraseMatcher", "  verhouding",
    "namen laden", "namen zoeken", "namen geheugen",
    "verslag samenstellen", "  rapport.docx", "  presentatie.pptx", "  infosheet.pdf",
    "  dag.qdpx", "  synthese.xlsx", "  raamwerk.docx", "  geheugen documenten",
    "matrixpagina alleen, p95", "  terwijl documenten ontstaan",
    "een live dag",
)  # fmt: skip


class _Here:
    """Documents made here, in the place of `making.start`."""

    def __init__(self, material, names):
        self._made = make(papers_of(material, names), names)

    def result(self):
        return self._made


@pytest.fixture(autouse=True)
def _few_processes(monkeypatch):
    """What leaves no trace is done here and not in a process of its own: starting one is slow.

    And no figure is drawn: other tests draw them.
    """
    start, run = fresh.in_fresh_process, fresh.run
    done = []

    def call(function, *args):
        return start(function, *args) if "visit" in function.__name__ else function(*args)

    def run_quickly(command, folder):
        """`verwerk` once: that with figures differs in nothing but the figures."""
        if command[0] not in done:
            run(command, folder)
        done.append(command[0])

    monkeypatch.setattr(fresh, "in_fresh_process", call)
    monkeypatch.setattr(fresh, "run", run_quickly)
    monkeypatch.setattr("analysis.export.figures.Pictures", QuickPictures)
    monkeypatch.setattr("analysis.measure.report.start", _Here)
    # tests/measure/test_measure_live.py measures a whole live day.
    quickly = Figure("een live dag", 1.0, "s", 1, "hier niet gemeten")
    monkeypatch.setitem(MEASUREMENTS, "live", lambda _: [quickly])


def test_every_measurement_is_printed_with_its_conditions(capsys):
    assert cli.main(["meet", "--snel"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(HEAD[0]))
    table = lines[start + 2 : lines.index("", start)]
    assert [line[: len(name)] for line, name in zip(table, ROWS, strict=True)] == list(ROWS)
    assert "niet te meten" not in said.out
    assert "haalt" not in said.out
    assert "Kleine aantallen" in said.out
    assert all(word in said.out for word in ("Gemeten op", "processors", "Python 3."))
    assert [line.split()[3] for line in said.err.splitlines()] == [
        "verwerk", "xlsx", "opslaan", "matrix", "geheugen", "coderen", "zoektermen",
        "namen", "documenten", "tegelijk", "live",
    ]  # fmt: skip


@pytest.mark.parametrize("chosen", [["live"], ["--alleen", "live"]])
def test_one_measurement_alone(capsys, chosen):
    assert cli.main(["meet", "--snel", *chosen]) == 0
    out = capsys.readouterr().out
    assert "een live dag" in out
    assert "zoektermen" not in out


def test_an_unknown_measurement_is_told(capsys):
    assert cli.main(["meet", "--alleen", "alles"]) == 2
    said = capsys.readouterr()
    assert "'alles' is geen keuze" in said.err
    assert said.out == ""


@pytest.mark.parametrize("name", ["verwerk", "geheugen"])
def test_the_help_names_what_can_be_measured(capsys, name):
    assert cli.main(["meet", "--help"]) == 0
    assert name in capsys.readouterr().out
