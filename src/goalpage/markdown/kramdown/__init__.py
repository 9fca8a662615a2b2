"""The kramdown dialect with GFM input, as Jekyll reads posts, on markdown-it-py."""

from markdown_it import MarkdownIt

from goalpage.markdown.kramdown.block.blockquote import blockquote
from goalpage.markdown.kramdown.block.code import code
from goalpage.markdown.kramdown.block.end_of_block import end_of_block
from goalpage.markdown.kramdown.block.fence import fence
from goalpage.markdown.kramdown.block.heading import heading
from goalpage.markdown.kramdown.block.hr import hr
from goalpage.markdown.kramdown.block.list import list_block
from goalpage.markdown.kramdown.block.paragraph import paragraph
from goalpage.markdown.kramdown.block.setext import setext
from goalpage.markdown.kramdown.blocks import KramdownBlocks

_INDENTED = " "
_BLOCK_RULES = (
    ("code", code, " \t"),
    ("fence", fence, " `~"),
    ("blockquote", blockquote, " >"),
    ("heading", heading, "#"),
    ("hr", hr, " *-_"),
    ("list", list_block, " *+-0123456789"),
    ("lheading", setext, ""),
    ("end_of_block", end_of_block, "^"),
    ("paragraph", paragraph, ""),
)


def parser() -> MarkdownIt:
    """A parser of kramdown text."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 100})
    md.block = KramdownBlocks(_BLOCK_RULES)
    return md
