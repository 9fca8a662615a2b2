"""Which files of a blog are goal posts, and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from goalpage.blog.files import Found, Kind, files_of, glob_pattern
from goalpage.blog.lineage import stem_of
from goalpage.blog.memory import Memory
from goalpage.blog.permalink import POST_NAME
from goalpage.blog.texts import is_held_back
from goalpage.config import Config, Generator
from goalpage.errors import Problem, Severity
from goalpage.reading.front_matter import FrontMatter, decode, read_front_matter, title_in, truth
from goalpage.reading.header_tags import goal_tag
from goalpage.reading.post_date import post_date

_FIRST_HEADING = re.compile(r"^#[ \t]+(.+)$", re.M)
_HEADING = re.compile(r"^(?:#{1,6}[ \t]+(.+)|([^\n]+)\n(?:-{3,}|={3,})[ \t]*)$", re.M)
_LANGUAGE = re.compile(r"\.([a-z]{2}(?:-[a-z]+)?)\.\w+\Z")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MAX_LOOKED_AT, _MAX_SEARCHED = 10, 500
"""Posts named as looking like goal posts, and posts looked at for that, at most."""
FUTURE = "dated in the future"
"""Why a post is kept back that time alone will bring."""


class Choice(Struct, frozen=True):
    """Why a post was taken; `told` where its author named it a goal post.

    One that only `looks_back` on a year is a goal post where it grades goals of another.
    """

    why: str
    told: bool
    looks_back: bool = False


class Seen(Struct, frozen=True):
    """A file that was read: `front` holds Jekyll's defaults too; None where the file is broken (see `problems`)."""

    found: Found
    data: bytes
    front: FrontMatter | None
    problems: tuple[Problem, ...]
    values: Mapping[str, Any]
    date: datetime | None = None
    choice: Choice | None = None

    @property
    def path(self) -> str:
        """The path below the blog."""
        return self.found.path

    @property
    def title(self) -> str | None:
        """The title that front matter gives, if it is text or a number."""
        return title_in(self.values)


class Rules(Struct, frozen=True):
    """What decides over every file: the configuration, the files named by the caller, and the hour."""

    config: Config
    named: Collection[str]
    now: datetime

    @property
    def zone(self) -> tzinfo:
        """The blog's time zone, UTC where none is set or known."""
        try:
            return ZoneInfo(self.config.timezone) if self.config.timezone else UTC
        except (OSError, ValueError, KeyError):  # an unknown zone is a KeyError, an odd one any of the three
            return UTC


def seen_posts(root: Path, rules: Rules, memory: Memory) -> tuple[tuple[Seen, ...], tuple[Problem, ...]]:
    """Read every file that may be a post; those taken have a `choice`."""
    told = repr((rules.config, sorted(rules.named)))
    found, problems = files_of(root, rules.config)
    pattern = glob_pattern(rules.config.posts or ())
    posts, more = [], list(problems)
    for each in found:
        named = each.path in rules.named or bool(pattern.match(each.path))
        if each.kind is Kind.OTHER and not named:
            continue
        try:
            data = memory.bytes_of(root / each.path)
        except OSError as error:
            gone = isinstance(error, FileNotFoundError)  # an editor may be about to write it anew
            message = f"the file cannot be read ({error.strerror})"
            severity = Severity.WARNING if gone else Severity.ERROR
            more.append(Problem(each.path, None, "unreadable", message, "", severity))
            continue
        seen: Seen | None = memory.judgements.get((told, each, data), partial(judged, each, data, rules, memory))
        if seen is not None:
            posts.append(seen)
    return tuple(posts), tuple(more)


def judged(found: Found, data: bytes, rules: Rules, memory: Memory) -> Seen | None:
    """Give what one file's bytes say of it; None for a file that is no post."""
    if found.kind is Kind.DATA:
        return Seen(found, data, FrontMatter({}, ""), (), {}, choice=_data_choice(found, rules, memory))
    explicit = _explicit(found, rules)
    if explicit is None and not _may_be_post(found, data, rules.config):
        return None
    text, problems = decode(data, found.path)
    front = read_front_matter(text, found.path) if text is not None else None
    if front is None or not front.readable:
        return Seen(found, data, None, (*problems, *(front.problems if front else ())), {}, choice=explicit)
    if explicit is None and not front.present and rules.config.generator is Generator.JEKYLL:
        return None
    values = _with_defaults(found, front, rules.config)
    date, fault = _date(found, values, rules)
    seen = Seen(found, data, front, fault, values, date)
    return replace(seen, choice=_choice(seen, rules, memory))


def _may_be_post(found: Found, data: bytes, config: Config) -> bool:
    """Tell whether the generator takes the file for a post: Jekyll passes over what has no front matter."""
    if not data:
        return False
    if config.generator is not Generator.JEKYLL or (found.kind is Kind.POST and not _is_text(data)):
        return True
    start = data.removeprefix(b"\xef\xbb\xbf")[:3]
    is_wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return start in (b"---", b"+++") or start[:1] == b"{" or (is_wide and found.kind is Kind.POST)


def _is_text(data: bytes) -> bool:
    return b"\0" not in data[:8000]


def _with_defaults(found: Found, front: FrontMatter, config: Config) -> Mapping[str, Any]:
    if not config.defaults:
        return front.data
    values: dict[str, Any] = {}
    type_ = {Kind.POST: "posts", Kind.DRAFT: "drafts", Kind.PAGE: "pages"}.get(found.kind, found.collection or "")
    for default in sorted(config.defaults, key=lambda each: len(each.path)):
        below = f"{config.source}/{default.path}" if config.source != "." else default.path
        is_below = not default.path or found.path == below or found.path.startswith(below.rstrip("/") + "/")
        if is_below and default.type in ("", type_):
            values |= default.values
    return values | dict(front.data)


