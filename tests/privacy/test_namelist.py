"""The list of who is who: it opens with its password and with nothing else."""

import io

import msoffcrypto
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from analysis.errors import UsageError
from analysis.privacy.namelist import read_namelist, write_namelist

PASSWORD = "vier kleine woorden é"
ROWS = [
    ("[persoon 1]", "Henk Bos"), ("[persoon 1]", "Henk"), ("[persoon 2]", "Łukasz Yıldız"),
    ("[persoon 3]", "=HYPERLINK(\"http://x\")"), ("[persoon 4]", "0612"),
]  # fmt: skip


@pytest.fixture(scope="module")
def data():
    return write_namelist(ROWS, PASSWORD)


def test_it_comes_back_with_the_password(data):
    assert read_namelist(data, PASSWORD) == ROWS


def test_no_name_can_be_read_in_the_file(data):
    for _, name in ROWS:
        assert name.encode() not in data
        assert name.encode("utf-16-le") not in data
    assert b"sheet1.xml" not in data


@pytest.mark.parametrize("password", ["vier kleine woorden e", "VIER KLEINE WOORDEN É", "", "x"])
def test_another_password_opens_nothing(data, password):
    with pytest.raises(UsageError, match="wachtwoord klopt niet"):
        read_namelist(data, password)


def test_it_is_what_office_writes(data):
    """Agile encryption, which Excel and LibreOffice know, and text that is never calculated."""
    file = msoffcrypto.OfficeFile(io.BytesIO(data))
    assert file.is_encrypted()
    assert (file.type, file.info["passwordHashAlgorithm"]) == ("agile", "SHA512")
    assert (file.info["passwordKeyBits"], file.info["spinValue"]) == (256, 100_000)
    file.load_key(password=PASSWORD, verify_password=True)
    plain = io.BytesIO()
    file.decrypt(plain, verify_integrity=True)
    cells = [cell for row in openpyxl.load_workbook(plain).active for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("password", ["", "kort", "           x           "])
def test_a_short_password_is_refused(password):
    with pytest.raises(UsageError, match="te kort"):
        write_namelist(ROWS, password)


def _plain_book() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("other", [b"", b"geen Excel", _plain_book()], ids=["no", "text", "plain"])
def test_another_file_is_told(other):
    with pytest.raises(UsageError, match="geen namenlijst"):
        read_namelist(other, PASSWORD)


def test_an_encrypted_book_of_somebody_else_is_told():
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(_plain_book())).encrypt(PASSWORD, out)
    with pytest.raises(UsageError, match="geen namenlijst"):
        read_namelist(out.getvalue(), PASSWORD)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.9])
def test_a_damaged_list_is_told(data, share):
    with pytest.raises(UsageError, match="geen namenlijst"):
        read_namelist(data[: int(len(data) * share)], PASSWORD)


def test_an_empty_list_may_be_kept():
    assert read_namelist(write_namelist([], PASSWORD), PASSWORD) == []
