"""What each command says and does, on real blogs."""

import json
import re

import pytest

POST = """---
title: Goals
goals: true
---

1. Run a half marathon. (12 of 21 km)
2. ~~Read 12 books.~~
3. Publish a paper.
- with two friends
"""
BAD = '---\ntitle: "x\ngoals: true\n---\n\n1. One\n'
TYPO = "---\ntitle: Two\ngoal: true\n---\n\n1. One\n2. Two\n"


@pytest.fixture
def blog(make_blog):
    return make_blog({"_config.yml": "title: T\n", "_posts/2024-01-01-goals.md": POST})


class TestBuild:
    def test_says_what_it_took_and_why_and_where_to_look(self, goalpage, blog):
        ran = goalpage("build", blog)
        assert ran.returncode == 0
        assert "Goals: 3 goals, 1 revision" in ran.stdout
        assert "_posts/2024-01-01-goals.md (front matter says goals:)" in ran.stdout
        assert f"Open {blog / '_site/goals/index.html'}" in ran.stdout

    def test_quiet(self, goalpage, blog):
        ran = goalpage("build", blog, "-q")
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")

    def test_json(self, goalpage, blog):
        ran = goalpage("build", blog, "--json")
        data = json.loads(ran.stdout)
        (history,) = data["histories"]
        assert (history["goals"], history["revisions"]) == (3, 1)
        assert history["posts"] == [{"path": "_posts/2024-01-01-goals.md", "why": "front matter says goals:"}]
        assert "goals/index.html" in data["written"]

    def test_verbose_names_what_was_written_and_removed(self, goalpage, blog):
        assert "  + goals/index.html" in goalpage("build", blog, "-v").stdout
        (blog / "_posts/2024-01-01-goals.md").unlink()
        ran = goalpage("build", blog, "-v")
        assert "  - goals/index.html" in ran.stdout
        assert not (blog / "_site/goals").exists()

    def test_error_names_file_and_line_and_builds_the_rest(self, goalpage, blog):
        (blog / "_posts/2024-02-02-bad.md").write_text(BAD)
        ran = goalpage("build", blog)
        assert ran.returncode == 1
        assert re.search(r"^_posts/2024-02-02-bad\.md:2: .+", ran.stderr, re.M)
        assert (blog / "_site/goals/index.html").is_file()

    def test_warnings_fail_only_when_strict(self, goalpage, blog):
        (blog / "_posts/2024-02-02-two.md").write_text(TYPO)
        ran = goalpage("build", blog)
        assert ran.returncode == 0
        assert "_posts/2024-02-02-two.md:3: " in ran.stderr
        assert goalpage("build", blog, "--strict").returncode == 1

    def test_problems_are_told_again_when_nothing_changed(self, goalpage, blog):
        (blog / "_posts/2024-02-02-bad.md").write_text(BAD)
        first, second = goalpage("build", blog), goalpage("build", blog)
        assert first.stderr == second.stderr
        assert first.returncode == second.returncode == 1

    def test_without_goal_posts_it_says_which_look_like_ones(self, goalpage, make_blog):
        blog = make_blog({"_posts/2024-01-01-year.md": "---\ntitle: The year\n---\n\n# My goals\n\nWords only.\n"})
        ran = goalpage("build", blog)
        assert ran.returncode == 0
        assert "_posts/2024-01-01-year.md (a heading names goals: My goals)" in ran.stdout
        assert "goals: true" in ran.stdout
        assert not (blog / "_site").exists()

    def test_post_option_takes_a_post(self, goalpage, make_blog):
        blog = make_blog({"_posts/2024-01-01-year.md": "---\ntitle: The year\n---\n\n1. Run far.\n2. Read much.\n"})
        ran = goalpage("build", blog, "--post", "_posts/2024-01-01-year.md", "--json")
        assert json.loads(ran.stdout)["histories"][0]["goals"] == 2
        ran = goalpage("build", blog, "--post", "_posts/none.md")
        assert ran.returncode == 2
        assert "_posts/none.md" in ran.stderr

    def test_destination(self, goalpage, blog, tmp_path):
        assert goalpage("build", blog, "-d", tmp_path / "out").returncode == 0
        assert (tmp_path / "out/goals/index.html").is_file()
        assert not (blog / "_site").exists()

    @pytest.mark.parametrize("place", [".", "..", ".git", "_config.yml"])
    def test_unfit_destination(self, goalpage, blog, place):
        ran = goalpage("build", "-d", place, cwd=blog)
        assert ran.returncode == 2
        assert ran.stderr.startswith("goalpage: ")

    def test_foreign_page_in_the_way(self, goalpage, blog):
        (blog / "_site/goals").mkdir(parents=True)
        (blog / "_site/goals/index.html").write_text("<p>mine")
        ran = goalpage("build", blog)
        assert ran.returncode == 2
        assert "_site/goals/index.html: is not goalpage's" in ran.stderr
        assert [path.name for path in (blog / "_site/goals").iterdir()] == ["index.html"]

    def test_broken_own_configuration_stops_it(self, goalpage, blog):
        (blog / "goalpage.yml").write_text("path: [1\n")
        ran = goalpage("build", blog)
        assert ran.returncode == 2
        assert re.match(r"goalpage: goalpage\.yml:\d+: ", ran.stderr)

    def test_source_date_epoch_is_today(self, goalpage, blog):
        (blog / "_posts/2024-01-01-goals.md").write_text(POST.replace("books.~~", "books.~~\n4. Sail, due 2025-06-01"))
        goalpage("build", blog, "-d", blog / "a", "--today", "2025-07-01")
        goalpage("build", blog, "-d", blog / "b", SOURCE_DATE_EPOCH="1751328000")
        assert (blog / "a/goals/index.html").read_bytes() == (blog / "b/goals/index.html").read_bytes()


