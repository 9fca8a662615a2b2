"""`goalpage serve`: write a goal, see it change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from goalpage.cli.messages import Terminal, shown
from goalpage.cli.options import blog_argument, build_options, reading_options
from goalpage.cli.progress import shown_progress


@click.command("serve")
@blog_argument
@click.option("--host", default="127.0.0.1", metavar="HOST", help="Listen there (default: this machine alone).")
@click.option(
    "--port",
    default=4000,
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Listen on this port or the next free one (default: 4000).",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in your browser.")
@click.option(
    "-d",
    "--destination",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of the built blog (default: the blog's own setting, `_site` for Jekyll).",
)
@click.option("--write", "writes", is_flag=True, help="Write the pages into that folder too, as `build` does.")
@click.option("--poll", "polls", is_flag=True, help="Look for changes every moment: for network mounts.")
@reading_options
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but warnings and errors.")
@click.option("-v", "--verbose", count=True, help="Twice: details of faults.")
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    blog: Path,
    host: str,
    port: int,
    opens: bool,
    destination: Path | None,
    writes: bool,
    polls: bool,
    quiet: bool,
    verbose: int,
    **reading: Any,
) -> int:
    """Serve BLOG (default: this folder) on this machine and keep each open page as the text is.

    The built blog is served with the goal pages laid over it; nothing is written unless asked for. Each save shows in
    the browser at once, with what changed since the last commit. A post that cannot be read leaves the last good pages
    up and says what is wrong. Stop it with Ctrl-C.

    \b
    Examples:
      jekyll build && goalpage serve --open
      jekyll build --watch & goalpage serve
    """
    from goalpage.serve.preview import Preview
    from goalpage.serve.server import Says, ServeOptions, serve

    terminal.quiet = quiet
    options = build_options(destination=destination, verbose=verbose, **reading)
    asked = ServeOptions(host, port, opens, polls, writes)
    says = Says(lambda line: terminal.say(shown(line)), lambda line: terminal.warn(shown(line)), terminal.problems)
    preview = Preview(blog, options)
    with shown_progress(terminal) as progress:
        preview.begin(progress)
    serve(preview, asked, says)
    return 0
