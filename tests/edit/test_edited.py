"""What an edit writes, by the fixtures in tests/fixtures/edit; and that nothing else changes, over every fixture."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalpage.edit import EditRefusedError, edited, wanted_of
from goalpage.model import Status
from goalpage.reading import ReadingOptions, read_post
from goalpage.reading.fields.values import BadValueError

FIXTURES = Path(__file__).parents[1] / "fixtures/edit"
OPTIONS = ReadingOptions(told=True)
TODAY = "2030-06-01"


@dataclass(frozen=True)
class Case:
    """One fixture: its place, the post, the goal (1-based), what is wanted, the lines that go and come."""

    at: str
    post: str
    goal: int
    wanted: dict[str, str]
    expected: str

    @property
    def path(self) -> str:
        return "post.mdx" if "<Goal" in self.post else "post.md"


def cases() -> Iterator[Case]:
    for file in sorted(FIXTURES.glob("*.md")):
        lines = file.read_text(encoding="utf-8").split("\n")
        stops = [number for number, line in enumerate(lines) if line == "."]
        assert stops
        assert len(stops) % 4 == 0, f"{file.name}: a fixture has four parts"
        for a, b, c, d in zip(*[iter(stops)] * 4, strict=True):
            number, _, asked = lines[b + 1].partition(" ")
            pairs = re.findall(r"(\w+)=(.*?)(?= \w+=|\Z)", asked)
            part = lines[a + 1 : b]
            yield Case(
                f"{file.name}:{a}: {lines[a - 1]}",
                "\n".join(part) + "\n",
                int(number),
                dict(pairs),
                "\n".join(lines[c + 1 : d]),
            )


CASES = list(cases())


def written(case: Case, text: str) -> str:
    goals = read_post(text, case.path, OPTIONS).goals
    assert len(goals) >= case.goal, f"only {len(goals)} goals are read"
    wanted = wanted_of(None, None, **case.wanted)
    return edited(text, case.path, OPTIONS, case.goal - 1, wanted, today=TODAY).text


def difference(old: str, new: str) -> str:
    lines = difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="")
    return "\n".join(line for line in list(lines)[2:] if not line.startswith("@@"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.at)
def test_it_writes_as_the_post_does(case: Case) -> None:
    if case.expected.startswith("! "):
        with pytest.raises(EditRefusedError, match=re.escape(case.expected[2:])):
            written(case, case.post)
    else:
        assert difference(case.post, written(case, case.post)) == case.expected


CHANGING = [case for case in CASES if not case.expected.startswith("! ")]


@pytest.mark.parametrize("case", CHANGING, ids=lambda case: case.at)
def test_line_ends_are_kept(case: Case) -> None:
    expected = written(case, case.post).replace("\n", "\r\n")
    assert written(case, case.post.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize("case", CHANGING, ids=lambda case: case.at)
def test_a_last_line_without_a_line_end_stays_one(case: Case) -> None:
    assert written(case, case.post.rstrip("\n")).rstrip("\n") == written(case, case.post).rstrip("\n")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CASES), st.sampled_from(list(Status)), st.randoms())
def test_any_status_is_read_back_and_nothing_else_changes(case, status, random) -> None:
    before = read_post(case.post, case.path, OPTIONS)
    index = random.randrange(len(before.goals))
    try:
        new = edited(case.post, case.path, OPTIONS, index, wanted_of(status=status.value)).text
    except EditRefusedError:
        return
    after = read_post(new, case.path, OPTIONS)
    assert after.goals[index].status is status
    told = [[(g.title, g.status, g.due, g.progress, len(g.notes)) for g in post.goals] for post in (before, after)]
    for number, (old, now) in enumerate(zip(*told, strict=True)):
        assert now == old or number == index
        assert now[0] == old[0]


UNDOABLE = [
    "a box is ticked", "a strike where the post strikes", "a tick where the post ticks", "the value in brackets",
    "a labelled bullet where the post has no way of its own", "words in brackets where the post writes them",
    "a table's status column", "a field under a heading", "two items in one line of raw HTML",
]  # fmt: skip


@pytest.mark.parametrize("name", UNDOABLE)
def test_the_inverse_gives_back_the_first_bytes(name: str) -> None:
    (case,) = [case for case in CASES if case.at.endswith(f": {name}")]
    goal = read_post(case.post, case.path, OPTIONS).goals[case.goal - 1]
    back = {"status": goal.status.value}
    if "current" in case.wanted:
        back = {"current": f"{goal.progress.current} {goal.progress.unit}"}
    new = written(case, case.post)
    assert new != case.post
    undone = edited(new, case.path, OPTIONS, case.goal - 1, wanted_of(**back))
    assert undone.text == case.post


def test_what_follows_is_told() -> None:
    text = "# My goals\n\n1. Read 12 books (3 of 12)\n2. Mend the gate\n"
    done = edited(text, "post.md", OPTIONS, 0, wanted_of(current="12"))
    assert done.follows == ("status",)
    assert read_post(done.text, "post.md", OPTIONS).goals[0].status is Status.DONE


@pytest.mark.parametrize(
    ("asked", "reason"),
    [({"due": "soon"}, "is no date"), ({"status": "blue"}, "is no status"), ({"current": "a lot"}, "is no quantity"),
     ({"note": "  "}, "--note is empty")],
)  # fmt: skip
def test_what_is_no_value_is_refused_with_a_cure(asked: dict[str, str], reason: str) -> None:
    with pytest.raises(BadValueError, match=reason) as refused:
        wanted_of(**asked)
    assert refused.value.cure


def test_there_must_be_such_a_goal() -> None:
    with pytest.raises(EditRefusedError, match="no such goal"):
        edited("Nothing here.\n", "post.md", OPTIONS, 0, wanted_of(status="done"))
