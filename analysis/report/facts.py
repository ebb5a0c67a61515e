"""How a report came about: what was read, left out, proposed, reviewed and agreed upon."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.charts.palette import dutch
from analysis.charts.reliability import question_names
from analysis.coding.agreement import Agreement, reading
from analysis.coding.judging import MACHINE, people_in, person_of
from analysis.report.day import Day
from analysis.report.ledger import Ledger
from analysis.report.trace import Spec
from analysis.report.wording import Number, Sentence, Value, Wording, listed, local_date
from analysis.types import Coding, CodingTarget, LeftOut

_PERSON = re.compile(r"\[persoon (\d+)\]")
_MOST_REASONS = 6
_MODEL, _TERMS, _DAY = "machine:model", "machine:zoektermen", "+dag"


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha of some coders on one question, with its interval of 95 %.

    NaN where there is too little to say; `n` counts the statements that two or more coded.
    """

    key: str  # of its facts
    question: str
    coders: int
    n: int
    value: float
    low: float
    high: float
    reading: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Numbers on the whole day; no name of anyone stands in them."""

    files: int
    left_out: tuple[tuple[str, int], ...]  # reason, pieces of text; most first
    coders: int
    codebook: str
    version: int
    proposers: tuple[str, ...]  # "machine:..." as the codings keep it
    codes: int  # decisions that stand on themes of the codebook
    codes_reviewed: int  # of those, a person's
    persons: int  # numbers that stand in the place of a person's name
    agreement: tuple[Alpha, ...] = ()

    def values(self) -> dict[str, Value]:
        """Each number by the name that its trace has."""
        found: dict[str, Value] = {
            "files": self.files,
            "left_out": sum(count for _, count in self.left_out),
            "coders": self.coders,
            "codes": self.codes,
            "codes_reviewed": self.codes_reviewed,
            "persons": self.persons,
        }
        found |= {f"left_out:{reason}": count for reason, count in self.left_out}
        for one in self.agreement:
            for name in ("coders", "n", "value", "low", "high"):
                number = getattr(one, name)
                found[f"{one.key}:{name}"] = None if math.isnan(number) else round(number, 4)
        return found


def gather_facts(
    day: Day,
    *,
    files: int,
    left_out: Iterable[LeftOut] = (),
    codings: Sequence[Coding] = (),
    agreement: Sequence[Agreement] = (),
) -> Facts:
    """Facts from the day and from what the store keeps beside it.

    `codings` are the latest ones, those of blind coders too where there are any.
    """
    lost = list(left_out)
    # What follows a colon is out of the file itself, such as the key of a header line.
    reasons = Counter(one.reason.partition(":")[0] for one in lost)
    texts = [*(one.text for one in day.statements), *(one.text for one in lost)]
    people = people_in(codings)
    people |= {person_of(name) for one in agreement for name in one.coders if name != MACHINE}
    codes = day.frames.codings
    ours = (codes["target"] == CodingTarget.THEME.value) & codes["code"].isin(day.themes)
    return Facts(
        files=files,
        left_out=tuple(reasons.most_common()),
        coders=len(people),
        codebook=day.codebook.title,
        version=day.codebook.version,
        proposers=tuple(sorted({coding.coder for coding in codings if coding.by_machine})),
        codes=int(ours.sum()),
        codes_reviewed=int((ours & ~codes["by_machine"]).sum()),
        persons=len({number for text in texts for number in _PERSON.findall(text)}),
        agreement=_alphas(day, agreement),
    )


def _alphas(day: Day, agreement: Sequence[Agreement]) -> tuple[Alpha, ...]:
    names = question_names({theme: day.labels[theme] for theme in day.themes})
    groups = list(dict.fromkeys(one.coders for one in agreement))
    return tuple(
        Alpha(
            key=f"alpha:{groups.index(one.coders) + 1}:{one.question.about}:{one.question.code}",
            question=names.get(one.question, one.question.code),
            coders=len(one.coders),
            n=one.n,
            value=one.alpha.value,
            low=one.alpha.low,
            high=one.alpha.high,
            reading=reading(one.alpha),
        )
        for one in agreement
        if one.alpha is not None
    )


def account(
    facts: Facts, ledger: Ledger, words: Wording, *, left: Sequence[str] = ()
) -> tuple[Sentence, ...]:
    """The account of how the report came about, sentence by sentence.

    `left` are the labels of the themes that the author left out.
    """

    def fact(name: str) -> Number:
        return ledger.number(Spec("fact", name=name))

    n = ledger.number(Spec("count"))
    said = [words.say("read", n=n, corners=ledger.number(Spec("asked")), files=fact("files"))]
    said += _part_of_day(ledger, words)
    if left:
        said.append(words.say("themes_left", themes=listed(left)))
    said += _left_out(facts, ledger, words)
    said.append(words.say("codebook", title=facts.codebook, version=str(facts.version)))
    said.append(words.say(f"proposed_{_how(facts.proposers)}"))
    if facts.coders:
        said.append(words.say("coders", n=fact("coders")))
    said.append(words.say("reviewed", n=ledger.number(Spec("reviewed")), all=n))
    if facts.codes:
        reviewed, codes = fact("codes_reviewed"), fact("codes")
        said.append(words.say("codes_reviewed", n=reviewed, all=codes))
    said += [_agreed(one, ledger, words) for one in facts.agreement]
    if facts.persons:
        said.append(words.say("persons", n=fact("persons")))
    said.append(words.say("made", date=local_date(ledger.made)))
    said.append(words.say("origin"))
    return tuple(said)


def unfinished(ledger: Ledger, words: Wording) -> Sentence | None:
    """The warning for the first page where not every statement was reviewed; None where all were.

    A day without statements has nothing to review.
    """
    everything, reviewed = Spec("count"), Spec("reviewed")
    n, done = ledger.tally.value(everything), ledger.tally.value(reviewed)
    if n == done:
        return None
    key = "nothing_reviewed" if not done else "unfinished"
    return words.say(key, n=ledger.number(everything), done=ledger.number(reviewed))


def _part_of_day(ledger: Ledger, words: Wording) -> list[Sentence]:
    whole, part = Spec("count"), Spec("count", of=ledger.scope)
    if ledger.tally.value(whole) == ledger.tally.value(part):
        return []
    return [words.say("part_of_day", n=ledger.number(part), all=ledger.number(whole))]


def _left_out(facts: Facts, ledger: Ledger, words: Wording) -> list[Sentence]:
    if not facts.left_out:
        return [words.say("nothing_left_out")]
    named = [
        words.say("reason", n=ledger.number(Spec("fact", name=f"left_out:{reason}")), reason=reason)
        for reason, _ in facts.left_out[:_MOST_REASONS]
    ]
    more = ["andere redenen"] if len(facts.left_out) > _MOST_REASONS else []
    total = ledger.number(Spec("fact", name="left_out"))
    return [words.say("left_out", n=total, reasons=listed([*named, *more]))]


def _how(proposers: Iterable[str]) -> str:
    """Which machine made the proposals: the one that says most about it."""
    names = list(proposers)
    if any(name.startswith(_MODEL) and name.endswith(_DAY) for name in names):
        return "model_and_day"
    if any(name.startswith(_MODEL) for name in names):
        return "model"
    if any(name.startswith(_TERMS) for name in names):
        return "terms"
    return "otherwise" if names else "not"


def _agreed(one: Alpha, ledger: Ledger, words: Wording) -> Sentence:
    numbers = {name: _decimal(ledger, f"{one.key}:{name}") for name in ("value", "low", "high")}
    n = ledger.number(Spec("fact", name=f"{one.key}:n"))
    coders = ledger.number(Spec("fact", name=f"{one.key}:coders"))
    return words.say(
        "agreed", question=one.question, coders=coders, n=n, reading=one.reading, **numbers
    )


def _decimal(ledger: Ledger, name: str) -> Number:
    """A number with two decimals."""
    found = ledger.number(Spec("fact", name=name))
    value = found.value
    text = dutch(value, decimals=2) if isinstance(value, int | float) else found.text
    return Number(text, value, found.trace, found.state)
