"""A post's text -> its goals."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt

from goalpage.markdown import parser
from goalpage.model import Post
from goalpage.reading.blocks import blocks_of
from goalpage.reading.choice import choices
from goalpage.reading.containers import candidates
from goalpage.reading.front import read_front
from goalpage.reading.goals import goals_of
from goalpage.reading.options import ReadingOptions


@cache
def _parser(dialect: str) -> MarkdownIt:
    return parser(dialect)


def read_post(text: str, path: str, options: ReadingOptions = ReadingOptions()) -> Post:
    """Give what a post says of its author's goals. Never raises for bad input: problems are in the result.

    `path` is the post's, relative to the blog; it stands in problems only.
    """
    front = read_front(text, path)
    title = front.data.get("title")
    title = title if isinstance(title, str) else None
    told = front.data.get("goals")
    if told is False:
        return Post(title, options.lang, problems=front.problems)
    tokens = _parser(options.dialect).parse(front.body)
    decided = choices(candidates(blocks_of(tokens, front.body_line)), title, options)
    goals = goals_of([c for c in decided if c.decision.taken], path, options)
    return Post(title, options.lang, tuple(goals), tuple(c.decision for c in decided), front.problems)
