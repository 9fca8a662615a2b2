"""A goal's status in the way its post marks such: boxes, ticks, strikes, words in brackets, a column of its table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from goalpage.edit.labels import Way
from goalpage.edit.place import Place
from goalpage.edit.source import Source, Span, Splice
from goalpage.model import Container, Goal, Post, Role, Status
from goalpage.reading.fields import marks_of_post

_BOX_OF = {Status.OPEN: " ", Status.DONE: "x", Status.ACTIVE: "/", Status.DROPPED: "-"}
_STRIKE = re.compile(r"~~|</?(?:del|s|strike)>", re.IGNORECASE)
_STRUCK = re.compile(r"(?P<open>~~|<(?P<tag>del|s|strike)>)(?P<inside>(?:(?!~~|</?(?:del|s|strike)>)[\s\S])+)"
                     r"(?P<close>~~|</(?:del|s|strike)>)", re.IGNORECASE)  # fmt: skip
_INPUT = re.compile(r"<input\b[^<>]{0,200}?(?P<type>type\s?=\s?[\"']?checkbox[\"']?)[^<>]{0,200}>", re.IGNORECASE)
_CHECKED = re.compile(r"\schecked(?:\s?=\s?(?:\"[^\"<>]*\"|'[^'<>]*'))?(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(<[^<>]{0,300}?\s(?:data-)?(?:status|state)\s?=\s?[\"'{]{1,2})([\w -]{2,30})(?=[\"'}])")
_LONGEST_WORDS = 40


class Dress(Struct, frozen=True):
    """How a goal's own words are marked: its box, what stands before them and what behind.

    `cuts` are the spans to take away to leave the words bare.
    """

    box: str | None
    before: str
    behind: str
    cuts: tuple[Span, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether nothing marks the words."""
        return not self.cuts


@cache
def _signs(configured: tuple[tuple[str, Status], ...]) -> dict[str, Status]:
    """Give every sign that may mark a goal, with what it means where goals are set."""
    found = dict(marks_of_post((), configured, Role.REVIEWED).meanings)
    return found | dict(marks_of_post((), configured, Role.STATED).meanings)


@cache
def _sign_pattern(configured: tuple[tuple[str, Status], ...]) -> re.Pattern[str]:
    signs = sorted((sign for sign in _signs(configured) if sign), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, signs))})[\ufe0e\ufe0f]?")


def dress_of(source: Source, place: Place, configured: tuple[tuple[str, Status], ...]) -> Dress:
    """Give how a goal is marked in its own words."""
    text, (start, end) = source.text, place.lead
    cuts: list[Span] = []
    before = behind = ""
    moved = True
    while moved:
        moved = False
        opened = _opening(text, start, end, place.goal, configured)
        if opened is not None:
            cuts.append((start, opened))
            before += text[start:opened]
            start, moved = opened, True
        closing = _closing(text, start, end, place.goal, configured)
        if closing is not None:
            cuts.append((closing, end))
            behind = text[closing:end] + behind
            end, moved = closing, True
    strikes = [found.span() for found in _STRIKE.finditer(text, start, end)]
    if strikes and _STRIKE.search(before):
        cuts += strikes[:1]  # the name alone is struck, and a remark follows
        behind = text[slice(*strikes[0])] + behind
    box = text[place.box] if place.box is not None else None
    return Dress(box, before, behind, tuple(cuts))


def _opening(text: str, start: int, end: int, goal: Goal, configured: tuple[tuple[str, Status], ...]) -> int | None:
    """Give where a mark that opens a text ends."""
    sign = _sign_pattern(configured).match(text, start, end)
    if sign is not None and sign.end() < end:
        return sign.end() + _blanks(text, sign.end(), end)
    struck = re.compile(r"~~|<(?:del|s|strike)>", re.IGNORECASE).match(text, start, end)
    if struck is not None and _STRUCK.match(text, start, end):
        return struck.end()
    for words in _short_words(goal):
        found = re.compile(rf"[*_(\[]{{0,3}}{re.escape(words)}[)\]*_:!.–—-]{{1,4}}\s+", re.IGNORECASE).match(
            text, start, end
        )
        if found is not None:
            return found.end()
    return None


