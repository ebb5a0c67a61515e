"""How much of a day people have looked at."""

from __future__ import annotations

from analysis.synthesis.frames import Frames


def reviewed_by_people(frames: Frames) -> int:
    """The number of statements on which a person decided at least one theme."""
    codings = frames.codings
    by_person = ~codings["by_machine"] & (codings["target"] == "theme")
    return int(codings.loc[by_person, "statement_id"].nunique())
