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
    from goalpage.findings import Findings
    from goalpage.model import Decision, Revision


@click.command("check")
@blog_argument
@reading_options
@json_option
@click.option("-q", "--quiet", is_flag=True, help="List problems only, no summary.")
@click.option("-v", "--verbose", count=True, help="Say of each part of a post why it was taken for goals, or left.")
@click.pass_obj
def command(
    terminal: Terminal, /, blog: Path, as_json: bool, quiet: bool, verbose: int, **reading: Any
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

    terminal.quiet = quiet or as_json
    with shown_progress(terminal) as progress:
        found = findings(blog, build_options(verbose=verbose, **reading), progress)
    wrong = [problem for problem in found.problems if problem.severity is not Severity.NOTICE]
    if as_json:
        terminal.answer_json(_data(found, verbose))
    else:
        _say(terminal, found, wrong, verbose)
    return 1 if wrong else 0


def _say(terminal: Terminal, /, found: Findings, wrong: list[Problem], verbose: int) -> None:
    for problem in dict.fromkeys(found.problems):
        if problem.severity is not Severity.NOTICE or verbose:
            terminal.answer(_line(problem))
    for notice in _unsure(found):
        terminal.answer(_line(notice))
    for revision in _newest(found) if verbose else ():
        for decision in revision.post.decisions:
            terminal.answer(_reason(revision, decision))
    goals = sum(len(revision.goals) for revision in _newest(found))
    posts = len(_newest(found))
    summary = f"{plural(len(wrong), 'problem')}" if wrong else "Nothing is wrong"
    terminal.say(f"{summary}: {plural(posts, 'goal post')} read, {plural(goals, 'goal')} in them.")


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


def _data(found: Findings, verbose: int) -> dict[str, Any]:
    problems = dict.fromkeys((*found.problems, *_unsure(found)))
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
