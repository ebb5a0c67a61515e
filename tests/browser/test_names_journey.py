"""Names on their way in: seen and settled in the preview, gone after it, listed with a password."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

NOTES = """Koffiehoek 1: Politie
Wat gaat goed
- wijkagent Henk de Vries kent iedere jongere
- Henk de Vries belt altijd terug
- mevrouw El Amrani werkt samen met school
=====
Knelpunten
- bel 06-12345678 of mail f.elamrani@voorbeeld.nl
- hij staat ingeschreven op Lindenlaan 12, 2514 AB Den Haag
- auto met kenteken GB-123-X staat er elke avond
- spetterwater komt nooit opdagen
- overleg met de gemeente Den Haag kost tijd
"""
GONE = ("Henk", "Vries", "06-12345678", "f.elamrani", "Lindenlaan", "GB-123-X", "spetterwater")
PASSWORD = "vier losse woorden zijn genoeg"

Settled = Callable[[Page], None]
expect.set_options(timeout=30_000)  # the first look for names loads the word lists


@pytest.fixture
def preview(page: Page, start_app: Callable, settled: Settled) -> Page:
    """The preview of notes with names of several kinds, on a day of its own."""
    page.goto(start_app().url)
    settled(page)
    page.get_by_label("Titel").first.fill("Themadag")
    page.get_by_role("button", name="Maak deze bijeenkomst").click()
    expect(page.get_by_text("“Themadag” is gemaakt")).to_be_visible()
    go_to(page, "Inlezen", settled)
    notes = {"name": "politie.txt", "mimeType": "text/plain", "buffer": NOTES.encode()}
    page.locator("input[type=file]").set_input_files(notes)
    expect(page.get_by_text("Klopt het?")).to_be_visible()
    settled(page)
    return page


def go_to(page: Page, title: str, settled: Settled) -> None:
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    settled(page)


def row(page: Page, form: str) -> Locator:
    """What was found, with what it becomes and the box to say that it is none."""
    mark = page.locator("mark").filter(has_text=re.compile(f"^{re.escape(form)}$"))
    return page.locator("[class*=st-key-gevonden-]").filter(has=mark)


def shown(page: Page) -> str:
    return page.locator("[data-testid=stApp]").inner_text()


def names_in(text: str) -> list[str]:
    return [name for name in GONE if name.casefold() in text.casefold()]


def test_names_are_settled_taken_out_and_listed_under_a_password(preview, settled, tmp_path):
    page = preview
    expect(row(page, "Henk de Vries")).to_contain_text("◆ naam")
    expect(row(page, "Henk de Vries")).to_contain_text("2 keer")
    expect(row(page, "Henk de Vries")).to_contain_text("wordt [persoon 1]")
    for form, becomes in (
        ("06-12345678", "[telefoon]"), ("f.elamrani@voorbeeld.nl", "[e-mail]"),
        ("GB-123-X", "[kenteken]"),
    ):  # fmt: skip
        expect(row(page, form)).to_contain_text(f"wordt {becomes}")
    expect(page.locator("mark").filter(has_text="Den Haag")).to_have_count(1)  # in the address

    say_no_name(page, settled)
    add_missed(page, settled)
    page.get_by_text("Lijst van wie wie is").click()
    page.get_by_label("Wachtwoord voor de lijst").fill(PASSWORD)
    page.get_by_label("Hetzelfde wachtwoord nog een keer").fill(PASSWORD)
    page.get_by_role("button", name=re.compile("^Zet .* in de bijeenkomst")).click()
    expect(page.get_by_text("namen en gegevens zijn vervangen")).to_be_visible()
    settled(page)

    listed = download_list(page)
    assert ("[persoon 1]", "Henk de Vries") in listed
    assert "spetterwater" in dict(listed).values()
    assert "El Amrani" not in dict(listed).values()

    assert names_in(shown(page)) == []
    for title in ("Matrix", "Coderen", "Overeenstemming", "Nieuwe thema’s", "Bijeenkomst"):
        go_to(page, title, settled)
        assert names_in(shown(page)) == []
    go_to(page, "Coderen", settled)
    expect(page.get_by_text("El Amrani").first).to_be_attached()
    exports_hold_no_name(page, settled, tmp_path)


def test_passwords_typed_with_the_tab_key_count(preview, settled):
    """A password field sends nothing when it is left with Tab: its form does."""
    page = preview
    page.get_by_text("Lijst van wie wie is").click()
    page.get_by_text("Neem ook uitspraken over").click()
    settled(page)
    page.get_by_label("Wachtwoord voor de lijst").focus()  # still open: nothing jumped
    for typed in (PASSWORD, PASSWORD.upper()):
        page.keyboard.type(typed)
        for _ in range(2):  # past the button that shows it
            page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("de twee wachtwoorden zijn niet hetzelfde")).to_be_visible()


def say_no_name(page: Page, settled: Settled) -> None:
    page.get_by_role("checkbox", name="Geen naam: El Amrani").press("Space")
    expect(row(page, "El Amrani")).to_contain_text("blijft staan")
    settled(page)


def add_missed(page: Page, settled: Settled) -> None:
    page.get_by_label("Toch een naam gemist? Typ hem hier").fill("spetterwater")
    page.keyboard.press("Enter")
    expect(row(page, "spetterwater")).to_contain_text("door u als naam aangewezen")
    settled(page)


def download_list(page: Page) -> list[tuple[str, str]]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download de versleutelde lijst").click()
    content = Path(waiting.value.path()).read_bytes()
    assert not [name for name in GONE if name.encode() in content]
    office = msoffcrypto.OfficeFile(io.BytesIO(content))
    office.load_key(password=PASSWORD)
    opened = io.BytesIO()
    office.decrypt(opened)
    rows = openpyxl.load_workbook(opened).active.iter_rows(min_row=2, values_only=True)
    return [(str(word), str(name)) for word, name in rows]


def exports_hold_no_name(page: Page, settled: Settled, folder: Path) -> None:
    go_to(page, "Matrix", settled)
    page.get_by_text("Meenemen").click()
    for label in ("Matrix en uitspraken (Excel)", "Matrix (webpagina)", "Uitspraken (CSV)"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        text = unpacked(path)
        assert "[persoon 1]" in text
        assert names_in(text) == []


def unpacked(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text("utf-8-sig")
    with zipfile.ZipFile(path) as archive:
        return " ".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


def test_the_preview_of_names_is_accessible(preview, settled, axe_light_and_dark):
    preview.get_by_text("Lijst van wie wie is").click()
    say_no_name(preview, settled)

    assert axe_light_and_dark(preview) == []
    expect(row(preview, "El Amrani")).to_contain_text("blijft staan")
