"""The whole year of an author, typed into a terminal: new, updates, publish, review, publish; then the pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")

POST = "_posts/2024-01-02-goals-for-2024.md"
LOOK_BACK = "_posts/2025-01-02-looking-back-goals-for-2024.md"
PROMPT = "blog> "


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    root = tmp_path / "blog"
    root.mkdir()
    (root / "_config.yml").write_text("title: Ada\nurl: https://ada.example\n")
    (root / ".gitignore").write_text("_site\n")
    begun = (("init", "--quiet", "--initial-branch=main"), ("add", "."), ("commit", "--quiet", "-m", "A blog"))
    for arguments in begun:
        subprocess.run(["git", "-C", str(root), *arguments], check=True, env=environment(tmp_path))
    return root


def environment(folder: Path) -> dict[str, str]:
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
           (("NAME", "Ada"), ("EMAIL", "ada@example.org"))}  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **who, "XDG_CACHE_HOME": str(folder / "cache"), "GIT_CONFIG_GLOBAL": os.devnull, "TERM": "xterm",
            "PS1": PROMPT, "NO_COLOR": "1", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}  # fmt: skip


@pytest.fixture
def terminal(blog: Path, tmp_path: Path):
    """A shell on a terminal, in the blog's folder: call it with what is typed, and with the answer to a question."""
    shell = pexpect.spawn("bash", ["--norc", "--noprofile", "-i"], cwd=str(blog), env=environment(tmp_path),
                          encoding="utf-8", timeout=60, dimensions=(40, 120))  # fmt: skip
    shell.expect_exact(PROMPT)

    def typed(line: str, answer: str = "") -> str:
        shell.sendline(line)
        if answer:
            shell.expect_exact("[y/N]: ")
            said = shell.before
            shell.sendline(answer)
        else:
            said = ""
        shell.expect_exact(PROMPT)
        return re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", "", said + shell.before).replace("\r\n", "\n").replace("\xa0", " ")

    yield typed
    shell.close(force=True)


def words(page: Path) -> str:
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.timeout(240)
def test_the_year_of_an_author(terminal, blog):
    said = terminal('goalpage new "Goals for 2024" --today 2024-01-02')
    assert f"Wrote {POST}: write your goals over the two in it." in said
    goals = "1. Run a half marathon. (Currently 5 of 21 km)\n2. ~~Sleep more~~\n3. Read 12 books (2 of 12)\n"
    goals += "4. Learn to draw\n"
    text = (blog / POST).read_text()
    (blog / POST).write_text(text[: text.index("1. ")] + goals)
    said = terminal("goalpage publish --today 2024-01-02", "y")
    assert "nothing is recorded yet" in said
    assert "Committed as" in said

    terminal("goalpage update 1 --current 12 --today 2024-06-30")
    terminal("goalpage done 4 --note 'A whole sketchbook' --today 2024-06-30")
    terminal("goalpage update books --current 7 --today 2024-06-30")
    said = terminal("goalpage publish --today 2024-06-30", "n")
    assert "Nothing was published." in said
    said = terminal("goalpage publish --today 2024-06-30", "y")
    assert "“Learn to draw” done" in said
    assert "goals: Run a half marathon 5 -> 12 km; 2 more" in said
    assert "- Read 12 books 2 -> 7 books" in said
    assert "- Learn to draw done" in said

    said = terminal("goalpage review --today 2025-01-02")
    assert f"Wrote {LOOK_BACK} with 4 goals" in said
    draft = (blog / LOOK_BACK).read_text()
    assert draft.count("- Status:\n") == 2
    for verdict in ("partly, I got to 18 km", "missed"):
        draft = draft.replace("- Status:\n", f"- Status: {verdict}\n", 1)
    (blog / LOOK_BACK).write_text(draft)
    said = terminal("goalpage publish --today 2025-01-02", "y")
    assert "Committed as" in said
    assert "Nothing to record" in terminal("goalpage publish --today 2025-01-02")

    log = terminal("git log --format='%as %s' --reverse")
    assert re.findall(r"^(\S+) goals: ", log, re.MULTILINE) == ["2024-01-02", "2024-06-30", "2025-01-02"]
    assert terminal("git status --porcelain").split("\n", 1)[1].strip() == ""
    goal = words(blog / "_site/goals/goals-for-2024/run-a-half-marathon/index.html")
    for told in ("partly met", "5 km", "12 km", "2 January 2024", "30 June 2024", "2 January 2025"):
        assert told in goal.replace("\xa0", " ").replace("met in part", "partly met"), told
    assert "partly, I got to 18 km" in goal
    assert "missed" in words(blog / "_site/goals/goals-for-2024/read-12-books/index.html")
    assert "A whole sketchbook" in words(blog / "_site/goals/goals-for-2024/learn-to-draw/index.html")
    changes = words(blog / "_site/goals/goals-for-2024/changes/index.html")
    assert changes.index("2 January 2025") < changes.index("30 June 2024") < changes.rindex("2 January 2024")
    assert "2024" in words(blog / "_site/goals/look-back/index.html")
