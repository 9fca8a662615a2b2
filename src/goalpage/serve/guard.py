"""Who may ask, and what: this machine's own browser, for pages. All else is turned away before anything is done."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
)
"""On every answer: no other site may run, embed or frame what is served. No header lets one in."""


class Refusal(Struct, frozen=True):
    """Why a request is turned away: an HTTP status, and a line for whoever reads it."""

    status: int
    why: str


def refusal(scope: Scope, names: Sequence[str]) -> Refusal | None:
    """Give why this request is turned away, None where it is not. `names` are hosts the author gave by name.

    The Host header tells a page of another site whose name was bound anew to this address (DNS rebinding); the Origin
    and Sec-Fetch-Site headers tell scripts and elements of other sites (Fetch Metadata, W3C).
    """
    given: dict[bytes, list[str]] = {}
    for name, value in scope["headers"]:
        given.setdefault(name, []).append(value.decode("latin-1").strip())
    hosts = given.get(b"host", [])
    if len(hosts) != 1 or not is_own_host(hosts[0], names, scope.get("server")):
        return Refusal(403, "this preview answers to this machine's own names only; see --host")
    for origin in given.get(b"origin", []):
        if not is_same_origin(origin, hosts[0]):
            return Refusal(403, "another site asks")
    is_page = given.get(b"sec-fetch-dest", ["document"]) == ["document"]
    is_visit = is_page and given.get(b"sec-fetch-mode") == ["navigate"]
    if given.get(b"sec-fetch-site") in (["cross-site"], ["same-site"]) and not is_visit:
        return Refusal(403, "another site asks")
    if scope["http_version"] not in ("1.0", "1.1"):
        return Refusal(505, "only HTTP of version 1 is spoken here")
    if scope["method"] not in ("GET", "HEAD"):
        return Refusal(405, "only GET and HEAD")
    if b"transfer-encoding" in given or given.get(b"content-length", ["0"]) != ["0"]:
        return Refusal(400, "a request for a page has no body")
    return None


def is_own_host(host: str, names: Sequence[str], server: tuple[str, int | None] | None) -> bool:
    """Tell whether a Host header names this machine: localhost, loopback, a given name, or the very address asked.

    The port does not matter: whoever forwards one sends its own, and a name bound anew has this one.
    """
    name = _host_name(host)
    if name is None:
        return False
    if name == "localhost" or name in {each.casefold().strip("[]") for each in names}:
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return str(address) in ("127.0.0.1", "::1") or (server is not None and name == server[0].casefold())


def _host_name(host: str) -> str | None:
    """Give the name in a Host header, in lower case and without brackets and port; None where it is no such header."""
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return None
    is_bare = parts.netloc == host and not (parts.path or parts.query or parts.fragment or "@" in host)
    return parts.hostname if is_bare else None


def is_same_origin(origin: str, host: str) -> bool:
    """Tell whether an Origin header names the very host and port asked; `null` does not."""
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc.casefold() == host.casefold()


class Guard:
    """An application behind the door: refuses what `refusal` does, and puts `HEADERS` on every answer."""

    def __init__(self, inner: Application, names: Sequence[str]) -> None:
        self._inner, self._names = inner, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        refused = refusal(scope, self._names)
        if refused is None:
            await self._inner(scope, receive, sent)
            return
        body = f"{refused.status}: {refused.why}\n".encode()
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body)),
                   (b"connection", b"close")]  # fmt: skip
        headers += [(b"allow", b"GET, HEAD")] if refused.status == 405 else []
        await sent({"type": "http.response.start", "status": refused.status, "headers": headers})
        await sent({"type": "http.response.body", "body": body})
