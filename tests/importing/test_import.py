"""Tasks of other programs become goals with all that goals have, and what has no place is said."""

import os
import subprocess
import sys
from datetime import date

import pytest

from goalpage.drafting import imported
from goalpage.importing import body_of, kind_of, tasks_of
from goalpage.model import Status
from goalpage.reading import ReadingOptions, read_post

TODO = """(A) 2024-01-01 Run a marathon +health @outside due:2024-10-01
x 2024-05-01 2024-01-02 Read Moby Dick +reading rec:+1w

Learn to draw https://x.example/a:b
"""
ORG = """#+TITLE: Life
#+TODO: TODO SOMEDAY | DONE MISSED
Prose that is passed over.
* Health
** NEXT [#A] Run a [[https://x.example][marathon]] :sport:
DEADLINE: <2024-10-01 Tue>
:PROPERTIES:
:CREATED: [2024-01-01 Mon]
:END:
- with friends
*** TODO Buy shoes
** CANCELLED Swim
* SOMEDAY Sail
* DONE Sleep
CLOSED: [2024-05-01 Wed]
"""
OBSIDIAN = """# Health
Some prose.
- [ ] Run a marathon 🔼 #sport 📅 2024-10-01 🔁 every year
  - with friends
  - [x] Buy shoes ✅ 2024-02-03
- [-] Swim ❌ 2024-03-01
- a bullet that is no task
## Mind
- [/] Read [due:: 2024-12-31]
"""
HEAD = "---\nlayout: post\ntitle: My goals\ncategories: life\n---\n\n"
LISTS = (
    "## Body\n\n- [/] Run far (currently 3 of 21 km)\n  - with friends\n- [x] Swim\n"
    "- [ ] Sleep, by June 2024\n\n## Mind\n\n- [-] Learn\n"
)


def goals(text, kind):
    tasks, problems = tasks_of(text, kind, "f")
    post = f"---\ntitle: My goals\ngoals: true\n---\n\n{body_of(tasks)}"
    read = read_post(post, "a.md", ReadingOptions(dialect="kramdown", told=True)).goals
    return {goal.title: goal for goal in read}, [str(problem) for problem in problems]


def test_todo_txt():
    found, problems = goals(TODO, "todo.txt")
    assert list(found)[1:] == ["Run a marathon", "Read Moby Dick"]
    run, read = found["Run a marathon"], found["Read Moby Dick"]
    assert (run.area, run.due, run.created) == ("health", "2024-10-01", "2024-01-01")
    assert (run.priority, run.tags) == ("A", ("outside",))
    assert (read.status, read.completion, read.created) == (Status.DONE, "2024-05-01", "2024-01-02")
    assert problems == ["f:2: `rec:+1w` is left out; write it into the post by hand"]


def test_org():
    found, problems = goals(ORG, "org")
    assert [(goal.title, goal.status.value, goal.area) for goal in found.values()] == [
        ("Sail", "open", None), ("Sleep", "done", None), ("Run a marathon", "active", "Health"),
        ("Buy shoes", "open", "Health"), ("Swim", "dropped", "Health"),
    ]  # fmt: skip
    run = found["Run a marathon"]
    assert (run.due, run.created, run.priority, run.tags) == ("2024-10-01", "2024-01-01", "A", ("sport",))
    assert [note.text for note in run.notes] == ["with friends"]
    assert [link.url for link in run.links] == ["https://x.example"]
    assert found["Buy shoes"].parent == list(found).index("Run a marathon")
    assert found["Sleep"].completion == "2024-05-01"
    assert problems == []


def test_org_prose_properties_and_repeaters():
    text = (
        "* TODO Run\nDEADLINE: <2024-10-01 Tue +1y>\n:PROPERTIES:\n:AREA: Health\n:CURRENT: 12 km\n:TARGET: 21 km\n"
        ":EFFORT: 1:00\n:ID: x\n:END:\nSlowly, with friends,\nin the wood.\n\n1. Buy shoes\n   and socks\n# a comment\n"
    )
    found, problems = goals(text, "org")
    run = found["Run"]
    assert (run.area, run.due, run.progress.current, run.progress.target, run.progress.unit) == (
        "Health", "2024-10-01", 12, 21, "km"
    )  # fmt: skip
    assert [note.text for note in run.notes] == ["Slowly, with friends, in the wood.", "Buy shoes and socks"]
    assert problems == [
        "f:2: the repeater `+1y` is left out; write it into the post by hand",
        "f:7: `:EFFORT: 1:00` is left out; write it into the post by hand",
    ]


