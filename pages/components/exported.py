"""Files that are taken away: each one is noted in the activity log, without what is in it."""

from __future__ import annotations

from collections.abc import Callable

from analysis.types import ActivityKind
from pages.components import data, state

Content = bytes | str


def logged(event_id: str, make: Callable[[], Content]) -> Callable[[], Content]:
    """What makes a file when its button is pressed, and then logs that it was taken."""
    who = state.coder()  # it is made outside the visitor's own session

    def made() -> Content:
        content = make()
        data.store().log(ActivityKind.EXPORTED, event_id=event_id, who=who)
        return content

    return made
