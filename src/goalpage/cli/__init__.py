"""The command line: the only place that prints and exits. One module a command.

The modules of the commands are imported when their command is called, and import the stages of a build when
they need them, so that `goalpage --version` and a mistyped option are answered at once.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache

from goalpage import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 problems found, 2 nothing was done, 130 and 143 signals."""
    if (sys.argv[1:] if arguments is None else list(arguments)) == ["--version"] and sys.stdout is not None:
        # scripts ask this often: answered before anything is imported
        with suppress(OSError):
            print(f"goalpage {__version__}", flush=True)
            return 0
    _collect_seldom()
    from goalpage.cli.run import run

    return run(arguments)


@cache
def _collect_seldom() -> None:
    """Look for cyclic garbage seldom, and not at all at the end: a command is a short life, nearly all of it kept.

    https://docs.python.org/3/library/gc.html#gc.freeze; it takes a tenth off the time of a command.
    """
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
