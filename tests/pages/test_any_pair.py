"""The page that compares any two dates, in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from goalpage.compare import follow
from goalpage.model import History
from goalpage.pages import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def shown(built: Path, fragment: str, tmp_path: Path) -> str:
    """What the script puts on the page of the research goals for a fragment."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    page = built / "goals/research-goals/diff/index.html"
    command = [
        CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}",
        "--virtual-time-budget=2000", "--dump-dom", f"{page.as_uri()}#{fragment}",
    ]  # fmt: skip
    dom = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()  # a browser
    found = re.search(r'<div id="gp-result"[^>]*>(.*?)</div>\s*<h2>What changed, by date', dom, re.S)
    assert found is not None
    return found[1]


def by_section(content: str, level: str) -> dict[str, list[str]]:
    """The numbers of the goals under each heading."""
    parts = re.split(rf"<{level}[^>]*>([^<]*)</{level}>", content.partition("<details")[0])
    return {
        name: re.findall(r'<span class="gp-number">([^<]*)</span>', body)
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.mark.parametrize(("a", "b"), [(0, 5), (3, 4), (1, 5)])
def test_the_script_says_what_the_page_of_the_pair_says(
    built: Path, rendered: Any, tmp_path: Path, a: int, b: int
) -> None:
    ids = [revision.id for revision in rendered.followed[0].history.revisions]
    static = rendered.content(f"research-goals/diff/{ids[a]}..{ids[b]}/")
    live = shown(built, f"{ids[a]}..{ids[b]}", tmp_path)
    assert by_section(live, "h3") == by_section(static.partition("</nav>")[2], "h2")
    wordings = re.findall(r"<(?:ins|del)>[^<]*</(?:ins|del)>", static.partition("</nav>")[2])
    assert sorted(set(re.findall(r"<(?:ins|del)>[^<]*</(?:ins|del)>", live))) == sorted(set(wordings))


def test_dates_the_other_way_round_swap_what_came_and_went(built: Path, rendered: Any, tmp_path: Path) -> None:
    ids = [revision.id for revision in rendered.followed[0].history.revisions]
    live = shown(built, f"{ids[5]}..{ids[0]}", tmp_path)
    assert "<del>Teach a course on compression</del>" in live
    assert "<ins>Agree with other groups on comparable metrics</ins>" in live
    assert re.search(r"<del>\$640</del>.{0,60}<ins>\$7,000</ins>", live)
    assert "<h3>Open</h3>" in live


def test_a_fragment_nobody_knows_changes_nothing(built: Path, tmp_path: Path) -> None:
    assert shown(built, "x..y", tmp_path).strip() == ""


def test_without_script_the_page_links_to_the_nearest_comparisons(rendered: Any) -> None:
    content = rendered.content("research-goals/diff/")
    assert "<form" in content
    assert "hidden" in content
    assert content.count("since the first") == 4


def test_the_data_ends_no_script_element(rendered: Any) -> None:
    text = re.search(r'id="gp-data">(.*?)</script>', rendered.content("research-goals/diff/"), re.S)
    assert text is not None
    assert "<" not in text[1]
    assert json.loads(text[1])["revisions"]


def test_fifty_revisions_of_thirty_goals_cost_kilobytes(story: ModuleType) -> None:
    def listed(n: int) -> Any:
        goals = [
            story.goal(f"g{k}", k + 1, f"Goal {k} of many, said for the {min(n // 9, k)}th time") for k in range(30)
        ]
        day = f"20{10 + n // 12}-{1 + n % 12:02d}-01"
        return story.revision(day, goals, id=f"{day}-{n:06x}", previous=n - 1 if n else None)

    history = History("h", "Many", tuple(listed(n) for n in range(50)), ("p.md",))
    pages, _ = render((follow(history),), story.SITE)
    (page,) = [page for page in pages if page.path.endswith("/diff/index.html")]
    assert len(page.content) < 100_000
