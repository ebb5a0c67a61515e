"""Reviewing in a real browser: by keys alone, in a hurry, and by two people at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

THEMES = ("Integraliteit", "Openheid", "Betrokkenheid")

Settled = Callable[[Page], None]

expect.set_options(timeout=30_000)


@pytest.fixture
def review_url(start_app: Callable) -> str:
    """The app with an example day that nobody has reviewed."""
    return start_app("--voorbeeld").url


@pytest.fixture(scope="module")
def used_url(start_app: Callable) -> str:
    """The app with an example day that other tests review too."""
    return start_app("--voorbeeld").url


@pytest.fixture
def used(page: Page, used_url: str, settled: Settled) -> Page:
    return open_review(page, used_url, settled)


@pytest.fixture
def review(page: Page, review_url: str, settled: Settled) -> Page:
    return open_review(page, review_url, settled)


def open_review(page: Page, url: str, settled: Settled) -> Page:
    page.goto(f"{url}/coderen")
    expect(page.locator(".beoordeling.nu")).to_be_visible()
    settled(page)
    return page


def quiet(page: Page, settled: Settled) -> None:
    """Wait until the keys that were pressed have all been dealt with."""
    seen = None
    while (now := page.locator("#toetsen").get_attribute("data-beurt")) != seen:
        seen = now
        page.wait_for_timeout(400)
        settled(page)


def press(page: Page, settled: Settled, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
    quiet(page, settled)


def reviewed(page: Page) -> int:
    told = page.get_by_text(re.compile(r"^\d+ van [\d.]+ nagekeken$")).inner_text()
    return int(told.split()[0])


def expect_reviewed(page: Page, number: int) -> None:
    expect(page.get_by_text(re.compile(rf"^{number} van [\d.]+ nagekeken$"))).to_be_visible()


def current(page: Page) -> str:
    return page.locator(".groot .uitspraak").inner_text()


def standing(page: Page) -> list[str]:
    expect(page.locator(".beoordeling .kenmerk").first).to_be_visible()
    return page.locator(".beoordeling .kenmerk").all_inner_texts()


def themes(line: str, after: str) -> set[str]:
    """The themes that a row of the list tells."""
    told = line.split(after)[1].split(" · ", maxsplit=1)[0]
    return {theme for theme in THEMES if theme in told}


def matrix_words(page: Page, settled: Settled) -> str:
    page.get_by_role("link", name="Matrix", exact=True).click()
    expect(page.get_by_role("heading", name="Matrix", exact=True)).to_be_visible()
    settled(page)
    words = page.get_by_text(re.compile("nagekeken")).first.inner_text()
    numbers = page.locator(".js-plotly-plot .textpoint text")
    expect(numbers.first).to_be_visible()  # the figure draws itself after the page has settled
    return f"{words} {numbers.all_text_contents()}"


def test_ten_statements_by_keys_alone_two_undone_and_the_matrix_changed(review, settled):
    page = review
    before = matrix_words(page, settled)
    page.get_by_role("link", name="Coderen", exact=True).click()
    expect(page.locator(".beoordeling.nu")).to_be_visible()
    settled(page)

    first = current(page)
    press(page, settled, "a", "Enter", "1", "a", "2", "Enter", "g", "w", "1", "a")
    press(page, settled, "s", "a", "1", "2", "a", "3", "a", "g")
    expect_reviewed(page, 10)
    assert current(page) != first
    press(page, settled, "u", "Control+z")
    expect_reviewed(page, 8)
    expect(page.locator(".stand small").first).to_be_visible()

    after = matrix_words(page, settled)
    assert "mensen hebben 8 van" in after
    assert after.split("[")[1] != before.split("[")[1]


def test_keys_pressed_in_a_hurry_land_in_their_order_on_their_own_statement(review, settled):
    page = review

    proposed = [themes(line, "voorstel: ") for line in standing(page)[:6]]

    press(page, settled, *"1a2a3a12aga")

    decided = [themes(line, "nagekeken: ") for line in standing(page)[:6]]
    turned = [{0}, {1}, {2}, {0, 1}]
    wanted = [was ^ {THEMES[at] for at in row} for was, row in zip(proposed, turned, strict=False)]
    assert decided == [*wanted, set(), proposed[5]]
    expect_reviewed(page, 6)


def test_no_key_decides_while_someone_types_or_has_switched_keys_off(used, settled):
    page = used
    before, done = current(page), reviewed(page)

    page.keyboard.press("m")
    note = page.get_by_role("textbox", name="Notitie bij deze")
    expect(note).to_be_focused()
    page.keyboard.type("a g 1 s w u")
    page.keyboard.press("Control+z")
    quiet(page, settled)
    assert note.input_value() != ""
    expect_reviewed(page, done)

    page.get_by_role("textbox", name="Wie codeert er?").fill("Saskia")
    page.keyboard.press("Enter")
    quiet(page, settled)
    expect_reviewed(page, done)

    page.keyboard.press("Escape")
    press(page, settled, "v", "t")
    assert current(page) == before
    expect(page.get_by_role("textbox", name="Wie codeert er?")).to_have_value("Saskia")

    page.get_by_text("Sneltoetsen").click()
    quiet(page, settled)
    press(page, settled, "a", "g", "1")
    expect_reviewed(page, done)
    assert current(page) == before


def test_enter_on_a_button_presses_that_button_only(used, settled):
    page = used

    done = reviewed(page)
    page.get_by_role("button", name="Overslaan").focus()
    press(page, settled, "Enter")

    expect_reviewed(page, done)
    assert "overgeslagen" in standing(page)[0]
    expect(page.get_by_role("button", name="Overslaan")).to_be_focused()


def test_the_page_stays_where_it_is_and_says_what_was_done(used, settled):
    page = used
    top = "document.querySelector('[data-testid=stMain]').scrollTop"

    press(page, settled, "1", "w", "2")
    assert page.evaluate(top) == 0
    expect(page.locator("#toetsen-gezegd")).to_have_text("Openheid erbij.")
    press(page, settled, *"aaaaaaa")

    box = page.locator(".beoordeling.nu").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 768
    expect(
        page.locator("[data-testid=stMain]").get_by_role("button", name="Akkoord")
    ).to_be_in_viewport()


@pytest.fixture
def colleague(chromium: Browser) -> Iterator[Page]:
    """A second visitor, with a browser window of their own."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="nl-NL")
    yield context.new_page()
    context.close()


