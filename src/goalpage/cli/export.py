"""`goalpage export`: give what was read to other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from goalpage.cli.build import say_what_to_write
from goalpage.cli.messages import Terminal, plural, shown
from goalpage.cli.options import blog_option, build_options, reading_options
from goalpage.cli.progress import shown_progress
from goalpage.errors import Severity


@click.command("export")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["pages"]),
    required=True,
    metavar="FORMAT",
    help="What to export: pages, which are written into the blog's source.",
)
@blog_option
@click.option("--layout", metavar="NAME", help="The layout of exported pages (default: that of the blog's own pages).")
@reading_options
@click.option("--allow-removal", is_flag=True, help="Take pages away even if the record they show is lost.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but warnings and errors.")
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    kind: str,
    blog: Path,
    layout: str | None,
    allow_removal: bool,
    quiet: bool,
    **reading: Any,
) -> int:
    """Give what was read to other programs.

    `--format pages` is for a blog that GitHub Pages builds by itself, without plugins: the overview, the page of each
    list and the page of its changes become pages of the blog, with front matter, to be committed like any other. Only
    files that it wrote itself are ever changed or removed. Exit status: 0 done, 1 some post has errors and the others
    were exported, 2 nothing was done.

    \b
    Examples:
      goalpage export --format pages
      goalpage export --format pages --blog my-blog --layout default
    """
    from goalpage.export import export_pages

    assert kind == "pages"
    terminal.quiet = quiet
    options = build_options(allow_removal=allow_removal, **reading)
    with shown_progress(terminal) as progress:
        exported = export_pages(blog, options, layout, progress)
    terminal.problems(exported.problems)
    written = exported.written
    for path in written.kept:
        terminal.warn(f"{shown(path)}: no longer needed, but changed since it was written; remove it yourself")
    if written.removed:
        terminal.say(f"Took {plural(len(written.removed), 'file')} away that the blog no longer gives.")
    if exported.pages:
        changed = plural(len(written.written), "file") + " written" if written.written else "nothing to write"
        clothes = f"in the layout {shown(exported.layout)}" if exported.layout else "without a layout"
        terminal.say(f"{plural(exported.pages, 'page')} in {shown(exported.folder)}/, {clothes}: {changed}.")
        if written.written:
            terminal.say(f"Commit {shown(exported.folder)}/ and push, and the pages are published with the blog.")
    else:
        say_what_to_write(terminal, ())
    return 1 if any(problem.severity is Severity.ERROR for problem in exported.problems) else 0
