"""What LibreOffice makes of a document: it opens it, and prints it as PDF."""

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

_MISSING = (
    "LibreOffice ontbreekt: installeer het (Debian: apt-get install libreoffice-writer "
    "libreoffice-calc libreoffice-impress)."
)


def printed(files: dict[str, bytes], folder: Path) -> dict[str, PdfReader]:
    """Each document, by file name, as a PDF; the test fails for one that does not open.

    One start of LibreOffice for all of them, with a profile of its own in `folder`.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.fail(_MISSING, pytrace=False)
    given, made = folder / "in", folder / "uit"
    given.mkdir()
    for name, data in files.items():
        (given / name).write_bytes(data)
    profile = (folder / "profiel").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    paths = [str(given / name) for name in files]
    done = subprocess.run(
        [*command, "--outdir", str(made), *paths],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    found = {name: made / Path(name).with_suffix(".pdf").name for name in files}
    lost = [name for name, path in found.items() if not path.exists()]
    assert not lost, f"LibreOffice opens {lost} not: {done.stdout}{done.stderr}"
    return {name: PdfReader(path) for name, path in found.items()}
