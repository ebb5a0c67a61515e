"""argparse in Dutch: its own words come from a table, and its errors become UsageError."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any, NoReturn

import yaml

from analysis.errors import UsageError


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError where argparse would print and leave."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with argparse's message, and where the explanation stands."""
        sentence = message[:1].upper() + message[1:]
        raise UsageError(sentence, remedy=f"Uitleg: {self.prog} --help")


@contextmanager
def dutch_argparse() -> Any:
    """Within this block argparse speaks Dutch.

    argparse asks the functions `_` and `ngettext` of its own module for each text; there is no
    official place to hand it a translation without a compiled gettext catalogue.
    """
    kept = {name: getattr(argparse, name) for name in ("_", "ngettext")}
    hooks: Mapping[str, Callable[..., str]] = {"_": _translate, "ngettext": _translate_number}
    _swap(hooks)
    try:
        yield
    finally:
        _swap(kept)


def _swap(hooks: Mapping[str, Callable[..., str]]) -> None:
    for name, hook in hooks.items():
        setattr(argparse, name, hook)


def _translate(text: str) -> str:
    return _table().get(text, text)


def _translate_number(one: str, many: str, count: int) -> str:
    return _translate(one if count == 1 else many)


@cache
def _table() -> dict[str, str]:
    text = (files("analysis.commands") / "nederlands.yaml").read_text(encoding="utf-8")
    table: dict[str, str] = yaml.safe_load(text)
    return table
