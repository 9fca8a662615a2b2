"""What is kept between two builds comes back as it was, or not at all."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from goalpage.cache import Cache
from goalpage.errors import Problem, Severity
from goalpage.model import (
    Container,
    Decision,
    Direction,
    Entry,
    Goal,
    Link,
    Note,
    Origin,
    Post,
    Progress,
    Revision,
    Role,
    Status,
)

GOAL = Goal(
    title="Tränieren ✓",
    notes=(Note("a", "<em>a</em>", 3), Note("b", "b")),
    links=(Link("x", "https://example.org"),),
    parent=2,
    status=Status.PARTIAL,
    role=Role.REVIEWED,
    progress=Progress(1, 2.5, None, "$", Direction.DOWN, True),
    log=(Entry("2021", 3, "three"), Entry("2022", None, "none")),
    container=Container.TABLE,
    inferred=frozenset({"due", "status"}),
    confidence=0.5,
)
POST = Post(
    title="x",
    goals=(GOAL, Goal("plain")),
    decisions=(Decision(3, Container.LIST, True, 2.5, (("heading", 3.0), ("books", -1.0))),),
    problems=(Problem("a.md", 3, "odd", "is odd", severity=Severity.WARNING),),
)
REVISION = Revision(
    "2020-01-01-abcdef",
    datetime(2020, 1, 1, 12, tzinfo=timezone(timedelta(hours=-5))),
    "a.md",
    "b.md",
    Origin.COMMIT,
    POST,
    previous=0,
)


def cache(folder: Path) -> Cache:
    return Cache(folder, "v")


@pytest.mark.parametrize("value", [GOAL, POST, REVISION, Post(), Goal("")], ids=lambda value: type(value).__name__)
def test_comes_back_as_it_was(value: object, tmp_path: Path) -> None:
    cache(tmp_path).store("one", value)
    assert cache(tmp_path).load("one", type(value)) == value
    first = cache(tmp_path)
    first.keep_text("key", value)
    first.save_texts()
    assert cache(tmp_path).text("key", type(value)) == value


def test_another_version_another_kind_and_a_changed_file_give_nothing(tmp_path: Path) -> None:
    cache(tmp_path).store("one", GOAL)
    assert Cache(tmp_path, "w").load("one", Goal) is None
    assert cache(tmp_path).load("one", Revision) is None
    file = tmp_path / "one.json"
    file.write_bytes(file.read_bytes().replace("Tränieren".encode(), "Tr\u00e4umen\u00a0".encode()))
    broken = cache(tmp_path)
    assert broken.load("one", Goal) is None
    assert broken.dropped == f"{file}: does not match its checksum"


def test_half_a_character_is_not_kept_and_breaks_nothing(tmp_path: Path) -> None:
    first = cache(tmp_path)
    first.keep_text("key", Goal("\ud83d"))
    first.keep_text("other", GOAL)
    first.save_texts()
    first.store("one", Goal("\ud83d"))
    assert (cache(tmp_path).text("key", Goal), cache(tmp_path).load("one", Goal)) == (None, None)
    assert cache(tmp_path).text("other", Goal) == GOAL