class TestCheck:
    def test_nothing_wrong(self, goalpage, blog):
        ran = goalpage("check", blog)
        assert (ran.returncode, ran.stdout) == (0, "Nothing is wrong: 1 goal post read, 3 goals in them.\n")
        assert not (blog / "_site").exists()

    def test_lists_problems_with_their_code(self, goalpage, blog):
        (blog / "_posts/2024-02-02-bad.md").write_text(BAD)
        (blog / "_posts/2024-02-03-two.md").write_text(TYPO)
        ran = goalpage("check", blog)
        assert ran.returncode == 1
        lines = ran.stdout.splitlines()
        assert any(re.match(r"_posts/2024-02-02-bad\.md:2: [a-z-]+ ", line) for line in lines)
        assert any(re.match(r"_posts/2024-02-03-two\.md:3: unknown-key ", line) for line in lines)
        told = json.loads(goalpage("check", blog, "--json").stdout)["problems"]
        assert {"_posts/2024-02-02-bad.md", "_posts/2024-02-03-two.md"} == {p["path"] for p in told if p["line"]}

    def test_needs_no_site(self, goalpage, blog):
        (blog / "_site").write_text("I am a file")
        assert goalpage("check", blog).returncode == 0
        assert goalpage("show", "--blog", blog).returncode == 0
        assert goalpage("build", blog).returncode == 2

    def test_verbose_says_why_a_list_was_taken(self, goalpage, blog):
        ran = goalpage("check", blog, "-v")
        assert re.search(r"^_posts/2024-01-01-goals\.md:6: list taken, score [\d.]+: .+", ran.stdout, re.M)


class TestShow:
    def test_every_goal_with_sign_and_word(self, goalpage, blog):
        ran = goalpage("show", "--blog", blog, "--today", "2024-06-01")
        assert ran.returncode == 0
        lines = [re.sub(" +", " ", line).strip() for line in ran.stdout.splitlines()]
        assert any(line.startswith("1 ◐ in progress Run a half marathon") for line in lines)
        assert any(line.startswith("2 ✓ done Read 12 books") for line in lines)
        assert any(line.endswith("12 of 21\xa0km · last word 1 January 2024, 5 months ago") for line in lines), lines

    @pytest.mark.parametrize(
        ("name", "title"), [("3", "Publish"), ("half MARATHON", "half"), ("publish-a-paper", "Publish")]
    )
    def test_one_goal(self, goalpage, blog, name, title):
        ran = goalpage("show", name, "--blog", blog)
        assert title in ran.stdout
        assert len(re.findall("last word", ran.stdout)) == 1

    def test_one_goal_with_its_notes(self, goalpage, blog):
        assert "- with two friends" in goalpage("show", "3", "--blog", blog).stdout

    def test_unknown_goal_names_the_nearest(self, goalpage, blog):
        ran = goalpage("show", "Run a ful maraton", "--blog", blog)
        assert ran.returncode == 2
        assert "did you mean 'Run a half marathon" in ran.stderr

    def test_json(self, goalpage, blog):
        (history,) = json.loads(goalpage("show", "--json", "--blog", blog).stdout)["histories"]
        assert [goal["status"] for goal in history["goals"]] == ["active", "done", "open"]
        assert history["goals"][0]["progress"]["current"] == 12

    def test_blog_without_goals(self, goalpage, make_blog):
        ran = goalpage("show", "--blog", make_blog({"index.md": "hello\n"}))
        assert ran.returncode == 0
        assert "No post of this blog states goals" in ran.stdout
