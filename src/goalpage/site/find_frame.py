"""Which page of the built site is the frame: the one that holds the marker."""

from __future__ import annotations

from collections.abc import Iterator

from goalpage.errors import Problem, Severity
from goalpage.pages import Site
from goalpage.site.built_site import BuiltSite
from goalpage.site.compile_frame import FrameError, NoMarkerError, compile_frame, holds_marker
from goalpage.site.frame import Frame

_NOT_THERE = 'put <div data-goalpage="content"></div> into it and build the blog, or take `frame` out'
_CURE = 'write it as <div data-goalpage="content"></div>'


def find_frame(built: BuiltSite, site: Site, told: str | None) -> tuple[Frame | None, tuple[Problem, ...]]:
    """Give the compiled frame of the built site, None where no page holds the marker.

    `told` is the configured page below the site's root. Otherwise the page in whose place our own index goes is
    looked at first, since it is mostly the one that lends its looks. A frame that cannot be used is a problem, not
    an error.
    """
    index = site.file("index.html")
    if told:
        data = built.data(told.strip("/"))
        frame, problems = _compiled(told.strip("/"), data, site) if data else (None, ())
        return frame, problems if frame or problems else (_problem(told, "holds no marker", _NOT_THERE),)
    found: list[Problem] = []
    for path, data in _marked(built, index):
        frame, problems = _compiled(path, data, site)
        if frame:
            return frame, ()
        found.extend(problems)
    return None, tuple(found)


def _marked(built: BuiltSite, index: str) -> Iterator[tuple[str, bytes]]:
    first = built.data(index)
    pages = {index: first} if first else {}
    for path, data in (pages | dict(built.marked or {})).items():
        if holds_marker(data):
            yield path, data


def _compiled(path: str, data: bytes, site: Site) -> tuple[Frame | None, tuple[Problem, ...]]:
    try:
        return compile_frame(data.decode("utf-8"), path, site.canonical("") or "", site.title), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, (_problem(path, "is not UTF-8, so it lends no looks", "save its layout as UTF-8", line),)
    except NoMarkerError:
        return None, ()
    except FrameError as error:
        return None, (_problem(path, str(error), _CURE),)


def _problem(path: str, message: str, cure: str, line: int | None = None) -> Problem:
    return Problem(path, line, "no-frame", message, cure, Severity.WARNING)
