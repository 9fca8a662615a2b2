"""A post's text -> its goals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from markdown_it import MarkdownIt

from goalpage.markdown import parser
from goalpage.model import Post
from goalpage.reading.blocks import blocks_of
from goalpage.reading.choice import choices
from goalpage.reading.containers import candidates
from goalpage.reading.front_matter import read_front_matter
from goalpage.reading.goals import goals_of
from goalpage.reading.liquid import resolved
from goalpage.reading.options import ReadingOptions
from goalpage.reading.roles import roles_of
from goalpage.reading.sections import sections_of
from goalpage.reading.selection import statements

_DEFAULTS = ReadingOptions()


@cache
def _parser(dialect: str) -> MarkdownIt:
    return parser(dialect)


def _variables(data: Mapping[str, object], options: ReadingOptions) -> dict[str, str]:
    own = {f"page.{key}": value for key, value in data.items() if isinstance(value, str)}
    return {**own, **options.liquid}


def read_post(text: str, path: str, options: ReadingOptions = _DEFAULTS) -> Post:
    """Give what a post says of its author's goals. Never raises for bad input: problems are in the result.

    `path` is the post's, relative to the blog; it stands in problems only.
    """
    front = read_front_matter(text, path)
    title = front.data.get("title")
    title = str(title) if isinstance(title, str | int) and not isinstance(title, bool) else None
    told = front.data.get("goals")
    if told is False or not front.readable:
        return Post(title, options.lang, problems=front.problems)
    lang = options.lang
    liquid = resolved(front.body, _variables(front.data, options))
    dialect = "commonmark" if path.lower().endswith(".mdx") else options.dialect
    tokens = _parser(dialect).parse(liquid.body)
    root = sections_of(blocks_of(tokens, front.body_line, liquid))
    decided = choices(candidates(root, lang), title, options)
    roles = roles_of([c.candidate for c in decided], title or "", options.year, lang)
    read = goals_of(statements(root, decided, roles, lang), path, lang, options)
    return Post(title, lang, read.goals, tuple(c.decision for c in decided), (*front.problems, *read.problems))
