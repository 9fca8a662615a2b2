"""CommonMark with what Hugo and Eleventy blogs have: tables, strikethrough, tasks, footnotes, definition lists."""

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin


def parser() -> MarkdownIt:
    """A parser of CommonMark text."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])
    return md.use(deflist_plugin).use(footnote_plugin).use(tasklists_plugin)
