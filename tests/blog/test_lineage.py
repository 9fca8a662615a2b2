"""Following one post through made-up commits: every move and edit, whatever their order."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.blog.lineage import Commit, Entry, Lineage, Log, bare_name

DATE = datetime(2020, 1, 1, tzinfo=UTC)
FIXED = "run read write swim learn build visit plant paint cook "


def commit(sha: str, parents: tuple[str, ...], *diffs: dict[str, Entry]) -> Commit:
    return Commit(sha, parents, DATE, "", diffs)


def text_of(blob: str) -> bytes:
    """Give the text of a blob: ten words that all share and one of its own."""
    return (FIXED + blob).encode()


def modified(old: str, new: str) -> Entry:
    return Entry("M", "100644", old, new)


def added(new: str) -> Entry:
    return Entry("A", "100644", "0", new)


def deleted(old: str) -> Entry:
    return Entry("D", "100644", old, "0")


OPERATIONS = st.lists(
    st.sampled_from(["edit", "move", "move and edit", "change case", "delete and add", "other post", "nothing"]),
    max_size=25,
)


@given(OPERATIONS)
def test_no_move_or_edit_is_lost(operations: list[str]) -> None:
    path, blob = "_posts/2020-01-01-goals-0.md", "b0"
    commits = [commit("c0", (), {path: added(blob)})]
    expected = [blob]
    for number, operation in enumerate(operations, 1):
        diff: dict[str, Entry] = {}
        new = f"b{number}" if "edit" in operation else blob
        if operation == "edit":
            diff = {path: modified(blob, new)}
        elif operation.startswith("move") or operation == "change case":
            target = path.swapcase() if operation == "change case" else f"posts{number}/2020-01-01-goals-{number}.md"
            diff = {path: deleted(blob), target: added(new)}
            path = target
        elif operation == "delete and add":
            commits.append(commit(f"d{number}", (commits[-1].sha,), {path: deleted(blob)}))
            diff = {path: added(blob)}
        elif operation == "other post":
            diff = {f"other-{number}.md": added(f"x{number}")}
        blob = new
        if new != expected[-1]:
            expected.append(new)
        commits.append(commit(f"c{number}", (commits[-1].sha,), diff))
    steps = Lineage(Log(tuple(reversed(commits))), text_of).steps(path)
    found = [step.entry.new for step in reversed(steps)]
    assert [each for i, each in enumerate(found) if i == 0 or found[i - 1] != each] == expected


def test_a_merge_of_two_edits_follows_the_first_parent() -> None:
    log = Log(
        (
            commit("m", ("a", "b"), {"p.md": modified("a", "ab")}, {"p.md": modified("b", "ab")}),
            commit("b", ("r",), {"p.md": modified("r", "b")}),
            commit("a", ("r",), {"p.md": modified("r", "a")}),
            commit("r", (), {"p.md": added("r")}),
        )
    )
    assert [step.commit.sha for step in Lineage(log, text_of).steps("p.md")] == ["m", "a", "r"]


def test_a_rename_on_a_branch_is_followed_through_the_merge() -> None:
    log = Log(
        (
            commit("m", ("a", "b"), {"q.md": added("r"), "p.md": deleted("r")}, {"x.md": added("x")}),
            commit("b", ("r",), {"q.md": added("r"), "p.md": deleted("r")}),
            commit("a", ("r",), {"x.md": added("x")}),
            commit("r", (), {"p.md": added("r")}),
        )
    )
    assert [(step.commit.sha, step.path) for step in Lineage(log, text_of).steps("q.md")] == [
        ("b", "q.md"),
        ("r", "p.md"),
    ]


def test_one_removed_file_is_the_source_of_the_file_with_its_very_text() -> None:
    log = Log(
        (
            commit("c", ("r",), {"p.md": deleted("p"), "q.md": added("p"), "s.md": added("s")}),
            commit("r", (), {"p.md": added("p")}),
        )
    )
    lineage = Lineage(log, text_of)
    assert len(lineage.steps("q.md")) == 2
    assert len(lineage.steps("s.md")) == 1


def test_another_text_in_place_of_a_removed_one_is_no_rename() -> None:
    texts = {"p": b"one two three four five six", "q": b"seven eight nine ten eleven twelve"}
    diff = {"old.md": deleted("p"), "new.md": added("q")}
    log = Log((commit("c", ("r",), diff), commit("r", (), {"old.md": added("p")})))
    assert [step.commit.sha for step in Lineage(log, texts.get).steps("new.md")] == ["c"]


def test_what_is_not_there_has_no_steps() -> None:
    assert not Lineage(Log(()), text_of).steps("p.md")
    log = Log((commit("c", (), {"p.md": added("p")}),))
    assert not Lineage(log, text_of).steps("q.md")


def test_posts_and_commits_do_not_multiply() -> None:
    """5,000 posts of three texts each in 15,000 commits: each post passes over the others' commits at one step."""
    count = 5_000
    commits = [
        commit(
            f"c{n}",
            (f"c{n - 1}",) if n else (),
            {f"{n % count}.md": modified(f"{n - count}", str(n)) if n >= count else added(str(n))},
        )
        for n in range(3 * count)
    ]
    start = time.perf_counter()
    lineage = Lineage(Log(tuple(reversed(commits))), text_of)
    assert all(len(lineage.steps(f"{n}.md")) == 3 for n in range(count))
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("_posts/2020-01-01-My-Goals.md", "my-goals"),
        ("content/blog/2020-01-01-goals/index.md", "goals"),
        ("goals.de.md", "goals.de"),
        ("_posts/2020-01-01.md", "2020-01-01"),
    ],
)
def test_bare_names(path: str, name: str) -> None:
    assert bare_name(path) == name
