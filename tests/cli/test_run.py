"""What holds for every command: exit status, streams, help, faults."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goalpage import __version__
from goalpage.cli import main
from goalpage.cli.run import COMMANDS
from goalpage.reading import read_post

POST = "---\ntitle: Goals\ngoals: true\n---\n\n1. Run a half marathon. (Currently 12 km)\n2. Read 12 books.\n"


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(goalpage, option):
    ran = goalpage(option)
    assert (ran.returncode, ran.stdout) == (0, f"goalpage {__version__}\n")


def test_version_imports_next_to_nothing():
    code = "import sys; from goalpage.cli import main; main(['--version']); print('click' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[1] == "False"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_shows_two_examples(goalpage, command):
    ran = goalpage(*command.split(), "--help")
    assert ran.returncode == 0
    examples = ran.stdout.split("Examples:\n")[1].split("\n\n")[0].strip().splitlines()
    assert len(examples) == 2
    assert all("goalpage" in example for example in examples)


def test_no_command_shows_the_help_and_fails(goalpage):
    ran = goalpage()
    assert ran.returncode == 2
    assert "Commands:" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld"], "there is no command 'biuld'; did you mean `goalpage build`?"),
        (["xyzzy"], "there is no command 'xyzzy'; `goalpage --help` lists the commands"),
        (["build", "--strct"], "--strict"),
        (["build", "no-such-folder"], "no-such-folder"),
        (["build", "--today", "2024-13-01"], "'2024-13-01' is no date; write it as 2024-05-03"),
        (["build", "--today", "20240101"], "write it as 2024-05-03"),
        (["show", "--blog"], "--blog"),
    ],
)
def test_usage_faults_are_one_line_with_a_cure_and_status_2(goalpage, arguments, said):
    ran = goalpage(*arguments)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert said in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_bad_source_date_epoch(goalpage, make_blog):
    ran = goalpage("check", make_blog({"_posts/2024-01-01-goals.md": POST}), SOURCE_DATE_EPOCH="soon")
    assert ran.returncode == 2
    assert "SOURCE_DATE_EPOCH is 'soon'" in ran.stderr


def test_own_fault_is_one_line_without_traceback(make_blog, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("goalpage.findings.findings", lambda *_: 1 // 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    blog = str(make_blog({"_posts/2024-01-01-goals.md": POST}))
    assert main(["check", blog]) == 2
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "please report it" in said
    assert "Traceback" not in said
    assert main(["check", blog, "-vv"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_fault_in_one_post_leaves_the_others(make_blog, monkeypatch, capsys, tmp_path):
    def failing(text, path, options):
        if "bad" in path:
            raise RecursionError("too deep")
        return read_post(text, path, options)

    monkeypatch.setattr("goalpage.reading.read_post", failing)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    blog = make_blog({"_posts/2024-01-01-good.md": POST, "_posts/2024-01-02-bad.md": POST})
    assert main(["build", str(blog)]) == 1
    said = capsys.readouterr()
    assert "_posts/2024-01-02-bad.md: goalpage failed on this post (RecursionError: too deep)" in said.err
    assert "_posts/2024-01-01-good.md" in said.out
    assert (blog / "_site/goals/good/index.html").is_file()


class TestStreams:
    @pytest.fixture
    def blog(self, make_blog) -> Path:
        text = POST.replace("books", "books ✓ é \x1b[31mred\x1b[0m \u202eevil")
        bad = '---\ntitle: "\x1b[31m\n---\n'
        return make_blog({"_posts/2024-01-01-goals-é.md": text, "_posts/2024-01-02-bad.md": bad})

    @pytest.mark.parametrize("command", [["build"], ["check", "-v"], ["show"], ["show", "--json"], ["build", "--json"]])
    def test_ascii_terminal(self, goalpage, blog, command):
        name, *options = command
        place = ["--blog", blog] if name == "show" else [blog]
        env = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
        ran = goalpage(name, *place, *options, **env)
        assert ran.returncode == 1, ran.stderr
        assert ran.stdout.isascii()
        assert ran.stderr.isascii()
        assert "Traceback" not in ran.stderr

    @pytest.mark.parametrize("command", [["build"], ["check", "-v"], ["show"]])
    def test_no_control_characters_from_a_post(self, goalpage, blog, command):
        place = ["--blog", blog] if command[0] == "show" else [blog]
        ran = goalpage(*command, *place)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", ran.stdout + ran.stderr)

    @pytest.mark.parametrize("ending", [">&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/full", "| true"])
    def test_streams_that_cannot_be_written(self, blog, tmp_path, ending):
        command = f"{sys.executable} -m goalpage build {blog} -d {tmp_path}/out {ending}; exit ${{PIPESTATUS[0]}}"
        env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
        ran = subprocess.run(["bash", "-c", command], env=env, capture_output=True, text=True, timeout=60, check=False)
        assert ran.returncode == 1  # the bad post, as on any other stream
        assert "Traceback" not in ran.stderr
        assert (tmp_path / "out/goals/index.html").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_leave_the_site_whole(make_blog, tmp_path, number, status):
    goals = "".join(f"{n}. goal number {n} of many\n" for n in range(4000))
    front, _, _ = POST.partition("1. ")
    blog = make_blog({"_posts/2024-01-01-goals.md": front + goals})
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "goalpage", "build", str(blog)]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as build:
        time.sleep(0.8)
        build.send_signal(number)
        _, said = build.communicate(timeout=20)
    assert build.returncode == status
    assert b"Traceback" not in said
    assert not (blog / "_site").exists()
