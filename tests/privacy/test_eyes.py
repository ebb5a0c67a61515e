"""Extra eyes: a spaCy pipeline with entities, deduce's annotations, and asking for them by name."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
import spacy

from analysis.errors import UsageError
from analysis.privacy.eyes import VARIABLE, DeduceEye, SpacyEye, extra_eyes
from analysis.privacy.finder import Finder
from analysis.privacy.findings import FindingKind


@pytest.fixture
def pipeline():
    nlp = spacy.blank("nl")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "PER", "pattern": "kabouter"}, {"label": "ORG", "pattern": "Halt"}]
    )
    return nlp


def test_persons_among_a_pipelines_entities_are_found_and_nothing_else(pipeline):
    finder = Finder(eyes=[SpacyEye(pipeline)])
    found = finder.find("de zaak kabouter ligt bij Halt")
    assert [(one.text, one.kind, one.reason) for one in found] == [
        ("kabouter", FindingKind.PERSON, "gezien door spaCy")
    ]


class Annotated:
    """Answers as deduce does: a document with annotations that have a place and a tag."""

    def deidentify(self, text: str, *, disabled: set[str]) -> SimpleNamespace:
        assert "locations" in disabled
        place = text.index("Zzyzx")
        return SimpleNamespace(
            annotations=[
                SimpleNamespace(start_char=place, end_char=place + 5, text="Zzyzx", tag="persoon"),
                SimpleNamespace(start_char=0, end_char=2, text=text[:2], tag="leeftijd"),
            ]
        )


def test_what_deduce_tags_is_found_under_our_kinds():
    found = list(DeduceEye(Annotated()).find("12 jaar, naar Zzyzx"))
    assert [(one.start, one.text, one.kind) for one in found] == [(14, "Zzyzx", FindingKind.PERSON)]


def test_without_the_setting_nobody_looks_along(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert extra_eyes() == ()


@pytest.mark.parametrize(("asked", "told"), [("bril", "geen extra oog"), ("deduce", "README")])
def test_an_eye_that_is_not_there_is_told(monkeypatch, asked, told):
    monkeypatch.setitem(sys.modules, "deduce", None)  # as if it were not installed
    monkeypatch.setenv(VARIABLE, asked)
    with pytest.raises(UsageError, match=told):
        extra_eyes()
