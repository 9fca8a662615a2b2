"""Help that helps: two examples of every command that work, completion in a real shell, hooks that run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from goalpage.cli.run import COMMANDS, goalpage

ROOT = Path(__file__).resolve().parents[2]
CONTEXT = click.Context(goalpage)
ENV = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
OPEN_ENDED = {"serve"}
"""Commands that run until they are stopped: their examples are parsed only."""


def examples(name):
    text = goalpage.get_command(CONTEXT, name).help
    lines = text.split("Examples:")[1].splitlines() if "Examples:" in text else []
    return [re.split(r" {2,}", line.strip())[0] for line in lines if line.strip()]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_two_examples(name):
    found = examples(name)
    assert len(found) >= 2
    assert all(f"goalpage {name}" in line for line in found)


@pytest.fixture
def home(tmp_path, repo):
    """A home with a blog in it and what the examples name, the author's place being the blog."""
    text = (
        "---\ntitle: Goals for 2024\n---\n\n1. Run a half marathon. (Currently 12 of 21 km)\n2. Read 24 books\n"
        "3. Train a model for less than $100. (Currently $7,000)\n4. Learn the harp\n5. Teach my nephew to row\n"
    )
    later = text.replace("Teach my nephew to row", "Row to the sea")
    post = "_posts/2024-01-01-goals-for-2024.md"
    garden = "---\ntitle: Garden goals\n---\n\n- Plant a pear tree\n- Dig a pond\n"
    files = {"_config.yml": "title: T\n", post: text, "about/goals.md": garden}
    edits = [repo.Commit(f"202{n}-01-01T10:00:00+00:00", {post: later.replace("12 of", f"1{n} of")}) for n in range(5)]
    blog = repo.make_repo(tmp_path / "blog", [repo.Commit("2019-01-01T10:00:00+00:00", files), *edits])
    (blog / "todo.txt").write_text("Learn to sing\nx Sleep\n")
    (blog / "notes").mkdir()
    (blog / "notes/life.org").write_text("* TODO Learn to sing\n* DONE Sleep\n")
    (blog / "my-blog").symlink_to(blog)
    (tmp_path / ".config/fish/completions").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in OPEN_ENDED])
def test_the_examples_work(name, home):
    for line in examples(name):
        if "jekyll" in line and shutil.which("jekyll") is None:
            continue
        environment = {**ENV, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
        answered = line.replace("goalpage publish", "goalpage publish --dry-run").replace(" --push", "")
        answered = f"{answered} --yes" if name == "init" else answered
        ran = subprocess.run(["bash", "-c", answered], cwd=home / "blog", env=environment, capture_output=True,
                             text=True, timeout=60, check=False, stdin=subprocess.DEVNULL)  # fmt: skip
        assert ran.returncode in (0, 1), f"{line}: {ran.stderr}"
        assert "fault of goalpage" not in ran.stderr


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("goalpage pu", "publish"), ("goalpage update --cur", "--current"), ("goalpage done run", "run-a-half-marathon"),
     ("goalpage review goals", "goals-for-2024")],
)  # fmt: skip
def test_bash_completes(home, typed, wanted):
    words = shlex.split(typed)
    script = (
        'eval "$(goalpage completion bash)"; '
        f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _goalpage_completion goalpage; "
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    environment = {**ENV, "XDG_CACHE_HOME": str(home / "cache")}
    ran = subprocess.run(["bash", "-c", script], cwd=home / "blog", env=environment, capture_output=True, text=True,
                         timeout=60, check=False)  # fmt: skip
    assert wanted in ran.stdout.split(), ran.stderr


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_have_their_lines(shell):
    ran = subprocess.run([sys.executable, "-m", "goalpage", "completion", shell], capture_output=True, text=True,
                         timeout=60, check=False)  # fmt: skip
    assert ran.returncode == 0
    assert "_GOALPAGE_COMPLETE" in ran.stdout
    if shutil.which(shell):
        checked = subprocess.run([shell, "-n"], input=ran.stdout, text=True, capture_output=True, check=False)
        assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("words", "nearest"),
    [(("udpate",), "did you mean `goalpage update`?"), (("build", "--destinaton", "x"), "--destination"),
     (("show", "marathn"), "did you mean 'Run a half marathon'?")],
)  # fmt: skip
def test_did_you_mean(home, words, nearest):
    ran = subprocess.run([sys.executable, "-m", "goalpage", *words], cwd=home / "blog", capture_output=True, text=True,
                         env={**ENV, "XDG_CACHE_HOME": str(home / "cache")}, timeout=60, check=False)  # fmt: skip
    assert (ran.returncode, nearest in ran.stderr) == (2, True), ran.stderr


def test_the_hook_of_pre_commit_runs(home):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    ran = subprocess.run(
        shlex.split(hook["entry"]), cwd=home / "blog", env=ENV, capture_output=True, timeout=60, check=False
    )
    assert ran.returncode in (0, 1), ran.stderr
    assert re.search(hook["files"], "_posts/2024-01-01-goals.md")
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)


def installed(step, home, **environment):
    """Give what the step would have pip install: a program of the name of `python` writes it down."""
    (home / "bin").mkdir(exist_ok=True)
    (home / "bin/python").write_text('#!/bin/sh\nfor last; do :; done\nprintf %s "$last" > ../said\n')
    (home / "bin/python").chmod(0o755)
    assert set(step["env"]) == set(environment)
    environment |= {"PATH": f"{home / 'bin'}:/usr/bin:/bin"}
    subprocess.run(["bash", "-e", "-c", step["run"]], cwd=home / "blog", env=environment, check=True, timeout=60)
    return (home / (home / "said").read_text()).resolve()


def test_the_steps_of_the_action_run(home):
    action = yaml.safe_load((ROOT / "integrations/github-action/action.yml").read_text())
    assert set(action["inputs"]) == {"command", "blog", "version"}
    _, install, step = action["runs"]["steps"]
    assert installed(install, home, VERSION="", ACTION=str(ROOT / "integrations/github-action")) == ROOT
    assert installed(install, home, VERSION="other", ACTION="/nowhere") == (home / "other")
    environment = {**ENV, "COMMAND": "build --today 2024-06-01", "BLOG": "blog", "XDG_CACHE_HOME": str(home / "cache")}
    assert set(step["env"]) == {"COMMAND", "BLOG"}
    ran = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=home, env=environment, capture_output=True, text=True,
                         timeout=60, check=False)  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert (home / "blog/_site/goals/index.html").is_file()
