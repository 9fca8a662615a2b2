"""`goalpage log` and `goalpage diff`, on a real repository: revisions named in every way."""

import json
from datetime import date

import pytest

from goalpage.cli.naming import end_of

TEXT = "---\ntitle: Goals\n---\n\n1. Train a model for $100 (Currently {value})\n2. {second}\n"
PATH = "_posts/2020-02-01-goals.md"
TEXTS = [
    ("2020-02-01T10:00:00+00:00", TEXT.format(value="$7,000", second="Write a book")),
    ("2021-06-27T10:00:00+00:00", TEXT.format(value="$640", second="Write a book")),
    ("2022-10-02T10:00:00+00:00", TEXT.format(value="$640", second="~~Write a book~~")),
]


@pytest.fixture
def blog(tmp_path, repo):
    commits = [repo.Commit(day, {PATH: text}, f"Edit {day[:4]}") for day, text in TEXTS]
    return repo.make_repo(tmp_path / "blog", commits)


def test_the_log_of_a_list_tells_each_revision_newest_first(goalpage, blog):
    ran = goalpage("log", "--blog", blog)
    assert (ran.returncode, ran.stderr) == (0, "")
    days = [line[:10] for line in ran.stdout.splitlines() if line[:2] == "20"]
    assert days == ["2022-10-02", "2021-06-27", "2020-02-01"]
    assert "Two goals set" in ran.stdout
    assert "Edit 2021" in ran.stdout


def test_the_log_of_a_goal_tells_what_befell_it(goalpage, blog):
    lines = goalpage("log", "model", "--blog", blog).stdout.splitlines()
    assert lines[0] == "Train a model for $100 (Goals)"
    assert lines[1].split("  ", 1) == ["2021-06-27", "$7,000 → $640."]
    assert lines[2].startswith("2020-02-01")


def test_the_log_as_json(goalpage, blog):
    (history,) = json.loads(goalpage("log", "book", "--json", "--blog", blog).stdout)["histories"]
    newest, first = history["revisions"]
    (change,) = newest["changes"]
    assert (change["kind"], change["before"], change["after"]) == ("status", {"status": "open"}, {"status": "done"})
    assert first["message"] == "Edit 2020"
    assert newest["commit"]


def test_diff_without_arguments_is_what_publishing_would_say(goalpage, blog):
    assert "Nothing to publish" in goalpage("diff", "--blog", blog).stdout
    (blog / PATH).write_text(TEXTS[2][1].replace("$640", "$90"))
    said = goalpage("diff", "--blog", blog).stdout
    assert said.startswith("Goals: 2022-10-02 → now, not committed\n")
    assert "down from $640 to $90" in said


def test_diff_where_nothing_is_recorded(goalpage, make_blog):
    blog = make_blog({PATH: TEXTS[0][1]})
    assert "nothing is recorded yet\nTwo goals set" in goalpage("diff", "--blog", blog).stdout


@pytest.mark.parametrize(
    ("arguments", "between"),
    [
        (["2020"], ("2020-02-01", "2022-10-02")),
        (["2020", "2021"], ("2020-02-01", "2021-06-27")),
        (["2020-12", "2022"], ("2020-02-01", "2022-10-02")),
        (["2021-06-27"], ("2021-06-27", "2022-10-02")),
        (["HEAD~1"], ("2021-06-27", "2022-10-02")),
        (["HEAD~2", "HEAD~1"], ("2020-02-01", "2021-06-27")),
        (["HEAD", "HEAD~2"], ("2020-02-01", "2022-10-02")),
        (["last year", "--today", "2022-12-01"], ("2021-06-27", "2022-10-02")),
        (["2 years ago", "--today", "2022-12-01"], ("2020-02-01", "2022-10-02")),
    ],
)
def test_revisions_are_named_by_date_and_commit(goalpage, blog, arguments, between):
    ran = goalpage("diff", *arguments, "--blog", blog, "--json")
    assert ran.returncode == 0, ran.stderr
    (history,) = json.loads(ran.stdout)["histories"]
    assert (history["from"]["date"][:10], history["to"]["date"][:10]) == between


def test_revisions_are_named_by_id_and_by_a_part_of_a_commit(goalpage, blog):
    (history,) = json.loads(goalpage("diff", "2020", "--blog", blog, "--json").stdout)["histories"]
    for name in (history["from"]["id"], history["from"]["commit"][:8]):
        said = goalpage("diff", name, "--blog", blog).stdout
        assert "Goals: 2020-02-01 → 2022-10-02\n" in said
        assert "$7,000 → $640" in said


@pytest.mark.parametrize("name", ["2019", "--output=x", "nothing", "HEAD..HEAD", "HEAD~9", "2020-13"])
def test_a_revision_that_is_none_is_refused(goalpage, blog, name):
    ran = goalpage("diff", "--blog", blog, "--", name)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "no revision" in ran.stderr
    assert not (blog / "x").exists()


def test_diff_as_a_page_stands_alone(goalpage, blog):
    page = goalpage("diff", "2020", "--html", "--blog", blog).stdout
    assert page.startswith("<!doctype html>")
    assert "<style>" in page
    assert 'rel="stylesheet"' not in page
    assert "$640" in page
    assert goalpage("diff", "--html", "--json", "--blog", blog).returncode == 2


def test_a_history_is_named_by_a_part_of_its_id(goalpage, blog):
    assert goalpage("diff", "2020", "--history", "goal", "--blog", blog).returncode == 0
    assert "there is no history 'x'" in goalpage("diff", "2020", "--history", "x", "--blog", blog).stderr


@pytest.mark.parametrize(
    ("name", "last"),
    [("2021", "2021-12-31"), ("2021-02", "2021-02-28"), ("today", "2024-03-31"), ("yesterday", "2024-03-30"),
     ("last month", "2024-02-29"), ("a month ago", "2024-02-29"), ("last week", "2024-03-24"),
     ("this year", "2024-12-31"), ("3 weeks ago", "2024-03-10"), ("1 year ago", "2023-03-31")],
)  # fmt: skip
def test_dates_in_words(name, last):
    assert end_of(name, date(2024, 3, 31)).isoformat() == last


def test_what_is_no_date_is_none():
    assert end_of("soon", date(2024, 3, 31)) is None