def test_obsidian():
    found, problems = goals(OBSIDIAN, "obsidian")
    assert [(goal.title, goal.status.value, goal.area) for goal in found.values()] == [
        ("Run a marathon", "open", "Health"), ("Buy shoes", "done", "Health"), ("Swim", "dropped", "Health"),
        ("Read", "active", "Mind"),
    ]  # fmt: skip
    run = found["Run a marathon"]
    assert (run.due, run.priority, run.tags) == ("2024-10-01", "medium", ("sport",))
    assert (found["Buy shoes"].completion, found["Swim"].cancelled) == ("2024-02-03", "2024-03-01")
    assert found["Read"].due == "2024-12-31"
    assert problems == ["f:3: `🔁 every year` is left out; write it into the post by hand"]


def test_the_name_tells_the_program():
    names = ("todo.txt", "LIFE.ORG", "x.md", "x.csv")
    assert [kind_of(name) for name in names] == ["todo.txt", "org", "obsidian", None]


def test_no_heading_takes_goals_away():
    tasks, _ = tasks_of(ORG, "org", "life.org")
    draft = imported(tasks, "Life", None, date(2024, 2, 1))
    assert draft.path == "_posts/2024-02-01-life.md"
    assert len(draft.goals) == 5


@pytest.fixture
def goalpage(tmp_path):
    def run(*arguments):
        env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
        command = [sys.executable, "-m", "goalpage", *map(str, arguments)]
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False, timeout=60
        )

    return run


def test_the_command(goalpage, make_blog, tmp_path):
    blog = make_blog({"_config.yml": "title: T\n", "_posts/2023-01-01-my-goals.md": HEAD + "1. Swim\n2. Sleep\n"})
    (tmp_path / "life.org").write_text(ORG)
    arguments = ("import", "life.org", "Goals from org", "--today", "2024-02-01", "--blog", blog)
    ran = goalpage(*arguments, "--dry-run")
    assert ran.stdout.startswith('_posts/2024-02-01-goals-from-org.md\n---\nlayout: post\ntitle: Goals from org\n')
    assert not (blog / "_posts/2024-02-01-goals-from-org.md").exists()
    ran = goalpage(*arguments)
    assert (ran.returncode, ran.stdout) == (0, "Wrote _posts/2024-02-01-goals-from-org.md with 5 goals.\n")
    assert "categories: life\ngoals: true\n" in (blog / "_posts/2024-02-01-goals-from-org.md").read_text()
    ran = goalpage(*arguments)
    assert (ran.returncode, "there is such a post already" in ran.stderr) == (2, True)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.csv", b"a", "the name does not tell which program this is from; say it with --from"),
        ("x.org", b"* only a heading\n", "no task of org was found"),
        ("x.txt", b"\xff\xfe", "the file is not UTF-8; save it as UTF-8"),
        ("x.txt", None, "the file cannot be read"),
    ],
)
def test_what_cannot_be_imported(goalpage, tmp_path, name, data, words):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    ran = goalpage("import", name, "--blog", tmp_path)
    assert (ran.returncode, words in ran.stderr) == (2, True), ran.stderr


@pytest.mark.parametrize("kind", ["org", "markdown"])
def test_what_was_exported_comes_back(goalpage, make_blog, tmp_path, kind):
    blog = make_blog({"_config.yml": "title: T\n", "_posts/2024-01-01-my-goals.md": HEAD + LISTS})
    name = {"org": "out.org", "markdown": "out.md"}[kind]
    assert goalpage("export", "--format", kind, "--output", name, "--blog", blog).returncode == 0
    tasks, problems = tasks_of((tmp_path / name).read_text(), kind_of(name), name)
    assert list(problems) == []
    assert [(task.words, task.status.value) for task in tasks] == [
        ("Run far", "active"), ("Swim", "done"), ("Sleep, by June 2024", "open"), ("Learn", "dropped")
    ]  # fmt: skip
    draft = imported(tasks, "Again", None, date(2024, 2, 1))
    run = read_post(draft.text, draft.path, ReadingOptions(dialect="kramdown", told=True)).goals[0]
    assert (run.progress.current, run.progress.target, run.progress.unit) == (3, 21, "km")
