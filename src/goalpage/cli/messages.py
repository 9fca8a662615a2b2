"""What is said to the author, and how: one line a problem, colour on a terminal only, never a control character."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TextIO

from goalpage.errors import Problem, Severity, escaped

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTICE: "2"}


class Terminal:
    """The two streams of the command line. What cannot be printed there is escaped; a closed stream is no fault."""

    def __init__(self) -> None:
        self._out, self._err = _tolerant(sys.stdout), _tolerant(sys.stderr)
        self.quiet = False

    @property
    def is_interactive(self) -> bool:
        """Whether a person sees the messages as they come."""
        return _is_terminal(self._err)

    @property
    def is_answering_a_person(self) -> bool:
        """Whether standard output is a terminal."""
        return _is_terminal(self._out)

    @property
    def wants_colour(self) -> bool:
        """Whether standard output may be coloured."""
        return _has_colour(self._out)

    def can_print(self, text: str) -> bool:
        """Whether standard output has all these characters."""
        try:
            text.encode((self._out and self._out.encoding) or "ascii")
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def say(self, line: str = "") -> None:
        """Print a line of the answer, unless told to be quiet."""
        if not self.quiet:
            self._write(self._out, line)

    def answer(self, line: str) -> None:
        """Print a line that was asked for by name."""
        self._write(self._out, line)

    def answer_bytes(self, data: bytes) -> None:
        """Give bytes as they are, whatever the stream's encoding and line ends."""
        stream = self._out
        if stream is None:
            return
        try:
            stream.flush()
            stream.buffer.write(data)
            stream.buffer.flush()
        except (OSError, ValueError):
            _send_to_nowhere(stream)

    def answer_json(self, value: Any) -> None:
        """Print a JSON value that any stream can carry."""
        ascii_only = not self.can_print("é✓")
        self._write(self._out, json.dumps(value, indent=1, ensure_ascii=ascii_only))

    def warn(self, line: str) -> None:
        """Print a line about the work."""
        self._write(self._err, line)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Print each problem once, errors and warnings to all, notices unless told to be quiet."""
        for problem in dict.fromkeys(problems):
            if self.quiet and problem.severity is Severity.NOTICE:
                continue
            line = str(problem).replace(".: ", "goalpage: ", 1) if problem.path == "." else str(problem)
            if _has_colour(self._err):
                line = f"\x1b[{_COLOURS[problem.severity]}m{line}\x1b[0m"
            self.warn(line)

    def close(self) -> None:
        """Bring out what is still held back, and leave nothing for the interpreter to fail on."""
        for stream in (self._out, self._err):
            if stream is None:
                continue
            try:
                stream.flush()
            except (OSError, ValueError):
                _send_to_nowhere(stream)

    def _write(self, stream: TextIO | None, line: str) -> None:
        if stream is None:
            return
        try:
            stream.write(line + "\n")
        except (OSError, ValueError):  # whoever read us has gone
            _send_to_nowhere(stream)


def plural(count: int, one: str, many: str = "") -> str:
    """Give `1 page`, `3 pages`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def shown(path: object) -> str:
    """Give a path as it may be printed."""
    return escaped(str(path))


def _tolerant(stream: TextIO | None) -> TextIO | None:
    with suppress(AttributeError, ValueError, OSError):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # other streams are caught here
    return stream


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _has_colour(stream: TextIO | None) -> bool:
    return _is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _send_to_nowhere(stream: TextIO) -> None:
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def problem_data(problem: Problem) -> dict[str, Any]:
    """Give a problem as JSON."""
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "cure": problem.cure or None,
        "commit": problem.commit,
    }
