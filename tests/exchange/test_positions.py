"""Other programs count otherwise; what their selections say tells how."""

import pytest

from analysis.exchange.positions import Mark, counted

TEXT = "Hoi 😀 allemaal.\nEen 🎉 feest voor allen.\nDaarna koffie 😀 en taart.\nSlot van de dag."
WORDS = ("allemaal.", "feest voor", "koffie", "taart", "Slot van de dag.")


def units(text):
    return len(text.encode("utf-16-le")) // 2


COUNTS = {
    "code points": len,
    "utf-16": units,
    "two for a line end": lambda text: len(text) + text.count("\n"),
    "utf-16, two": lambda text: units(text) + text.count("\n"),
    "byte order mark": lambda text: len(text) + 1,
}


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("how", COUNTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_each_way_of_counting_is_found(how, line_end, named):
    count = COUNTS[how]
    raw = "\ufeff" + TEXT.replace("\n", line_end)
    marks = []
    for word in WORDS:
        at = TEXT.index(word)
        start, end = count(TEXT[:at]), count(TEXT[: at + len(word)])
        marks.append(Mark(start, end, word[:4] + "…" if named else ""))
    text, position = counted(raw, marks)
    assert text == TEXT
    assert [text[position(mark.start) : position(mark.end)] for mark in marks] == list(WORDS)


def test_the_standard_goes_first_where_nothing_tells():
    text, position = counted("a😀b\r\nc", [])
    assert (text, [position(at) for at in range(7)]) == ("a😀b\nc", [0, 1, 2, 3, 4, 4, 5])
    assert position(7) is None
    assert position(-1) is None
