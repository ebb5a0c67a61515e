"""`koffiehoek overeenstemming`: figures, disputes, and what is said of a wrong line."""

import json

import pytest

from analysis import cli


@pytest.fixture
def compare(tmp_path):
    """Write a file for each list of records, run the command, and give its exit code."""

    def run(*files):
        paths = []
        for number, records in enumerate(files):
            path = tmp_path / f"codeur{number}.jsonl"
            path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
            paths.append(str(path))
        return cli.main(["overeenstemming", *paths])

    return run


def coded(coder, *themes, n=40, kind="kans"):
    """Every second statement has these themes."""
    return [
        {"id": f"s{at}", "coder": coder, "text": f"uitspraak {at}",
         "themes": list(themes) if at % 2 else [], "category": kind}
        for at in range(n)
    ]  # fmt: skip


def test_two_coders_in_two_files(compare, capsys):
    second = coded("Bo", "openheid")
    second[0] |= {"themes": ["openheid"], "category": "geen"}
    assert compare(coded("An", "openheid"), second) == 0
    said = capsys.readouterr().out
    assert said.startswith("An tegen Bo\n")
    assert "0,95 (0," in said
    assert "Openheid" in said
    assert "te weinig om iets te zeggen" in said  # themes that nobody gave
    assert "Twistpunten: 1\ns0  uitspraak 0\n" in said
    assert "    An: Openheid nee, Soort kans\n    Bo: Openheid ja, Soort geen\n" in said


def test_three_coders_are_compared_together_and_two_by_two(compare, capsys):
    assert compare([*coded("An", "openheid"), *coded("Bo"), *coded("machine:x@1", "openheid")]) == 0
    said = capsys.readouterr().out
    for title in ("An tegen Bo tegen machine:x@1", "An tegen Bo\n", "Bo tegen machine:x@1\n"):
        assert title in said


def test_coders_without_a_shared_statement_are_told(compare, capsys):
    assert compare(coded("An", "openheid")) == 2
    assert "geen uitspraken die twee codeurs hebben gecodeerd" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"coder": ""}, "'coder' ontbreekt"),
        ({"coder": None}, "'coder' ontbreekt"),
        ({"id": [1]}, "'id' ontbreekt"),
        ({"themes": ["onbekend"]}, "thema 'onbekend' staat niet in codeboek"),
        ({"category": "soms"}, "'category' is 'soms'"),
        ({"category": ["kans"]}, "'category' is"),
    ],
)
def test_a_wrong_line_is_named(compare, capsys, change, told):
    assert compare([*coded("An", n=1), coded("Bo", n=1)[0] | change]) == 2
    said = capsys.readouterr().err
    assert "codeur0.jsonl, regel 2: " in said
    assert told in said
