"""Our files in the hands of an independent reader of the standard (pyrefiqda)."""

from pyrefiqda import RefiCodebook, RefiProject

from analysis.exchange.refi_codes import codebook_file
from analysis.exchange.refi_in import read_project
from analysis.exchange.refi_out import project


def flat(codes):
    for code in codes:
        yield code
        yield from flat(code.code)


def test_a_project_opens_elsewhere_with_the_same_codings(day, tmp_path):
    path = tmp_path / "dag.qdpx"
    path.write_bytes(project(day))
    found = RefiProject.load(str(path), extract_dir=str(tmp_path / "uit"))

    users = {str(one.guid): one.id for one in found.users.user}
    names = {str(one.guid): one.name for one in flat(found.code_book.codes.code)}
    codings = {
        (selection.name, names[str(coding.code_ref.target_guid)], users[str(coding.creating_user)])
        for source in found.sources.text_source
        for selection in source.plain_text_selection
        for coding in selection.coding
    }
    ours = read_project("dag.qdpx", path.read_bytes())
    labels = {one.key: one.name for one in ours.codes}
    people = {
        (one.statement_id, labels[one.code], one.coder + " (blind)" * one.blind)
        for one in ours.codings
    }
    assert people
    assert people == {one for one in codings if one[2] != "machine:gelezen"}

    spans = {
        selection.name: (source, selection.start_position, selection.end_position)
        for source in found.sources.text_source
        for selection in source.plain_text_selection
    }
    for own, (source, start, end) in spans.items():
        inner = source.plain_text_path.removeprefix("internal://")
        text = (tmp_path / "uit" / "sources" / inner).read_text(encoding="utf-8")
        assert (
            text[start:end]
            == {one.name: one.text for one in ours.sources}[source.name][slice(*ours.spans[own])]
        )


def test_a_codebook_opens_elsewhere(day, tmp_path):
    path = tmp_path / "codes.qdc"
    path.write_bytes(codebook_file(day.codebook))
    found = RefiCodebook.load(str(path))
    names = {one.name for one in flat(found.codes.code)}
    assert {theme.label for theme in day.codebook.themes} <= names