def test_two_coders_at_once_lose_nothing(review, review_url, colleague, settled):
    ann, bea = review, open_review(colleague, review_url, settled)
    for page, name in ((ann, "Ann"), (bea, "Bea")):
        page.get_by_role("textbox", name="Wie codeert er?").fill(name)
        page.keyboard.press("Enter")
        quiet(page, settled)
        page.evaluate("document.activeElement.blur()")
    assert current(ann) == current(bea)

    press(bea, settled, "2")
    press(ann, settled, "1")
    expect(ann.locator(".gezegd")).to_contain_text("Bea besliste net ook")
    for _ in range(4):
        ann.keyboard.press("a")
        bea.keyboard.press("a")
    quiet(ann, settled)
    quiet(bea, settled)

    press(ann, settled, *["t"] * 4)
    ann.get_by_text("Geschiedenis").click()
    history = ann.locator(".verleden")
    expect(history).to_contain_text("Bea: ")
    expect(history).to_contain_text("Ann: ")
    expect_reviewed(ann, 4)
    press(bea, settled, "v", "t")
    expect_reviewed(bea, 4)
    assert re.search("Integraliteit, Openheid|Openheid", standing(bea)[0])


def test_the_page_with_everything_open_is_accessible(used, settled, axe_light_and_dark):
    page = used
    press(page, settled, "1", "a", "s")
    for title in ("Obstakels en niveau", "Notitie", "Geschiedenis", "Neem zekere", "Bewaar als"):
        page.get_by_text(title).first.click()
    settled(page)
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("Home")
    settled(page)
    page.get_by_role("button", name=re.compile("^Toon een steekproef")).click()
    expect(page.locator(".steekproef")).to_be_visible()
    settled(page)

    assert axe_light_and_dark(page) == []
    expect(page.locator(".steekproef")).to_be_visible()
