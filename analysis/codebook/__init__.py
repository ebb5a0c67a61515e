"""Codebooks: themes with a definition and search terms, read from YAML; the shipped ones."""

from analysis.codebook.files import dump_codebook, load_codebook, parse_codebook, shipped
from analysis.codebook.schema import Codebook, Dimension, Partner, Theme
from analysis.codebook.terms import Near, Part, PartKind, Phrase, Term, TermError, parse_term

__all__ = [
    "Codebook",
    "Dimension",
    "Near",
    "Part",
    "PartKind",
    "Partner",
    "Phrase",
    "Term",
    "TermError",
    "Theme",
    "dump_codebook",
    "load_codebook",
    "parse_codebook",
    "parse_term",
    "shipped",
]
