from analysis.synthesis import Frames, frames_from, make_frames
from analysis.types import Category, CategoryProposal, CodedStatement, Place, Proposal, Statement


def _statement(name: str, kind: Category | None) -> Statement:
    return Statement(name, "tekst", "Politie", kind, None, "a.txt", Place(1, 1))


def _coded(name: str, kind: Category | None) -> CodedStatement:
    themes = (Proposal("openheid", 0.9, True), Proposal("integraliteit", 0.1, False))
    level = (Proposal("tactisch", 0.8, True),)
    return CodedStatement(name, themes, CategoryProposal(kind, 0.7, "text"), 0.5, level)


def test_statements_keep_their_order_and_their_lack_of_kind():
    frames = frames_from([_statement("b", Category.KANS), _statement("a", None)], [])
    assert list(frames.statements.index) == ["b", "a"]
    assert list(frames.statements["position"]) == [0, 1]
    assert frames.statements["category"].isna().tolist() == [False, True]


def test_each_proposal_is_one_decision_of_the_machine():
    frames = frames_from([_statement("a", None)], [_coded("a", Category.KANS)])
    found = {(r.target, r.code, r.assigned) for r in frames.codings.itertuples()}
    assert found == {
        ("theme", "openheid", True),
        ("theme", "integraliteit", False),
        ("dimension", "tactisch", True),
        ("category", "kans", True),
    }
    assert frames.codings["by_machine"].all()


def test_a_machine_without_ground_decides_no_kind():
    frames = frames_from([_statement("a", None)], [_coded("a", None)])
    assert "category" not in set(frames.codings["target"])


def test_an_empty_day_has_the_same_columns():
    empty, full = frames_from([], []), frames_from([_statement("a", None)], [_coded("a", None)])
    assert list(empty.statements.columns) == list(full.statements.columns)
    assert list(empty.codings.columns) == list(full.codings.columns)
    assert len(empty.statements) == len(empty.codings) == 0


def test_make_frames_leaves_the_given_tables_alone():
    source = frames_from([_statement("a", None)], [_coded("a", None)])
    plain = Frames(source.statements.astype({"corner": "str"}), source.codings)
    made = make_frames(plain.statements, plain.codings)
    assert plain.statements["corner"].dtype == "str"
    assert made.statements["corner"].dtype == "category"


def test_statement_ids_are_row_numbers_into_the_statements():
    coded = [_coded(name, None) for name in ("c", "a", "weg")]
    frames = frames_from([_statement(name, None) for name in "abc"], coded)
    whose = frames.codings["statement_id"].cat
    assert whose.categories.equals(frames.statements.index)
    assert whose.codes.tolist() == [2, 2, 2, 0, 0, 0, -1, -1, -1]
