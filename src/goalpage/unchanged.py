"""The last build over again: where nothing it read or wrote has changed, its report holds and no stage need run."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from goalpage.cache import Cache, inputs_digest, outputs_digest, text_key
from goalpage.refs import git_state
from goalpage.report import BuildOptions, Report

_LEFT_BEHIND = (".goalpage-journal.json", ".goalpage-staged", ".goalpage-lock")
"""What a build that was stopped leaves in the folder of our pages: then no quick answer holds."""


class _Build(Struct, frozen=True):
    """One build as it is remembered: digests of what it read and wrote, and the files whose state counts."""

    inputs: str
    outputs: str
    watched: tuple[str, ...]
    report: Report


def report_of_unchanged(cache: Cache, root: Path, options: BuildOptions) -> Report | None:
    """Give the report of the last build if another would read and write the very same, None where it might not."""
    last = cache.load(_name(options), _Build)
    if last is None:
        return None
    destination, until = Path(last.report.destination), last.report.until
    if until is not None and options.now >= until:
        return None
    if last.outputs != outputs_digest(destination, last.watched):
        return None
    return _once_more(last.report) if last.inputs == inputs_of(root, destination, options) else None


def _once_more(report: Report) -> Report:
    """Give the report of a build that found all in place: what was written then is unchanged now."""
    return replace(report, written=(), removed=(), unchanged=report.unchanged + len(report.written))


def inputs_of(root: Path, destination: Path, options: BuildOptions) -> str:
    """Give a digest of all that a build reads; take it before reading, so that a change meanwhile is seen."""
    return inputs_digest(root, destination, _asked(options), *git_state(root))


def remember(cache: Cache, options: BuildOptions, inputs: str, report: Report, files: tuple[str, ...]) -> None:
    """Remember a build that read `inputs` and left `files` (below its destination)."""
    home = report.index.rpartition("/")[0]
    watched = (*files, *(f"{home}/{name}".lstrip("/") for name in _LEFT_BEHIND))
    outputs = outputs_digest(Path(report.destination), watched)
    cache.store(_name(options), _Build(inputs, outputs, watched, report))


def _name(options: BuildOptions) -> str:
    return "build-" + text_key("", _asked(options))[:16]


def _asked(options: BuildOptions) -> str:
    told = None if options.destination is None else os.path.abspath(options.destination)  # noqa: PTH100 - links stay
    return repr((told, options.posts, options.committed, options.shallow, options.today))
