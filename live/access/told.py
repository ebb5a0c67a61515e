"""Which files were told to whom: a file of Streamlit's is there only for who saw its address.

Streamlit gives a file to everybody who knows its address. The address reaches somebody in one way,
over the connection of their own page, which shows what they may see; who got it from somebody
else gets nothing with it. Only what Streamlit itself made an address of counts: what people typed
comes over the same connection.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from typing import Final

from google.protobuf.message import DecodeError
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_MOST: Final = 50_000  # addresses; a page has some tens
_BEGIN: Final = b"/media/"
_FILE: Final = re.compile(r"/media/([0-9a-f]{32,128})(?:\.\w+)?", re.ASCII)


class Told:
    """The addresses of files that went to each person; the oldest are forgotten first."""

    def __init__(self) -> None:
        self._files: OrderedDict[tuple[str, str], None] = OrderedDict()

    def hear(self, email: str, message: bytes) -> None:
        """Remember the addresses in a message to somebody's page."""
        if _BEGIN not in message:  # nearly all
            return
        for address in _addresses(message):
            if found := _FILE.fullmatch(address):
                key = (email, found[1])
                self._files[key] = None
                self._files.move_to_end(key)
        while len(self._files) > _MOST:
            self._files.popitem(last=False)

    def knows(self, email: str, path: str) -> bool:
        """Whether the file at this path was told to somebody."""
        asked = _FILE.fullmatch(path)
        return asked is not None and (email, asked[1]) in self._files


def _addresses(message: bytes) -> Iterator[str]:
    """The address of a button's file, of a file made when asked for, and of pictures."""
    try:
        said = ForwardMsg.FromString(message)
    except DecodeError:
        return
    element = said.delta.new_element  # each part is empty where the message holds another
    yield element.download_button.url
    yield said.backend_operation_response.deferred_file.url
    for picture in element.imgs.imgs:
        yield picture.url
