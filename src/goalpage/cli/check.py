"""`goalpage check`: what is wrong, and with -v why each part of a post was taken for goals or left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goalpage.cli.messages import Terminal, plural, problem_data, shown
from goalpage.cli.options import blog_argument, build_options, json_option, reading_options
from goalpage.cli.progress import shown_progress
from goalpage.errors import Problem, Severity, escaped

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
    for revision in _newest(found) if verbose else ():
        for decision in revision.post.decisions:
            terminal.answer(_reason(revision, decision))
    goals = sum(len(revision.goals) for revision in _newest(found))
    posts = len(_newest(found))
    summary = f"{plural(len(wrong), 'problem')}" if wrong else "Nothing is wrong"
    terminal.say(f"{summary}: {plural(posts, 'goal post')} read, {plural(goals, 'goal')} in them.")


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
    data: dict[str, Any] = {"problems": [problem_data(problem) for problem in dict.fromkeys(found.problems)]}
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
