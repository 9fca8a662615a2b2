"""`goalpage init` as its user meets it: it looks, shows, asks, writes once, and never over anything."""

import os
import pty
import subprocess
import sys

import pytest
import yaml

POST = "---\ntitle: Goals for 2024\n---\n\n1. Run a half marathon. (12 of 21 km)\n2. Read 12 books.\n"
MARKED = '<div data-goalpage="content"></div>\n'
BLOGS = {
    "jekyll": {
        "_config.yml": "title: T\ntheme: minima\n",
        "_posts/2024-01-01-goals-for-2024.md": POST,
        "about.md": "---\nlayout: plain\ntitle: About\n---\n",
    },
    "hugo": {"hugo.toml": 'title = "T"\n', "content/posts/goals-for-2024.md": POST},
    "eleventy": {
        "eleventy.config.js": "module.exports = () => ({dir: {input: 'src'}});\n",
        "src/goals-for-2024.md": POST.replace("title", "layout: base.njk\ntitle", 1),
    },
    "pelican": {"pelicanconf.py": 'SITENAME = "T"\n', "content/goals-for-2024.md": POST},
    "mkdocs": {"mkdocs.yml": "site_name: T\n", "docs/goals-for-2024.md": POST},
    "folder": {"goals-for-2024.md": POST},
}
FRAMES = {
    "jekyll": "goals.md", "hugo": "content/goals.html", "eleventy": "src/goals.md",
    "pelican": "content/pages/goals.md", "mkdocs": "docs/goals.md",
}  # fmt: skip
HOOKS = {
    "jekyll": "_plugins/goalpage.rb", "eleventy": "goalpage.cjs",
    "pelican": "plugins/goalpage_pelican.py", "mkdocs": "goalpage_mkdocs.py",
}  # fmt: skip


def contents(root):
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", BLOGS)
class TestEveryGenerator:
    def test_shows_everything_and_writes_nothing_until_told(self, goalpage, make_blog, name):
        blog = make_blog(BLOGS[name])
        before = contents(blog)
        for options in (["--dry-run"], []):
            ran = goalpage("init", blog, *options)
            assert ran.returncode == (2 if name != "folder" and not options else 0), ran.stderr
            assert "goals-for-2024.md (its title names goals: Goals for 2024)" in ran.stdout
            for path in {FRAMES.get(name), HOOKS.get(name)} - {None}:
                assert f"\n+++ b/{path}\n" in ran.stdout
            assert contents(blog) == before

    def test_writes_what_it_showed_and_a_second_run_adds_nothing(self, goalpage, make_blog, name):
        blog = make_blog(BLOGS[name])
        before = contents(blog)
        ran = goalpage("init", blog, "--yes")
        assert ran.returncode == 0, ran.stderr
        after = contents(blog)
        assert after.keys() - before.keys() == {FRAMES.get(name), HOOKS.get(name)} - {None}
        assert {path for path in before if after[path] != before[path]} <= {"mkdocs.yml"}
        if name in FRAMES:
            assert 'data-goalpage="content"' in after[FRAMES[name]].decode()
        again = goalpage("init", blog, "--yes")
        assert again.returncode == 0
        assert "There is nothing to add" in again.stdout or "All else is there" in again.stdout
        assert contents(blog) == after

    def test_what_is_written_is_no_goal_post(self, goalpage, make_blog, name):
        blog = make_blog(BLOGS[name])
        goalpage("init", blog, "--yes")
        assert "1 goal post read, 2 goals in them" in goalpage("check", blog).stdout