def _date(found: Found, values: Mapping[str, Any], rules: Rules) -> tuple[datetime | None, tuple[Problem, ...]]:
    """Give the date a post gives itself: that of its front matter, else that of its name."""
    told = values.get("date")
    date = post_date(str(told)) if told is not None else None
    named = POST_NAME.match(stem_of(found.path) + ("-" if found.kind is not Kind.POST else ""))
    problems: tuple[Problem, ...] = ()
    if date is None and named is not None:
        date = post_date(f"{int(named[1]) + (2000 if len(named[1]) == 2 else 0):04}-{named[2]}-{named[3]}")
        if date is None and found.kind is Kind.POST:
            message = f"there is no date {named[0][: named.start(4) - 1]!r}, as the file's name has it"
            problems = (Problem(found.path, None, "bad-date", message, "rename the file"),)
    if date is not None and date.tzinfo is None:
        date = date.replace(tzinfo=rules.zone)
    return date, problems


def unpublished(seen: Seen, rules: Rules) -> str | None:
    """Tell why the generator keeps a post back, None where it does not."""
    config = rules.config
    if truth(seen.values.get("published")) is False and not config.unpublished:
        return "published: false"
    is_draft = seen.found.kind is Kind.DRAFT or is_held_back(seen.values, config.generator)
    if is_draft and not config.show_drafts:
        return "a draft"
    dated = seen.found.kind in (Kind.POST, Kind.DOCUMENT) or config.generator is Generator.HUGO
    if dated and not config.future and seen.date is not None and seen.date > rules.now:
        return FUTURE
    return None


def _explicit(found: Found, rules: Rules) -> Choice | None:
    if found.path in rules.named:
        return Choice("named by --post", told=True)
    for glob in rules.config.posts or ():
        if glob_pattern((glob,)).match(found.path):
            return Choice(f"configured by posts: {glob}", told=True)
    return None


def _choice(seen: Seen, rules: Rules, memory: Memory) -> Choice | None:
    """Give why a post is taken, None where nothing says that it holds goals."""
    explicit = _explicit(seen.found, rules)
    if "goals" in seen.values:
        if truth(seen.values["goals"]) is False:
            return None
        return explicit or Choice("front matter says goals:", told=True)
    if explicit is not None or rules.config.posts is not None:
        return explicit
    tag = goal_tag(seen.values)
    if tag is not None:
        return Choice(f"{tag[0]}: {tag[1]}", told=False)
    lang = language_of(seen, rules.config)
    title, name = seen.title or _first_heading(seen) or "", file_words(seen.path)
    if not memory.names_goals(f"{title}. {name}", lang):
        is_look_back = seen.date is not None and _YEAR.search(title) and memory.names_review(title, lang)
        return Choice(f"its title looks back: {title}", told=False, looks_back=True) if is_look_back else None
    if title and memory.names_goals(title, lang):
        return Choice(f"its title names goals: {title}", told=False)
    return Choice(f"its file name names goals: {name}", told=False)


def _data_choice(found: Found, rules: Rules, memory: Memory) -> Choice | None:
    explicit = _explicit(found, rules)
    if explicit is not None or rules.config.posts is not None:
        return explicit
    words = file_words(found.path)
    return Choice(f"its file name names goals: {words}", told=False) if memory.names_goals(words, None) else None


def _first_heading(seen: Seen) -> str | None:
    found = _FIRST_HEADING.search(seen.front.body[:2000]) if seen.front else None
    return found[1] if found else None


def file_words(path: str) -> str:
    """Give the words of a post's file name, without date and extension; a page bundle's are its folder's."""
    stem = stem_of(path)
    named = POST_NAME.match(stem)
    return re.sub(r"[-_.]+", " ", named[4] if named else stem)


def language_of(seen: Seen, config: Config) -> str | None:
    """Give the code of the language that front matter, file name or configuration gives to a post."""
    for key in ("lang", "language", "locale"):
        if isinstance(seen.values.get(key), str):
            return str(seen.values[key])
    code = _LANGUAGE.search(seen.path) if config.generator is Generator.HUGO else None
    if code is not None:
        return code[1]
    return config.lang


def misspelt_goals(seen: Seen) -> Problem | None:
    """Give the warning for a key that is nearly `goals` and holds what `goals` may."""
    if seen.front is None or "goals" in seen.front.data:
        return None
    for key, value in seen.front.data.items():
        if (
            key[:1] in "gG"
            and isinstance(value, bool | list | dict)
            and get_close_matches(key.casefold(), ["goals"], 1, 0.8)
        ):
            line = seen.front.line_of(key)
            cure = "did you mean 'goals'?"
            return Problem(seen.path, line, "unknown-key", f"the key {key!r} is not known", cure, Severity.WARNING)
    return None


def looks_like_goals(seen: Sequence[Seen], config: Config, memory: Memory) -> tuple[tuple[str, str], ...]:
    """Give the posts, of the last of those not taken, in which a heading names goals, each with that reason."""
    found = []
    for each in reversed(seen[-_MAX_SEARCHED:]):
        lang = language_of(each, config)
        for heading in _HEADING.finditer(each.front.body[:200_000]) if each.front else ():
            words = (heading[1] or heading[2]).strip()
            if len(words) < 80 and memory.names_goals(words, lang):
                found.append((each.path, f"a heading names goals: {words}"))
                break
        if len(found) >= _MAX_LOOKED_AT:
            break
    return tuple(found)
