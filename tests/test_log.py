"""The log: what went wrong and where, and nothing of what anybody wrote."""

import logging

import pytest
import sqlalchemy as sa

from analysis.settings import log_file

NAME = "Fatima el Idrissi"


def logged(raises) -> None:
    try:
        raises()
    except Exception:
        logging.getLogger("koffiehoek").exception("Het ging mis")


def plain():
    raise KeyError(NAME)


def caused():
    try:
        plain()
    except KeyError as error:
        raise ValueError(f"geen {NAME}") from error


def meanwhile():
    try:
        plain()
    except KeyError:
        raise ValueError(f"geen {NAME}")  # noqa: B904  # that is what is tested


def hushed():
    try:
        plain()
    except KeyError:
        raise ValueError(f"geen {NAME}") from None


def noted():
    error = ValueError(NAME)
    error.add_note(f"over {NAME}")
    raise error


def grouped():
    parts = []
    for one in (plain, caused):
        try:
            one()
        except Exception as error:
            parts.append(error)
    raise ExceptionGroup(f"bij {NAME}", parts)


def in_the_database():
    with sa.create_engine("sqlite://").connect() as connection:
        connection.execute(sa.text("SELECT :wie FROM niets"), {"wie": NAME})


def in_source():
    compile(f"'{NAME}", NAME, "exec")


def circular():
    first, second = ValueError(NAME), KeyError(NAME)
    first.__cause__, second.__cause__ = second, first
    raise first


@pytest.mark.parametrize(
    ("raises", "types"),
    [
        (plain, ["builtins.KeyError"]),
        (caused, ["builtins.ValueError", "builtins.KeyError"]),
        (meanwhile, ["builtins.ValueError", "builtins.KeyError"]),
        (hushed, ["builtins.ValueError"]),
        (noted, ["builtins.ValueError"]),
        (
            grouped,
            ["builtins.ExceptionGroup", "builtins.KeyError", "builtins.ValueError",
             "builtins.KeyError"],
        ),
        (in_the_database, ["sqlalchemy.exc.OperationalError", "sqlite3.OperationalError"]),
        (in_source, ["builtins.SyntaxError"]),
        (circular, ["builtins.ValueError", "builtins.KeyError"]),
    ],
)  # fmt: skip
def test_an_error_is_kept_by_type_and_place_alone(own_log, raises, types):
    logged(raises)

    kept = own_log.read_text("utf-8")
    first, *lines = kept.splitlines()
    assert first.endswith("ERROR Het ging mis")
    assert [line.strip() for line in lines if line.strip().endswith("Error") or "Group" in line] \
        == types  # fmt: skip
    assert any("test_log.py:" in line and line.endswith(raises.__name__) for line in lines)
    assert "Fatima" not in kept
    assert "SELECT" not in kept


def test_endless_recursion_does_not_fill_the_log(own_log):
    def again():
        again()

    logged(again)

    lines = own_log.read_text("utf-8").splitlines()
    assert len(lines) < 70
    assert any("plaatsen" in line for line in lines)


def test_what_another_handler_wrote_of_the_error_is_not_taken_over(own_log, caplog):
    logger = logging.getLogger("koffiehoek")
    logger.handlers.insert(0, caplog.handler)

    logged(plain)

    assert NAME in caplog.text
    assert NAME not in own_log.read_text("utf-8")


def test_without_a_folder_the_screen_gets_no_more(tmp_path, monkeypatch, capsys):
    (tmp_path / "bestand").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "bestand"))
    logger = logging.getLogger("koffiehoek")
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(logger, "propagate", True)

    from analysis.log import keep_log

    keep_log()
    logged(plain)

    said = capsys.readouterr().err
    assert "builtins.KeyError" in said
    assert NAME not in said
    assert not log_file().exists()
