"""How tokens that markdown-it does not know are shown, after kramdown's HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token


def add_render_rules(md: MarkdownIt) -> None:
    """Teach the renderer of `md` footnotes, mathematics and struck text."""
    md.add_render_rule("html_block", _html_block)
    md.add_render_rule("math_inline", _math_inline)
    md.add_render_rule("math_block", _math_block)
    md.add_render_rule("s_open", _struck_open)
    md.add_render_rule("s_close", _struck_close)
    md.add_render_rule("footnote_ref", _footnote_ref)
    md.add_render_rule("footnote_anchor", _footnote_anchor)
    md.add_render_rule("footnote_block_open", _footnote_block_open)
    md.add_render_rule("footnote_block_close", _footnote_block_close)
    md.add_render_rule("footnote_open", _footnote_open)


def _html_block(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    return ("\n" if idx and tokens[idx - 1].hidden else "") + tokens[idx].content


def _math_inline(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    return rf"\({escapeHtml(tokens[idx].content)}\)"


def _math_block(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    shown = rf"\[{escapeHtml(tokens[idx].content)}\]" + "\n"
    attributes = self.renderAttrs(tokens[idx])
    return f"<div{attributes}>{shown}</div>\n" if attributes else shown


def _struck_open(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    return f"<del{self.renderAttrs(tokens[idx])}>"


def _struck_close(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    return "</del>"


def _footnote_ref(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    about = tokens[idx].meta
    label = escapeHtml(about["label"])
    mention = f":{about['subId']}" if about["subId"] else ""
    return (
        f'<sup id="fnref:{label}{mention}" role="doc-noteref">'
        f'<a href="#fn:{label}" class="footnote" rel="footnote">{about["id"] + 1}</a></sup>'
    )


def _footnote_anchor(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    label = tokens[idx].meta["label"]
    shown = escapeHtml(label)
    back = 'class="reversefootnote" role="doc-backlink">&#8617;'
    document = env.get("kramdown")
    mentions = document.footnotes[label].mentions if document else 1
    links = [f'<a href="#fnref:{shown}" {back}</a>']
    links += [f'<a href="#fnref:{shown}:{at}" {back}<sup>{at + 1}</sup></a>' for at in range(1, mentions)]
    return " ".join(links)


def _footnote_block_open(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    return '<div class="footnotes" role="doc-endnotes">\n<ol>\n'


def _footnote_block_close(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    return "</ol>\n</div>\n"


def _footnote_open(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    return f'<li id="fn:{escapeHtml(tokens[idx].meta["label"])}" role="doc-endnote">\n'
