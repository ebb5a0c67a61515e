"""Every page, with all it hides unfolded, asks nothing of another machine than the app's own.

tests/test_nothing_leaves.py runs these, where no network leads anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from pages.components.frame import PAGES

FLIPOVERS = sorted((Path(__file__).resolve().parents[2] / "data" / "flipovers").iterdir())
FOLDED = "[data-testid=stMain] details:not([open]) > summary"
TABS = "[data-testid=stMain] [role=tab]"
POPOVERS = "[data-testid=stPopoverButton]"
WITHIN = {"data", "blob"}  # what a page makes itself

Settled = Callable[[Page], None]


@pytest.fixture(scope="session")
def address(start_alone: Callable) -> str:
    """The app with the example day."""
    return start_alone("--voorbeeld").url


@pytest.fixture
def asked(page: Page) -> set[str]:
    """The origins of all that the browser asks for from now on, also in other windows."""
    origins: set[str] = set()

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in WITHIN:
            origins.add(f"{parts.scheme}://{parts.netloc}")

    page.context.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    page.on("download", lambda download: note(download.url))
    return origins


def own(address: str) -> set[str]:
    """The app's own origin, for files and for the socket over which a page is kept up to date."""
    return {address, address.replace("http", "ws", 1)}


def unfold(page: Page, settled: Settled) -> None:
    """Open what is folded, what unfolds with it, and each tab."""
    while page.locator(FOLDED).count():
        page.locator(FOLDED).first.click()
        settled(page)
    press_each(page.locator(TABS), page, settled)
    press_each(page.locator(POPOVERS), page, settled)


def press_each(found: Locator, page: Page, settled: Settled) -> None:
    for at in range(found.count()):
        found.nth(at).click()
        settled(page)


@pytest.mark.parametrize("place", PAGES, ids=lambda place: place.name)
def test_a_page_asks_only_the_app(page, address, asked, settled, place):
    page.goto(f"{address}/{place.path}")
    settled(page)

    unfold(page, settled)

    expect(page.get_by_role("heading", name=place.title, exact=True)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert asked == own(address)


def test_reading_files_asks_only_the_app(page, address, asked, settled):
    page.goto(f"{address}/inlezen")
    settled(page)
    changed = [
        {"name": f"nieuw {path.name}", "mimeType": "text/plain", "buffer": b"- x y\n" + content}
        for path in FLIPOVERS
        if path.suffix == ".txt" and (content := path.read_bytes())
    ]

    page.locator("input[type=file]").set_input_files(changed)

    expect(page.get_by_text("Klopt het?")).to_be_visible()
    settled(page)
    unfold(page, settled)
    assert asked == own(address)


def test_taking_along_the_matrix_asks_only_the_app(page, address, asked, settled):
    page.goto(f"{address}/matrix")
    settled(page)
    page.locator("summary").filter(has_text="Meenemen").click()
    buttons = page.get_by_test_id("stDownloadButton").get_by_role("button")
    expect(buttons.first).to_be_visible()

    for at in range(buttons.count()):
        with page.expect_download() as taken:
            buttons.nth(at).click()
        assert Path(taken.value.path()).stat().st_size > 0

    assert buttons.count() > 0
    assert asked == own(address)


def test_a_page_that_asks_another_machine_is_seen(page, asked):
    page.set_content('<img src="http://192.0.2.7/teller.png">')
    assert asked == {"http://192.0.2.7"}


@pytest.mark.parametrize(("path", "told"), [("/", "<title>Koffiehoek</title>"), ("/gezond", "")])
def test_the_app_answers_by_itself(address, path, told):
    with urlopen(address + path, timeout=20) as answer:
        assert answer.status == 200
        content = answer.read().decode("utf-8")
    assert told in content
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", content)