class TestJekyll:
    def test_the_frame_takes_the_layout_of_the_blogs_pages(self, goalpage, make_blog):
        blog = make_blog(BLOGS["jekyll"])
        goalpage("init", blog, "--yes")
        text = (blog / "goals.md").read_text()
        assert text == f"---\nlayout: plain\ntitle: Goals\npermalink: /goals/\n---\n{MARKED}"

    def test_the_page_of_errors_is_none_to_go_by(self, goalpage, make_blog):
        blog = make_blog({**BLOGS["jekyll"], "404.html": "---\nlayout: default\n---\n"})
        goalpage("init", blog, "--yes")
        assert "layout: plain\n" in (blog / "goals.md").read_text()

    def test_without_pages_that_of_its_theme(self, goalpage, make_blog):
        blog = make_blog({"_config.yml": "theme: minima\n", "_posts/2024-01-01-goals.md": POST})
        goalpage("init", blog, "--yes")
        assert "layout: page\n" in (blog / "goals.md").read_text()

    def test_without_a_theme_that_of_its_own_layouts(self, goalpage, make_blog):
        blog = make_blog({"_config.yml": "", "_layouts/default.html": "{{ content }}", "index.md": "---\n---\n"})
        goalpage("init", blog, "--yes")
        assert "layout: default\n" in (blog / "goals.md").read_text()

    @pytest.mark.parametrize(
        "own", [{"goals.md": POST}, {"lists.md": POST.replace("---\n", "---\npermalink: /goals/\n", 1)}]
    )
    def test_goals_of_the_authors_own_keep_their_place(self, goalpage, make_blog, own):
        blog = make_blog({**BLOGS["jekyll"], **own})
        ran = goalpage("init", blog, "--yes")
        assert ran.returncode == 0
        assert {path: (blog / path).read_text() for path in own} == own
        assert "permalink: /goal-pages/" in (blog / "goal-pages.md").read_text()
        config = yaml.safe_load((blog / "_config.yml").read_text())
        assert config == {"title": "T", "theme": "minima", "goalpage": {"path": "/goal-pages/"}}
        assert goalpage("build", blog).returncode == 0
        assert (blog / "_site/goal-pages/index.html").is_file()

    def test_settings_that_cannot_be_added_to_are_shown_for_adding_by_hand(self, goalpage, make_blog):
        text = "{title: T}\n"
        blog = make_blog({"_config.yml": text, "goals.md": POST})
        ran = goalpage("init", blog, "--yes")
        assert "_config.yml: the blog has a page at /goals/ already; please add there yourself" in ran.stdout
        assert (blog / "_config.yml").read_text() == text

    def test_line_ends_stay_as_they_are(self, goalpage, make_blog):
        blog = make_blog({"_config.yml": "title: T\r\n# end", "goals.md": POST})
        assert goalpage("init", blog, "--yes").returncode == 0
        assert (blog / "_config.yml").read_bytes() == b"title: T\r\n# end\r\ngoalpage:\r\n  path: /goal-pages/\r\n"

    def test_github_pages_without_plugins(self, goalpage, make_blog):
        blog = make_blog({**BLOGS["jekyll"], "Gemfile": 'gem "github-pages"\n'})
        ran = goalpage("init", blog, "--yes")
        assert "runs no plugins" in ran.stdout
        assert not (blog / "_plugins").exists()
        assert "bundle exec jekyll build && goalpage build" in ran.stdout

    def test_a_gem_in_a_comment_of_the_gemfile_is_none(self, goalpage, make_blog):
        blog = make_blog({**BLOGS["jekyll"], "Gemfile": 'gem "jekyll"\n# gem "github-pages"\n'})
        ran = goalpage("init", blog, "--yes")
        assert (blog / "_plugins/goalpage.rb").exists()
        assert "Next: cd" in ran.stdout
        assert "bundle exec jekyll build\n" in ran.stdout

    def test_a_frame_that_is_there_is_enough(self, goalpage, make_blog):
        blog = make_blog({**BLOGS["jekyll"], "my/aims.html": f"---\n---\n{MARKED}"})
        ran = goalpage("init", blog, "--yes")
        assert "There already: my/aims.html lends its looks" in ran.stdout
        assert not (blog / "goals.md").exists()

    def test_a_post_that_tells_of_the_marker_is_no_frame(self, goalpage, make_blog):
        blog = make_blog({**BLOGS["jekyll"], "tell.md": f"---\n---\n```html\n{MARKED}```\n"})
        goalpage("init", blog, "--yes")
        assert (blog / "goals.md").exists()

    def test_a_hook_that_differs_is_left(self, goalpage, make_blog):
        blog = make_blog({**BLOGS["jekyll"], "_plugins/goalpage.rb": "# mine\n"})
        ran = goalpage("init", blog, "--yes")
        assert "_plugins/goalpage.rb is not the one of this version" in ran.stdout
        assert (blog / "_plugins/goalpage.rb").read_text() == "# mine\n"


