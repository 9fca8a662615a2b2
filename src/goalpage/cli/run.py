"""From `sys.argv` to an exit status, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from types import FrameType

import click

from goalpage import __version__
from goalpage.cli.messages import Terminal
from goalpage.cli.options import wants_details
from goalpage.errors import GoalpageError, escaped

OK, PROBLEMS, NOTHING_DONE = 0, 1, 2
_INTERRUPTED, _TERMINATED = 130, 143
COMMANDS = {
    "build": "Read the blog and write the pages into the site.",
    "serve": "Serve the blog on this machine and show each save in the browser.",
    "check": "Read everything, write nothing, list what is wrong.",
    "show": "Show your goals in the terminal.",
    "log": "Tell what happened to your goals, or to one of them.",
    "diff": "Show what changed between two revisions, or since one.",
    "update": "Change one goal in its post, and nothing else.",
    "done": "Mark a goal done: short for update --status done.",
    "drop": "Mark a goal dropped: short for update --status dropped.",
    "pause": "Mark a goal paused: short for update --status paused.",
    "reopen": "Mark a goal open again: short for update --status open.",
    "new": "Start a goal post, with the goals that are still open.",
    "review": "Draft the post that looks back at a list, or tell what is due.",
    "publish": "Record what your goal posts say now, and bring it to the readers.",
    "export": "Give what was read to other programs.",
    "import": "Start a goal post from the tasks of another program.",
    "link": "Tell that two statements are the same goal, or that they are not.",
    "completion": "Let your shell complete what you type.",
    "init": "Put goalpage into a blog, once you have seen what that adds.",
}
"""The commands with their first sentence; each lies in the module of its name."""


class _Commands(click.Group):
    """The commands, each imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"goalpage.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            near = get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
            cure = f"did you mean `goalpage {near[0]}`?" if near else "`goalpage --help` lists the commands"
            raise click.UsageError(f"there is no command {name!r}; {cure}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True
)
@click.version_option(__version__, "-V", "--version", prog_name="goalpage", message="%(prog)s %(version)s")
@click.pass_context
def goalpage(ctx: click.Context) -> int:
    """Keep the record of the goals you post on your blog.

    \b
    Examples:
      jekyll build && goalpage build     write the pages into _site/goals/
      goalpage show                      where each goal stands, here in the terminal
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
    return NOTHING_DONE


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 problems found, 2 nothing was done, 130 and 143 signals."""
    _open_standard_streams()
    terminal = Terminal()
    with suppress(ValueError):  # only the main thread has signals
        signal.signal(signal.SIGTERM, _terminate)
    try:
        status = goalpage.main(args=arguments, prog_name="goalpage", standalone_mode=False, obj=terminal)
        return status if isinstance(status, int) else OK
    except click.ClickException as error:
        terminal.warn(_usage(error))
        return NOTHING_DONE
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except GoalpageError as error:
        terminal.warn(f"goalpage: {error}")
        return NOTHING_DONE
    except (KeyboardInterrupt, click.Abort):
        terminal.warn("goalpage: stopped; the site is as it was")
        return _INTERRUPTED
    except _TerminatedError:
        return _TERMINATED
    except OSError as error:
        terminal.warn(escaped(f"goalpage: {error.filename or 'the answer'}: {error.strerror or error}"))
        return NOTHING_DONE
    except Exception as error:  # our own fault: one line for the author, the rest for whoever mends it
        terminal.warn(f"goalpage: a fault of goalpage itself ({_in_short(error)}); please report it with the post")
        _print_traceback(terminal, arguments)
        return NOTHING_DONE
    finally:
        terminal.close()


class _TerminatedError(BaseException):
    """The process was asked to end: unwinds like KeyboardInterrupt, so that the site is left whole."""


def _terminate(number: int, frame: FrameType | None) -> None:
    raise _TerminatedError


def _open_standard_streams() -> None:
    """Let descriptors 0 to 2 be open: else a file of ours would become the standard output of a program we run."""
    for fd in range(3):
        try:
            os.fstat(fd)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "goalpage"
    message = " ".join(error.format_message().split()).rstrip(".")
    if message[1:2].islower():
        message = message[0].lower() + message[1:]
    return escaped(f"{path}: {message}; see `{path} --help`")


def _in_short(error: Exception) -> str:
    return escaped(f"{type(error).__name__}: {error}"[:200]) if str(error) else type(error).__name__


def _print_traceback(terminal: Terminal, arguments: Sequence[str] | None) -> None:
    words = sys.argv[1:] if arguments is None else list(arguments)
    verbose = sum(word.count("v") for word in words if word.startswith("-v")) + words.count("--verbose")
    if not wants_details(verbose):
        return
    import traceback

    for line in traceback.format_exc().splitlines():
        terminal.warn(escaped(line))
