"""What can go wrong, said so that the author can mend it.

A stage that meets bad input returns a `Problem` beside its result and goes on with the rest;
only when nothing at all can be done is a `GoalpageError` raised. Printing and exiting are the
command line's business.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a problem weighs: the exit status follows from it."""

    NOTICE = "notice"
    """Said, but never counted: what was found and why."""
    WARNING = "warning"
    """The post is still read; fails only under `--strict`."""
    ERROR = "error"
    """This post, or this revision, could not be read; all others are."""


class Problem(Struct, frozen=True, order=True):
    """One thing wrong with the input, in words for the author.

    `path` is relative to the blog, `line` 1-based in that file (None: the file as a whole),
    `code` a stable kebab-case name, `cure` what the author can do (may be empty).
    `commit` is the abbreviated commit where the text is not the present one.
    """

    path: str
    line: int | None
    code: str
    message: str
    cure: str = ""
    severity: Severity = Severity.ERROR
    commit: str | None = None

    def __str__(self) -> str:
        """Give `path:line: message; cure`, control characters escaped, in one line."""
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        at = f" (in commit {self.commit})" if self.commit else ""
        cure = f"; {self.cure}" if self.cure else ""
        return escaped(f"{where}: {self.message}{at}{cure}")


class GoalpageError(Exception):
    """Nothing was done, and why: a usage, configuration or destination fault (exit status 2).

    Carries the same parts as a `Problem`; its text is the line to print.
    """

    def __init__(self, message: str, cure: str = "", path: str = "", line: int | None = None) -> None:
        self.message, self.cure, self.path, self.line = message, cure, path, line
        super().__init__(str(self))

    def __str__(self) -> str:
        """Give `path:line: message; cure` with the parts that are known."""
        where = f"{self.path}:{self.line}: " if self.line is not None else f"{self.path}: " if self.path else ""
        cure = f"; {self.cure}" if self.cure else ""
        return escaped(f"{where}{self.message}{cure}")


class ConfigError(GoalpageError):
    """The configuration cannot be used."""


class DestinationError(GoalpageError):
    """The site cannot be written to."""


class HistoryError(GoalpageError):
    """The history cannot be used as it is (a shallow clone, say)."""


_INVISIBLE = {0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029}


def escaped(text: str) -> str:
    """Give `text` with control, bidirectional and lone surrogate characters written as `\\x1b`: no terminal obeys."""
    return "".join(c if _is_plain(ord(c)) else _escape(ord(c)) for c in text)


def _is_plain(code: int) -> bool:
    return not (code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in _INVISIBLE)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
