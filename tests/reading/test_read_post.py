"""Promises of `read_post` that hold for any text, and what it says beside the goals."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goalpage.model import Container, Role
from goalpage.reading import ReadingOptions, read_post

SHARED = Path(__file__).parents[3] / "shared/corpus/singles"
TOLD = ReadingOptions(told=True)

PIECES = st.sampled_from(
    [
        "# Goals", "## 1. Run", "- ", "1. ", "  - ", "[ ] ", "[x] ", "**bold** ", "~~gone~~ ", "text ", ": ", "\n",
        "| Goal | Due |\n|---|---|\n| a | b |\n", "<ul>", "<li>", "</ul>", "</li>", "<!-- goal: id=a -->", "<!--",
        "{% raw %}", "{% endraw %}", "{{ x }}", "---\n", "goals:\n  - a\n", "> ", "`code` ", "[link](/u) ", "(3/10) ",
        "done ", "✅ ", "$", "\n\n",
        "<Goal status='done'>", "\u202e", "é", "日本語", "    ", "\t", "<br>", "&amp;", "\\", "*", "_", "***\n",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["post.md", "post.mdx", "_data/goals.yml"]))
@example("# Goals\n<ul>## 1. Run", "post.md")
def test_no_text_makes_it_raise(text: str, path: str) -> None:
    post = read_post(text, path, TOLD)
    for place, goal in enumerate(post.goals):
        assert goal.title
        assert 1 <= goal.line <= goal.end_line <= text.count("\n") + 1
        assert goal.parent is None or 0 <= goal.parent < place


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_any_characters_are_read_the_same_each_time(text: str) -> None:
    assert read_post(text, "post.md", TOLD) == read_post(text, "post.md", TOLD)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet="abc def", min_size=3, max_size=20).filter(str.strip), min_size=2, max_size=8))
def test_every_item_of_a_named_list_is_a_goal(names: list[str]) -> None:
    names = [" ".join(name.split()) for name in names]
    text = "## My goals\n\n" + "".join(f"1. Run {name}\n" for name in names)
    goals = read_post(text, "post.md", TOLD).goals
    assert [goal.title for goal in goals] == [f"Run {name}" for name in names]
    assert [goal.line for goal in goals] == list(range(3, 3 + len(names)))


def test_it_says_why_each_part_was_taken_or_left() -> None:
    text = "Goals:\n\n1. Run\n2. Swim\n\n## Links\n\n- [a](/a)\n- [b](/b)\n"
    taken, run, left = read_post(text, "post.md", TOLD).decisions
    assert (run.container, run.taken) == (Container.HEADINGS, False)
    assert (taken.line, taken.container, taken.taken) == (3, Container.LIST, True)
    assert (left.line, left.taken) == (8, False)
    assert taken.score == pytest.approx(sum(weight for _, weight in taken.cues))
    assert ("links only", -4.0) in left.cues


def test_what_is_nested_too_deep_is_said() -> None:
    text = "---\ngoals: true\n---\n\n" + "- " * 300 + "deep\n"
    assert "nested-too-deep" in [problem.code for problem in read_post(text, "post.md").problems]


def test_a_post_told_to_hold_goals_warns_when_none_are_found() -> None:
    (problem,) = read_post("---\ngoals: true\n---\nProse.\n", "post.md").problems
    assert (problem.code, problem.line, str(problem.severity)) == ("no-goals", 2, "warning")


def test_notes_and_links_are_clean() -> None:
    text = "Goals:\n\n1. Run to [town](https://example.org/a_b)\n   - with <script>x</script>*joy* #6\n"
    text += "   - <a href='javascript:x'>bad</a>\n2. Swim\n"
    goal = read_post(text, "post.md", TOLD).goals[0]
    assert goal.html == 'Run to <a href="https://example.org/a_b">town</a>'
    assert [note.text for note in goal.notes] == ["with joy #6", "bad"]
    assert goal.notes[0].html == "with <em>joy</em> #6"
    assert "javascript" not in goal.notes[1].html
    assert [link.url for link in goal.links] == ["https://example.org/a_b"]


def test_the_year_of_the_post_tells_a_review() -> None:
    text = "## 2030\n\n1. Run far: done\n2. Swim far: not done\n\n## 2031\n\n1. Row far\n2. Ski far\n"
    roles = [goal.role for goal in read_post(text, "post.md", ReadingOptions(told=True, year=2031)).goals]
    assert roles == [Role.REVIEWED, Role.REVIEWED, Role.STATED, Role.STATED]


@pytest.mark.parametrize(
    "piece", ["## {} a\n\ntext\n\n", "{}. goal\n", "**a{}** and more\n\n", "<ul><li>a{}", "- x {{{{ {}\n"]
)
def test_time_grows_in_line_with_the_text(piece: str) -> None:
    def seconds(first: int, count: int) -> float:
        text = "# Goals\n\n" + "".join(piece.format(n) for n in range(first, first + count))
        start = time.process_time()  # of this process alone, however busy the machine
        read_post(text, "post.md", TOLD)
        return time.process_time() - start

    seconds(10_000, 100)
    short = max(seconds(20_000, 200), seconds(30_000, 200), 0.005)  # goals that nothing has kept from an earlier text
    assert seconds(40_000, 2400) < 60 * short  # 12 times the text; quadratic would be 144 times


@pytest.mark.skipif(not SHARED.is_dir(), reason="no labelled posts beside the checkout")
def test_seven_goals_with_their_notes() -> None:
    name = "mitchellgordon"
    post = read_post((SHARED / f"{name}.md").read_text(encoding="utf-8"), "_posts/2020-02-01-goals.md", TOLD)
    labelled = json.loads((SHARED / f"{name}.gold.json").read_text(encoding="utf-8"))["posts"][0]["goals"]
    assert [goal.title for goal in post.goals] == [goal["title"] for goal in labelled]
    assert [len(goal.notes) for goal in post.goals] == [0, 0, 1, 0, 1, 3, 2]
    assert [goal.number for goal in post.goals] == list("1234567")


def test_a_list_of_answers_is_told_as_left() -> None:
    text = (
        "---\ntitle: Goals of 2031 in review\n---\n\nThe goals were:\n\n"
        "1. Row to the island\n2. Keep bees\n3. Mend the dam\n"
        "\n# How it went\n\n1. I rowed there twice.\n2. I have bees now.\n3. I did not touch it.\n"
    )
    post = read_post(text, "post.md", ReadingOptions(told=True, year=2032))
    assert [decision.taken for decision in post.decisions if decision.container is Container.LIST] == [True, False]
    assert post.decisions[-1].cues[-1][0] == "answers the list before it, number by number"
    assert [(goal.title, len(goal.notes)) for goal in post.goals] == [
        ("Row to the island", 1), ("Keep bees", 1), ("Mend the dam", 1),
    ]  # fmt: skip
