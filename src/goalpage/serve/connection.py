"""One connection of a browser, with an end to its patience: slow, endless or bent requests are cut off."""

from __future__ import annotations

import asyncio
import re
import sys
from contextlib import suppress

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 5.0
"""Seconds in which the head of a request must have come."""
LARGEST_HEAD = 16 * 1024
"""Bytes of a request's head, all headers counted."""
_WANTED, _SPARE = 4096, 64
_BARE_LINE_END = re.compile(rb"(?<!\r)\n")


def most_connections() -> int:
    """Raise the number of files this process may hold, as far as it may itself, and give how many are for browsers."""
    if sys.platform == "win32":
        return 400
    import resource  # noqa: PLC0415 - Windows has none

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return max(8, min(_WANTED, soft if soft != resource.RLIM_INFINITY else _WANTED) - _SPARE)


class Connection(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with a limit on time, on line ends and on how many there are."""

    most = 1024
    _deadline: asyncio.TimerHandle | None = None
    _last = b""
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn narrows it
        """Begin, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            transport.abort()
            return
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._head_came()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, unless the head is too long or bent.

        h11 counts a head only as long as it is not whole, and one read may bring all of it. A line that ends in LF
        alone is no HTTP line (RFC 9112, section 2.2, lets us refuse it).
        """
        if self.conn.their_state is h11.IDLE:
            end = data.find(b"\r\n\r\n")
            self._head += len(data) if end < 0 else end
            if self._head > LARGEST_HEAD or _BARE_LINE_END.search(self._last + data):
                self._unset_keepalive_if_required()
                self._head_came()
                self.send_400_response("Invalid HTTP request received.")
                return
        self._last = b"\r" if data.endswith(b"\r") else b""
        super().data_received(data)

    def handle_events(self) -> None:
        """Go on with what came: a head that is not whole yet has its time."""
        super().handle_events()
        if self.transport.is_closing() or self.conn.their_state is not h11.IDLE:
            self._head_came()
        elif self.conn.trailing_data[0]:
            self._expect_head()

    def _expect_head(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(PATIENCE, self._give_up)

    def _head_came(self) -> None:
        self._head = 0
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.abort()
