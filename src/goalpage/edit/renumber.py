"""Numbered goals whose numbers readers see otherwise, given the numbers they are shown with."""

from __future__ import annotations

import re

from msgspec.structs import replace

from goalpage.edit.source import Splice, source_of, spliced
from goalpage.model import Post
from goalpage.reading import ReadingOptions, read_post
from goalpage.reading.advice import misnumbered

_MARKER = re.compile(r"([ \t>]*)(\d{1,9})([.)])(?=[ \t])")


def renumbered(text: str, path: str, options: ReadingOptions) -> tuple[str, int]:
    """Give the text with the numbers that the page shows, and how many were changed; all else is as it was.

    The new text is read again: where anything but the numbers would be read otherwise, it stays as it is.
    """
    post = read_post(text, path, options)
    source = source_of(text)
    splices = []
    for one in misnumbered(text, path, post, options):
        line = source.line(one.line)
        found = _MARKER.match(line.text)
        if found is not None and int(found[2]) == one.written and len(found[2]) == len(str(one.shown)):
            splices.append(Splice(line.start + found.start(2), line.start + found.end(2), str(one.shown)))
    new = spliced(text, splices)
    if new is None or _plain(read_post(new, path, options)) != _plain(post):
        return text, 0
    return new, len(splices)


def _plain(post: Post) -> Post:
    """Give what a post says beside its numbers, and why it was taken."""
    return replace(post, goals=tuple(replace(goal, number=None) for goal in post.goals), decisions=(), problems=())
