"""What an author wrote since that may speak of a goal: sentences of later posts, the likeliest first. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest
from math import log

from msgspec import Struct

from goalpage.compare.wording import wording_of

LEAST = 0.45
"""Share of a goal's telling words, by weight, that a sentence must hold to be shown."""

_SENTENCE = re.compile(r"[^.!?\n]{12,400}(?:[.!?]|\n|\Z)")
_MARKUP = re.compile(r"!?\[([^\]\n]*)\]\([^()\n]*\)|<[^<>\n]*>|[*_`#>|]|\{[%{:][^{}\n]*\}+")


class Written(Struct, frozen=True):
    """A post to look through: its path and title, its body and the 1-based line on which that starts."""

    path: str
    title: str
    body: str
    line: int


class Evidence(Struct, frozen=True):
    """A sentence that may speak of a goal: where it stands, and how much of the goal's telling words it holds (0-1)."""

    path: str
    line: int
    sentence: str
    score: float


class _Said(Struct, frozen=True):
    post: int
    line: int
    sentence: str
    words: frozenset[str]


class Library:
    """Posts whose sentences can be searched; words are weighed by how few sentences hold them."""

    def __init__(self, posts: Sequence[Written]) -> None:
        self._posts = posts
        self._said = [said for number, post in enumerate(posts) for said in _sentences(number, post)]
        counts = Counter(word for said in self._said for word in said.words)
        total = len(self._said) + 1
        self._weights = {word: log(total / count) for word, count in counts.items()}
        self._unseen = log(total) if total > 1 else 1.0

    def evidence(self, goal: str, since: int = 0, most: int = 2) -> list[Evidence]:
        """Give the likeliest sentence of each post from number `since` on, for the text of a goal; at most `most`."""
        telling = wording_of(goal, goal).telling
        whole = sum(map(self._weight, telling))
        if not whole:
            return []
        best: dict[int, Evidence] = {}
        for said in self._said:
            shared = telling & said.words
            if said.post < since or len(shared) < min(2, len(telling)):
                continue
            score = sum(map(self._weight, shared)) / whole
            if score >= LEAST and (said.post not in best or score > best[said.post].score):
                best[said.post] = Evidence(self._posts[said.post].path, said.line, said.sentence, round(score, 2))
        return nlargest(most, best.values(), key=lambda one: (one.score, one.path))

    def _weight(self, word: str) -> float:
        return self._weights.get(word, self._unseen)


def _sentences(number: int, post: Written) -> Iterator[_Said]:
    line, at = post.line, 0
    for found in _SENTENCE.finditer(post.body):
        line, at = line + post.body.count("\n", at, found.start()), found.start()
        sentence = " ".join(_MARKUP.sub(lambda m: m[1] or "", found.group()).split())
        if sentence:
            yield _Said(number, line, sentence, wording_of(sentence, sentence).telling)
