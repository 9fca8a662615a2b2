"""What the bar and the panel say."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from goalpage.compare import follow
from goalpage.errors import Problem
from goalpage.model import Followed, Goal, History, Note, Origin, Post, Progress, Revision, Status
from goalpage.serve.news import faults, uncommitted
from goalpage.serve.overlay import kept_good


def goal(number: str, title: str, **more: object) -> Goal:
    return Goal(title, text=title, html=title, number=number, **more)  # type: ignore[arg-type]  # the test's own fields


def followed(*lists: tuple[Goal, ...], last: Origin = Origin.UNCOMMITTED, name: str = "goals") -> Followed:
    revisions = tuple(
        Revision(
            f"r{n}", datetime(2024, 1, n + 1, tzinfo=UTC), f"{name}.md", f"{name}.md",
            last if n == len(lists) - 1 else Origin.COMMIT, Post(goals=goals), n - 1 if n else None,
        )
        for n, goals in enumerate(lists)
    )  # fmt: skip
    return follow(History(name, name.title(), revisions, (f"{name}.md",)))


RACE, BOOKS = goal("1.", "Run a race"), goal("2.", "Read books", progress=Progress(3, 24, unit="books"))
COST = goal("3.", "Bring the cost down", progress=Progress(640, 100, unit="$"))


def test_value_status_and_note_in_a_few_words() -> None:
    now = (
        replace(RACE, status=Status.DONE),
        replace(BOOKS, notes=(Note("Poems too", "Poems too"),)),
        replace(COST, progress=Progress(420, 100, unit="$")),
    )
    (told,) = uncommitted([followed((RACE, BOOKS, COST), now)])
    assert (told.before, told.now) == (0, 1)
    assert told.words == "goal 1 done, goal 3 $640 → $420, one note"


def test_two_figures_do_not_run_together() -> None:
    (told,) = uncommitted([followed((BOOKS,), (replace(BOOKS, progress=Progress(4, 24, unit="books")),))])
    assert told.words == "goal 2: 3 books → 4 books"


def test_a_goal_without_a_number_goes_by_its_title() -> None:
    plain = replace(RACE, number=None, title="Run a race through the whole of the town and back again")
    (told,) = uncommitted([followed((BOOKS,), (BOOKS, plain))])
    assert told.words.startswith("“Run a race through the whole of the to…” ")


def test_many_changes_are_counted() -> None:
    before = tuple(goal(f"{n}.", f"Write chapter {chr(64 + n)}") for n in range(1, 8))
    (told,) = uncommitted([followed(before, tuple(replace(each, status=Status.DONE) for each in before))])
    assert told.words == "goal 1 done, goal 2 done, goal 3 done, four more changes"


def test_other_words_of_the_post_are_no_change_of_a_goal() -> None:
    (told,) = uncommitted([followed((RACE,), (RACE,))])
    assert told.words == "no change in meaning"


def test_a_new_post_has_nothing_before_it() -> None:
    (told,) = uncommitted([followed((RACE,))])
    assert (told.words, told.before) == ("a new post", -1)


def test_what_is_committed_is_not_told() -> None:
    assert uncommitted([followed((RACE,), (BOOKS,), last=Origin.COMMIT)]) == ()


def test_a_fault_with_the_lines_around_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one\ntwo\nthree \x1b[31m\nfour\nfive\nsix\n")
    (fault,) = faults([Problem("a.md", 3, "x", "it is odd", "mend it")], tmp_path)
    assert (fault.where, fault.cure) == ("a.md:3", "mend it")
    assert fault.around == ((1, "one"), (2, "two"), (3, "three \\x1b[31m"), (4, "four"), (5, "five"))


def test_no_lines_are_shown_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "secret.md").write_text("SECRET\n")
    (tmp_path / "blog/out.md").symlink_to("../secret.md")
    problems = [Problem(path, 1, "x", "odd") for path in ("../secret.md", "out.md", "none.md")]
    assert [each.around for each in faults(problems, tmp_path / "blog")] == [(), (), ()]
    assert faults([Problem("out.md", None, "x", "odd")], tmp_path)[0].around == ()


def test_what_a_broken_post_took_away_stays_as_it_was() -> None:
    last = [followed((RACE,), (BOOKS,)), followed((COST,), name="other")]
    without_text = followed((RACE,), last=Origin.COMMIT)
    broken = frozenset({"goals.md"})
    assert kept_good([without_text, last[1]], last, broken) == (last[0], last[1])
    assert kept_good([last[1]], last, broken) == (last[1], last[0])
    assert kept_good([last[1]], last, frozenset()) == (last[1],)
    longer = followed((RACE,), (BOOKS,), (COST,))
    assert kept_good([longer], last[:1], broken) == (longer,)
