"""`goalpage export`: give what was read to other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goalpage.cli.build import say_what_to_write
from goalpage.cli.messages import Terminal, plural, shown
from goalpage.cli.options import blog_option, build_options, reading_options
from goalpage.cli.progress import shown_progress
from goalpage.errors import GoalpageError, Severity

if TYPE_CHECKING:
    from goalpage.report import BuildOptions


@click.command("export")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["pages", "csv", "json", "ics", "org", "markdown"]),
    required=True,
    metavar="FORMAT",
    help="csv, json, ics, org or markdown; or pages, which are written into the blog's source.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here, not to standard output."
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
    output: Path | None,
    blog: Path,
    layout: str | None,
    allow_removal: bool,
    quiet: bool,
    **reading: Any,
) -> int:
    """Give what was read to other programs.

    In csv, org and markdown every goal that stands is told with its fields; json and ics are the files of the site.
    `--format pages` is for a blog that GitHub Pages builds by itself, without plugins: the overview, the page of each
    list and the page of its changes become pages of the blog, with front matter, to be committed like any other. Only
    files that it wrote itself are ever changed or removed. Exit status: 0 done, 1 some post has errors and the others
    were exported, 2 nothing was done.

    \b
    Examples:
      goalpage export --format csv --output goals.csv
      goalpage export --format pages --layout default
    """
    options = build_options(allow_removal=allow_removal, **reading)
    if kind != "pages" and layout is not None:
        raise click.UsageError("--layout goes with --format pages")
    if kind != "pages":
        return _export_data(terminal, blog, options, kind, output)
    if output is not None:
        raise click.UsageError("--output goes with the other formats; pages are written into the blog")
    return _export_pages(terminal, blog, options, layout, quiet=quiet)


def _export_data(terminal: Terminal, /, blog: Path, options: BuildOptions, kind: str, output: Path | None) -> int:
    from goalpage.export import export_data
    from goalpage.findings import findings

    with shown_progress(terminal) as progress:
        found = findings(blog, options, progress)
    terminal.problems(problem for problem in found.problems if problem.severity is not Severity.NOTICE)
    data = export_data(found, options, kind)
    if output is None:
        terminal.answer_bytes(data)
    else:
        _write(output, data)
        terminal.say(f"Wrote {shown(output)}.")
    return 1 if any(problem.severity is Severity.ERROR for problem in found.problems) else 0


def _write(output: Path, data: bytes) -> None:
    """Put the file in its place whole."""
    from goalpage.site.transaction import write_file

    draft = output.with_name(f".{output.name}.goalpage")
    draft.unlink(missing_ok=True)
    try:
        write_file(draft, data)
        draft.replace(output)
    except OSError as error:
        raise GoalpageError(f"the file cannot be written ({error.strerror or error})", path=str(output)) from None
    finally:
        draft.unlink(missing_ok=True)


def _export_pages(terminal: Terminal, /, blog: Path, options: BuildOptions, layout: str | None, *, quiet: bool) -> int:
    from goalpage.export import export_pages

    terminal.quiet = quiet
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
