"""The whole way through the app as a visitor goes it: by mouse, by keyboard, with bad files."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from spoken import english

ROOT = Path(__file__).resolve().parents[2]
FLIPOVERS = sorted((ROOT / "data" / "flipovers").iterdir())
MOST_TABS = 80
NEW_NAME = "Basisteam Zuid"
HOSTILE = [
    "<script>window.geraakt = 1</script> script",
    "<img src=x onerror='window.geraakt = 2'> plaatje",
    "**vet** _schuin_ [hier](javascript:window.geraakt=3) opmaak",
    "$\\frac{1}{2}$ en $$x^2$$ formule met samenwerken",
    ":red[rood] :material/home: ~~weg~~ kleur",
    "=HYPERLINK(1) &lt;b&gt; rekenblad",
    "\u202eomgekeerd\u202c bidi",
]

TURNING = dict.fromkeys([0x202C, 0x202E])

Settled = Callable[[Page], None]

expect.set_options(timeout=30_000)  # the first reading and coding load the word lists


@pytest.fixture
def fresh(page: Page, start_app: Callable, settled: Settled) -> Page:
    """A visitor at an app without any day."""
    page.goto(start_app().url)
    settled(page)
    return page


@pytest.fixture
def example(page: Page, example_url: str, settled: Settled) -> Callable[[str], Page]:
    """Open a path of the app with the example day."""

    def go(path: str) -> Page:
        page.goto(f"{example_url}/{path}")
        settled(page)
        return page

    return go


# By mouse


def make_day(page: Page, settled: Settled, title: str = "Themadag") -> None:
    page.get_by_label("Titel").first.fill(title)
    page.get_by_role("button", name="Maak deze bijeenkomst").click()
    expect(page.get_by_text(f"“{title}” is gemaakt")).to_be_visible()
    settled(page)


def give(page: Page, settled: Settled, files: list[Path]) -> None:
    go_to(page, "Inlezen", settled)
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_text(re.compile("Klopt het|staat er al|staan er al")).first).to_be_visible()
    settled(page)


def confirm(page: Page, settled: Settled) -> None:
    page.get_by_role("button", name=re.compile("^Zet .* in de bijeenkomst")).click()
    expect(page.get_by_text("Bekijk nu de matrix")).to_be_visible()
    settled(page)


def no_names(page: Page, settled: Settled) -> None:
    """Say of all that was found that it is no name."""
    for box in page.get_by_role("checkbox", name=re.compile("^(Geen naam|Mag blijven): ")).all():
        box.press("Space")
        settled(page)


def numbers(page: Page) -> Locator:
    """The cells of the figure that hold a number other than nought."""
    return page.locator(".js-plotly-plot .textpoint text").filter(has_text=re.compile("[1-9]"))


def go_to(page: Page, title: str, settled: Settled) -> None:
    """Follow the link in the side bar."""
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    settled(page)


def pick(page: Page, name: str, option: str) -> None:
    """Choose from a list; a figure that is still finding its place closes it once or twice."""
    wanted = page.get_by_role("option", name=option)
    for _ in range(5):
        page.get_by_role("combobox", name=name, exact=True).press("ArrowDown")
        try:
            wanted.click(timeout=2_000)
        except PlaywrightTimeout:
            continue
        return
    pytest.fail(f"{name} blijft niet open")


def open_a_cell(page: Page, settled: Settled) -> None:
    """Click a number in the figure."""
    expect(numbers(page).first).to_be_visible()
    numbers(page).first.scroll_into_view_if_needed()
    # The plot's own drag layer lies over the numbers and takes the click, as it does for people.
    box = numbers(page).first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_text(re.compile(r"· .*: \d+ uitspra")).first).to_be_visible()
    settled(page)


def test_by_mouse_from_an_empty_app_to_a_statement_in_its_source(fresh, settled):
    page = fresh
    make_day(page, settled)
    give(page, settled, FLIPOVERS)
    expect(page.get_by_text(f"uitspraken gelezen uit {len(FLIPOVERS)} bestanden")).to_be_visible()

    name = page.get_by_role("combobox", name="Gelezen als “Politie”")
    name.fill(NEW_NAME)
    name.press("Enter")
    settled(page)
    confirm(page, settled)

    go_to(page, "Matrix", settled)
    open_a_cell(page, settled)
    expect(page.locator(".uitspraak mark").first).to_be_visible()
    statement = page.locator(".uitspraak").first.inner_text()
    page.get_by_role("button", name=re.compile("regel|cel|dia|alinea|rij")).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Waar dit staat in de bron")).to_be_visible()
    expect(dialog.locator("tr.hier").first).to_be_visible()  # the table comes after its heading
    settled(page)
    here = dialog.locator("tr.hier").all_inner_texts()
    assert statement.split()[-1] in " ".join(here)
    expect(dialog.locator("tr")).not_to_have_count(len(here))
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)

    page.get_by_role("combobox", name="Hoek", exact=True).click()
    expect(page.get_by_role("option", name=NEW_NAME)).to_be_visible()
    expect(page.get_by_role("option", name="Politie", exact=True)).to_have_count(0)


# By keyboard

FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "";
  const labels = at.labels ? [...at.labels].map((label) => label.innerText) : [];
  const by = (at.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean)
    .map((id) => document.getElementById(id)?.innerText);
  const own = ["A", "BUTTON", "SUMMARY"].includes(at.tagName) ? at.innerText : "";
  return [at.getAttribute("aria-label"), ...by, ...labels, own].filter(Boolean).join(" | ");
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control with this in its accessible name has the focus."""
    seen = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if re.search(name, focused):
            return
        seen.append(focused)
    pytest.fail(f"Met Tab niet te bereiken: {name}. Wel: {seen}")


