"""As much of HTTP/1.1 as a measured phone needs: one connection that is kept, no library's time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import urlencode

_LARGEST = 1 << 20  # bytes of a line or a page


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said; `location` is '' where it sends nowhere."""

    status: int
    location: str
    body: bytes


class Connection:
    """Requests one after the other; opened when needed."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> Answer:
        """Ask for a page; raises OSError or EOFError where the connection breaks."""
        return await self._ask(f"GET {path} HTTP/1.1\r\nHost: {self._site}\r\n\r\n".encode())

    async def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form as a browser does; raises as `get` does."""
        body = urlencode(fields).encode("ascii")
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self._site}\r\nOrigin: http://{self._site}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return await self._ask(head.encode("ascii") + body)

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    @property
    def _site(self) -> str:
        return f"{self._host}:{self._port}"

    async def _ask(self, request: bytes) -> Answer:
        try:
            return await self._asked(request)
        except BaseException:
            self.close()
            raise

    async def _asked(self, request: bytes) -> Answer:
        if self._reader is None or self._reader.at_eof():  # the server hangs up after some seconds
            self.close()
            opened = await asyncio.open_connection(self._host, self._port, limit=_LARGEST)
            self._reader, self._writer = opened
        assert self._writer is not None
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(_header(line) for line in head[1:] if line)
        length = int(headers.get("content-length", "0"))
        body = await self._reader.readexactly(length) if length else b""
        if headers.get("connection") == "close":
            self.close()
        return Answer(int(head[0].split(" ")[1]), headers.get("location", ""), body)


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.lower(), value.strip()
