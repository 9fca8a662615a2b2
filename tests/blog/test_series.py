"""Histories out of texts: ids, revisions, what continues what."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.blog import Blog, Candidate, Histories, Text, histories
from goalpage.config import Config, Generator
from goalpage.errors import Problem, Severity
from goalpage.model import Goal, Origin, Post
from goalpage.reading.front_matter import read_front_matter

NO_CONFIG = Config()


def said(text: str, candidate: Candidate) -> Post:
    """Read a text of one goal a line: enough of a reader for what is done with what it says."""
    front = read_front_matter(text, candidate.path)
    title = front.data.get("title")
    goals = tuple(Goal(line[2:]) for line in front.body.splitlines() if line.startswith("- "))
    return Post(str(title) if title else candidate.title, None, goals, (), front.problems)


def body(*goals: str, front: str = "") -> str:
    return f"---\n{front}\n---\n" + "".join(f"- {goal}\n" for goal in goals)


def text(day: str, said: str, origin: Origin = Origin.COMMIT, path: str = "p.md") -> Text:
    sha = hashlib.sha1((day + said).encode()).hexdigest() if origin is Origin.COMMIT else None
    return Text(path, said.encode(), datetime.fromisoformat(f"{day}T12:00:00+02:00"), origin, sha, sha and "message")


def candidate(path: str, *texts: Text, **told: Any) -> Candidate:
    date = told.pop("date", path.rsplit("/", 1)[-1][:10])
    at = datetime.fromisoformat(f"{date}T00:00:00+00:00") if date and date[:1].isdigit() else None
    return Candidate(path, "why", told.pop("told", True), texts, date=at, **told)


def made(*candidates: Candidate, config: Config = NO_CONFIG) -> Histories:
    return histories(Blog(candidates), config, said)


def year(number: int, title: str = "Goals for {}", **told: Any) -> Candidate:
    path = f"_posts/{number}-01-01-goals-for-{number}.md"
    return candidate(
        path, text(f"{number}-01-01", body("Run", front=f"title: {title.format(number)}"), path=path), **told
    )


def test_revisions_of_one_post() -> None:
    found = made(
        candidate(
            "_posts/2020-01-01-my-goals.md",
            text("2020-01-01", body("Run")),
            text("2020-02-01", body("Run", "Read")),
            title="My goals",
        )
    )
    (history,) = found.histories
    first, second = history.revisions
    digest = hashlib.sha256(body("Run").encode()).hexdigest()[:6]
    assert first.id == f"2020-01-01-{digest}"
    assert (first.previous, second.previous) == (None, 0)
    assert (first.source, first.path) == ("_posts/2020-01-01-my-goals.md", "p.md")
    assert (history.title, history.posts, history.is_series) == ("My goals", ("_posts/2020-01-01-my-goals.md",), False)
    assert first.commit is not None
    assert [each.path for each in found.sources[0]] == list(history.posts)


def test_the_same_text_again_is_no_revision_and_later_a_new_one_of_the_same_day() -> None:
    one, two = body("Run"), body("Read")
    texts = [
        text("2020-01-01", one),
        text("2020-01-01", one.replace("\n", "\r\n")),
        text("2020-01-01", two),
        text("2020-01-01", one),
    ]
    (history,) = made(candidate("goals.md", *texts)).histories
    ids = [each.id for each in history.revisions]
    assert len(ids) == 3
    assert ids[2] == f"{ids[0]}-2"


def test_the_offset_of_the_author_decides_his_day() -> None:
    late = Text(
        "p.md", body("Run").encode(), datetime.fromisoformat("2020-01-01T23:30:00-08:00"), Origin.COMMIT, "0" * 40, ""
    )
    (history,) = made(candidate("goals.md", late)).histories
    assert history.revisions[0].id.startswith("2020-01-01-")


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["_posts/2020-01-01-my-goals.md"], ["my-goals"]),
        (["_posts/2020-01-01-café.md", "_posts/2020-01-02-cafe\u0301.md"], ["cafe", "cafe-2"]),
        (["_posts/2020-01-02-A.md", "_posts/2020-01-01-a.md"], ["a-2", "a"]),
        (["_posts/2020-01-01-con.md", "_posts/2020-01-02-LPT9.md"], ["con-post", "lpt9-post"]),
        (["index.md", "look-back.md", "x/goals/index.md"], ["post", "look-back-2", "goals"]),
        (["_posts/2020-01-01-目標.md", "_posts/2020-01-02-!!.md"], ["目標", "post"]),
        (["_posts/2020-01-01.md"], ["2020-01-01"]),
    ],
)
def test_ids_are_of_their_own(paths: list[str], ids: list[str]) -> None:
    found = made(*(candidate(path, text("2020-01-01", body(path), path=path)) for path in paths))
    assert {each.posts[0]: each.id for each in found.histories} == dict(zip(paths, ids, strict=True))


def test_an_id_follows_the_first_path_and_what_the_author_says() -> None:
    moved = candidate(
        "_posts/2021-01-01-new.md",
        text("2020-01-01", body("Run"), path="_posts/2020-01-01-old.md"),
        text("2021-01-01", body("Read"), path="_posts/2021-01-01-new.md"),
    )
    named = candidate("_posts/2021-01-02-x.md", text("2021-01-02", body("Run")), id="Research goals")
    assert [each.id for each in made(moved, named).histories] == ["old", "research-goals"]


def test_an_id_does_not_come_from_a_recorded_copy() -> None:
    recorded = text("2020-01-01", body("Run"), Origin.RECORDED, "_revisions/2020-01-01-goals/2020-01-01.md")
    (history,) = made(candidate("_posts/2020-01-01-aims.md", recorded)).histories
    assert history.id == "aims"


def test_two_posts_of_one_name_are_told() -> None:
    found = made(*(candidate(f"{folder}/goals.md", text("2020-01-01", body(folder))) for folder in "ab"))
    assert [(each.code, each.severity) for each in found.problems] == [("same-name", Severity.WARNING)]


@pytest.mark.parametrize(
    ("titles", "groups"),
    [
        (["Goals for {}"] * 3, 1),
        (["Goals for {}", "{} goals", "My {} Goals"], 1),
        (["Goals"] * 3, 1),
        (["Goals for {}", "Reading plans for {}", "Goals for {}"], 2),
        (["'{}'"] * 3, 1),
        (["Goals", "Rivers", "Words"], 3),
    ],
)
def test_titles_that_differ_only_by_year_are_a_series(titles: list[str], groups: int) -> None:
    found = made(*(year(number, title) for number, title in zip((2020, 2021, 2022), titles, strict=True)))
    assert len(found.histories) == groups
    assert found.histories[0].id == "goals-for-2020", "the first post's, so that it stays when the next one comes"


def test_one_title_twice_in_a_year_is_no_series() -> None:
    posts = [
        candidate(f"_posts/2020-0{n}-01-x.md", text(f"2020-0{n}-01", body("Run", front="title: Plans"))) for n in (1, 2)
    ]
    assert len(made(*posts).histories) == 2


def test_series_by_configuration_and_front_matter() -> None:
    config = Config(series=(("Every year", "_posts/*-for-*.md"),))
    posts = [year(2020, "A"), year(2021, "B"), year(2022, "C", series="other"), year(2023, "D", series="other")]
    found = made(*posts, config=config).histories
    assert [(each.id, len(each.posts), each.is_series) for each in found] == [
        ("every-year", 2, True),
        ("other", 2, True),
    ]


def test_a_post_goes_on_from_the_list_whose_id_it_names() -> None:
    path = "_posts/2020-01-01-my-aims.md"
    first = candidate(path, text("2020-01-01", body("Run", "Read", front="title: Aims"), path=path))
    later = year(2022, "Looking back", series="my-aims")
    other = year(2021, "Other")
    found = made(first, other, later).histories
    assert [(each.id, each.posts, each.is_series) for each in found] == [
        ("my-aims", (first.path, later.path), True),
        ("goals-for-2021", (other.path,), False),
    ]
    assert found[0].revisions[-1].previous == 0


def test_a_post_goes_on_from_the_configured_series_whose_id_it_names() -> None:
    config = Config(series=(("Every year", "_posts/*-for-*.md"),))
    later = candidate("_posts/2022-06-01-look.md", text("2022-06-01", body("Run", front="title: Look"),
                      path="_posts/2022-06-01-look.md"), series="every-year")  # fmt: skip
    found = made(year(2020, "A"), year(2021, "B"), later, config=config).histories
    assert [(each.id, len(each.posts)) for each in found] == [("every-year", 3)]


def test_a_series_is_in_order_of_date_and_each_post_continues_the_newest_of_the_one_before() -> None:
    first = candidate(
        "_posts/2020-01-01-goals-2020.md",
        text("2020-01-01", body("a", front="title: Goals 2020")),
        text("2020-06-01", body("b", front="title: Goals 2020")),
        text("2021-03-01", body("c", front="title: Goals 2020")),
    )
    second = candidate(
        "_posts/2021-01-01-goals-2021.md",
        text("2021-01-01", body("d", front="title: Goals 2021")),
        text("2021-02-01", body("e", front="title: Goals 2021")),
    )
    (history,) = made(second, first).histories
    assert [each.goals[0].title for each in history.revisions] == ["a", "b", "d", "e", "c"]
    assert [each.previous for each in history.revisions] == [None, 0, 1, 2, 1]
    assert history.posts == (first.path, second.path)
    assert (history.title, history.is_series) == ("Goals 2020–2021", True)


def test_what_was_not_told_counts_only_with_goals() -> None:
    empty = body()
    later = candidate("later.md", text("2020-01-01", empty), text("2020-02-01", body("Run")), told=False)
    found = made(candidate("none.md", text("2020-01-01", empty), told=False), later)
    assert [each.posts for each in found.histories] == [("later.md",)]
    told = made(candidate("told.md", text("2020-01-01", empty)))
    assert [each.code for each in told.problems] == ["no-goals"]
    assert len(told.histories) == 1


def test_old_texts_that_cannot_be_read_are_left_out_with_their_commit() -> None:
    broken = [body("x", front='title: "'), "---\nx: y\n"]
    texts = [
        text("2020-01-01", body("Run")),
        *(text("2020-02-01", each, path="old.md") for each in broken),
        text("2020-03-01", body("Read")),
    ]
    latin = Text("old.md", b"caf\xe9", texts[0].date, Origin.COMMIT, "a" * 40, "")
    found = made(candidate("goals.md", texts[0], latin, *texts[1:]))
    assert [each.goals[0].title for each in found.histories[0].revisions] == ["Run", "Read"]
    assert [(each.severity, each.path, each.commit is not None) for each in found.problems] == [
        (Severity.WARNING, "old.md", True)
    ] * 3
    assert found.problems[0].commit == "a" * 10


def test_a_broken_newest_text_is_an_error_and_the_older_ones_stay() -> None:
    found = made(
        candidate(
            "goals.md",
            text("2020-01-01", body("Run")),
            text("2020-02-01", body("x", front='title: "'), Origin.UNCOMMITTED),
        )
    )
    assert [each.goals[0].title for each in found.histories[0].revisions] == ["Run"]
    assert [(each.severity, each.code) for each in found.problems] == [(Severity.ERROR, "yaml-syntax")]


@pytest.mark.parametrize(
    "hidden", [{"front": "published: false"}, {"front": "draft: yes"}, {"path": "_drafts/goals.md"}]
)
def test_what_was_not_published_is_no_revision(hidden: Mapping[str, str]) -> None:
    secret = text("2020-01-01", body("Secret", front=hidden.get("front", "x: y")), path=hidden.get("path", "goals.md"))
    (history,) = made(candidate("goals.md", secret, text("2020-02-01", body("Run")))).histories
    assert [each.goals[0].title for each in history.revisions] == ["Run"]


def test_data_files_need_no_front_matter() -> None:
    def read(text: str, candidate: Candidate) -> Post:
        if text.startswith("broken"):
            return Post(problems=(Problem(candidate.path, 1, "yaml-syntax", "broken"),))
        return Post(goals=(Goal("Run"),))

    path = "_data/goals.yml"
    said = ("---\n- Run\n", "broken", "- Run\n")
    texts = [text(f"2020-0{month}-01", each, path=path) for month, each in enumerate(said, 1)]
    found = histories(Blog((candidate(path, *texts),)), Config(), read)
    assert len(found.histories[0].revisions) == 2
    assert [each.severity for each in found.problems] == [Severity.WARNING]


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 900), st.integers(0, 5)), min_size=1, max_size=5), min_size=1, max_size=4
    ),
)
def test_every_history_is_a_tree_in_order(posts: list[list[tuple[int, int]]]) -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)

    def at(year: int, day: int, word: int) -> Text:
        said = body(f"goal {word}", front=f"title: Goals {year}").encode()
        return Text("p.md", said, start + timedelta(days=day), Origin.COMMIT, "0" * 40)

    candidates = [
        candidate(f"_posts/{year}-01-01-goals-{year}.md", *(at(year, day, word) for day, word in texts))
        for year, texts in enumerate(posts, 2020)
    ]
    (history,) = made(*candidates).histories
    ids = [each.id for each in history.revisions]
    assert len(set(ids)) == len(ids)
    assert [each.previous for each in history.revisions].count(None) >= 1
    for index, each in enumerate(history.revisions):
        assert each.previous is None or each.previous < index
    for number, texts in enumerate(posts):
        own = [each.goals[0].title for each in history.revisions if f"20{20 + number}-01" in each.source]
        words = [f"goal {word}" for _, word in texts]
        assert own == [word for i, word in enumerate(words) if i == 0 or words[i - 1] != word]


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        (["Goals for 2021", "Goals for 2022", "My goals for 2024"], "My goals for 2021–2024"),
        (["My goals", "My goals"], "My goals"),
        (["Goals 2021", "What I want in 2022"], "What I want in 2022"),
        (["Goals for 2021 and 2022", "Goals for 2023 and 2024"], "Goals for 2023 and 2024"),
    ],
)
def test_a_series_is_called_by_the_years_of_its_posts(titles: list[str], title: str) -> None:
    posts = [
        candidate(
            f"_posts/{2021 + n}-01-01-p.md",
            text(f"{2021 + n}-01-01", body(f"goal {n}", front=f"title: {said}\ngoals: {{series: s}}")),
            series="s",
        )
        for n, said in enumerate(titles)
    ]
    (history,) = made(*posts).histories
    assert history.title == title


def test_what_pelican_did_not_list_is_no_revision() -> None:
    path = "content/goals.md"
    shown = text("2024-01-01", body("Run", front="title: Goals"), path=path)
    hidden = text("2024-02-01", body("Run", "Weep", front="title: Goals\nstatus: hidden"), path=path)
    newest = text("2024-03-01", body("Run", "Read", front="title: Goals\nstatus: published"), path=path)
    found = made(candidate(path, shown, hidden, newest), config=Config(generator=Generator.PELICAN)).histories
    assert [[goal.title for goal in each.goals] for each in found[0].revisions] == [["Run"], ["Run", "Read"]]