def press(page: Page, name: str, settled: Settled) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")
    settled(page)


def from_the_top(page: Page) -> None:
    """Start tabbing at the first control again, as after loading a page."""
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    page.evaluate("document.body.tabIndex = -1; document.body.focus()")


def unfold(page: Page, name: str, settled: Settled) -> None:
    """Open the list with this name; a busy browser can lose the key, and one presses again."""
    for _ in range(3):
        tab_to(page, name)
        settled(page)
        page.keyboard.press("ArrowDown")
        with suppress(PlaywrightTimeout):
            page.get_by_role("listbox").wait_for(timeout=5_000)
            return
        from_the_top(page)
    pytest.fail(f"Met de pijl gaat deze lijst niet open: {name}")


def choose(page: Page, name: str, arrows: int, settled: Settled) -> None:
    """In the list with this name, choose what stands `arrows` below the first option."""
    unfold(page, name, settled)
    for _ in range(arrows):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listbox")).to_have_count(0)
    settled(page)


def test_by_keyboard_alone_from_an_empty_app_to_a_statement_in_its_source(fresh, settled):
    page = fresh
    tab_to(page, "Titel")
    page.keyboard.type("Themadag")
    press(page, "Maak deze bijeenkomst", settled)
    expect(page.get_by_text("“Themadag” is gemaakt")).to_be_visible()

    from_the_top(page)
    press(page, "^Lees flip-overs in|Lees flip-overs in$", settled)
    expect(page.get_by_role("heading", name="Inlezen")).to_be_visible()
    from_the_top(page)
    tab_to(page, "Bestanden kiezen")
    page.locator("input[type=file]").set_input_files(FLIPOVERS)  # the system's own dialog
    expect(page.get_by_text("Klopt het?")).to_be_visible()
    settled(page)

    tab_to(page, "Gelezen als “Politie”")
    page.keyboard.type(NEW_NAME)
    page.keyboard.press("Enter")
    settled(page)
    press(page, "^Zet .* in de bijeenkomst|Zet .* in de bijeenkomst$", settled)
    expect(page.get_by_text("Bekijk nu de matrix")).to_be_visible()

    from_the_top(page)
    press(page, "Naar de matrix", settled)
    expect(page.get_by_role("heading", name="Matrix", exact=True)).to_be_visible()
    from_the_top(page)
    choose(page, "^Hoek|Hoek$", 1, settled)
    choose(page, "^Thema|Thema$", 1, settled)
    expect(page.locator(".uitspraak mark").first).to_be_visible()
    press(page, "(regel|cel|dia|alinea|rij) ", settled)
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("tr.hier").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


# Files that are double, broken or hostile


