"""The story of `story.py`, rendered once for all tests of the pages."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from goalpage.model import Followed
from goalpage.pages import File, Page, render, standalone


def _loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"pages_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class Rendered(NamedTuple):
    """What `render` gave: pages by path, files by path, and the histories they were made of."""

    pages: dict[str, Page]
    files: dict[str, File]
    followed: tuple[Followed, ...]

    def content(self, below: str) -> str:
        """The main part of a page, `below` our folder ("research-goals/")."""
        return self.pages[f"goals/{below}index.html"].content


@pytest.fixture(scope="session")
def story() -> ModuleType:
    return _loaded("story")


@pytest.fixture(scope="session")
def rendered(story: ModuleType) -> Rendered:
    followed = story.followed()
    pages, files = render(followed, story.SITE)
    return Rendered({page.path: page for page in pages}, {file.path: file for file in files}, followed)


@pytest.fixture(scope="session")
def built(rendered: Rendered, story: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site in a folder, in our own shell."""
    root = tmp_path_factory.mktemp("site")
    written = {path: standalone(page, story.SITE) for path, page in rendered.pages.items()}
    written |= {path: file.data for path, file in rendered.files.items()}
    for path, data in written.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return root
