"""Reads the word lists that stand as YAML in data/."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml


def load(name: str) -> dict[str, Any]:
    """Return the word lists of data/`name`.yaml by their key."""
    text = files("analysis.language").joinpath("data", f"{name}.yaml").read_text("utf-8")
    lists: dict[str, Any] = yaml.safe_load(text)
    return lists
