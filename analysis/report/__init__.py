"""What every report says, before any format: chosen, counted, put into words, and traced."""

from analysis.report.choice import Choice, Picked
from analysis.report.day import Day, shown_day
from analysis.report.facts import Facts, gather_facts
from analysis.report.parts import Report
from analysis.report.story import build_report
from analysis.report.tally import Resolved, Tally, resolve
from analysis.report.trace import Trace, Traces, read_id
from analysis.report.wording import Number, Part, Sentence

__all__ = [
    "Choice",
    "Day",
    "Facts",
    "Number",
    "Part",
    "Picked",
    "Report",
    "Resolved",
    "Sentence",
    "Tally",
    "Trace",
    "Traces",
    "build_report",
    "gather_facts",
    "read_id",
    "resolve",
    "shown_day",
]
