#!/usr/bin/env python3
"""How long the dialects take on real posts, as a ratio to markdown-it-py with its stock plugins.

    bench_markdown.py [POSTS_DIR] [--rounds 5]

POSTS_DIR holds Markdown posts (default: the blog in ../content). The stock parser has the plugins for what the dialects
read: tables, strikethrough, footnotes, definition lists, tasks, attributes, mathematics, heading ids, typography.
The dialects and the stock parser take turns on the whole folder, and the best round of each counts.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from goalpage.markdown import parser

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n.*?^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
CEILING = 1.25  # the kramdown dialect may take this many times as long as the stock parser


def stock() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "typographer": True})
    md.enable(["table", "strikethrough", "replacements", "smartquotes"])
    for plugin in (attrs_plugin, attrs_block_plugin, deflist_plugin, footnote_plugin, tasklists_plugin):
        md.use(plugin)
    return md.use(dollarmath_plugin).use(anchors_plugin, max_level=6)


def seconds(md: MarkdownIt, texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        md.parse(text, {})
    return time.perf_counter() - start


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    arguments.add_argument("posts", type=Path, nargs="?", default=Path(__file__).parents[1] / "content")
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    paths = sorted(path for path in given.posts.rglob("*") if path.suffix in (".md", ".markdown"))
    texts = [FRONT_MATTER.sub("", path.read_text(encoding="utf-8"), count=1) for path in paths]
    if not texts:
        sys.exit(f"{given.posts}: no posts there")
    parsers = {"stock": stock(), "kramdown": parser("kramdown"), "commonmark": parser("commonmark")}
    best = dict.fromkeys(parsers, float("inf"))
    for _ in range(given.rounds):
        for name, md in parsers.items():
            best[name] = min(best[name], seconds(md, texts))
    for name, taken in best.items():
        each = taken / len(texts) * 1000
        print(f"{name:11} {taken:7.3f} s  {each:6.2f} ms a post  {taken / best['stock']:5.2f} x stock")
    sys.exit(best["kramdown"] / best["stock"] > CEILING)


if __name__ == "__main__":
    main()
