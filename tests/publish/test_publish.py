"""`goalpage publish`: what it records, what it leaves alone, and how it ends when something refuses."""

import json
import os
import pty
import shutil
import subprocess
import sys
import threading

import pytest
from publishing import AFTER, BEFORE, PATH, state

from goalpage.reading.front_matter import read_front_matter
from repo import git

MESSAGE = "goals: Train a model for… $7,000 -> $640; Read twelve books done"


def refuse(blog, hook, text="echo no >&2; exit 1"):
    file = blog / ".git/hooks" / hook
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


def test_the_goal_post_alone_is_committed(goalpage, blog):
    ran = goalpage("publish", "--yes", "--blog", blog)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "“Read twelve books” done, “Train a model for less than $100” down from $7,000 to $640." in ran.stdout
    assert git(blog, "show", "--format=%s", "--name-only", "HEAD") == f"{MESSAGE}\n\n{PATH}"
    assert git(blog, "status", "--porcelain").splitlines() == ["M about.md", "A  staged.txt"]
    told = json.loads((blog / "_site/goals/goals.json").read_text())
    assert [each["commit"] for each in told["histories"][0]["revisions"]][-1] == git(blog, "rev-parse", "HEAD")


def test_once_more_there_is_nothing_to_record(goalpage, blog):
    goalpage("publish", "--yes", "--blog", blog)
    before = state(blog)
    ran = goalpage("publish", "--blog", blog)
    assert ran.returncode == 0
    assert ran.stdout.startswith("Nothing to record: every goal post is as it was last recorded.\nNo page to write.")
    assert state(blog) == before


def test_a_dry_run_and_a_script_without_yes_do_nothing(goalpage, blog):
    before = state(blog)
    ran = goalpage("publish", "--dry-run", "--blog", blog)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.endswith(f"To be committed: {PATH}\n    {MESSAGE}\n")
    ran = goalpage("publish", "--blog", blog)
    assert ran.returncode == 2
    assert "nobody is here to ask, so nothing was published; say --yes, or look with --dry-run" in ran.stderr
    assert state(blog) == before


@pytest.mark.parametrize(("answer", "status", "recorded"), [("y\n", 0, True), ("n\n", 2, False)])
def test_on_a_terminal_it_asks(blog, tmp_path, answer, status, recorded):
    mine, theirs = pty.openpty()
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
           (("NAME", "Ada"), ("EMAIL", "ada@example.org"))}  # fmt: skip
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), **who}
    process = subprocess.Popen([sys.executable, "-m", "goalpage", "publish", "--blog", str(blog)],
                               stdin=theirs, stdout=theirs, stderr=theirs, env=environment)  # fmt: skip
    os.close(theirs)
    said = []

    def read():
        while True:
            try:
                said.append(os.read(mine, 4096).decode("utf-8", "replace"))
            except OSError:
                return

    reader = threading.Thread(target=read)
    reader.start()
    os.write(mine, answer.encode())
    assert process.wait(60) == status
    reader.join(10)
    os.close(mine)
    assert "Publish this? [y/N]" in "".join(said)
    assert (git(blog, "log", "-1", "--format=%s") != "Goals") is recorded


def test_own_message_and_day(goalpage, blog):
    ran = goalpage("publish", "--yes", "--message", "A good quarter", "--today", "2024-06-30", "--blog", blog)
    assert ran.returncode == 0
    assert git(blog, "log", "-1", "--format=%s %as") == "A good quarter 2024-06-30"
    assert goalpage("publish", "--message", " ", "--blog", blog).returncode == 2