def _closing(text: str, start: int, end: int, goal: Goal, configured: tuple[tuple[str, Status], ...]) -> int | None:
    """Give where a mark that closes a text starts."""
    window = max(start, end - 12)
    for sign in _sign_pattern(configured).finditer(text, window, end):
        if sign.end() == end and sign.start() > start:
            return _back(text, sign.start(), start)
    strike = re.compile(r"(?:~~|</(?:del|s|strike)>)\Z", re.IGNORECASE).search(text, max(start, end - 12), end)
    if strike is not None and not _STRIKE.search(text, start, strike.start()):
        return strike.start()
    for words in _short_words(goal):
        tail = re.compile(rf"\s*[-–—:,]?\s*[*_(\[]{{0,3}}{re.escape(words)}[)\]*_!.]{{0,4}}\Z", re.IGNORECASE).search(
            text, max(start, end - _LONGEST_WORDS - 12), end
        )
        if tail is not None and tail.start() > start and re.search(r"[-–—:(\[*_]", tail.group()):
            return tail.start()
    return None


def _short_words(goal: Goal) -> list[str]:
    return [words.strip(" .!") for words in goal.words if 0 < len(words) <= _LONGEST_WORDS]


def _blanks(text: str, at: int, end: int) -> int:
    return len(text[at:end]) - len(text[at:end].lstrip(" \t"))


def _back(text: str, at: int, start: int) -> int:
    while at > start and text[at - 1] in " \t":
        at -= 1
    return at


def status_ways(  # noqa: PLR0913, PLR0917  (a goal among its peers has these parts)
    source: Source, post: Post, places: Sequence[Place], index: int, status: Status,
    configured: tuple[tuple[str, Status], ...],
) -> Iterator[Way]:  # fmt: skip
    """Give the ways in which this post would mark that goal with this status, its own first."""
    place = places[index]
    own = dress_of(source, place, configured)
    peers = [
        dress_of(source, other, configured) for number, other in enumerate(places)
        if number != index and other.goal.status is status and other.goal.role is place.goal.role
        and other.goal.container is place.goal.container and "status" not in other.goal.inferred
    ]  # fmt: skip
    bare = tuple(Splice(start, end, "") for start, end in own.cuts)
    dated = _completion_cut(source, place) if place.goal.status is Status.DONE else None
    yield from _attributed(source, place, status)
    yield from _ticked_input(source, place, status)
    yield from _boxed(source, place, status, peers, bare)
    if bare:
        yield bare
    if dated is not None:  # "(2017)" says when it was done: no longer so
        box = (Splice(place.box, place.box + 1, " "),) if place.box is not None else ()
        yield (*(one for one in bare if one.end <= dated.start), *box, dated)
    for before, behind in _usual(peers, status):
        yield _dressed(place, own, before, behind)
        if place.box is not None:
            yield (*_dressed(place, own, before, behind), Splice(place.box, place.box + 1, " "))
    yield from _swapped(source, place, status, configured)
    yield from _reworded(source, place, status, post)


def _completion_cut(source: Source, place: Place) -> Splice | None:
    """Give the bracket that tells when a goal was done, to take away."""
    when = place.goal.completion
    if when is None:
        return None
    found = [
        one for one in re.finditer(r"\s*\([^()\n]{1,60}\)", source.text[slice(*place.lead)]) if when[:4] in one.group()
    ]
    start = place.lead[0]
    return Splice(start + found[-1].start(), start + found[-1].end(), "") if found else None


def _ticked_input(source: Source, place: Place, status: Status) -> Iterator[Way]:
    """Give the way to tick, or empty, the box that raw HTML draws (`<input type="checkbox" checked>`)."""
    start, end = source.line(place.first).start, source.line(place.last).end
    found = _INPUT.search(source.text, start, end)
    if found is None or status not in (Status.DONE, Status.OPEN):
        return
    checked = _CHECKED.search(source.text, *found.span())
    if status is Status.DONE and checked is None:
        yield (Splice(found.end("type"), found.end("type"), " checked"),)
    elif status is Status.OPEN and checked is not None:
        yield (Splice(*checked.span(), ""),)


def _attributed(source: Source, place: Place, status: Status) -> Iterator[Way]:
    """Give the ways to change the attribute of a tag that tells the status (`<Goal status="done">`)."""
    start, end = source.line(place.first).start, source.line(place.last).end
    peers = Counter(found[2] for found in _ATTRIBUTE.finditer(source.text))
    usual = [word for word, _ in peers.most_common(12)]
    for found in _ATTRIBUTE.finditer(source.text, start, end):
        for word in dict.fromkeys((status.value, *usual)):
            yield (Splice(*found.span(2), word),)


