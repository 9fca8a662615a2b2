"""Hugo, Eleventy, Pelican and MkDocs: a blog of each, `goalpage init`, its real program, and our pages in its looks."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from .conftest import BROKEN, POST

SHELL = "<!doctype html><html><head><title>%s</title></head><body class=mine>%s</body></html>"
NODE_MODULES = Path(os.environ.get("GOALPAGE_NODE_MODULES") or Path.home() / ".cache/goalpage-tests/node_modules")
ELEVENTY = NODE_MODULES / "@11ty/eleventy/cmd.cjs"
TITLED_LINES = POST.partition("---\n")[2].replace("title", "Title").replace("date", "Date").replace("---\n", "", 1)


@dataclass(frozen=True)
class Blog:
    """How a generator's blog looks: its files, the program, its site, and where goals posts stand in it."""

    files: dict[str, str]
    command: tuple[str, ...]
    site: str
    post: str
    hooked: bool = True
    by_hand: tuple[str, str] | None = None


BLOGS = {
    "hugo": Blog(
        {
            "hugo.toml": 'baseURL = "https://low.example/blog/"\ntitle = "Low Water"\ncontentDir = "texts"\n'
            '[permalinks]\nposts = "/:year/:slug/"\n',
            "config.toml": "",
            "layouts/_default/single.html": SHELL % ("{{ .Title }}", "{{ .Content }}"),
            "layouts/_default/list.html": SHELL % ("{{ .Title }}", "{{ .Content }}"),
            "texts/posts/goals-for-2024/index.md": '+++\ntitle = "Goals for 2024"\ndate = 2024-01-01\n+++\n'
            + POST.split("---\n")[2],
        },
        ("hugo", "--config", "hugo.toml"), "public", "2024/goals-for-2024/index.html", hooked=False,
    ),
    "eleventy": Blog(
        {
            "eleventy.config.js": "module.exports = (eleventyConfig) => {\n};\n",
            "_includes/base.njk": SHELL % ("{{ title }}", "{{ content | safe }}"),
            "goals-for-2024.md": POST.replace("title", "layout: base.njk\ntitle", 1),
        },
        ("node", str(ELEVENTY)), "_site", "goals-for-2024/index.html",
        by_hand=("eleventy.config.js", "module.exports = (eleventyConfig) => {\n"),
    ),
    "pelican": Blog(
        {
            "pelicanconf.py": 'SITENAME = "Low Water"\nPATH = "content"\nTIMEZONE = "UTC"\nTHEME = "theme"\n'
            'SITEURL = ""\nDEFAULT_LANG = "en"\nDIRECT_TEMPLATES = []\n'
            "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = None\nAUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ''\n",
            **{f"theme/templates/{name}.html": SHELL % (f"{{{{ {name}.title }}}}", f"{{{{ {name}.content }}}}")
               for name in ("article", "page")},
            "theme/static/x.css": "",
            "content/goals-for-2024.md": TITLED_LINES,
        },
        (sys.executable, "-m", "pelican", "content"), "output", "goals-for-2024.html", by_hand=("pelicanconf.py", ""),
    ),
    "mkdocs": Blog(
        {
            "mkdocs.yml": "site_name: Low Water\nsite_url: https://low.example/\n"
            "theme:\n  name: null\n  custom_dir: theme\n",
            "theme/main.html": SHELL % ("{{ page.title }}", "{{ page.content }}"),
            "docs/index.md": "# Home\n",
            "docs/goals-for-2024.md": POST,
        },
        (sys.executable, "-m", "mkdocs", "build", "--quiet"), "site", "goals-for-2024/index.html",
    ),
}  # fmt: skip


def _is_there(name: str) -> bool:
    if name == "eleventy":
        return ELEVENTY.is_file() and shutil.which("node") is not None
    if name == "hugo":
        return shutil.which("hugo") is not None
    needs = ("pelican", "markdown") if name == "pelican" else (name,)
    return all(importlib.util.find_spec(each) for each in needs)


@pytest.fixture(
    params=[pytest.param(n, marks=pytest.mark.skipif(not _is_there(n), reason=f"{n} is not installed")) for n in BLOGS]
)
def blog(request) -> Blog:
    return BLOGS[request.param]


