"""`goalpage update`, `done`, `drop`, `pause` and `reopen`: what they write, and what they never do."""

import json
import stat

import pytest

from goalpage.blog.post_file import read_post_file
from goalpage.errors import GoalpageError

POST = """---
title: Goals
goals: true
tags: [a,   b]
---

1. Run a half marathon. (Currently 12 of 21 km)
2. ~~Read 12 books.~~
3. Publish a paper.
- with two friends
"""
PATH = "_posts/2024-01-01-goals.md"


@pytest.fixture
def blog(make_blog):
    return make_blog({"_config.yml": "title: T\n", PATH: POST})


def test_one_goal_is_changed_and_nothing_else(goalpage, blog):
    ran = goalpage("update", "marathon", "--current", "15", "--blog", blog)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.replace("\u00a0", " ") == f"{PATH}:7: “Run a half marathon”: 12 km → 15 km.\n"
    assert (blog / PATH).read_text() == POST.replace("(Currently 12", "(Currently 15")


def test_short_forms_are_undone_by_each_other(goalpage, blog):
    assert goalpage("done", "3", "--blog", blog).returncode == 0
    assert "3. ~~Publish a paper.~~\n" in (blog / PATH).read_text()
    assert goalpage("reopen", "3", "--blog", blog).returncode == 0
    assert (blog / PATH).read_text() == POST
    assert goalpage("drop", "3", "--blog", blog).returncode == 0
    assert "- with two friends\n- Status: dropped\n" in (blog / PATH).read_text()
    assert goalpage("reopen", "paper", "--blog", blog).returncode == 0
    assert (blog / PATH).read_text() == POST
    assert goalpage("pause", "paper", "--note", "No time", "--blog", blog).returncode == 0
    assert "- Status: paused\n- No time\n" in (blog / PATH).read_text()


def test_byte_order_mark_line_ends_and_permissions_stay(goalpage, blog):
    post = blog / PATH
    data = b"\xef\xbb\xbf" + POST.replace("\n", "\r\n").encode()
    post.write_bytes(data)
    post.chmod(0o640)
    assert goalpage("done", "paper", "--blog", blog).returncode == 0
    assert post.read_bytes() == data.replace(b"Publish a paper.", b"~~Publish a paper.~~")
    assert stat.S_IMODE(post.stat().st_mode) == 0o640
    assert list(post.parent.iterdir()) == [post]


def test_dry_run_shows_the_difference_and_writes_nothing(goalpage, blog):
    ran = goalpage("done", "3", "--dry-run", "--blog", blog)
    assert "-3. Publish a paper.\n+3. ~~Publish a paper.~~\n" in ran.stdout
    assert (blog / PATH).read_text() == POST


def test_json(goalpage, blog):
    data = json.loads(goalpage("update", "1", "--current", "21", "--blog", blog, "--json").stdout)
    assert (data["path"], data["line"], data["written"], data["changed"]) == (PATH, 7, True, ["current"])
    assert data["follows"] == ["status"]
    assert "+1. Run a half marathon. (Currently 21 of 21 km)" in data["diff"]


def test_what_follows_is_said(goalpage, blog):
    assert "With that its status is read as done." in goalpage("update", "1", "--current", "21", "--blog", blog).stdout


def test_what_is_so_already_is_not_written(goalpage, blog):
    before = (blog / PATH).stat()
    assert "says so already" in goalpage("done", "2", "--blog", blog).stdout
    assert (blog / PATH).stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["done", "a"], "may mean 3 goals"),
        (["done", "harp"], "there is no goal 'harp'"),
        (["done", "Publish a pper"], "did you mean 'Publish a paper'?"),
        (["done", ":99"], "no goal stands in line 99"),
        (["update", "3"], "say what to change"),
        (["update", "3", "--status", "blue"], "is no status; use one of open"),
        (["update", "1", "--current", "$5"], "not in '$'"),
        (["update", "3", "--note", "Status: done"], "cannot be changed so"),
        (["done", "3", "--today", "never"], "is no date"),
    ],
)
def test_refusals_say_why_and_write_nothing(goalpage, blog, arguments, said):
    ran = goalpage(*arguments, "--blog", blog)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert (blog / PATH).read_text() == POST


def test_a_goal_named_by_its_line_in_a_post_named_by_its_path(goalpage, make_blog):
    blog = make_blog({PATH: POST, "_posts/2024-02-01-other.md": "---\ntitle: O\n---\n\n1. Run far\n2. Run fast\n"})
    assert goalpage("done", ":5", "--post", "_posts/2024-02-01-other.md", "--blog", blog).returncode == 0
    assert "   - Status: done\n" in (blog / "_posts/2024-02-01-other.md").read_text()


def test_a_link_stays_a_link(goalpage, blog):
    real = blog / "real.md"
    (blog / PATH).rename(real)
    (blog / PATH).symlink_to(real)
    if goalpage("done", "3", "--blog", blog).returncode == 0:  # a blog may leave links out
        assert (blog / PATH).is_symlink()
        assert "~~Publish" in real.read_text()


def test_a_file_changed_meanwhile_is_left_as_it_is(tmp_path):
    (tmp_path / "post.md").write_text("old")
    read = read_post_file(tmp_path, "post.md")
    (tmp_path / "post.md").write_text("theirs")
    with pytest.raises(GoalpageError, match="changed meanwhile"):
        read.replace("ours")
    assert (tmp_path / "post.md").read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [tmp_path / "post.md"]


@pytest.mark.parametrize(("data", "said"), [(b"\xff\xfeg", "not UTF-8"), (b"a\0b", "NUL")])
def test_what_is_no_text_is_refused(tmp_path, data, said):
    (tmp_path / "post.md").write_bytes(data)
    with pytest.raises(GoalpageError, match=said):
        read_post_file(tmp_path, "post.md")
