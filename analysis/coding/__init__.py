"""From statements to proposed codings, and from those to the records of `codeer`."""

from analysis.coding.classifier import ModelCoder
from analysis.coding.coder import Coder
from analysis.coding.records import statement_from_record, to_record
from analysis.coding.search_terms import SearchTermCoder

__all__ = ["Coder", "ModelCoder", "SearchTermCoder", "statement_from_record", "to_record"]
