"""The kramdown dialect with GFM input, as Jekyll reads posts, on markdown-it-py."""

from markdown_it import MarkdownIt

from goalpage.markdown.kramdown.block.blockquote import blockquote
from goalpage.markdown.kramdown.block.code import code
from goalpage.markdown.kramdown.block.definition_list import definition_list
from goalpage.markdown.kramdown.block.definitions import (
    abbreviation_definition,
    footnote_definition,
    link_definition,
)
from goalpage.markdown.kramdown.block.end_of_block import end_of_block
from goalpage.markdown.kramdown.block.extension import extension
from goalpage.markdown.kramdown.block.fence import fence
from goalpage.markdown.kramdown.block.heading import heading
from goalpage.markdown.kramdown.block.hr import hr
from goalpage.markdown.kramdown.block.html_block import html_block
from goalpage.markdown.kramdown.block.list import list_block
from goalpage.markdown.kramdown.block.math import math
from goalpage.markdown.kramdown.block.paragraph import paragraph
from goalpage.markdown.kramdown.block.setext import setext
from goalpage.markdown.kramdown.block.table import table
from goalpage.markdown.kramdown.blocks import KramdownBlocks
from goalpage.markdown.kramdown.core.abbreviations import abbreviations
from goalpage.markdown.kramdown.core.contents import contents
from goalpage.markdown.kramdown.core.heading_ids import heading_ids
from goalpage.markdown.kramdown.core.spans import read_spans
from goalpage.markdown.kramdown.render import add_render_rules
from goalpage.markdown.kramdown.span.autolink import autolink
from goalpage.markdown.kramdown.span.character import entity, escape, newline
from goalpage.markdown.kramdown.span.code import code as code_span
from goalpage.markdown.kramdown.span.emphasis import emphasis
from goalpage.markdown.kramdown.span.extension import extension as extension_span
from goalpage.markdown.kramdown.span.footnote import footnote
from goalpage.markdown.kramdown.span.html import html_span
from goalpage.markdown.kramdown.span.link import link
from goalpage.markdown.kramdown.span.math import math as math_span
from goalpage.markdown.kramdown.span.strikethrough import strikethrough
from goalpage.markdown.kramdown.span.typography import quote, symbol
from goalpage.markdown.kramdown.spans import KramdownSpans
from goalpage.markdown.limits import MOST_LEVELS
from goalpage.markdown.tasks import add_task_render_rules

_BLOCK_RULES = (
    ("code", code, " \t"),
    ("fence", fence, " `~"),
    ("blockquote", blockquote, " >"),
    ("heading", heading, "#"),
    ("hr", hr, " *-_"),
    ("list", list_block, " *+-0123456789"),
    ("deflist", definition_list, " :"),
    ("html_block", html_block, " <"),
    ("lheading", setext, ""),
    ("math_block", math, " $"),
    ("table", table, ""),
    ("footnote", footnote_definition, " ["),
    ("reference", link_definition, " ["),
    ("abbreviation", abbreviation_definition, " *"),
    ("extension", extension, " {"),
    ("end_of_block", end_of_block, "^"),
    ("paragraph", paragraph, ""),
)


_SPAN_RULES = (
    ("emphasis", emphasis, "*_"),
    ("backticks", code_span, "`"),
    ("autolink", autolink, "<"),
    ("html_inline", html_span, "<"),
    ("footnote_ref", footnote, "["),
    ("link", link, "[!"),
    ("smartquotes", quote, "\"'"),
    ("math_inline", math_span, "$"),
    ("extension", extension_span, "{"),
    ("entity", entity, "&"),
    ("replacements", symbol, "-.<>"),
    ("newline", newline, "\n"),
    ("escape", escape, "\\"),
    ("strikethrough", strikethrough, "~"),
)


def parser() -> MarkdownIt:
    """A parser of kramdown text."""
    md = MarkdownIt("zero", {"html": True, "maxNesting": MOST_LEVELS, "xhtmlOut": True})
    md.block = KramdownBlocks(_BLOCK_RULES)
    md.inline = KramdownSpans(_SPAN_RULES)
    md.core.ruler.at("inline", read_spans)
    for rule in (abbreviations, heading_ids, contents):
        md.core.ruler.push(rule.__name__, rule)
    md.core.ruler.enableOnly(["normalize", "block", "inline", "abbreviations", "heading_ids", "contents", "text_join"])
    add_render_rules(md)
    add_task_render_rules(md)
    return md
