"""A blog with a goal post that has moved on since its last commit, and `goalpage publish` in a process of its own."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from repo import Commit, git, make_repo


def _loaded(name: str) -> ModuleType:
    """The module beside this file: importlib mode puts no folder of tests on the path."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_publishing = _loaded("publishing")
PATH, BEFORE, AFTER = _publishing.PATH, _publishing.BEFORE, _publishing.AFTER

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def goalpage(tmp_path: Path) -> Run:
    """Run goalpage with these arguments, apart from any settings of the user; keywords are environment variables."""

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "XDG_CACHE_HOME": str(tmp_path / "cache"), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ada", "GIT_COMMITTER_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
            "GIT_COMMITTER_EMAIL": "ada@example.org", **environment,
        }  # fmt: skip
        command = [sys.executable, "-m", "goalpage", *map(str, arguments)]
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return run


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """A blog in git, its goal post changed, another file staged and a third one changed."""
    files = {"_config.yml": "title: Ada\n", PATH: BEFORE, "about.md": "About\n", ".gitignore": "_site\n"}
    root = make_repo(tmp_path / "blog", [Commit("2024-01-01T10:00:00+00:00", files, "Goals")])
    (root / PATH).write_text(AFTER)
    (root / "staged.txt").write_text("staged\n")
    git(root, "add", "staged.txt")
    (root / "about.md").write_text("About, changed\n")
    return root


@pytest.fixture
def plain_blog(tmp_path: Path) -> Path:
    """The same blog without git, its first text recorded as a copy."""
    root = tmp_path / "plain"
    copy = f"_revisions/{Path(PATH).stem}/2024-01-01.md"
    for path, text in (("_config.yml", "title: Ada\n"), (PATH, AFTER), (copy, BEFORE)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root
