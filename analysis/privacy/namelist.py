"""The list of who is who, only where a researcher asks for it: an Excel file with a password.

Encrypted as Office does it itself (ECMA-376 agile encryption: AES-256, SHA-512, 100,000 rounds),
so that it opens in Excel and LibreOffice. Koffiehoek keeps neither the list nor the password.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import msoffcrypto
import openpyxl
import xlsxwriter
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from analysis.errors import UsageError

_HEAD = ("pseudoniem", "naam")
_SHORTEST = 12
_WIDTHS = (16, 40)


def write_namelist(rows: Sequence[tuple[str, str]], password: str) -> bytes:
    """The rows (pseudonym, name) as an .xlsx that opens with `password` alone.

    Raises:
        UsageError: the password is shorter than twelve characters.
    """
    if len(password.strip()) < _SHORTEST:
        raise UsageError(
            f"dit wachtwoord is te kort; kies er een van {_SHORTEST} tekens of meer.",
            remedy="Een zin van vier of vijf woorden is goed te onthouden. Schrijf hem op: zonder "
            "wachtwoord kan niemand de lijst openen, ook wij niet.",
        )
    encrypted = io.BytesIO()
    OOXMLFile(io.BytesIO(_workbook(rows))).encrypt(password, encrypted)
    return encrypted.getvalue()


def _workbook(rows: Sequence[tuple[str, str]]) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet("Wie is wie")
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, (title, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, bold)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def read_namelist(data: bytes, password: str) -> list[tuple[str, str]]:
    """The rows of a list that `write_namelist` made.

    Raises:
        UsageError: the password is wrong, or this is another file.
    """
    try:
        return _rows(_decrypted(data, password))
    except UsageError:
        raise
    except InvalidKeyError as error:
        raise UsageError(
            "het wachtwoord klopt niet.",
            remedy="Let op hoofdletters en spaties. Zonder wachtwoord is de lijst niet te openen.",
        ) from error
    except Exception as error:  # on a damaged file the libraries raise whatever they meet
        raise _another_file() from error


def _decrypted(data: bytes, password: str) -> io.BytesIO:
    file = msoffcrypto.OfficeFile(io.BytesIO(data))
    if not file.is_encrypted():
        raise _another_file()
    if not password:
        raise InvalidKeyError
    file.load_key(password=password, verify_password=True)
    plain = io.BytesIO()
    file.decrypt(plain)
    return plain


def _rows(plain: io.BytesIO) -> list[tuple[str, str]]:
    book = openpyxl.load_workbook(plain, read_only=True)
    try:
        cells = list(book.worksheets[0].iter_rows(max_col=len(_HEAD), values_only=True))
    finally:
        book.close()
    if not cells or cells[0] != _HEAD:
        raise _another_file()
    return [(str(pseudonym), str(name)) for pseudonym, name in cells[1:]]


def _another_file() -> UsageError:
    return UsageError(
        "dit is geen namenlijst van Koffiehoek.",
        remedy="Kies het Excel-bestand dat u bij het inlezen met een wachtwoord bewaarde.",
    )
