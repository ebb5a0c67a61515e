"""Documents made beside the pages: other visitors do not wait for them.

Python lets one thread of a process work at a time, so documents that take long would hold all pages
up. For those the values go to a new process of low priority, which tells how far it is and gives
the files back; nothing is written to disk. What takes a second at most is made by a thread here:
to start a process takes longer than that.

The process runs this module: multiprocessing would run the app's own script again.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import TYPE_CHECKING, BinaryIO

from analysis import low_priority
from analysis.errors import KoffiehoekError
from analysis.export.documents import DOCUMENTS, Made, Papers, Step, make, papers_of
from analysis.settings import python_path

if TYPE_CHECKING:
    from analysis.material import Material

_AT_ONCE = 2
"""More would only take the processors from each other and from the pages."""
_ROOM = BoundedSemaphore(_AT_ONCE)


class Making:
    """Documents in the making; made by `start`. May be looked at from any thread."""

    def __init__(self) -> None:
        self._step = Step("Beginnen", 0.0)
        self._outcome: Made | Exception | None = None
        self._ended = Event()
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def step(self) -> Step:
        """How far it is."""
        return self._step

    @property
    def done(self) -> bool:
        """Whether there is a result, or will never be one."""
        return self._ended.is_set()

    def result(self) -> Made:
        """The documents; waits for them.

        Raises:
            KoffiehoekError: it failed or was cancelled.
        """
        self._ended.wait()
        if isinstance(self._outcome, Made):
            return self._outcome
        if isinstance(self._outcome, KoffiehoekError):
            raise self._outcome
        raise KoffiehoekError(
            "Het maken van de documenten is niet gelukt.",
            remedy="Probeer het opnieuw; lukt het dan weer niet, kies dan minder documenten.",
        ) from self._outcome

    def cancel(self) -> None:
        """Stop; what was made is thrown away."""
        with self._turn:
            if not self._ended.is_set():
                self._outcome = KoffiehoekError("Het maken is gestopt.")
                self._ended.set()
            if self._process is not None:
                self._process.kill()

    def _run(self, material: Material, names: Collection[str]) -> None:
        try:
            self._end(self._made(material, names))
        except Exception as error:
            if not self.done:
                logging.getLogger("koffiehoek").exception("documents")
            self._end(error)

    def _made(self, material: Material, names: Collection[str]) -> Made | Exception:
        long = [name for name in names if not DOCUMENTS[name].quick]
        quick = [name for name in names if DOCUMENTS[name].quick]
        if not long:
            return make(papers_of(material, quick), quick, progress=self._tell)
        # The process comes before the papers: it loads its libraries meanwhile.
        with self._room(), self._opened() as process:
            papers = papers_of(material, names)
            _send(process, papers, long)
            beside = make(papers, quick)
            apart = self._answer(process)
        if isinstance(apart, Made):
            return Made({**apart.files, **beside.files}, apart.missing)
        return apart

    @contextmanager
    def _room(self) -> Iterator[None]:
        """Room for one more process; says so where others take it all."""
        if not _ROOM.acquire(blocking=False):
            self._tell(Step("Wacht op een ander verslag", 0.0))
            _ROOM.acquire()
        try:
            yield
        finally:
            _ROOM.release()

    def _answer(self, process: subprocess.Popen[bytes]) -> Made | Exception:
        if process.stdout is None:
            raise AssertionError("a pipe was asked for")
        while isinstance(said := pickle.load(process.stdout), Step):  # noqa: S301  # our own
            self._tell(said)
        answer: Made | Exception = said
        return answer

    def _tell(self, step: Step) -> None:
        self._step = step

    def _opened(self) -> subprocess.Popen[bytes]:
        with self._turn:
            if self.done:
                raise KoffiehoekError("Het maken is gestopt.")
            self._process = subprocess.Popen(  # noqa: S603  # this Python, and this module
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": python_path()},
                creationflags=low_priority.creation_flags(),
            )
            return self._process

    def _end(self, outcome: Made | Exception) -> None:
        with self._turn:
            if not self._ended.is_set():
                self._outcome = outcome
                self._ended.set()


def _send(process: subprocess.Popen[bytes], papers: Papers, names: Collection[str]) -> None:
    if process.stdin is None:
        raise AssertionError("a pipe was asked for")
    with suppress(BrokenPipeError):  # it ended; that there is no answer tells so
        pickle.dump((papers, tuple(names)), process.stdin)
        process.stdin.close()


def start(material: Material, names: Collection[str]) -> Making:
    """Begin to make the documents of these names, and return at once."""
    making = Making()
    Thread(target=making._run, args=(material, names), name="documenten", daemon=True).start()
    return making


def main(given: BinaryIO, told: BinaryIO) -> None:
    """The other process: reads papers and names, tells steps, and last the outcome."""
    low_priority.give_way()
    papers, names = pickle.load(given)  # noqa: S301  # what `Making` wrote

    def tell(what: Step | Made | Exception) -> None:
        pickle.dump(what, told)
        told.flush()

    try:
        tell(make(papers, names, progress=tell))
    except KoffiehoekError as error:
        tell(error)


if __name__ == "__main__":
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as pipe:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no answer
        main(sys.stdin.buffer, pipe)
    os._exit(0)  # to clear away all that was loaded would keep the visitor waiting
