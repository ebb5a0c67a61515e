"""Says what a thing in a report is, in plain Dutch, as the day is called now."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from analysis.charts.cells import EMPTY
from analysis.charts.palette import PLURALS, WORDS, dutch
from analysis.report.day import Day
from analysis.report.tally import Resolved, Tally
from analysis.report.trace import Spec, Trace
from analysis.report.wording import Value, listed, plural
from analysis.synthesis.incidence import NO_THEME

_MOST_NAMED = 4
_AGREEMENT_PIECES = 4


class OriginWords:
    """Words for the traces of one day.

    Names that stand in a trace and not in the day come out of a document that anybody may have
    made: they are shown as the day's own texts are, or held back.
    """

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._day: Day = tally.day
        self._corners = {corner.name for corner in tally.day.event.corners}
        self._word = tally.day.event.corner_word

    def name(self, trace: Trace) -> str:
        """'Tabel: Aantal uitspraken over Openheid per koffiehoek en soort'."""
        spec = trace.spec
        if trace.kind in ("table", "figure"):
            said = self._filled("kinds", trace.kind, wat=self._whole(spec))
        else:
            said = self._filled(
                "measures", "asked_kind" if spec.measure == "asked" and spec.kind else spec.measure,
                over=self.over(spec), hoeken=plural(self._word), naam=self._fact(spec.name or ""),
                soort=PLURALS.get(spec.kind or "") or self._shown(spec.kind or ""),
            )  # fmt: skip
        return " ".join(f"{said} {self._scope(spec)}".split())

    def over(self, spec: Spec) -> str:
        """'over Openheid als knelpunt bij Politie'; '' of everything."""
        parts = []
        if spec.theme == NO_THEME:
            parts.append(self._filled("about", "no_theme"))
        elif spec.theme is not None:
            parts.append(self._filled("about", "theme", thema=self.theme(spec.theme)))
        if spec.kind is not None:
            parts.append(str(_texts()["kind_words"].get(spec.kind) or self._shown(spec.kind)))
        if spec.corner is not None:
            parts.append(self._filled("about", "corner", van=self.corner(spec.corner)))
        return " ".join(parts)

    def theme(self, name: str) -> str:
        """What people call a theme; one that is gone goes by its own name."""
        return self._day.labels.get(name) or self._shown(name)

    def corner(self, name: str) -> str:
        """A corner's name as it may be shown."""
        return name if name in self._corners else self._shown(name)

    def sign(self, resolved: Resolved) -> str:
        """What would stand there now, as the tables have it."""
        spec = resolved.trace.spec
        return self._number(spec, resolved.now, self._tally.state(spec))

    def then(self, trace: Trace) -> str:
        """What stood there."""
        if trace.value is None or isinstance(trace.value, str):
            return str(_texts()["differences"]["empty"])
        return self._number(trace.spec, trace.value, "counted")

    def now(self, resolved: Resolved) -> str:
        """What would stand there now, with a word for each kind of empty."""
        state, text = self._tally.state(resolved.trace.spec), self.sign(resolved)
        if resolved.now is None or state == "none":
            sign, words = EMPTY.get(state, ("–", str(_texts()["differences"]["empty"])))
            return f"{sign} ({words})" if text == sign else text
        return text

    def difference(self, resolved: Resolved) -> str:
        """How what stood there differs from now: a sign and words."""
        said = _texts()["differences"]
        then, now = resolved.then, resolved.now
        if resolved.trace.spec.measure == "quote":
            return str(said[_quoted(resolved)])
        if not resolved.known:
            return str(said["unknown"])
        if not isinstance(then, int | float) or not isinstance(now, int | float):
            empty = "emptied" if isinstance(then, int | float) else "filled"
            return str(said[empty if then != now else "same"])
        if then == now:
            return str(said["same_other" if resolved.changed else "same"])
        way = "more" if now > then else "less"
        if resolved.trace.spec.measure == "share":
            points = dutch(abs(now - then) * 100, decimals=1)
            return str(said[f"share_{way}"]).format(n=points)
        return str(said[way]).format(
            n=self._number(resolved.trace.spec, abs(now - then), "counted")
        )

    def cells(self, changed: int, other: int, total: int) -> str:
        """How many numbers of a table differ, or have other statements behind them."""
        key = "cells_changed" if changed else "cells_other" if other else "cells_same"
        return self._filled("differences", key, n=dutch(changed or other), all=dutch(total))

    def _number(self, spec: Spec, value: Value, state: str) -> str:
        if spec.measure == "fact" and isinstance(value, float):
            return dutch(value, decimals=2)
        return self._tally.text(spec, value, state)

    def _whole(self, spec: Spec) -> str:
        key = f"{spec.name}_{spec.measure}"
        return self._filled(
            "wholes", key if key in _texts()["wholes"] else "other", hoek=self._word,
            van=self.corner(spec.corner or ""), thema=self.theme(spec.theme or ""),
            over=self.over(spec),
        )  # fmt: skip

    def _fact(self, name: str) -> str:
        facts = _texts()["facts"]
        if name in facts:
            return str(facts[name])
        group, _, rest = name.partition(":")
        if group == "left_out":
            return self._filled("facts", "reason", reden=self._shown(rest))
        pieces = rest.split(":")  # of agreement: the coders' number, what about, the code, the part
        part = _texts()["agreement_parts"].get(pieces[-1])
        if group != "alpha" or part is None or len(pieces) != _AGREEMENT_PIECES:
            return str(facts["other"])
        return self._filled("facts", "agreement", code=self.theme(pieces[2]), deel=str(part))

    def _scope(self, spec: Spec) -> str:
        said = []
        if spec.of.corners is not None:
            names = [self.corner(name) for name in dict.fromkeys(spec.of.corners)]
            more = len(names) - _MOST_NAMED
            named = [*names[:_MOST_NAMED], *([f"nog {more}"] if more > 0 else [])]
            said.append(self._filled("about", "corners", hoeken=listed(named).text))
        if spec.of.kinds is not None:
            kinds = [WORDS.get(kind) or self._shown(kind) for kind in spec.of.kinds]
            said.append(self._filled("about", "kinds", soorten=listed(kinds).text))
        return " ".join(said)

    def _shown(self, text: str) -> str:
        return text if self._day.holding is None else self._day.holding.shown(text)

    @staticmethod
    def _filled(group: str, key: str, **values: str) -> str:
        return str(_texts()[group][key]).format(**values)


def _quoted(resolved: Resolved) -> str:
    if resolved.now is None:
        return "quote_gone"
    if resolved.then != resolved.now:
        return "quote_changed"
    return "quote_moved" if resolved.gone else "quote_same"


@cache
def _texts() -> dict[str, Any]:
    text = files("analysis.report").joinpath("herkomst.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found
