"""Bytes to text: the encoding is found, not assumed.

Byte order marks and UTF-8 decide for themselves. Among the eight-bit encodings each high
character is judged in its surroundings: é between letters is likely in Dutch, ‰ is not.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from analysis.ingest.guard import BOMS, wide_encoding

_EIGHT_BIT = ("cp1252", "iso8859_15", "mac_roman", "cp850")  # in order of preference
_OTHERS = ["cp1252", "cp1250", "cp1254", "cp437"]
_SAMPLE = 200_000  # high characters in this many bytes are enough to judge by

_LOWER = "éëïöüèêçáóíúàâôä"
_RARE = "ãåìîòõùûñß"  # names from elsewhere: neither for nor against
_UPPER = "ÉËÏÖÜÈÊÇÁÓÍÚÀÂÔÄ"
_WORD = rf"A-Za-z{_LOWER}{_RARE}{_UPPER}"
_NEUTRAL = re.compile(rf"(?<=[{_WORD}])[{_RARE}]|(?<=[A-Z])[{_UPPER}]|[{_UPPER}](?=[A-Z])")
_LIKELY = re.compile(
    rf"(?<=[{_WORD}])[{_LOWER}](?![A-Z])"  # coördinatie, café
    rf"|(?<![{_WORD}])[{_LOWER}](?=[a-z{_LOWER}])"  # één
    rf"|(?<![{_WORD}])[{_UPPER}](?=[a-z{_LOWER}])"  # Eén, Übung
    r"|(?<!\w)à(?=\s)"
    r"|(?<!\w)[‘“„«‚](?=\S)|(?<=\S)[’”»…]|[’](?=[a-z])"
    r"|(?<=\s)[–—…](?=\s)|(?<=\d)[–°²³½](?=\W|\d|$)"
    r"|€(?=\s?\d)|(?<=\d)\s?€"
    r"|^[ \t]*[•·–—§](?=\s)",
    re.MULTILINE,
)
_HIGH = re.compile(r"[^\x00-\x7f]")


def _latin_or_mark(error: UnicodeError) -> tuple[str, int]:
    """Stray bytes in UTF-8 as Windows-1252, and as U+FFFD where that has no such byte."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "replace"), error.end


codecs.register_error("koffiehoek-cp1252", _latin_or_mark)


def decode(data: bytes) -> str:
    """The text of `data`, without byte order mark; line ends stay as they are. Never raises."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = wide_encoding(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return data.decode("utf-8", "koffiehoek-cp1252")
    return data.decode(_eight_bit(data), "replace")


def _mostly_utf8(data: bytes) -> bool:
    """Whether whole UTF-8 characters far outnumber stray bytes: a pasted line, a cut-off end."""
    text = data.decode("utf-8", "surrogateescape")
    stray = sum(1 for found in _HIGH.finditer(text) if "\udc80" <= found[0] <= "\udcff")
    whole = len(_HIGH.findall(text)) - stray
    return whole >= 4 * stray


def _eight_bit(data: bytes) -> str:
    sample = data[:_SAMPLE]
    scores = {name: _score(sample.decode(name, "replace")) for name in _EIGHT_BIT}
    best = max(_EIGHT_BIT, key=lambda name: scores[name])
    if scores[best] >= 0:
        return best
    guess = from_bytes(sample, cp_isolation=_OTHERS).best()
    return guess.encoding if guess else "cp1252"


def _score(text: str) -> int:
    """Likely high characters minus unlikely ones."""
    likely, neutral = len(_LIKELY.findall(text)), len(_NEUTRAL.findall(text))
    return 2 * likely + neutral - len(_HIGH.findall(text))
