"""The preview as one process: a socket, the watch, the reading and the answers, and an end within a second."""

from __future__ import annotations

import asyncio
import errno
import gc
import socket
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable

import uvicorn
from msgspec import Struct

from goalpage.build import build
from goalpage.errors import GoalpageError, Problem, Severity
from goalpage.serve.application import application
from goalpage.serve.connection import LARGEST_HEAD, Connection, most_connections
from goalpage.serve.events import Events
from goalpage.serve.preview import Preview, Shown
from goalpage.serve.settle import Settler
from goalpage.serve.watch import Watch, What

FIRST_PORT, _TRIES = 4000, 20
_ALL = ("0.0.0.0", "::", "")
_IDLE = 15
"""Seconds that a connection without a request is kept."""


class ServeOptions(Struct, frozen=True):
    """Where to listen, and what else to do: `writes` has each good state built into the site."""

    host: str = "127.0.0.1"
    port: int = FIRST_PORT
    opens: bool = False
    polls: bool = False
    writes: bool = False


class Says(Struct, frozen=True):
    """Where the preview's words go: lines for the author, lines about the work, and problems."""

    say: Callable[[str], None]
    warn: Callable[[str], None]
    problems: Callable[[Iterable[Problem]], None]


def serve(preview: Preview, asked: ServeOptions, says: Says) -> None:
    """Serve a preview that has begun until the process is asked to end; GoalpageError where no port is to be had."""
    listening = listening_socket(asked.host, asked.port)
    try:
        asyncio.run(_Serving(preview, asked, says).run(listening))
    finally:
        listening.close()


def listening_socket(host: str, port: int) -> socket.socket:
    """Give a socket that listens on `port` of `host`, or on the next free one; GoalpageError where none is."""
    try:
        family, kind, protocol, _, address = _addresses(host, port)[0]
    except (OSError, UnicodeError) as error:
        raise GoalpageError(f"the host {host!r} is not known", "give an address of this machine") from error
    for offset in range(_TRIES):
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((address[0], (port + offset) if port else 0, *address[2:]))
            listening.listen(1024)
        except (OSError, OverflowError) as error:
            listening.close()
            if not isinstance(error, OSError) or error.errno != errno.EADDRINUSE:
                raise _no_port(host, port, error) from error
        else:
            return listening
    raise GoalpageError(f"the ports {port} to {port + _TRIES - 1} are all in use", "name another with --port")


def _addresses(host: str, port: int) -> list[tuple[int, int, int, str, tuple[str, int]]]:
    found = socket.getaddrinfo(host or "0.0.0.0", port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    ordered = sorted(found, key=lambda each: each[0] != socket.AF_INET)
    return [(int(f), int(k), p, n, (str(a[0]), int(a[1]))) for f, k, p, n, a in ordered]


def _no_port(host: str, port: int, error: OSError | OverflowError) -> GoalpageError:
    if isinstance(error, PermissionError):
        return GoalpageError(f"port {port} needs the administrator's rights", "name one above 1023 with --port")
    why = error.strerror if isinstance(error, OSError) else "there is no such port"
    return GoalpageError(f"port {port} of {host} cannot be used ({why})", "name another with --host and --port")


class _Server(uvicorn.Server):
    """uvicorn's server, whose last deed is to let the listening browsers go: it would wait for them else."""

    def __init__(self, config: uvicorn.Config, events: Events) -> None:
        super().__init__(config)
        self._events = events

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._events.close()
        await super().shutdown(sockets)


def _keep_out_of_collections() -> None:
    """Have the garbage collector leave alone what stays: walking all revisions takes longer than a save."""
    gc.collect()
    gc.freeze()


class _Serving:
    """One run of the preview."""

    def __init__(self, preview: Preview, asked: ServeOptions, says: Says) -> None:
        self._preview, self._asked, self._says = preview, asked, says
        self._events = Events(preview.shown.state)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watch = Watch(preview.root, preview.destination, self._told, poll=asked.polls)
        self._settler = Settler(preview.root, lambda: preview.known, self._read)

    async def run(self, listening: socket.socket) -> None:
        """Serve until a signal comes."""
        self._loop = asyncio.get_running_loop()
        Connection.most = most_connections()
        config = uvicorn.Config(
            application(self._preview, self._events, () if self._asked.host in _ALL else (self._asked.host,)),
            http=Connection, ws="none", lifespan="off", loop="asyncio", log_config=None, log_level="critical",
            access_log=False, server_header=False, timeout_keep_alive=_IDLE, timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=LARGEST_HEAD, backlog=1024,
        )  # fmt: skip
        self._watch.start()
        self._settler.start()
        try:
            self._begin(listening, self._preview.shown)
            await _Server(config, self._events).serve([listening])
        finally:
            self._watch.stop()
            self._settler.stop()

    def _begin(self, listening: socket.socket, shown: Shown) -> None:
        says, host, port = self._says, self._asked.host, listening.getsockname()[1]
        if self._asked.port not in (0, port):
            says.warn(f"goalpage: port {self._asked.port} is in use, so this is {port}")
        if host in _ALL:
            says.warn("goalpage: --host lets other machines of the network read the blog and its drafts")
        if self._watch.fell_back:
            says.warn(f"goalpage: {self._watch.fell_back}; so the folders are looked at every moment")
        says.problems(shown.problems)
        if self._asked.writes:
            self._written()
        name = "localhost" if host in _ALL else f"[{host}]" if ":" in host else host
        site = shown.overlay.site
        url = f"http://{name}:{port}{site.address(site.file('index.html'))}"
        says.say(f"Serving {url}   (stop with Ctrl-C)")
        self._settler.tell(What.TEXT, str(self._preview.root))  # what was written while we began
        if self._asked.opens:
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

    def _told(self, what: What, path: str) -> None:
        self._settler.tell(what, path)

    def _read(self, what: frozenset[What]) -> None:
        """Read what changed and tell the browsers. A fault of our own is told, and the last good pages stay."""
        start = time.perf_counter()
        last = self._preview.shown
        if self._preview.readings == 1:
            _keep_out_of_collections()
        try:
            is_new = self._watch.follow_folders()
            shown = self._preview.refresh(rebuilt=What.SITE in what or is_new)
        except Exception as error:  # the preview goes on, whatever one reading meets
            self._says.warn(f"goalpage: a fault of goalpage itself ({type(error).__name__}: {error}); please report it")
            return
        if shown is None:
            return
        self._tell(shown)
        self._say_new(last, shown, time.perf_counter() - start)
        if self._asked.writes and not shown.errors and shown.overlay.followed != last.overlay.followed:
            self._written()

    def _tell(self, shown: Shown) -> None:
        if self._loop is not None and not self._loop.is_closed():
            asyncio.run_coroutine_threadsafe(self._events.tell(shown.state), self._loop)

    def _say_new(self, last: Shown, shown: Shown, took: float) -> None:
        known = {*last.problems, *last.errors}
        new = [each for each in (*shown.errors, *shown.problems) if each not in known]
        self._says.problems(each for each in new if each.severity is not Severity.NOTICE)
        if last.errors and not shown.errors:
            self._says.say("Mended.")
        elif not shown.errors and shown.uncommitted != last.uncommitted:
            words = "; ".join(f"{each.title}: {each.words}" for each in shown.uncommitted) or "nothing uncommitted"
            self._says.say(f"{words} ({took * 1000:.0f} ms)")

    def _written(self) -> None:
        try:
            build(self._preview.root, self._preview.build_options)
        except GoalpageError as error:
            self._says.warn(f"goalpage: {error}")
