"""`goalpage completion`: let the shell complete commands, options, goals and histories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalpage.cli.messages import Terminal

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from goalpage.pages.record import Record

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_obj
def command(terminal: Terminal, /, shell: str) -> int:
    """Give the lines by which SHELL (bash, zsh or fish) completes what you type after `goalpage`.

    \b
    Examples:
      eval "$(goalpage completion bash)"            in ~/.bashrc
      goalpage completion fish > ~/.config/fish/completions/goalpage.fish
    """
    from click.shell_completion import get_completion_class

    from goalpage.cli.run import goalpage

    kind = get_completion_class(shell)
    assert kind is not None
    terminal.answer(kind(goalpage, {}, "goalpage", "_GOALPAGE_COMPLETE").source().rstrip("\n"))
    return 0


def goals(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Give the ids of the goals that stand and begin so; none where the blog cannot be read."""
    from click.shell_completion import CompletionItem

    try:
        named = _goals(Path(ctx.params.get("blog") or "."))
    except Exception:  # a shell that completes shows no faults
        return []
    return [CompletionItem(name, help=title) for name, title in named if name.startswith(begun)]


def histories(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Give the ids of the histories that begin so; none where the blog cannot be read."""
    from click.shell_completion import CompletionItem

    try:
        found = _records(Path(ctx.params.get("blog") or "."))
    except Exception:  # a shell that completes shows no faults
        return []
    named = [(record.history.id, record.history.title) for record in found]
    return [CompletionItem(name, help=title) for name, title in named if name.startswith(begun)]


def _records(blog: Path) -> tuple[Record, ...]:
    from goalpage.cli.options import build_options
    from goalpage.findings import findings
    from goalpage.pages.record import records

    options = build_options((), committed=False, shallow=True, today=None, force=False)
    return records(findings(blog, options).followed)


def _goals(blog: Path) -> list[tuple[str, str]]:
    return [(id_, goal.title) for record in _records(blog) for id_, goal in record.goals(record.present)]
