"""Markdown as blogs show it: text to markdown-it tokens, knowing nothing of goals.

`parser("kramdown")` reads a post as Jekyll does; `parser("commonmark")` as Hugo and Eleventy do.

Both keep every word of the text. Where blocks are nested deeper than ``options["maxNesting"]`` levels the rest
stands in the tokens as plain text, and the 0-based lines of the given text at which that happened are listed in
``env["nesting_limit_lines"]`` (absent when nothing was nested too deep).
"""

from markdown_it import MarkdownIt

from goalpage.markdown import commonmark, kramdown

_DIALECTS = {"commonmark": commonmark.parser, "kramdown": kramdown.parser}


def parser(dialect: str) -> MarkdownIt:
    """The parser of one dialect, "kramdown" or "commonmark"; `ValueError` for any other name.

    Every block token bears ``map``: first line and line after the last, 0-based in the text given. A
    ``list_item_open`` holds the marker as written (``info`` the number, ``markup`` the sign after it or the bullet)
    and, if it is a task, ``meta["checked"]``.
    """
    try:
        build = _DIALECTS[dialect]
    except KeyError:
        known = ", ".join(sorted(_DIALECTS))
        raise ValueError(f"no Markdown dialect {dialect!r}; known are {known}") from None
    return build()
