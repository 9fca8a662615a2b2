"""The command line: the only place that prints and exits. One module a command.

The modules of the commands are imported when their command is called, and import the stages of a build when
they need them, so that `goalpage --version` and a mistyped option are answered at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

from goalpage import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 problems found, 2 nothing was done, 130 and 143 signals."""
    if (sys.argv[1:] if arguments is None else list(arguments)) == ["--version"] and sys.stdout is not None:
        # scripts ask this often: answered before anything is imported
        with suppress(OSError):
            print(f"goalpage {__version__}", flush=True)
            return 0
    from goalpage.cli.run import run

    return run(arguments)
