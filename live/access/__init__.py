"""The way in: a gate before every page and file, and the page on which one logs in."""
