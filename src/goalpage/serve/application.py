"""What is answered: pages of the site with the preview's script in them, and what that script asks for."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import re
from functools import cache
from html import escape
from pathlib import Path

from msgspec.structs import asdict
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from goalpage.errors import GoalpageError
from goalpage.serve.events import MOST_LISTENERS, Events
from goalpage.serve.guard import Application, Guard
from goalpage.serve.places import site_path
from goalpage.serve.preview import Preview, Shown

OWN = "__goalpage"
"""The folder of the preview's own answers, below the site's root; no page of a site lies there."""
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_TYPES = {
    ".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
    ".xml": "text/xml; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml",
    ".ics": "text/calendar; charset=utf-8", ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8", ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}  # fmt: skip
"""Said here, since what a system says of them differs."""


def application(preview: Preview, events: Events, names: tuple[str, ...] = ()) -> Application:
    """Give the application behind its guard; `names` are further hosts by which this machine may be called."""
    answers = _Answers(preview, events)
    routes = [
        Route(f"/{OWN}/events", answers.events),
        Route(f"/{OWN}/state", answers.state),
        Route(f"/{OWN}/preview.js", answers.script),
        Route("/{path:path}", answers.page),
    ]
    return Guard(Starlette(routes=routes), names)


class _Answers:
    def __init__(self, preview: Preview, events: Events) -> None:
        self._preview, self._events = preview, events

    async def events(self, request: Request) -> Response:
        """Tell of changes as they come."""
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        if request.method == "HEAD":
            return Response(media_type="text/event-stream", headers=headers)
        if self._events.listeners >= MOST_LISTENERS:
            return _plain(503, "too many pages listen")
        return StreamingResponse(self._events.stream(), media_type="text/event-stream", headers=headers)

    async def state(self, request: Request) -> Response:
        """Say what the bar and the panel show."""
        return JSONResponse(await run_in_threadpool(self._news), headers={"Cache-Control": "no-store"})

    def _news(self) -> dict[str, object]:
        shown = self._preview.shown
        return {
            **asdict(shown.state),
            "uncommitted": [
                {"title": each.title, "words": each.words, "href": shown.overlay.address_of(each)}
                for each in shown.uncommitted
            ],
            "errors": [asdict(each) for each in self._preview.faults()],
            "readings": self._preview.readings,
        }

    async def script(self, request: Request) -> Response:
        """Give the script that keeps a page as the text is."""
        return _answer(request, 200, _script(), _TYPES[".js"])

    async def page(self, request: Request) -> Response:
        """Give a page or file of the site."""
        raw = bytes(request.scope.get("raw_path") or b"")
        shown = self._preview.shown
        path = site_path(raw, shown.overlay.site.baseurl)
        if path is None or path.split("/")[0] == OWN:
            return _plain(404 if raw.startswith(b"/") else 400, "no such page")
        return await run_in_threadpool(_page, request, shown, path)


def _page(request: Request, shown: Shown, path: str) -> Response:
    try:
        found = shown.overlay.data(path)
    except Exception as error:  # one page never stops the others; the next save may mend it
        told = error if isinstance(error, GoalpageError) else f"a fault of goalpage itself ({type(error).__name__})"
        return _answer(request, 500, _with_script(_failed(str(told)), path, shown), _TYPES[".html"])
    if found is None:
        name = path.rsplit("/", 1)[-1]
        if name and shown.overlay.holds_folder(path):
            return RedirectResponse(f"./{request.scope['raw_path'].rsplit(b'/', 1)[-1].decode('ascii')}/", 302)
        if not path:
            return RedirectResponse(f"./{shown.overlay.site.folder}/", 302)
        own = shown.overlay.data("404.html")
        body = own[1] if own else _missing(path)
        return _answer(request, 404, _with_script(body, path, shown), _TYPES[".html"])
    name, data = found
    kind = _TYPES.get(os.path.splitext(name)[1].lower())  # noqa: PTH122 - of a site's path, not of a file's
    kind = kind or mimetypes.guess_type(name)[0] or "application/octet-stream"
    body = _with_script(data, path, shown) if kind.startswith("text/html") else data
    return _answer(request, 200, body, kind)


def _with_script(page: bytes, path: str, shown: Shown) -> bytes:
    """Give a page with the preview's script at its end, by a way that holds wherever the site hangs."""
    up = "../" * path.count("/")
    state = shown.state
    tag = f'<script src="{up}{OWN}/preview.js" data-run="{state.run}" data-version="{state.version}" defer></script>'
    ends = list(_BODY_END.finditer(page))
    at = ends[-1].start() if ends else len(page)
    return page[:at] + tag.encode() + page[at:]


def _missing(path: str) -> bytes:
    return _words("Not found", f"There is no page <code>/{escape(path)}</code> yet.")


def _failed(why: str) -> bytes:
    return _words("This page cannot be made", escape(why))


def _words(title: str, html: str) -> bytes:
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
    return f"{head}<h1>{title}</h1><p>{html}</p></html>".encode("utf-8", "replace")


def _answer(request: Request, status: int, body: bytes, kind: str) -> Response:
    """Give an answer that is asked for again each time, and sent only where it changed."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"Cache-Control": "no-cache", "ETag": tag}
    if status == 200 and request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    response = Response(body, status_code=status, headers=headers)
    response.headers["Content-Type"] = kind
    return response


def _plain(status: int, words: str) -> Response:
    return Response(f"{status}: {words}\n", status_code=status, media_type="text/plain")


@cache
def _script() -> bytes:
    return Path(__file__).with_name("preview.js").read_bytes()
