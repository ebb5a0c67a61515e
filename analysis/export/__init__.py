"""Statements and matrix for Word, Excel and the web: values in, bytes or text out."""

from analysis.export.csv import matrix_csv, statements_csv
from analysis.export.excel import workbook
from analysis.export.html import matrix_html
from analysis.export.rows import Evidence, Row, evidence_from, export_rows

__all__ = [
    "Evidence",
    "Row",
    "evidence_from",
    "export_rows",
    "matrix_csv",
    "matrix_html",
    "statements_csv",
    "workbook",
]
