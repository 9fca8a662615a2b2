"""The texts of a post, each read as what it told its readers: the revisions of one candidate."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from goalpage.blog.files import DATA
from goalpage.blog.lineage import bare_name
from goalpage.blog.memory import Memory
from goalpage.blog.values import Candidate, Text
from goalpage.config import Generator
from goalpage.errors import Problem, Severity
from goalpage.model import Post, Revision
from goalpage.reading.front_matter import decode, read_front_matter, truth

_SWITCHES = ("published", "draft", "status")
_UNLISTED = ("draft", "hidden", "skip")


class Told(Struct, frozen=True):
    """A candidate that holds goals, with its revisions (`source` and `previous` not yet set)."""

    candidate: Candidate
    revisions: tuple[Revision, ...]

    @property
    def title(self) -> str:
        """What the post is called now."""
        return self.revisions[-1].post.title or self.candidate.title or bare_name(self.candidate.path)

    @property
    def date(self) -> datetime:
        """The day of the post; that of its first text where it bears none."""
        return self.candidate.date or self.revisions[0].date


def is_held_back(values: Mapping[str, object], generator: Generator) -> bool:
    """Whether the front matter of a post says that it is a draft, or for no list.

    Pelican: https://docs.getpelican.com/en/latest/content.html#file-metadata
    """
    status = str(values.get("status")).strip("'\"").casefold()
    return truth(values.get("draft")) is True or (generator is Generator.PELICAN and status in _UNLISTED)


def revision_id(text: str, date: datetime) -> str:
    """Give a revision's id: the author's date and six hex digits of the decoded text's SHA-256."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{date.date().isoformat()}-{digest[:6]}"


def told_of(
    candidate: Candidate,
    read: Callable[[str, Candidate], Post],
    generator: Generator,
    memory: Memory,
    problems: list[Problem],
) -> Told | None:
    """Give a candidate with what its texts say, None where nothing tells that it holds goals; faults go to `problems`.

    `read` gives what one decoded text of a candidate says.
    """
    revisions: list[Revision] = []
    last: str | None = None
    for text in candidate.texts:
        decoded, post, faults = _readable(text, candidate, read, generator, memory)
        problems += faults
        if post is None or decoded == last:
            continue
        last = decoded
        revisions.append(
            Revision(
                revision_id(decoded or "", text.date),
                text.date,
                candidate.path,
                text.path,
                text.origin,
                post,
                commit=text.commit,
                message=text.message,
            )
        )
    has_goals = any(revision.goals for revision in revisions)
    if not revisions or not (candidate.told or has_goals):
        return None
    is_at_fault = any(fault.severity is Severity.ERROR for fault in revisions[-1].post.problems)
    if not is_at_fault and not has_goals:
        message = "no goals were found in this post"
        cure = "name the heading that holds them: goals: {section: HEADING}"
        problems.append(Problem(candidate.path, None, "no-goals", message, cure, Severity.WARNING))
    return Told(candidate, tuple(revisions))


class _Opened(Struct, frozen=True):
    """A text decoded and its front matter looked at: `decoded` is None where it is no text."""

    decoded: str | None
    faults: tuple[Problem, ...]
    is_readable: bool
    switches: Mapping[str, object] = field(default_factory=dict)


def _opened(text: Text) -> _Opened:
    decoded, faults = decode(text.data, text.path)
    if decoded is None or text.path.lower().endswith(DATA):
        return _Opened(decoded, faults, decoded is not None)
    front = read_front_matter(decoded, text.path)
    switches = {key: front.data[key] for key in _SWITCHES if key in front.data}
    return _Opened(decoded, (*faults, *front.problems), front.readable, switches)


def _is_hidden(text: Text, opened: _Opened, generator: Generator) -> bool:
    """Whether a text was not published when it stood in the post."""
    is_draft = "_drafts" in text.path.split("/") or is_held_back(opened.switches, generator)
    return is_draft or truth(opened.switches.get("published")) is False


def _readable(
    text: Text, candidate: Candidate, read: Callable[[str, Candidate], Post], generator: Generator, memory: Memory
) -> tuple[str | None, Post | None, tuple[Problem, ...]]:
    """Give what one text says, None where it cannot be read; faults of older texts are warnings with their commit."""
    opened: _Opened = memory.opened.get(text, lambda: _opened(text))
    decoded, is_newest = opened.decoded, text is candidate.texts[-1]
    post = read(decoded, candidate) if decoded is not None else None
    if text.path.lower().endswith(DATA):
        return decoded, *_readable_data(text, post, opened.faults, is_newest=is_newest)
    if is_newest:
        faults = decode(text.data, text.path)[1]
        return decoded, post if opened.is_readable else None, (*faults, *(post.problems if post else ()))
    if post is None or not opened.is_readable:
        return decoded, None, tuple(_of_old(fault, text) for fault in opened.faults if fault.severity is Severity.ERROR)
    return decoded, None if _is_hidden(text, opened, generator) else post, ()


def _readable_data(
    text: Text, post: Post | None, faults: Sequence[Problem], *, is_newest: bool
) -> tuple[Post | None, tuple[Problem, ...]]:
    """Give what one text of a data file says, None where it is broken."""
    found = (*faults, *(post.problems if post else ()))
    errors = [fault for fault in found if fault.severity is Severity.ERROR]
    kept = post if post is not None and (post.goals or not errors) else None
    return kept, found if is_newest else tuple(_of_old(fault, text) for fault in errors if kept is None)


def _of_old(fault: Problem, text: Text) -> Problem:
    where = text.commit[:10] if text.commit else None
    return replace(fault, severity=Severity.WARNING, path=text.path, commit=where, cure="this revision is left out")
