"""Real git repositories in a folder, made from a list of commits: for tests, documents and benchmarks alike."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Commit:
    """One commit: the author's `date` (ISO 8601, with his offset) and the files it writes (None removes one).

    `committed` is the committer's date, the author's where it is not given.
    """

    date: str
    files: Mapping[str, str | bytes | None]
    message: str = "Update"
    committed: str | None = None


def git(folder: Path, *arguments: str, data: bytes | None = None, **environment: str) -> str:
    """Run git in `folder`, apart from any settings of the user, and give what it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ada", "GIT_COMMITTER_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_EMAIL": "ada@example.org",
    }  # fmt: skip
    options = ("-c", "init.defaultBranch=main", "-c", "core.autocrlf=false", "-c", "protocol.file.allow=always")
    command = ["git", "-C", str(folder), *options, *arguments]
    ran = subprocess.run(command, env=kept | settings | environment, input=data, capture_output=True, check=False)
    if ran.returncode:
        raise RuntimeError(f"git {arguments[0]} failed: {ran.stderr.decode('utf-8', 'replace')}")
    return ran.stdout.decode("utf-8", "replace").strip()


def make_repo(folder: Path, commits: Iterable[Commit], *arguments: str) -> Path:
    """Make a repository in `folder` with these commits on `main`, checked out; `arguments` go to `git init`.

    A thousand commits take about a tenth of a second: they are given to `git fast-import`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", *arguments)
    stream = b"".join(_commit(commit) for commit in commits)
    if stream:
        git(folder, "fast-import", "--quiet", "--date-format=raw", data=stream)
        git(folder, "checkout", "--quiet", "--force", "main")
    return folder


def _commit(commit: Commit) -> bytes:
    lines = [
        b"commit refs/heads/main\n",
        b"author Ada <ada@example.org> %s\n" % _when(commit.date),
        b"committer Ada <ada@example.org> %s\n" % _when(commit.committed or commit.date),
        _data(commit.message.encode()),
    ]
    for path, text in commit.files.items():
        name = '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        if text is None:
            lines.append(f"D {name}\n".encode())
        else:
            lines.append(
                f"M 100644 inline {name}\n".encode() + _data(text if isinstance(text, bytes) else text.encode())
            )
    return b"".join(lines)


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def _when(date: str) -> bytes:
    at = datetime.fromisoformat(date)
    if at.tzinfo is None:
        raise ValueError(f"{date}: say the offset, too")
    return f"{int(at.timestamp())} {at:%z}".encode()
