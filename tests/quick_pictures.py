"""Pictures without a browser, for tests in which what is drawn does not matter.

monkeypatch.setattr("analysis.export.figures.Pictures", QuickPictures)
"""

from __future__ import annotations

import base64

from analysis.errors import NoBrowser
from analysis.export.pictures import FORMS, Picture

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""One point."""


class QuickPictures:
    """Draws one point for each figure."""

    def __enter__(self) -> QuickPictures:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def draw(self, figure, alt, *, title, width_cm=16.0):  # noqa: ARG002  # as Pictures has it
        high = width_cm * figure.layout.height / figure.layout.width
        return Picture(PNG, "png", alt, width_cm, high)

    def files(self, name, figure, alt, *, title, width_cm=16.0):  # noqa: ARG002
        drawn = {f"{name}.{form}": PNG for form in FORMS}
        return drawn | {f"{name}.txt": f"{title}\n\n{alt}\n".encode()}


class NoPictures(QuickPictures):
    """As on a machine without a browser."""

    def __enter__(self):
        raise NoBrowser("Er is geen browser gevonden.", remedy="Installeer er een.")
