"""Which commit is checked out, read without starting git: what says whether its history must be read again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path


def git_state(root: Path) -> Iterator[str]:
    """Give the words of git's files that tell which commit is checked out in the folder `root`."""
    yield shutil.which("git") or ""
    folders = git_folders(root)
    if folders is None:
        return
    folder, common = folders
    head = _content(folder / "HEAD")
    yield head
    names = ["packed-refs", "shallow", "config", "reftable/tables.list", head.removeprefix("ref:").strip() or "HEAD"]
    for name in names:
        yield _content(common / name)
    yield _content(folder / "reftable" / "tables.list")


def git_folders(root: Path) -> tuple[Path, Path] | None:
    """Give git's own folder for the working tree that holds `root`, and the one that all its worktrees share."""
    real = Path(os.path.realpath(root))
    dot = next((place for above in (real, *real.parents) if (place := above / ".git").exists()), None)
    if dot is None:
        return None
    folder = dot
    if dot.is_file():  # a linked worktree or a submodule
        folder = dot.parent / _content(dot).removeprefix("gitdir:").strip()
    shared = _content(folder / "commondir").strip()
    return folder, folder / shared if shared else folder


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except (OSError, ValueError):
        return ""
