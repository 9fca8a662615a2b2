"""The product in its verbs: discover, read, parse, match, compare, render, write.

The stages are imported when they are first needed: a build that finds nothing changed needs none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from goalpage.errors import Severity
from goalpage.findings import Finder, Findings, Progress, unseen
from goalpage.report import BuildOptions, Report, Taken

if TYPE_CHECKING:
    from goalpage.model import History
    from goalpage.pages import Site
    from goalpage.site.assemble import Assembled
    from goalpage.site.write import Witness, Written


def build(
    root: Path,
    options: BuildOptions,
    progress: Progress = unseen,
    *,
    witness: Witness | None = None,
    rehearse: bool = False,
) -> Report:
    """Read the blog in the folder `root`, write its pages into its site, and say what was found and done.

    Everything is rendered before anything is written; `witness` is told of what will change just before it does.
    With `rehearse` all is done but the writing, and what would stop that is raised. Raises GoalpageError when nothing
    could be done: ConfigError, HistoryError, DestinationError. All that is wrong with single posts is in the report's
    problems.
    """
    from goalpage.cache import cache_of
    from goalpage.unchanged import inputs_of, remember, report_of_unchanged

    cache = cache_of(root, options.cache)
    if not options.force and (last := report_of_unchanged(cache, root, options)):
        return last
    from goalpage.blog import load_config
    from goalpage.site.destination import destination_of
    from goalpage.site.write import complete_interrupted

    config, problems = load_config(root)
    destination = destination_of(root, config.destination, options.destination).absolute()
    config = replace(config, destination=str(destination))  # so that what is written there is never read
    complete_interrupted(destination, config.path.strip("/"))
    inputs = inputs_of(root, destination, options)
    found = Finder(root, cache).findings((config, problems), options, progress)
    made = _assembled(found, options, destination, progress)
    written = _written(made, found, destination, options, witness, rehearse=rehearse)
    report = _report(found, made, destination, written)
    if not rehearse:
        remember(cache, options, inputs, report, made.watched)
    return report


def _assembled(found: Findings, options: BuildOptions, destination: Path, progress: Progress) -> Assembled:
    from goalpage.site.assemble import assembled

    def told(done: int, of: int) -> None:
        progress("making pages", done, of)

    site = site_of(found, options)
    return assembled(found.followed, site, found.config.frame, destination, found.published, told)


def site_of(found: Findings, options: BuildOptions) -> Site:
    """Give what the pages need to know of the blog they stand in."""
    from goalpage.pages import Site

    config = found.config
    return Site(
        today=options.today or found.newest,
        title=config.title,
        url=config.url,
        baseurl=config.baseurl,
        path=config.path,
        lang=config.lang,
    )


def _written(  # noqa: PLR0913  # what was made of what, where it goes, and how
    made: Assembled,
    found: Findings,
    destination: Path,
    options: BuildOptions,
    witness: Witness | None,
    *,
    rehearse: bool,
) -> Written:
    from goalpage.pages import lasting_pages
    from goalpage.site.lasting import Lasting
    from goalpage.site.write import Removal, write_site

    site = site_of(found, options)
    posts = frozenset(path for history in found.histories.histories for path in history.posts)
    pages = {path: post for path, post in lasting_pages(found.followed, site).items() if path in made.files}
    lasting = Lasting(pages, posts, lambda: lasting_pages(found.with_all_that_is_hidden(), site).keys())
    home = found.config.path.strip("/")
    broken = any(problem.severity is Severity.ERROR for problem in found.problems)
    removal = Removal.ALLOWED if options.allow_removal else Removal.HELD if broken else Removal.GUARDED
    held = removal is Removal.HELD and not made.files  # then our pages stay, and what the blog's pages show of them
    guests = {} if held else made.guests
    return write_site(
        made.files, destination, home, lasting, removal, guests=guests, witness=witness, rehearse=rehearse
    )


def _report(found: Findings, made: Assembled, destination: Path, written: Written) -> Report:
    why = {each.path: each.why for each in found.blog.candidates}
    home = found.config.path.strip("/")
    return Report(
        destination=str(destination),
        index=f"{home}/index.html" if home else "index.html",
        taken=tuple(_taken(each.history, why) for each in found.followed),
        looks_like=found.blog.looks_like,
        problems=tuple(dict.fromkeys((*found.problems, *made.problems))),
        written=written.written,
        unchanged=written.unchanged,
        removed=written.removed,
        kept=written.kept,
        held=written.held,
        until=found.blog.due,
    )


def _taken(history: History, why: Mapping[str, str]) -> Taken:
    last = next((each for each in reversed(history.revisions) if each.source == history.posts[-1]), None)
    return Taken(
        history.id,
        history.title,
        history.posts,
        tuple(why.get(path, "") for path in history.posts),
        len(history.revisions),
        len(last.goals) if last else 0,
    )
