from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import (
    Codebook,
    Dimension,
    Partner,
    Theme,
    dump_codebook,
    load_codebook,
    parse_codebook,
)
from analysis.errors import CodebookError

GOOD = """\
name: proef
version: 2
title: Een proef
themes:
  - name: openheid
    label: Openheid
    definition: Zeggen wat je weet.
    terms: [korte lijnen, "*info*", nee]
dimension:
  title: Niveau
  codes:
    - name: straat
      label: Straat
      definition: Buiten.
"""


def test_a_codebook_is_read() -> None:
    codebook = parse_codebook(GOOD, source="proef.yaml")
    assert codebook.key == "proef@2"
    assert codebook.corner_word == "koffiehoek"
    assert codebook.themes[0].terms == ("korte lijnen", "*info*", "nee")
    assert [code.name for code in codebook.extra_codes] == ["straat"]


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("title: Een", "titel: Een", 1, "'title' ontbreekt"),
        ("    label: Open", "    labels: Open", 5, "'label' ontbreekt"),
        ("version: 2", "version: 2\ntitles: x", 3, "'titles' is onbekend. Bedoelt u 'title'?"),
        ("version: 2", "version: twee", 2, "heel getal"),
        ("version: 2", "version: 0", 2, "1 of hoger"),
        ("name: straat", "name: openheid", 12, "'openheid' staat er twee keer"),
        ("name: straat", "name: De Straat", 12, "geen goede naam"),
        ("korte lijnen,", "'',", 8, "leeg"),
        ("korte lijnen", "korte ~ lijnen", 8, "hoort een getal"),
        ('"*info*"', "*info", 8, "verwijzing"),
        ('"*info*"', "*info*", 8, "geen geldige YAML"),
        ('[korte lijnen, "*info*", nee]', "korte lijnen", 8, "moet een lijst zijn"),
        ("definition: Buiten.", "definition:", 14, "leeg"),
        ("definition: Buiten.", "definition: [a]", 14, "moet tekst zijn"),
        ("definition: Buiten.", "label: Nog eens", 14, "staat er twee keer"),
        ("title: Een proef", "title: x\nlanguage: en", 4, "moet nl zijn"),
        ("title: Een proef", "title: x\nkinds: {goed: [a]}", 4, "geen soort"),
    ],
)
def test_an_error_names_file_and_line(old: str, new: str, line: int, problem: str) -> None:
    assert old in GOOD
    with pytest.raises(CodebookError) as caught:
        parse_codebook(GOOD.replace(old, new, 1), source="proef.yaml")
    assert caught.value.place == f"proef.yaml, regel {line}"
    assert problem in caught.value.problem
    assert caught.value.remedy


@pytest.mark.parametrize("text", ["", "- a", "tekst", "{", "\x00", "[" * 3000, "? [a]\n: b"])
def test_what_is_no_codebook_is_told(text: str) -> None:
    with pytest.raises(CodebookError):
        parse_codebook(text, source="x.yaml")


_NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip())
)
_TERMS = st.sampled_from(["nee", "=OM", "*regie*", "delen !~2 wijk", "a ~3 b", "3", "null"])


def _theme(name: str) -> st.SearchStrategy[Theme]:
    return st.builds(
        Theme,
        name=st.just(name),
        label=_TEXTS,
        definition=_TEXTS,
        exclusion=st.just("") | _TEXTS,
        examples=st.lists(_TEXTS, max_size=2).map(tuple),
        terms=st.lists(_TERMS, max_size=3).map(tuple),
    )


_CODEBOOKS = st.builds(
    Codebook,
    name=_NAMES,
    version=st.integers(1, 99),
    title=_TEXTS,
    themes=st.tuples(_theme("een"), _theme("twee")),
    dimension=st.none() | st.builds(Dimension, title=_TEXTS, codes=st.tuples(_theme("drie"))),
    obstacles=st.just(()) | st.tuples(_theme("vier")),
    partners=st.just(()) | st.tuples(st.builds(Partner, name=_TEXTS)),
    kinds=st.just({}) | st.builds(lambda text: {"werkt": (text,)}, _TEXTS),
)


@settings(max_examples=60, deadline=None)
@given(_CODEBOOKS)
def test_what_is_written_reads_back_the_same(codebook: Codebook) -> None:
    assert parse_codebook(dump_codebook(codebook), source="x.yaml") == codebook


def test_an_old_line_break_reads_back_too() -> None:
    codebook = parse_codebook(GOOD, source="x.yaml").model_copy(update={"title": "a\x85b"})
    assert parse_codebook(dump_codebook(codebook), source="x.yaml") == codebook


def test_a_codebook_is_found_by_name_and_by_path(tmp_path: Path) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text("\ufeff" + GOOD, "utf-8")
    assert load_codebook(path) == load_codebook(str(path))
    assert load_codebook("beter_verbonden").name == "beter_verbonden"


def test_an_unknown_codebook_is_told_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="beter_verbonden"):
        load_codebook("bestaat_niet")
    with pytest.raises(CodebookError, match="niet te lezen"):
        load_codebook(tmp_path)
    (tmp_path / "x.yaml").write_bytes(b"name: caf\xe9")
    with pytest.raises(CodebookError, match="UTF-8"):
        load_codebook(tmp_path / "x.yaml")
