"""The example day, put into the database once so that a first visitor has something to see."""

from __future__ import annotations

from analysis.codebook import load_codebook
from analysis.intake import files_in, lexicon_for, read_files
from analysis.settings import example_folder
from analysis.store import Store
from analysis.storing import new_event, store_intake
from analysis.types import Event

TITLE = "Voorbeeld: Beter verbonden?"
CODEBOOK = "beter_verbonden"


def ensure_example(store: Store) -> Event:
    """The example day; made and filled where it is not there yet.

    Raises:
        StoreError: the database cannot be written, or the example's files are missing.
    """
    known = next((event for event in store.events() if event.title == TITLE), None)
    if known is not None:
        return known
    codebook = load_codebook(CODEBOOK)
    event = new_event(store, title=TITLE, date=None, codebook=codebook)
    files = [(path.name, path.read_bytes()) for path in files_in([example_folder()])]
    intake = read_files(files, lexicon=lexicon_for(codebook))
    store_intake(store, event, intake.items)
    return store.event(event.id)
