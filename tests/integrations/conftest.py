"""Blogs built by their real generators, with goalpage run by the integration for each."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import goalpage

INTEGRATIONS = Path(goalpage.__file__).parent / "integrations"
POST = "---\ntitle: Goals for 2024\ndate: 2024-01-01\n---\n\n1. Run a half marathon. (12 of 21 km)\n2. Read 12 books.\n"
BROKEN = '---\ntitle: "Goals\ngoals: true\n---\n\n1. Sail.\n'

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a person who has goalpage and who works nowhere else."""
    return {
        **os.environ,
        "GOALPAGE": shlex.join([sys.executable, "-m", "goalpage"]),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
    }


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Run a program in a folder and give what it said, standard error in with its output."""

    def ran(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(word) for word in command],
            cwd=cwd, env=environment | more, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace", timeout=100, check=False,
        )  # fmt: skip

    return ran


@pytest.fixture
def files_of() -> Callable[..., Mapping[str, tuple[int, bytes]]]:
    """Every file below a folder, folders of these names left out, with its time and its bytes."""

    def found(folder: Path, *without: str) -> dict[str, tuple[int, bytes]]:
        return {
            str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not set(without) & set(path.relative_to(folder).parts)
        }

    return found
