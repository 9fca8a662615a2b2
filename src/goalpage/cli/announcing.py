"""The draft of a short post about what was published: what `publish --announce` writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from goalpage.cli.drafts import is_data, last_post, newest_other_post, no_post, write_draft
from goalpage.cli.messages import Terminal, shown
from goalpage.cli.told import Pair, into_period, told_sentence
from goalpage.config import Generator

if TYPE_CHECKING:
    from goalpage.drafting import Last, Told
    from goalpage.findings import Findings
    from goalpage.report import BuildOptions

_DRAFT: dict[str, object] = {"draft": True}
_KEYS: dict[Generator, dict[str, object]] = {
    Generator.JEKYLL: {}, Generator.PELICAN: {"status": "draft"},
    Generator.ELEVENTY: {**_DRAFT, "permalink": False, "eleventyExcludeFromCollections": True},
}  # fmt: skip
"""How a generator is told that a post is a draft, where that is not `draft: true`; Jekyll has a folder for them."""


def write_announcement(  # where, what, and how
    terminal: Terminal, /, blog: Path, found: Findings, pairs: Sequence[Pair], options: BuildOptions, day: date
) -> None:
    """Write the draft of a post about the changes under a name that is free, and say where it is."""
    from goalpage.drafting import announcement, renamed

    generator = found.config.generator
    folder = Path(found.config.source, "_drafts").as_posix() if generator is Generator.JEKYLL else None
    source = pairs[-1].record.revisions[pairs[-1].b].source
    told = [_told(found, pair, options) for pair in pairs]
    draft = first = announcement(told, _like(found, blog, source, day), day, _KEYS.get(generator, _DRAFT), folder)
    number = 1
    while (blog / draft.path).exists():
        number += 1
        draft = renamed(first, number)
    write_draft(blog, draft)
    terminal.say(f"Drafted {shown(draft.path)}: go on from there.")


def _like(found: Findings, blog: Path, source: str, day: date) -> Last:
    """Give the post whose ways the draft follows: the goal post, or another where the goals stand in a data file."""
    if is_data(source):
        return newest_other_post(found, blog) or no_post(found, day)
    return last_post(found, blog, source)


def _told(found: Findings, pair: Pair, options: BuildOptions) -> Told:
    from goalpage.build import site_of
    from goalpage.compare import change_sentence, revision_sentence
    from goalpage.drafting import Told

    record = pair.record
    said: dict[str, list[str]] = {}
    for change in pair.changes:
        words = change_sentence(change, into=into_period(pair), titles=lambda id_: record.titles.get(id_, id_))
        said.setdefault(record.titles.get(change.goal, change.goal), []).append(words)
    sentence = told_sentence(pair) if pair.a is not None else revision_sentence(record.followed, pair.b)
    site = site_of(found, options)
    url = site.address(site.file(f"{record.segment}/changes/index.html"))
    return Told(record.history.title, sentence, tuple((name, "; ".join(words)) for name, words in said.items()), url)
