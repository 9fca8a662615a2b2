"""Histories out of real repositories, as people's blogs have them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goalpage.blog import Blog, Text, load_config, read_blog
from goalpage.errors import HistoryError, Severity
from goalpage.model import Origin
from repo import Commit, git, make_repo

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PATH = "_posts/2024-01-01-goals.md"


def post(text: str, front: str = "goals: true\n") -> str:
    return f"---\ntitle: Goals\n{front}---\n\n1. Run a half marathon\n2. Read twelve books\n3. {text}\n"


def read(root: Path, **options: bool) -> Blog:
    config, _ = load_config(root)
    return read_blog(root, config, now=NOW, **options)


def texts(root: Path, path: str = PATH, **options: bool) -> tuple[Text, ...]:
    (found,) = [each for each in read(root, **options).candidates if each.path == path]
    return found.texts


def lasts(found: Sequence[Text]) -> list[str]:
    """Give the third goal of each text."""
    return [each.data.decode().splitlines()[-1][3:] for each in found]


def test_edits_carry_the_authors_dates_offsets_and_messages(tmp_path: Path) -> None:
    root = make_repo(
        tmp_path,
        [
            Commit("2024-01-01T17:02:57-05:00", {PATH: post("One")}, "First words"),
            Commit("2024-02-01T08:00:00+05:30", {PATH: post("Two")}, "Second\n\nwith a body"),
            Commit("2024-03-01T08:00:00+00:00", {"about.md": "hello"}),
        ],
    )
    found = texts(root)
    assert lasts(found) == ["One", "Two"]
    assert [each.date.isoformat() for each in found] == ["2024-01-01T17:02:57-05:00", "2024-02-01T08:00:00+05:30"]
    assert [each.message for each in found] == ["First words", "Second\n\nwith a body"]
    assert [each.origin for each in found] == [Origin.COMMIT] * 2
    assert found[1].commit == git(root, "rev-parse", "HEAD~1")


def test_the_authors_date_counts_and_the_order_is_that_of_the_commits(tmp_path: Path) -> None:
    dates = [
        "2024-05-01T00:00:00+00:00",
        "1970-01-01T00:00:00+00:00",
        "2200-01-01T00:00:00-12:00",
        "2023-01-01T00:00:00+14:00",
    ]
    commits = [Commit(date, {PATH: post(date)}, committed="2025-01-01T00:00:00+00:00") for date in dates]
    found = texts(make_repo(tmp_path, commits))
    assert lasts(found) == dates
    assert [each.date.isoformat() for each in found] == dates


def test_renames_are_one_history(tmp_path: Path) -> None:
    later, upper = "_posts/2024-01-01-aims.md", "_posts/2024-01-01-Aims.md"
    new = "_posts/2024-06-01-plans-and-aims.md"
    commits = [
        Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")}),
        Commit("2024-01-02T00:00:00+00:00", {PATH: None, later: post("One")}, "rename"),
        Commit("2024-01-03T00:00:00+00:00", {later: None, upper: post("Two")}, "rename, change case and edit"),
        Commit("2024-01-04T00:00:00+00:00", {upper: None, new: post("Three"), "other.md": "some other words"}),
    ]
    found = texts(make_repo(tmp_path, commits), new)
    assert lasts(found) == ["One", "Two", "Three"]
    assert [each.path for each in found] == [PATH, upper, new]


def test_a_post_deleted_and_added_again_is_one_history(tmp_path: Path) -> None:
    aims = "_posts/2024-01-01-aims.md"
    commits = [
        Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")}),
        Commit("2024-01-02T00:00:00+00:00", {PATH: None, aims: post("One")}, "rename"),
        Commit("2024-01-03T00:00:00+00:00", {aims: post("Two")}),
        Commit("2024-01-04T00:00:00+00:00", {aims: None}, "delete"),
        Commit("2024-01-05T00:00:00+00:00", {"x.md": "unrelated"}),
        Commit("2024-01-06T00:00:00+00:00", {PATH: post("Three")}, "back under its first name"),
    ]
    root = make_repo(tmp_path, commits)
    assert lasts(texts(root)) == ["One", "Two", "Three"]
    (root / PATH).write_text(post("Four"), encoding="utf-8")
    assert lasts(texts(root)) == ["One", "Two", "Three", "Four"]


def test_a_copy_begins_a_history_of_its_own(tmp_path: Path) -> None:
    aims = "_posts/2024-01-01-aims.md"
    commits = [
        Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")}),
        Commit("2024-01-02T00:00:00+00:00", {PATH: None, aims: post("One")}, "rename"),
        Commit("2024-01-03T00:00:00+00:00", {PATH: post("Elsewhere")}, "a new post under the old name"),
    ]
    root = make_repo(tmp_path, commits)
    assert lasts(texts(root)) == ["Elsewhere"]
    assert lasts(texts(root, aims)) == ["One"]


def test_a_move_of_the_whole_blog_keeps_every_history(tmp_path: Path) -> None:
    names = [f"2024-01-{n:02}-goals-{n}.md" for n in range(1, 31)]
    texts_ = {name: post(f"Number {name}") for name in names}
    moved = {
        f"_posts/{name}": text.replace("title: Goals", "layout: post\ntitle: My goals") for name, text in texts_.items()
    }
    commits = [
        Commit("2024-02-01T00:00:00+00:00", {f"posts/{name}": text for name, text in texts_.items()}),
        Commit("2024-03-01T00:00:00+00:00", {f"posts/{name}": None for name in names} | moved, "move to Jekyll"),
    ]
    root = make_repo(tmp_path, commits)
    for each in read(root).candidates:
        assert [text.path.rsplit("/", 1)[1] for text in each.texts] == [each.path.rsplit("/", 1)[1]] * 2


def test_a_merge_shows_each_change_once(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")})])
    both = post("One").replace("half", "whole")
    for branch, text in (("side", both), ("main", post("Two"))):
        git(root, "checkout", "-q", "-B", branch, "main" if branch == "main" else "HEAD")
        (root / PATH).write_text(text, encoding="utf-8")
        git(
            root,
            "commit",
            "-qam",
            branch,
            GIT_AUTHOR_DATE="2024-02-01T00:00:00Z",
            GIT_COMMITTER_DATE="2024-02-01T00:00:00Z",
        )
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "side", GIT_AUTHOR_DATE="2024-03-01T00:00:00Z")
    found = texts(root)
    assert lasts(found) == ["One", "Two", "Two"]
    assert ["whole" in each.data.decode() for each in found] == [False, False, True]


def test_a_merge_that_took_a_branch_is_followed_to_it(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One"), "a.md": "a"})])
    git(root, "checkout", "-q", "-b", "side")
    for text in ("Two", "Three"):
        (root / PATH).write_text(post(text), encoding="utf-8")
        git(root, "commit", "-qam", text)
    git(root, "checkout", "-q", "main")
    (root / "a.md").write_text("b", encoding="utf-8")
    git(root, "commit", "-qam", "other")
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "side")
    found = texts(root)
    assert lasts(found) == ["One", "Two", "Three"]
    assert [each.message for each in found] == ["Update", "Two", "Three"]


def test_uncommitted_text_is_the_newest_and_marked(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")})])
    (root / PATH).write_text(post("Two"), encoding="utf-8")
    new = "_posts/2024-02-01-new-goals.md"
    (root / new).write_text(post("New"), encoding="utf-8")
    os.utime(root / PATH, (2e9, 2e9))
    found = texts(root)
    assert [each.origin for each in found] == [Origin.COMMIT, Origin.UNCOMMITTED]
    assert found[1].commit is None
    assert found[1].date == NOW, "a file saved in the future is dated now"
    assert [each.origin for each in texts(root, new)] == [Origin.UNCOMMITTED]
    committed = read(root, committed=True)
    assert [(each.path, lasts(each.texts)) for each in committed.candidates] == [(PATH, ["One"])]


def test_what_was_committed_decides_where_only_that_counts(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One", "goals: false\n")})])
    (root / PATH).write_text(post("Two"), encoding="utf-8")
    assert len(read(root).candidates) == 1
    assert not read(root, committed=True).candidates


def test_line_ends_turned_on_checkout_are_no_edit(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")})])
    (root / PATH).write_bytes(post("One").replace("\n", "\r\n").encode())
    assert [each.origin for each in texts(root)] == [Origin.COMMIT]


def test_a_shallow_clone_stops_with_its_cure(tmp_path: Path) -> None:
    source = make_repo(
        tmp_path / "source", [Commit(f"2024-01-0{n}T00:00:00+00:00", {PATH: post(str(n))}) for n in (1, 2, 3)]
    )
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{source}", str(clone))
    with pytest.raises(HistoryError, match="fetch-depth: 0"):
        read(clone)
    found = texts(clone, shallow=True)
    assert lasts(found) == ["2", "3"]
    assert [each.origin for each in found] == [Origin.BOUNDARY, Origin.COMMIT]


def test_a_blog_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    commits = [
        Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")}),
        Commit(
            "2024-01-02T00:00:00+00:00", {PATH: None, f"my site/{PATH}": post("One"), "tool.py": "x"}, "into a folder"
        ),
        Commit("2024-01-03T00:00:00+00:00", {f"my site/{PATH}": post("Two")}),
    ]
    root = make_repo(tmp_path, commits) / "my site"
    assert lasts(texts(root)) == ["One", "Two"]
    assert [each.path for each in texts(root)] == [PATH, PATH]


def test_a_linked_worktree_and_a_detached_head(tmp_path: Path) -> None:
    root = make_repo(tmp_path / "a", [Commit(f"2024-01-0{n}T00:00:00+00:00", {PATH: post(str(n))}) for n in (1, 2, 3)])
    git(root, "worktree", "add", "-q", str(tmp_path / "b"), "HEAD~1")
    assert lasts(texts(tmp_path / "b")) == ["1", "2"]


def test_posts_in_a_submodule(tmp_path: Path) -> None:
    inner = make_repo(
        tmp_path / "inner", [Commit(f"2024-01-0{n}T00:00:00+00:00", {PATH: post(str(n))}) for n in (1, 2)]
    )
    root = make_repo(tmp_path / "outer", [Commit("2024-01-01T00:00:00+00:00", {"_config.yml": "title: x\n"})])
    git(root, "submodule", "--quiet", "add", str(inner), "content")
    git(root, "commit", "-qm", "submodule")
    found = texts(root, f"content/{PATH}")
    assert lasts(found) == ["1", "2"]
    assert [each.path for each in found] == [f"content/{PATH}"] * 2


def test_a_repository_of_sha256_objects(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")})], "--object-format=sha256")
    assert [len(each.commit or "") for each in texts(root)] == [64]


def test_names_of_every_kind(tmp_path: Path) -> None:
    names = ["héllö wörld", 'q"uo te', "-rf --output=x", ":(glob)*", "new\nline", "100%", "目標"]
    files = {f"_posts/2024-01-01-{name}.md": post(name.replace("\n", " ")) for name in names}
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", files)])
    found = read(root).candidates
    assert {each.path for each in found} == set(files)
    assert all(len(each.texts) == 1 and each.texts[0].origin is Origin.COMMIT for each in found)


def test_the_environment_of_a_hook_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")})])
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"):
        monkeypatch.setenv(name, "/elsewhere")
    assert [each.origin for each in texts(root)] == [Origin.COMMIT]


def test_settings_of_the_repository_change_nothing(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit(f"2024-01-0{n}T00:00:00+00:00", {PATH: post(str(n))}) for n in (1, 2)])
    for key, value in (
        ("log.diffMerges", "off"), ("log.showRoot", "false"), ("log.follow", "true"), ("diff.renames", "copies"),
        ("diff.orderFile", "/nonexistent"), ("diff.relative", "true"), ("color.ui", "always"),
        ("core.quotePath", "true"),
        ("core.abbrev", "7"), ("format.pretty", "oneline"), ("log.mailmap", "true"),
        ("i18n.logOutputEncoding", "latin1"),
        ("log.decorate", "full"), ("diff.ignoreSubmodules", "all"), ("notes.displayRef", "*"), ("core.pager", "false"),
    ):  # fmt: skip
        git(root, "config", key, value)
    git(root, "notes", "add", "-m", "commit abc", "HEAD")
    assert lasts(texts(root)) == ["1", "2"]


def test_replaced_and_grafted_commits_are_read_as_they_were_made(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit(f"2024-01-0{n}T00:00:00+00:00", {PATH: post(str(n))}) for n in (1, 2, 3)])
    git(root, "replace", "HEAD~1", "HEAD~2")
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/grafts").write_text(git(root, "rev-parse", "HEAD") + "\n", encoding="ascii")
    assert lasts(texts(root)) == ["1", "2", "3"]


def test_nothing_that_a_repository_names_is_run(tmp_path: Path) -> None:
    root = make_repo(tmp_path / "blog", [Commit(f"2024-01-0{n}T00:00:00+00:00", {PATH: post(str(n))}) for n in (1, 2)])
    ran = tmp_path / "ran"
    program = tmp_path / "program.sh"
    program.write_text(f"#!/bin/sh\necho $0 $@ >> '{ran}'\nexit 1\n", encoding="ascii")
    program.chmod(0o755)
    head, _, message = git(root, "cat-file", "commit", "HEAD").partition("\n\n")
    signature = "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n\n"
    signed = f"{head}{signature}{message}\n".encode()
    sha = git(root, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", data=signed)
    git(root, "update-ref", "refs/heads/main", sha)
    for key in ("core.fsmonitor", "diff.external", "diff.evil.textconv", "core.pager", "pager.log", "gpg.program",
                "filter.evil.smudge", "filter.evil.clean", "core.sshCommand", "core.editor"):  # fmt: skip
        git(root, "config", key, str(program))
    git(root, "config", "log.showSignature", "true")
    git(root, "config", "alias.log", f"!{program}")
    git(root, "config", "filter.evil.required", "true")
    (root / ".gitattributes").write_text("*.md diff=evil filter=evil\n", encoding="ascii")
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-commit"):
        shutil.copy(program, root / ".git/hooks" / hook)
    ran.unlink(missing_ok=True)
    (root / PATH).write_text(post("Edited"), encoding="utf-8")
    assert lasts(texts(root)) == ["1", "2", "Edited"]
    assert not ran.exists(), ran.read_text(encoding="utf-8")


def test_a_bare_repository_within_the_blog_is_not_used(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")})])
    bare = root / "_posts/inner"
    (bare / "objects").mkdir(parents=True)
    (bare / "refs").mkdir()
    (bare / "HEAD").write_text("ref: refs/heads/main\n", encoding="ascii")
    (bare / "config").write_text(f'[core]\n\tbare = true\n\tfsmonitor = "touch {tmp_path}/ran"\n', encoding="ascii")
    (bare / "2024-01-02-goals.md").write_text(post("Inner"), encoding="utf-8")
    assert lasts(texts(root)) == ["One"]
    assert [each.origin for each in texts(root, "_posts/inner/2024-01-02-goals.md")] == [Origin.UNCOMMITTED]
    assert not (tmp_path / "ran").exists()
    inside = read(bare)
    assert not (tmp_path / "ran").exists()
    assert [problem.severity for problem in inside.problems] != []


def missing(root: Path, revision: str) -> None:
    blob = git(root, "rev-parse", f"{revision}:{PATH}")
    file = root / ".git/objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.unlink()


def test_a_missing_text_is_told_with_its_commit(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [])
    (root / "_posts").mkdir()
    for n in range(4):
        (root / PATH).write_text(post(str(n)), encoding="utf-8")
        git(root, "add", "-A")
        git(root, "commit", "-qm", str(n))
    missing(root, "HEAD~2")
    blog = read(root)
    assert lasts(blog.candidates[0].texts) == ["0", "2", "3"]
    (problem,) = blog.problems
    assert (problem.code, problem.path, problem.severity) == ("revision-unreadable", PATH, Severity.WARNING)
    assert problem.commit == git(root, "rev-parse", "HEAD~2")[:10]
    missing(root, "HEAD")
    assert lasts(texts(root)) == ["0", "2", "3"], "the file itself still holds the newest text"


def test_a_partial_clone_fetches_nothing(tmp_path: Path) -> None:
    commits = [Commit(f"2024-01-01T00:{n // 60:02}:{n % 60:02}+00:00", {PATH: post(str(n))}) for n in range(600)]
    source = make_repo(tmp_path / "source", commits)
    git(source, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{source}", str(clone))
    objects = sorted(file.name for file in (clone / ".git/objects").rglob("*"))
    blog = read(clone)
    assert lasts(blog.candidates[0].texts) == ["599"]
    (problem,) = blog.problems
    assert "lacks the post's text in 599 commits" in str(problem)
    assert sorted(file.name for file in (clone / ".git/objects").rglob("*")) == objects


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a repository to another user")
def test_a_repository_of_someone_else_is_refused_in_one_line(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")})])
    subprocess.run(["chown", "-R", "nobody", root], check=True)
    blog = read(root)
    assert [each.origin for each in blog.candidates[0].texts] == [Origin.FILE]
    (problem,) = blog.problems
    assert "git config --global --add safe.directory" in str(problem)
    assert "\n" not in str(problem)


def test_no_repository_no_commits_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / PATH
    file.parent.mkdir()
    file.write_text(post("One"), encoding="utf-8")
    for code, severity in (
        ("no-repository", Severity.NOTICE),
        ("no-commits", Severity.NOTICE),
        ("no-git", Severity.WARNING),
    ):
        blog = read(tmp_path)
        assert [each.origin for each in blog.candidates[0].texts] == [Origin.FILE]
        assert [(each.code, each.severity) for each in blog.problems] == [(code, severity)]
        if code == "no-repository":
            git(tmp_path, "init", "-q")
        else:
            monkeypatch.setenv("PATH", "/nonexistent")


def test_an_untracked_blog_in_a_repository_has_no_history(tmp_path: Path) -> None:
    make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {"dotfiles.md": "x"})])
    file = tmp_path / "blog" / PATH
    file.parent.mkdir(parents=True)
    file.write_text(post("One"), encoding="utf-8")
    assert [each.origin for each in texts(tmp_path / "blog")] == [Origin.FILE]


def test_old_texts_that_are_none(tmp_path: Path) -> None:
    lfs = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12\n"
    root = make_repo(
        tmp_path,
        [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")}), Commit("2024-01-02T00:00:00+00:00", {PATH: lfs})],
    )
    (root / PATH).unlink()
    (root / PATH).symlink_to("/etc/hostname")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "link")
    (root / PATH).unlink()
    (root / PATH).write_text(post("Two"), encoding="utf-8")
    git(root, "commit", "-qam", "text")
    blog = read(root)
    assert lasts(blog.candidates[0].texts) == ["One", "Two"]
    assert [each.message for each in blog.problems] == [
        "the post's text lies in Git LFS",
        "the post was a symbolic link",
    ]


def test_messages_in_other_encodings(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")})])
    for n, (message, option) in enumerate(((b"caf\xe9", "ISO-8859-1"), (b"bad \xff\xfe", "UTF-8"))):
        (root / PATH).write_text(post(str(n)), encoding="utf-8")
        git(root, "add", "-A")
        git(root, "-c", f"i18n.commitEncoding={option}", "commit", "-qF", "-", data=message)
    said = [each.message for each in texts(root)]
    assert said[1] == "café"
    assert said[2] is not None
    assert said[2].startswith("bad ")


def test_a_message_that_looks_like_git_s_own_output(tmp_path: Path) -> None:
    message = "commit 0123\n\n:100644 100644 aaaa bbbb M\nparent x\nauthor Eve <e@x> 1 +0000"
    commits = [
        Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")}, message),
        Commit("2024-01-02T00:00:00+00:00", {PATH: post("Two")}),
    ]
    found = texts(make_repo(tmp_path, commits))
    assert found[0].message == message
    assert found[0].date.isoformat() == "2024-01-01T00:00:00+00:00"


def test_a_broken_newest_text_takes_no_history_away(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")})])
    (root / PATH).write_text(post("Two", 'x: "\n'), encoding="utf-8")
    (found,) = read(root).candidates
    assert [each.origin for each in found.texts] == [Origin.COMMIT, Origin.UNCOMMITTED]


def test_a_history_that_git_cannot_give_is_an_error_and_the_posts_are_read(tmp_path: Path) -> None:
    commits = [Commit(f"2024-01-0{n}T00:00:00+00:00", {PATH: post(str(n))}) for n in (1, 2)]
    source = make_repo(tmp_path / "source", commits)
    git(source, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--filter=tree:0", f"file://{source}", str(clone))
    blog = read(clone)
    assert [each.origin for each in blog.candidates[0].texts] == [Origin.FILE]
    assert [(each.code, each.severity) for each in blog.problems] == [("git-failed", Severity.ERROR)]


def test_a_folder_that_is_a_bare_repository_has_no_history(tmp_path: Path) -> None:
    source = make_repo(tmp_path / "source", [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")})])
    bare = tmp_path / "bare"
    git(tmp_path, "clone", "-q", "--bare", str(source), str(bare))
    (bare / "goals.md").write_text(post("Here"), encoding="utf-8")
    blog = read(bare)
    assert [each.origin for each in blog.candidates[0].texts] == [Origin.FILE]
    assert [each.code for each in blog.problems] == ["no-repository"]


def test_offsets_and_times_that_no_calendar_holds(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {PATH: post("One")})])
    for said, whole in (
        ("99999999999999 +0000", "9999-12-30"),
        ("-99999999999999 -0030", "0001-01-01"),
        ("0 +9999", "1970-01-01"),
    ):
        commit = git(root, "cat-file", "commit", "HEAD").split("\n")
        made = [f"author Ada <a@b> {said}" if line.startswith("author") else line for line in commit]
        sha = git(root, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", data="\n".join(made).encode())
        git(root, "update-ref", "refs/heads/main", sha)
        assert texts(root)[0].date.date().isoformat() == whole


def test_a_new_post_among_committed_files_is_uncommitted(tmp_path: Path) -> None:
    root = make_repo(tmp_path, [Commit("2024-01-01T00:00:00+00:00", {"about.md": "x"})])
    (root / "_posts").mkdir()
    (root / PATH).write_text(post("One"), encoding="utf-8")
    assert [each.origin for each in texts(root)] == [Origin.UNCOMMITTED]
    assert not read(root, committed=True).candidates


def test_only_what_is_committed_counts_where_there_is_a_repository(tmp_path: Path) -> None:
    (tmp_path / "goals.md").write_text(post("One"), encoding="utf-8")
    assert [each.origin for each in texts(tmp_path, "goals.md", committed=True)] == [Origin.FILE]
