"""The wheel and the source distribution hold all that is needed: installed elsewhere, they build a blog."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytest.importorskip("build", reason="the package `build` is not installed")
pytest.importorskip("hatchling", reason="the package `hatchling` is not installed")


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made from the source distribution, which was made from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return folder


@pytest.mark.slow
def test_installed_from_the_wheel_it_builds_a_blog(distributions: Path, tmp_path: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    assert len(list(distributions.glob("*.tar.gz"))) == 1
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=100)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    post = tmp_path / "blog" / "_posts" / "2024-01-01-goals.md"
    post.parent.mkdir(parents=True)
    post.write_text("---\ntitle: Goals\n---\n\n1. Run far. (3 of 21 km)\n2. Read much.\n", encoding="utf-8")
    # the libraries come from here, goalpage itself only from the wheel: its own folder stands first
    own = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([own, *libraries]), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    where = [str(python), "-c", "import goalpage; print(goalpage.__file__)"]
    found = subprocess.run(where, env=env, check=True, capture_output=True, text=True, cwd=tmp_path).stdout.strip()
    assert Path(found).is_relative_to(tmp_path)
    build = [str(python), "-m", "goalpage", "build", str(tmp_path / "blog")]
    subprocess.run(build, env=env, check=True, capture_output=True, cwd=tmp_path, timeout=60)
    index = (tmp_path / "blog/_site/goals/index.html").read_text(encoding="utf-8")
    assert "Run far" in index
    assert (tmp_path / "blog/_site/goals/goalpage.css").stat().st_size > 100
    schema = (tmp_path / "blog/_site/goals/goals.schema.json").read_text(encoding="utf-8")
    assert "histories" in schema
    package = Path(found).parent
    for name in ("jekyll/lib/jekyll-goalpage.rb", "eleventy/goalpage.cjs", "pelican/goalpage_pelican.py"):
        assert (package / "integrations" / name).is_file()
