"""The words that a visitor meets in the browser, and how to tell that some of them are English."""

from __future__ import annotations

import re

from playwright.sync_api import Page

_ENGLISH = re.compile(
    r"\b(upload|browse|search|choose|select|running|close|sidebar|skip|download as|"
    r"fullscreen|link to|press|remove|clear|please|add|delete|row|column|show|empty|no results|"
    r"file|files|click|drag|drop|toggle|expand|collapse|option|options)\b",
    re.IGNORECASE,
)


def english(page: Page) -> list[str]:
    """The texts of a page with an English word in them."""
    return [text for text in _words(page) if _ENGLISH.search(text)]


def _words(page: Page) -> list[str]:
    """What a visitor sees or hears, less the words of people: statements, sources, tables."""
    return page.evaluate(
        """() => {
          const icons = "[translate=no], [data-testid^=stIcon], [data-testid$=Icon]";
          const own = "[class*=uitspraak], .bron, td, " + icons;
          const seen = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const parent = walk.currentNode.parentElement;
            if (parent && !parent.closest(`${own}, style, script, noscript`))
              seen.push(walk.currentNode.nodeValue.trim());
          }
          for (const name of ["aria-label", "title", "placeholder", "alt"])
            for (const element of document.querySelectorAll(`body [${name}]`))
              seen.push(element.getAttribute(name));
          return seen.filter(Boolean);
        }"""
    )
