"""Which words went and which came: Indel alignment, told in runs a reader can follow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from rapidfuzz.distance import Indel

from goalpage.compare.order import longest_rising
from goalpage.compare.stopwords import STOP_WORDS
from goalpage.compare.tokens import Token

KEPT = 0.3
"""Where less than this part was kept the old is shown struck and the new whole."""

_SENTENCES = 3
"""From this many sentences on each side a text is compared by sentence first."""

_CELLS = 50_000_000
"""Product of two lengths up to which they are aligned exactly (about 6 MB of bits); above, at words that stand once."""

_END = re.compile(r"[.!?…。！？]+$")

Span = tuple[int, int, int, int]


class Step(Struct, frozen=True):
    """Old tokens `a1:a2` beside new ones `b1:b2`: equal, or gone and come."""

    equal: bool
    a1: int
    a2: int
    b1: int
    b2: int


def steps(old: Sequence[Token], new: Sequence[Token]) -> tuple[Step, ...]:
    """Give the steps from `old` to `new`, equal and changed ones in turn, covering both."""
    a, b = [token.key for token in old], [token.key for token in new]
    found: list[Step] = []
    if min(_count_sentences(old), _count_sentences(new)) >= _SENTENCES:
        for step in _by_sentence(old, new):
            found += [step] if step.equal else _within(a, b, old, new, step)
    else:
        found += _within(a, b, old, new, Step(False, 0, len(a), 0, len(b)))
    return tuple(_merged(found))


def _within(a: Sequence[str], b: Sequence[str], old: Sequence[Token], new: Sequence[Token], block: Step) -> list[Step]:
    """Give the steps inside a changed block by word; as one step where too little was kept."""
    found = [
        Step(equal, block.a1 + a1, block.a1 + a2, block.b1 + b1, block.b1 + b2)
        for equal, (a1, a2, b1, b2) in _aligned(a[block.a1 : block.a2], b[block.b1 : block.b2])
    ]
    found = list(_merged(_joined(found, a, b)))
    if all(step.equal for step in found):
        return found
    runs = (old[step.a1 : step.a2] for step in found if step.equal)
    kept = sum(_size(run) for run in runs if any(_tells(token.key) for token in run))
    total = _size(old[block.a1 : block.a2]) + _size(new[block.b1 : block.b2])
    return found if 2 * kept >= KEPT * total else [block]


def _size(tokens: Sequence[Token]) -> int:
    """Characters of the words, signs left out."""
    return sum(len(token.key) for token in tokens if any(map(str.isalnum, token.key)))


def _tells(key: str) -> bool:
    return key.casefold() not in STOP_WORDS and any(map(str.isalnum, key))


def _aligned(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[bool, Span]]:
    """Give (equal, span) in order; common ends are cut first, long middles cut at words that stand once."""
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    if head:
        yield True, (0, head, 0, head)
    m, n = len(a) - tail, len(b) - tail
    if (m - head) * (n - head) <= _CELLS:
        yield from _exactly(a[head:m], b[head:n], head)
    else:
        yield from _at_anchors(a[head:m], b[head:n], head)
    if tail:
        yield True, (m, len(a), n, len(b))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _exactly(a: Sequence[str], b: Sequence[str], offset: int) -> Iterator[tuple[bool, Span]]:
    for op in Indel.opcodes(a, b):
        span = (op.src_start + offset, op.src_end + offset, op.dest_start + offset, op.dest_end + offset)
        yield op.tag == "equal", span


def _at_anchors(a: Sequence[str], b: Sequence[str], offset: int) -> Iterator[tuple[bool, Span]]:
    """Align two long texts at the words that each holds once (patience), and exactly in between."""
    once_a, once_b = ({key for key, n in Counter(side).items() if n == 1} for side in (a, b))
    at = {key: j for j, key in enumerate(b) if key in once_a and key in once_b}
    anchors = [(i, at[key]) for i, key in enumerate(a) if key in at]
    kept = [anchors[n] for n in longest_rising([j for _, j in anchors])]
    i = j = 0
    for x, y in [*kept, (len(a), len(b))]:
        if (x - i) * (y - j) <= _CELLS:
            for equal, (a1, a2, b1, b2) in _exactly(a[i:x], b[j:y], 0):
                yield equal, (a1 + i + offset, a2 + i + offset, b1 + j + offset, b2 + j + offset)
        else:
            yield False, (i + offset, x + offset, j + offset, y + offset)
        if x < len(a):
            yield True, (x + offset, x + 1 + offset, y + offset, y + 1 + offset)
        i, j = x + 1, y + 1


def _joined(found: Sequence[Step], a: Sequence[str], b: Sequence[str]) -> Iterator[Step]:
    """Take an equal run of stop words into the changes around it, where words were replaced on both sides of it."""
    found = list(_merged(found))
    for n, step in enumerate(found):
        inner = step.equal and 0 < n < len(found) - 1
        if inner and all(key.casefold() in STOP_WORDS for key in a[step.a1 : step.a2]):
            before, after = found[n - 1], found[n + 1]
            if all(s.a1 < s.a2 and s.b1 < s.b2 for s in (before, after)):
                yield Step(False, step.a1, step.a2, step.b1, step.b2)
                continue
        yield step


def _merged(found: Sequence[Step] | Iterator[Step]) -> Iterator[Step]:
    """Give the steps with neighbours of one sort made one, empty ones left out."""
    last: Step | None = None
    for step in found:
        if step.a1 == step.a2 and step.b1 == step.b2:
            continue
        if last is not None and last.equal == step.equal:
            last = Step(last.equal, last.a1, step.a2, last.b1, step.b2)
        else:
            if last is not None:
                yield last
            last = step
    if last is not None:
        yield last


def _count_sentences(tokens: Sequence[Token]) -> int:
    return sum(1 for _ in _sentences(tokens))


def _sentences(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give (start, end) of each sentence: it ends with a full stop before a blank, or a CJK one anywhere."""
    start = 0
    for n, token in enumerate(tokens, 1):
        if n == len(tokens) or (_END.search(token.key) and (token.key[-1] in "。！？" or tokens[n].lead)):
            yield start, n
            start = n


def _by_sentence(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Step]:
    """Give the steps by whole sentences, in indices of tokens."""
    bounds = list(_sentences(old)), list(_sentences(new))
    a, b = (
        ["\0".join(t.key for t in side[i:j]) for i, j in these] for side, these in zip((old, new), bounds, strict=True)
    )
    first, second = ([i for i, _ in these] + [len(side)] for side, these in zip((old, new), bounds, strict=True))
    steps_ = (Step(equal, first[a1], first[a2], second[b1], second[b2]) for equal, (a1, a2, b1, b2) in _aligned(a, b))
    yield from _merged(steps_)
