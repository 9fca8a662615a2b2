"""Telling the browsers: Server-Sent Events (HTML, section 9.2) that say that something changed, never what."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from msgspec import Struct
from msgspec.structs import asdict

_HEARTBEAT = 15.0
"""Seconds of silence after which a line without meaning shows whether the browser is still there."""
MOST_LISTENERS = 200


class State(Struct, frozen=True):
    """What a browser is told: its `run`, the `version` within it, a name of the frame's `looks`."""

    run: str
    version: int = 0
    looks: str = ""


class Events:
    """The listening browsers. Each is told the newest state; what came between is not kept."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._changed = asyncio.Condition()
        self._is_over = False
        self.listeners = 0

    async def tell(self, state: State) -> None:
        """Tell every listener."""
        async with self._changed:
            self._state = state
            self._changed.notify_all()

    async def close(self) -> None:
        """Let every stream end."""
        async with self._changed:
            self._is_over = True
            self._changed.notify_all()

    async def stream(self) -> AsyncIterator[bytes]:
        """Give the state as it is, then each newer one, as long as somebody listens."""
        self.listeners += 1
        try:
            yield b"retry: 500\n\n"
            told: State | None = None
            while not self._is_over:
                if self._state != told:
                    told = self._state
                    yield f"data: {json.dumps(asdict(told))}\n\n".encode()
                elif not await self._change(told):
                    yield b":\n\n"
        finally:
            self.listeners -= 1

    async def _change(self, told: State) -> bool:
        """Wait for a state other than `told`; False after a while."""
        try:
            async with asyncio.timeout(_HEARTBEAT), self._changed:
                await self._changed.wait_for(lambda: self._is_over or self._state != told)
        except TimeoutError:
            return False
        return True