def test_the_same_file_twice_and_a_broken_one_are_told_and_not_stored(fresh, settled, tmp_path):
    page = fresh
    make_day(page, settled)
    copy, broken = tmp_path / "kopie.txt", tmp_path / "kapot.docx"
    police = next(path for path in FLIPOVERS if "POLITIE" in path.name)
    copy.write_bytes(police.read_bytes())
    broken.write_bytes(b"PK\x03\x04 geen Word")

    give(page, settled, [police, broken, copy])
    expect(page.get_by_text("Dit bestand staat er al").first).to_contain_text("kopie.txt")
    expect(page.get_by_role("alert").filter(has_text="kapot.docx")).to_be_visible()
    confirm(page, settled)
    expect(page.get_by_text("1 bestand stond er al")).to_be_visible()

    give(page, settled, [police])
    expect(page.get_by_text("Dit bestand staat er al").first).to_contain_text(police.name)
    expect(page.get_by_role("button", name=re.compile("^Zet "))).to_have_count(0)

    go_to(page, "Bijeenkomst", settled)
    expect(page.get_by_test_id("stMetric").filter(has_text="Bestanden")).to_contain_text("1")


def test_hostile_text_runs_nothing_and_is_shown_as_typed(fresh, settled, tmp_path):
    page = fresh
    make_day(page, settled, "*Dag* $1$ <b>")
    source = tmp_path / "*vet* $x$ <i>.txt"
    lines = "\n".join(f"- {text}" for text in HOSTILE)
    source.write_text(f"Koffiehoek: **Hoek** <script>\n\nWat gaat goed\n{lines}\n", "utf-8")

    give(page, settled, [source])
    no_names(page, settled)  # markup with quotes and dots may look like a name
    confirm(page, settled)
    go_to(page, "Matrix", settled)
    expect(numbers(page).first).to_be_visible()
    settled(page)
    pick(page, "Soort", "✓ werkt")
    expect(page.locator(".uitspraak")).to_have_count(len(HOSTILE))

    shown = page.locator(".uitspraak").all_inner_texts()
    # Signs that turn the direction of what follows are taken out when a file is read.
    assert sorted(shown) == sorted(text.translate(TURNING) for text in HOSTILE)
    page.get_by_role("button", name=re.compile("regel")).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(source.name)).to_be_visible()
    assert page.evaluate("window.geraakt") is None
    page.keyboard.press("Escape")
    go_to(page, "Bijeenkomst", settled)
    expect(page.get_by_role("heading", name="*Dag* $1$ <b>")).to_be_visible()


# Every page as it looks when filled


def cell_open(go: Callable[[str], Page], settled: Settled) -> Page:
    page = go("matrix")
    open_a_cell(page, settled)
    return page


def source_open(go: Callable[[str], Page], settled: Settled) -> Page:
    page = cell_open(go, settled)
    page.get_by_role("button", name=re.compile("regel|cel|dia|alinea|rij")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    return page


def one_corner(go: Callable[[str], Page], settled: Settled) -> Page:
    page = go("matrix")
    page.get_by_text("Eén hoek").click()
    expect(page.get_by_role("combobox", name="Welke hoek?")).to_be_visible()
    settled(page)
    return page


def under_review(go: Callable[[str], Page], settled: Settled) -> Page:
    page = go("inlezen")
    new = [
        {"name": f"nieuw {p.name}", "mimeType": "text/plain", "buffer": p.read_bytes() + b"\n- x y"}
        for p in FLIPOVERS
        if p.suffix == ".txt"
    ]
    page.locator("input[type=file]").set_input_files(new)
    expect(page.get_by_text("Klopt het?")).to_be_visible()
    for title in ("Alle uitspraken:", "Weggelaten:"):
        page.get_by_text(title).first.click()
    settled(page)
    return page


Scene = Callable[[Callable[[str], Page], Settled], Page]
SCENES: dict[str, Scene] = {
    "bijeenkomst": lambda go, _: go(""),
    "inlezen": lambda go, _: go("inlezen"),
    "coderen": lambda go, _: go("coderen"),
    "matrix": lambda go, _: go("matrix"),
    "cel": cell_open,
    "hoek": one_corner,
    "lezing": under_review,
}


def is_dutch(page: Page) -> None:
    expect(page.get_by_text("Hier ging iets mis")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert english(page) == []


@pytest.mark.parametrize("scene", SCENES)
def test_filled_pages_are_accessible_and_dutch(page, example, settled, axe_light_and_dark, scene):
    SCENES[scene](example, settled)

    is_dutch(page)
    assert axe_light_and_dark(page) == []
    is_dutch(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_source_of_a_statement_is_accessible_and_dutch(page, example, settled, axe, scheme):
    """A dialog does not outlive a page that is drawn anew, so each scheme has a visit."""
    page.emulate_media(color_scheme=scheme)

    source_open(example, settled)

    is_dutch(page)
    assert axe(page) == []