def bare_ways(source: Source, place: Place, configured: tuple[tuple[str, Status], ...]) -> Iterator[Way]:
    """Give the ways to take a goal's marks away, so that a labelled field alone tells its status."""
    bare = tuple(Splice(start, end, "") for start, end in dress_of(source, place, configured).cuts)
    if bare:
        yield bare
    if place.box is not None and source.text[place.box] != " ":
        yield (*bare, Splice(place.box, place.box + 1, " "))
    dated = _completion_cut(source, place)
    if dated is not None:
        box = (Splice(place.box, place.box + 1, " "),) if place.box is not None else ()
        yield (*(one for one in bare if one.end <= dated.start), *box, dated)


def _boxed(source: Source, place: Place, status: Status, peers: Sequence[Dress], bare: Way) -> Iterator[Way]:
    if place.box is None:
        return
    usual = Counter(peer.box for peer in peers if peer.box)
    box = usual.most_common(1)[0][0] if usual else _BOX_OF.get(status)
    if box is None or (not usual and status not in (Status.OPEN, Status.DONE)):
        return
    here = (Splice(place.box, place.box + 1, box),)
    yield here
    if bare:
        yield (*here, *bare)


def _usual(peers: Sequence[Dress], status: Status) -> list[tuple[str, str]]:
    """Give what stands before and behind goals of a status in this post, the commonest first."""
    found = Counter((peer.before, peer.behind) for peer in peers if not peer.is_bare)
    pairs = [pair for pair, _ in found.most_common(4)]
    return [pair for pair in pairs if not any(c.isdigit() for c in "".join(pair))]


def _dressed(place: Place, own: Dress, before: str, behind: str) -> Way:
    """Give the goal's words with other marks in the place of its own."""
    start, end = place.lead
    first = _reach(own.cuts, start)
    last = _reach_back(own.cuts, end)
    inner = [cut for cut in own.cuts if first <= cut[0] and cut[1] <= last]
    return (
        Splice(start, first, before),
        *(Splice(*cut, "") for cut in inner),
        Splice(last, end, behind),
    )


def _reach(cuts: Sequence[Span], at: int) -> int:
    while (end := next((b for a, b in cuts if a == at and b > at), None)) is not None:
        at = end
    return at


def _reach_back(cuts: Sequence[Span], at: int) -> int:
    while (start := next((a for a, b in cuts if b == at and a < at), None)) is not None:
        at = start
    return at


def _swapped(source: Source, place: Place, status: Status, configured: tuple[tuple[str, Status], ...]) -> Iterator[Way]:
    """Give the ways to put another sign in the place of the one sign that a goal bears."""
    signs = [found.span() for found in _sign_pattern(configured).finditer(source.text, *place.lead)]
    if len(signs) != 1:
        return
    meanings = _signs(configured)
    count = Counter({sign: source.text.count(sign) for sign, means in meanings.items() if means is status})
    for sign, number in count.most_common(3):
        if number:
            yield (Splice(*signs[0], sign),)


def _reworded(source: Source, place: Place, status: Status, post: Post) -> Iterator[Way]:
    """Give the ways to put other words in the place of those that tell a goal's status: "(in progress)" -> "(done)"."""
    usual = Counter(words.strip(" .!") for goal in post.goals if goal.status is status for words in goal.words)
    choices = [words for words, _ in usual.most_common(2) if len(words) <= 20 and not any(c.isdigit() for c in words)]
    start, end = place.lead
    if place.goal.container is Container.TABLE:
        line = source.line(place.first)
        start, end = line.start, line.end
    for words in _short_words(place.goal):
        for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", source.text[start:end], re.IGNORECASE):
            at = (start + found.start(), start + found.end())
            for other in dict.fromkeys((*choices, status.value)):
                yield (Splice(*at, _in_case_of(source.text[slice(*at)], other)),)


def _in_case_of(model: str, words: str) -> str:
    if model.isupper() and len(model) > 1:
        return words.upper()
    return words[:1].upper() + words[1:] if model[:1].isupper() else words[:1].lower() + words[1:]
