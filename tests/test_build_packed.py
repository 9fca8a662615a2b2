import json
from datetime import date, datetime, timedelta, timezone

import pytest

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
from goalpage.packed import packed, unpacked

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


@pytest.mark.parametrize("value", [GOAL, POST, REVISION, Post(), Goal("")], ids=lambda value: type(value).__name__)
def test_comes_back_as_it_was(value: object) -> None:
    assert unpacked(type(value), json.loads(json.dumps(packed(value)))) == value


def test_dates_come_back() -> None:
    assert unpacked(date, packed(date(2020, 1, 2))) == date(2020, 1, 2)


def test_what_cannot_be_packed_says_so() -> None:
    with pytest.raises(TypeError, match="object cannot be packed"):
        packed(object())
