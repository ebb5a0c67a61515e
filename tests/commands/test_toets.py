"""`koffiehoek toets`: the report, the files, and what is said of a wrong line."""

import json

import pytest

from analysis import cli


@pytest.fixture
def judge(tmp_path):
    """Write records, run the command, and give its exit code."""

    def run(*records, options=()):
        path = tmp_path / "goud.jsonl"
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        path.write_text("\n".join(lines), encoding="utf-8")
        return cli.main(["toets", str(path), *options])

    return run


def gold(at, text="We delen geen informatie", themes=("openheid",), **more):
    return {"id": f"s{at}", "text": text, "themes": list(themes)} | more


DAY = [
    gold(at, *given, category=kind)
    for at, (given, kind) in enumerate(
        [
            (("Niemand heeft de regie", ["integraliteit"]), "knelpunt"),
            (("We hebben vertrouwen in elkaar", ["openheid"]), "werkt"),
            (("De koffie was koud", []), None),
            (("Elkaar eerder bellen", ["openheid", "integraliteit"]), "kans"),
        ]
        * 10
    )
]


def test_the_report_tells_figures_with_intervals_and_numbers(judge, capsys):
    assert judge(*DAY) == 0
    said = capsys.readouterr().out
    assert said.startswith("40 uitspraken, codeboek Beter verbonden.\n")
    for part in (
        "Integraliteit", "Gemiddelde F1 over de thema's: ", " tot ", "ECE", "n = 120 kansen",
        "Soort (bij 30 uitspraken", "n = 20",
    ):  # fmt: skip
        assert part in said


def test_few_statements_are_warned_of(judge, capsys):
    assert judge(*DAY[:4]) == 0
    assert "minder dan 30 uitspraken" in capsys.readouterr().out


def test_the_kind_that_people_gave_is_not_shown_to_the_machine(judge, tmp_path):
    """Else every kind would be right."""
    out = tmp_path / "uit.json"
    nonsense = [gold(at, "zzz qqq", [], category="kans") for at in range(30)]
    nonsense += [gold(at, "zzz qqq", [], category="werkt") for at in range(30, 60)]
    assert judge(*nonsense, options=["--uit", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"))["kind_macro_f1"]["value"] < 0.5


def test_all_figures_as_json(judge, tmp_path):
    out = tmp_path / "map" / "uit.json"
    assert judge(*DAY, options=["--uit", str(out)]) == 0
    found = json.loads(out.read_text("utf-8"))
    assert found["n"] == 40
    assert [one["code"] for one in found["themes"]] == [
        "integraliteit", "openheid", "betrokkenheid",
    ]  # fmt: skip
    assert found["themes"][2]["recall"]["value"] is None
    assert 0 <= found["calibration"]["ece"]["value"] <= 1
    assert [one["n"] for one in found["most_certain"]] == list(range(4, 41, 4))


def test_the_page_stands_on_its_own(judge, tmp_path):
    out = tmp_path / "beeld.html"
    assert judge(*DAY, options=["--figuur", str(out)]) == 0
    page = out.read_text("utf-8")
    assert '<html lang="nl">' in page
    assert 'src="http' not in page
    assert "Betekenen de kansen wat ze zeggen?" in page
    assert "Gemiddelde F1 over de thema&#x27;s" in page


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (gold(1, themes=["vriendschap"]), "thema 'vriendschap' staat niet in codeboek"),
        ({"id": "x", "text": "y"}, "'themes' ontbreekt"),
        (gold(1, themes=[3]), "'themes' ontbreekt of is geen lijst van namen"),
        (gold(1, category="soms"), "'category' is 'soms'"),
        (["geen", "object"], "hier staat geen object"),
    ],
)
def test_a_wrong_line_is_named(judge, capsys, bad, told):
    assert judge(DAY[0], bad) == 2
    said = capsys.readouterr().err
    assert "goud.jsonl, regel 2: " in said
    assert told in said


def test_an_empty_file_is_told(judge, capsys):
    assert judge() == 2
    assert "geen uitspraken" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--uit", "--figuur"])
def test_the_gold_is_not_written_over(judge, capsys, tmp_path, option):
    assert judge(*DAY, options=[option, str(tmp_path / "goud.jsonl")]) == 2
    assert "andere plaats" in capsys.readouterr().err


def test_another_codebook_has_its_own_themes(judge, capsys):
    given = {"id": "1", "text": "x", "themes": ["openheid"]}
    assert judge(given, options=["--codeboek", "weerbare_gemeenschappen"]) == 2
    assert "staat niet in codeboek" in capsys.readouterr().err
