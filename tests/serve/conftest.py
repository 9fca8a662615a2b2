"""Previews for the tests: one that nothing changes, and one of a blog of their own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _loaded(name: str) -> ModuleType:
    """The module beside this file: importlib mode puts no folder of tests on the path."""
    spec = importlib.util.spec_from_file_location(f"serve_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[f"serve_{name}"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_previews, _ = _loaded("previews"), _loaded("browser")
POST, TEXT, preview_of = _previews.POST, _previews.TEXT, _previews.preview_of


@pytest.fixture
def served(make_blog: Callable[..., Path], repo: ModuleType, tmp_path: Path) -> Callable[..., Any]:
    """A context: the preview of a blog with one commit of these files (one goal post by default)."""

    def serve(files: dict[str, str | bytes] | None = None, *options: str) -> Any:
        root = make_blog({POST: TEXT, **(files or {})})
        repo.git(root, "init", "--quiet")
        repo.git(root, "add", "--all")
        repo.git(root, "commit", "--quiet", "--message", "First")
        return preview_of(root, *options, cache=tmp_path / "cache")

    return serve


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One preview for all questions that change nothing."""
    base = tmp_path_factory.mktemp("standing")
    root = base / "blog"
    files = {
        POST: TEXT, "_site/index.html": "<html><body>Home</body></html>", "_site/about.html": "<p>About",
        "_site/.env": "SECRET", "_site/.git/config": "SECRET", "_site/notes/index.html": "Notes",
        "_site/data.json": '{"a": 1}',
    }  # fmt: skip
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (base / "OUTSIDE.html").write_text("SECRET")
    (root / "_site/etc").symlink_to("/etc")
    (root / "_site/out.html").symlink_to(base / "OUTSIDE.html")
    (root / "_site/inside.html").symlink_to("about.html")
    with preview_of(root, cache=base / "cache") as preview:
        yield preview
