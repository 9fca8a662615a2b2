"""`goalpage check`: what is wrong, and with -v why each part of a post was taken for goals or left."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goalpage.cli.messages import Terminal, plural, problem_data, shown
from goalpage.cli.options import blog_argument, build_options, json_option, reading_options
from goalpage.cli.progress import shown_progress
from goalpage.errors import Problem, Severity, escaped
from goalpage.model import Reason

if TYPE_CHECKING:
    from goalpage.blog import Candidate
    from goalpage.findings import Findings
    from goalpage.model import Decision, Revision


@click.command("check")
@blog_argument
@reading_options
@json_option
@click.option("--fix", is_flag=True, help="Mend in the posts what can surely be mended, then check.")
@click.option("--dry-run", is_flag=True, help="With --fix: show what would be mended, and write nothing.")
@click.option("-q", "--quiet", is_flag=True, help="List problems only, no summary.")
@click.option("-v", "--verbose", count=True, help="Say of each part of a post why it was taken for goals, or left.")
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    blog: Path,
    as_json: bool,
    fix: bool,
    dry_run: bool,
    quiet: bool,
    verbose: int,
    **reading: Any,
) -> int:
    """Read everything in BLOG (default: this folder), write nothing, and list what is wrong.

    Each line is `path:line: code message; how to mend it`. Exit status: 0 nothing is wrong, 1 problems were found, 2
    the blog could not be read.

    \b
    Examples:
      goalpage check
      goalpage check my-blog -v          also why each list was taken for goals, or left
    """
    from goalpage.findings import findings

    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix")
    terminal.quiet = quiet or as_json
    options = build_options(verbose=verbose, **reading)
    with shown_progress(terminal) as progress:
        found = findings(blog, options, progress)
    if fix and _mended(terminal, found, blog, dry_run=dry_run):
        found = findings(blog, options)
    odd = [*_advice(found, blog), *_unsure(found)]
    wrong = [problem for problem in (*found.problems, *odd) if problem.severity is not Severity.NOTICE]
    if as_json:
        terminal.answer_json(_data(found, odd, verbose))
    else:
        _say(terminal, found, wrong, odd, verbose)
    return 1 if wrong else 0


def _say(
    terminal: Terminal, /, found: Findings, wrong: list[Problem], odd: list[Problem], verbose: int
) -> None:
    for problem in dict.fromkeys(found.problems):
        if problem.severity is not Severity.NOTICE or verbose:
            terminal.answer(_line(problem))
    for notice in odd:
        terminal.answer(_line(notice))
    for revision in _newest(found) if verbose else ():
        for decision in revision.post.decisions:
            terminal.answer(_reason(revision, decision))
    goals = sum(len(revision.goals) for revision in _newest(found))
    posts = len(_newest(found))
    summary = f"{plural(len(wrong), 'problem')}" if wrong else "Nothing is wrong"
    terminal.say(f"{summary}: {plural(posts, 'goal post')} read, {plural(goals, 'goal')} in them.")


def _mended(terminal: Terminal, /, found: Findings, blog: Path, *, dry_run: bool) -> bool:
    """Mend what can surely be mended in the posts as they stand; tell whether anything was written."""
    from goalpage.blog.post_file import read_post_file
    from goalpage.edit.renumber import renumbered
    from goalpage.findings import reading_options_of

    written = False
    for candidate in _present_posts(found):
        file = read_post_file(blog, candidate.path)
        text, count = renumbered(file.text, candidate.path, reading_options_of(found.config, candidate))
        if not count:
            continue
        terminal.say(f"{shown(candidate.path)}: {plural(count, 'number')} {'to be ' if dry_run else ''}put right")
        if not dry_run:
            file.replace(text)
            written = True
    return written


def _present_posts(found: Findings) -> list[Candidate]:
    inside = {path for history in found.histories.histories for path in history.posts}
    pages = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".mdown")
    return [each for each in found.blog.candidates if each.path in inside and each.path.lower().endswith(pages)]


def _advice(found: Findings, blog: Path) -> list[Problem]:
    """Give what is odd in the posts as they stand, though they can be read."""
    from goalpage.findings import reading_options_of
    from goalpage.reading.advice import advice
    from goalpage.reading.front_matter import decode
    from goalpage.site.dead_links import dead_links

    site = blog / found.config.destination
    newest = {revision.source: revision for revision in _newest(found)}
    told: list[Problem] = []
    for candidate in _present_posts(found):
        text, _ = decode(candidate.texts[-1].data, candidate.path)
        if text is not None and candidate.path in newest:
            options = reading_options_of(found.config, candidate)
            post = newest[candidate.path].post
            told += advice(text, candidate.path, post, options)
            told += dead_links(post, candidate.path, candidate.url, site, found.config.url, found.config.baseurl)
    return told


def _unsure(found: Findings) -> list[Problem]:
    """A notice for each match that words alone cannot settle, with the command that does."""
    from goalpage.compare.named import unsure

    notices = []
    for followed in found.followed:
        for doubt in unsure(followed):
            revision = followed.history.revisions[doubt.revision]
            why = "by its place in the list" if doubt.reason is Reason.PLACE else f"{doubt.score:.0%} alike"
            message = f"“{doubt.later}” was taken for “{doubt.earlier}” ({why})"
            names = f"{shlex.quote(doubt.earlier)} {shlex.quote(doubt.later)}"
            cure = f"settle it: goalpage link {names}, or the same with --apart"
            commit = (revision.commit or "")[:10] or None
            notices.append(
                Problem(revision.path, doubt.line, "unsure-match", message, cure, Severity.NOTICE, commit)
            )
    return notices


def _newest(found: Findings) -> list[Revision]:
    """The newest revision of each post."""
    newest = {r.source: r for followed in found.followed for r in followed.history.revisions}
    return list(newest.values())


def _line(problem: Problem) -> str:
    where = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    at = f" (in commit {problem.commit})" if problem.commit else ""
    cure = f"; {problem.cure}" if problem.cure else ""
    return escaped(f"{where}: {problem.code} {problem.message}{at}{cure}")


def _reason(revision: Revision, decision: Decision) -> str:
    verdict = "taken" if decision.taken else "left"
    cues = ", ".join(f"{cue} {weight:+g}" for cue, weight in decision.cues) or "no cue"
    place = f"{revision.source}:{decision.line}"
    return shown(f"{place}: {decision.container.value} {verdict}, score {decision.score:g}: {cues}")


def _data(found: Findings, odd: list[Problem], verbose: int) -> dict[str, Any]:
    problems = dict.fromkeys((*found.problems, *odd))
    data: dict[str, Any] = {"problems": [problem_data(problem) for problem in problems]}
    if verbose:
        data["decisions"] = [
            {
                "path": revision.source,
                "line": decision.line,
                "container": decision.container.value,
                "taken": decision.taken,
                "score": decision.score,
                "cues": [{"cue": cue, "weight": weight} for cue, weight in decision.cues],
            }
            for revision in _newest(found)
            for decision in revision.post.decisions
        ]
    return data
