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
    """The same frames with every code under its label; codes without a label keep their name.

    Where that name is another code's label, which an earlier codebook may bring, it says so.
    """
    taken = set(labels.values())

    def shown(code: str) -> str:
        return labels.get(code) or (f"{code} (eerder codeboek)" if code in taken else code)

    codes = frames.codings["code"].astype("category")
    named = codes.cat.rename_categories(shown)
    return replace(frames, codings=frames.codings.assign(code=named))
