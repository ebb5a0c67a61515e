"""How much of a day people have looked at."""

from __future__ import annotations

import pandas as pd

from analysis.synthesis.frames import Frames


def reviewed_ids(frames: Frames) -> pd.Index:
    """The ids of the statements on which a person decided at least one theme."""
    codings = frames.codings
    by_person = ~codings["by_machine"] & (codings["target"] == "theme")
    ids: pd.Index = pd.Index(codings.loc[by_person, "statement_id"].dropna().unique())
    return ids


def reviewed_by_people(frames: Frames) -> int:
    """The number of statements on which a person decided at least one theme."""
    return len(reviewed_ids(frames))
