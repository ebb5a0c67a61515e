"""Codes under the names that people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from analysis.synthesis.frames import Frames


def unique_labels(codes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Code name -> label, for (name, label) pairs; a label used twice gets its name behind it."""
    out: dict[str, str] = {}
    for name, label in codes:
        out[name] = f"{label} ({name})" if label in out.values() else label
    return out


def relabelled(frames: Frames, labels: Mapping[str, str]) -> Frames:
    """The same frames with every code under its label; codes without a label keep their name."""
    codes = frames.codings["code"].astype("category")
    named = codes.cat.rename_categories(lambda code: labels.get(code, code))
    return replace(frames, codings=frames.codings.assign(code=named))
