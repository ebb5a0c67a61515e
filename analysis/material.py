"""All of a day that its report and its other documents are made of, from the store or from files.

What hangs on the day alone is gathered once (`stored_day`, `read_day`); what the author chose makes
a `Material` of it (`Gathered.material`), which is quick enough for each change of the choice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from analysis import exchange
from analysis.codebook import Codebook
from analysis.coding.agreement import Agreement, compare
from analysis.coding.standing import stand
from analysis.errors import StoreError
from analysis.exchange import Memo, SourceFile
from analysis.export.rows import Evidence, evidence_from
from analysis.privacy.holding import Holding, held_part
from analysis.proposing import coder_for, codings_from
from analysis.report import Choice, Day, Facts, Report, build_report, gather_facts, shown_day
from analysis.synthesis import frames_from
from analysis.types import Coding, Event, LeftOut, Source

if TYPE_CHECKING:
    from analysis.intake import Intake
    from analysis.store import Decision, Store

_TRIES = 5  # readings of a day that others are writing to


@dataclass(frozen=True, eq=False)
class Material:
    """What documents are made of.

    `left_out` is as it may be shown. The texts of `day` and `exchange` are as they are stored:
    `holding` tells which may be shown.
    """

    report: Report
    day: Day
    exchange: exchange.Day
    left_out: tuple[LeftOut, ...]
    holding: Holding | None


@dataclass(frozen=True, eq=False)
class Gathered:
    """A day with all that its report needs but the author's choice; as in `Material`."""

    day: Day
    facts: Facts
    exchange: exchange.Day
    left_out: tuple[LeftOut, ...]
    evidence: Evidence

    def material(self, *, made: datetime, choice: Choice | None = None) -> Material:
        """The day with the report that this choice gives; `made` is the time that it bears."""
        report = build_report(
            self.day, self.facts, made=made, choice=choice, evidence=self.evidence
        )
        return Material(report, self.day, self.exchange, self.left_out, self.day.holding)


def stored_day(store: Store, event_id: str, *, holding: Holding | None) -> Gathered:
    """What the store keeps of a day, as of one moment.

    Raises:
        StoreError: the day is gone, or others keep writing to it.
    """
    for _ in range(_TRIES):
        before = store.revision(event_id)
        found = _stored(store, event_id, holding)
        if store.revision(event_id) == before:
            return found
    raise StoreError(
        "Deze bijeenkomst verandert steeds terwijl zij wordt gelezen.",
        remedy="Wacht tot het inlezen of coderen klaar is en probeer het opnieuw.",
    )


def _stored(store: Store, event_id: str, holding: Holding | None) -> Gathered:
    # Here, since who only reads files goes without the libraries of the database.
    from analysis.storing import codebook_of  # noqa: PLC0415

    event = store.event(event_id)
    codebook = codebook_of(event, store)
    statements = store.statements(event_id)
    day = shown_day(event, codebook, store.frames(event_id), statements, holding=holding)
    ordinary = store.latest_codings(event_id)
    blind = store.latest_codings(event_id, blind=True)
    sources, lines = store.sources(event_id), store.source_texts(event_id)
    found = store.evidence(event_id, [one.id for one in statements])
    return _gathered(
        day,
        sources=[SourceFile(one, lines.get(one.id, ())) for one in sources],
        left_out=store.left_out(event_id),
        codings=[*ordinary, *blind],
        agreement=agreement_of(ordinary, blind, day.themes),
        memos=_memos(store.memos(event_id)),
        evidence={
            identity: {day.labels.get(code, code): spans for code, spans in codes.items()}
            for identity, codes in found.items()
        },
    )


def read_day(
    intake: Intake, codebook: Codebook, *, title: str, holding: Holding | None, made: datetime
) -> Gathered:
    """A day that is stored nowhere, with the machine's proposals.

    The same files and codebook give the same ids each time, those in the report among them.
    """
    coder = coder_for(codebook)
    statements = intake.statements
    coded = coder.propose(statements)
    event = Event(
        id=_event_id(intake, codebook),
        title=title,
        codebook=codebook.key,
        corner_word=codebook.corner_word,
        corners=intake.corners,
    )
    day = shown_day(event, codebook, frames_from(statements, coded), statements, holding=holding)
    return _gathered(
        day,
        sources=[
            SourceFile(
                Source(item.digest, event.id, item.reading.source, item.digest, made),
                item.source_texts,
            )
            for item in intake.items
        ],
        left_out=[part for item in intake.items for part in item.reading.left_out],
        codings=codings_from(coded, coder=coder.name, codebook=codebook, created=made),
        evidence=evidence_from(coded, day.labels),
    )


def agreement_of(
    ordinary: Sequence[Coding], blind: Sequence[Coding], themes: Sequence[str]
) -> list[Agreement]:
    """How far the people who coded the same statements agree, all of them together."""
    found = stand(ordinary, blind, themes)
    return compare(found.table, found.together) if found.together else []


def _gathered(
    day: Day,
    *,
    sources: Sequence[SourceFile],
    left_out: Sequence[LeftOut],
    codings: Sequence[Coding],
    evidence: Evidence,
    agreement: Sequence[Agreement] = (),
    memos: Mapping[str, Sequence[Memo]] | None = None,
) -> Gathered:
    lost = tuple(held_part(part, day.holding) for part in left_out)
    return Gathered(
        day=day,
        facts=gather_facts(
            day, files=len(sources), left_out=lost, codings=codings, agreement=agreement
        ),
        exchange=exchange.Day(
            event=day.event,
            codebook=day.codebook,
            sources=sources,
            statements=day.statements,
            codings=codings,
            memos=memos or {},
        ),
        left_out=lost,
        evidence=evidence,
    )


def _memos(decisions: Mapping[str, Sequence[Decision]]) -> dict[str, tuple[Memo, ...]]:
    """Statement id -> its remarks, each once: one remark may stand on several decisions."""
    return {
        identity: tuple(
            dict.fromkeys(
                Memo(one.memo, one.coding.coder, one.coding.created) for one in said if one.memo
            )
        )
        for identity, said in decisions.items()
    }


def _event_id(intake: Intake, codebook: Codebook) -> str:
    """An id that hangs on the files' bytes and the codebook, whatever the files are called."""
    digests = sorted(item.digest for item in intake.items)
    about = "\n".join([codebook.key, *digests])
    return hashlib.sha256(about.encode("utf-8")).hexdigest()[:32]