class TestHosts:
    def test_the_file_is_written_once(self, goalpage, make_blog):
        blog = make_blog(BLOGS["jekyll"])
        ran = goalpage("init", blog, "--yes", "--host", "github", "--install", "goalpage==0.1.0")
        assert ran.returncode == 0, ran.stderr
        assert "pip install goalpage==0.1.0\n" in (blog / ".github/workflows/pages.yml").read_text()
        again = goalpage("init", blog, "--host", "github")
        assert "There already: .github/workflows/pages.yml runs goalpage" in again.stdout
        assert "There is nothing to add" in again.stdout

    def test_one_that_is_there_is_left_and_what_it_needs_is_told(self, goalpage, make_blog):
        blog = make_blog({**BLOGS["jekyll"], "netlify.toml": "[build]\ncommand = 'jekyll build'\n"})
        ran = goalpage("init", blog, "--yes", "--host", "netlify")
        assert "netlify.toml: is there already, and needs what of this it lacks" in ran.stdout
        assert (blog / "netlify.toml").read_text() == "[build]\ncommand = 'jekyll build'\n"

    def test_gems_are_those_that_the_settings_name(self, goalpage, make_blog):
        blog = make_blog({"_config.yml": "theme: minima\nplugins: [jekyll-feed]\n"})
        goalpage("init", blog, "--yes", "--host", "github")
        assert "gem install jekyll minima jekyll-feed\n" in (blog / ".github/workflows/pages.yml").read_text()


class TestWrongInput:
    def test_no_blog(self, goalpage, tmp_path):
        empty = tmp_path / "empty"
        empty.mkdir()
        ran = goalpage("init", empty, "--yes")
        assert ran.returncode == 2
        assert "there is no blog in this folder" in ran.stderr
        assert not list(empty.iterdir())

    def test_several_generators(self, goalpage, make_blog):
        blog = make_blog({"_config.yml": "title: T\n", "hugo.toml": "title = 'T'\n"})
        ran = goalpage("init", blog, "--yes")
        assert ran.returncode == 2
        assert "_config.yml and hugo.toml lie side by side" in ran.stderr
        assert "generator: jekyll" in ran.stderr
        (blog / "goalpage.yml").write_text("generator: hugo\n")
        assert goalpage("init", blog, "--yes").returncode == 0
        assert (blog / "content/goals.html").exists()

    @pytest.mark.skipif(os.name == "nt", reason="rights are another matter on Windows")
    def test_a_folder_that_cannot_be_written_stays_whole(self, goalpage, make_blog):
        blog = make_blog(BLOGS["jekyll"])
        (blog / "_plugins").write_text("a file where a folder must be\n")
        before = contents(blog)
        ran = goalpage("init", blog, "--yes")
        assert ran.returncode == 2
        assert "the blog is as it was" in ran.stderr
        assert "Traceback" not in ran.stderr
        assert contents(blog) == before

    def test_a_link_that_leads_out_of_the_blog(self, goalpage, make_blog, tmp_path):
        blog = make_blog(BLOGS["jekyll"])
        (tmp_path / "elsewhere").mkdir()
        (blog / "_plugins").symlink_to(tmp_path / "elsewhere")
        ran = goalpage("init", blog, "--yes")
        assert ran.returncode == 2
        assert "leads out of the blog" in ran.stderr
        assert not list((tmp_path / "elsewhere").iterdir())
        assert not (blog / "goals.md").exists()

    def test_broken_settings_stop_it(self, goalpage, make_blog):
        ran = goalpage("init", make_blog({**BLOGS["jekyll"], "goalpage.yml": "path: [1\n"}), "--yes")
        assert ran.returncode == 2


@pytest.mark.parametrize(("answer", "status"), [(b"y\n", 0), (b"n\n", 2), (b"\n", 2)])
def test_on_a_terminal_it_asks(make_blog, answer, status):
    blog = make_blog(BLOGS["jekyll"])
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "goalpage", "init", str(blog)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as ran:
        os.write(ours, answer)
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 65536):
                said += part
        except OSError:  # the other end has closed
            pass
        assert ran.wait(timeout=30) == status
    os.close(ours)
    assert b"Write _plugins/goalpage.rb, goals.md?" in said
    assert (blog / "goals.md").exists() == (status == 0)