@pytest.mark.parametrize("hook", ["pre-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_that_refuses_leaves_all_as_it_was(goalpage, blog, hook):
    goalpage("build", blog)
    refuse(blog, hook)
    before, index = state(blog), (blog / ".git/index").read_bytes()
    ran = goalpage("publish", "--yes", "--blog", blog)
    assert ran.returncode == 2
    assert "no\n" in ran.stderr
    assert "`git commit` refused (status 1), so nothing was published" in ran.stderr
    assert state(blog) == before
    assert (blog / ".git/index").read_bytes() == index


def test_own_hooks_run_and_see_the_post(goalpage, blog):
    refuse(blog, "pre-commit", "git diff --cached --name-only > ../seen")
    refuse(blog, "post-commit", "git log -1 --format=%s > ../said")
    assert goalpage("publish", "--yes", "--blog", blog).returncode == 0
    assert (blog.parent / "seen").read_text() == f"{PATH}\n"
    assert (blog.parent / "said").read_text() == f"{MESSAGE}\n"


def test_a_signature_that_fails_leaves_all_as_it_was(goalpage, blog):
    git(blog, "config", "commit.gpgsign", "true")
    git(blog, "config", "gpg.program", "false")
    before = state(blog)
    ran = goalpage("publish", "--yes", "--blog", blog)
    assert (ran.returncode, state(blog)) == (2, before)
    assert "`git commit` refused" in ran.stderr


def test_a_first_commit_and_an_untracked_post(goalpage, tmp_path, blog):
    new = tmp_path / "new"
    (new / "_posts").mkdir(parents=True)
    (new / "_config.yml").write_text("title: Ada\n")
    (new / PATH).write_text(BEFORE)
    git(new, "init", "--quiet")
    ran = goalpage("publish", "--yes", "--blog", new)
    assert ran.returncode == 0
    assert git(new, "show", "--format=%s", "--name-only", "HEAD") == f"goals: My goals, 2 goals\n\n{PATH}"
    assert goalpage("publish", "--yes", "--blog", blog).returncode == 0
    other = blog / "_posts/2025-01-01-garden-goals.md"
    other.write_text("---\ntitle: Garden goals\n---\n\n1. Grow a pumpkin\n2. Plant a pear tree\n")
    assert goalpage("publish", "--yes", "--blog", blog).returncode == 0
    assert git(blog, "show", "--format=%s", "--name-only", "HEAD").endswith("_posts/2025-01-01-garden-goals.md")


def test_one_of_two_posts(goalpage, blog):
    other = "_posts/2025-01-01-garden-goals.md"
    (blog / other).write_text("---\ntitle: Garden goals\n---\n\n1. Grow a pumpkin\n2. Plant a pear tree\n")
    assert goalpage("publish", "--yes", "--post", PATH, "--blog", blog).returncode == 0
    assert git(blog, "show", "--format=", "--name-only", "HEAD") == PATH
    assert f"?? {other}" in git(blog, "status", "--porcelain")


def test_a_post_with_an_error_is_not_published(goalpage, blog):
    (blog / PATH).write_text(AFTER.replace("layout: post", "layout: [post"))
    before = state(blog)
    ran = goalpage("publish", "--yes", "--blog", blog)
    assert ran.returncode == 2
    assert f"{PATH}:" in ran.stderr
    assert "nothing was published" in ran.stderr
    assert state(blog) == before


@pytest.mark.parametrize("doing", [("checkout", "--quiet", "--detach"), ("update-index", "--index-version", "4")])
def test_no_branch_is_refused_and_other_kinds_of_index_are_not(goalpage, blog, doing):
    git(blog, *doing)
    before = state(blog)
    ran = goalpage("publish", "--yes", "--blog", blog)
    if doing[0] == "checkout":
        assert (ran.returncode, state(blog)) == (2, before)
        assert "no branch is checked out" in ran.stderr
    else:
        assert ran.returncode == 0


def test_a_locked_index_and_an_ignored_post_are_told(goalpage, blog):
    (blog / ".git/index.lock").touch()
    before = state(blog)
    ran = goalpage("publish", "--yes", "--blog", blog)
    assert (ran.returncode, state(blog)) == (2, before)
    assert "index.lock" in ran.stderr
    (blog / ".git/index.lock").unlink()
    (blog / ".gitignore").write_text("_site\n_posts/2025*\n")
    text = "---\ntitle: Garden goals\n---\n\n1. Grow a pumpkin\n2. Plant a pear tree\n"
    (blog / "_posts/2025-01-01-garden-goals.md").write_text(text)
    before = state(blog)
    ran = goalpage("publish", "--yes", "--blog", blog)
    assert (ran.returncode, state(blog)) == (2, before)
    assert "ignored" in ran.stderr


def test_a_site_that_cannot_be_written_stops_before_anything_is_recorded(goalpage, blog):
    (blog / "_site/goals").mkdir(parents=True)
    (blog / "_site/goals/index.html").write_text("somebody's own page")
    before = state(blog)
    ran = goalpage("publish", "--yes", "--blog", blog)
    assert (ran.returncode, state(blog)) == (2, before)
    assert "is not goalpage's" in ran.stderr


@pytest.fixture
def remote(blog, tmp_path):
    bare = tmp_path / "bare.git"
    git(blog, "init", "--quiet", "--bare", str(bare))
    git(blog, "remote", "add", "origin", str(bare))
    git(blog, "push", "--quiet", "--set-upstream", "origin", "main")
    return bare


def test_it_pushes(goalpage, blog, remote):
    ran = goalpage("publish", "--yes", "--push", "--blog", blog)
    assert ran.returncode == 0
    assert ran.stdout.endswith("Pushed.\n")
    assert git(remote, "rev-parse", "main") == git(blog, "rev-parse", "main")


def test_a_push_that_would_fail_stops_before_anything_is_recorded(goalpage, blog, remote):
    git(blog, "remote", "set-url", "origin", str(remote.parent / "nowhere.git"))
    before = state(blog)
    ran = goalpage("publish", "--yes", "--push", "--blog", blog)
    assert (ran.returncode, state(blog)) == (2, before)
    assert "`git push` was refused" in ran.stderr


def test_a_push_that_takes_this_branch_and_refuses_another_stands(goalpage, blog, remote):
    git(blog, "branch", "other")
    git(blog, "config", "push.default", "matching")
    git(blog, "push", "--quiet", "origin", "other")
    (remote / "hooks/update").write_text('#!/bin/sh\n[ "$1" != refs/heads/other ]\n')
    (remote / "hooks/update").chmod(0o755)
    tree = git(blog, "rev-parse", "HEAD^{tree}")
    git(blog, "update-ref", "refs/heads/other", git(blog, "commit-tree", tree, "-p", "HEAD", "-m", "Aside"))
    ran = goalpage("publish", "--yes", "--push", "--blog", blog)
    assert ran.returncode == 1
    words = "`git push` ended with status 1 and took this branch and refused another"
    assert f"recorded and built, but {words}" in ran.stderr
    assert git(remote, "rev-parse", "main") == git(blog, "rev-parse", "main")
    assert git(blog, "log", "-1", "--format=%s") == MESSAGE.splitlines()[0]


def broken_git(folder, cases):
    """Give a PATH on which git first does what these cases of the shell say of its arguments."""
    folder.mkdir()
    (folder / "git").write_text(f'#!/bin/sh\ncase " $* " in {cases} esac\nexec "{shutil.which("git")}" "$@"\n')
    (folder / "git").chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_a_push_of_which_nothing_is_known_leaves_the_commit(goalpage, blog, remote, tmp_path):
    path = broken_git(tmp_path / "bin", '*" --dry-run "*) ;; *" push "*) echo "the line is dead" >&2; exit 128;;')
    ran = goalpage("publish", "--yes", "--push", "--blog", blog, PATH=path)
    assert ran.returncode == 1
    assert "recorded and built, but `git push` ended with status 128 and did not say what became of it" in ran.stderr
    assert git(blog, "log", "-1", "--format=%s") == MESSAGE.splitlines()[0]
    assert git(remote, "log", "-1", "--format=%s", "main") == "Goals"


def test_a_push_that_is_refused_takes_all_back(goalpage, blog, remote):
    goalpage("build", blog)
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho not today >&2; exit 1\n")
    hook.chmod(0o755)
    before, index = state(blog), (blog / ".git/index").read_bytes()
    ran = goalpage("publish", "--yes", "--push", "--blog", blog)
    assert ran.returncode == 2
    assert "`git push` was refused ([remote rejected] (pre-receive hook declined))" in ran.stderr
    assert state(blog) == before
    assert (blog / ".git/index").read_bytes() == index
    hook.unlink()
    assert goalpage("publish", "--yes", "--push", "--blog", blog).returncode == 0


def test_what_cannot_be_taken_back_is_said_beside_the_reason(goalpage, blog, remote, tmp_path):
    path = broken_git(tmp_path / "bin", '*" update-ref "*) echo "the disk is on fire" >&2; exit 128;;')
    (remote / "hooks/pre-receive").write_text("#!/bin/sh\nexit 1\n")
    (remote / "hooks/pre-receive").chmod(0o755)
    ran = goalpage("publish", "--yes", "--push", "--blog", blog, PATH=path)
    commit = git(blog, "rev-parse", "HEAD")[:10]
    assert ran.returncode == 2
    assert "`git push` was refused ([remote rejected] (pre-receive hook declined))" in ran.stderr
    assert f"; and not all could be undone: the commit {commit} could not be taken back (the disk is on" in ran.stderr
    assert not [file for file in (blog / "_site").rglob("*") if file.is_file()]


def test_without_git_a_copy_is_kept(goalpage, plain_blog):
    folder = plain_blog / "_revisions/2024-01-01-my-goals"
    ran = goalpage("publish", "--yes", "--today", "2024-06-30", "--blog", plain_blog)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (folder / "2024-06-30.md").read_text() == AFTER
    assert goalpage("publish", "--yes", "--blog", plain_blog).stdout.startswith("Nothing to record")
    (plain_blog / PATH).write_text(AFTER.replace("$640", "$99"))
    assert goalpage("publish", "--yes", "--today", "2024-06-30", "--blog", plain_blog).returncode == 0
    assert sorted(file.name for file in folder.iterdir()) == ["2024-01-01.md", "2024-06-30-2.md", "2024-06-30.md"]
    assert goalpage("publish", "--yes", "--push", "--blog", plain_blog).returncode == 2


def test_an_announcement_is_a_draft_and_states_no_goals(goalpage, blog):
    ran = goalpage("publish", "--yes", "--announce", "--blog", blog)
    assert ran.stdout.endswith("Drafted _drafts/goals-update.md: go on from there.\n")
    text = (blog / "_drafts/goals-update.md").read_text()
    assert text.startswith("---\ntitle: Update on My goals\nlayout: post\ngoals: false\n---\n\n")
    assert "- Read twelve books: Done\n" in text
    assert "[All that changed](/goals/my-goals/changes/)" in text
    assert "?? _drafts/" in git(blog, "status", "--porcelain")
    (blog / PATH).write_text(AFTER.replace("$640", "$99"))
    assert "goals-update-2.md" in goalpage("publish", "--yes", "--announce", "--blog", blog).stdout


@pytest.mark.parametrize(("generator", "where", "keys"), [
    ("hugo", "content/posts/{}/index.md", {"draft": True}),
    ("pelican", "content/{}.md", {"status": "draft"}),
    ("eleventy", "{}.md", {"draft": True, "permalink": False, "eleventyExcludeFromCollections": True}),
])  # fmt: skip
def test_an_announcement_is_a_draft_for_its_generator(goalpage, tmp_path, generator, where, keys):
    blog, post, drafted = tmp_path / "other", where.format("goals"), where.format("goals-update")
    (blog / post).parent.mkdir(parents=True)
    (blog / "goalpage.yml").write_text(f"title: Ada\ngenerator: {generator}\n")
    (blog / post).write_text(BEFORE.replace("layout: post", "date: 2024-01-01"))
    ran = goalpage("publish", "--yes", "--announce", "--today", "2024-06-30", "--blog", blog)
    assert ran.stdout.endswith(f"Drafted {drafted}: go on from there.\n")
    front = read_front_matter((blog / drafted).read_text(), drafted).data
    assert front == {"title": "Update on My goals", "date": "2024-06-30", "goals": False, **keys}
    (blog / post).write_text(AFTER)
    ran = goalpage("publish", "--yes", "--announce", "--blog", blog)
    assert "goals-update-2" in ran.stdout
    assert "to reach" not in goalpage("check", "--blog", blog).stdout


@pytest.mark.parametrize("other", [None, "content/notes/2024-01-05-a-walk.md"])
def test_goals_in_a_data_file_are_announced_in_a_post(goalpage, tmp_path, other):
    blog = tmp_path / "other"
    (blog / "data").mkdir(parents=True)
    (blog / "goalpage.yml").write_text("title: Ada\ngenerator: hugo\n")
    (blog / "data/goals.yml").write_text("- title: Read 12 books\n")
    if other:
        (blog / other).parent.mkdir(parents=True)
        (blog / other).write_text("---\ntitle: A walk\n---\n\nUp the hill.\n")
    ran = goalpage("publish", "--yes", "--announce", "--today", "2024-06-30", "--blog", blog)
    folder = other.rpartition("/")[0] if other else "content/posts"
    assert ran.stdout.endswith(f"Drafted {folder}/2024-06-30-goals-update.md: go on from there.\n")
    assert (blog / folder / "2024-06-30-goals-update.md").read_text().startswith("---\ntitle: Update on goals\n")


def test_a_build_that_finds_all_in_place_says_so(goalpage, blog):
    assert "17 files, 17 files written" in goalpage("build", blog).stdout
    assert "17 files, nothing to write" in goalpage("build", blog).stdout
