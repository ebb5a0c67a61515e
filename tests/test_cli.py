"""The command line: Dutch throughout, exit codes, and what stands in the log."""

import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis import cli
from analysis.errors import UsageError
from analysis.settings import version
from analysis.store.actor import acting

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = re.compile(
    r"\b(usage|options|arguments?|show|exit|invalid|choose|expected|error|required|the)\b", re.I
)


@pytest.fixture
def command(monkeypatch):
    """A command `proef` that does what the test says."""

    def make(run):
        module = SimpleNamespace(configure=configure, run=run)
        monkeypatch.setattr(cli, "COMMANDS", {**cli.COMMANDS, "proef": "doe een proef"})
        monkeypatch.setattr(cli, "import_module", lambda _name: module)

    return make


def configure(parser):
    parser.add_argument("map", help="map met bestanden")
    parser.add_argument("--uit", required=True, help="waarheen")
    parser.add_argument("--getal", type=int, help="een getal")
    parser.add_argument("--soort", choices=["a", "b"], help="a of b")


@pytest.mark.parametrize("given", [[], ["--help"], *([name, "--help"] for name in cli.COMMANDS)])
def test_help_is_dutch_throughout(capsys, given):
    assert cli.main(given) == 0
    said = capsys.readouterr().out
    assert said.startswith("gebruik: koffiehoek")
    assert ENGLISH.search(said) is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["strat"], "'strat' is geen keuze"),
        (["--onzin"], "Dit wordt niet begrepen: --onzin."),
        (["proef"], "Dit ontbreekt nog: map, --uit."),
        (["proef", "m"], "Dit ontbreekt nog: --uit."),
        (["proef", "m", "--uit"], "--uit: hier hoort één waarde achter."),
        (["proef", "m", "--uit", "u", "--getal", "x"], "--getal: 'x' is hier niet goed."),
        (["proef", "m", "--uit", "u", "--soort", "c"], "--soort: 'c' is geen keuze."),
        (["proef", "m", "n", "--uit", "u"], "Dit wordt niet begrepen: n."),
    ],
)
def test_a_wrong_command_is_told_in_dutch(capsys, command, given, told):
    command(lambda _args: 0)

    assert cli.main(given) == 2

    said = capsys.readouterr()
    assert told in said.err
    assert "--help" in said.err
    assert said.out == ""
    assert ENGLISH.search(said.err) is None


def test_the_version_is_told(capsys):
    assert cli.main(["--versie"]) == 0
    assert re.fullmatch(r"koffiehoek (\d+\.\d+\.\d+|uit de broncode)\n", capsys.readouterr().out)


def test_a_command_gets_its_options_and_gives_its_code(command):
    command(lambda args: len(args.map) + args.getal)

    assert cli.main(["proef", "drie", "--uit", "u", "--getal", "3"]) == 7


def test_an_error_of_the_house_is_told_with_its_remedy(capsys, command):
    def run(_args):
        raise UsageError("De map is leeg.", remedy="Kies een andere.", place="m")

    command(run)

    assert cli.main(["proef", "m", "--uit", "u"]) == 2
    assert capsys.readouterr().err == "m: De map is leeg. Kies een andere.\n"


def test_any_other_error_names_the_log_and_shows_no_details(capsys, command, own_log):
    def run(_args):
        raise ZeroDivisionError("geheim 12345")

    command(run)

    assert cli.main(["proef", "map van Henk", "--uit", "u"]) == 1
    said, kept = capsys.readouterr().err, own_log.read_text("utf-8")
    assert "koffiehoek.log" in said
    assert "12345" not in said + kept
    assert "Henk" not in kept
    assert f"koffiehoek {version()} proef\nbuiltins.ZeroDivisionError\n" in kept
    assert re.search(r"test_cli\.py:\d+ .*<locals>\.run\n", kept)


def test_stopping_is_no_error(capsys, command):
    def run(_args):
        raise KeyboardInterrupt

    command(run)

    assert cli.main(["proef", "m", "--uit", "u"]) == 130
    assert capsys.readouterr().err == ""


def test_the_help_needs_nothing_heavy():
    """Who asks for help waits for no language model and no web server."""
    code = "import sys, analysis.cli as c; c.main(['--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for heavy in ("'spacy'", "'streamlit'", "'pandas'", "'sqlalchemy'"):
        assert heavy not in done.stdout


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    lines = [
        json.dumps(
            {"id": f"{n}-{'x' * 200}", "coder": coder, "themes": ["openheid"] * (n % 3 == k)}
        )
        for n in range(2000)
        for k, coder in enumerate(("a", "b"))
    ]
    source = tmp_path / "c.jsonl"
    source.write_text("\n".join(lines), "utf-8")
    command = [sys.executable, "-m", "analysis.cli", "overeenstemming", str(source)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_what_a_command_does_is_logged_as_the_command_lines(command, tmp_path):
    seen = []
    command(lambda _args: seen.append(acting.get()) or 0)
    assert cli.main(["proef", str(tmp_path), "--uit", "u"]) == 0
    assert (seen, acting.get()) == (["opdrachtregel"], "onderzoeker")