@pytest.fixture
def root(blog, make_blog, run, environment) -> Path:
    """The blog after `goalpage init --yes`, with the lines added that it asks its author to add."""
    root = make_blog(blog.files)
    (root / "config.toml").unlink(missing_ok=True)
    ran = run(*shlex.split(environment["GOALPAGE"]), "init", ".", "--yes", cwd=root)
    assert ran.returncode == 0, ran.stdout
    if blog.by_hand is not None:
        path, before = blog.by_hand
        lines = re.search(rf"^{re.escape(path)}: .*please add there yourself\n((?:    .*\n)+)", ran.stdout, re.M)
        text = (root / path).read_text()
        (root / path).write_text(before + lines[1].replace("    ", "") + text.removeprefix(before))
    return root


def built(blog, root, run, environment, **more):
    ran = run(*blog.command, cwd=root, **({"NODE_PATH": str(NODE_MODULES)} if "node" in blog.command else {}), **more)
    if ran.returncode == 0 and not blog.hooked:
        return run(*shlex.split(environment["GOALPAGE"]), "build", cwd=root)
    return ran


def test_our_pages_stand_in_the_looks_of_the_blog(blog, root, run, environment, files_of):
    before = files_of(root)
    ran = built(blog, root, run, environment)
    assert ran.returncode == 0, ran.stdout
    site = root / blog.site
    assert (site / blog.post).is_file(), sorted(files_of(site))
    page = site / "goals/goals-for-2024/index.html"
    text = page.read_text(encoding="utf-8")
    assert "<body class=mine>" in text
    assert "Run a half marathon" in text
    post = blog.post.removesuffix("index.html")
    assert f'href="../../{post}"' in text, "the post's own address"
    for each in (site / "goals").rglob("*.html"):
        for link in re.findall(r'href="([^"#?]*)', each.read_text(encoding="utf-8")):
            if link and not re.match(r"[a-z]+:|/", link):
                target = each.parent / link
                assert (target / "index.html").is_file() or target.is_file(), f"{each}: {link} leads nowhere"
    caches = {".cache", "__pycache__", "resources", ".hugo_build.lock", "jsonify"}
    assert files_of(root, blog.site, *caches) == {path: it for path, it in before.items() if "__pycache__" not in path}


def test_building_again_gives_the_same_bytes(blog, root, run, environment, files_of):
    built(blog, root, run, environment)
    before = {path: data for path, (_, data) in files_of(root / blog.site / "goals").items()}
    assert built(blog, root, run, environment).returncode == 0
    assert {path: data for path, (_, data) in files_of(root / blog.site / "goals").items()} == before


def test_a_broken_goal_post_fails_the_build(blog, root, run, environment):
    if blog.hooked:
        folder = next(path for path in blog.files if path.endswith("2024.md")).rpartition("/")[0]
        name = root / folder / "aims.md"
        name.write_text(BROKEN.replace("title", "x").replace("---\n", "+++\n"), encoding="utf-8")
        (root / "goalpage.yml").write_text("posts: ['**/aims.md', '**/goals-for-2024.md']\n")
        ran = built(blog, root, run, environment)
        assert ran.returncode != 0
        said = " ".join(ran.stdout.split())
        assert "aims.md:2: " in said
        assert "goalpage could not build every goal post" in said


def test_a_missing_program_fails_the_build_and_says_how_to_get_it(blog, root, run, environment):
    if blog.hooked:
        ran = built(blog, root, run, environment, GOALPAGE="goalpage-that-is-not-there")
        assert ran.returncode != 0
        assert "pipx install goalpage" in " ".join(ran.stdout.split())


def test_a_folder_of_markdown(make_blog, run, environment):
    root = make_blog({"year/goals-for-2024.md": "# Goals for 2024\n\n" + POST.split("---\n\n")[1]})
    ran = run(*shlex.split(environment["GOALPAGE"]), "build", cwd=root)
    assert ran.returncode == 0, ran.stdout
    assert "Run a half marathon" in (root / "_site/goals/goals-for-2024/index.html").read_text(encoding="utf-8")
