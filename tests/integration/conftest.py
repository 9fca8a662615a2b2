"""Blogs built by their real generators, each once, and what looks at them: a link checker, the Nu checker, Chromium."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"
NODE_MODULES = Path(os.environ.get("GOALPAGE_NODE_MODULES") or Path.home() / ".cache/goalpage-tests/node_modules")
ELEVENTY = NODE_MODULES / "@11ty/eleventy/cmd.cjs"


@dataclass(frozen=True)
class Kind:
    """A blog of `tests/fixtures/blogs`: its generator's command, where the goal post goes, and where the site is.

    `needs` are the programs and files without which it is skipped; `dated` says that the post's front matter must
    tell its date, since its name does not.
    """

    folder: str
    command: tuple[str, ...]
    post: str
    site: str
    needs: tuple[str, ...]
    dated: bool = True
    prefix: str = ""
    root: str = "/"


_JEKYLL = ("jekyll", "build", "--quiet", "--disable-disk-cache")
_DATED = "_posts/2020-02-09-find-out.md"
KINDS: Mapping[str, Kind] = {
    "minima": Kind("minima", _JEKYLL, _DATED, "_site", ("jekyll", "gem:minima"), dated=False, root="/river/"),
    "own-layout": Kind("own-layout", _JEKYLL, _DATED, "_site", ("jekyll",), dated=False),
    "hugo": Kind("hugo", ("hugo", "--quiet"), "content/posts/find-out.md", "public", ("hugo",), root="/river/"),
    "hugo-minified": Kind(
        "hugo", ("hugo", "--quiet", "--minify"), "content/posts/find-out.md", "public", ("hugo",), root="/river/"
    ),
    "eleventy": Kind(
        "eleventy", ("node", str(ELEVENTY), "--quiet"), "posts/find-out.md", "_site", ("node", str(ELEVENTY))
    ),
    "pelican": Kind(
        "pelican",
        (sys.executable, "-m", "pelican", "--quiet", "--settings", "pelicanconf.py"),
        "content/find-out.md",
        "output",
        ("module:pelican", "module:markdown"),
    ),
}


@dataclass(frozen=True)
class Built:
    """A blog built by its generator (`before`, a copy of that site) and then by goalpage (`site`)."""

    kind: Kind
    folder: Path
    before: Path

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.folder / self.kind.site

    def generate(self, *more: str) -> None:
        """Run the generator."""
        ran = subprocess.run(
            [*self.kind.command, *more], cwd=self.folder, capture_output=True, text=True, timeout=100, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr

    def goalpage(self, *arguments: str) -> str:
        """Run `goalpage build`, and give what it said."""
        command = [sys.executable, "-m", "goalpage", "build", "--strict", *arguments]
        ran = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=60, check=False)
        assert ran.returncode == 0, ran.stderr
        return ran.stderr

    def text(self, path: str) -> str:
        """Give the text of a file of the site."""
        return (self.site / path).read_text(encoding="utf-8")

    @property
    def pages(self) -> dict[str, str]:
        """Our pages by their path below the site."""
        found = sorted((self.site / "goals").rglob("*.html"))
        return {path.relative_to(self.site).as_posix(): path.read_text(encoding="utf-8") for path in found}


@pytest.fixture(scope="module", params=KINDS)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, make_built: Callable[[str, Path], Built]
) -> Built:
    """Each blog in turn, built."""
    return make_built(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="session")
def make_built(repo: ModuleType) -> Callable[[str, Path], Built]:
    """A function that builds the blog of a name in a folder, and skips where its generator is missing."""

    def make(name: str, folder: Path) -> Built:
        kind = KINDS[name]
        for need in kind.needs:
            if not _is_there(need):
                pytest.skip(f"{need.rpartition(':')[2]} is not installed")
        blog = folder / "blog"
        repo.make_repo(blog, _commits(repo, kind))
        made = Built(kind, blog, folder / "before")
        made.generate()
        shutil.copytree(made.site, made.before)
        made.goalpage()
        return made

    return make


def _commits(repo: ModuleType, kind: Kind) -> list[object]:
    source = FIXTURES / "blogs" / kind.folder
    files = {path.relative_to(source).as_posix(): path.read_bytes() for path in source.rglob("*") if path.is_file()}
    commits = []
    for text in sorted((FIXTURES / "end_to_end").glob("*.md")):
        words = text.read_text(encoding="utf-8")
        if kind.dated:
            words = words.replace("---\nlayout: post\n", "---\ndate: 2020-02-09\nslug: find-out\n", 1)
        commits.append(repo.Commit(f"{text.stem[2:]}T10:00:00+02:00", {**files, kind.post: words}))
        files = {}
    return commits


def _is_there(need: str) -> bool:
    sort, _, name = need.rpartition(":")
    if sort == "gem":
        return subprocess.run(["gem", "list", "-i", name], capture_output=True, check=False).returncode == 0
    if sort == "module":
        return importlib.util.find_spec(name) is not None
    return Path(need).exists() if "/" in need else shutil.which(need) is not None


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The folder in which npm has put what these tests need; tests look for their own part of it."""
    return NODE_MODULES
