"""Other programs' files for coding: REFI-QDA out and in, Taguette and coded tables in.

Values in, bytes or values out; who stores, shows or sends them is another's work.
"""

from analysis.exchange.coded_table import Columns, coded_table, guess
from analysis.exchange.grid import Table, read_table
from analysis.exchange.incoming import Incoming, Skipped, codings_of, import_items
from analysis.exchange.matching import Matched, new_codebook, with_codes
from analysis.exchange.refi_codes import codebook_file
from analysis.exchange.refi_in import read_codebook, read_project
from analysis.exchange.refi_out import Day, Memo, SourceFile, project
from analysis.exchange.taguette import read_highlights, read_tags, tags_file

__all__ = [
    "Columns",
    "Day",
    "Incoming",
    "Matched",
    "Memo",
    "Skipped",
    "SourceFile",
    "Table",
    "codebook_file",
    "coded_table",
    "codings_of",
    "guess",
    "import_items",
    "new_codebook",
    "project",
    "read_codebook",
    "read_highlights",
    "read_project",
    "read_table",
    "read_tags",
    "tags_file",
    "with_codes",
]
