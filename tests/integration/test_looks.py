"""In Chromium, in frames of the shapes that themes have: no style of ours reaches the theme, no reset ours."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CONTENT = HERE.parents[1] / "content"
FRAMES = sorted((HERE.parent / "fixtures/frames").glob("*.html"))
HISTORY = "goals/river-research-goals/"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def served(tmp_path):
    serving = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=tmp_path))
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}/"
    serving.shutdown()
    serving.server_close()


def framed(blog, site, frame):
    (site / "goals").mkdir(parents=True)
    shutil.copy(frame, site / "goals/index.html")
    ran = subprocess.run(
        [sys.executable, "-m", "goalpage", "build", blog, "-d", site, "--quiet"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def pages_of(site):
    """Give a goal with a chart, the list it stands on, and its widest difference."""
    goal = next(path for path in sorted((site / HISTORY).glob("*/index.html")) if "gp-chart" in path.read_text())
    difference = max((site / HISTORY / "diff").glob("*..*/index.html"), key=lambda path: path.stat().st_size)
    found = (path.parent.relative_to(site).as_posix() + "/" for path in (goal, difference))
    return [HISTORY, *found, "goals/", "goals/look-back/"]


@pytest.mark.timeout(180)
def test_theme_and_pages_leave_each_other_alone(tmp_path, served, node_modules):
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    needs = [node_modules / "playwright-core", node_modules / "axe-core/axe.min.js"]
    if chromium is None or shutil.which("node") is None or not all(need.exists() for need in needs):
        pytest.skip("Chromium, node, playwright-core or axe-core is not installed")
    assert len(FRAMES) >= 5
    blog = tmp_path / "blog"
    shutil.copytree(CONTENT, blog)
    asked = []
    for frame in FRAMES:
        shutil.copytree(frame.parent, tmp_path / "before" / frame.stem, ignore=lambda folder, names: names)
        (tmp_path / "before" / frame.stem / "goals").mkdir()
        shutil.copy(frame, tmp_path / "before" / frame.stem / "goals/index.html")
        framed(blog, tmp_path / frame.stem, frame)
        asked.append(
            {
                "before": f"before/{frame.stem}/goals/",
                "after": f"{frame.stem}/goals/",
                "pages": [f"{frame.stem}/{path}" for path in pages_of(tmp_path / frame.stem)],
            }
        )
    command = ["node", str(HERE / "looks.cjs"), *map(str, needs), chromium, served]
    ran = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=170, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == []
