"""Front matter for now, until the real reader stands beside this module."""

from __future__ import annotations

from dataclasses import dataclass

import frontmatter

from goalpage.errors import Problem


@dataclass(frozen=True, slots=True)
class Front:
    """The parts of a post's text that reading needs."""

    data: dict[str, object]
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


def read_front(text: str, path: str) -> Front:
    """Give the front matter and the body of a text."""
    try:
        data, body = frontmatter.parse(text)
    except Exception as error:
        return Front({}, "", 1, (Problem(path, 1, "front-matter", str(error).splitlines()[0]),))
    start = text.rfind(body) if body else len(text)
    return Front(dict(data), text[start:], text.count("\n", 0, start) + 1)
