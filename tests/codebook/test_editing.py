"""Writing, removing and moving codes; names, versions, and files that are read in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import Codebook, Dimension, Theme, dump_codebook, load_codebook
from analysis.codebook.editing import (
    CodeForm,
    code_named,
    derived_name,
    form_of,
    groups,
    moved,
    next_version,
    place_of,
    read_upload,
    same_content,
    troubles,
    with_code,
    without_code,
)
from analysis.errors import CodebookError, UsageError


def theme(name: str, *terms: str) -> Theme:
    return Theme(name=name, label=name.title(), definition=f"Over {name}.", terms=terms)


@pytest.fixture
def book() -> Codebook:
    return Codebook(
        name="proef", version=3, title="Proef", themes=(theme("openheid", "delen"), theme("inzet")),
        obstacles=(theme("drang"),), dimension=Dimension(title="Niveau", codes=(theme("straat"),)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Vertrouwen", "vertrouwen"),
        ("Samen één plan!", "samen_een_plan"),
        ("Thema's & doelen", "themas_doelen"),
        ("  3 wensen ", "code_3_wensen"),
        ("Ürgentie/ñ", "urgentie_n"),
        ("日本", "code"),
        ("Openheid", "openheid_3"),
        ("x" * 200, "x" * 56),
    ],
)
def test_a_data_name_is_derived_from_the_label(label: str, name: str) -> None:
    assert derived_name(label, {"openheid", "openheid_2"}) == name


@given(st.text(max_size=80), st.sets(st.sampled_from(["code", "a", "aa"])))
@settings(max_examples=60, deadline=None)
def test_a_derived_name_always_fits_the_schema(label: str, taken: set[str]) -> None:
    name = derived_name(label, taken)
    assert name not in taken
    assert Theme(name=name, label="x", definition="x").name == name


def test_a_new_theme_needs_a_label_and_a_definition_only(book: Codebook) -> None:
    made = with_code(book, CodeForm(label=" Lef ", definition="Durven."))

    assert made.themes == (*book.themes, Theme(name="lef", label="Lef", definition="Durven."))
    assert made.version == book.version


@pytest.mark.parametrize("group", ["obstacles", "dimension"])
def test_a_code_can_be_added_to_each_group(book: Codebook, group: str) -> None:
    made = with_code(book, CodeForm(label="Inzet!", definition="Nog een."), group=group)

    assert groups(made)[group][-1].name == "inzet_2"
    assert made.themes == book.themes


def test_a_changed_code_keeps_its_data_name_and_place(book: Codebook) -> None:
    form = CodeForm(
        label="Eerlijkheid", definition="Zeggen.", inclusion="ja", exclusion="nee",
        examples="Een\n\n twee ", terms='"*info*"\ndelen\ndelen\n  =OM',
    )  # fmt: skip

    made = with_code(book, form, name="openheid")

    assert place_of(made, "openheid") == ("themes", 0)
    assert code_named(made, "openheid") == Theme(
        name="openheid", label="Eerlijkheid", definition="Zeggen.", inclusion="ja",
        exclusion="nee", examples=("Een", "twee"), terms=("*info*", "delen", "=OM"),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["beter_verbonden", "weerbare_gemeenschappen"])
def test_a_form_that_nobody_touched_changes_nothing(name: str) -> None:
    book = load_codebook(name)
    for code in (*book.themes, *book.extra_codes):
        assert with_code(book, form_of(code), name=code.name) == book


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        (CodeForm(definition="x"), {"label": "nog leeg"}),
        (CodeForm(label="x", definition=" "), {"definition": "nog leeg"}),
        (CodeForm(label="INZET", definition="x"), {"label": "Er is al een code"}),
        (CodeForm(label="straat", definition="x"), {"label": "Er is al een code"}),
        (CodeForm("x", "x", terms="delen\n\na ~ b"), {"terms": "Regel 3: in de term 'a ~ b'"}),
        (CodeForm(), {"label": "leeg", "definition": "leeg"}),
    ],
)
def test_what_is_wrong_is_told_at_its_field(book: Codebook, form: CodeForm, wrong: dict) -> None:
    found = troubles(form, book, name="openheid")

    assert set(found) == set(wrong)
    assert all(text in found[field][0] for field, text in wrong.items())
    with pytest.raises(UsageError):
        with_code(book, form, name="openheid")


def test_every_term_that_is_wrong_is_told(book: Codebook) -> None:
    (told,) = troubles(CodeForm("x", "x", terms="ab*\ngoed\n=\n"), book).values()
    assert [one[:8] for one in told] == ["Regel 1:", "Regel 3:"]


def test_a_code_keeps_its_own_label(book: Codebook) -> None:
    assert not troubles(form_of(book.themes[0]), book, name="openheid")


def test_a_code_is_removed_and_the_last_theme_is_not(book: Codebook) -> None:
    made = without_code(without_code(book, "inzet"), "straat")

    assert [code.name for code in (*made.themes, *made.extra_codes)] == ["openheid", "drang"]
    assert made.dimension is None
    with pytest.raises(UsageError, match="enige thema"):
        without_code(made, "openheid")


@pytest.mark.parametrize(
    ("steps", "order"), [(1, ["inzet", "openheid"]), (9, ["inzet", "openheid"]), (-1, None)]
)
def test_a_code_moves_as_far_as_there_is_room(book: Codebook, steps: int, order: list) -> None:
    found = [code.name for code in moved(book, "openheid", steps).themes]
    assert found == (order or ["openheid", "inzet"])


@pytest.mark.parametrize(("known", "version"), [([], 1), ([1, 7, 3], 8)])
def test_the_next_version_follows_all_that_are_known(book, known, version) -> None:
    made = next_version(book, known)
    assert made.version == version
    assert same_content(made, book)


def test_another_word_is_another_content(book: Codebook) -> None:
    assert not same_content(book, moved(book, "openheid", 1))


def test_what_was_written_reads_back(book: Codebook) -> None:
    made = with_code(book, CodeForm("Lef", "a: b\n- c", terms="*durf*\nnee", examples="'s avonds"))
    data = b"\xef\xbb\xbf" + dump_codebook(made).encode()
    assert read_upload(data, source="x.yaml") == made


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"name: x\nversion: 1\n- y", r"x\.yaml, regel 3: dit is geen geldige YAML"),
        (b"\xff\xfe\x00", r"x\.yaml: dit bestand is geen UTF-8"),
        (b" " * 2_000_001, r"x\.yaml: dit bestand is te groot"),
        (b"", r"x\.yaml, regel 1"),
    ],
)
def test_a_file_that_is_no_codebook_is_told_with_its_place(data: bytes, told: str) -> None:
    with pytest.raises(CodebookError, match=told):
        read_upload(data, source="x.yaml")
