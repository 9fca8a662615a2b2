from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from goalpage.compare import follow
from goalpage.errors import ConfigError
from goalpage.pages import Page, render


def made(story: ModuleType, folder: Path) -> tuple[Page, ...]:
    site = story.Site(today=story.SITE.today, templates=str(folder))
    return render((follow(story.single()),), site)[0]


def test_a_template_of_the_blog_stands_in_for_ours(story: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "history.html").write_text('<div class="goalpage"><h1>{{ title }}!</h1></div>', "utf-8")
    pages = {page.path: page.content for page in made(story, tmp_path)}
    assert pages["goals/matarot/index.html"] == '<div class="goalpage"><h1>מטרות!</h1></div>'
    assert "gp-index" in pages["goals/index.html"]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("<p>\n{% if %}</p>", r"history\.html:2: template: "),
        ("{{ nothing_of_the_kind }}", "nothing_of_the_kind"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% include 'absent.html' %}", "absent.html"),
    ],
)
def test_a_broken_template_is_named(story: ModuleType, tmp_path: Path, template: str, message: str) -> None:
    (tmp_path / "history.html").write_text(template, "utf-8")
    with pytest.raises(ConfigError, match=message):
        made(story, tmp_path)


def test_a_stylesheet_of_the_blog_is_taken(story: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "goalpage.css").write_text(".goalpage { color: red }", "utf-8")
    site = story.Site(today=story.SITE.today, templates=str(tmp_path))
    _, files = render((), site)
    assert next(file.data for file in files if file.path == "goals/goalpage.css") == b".goalpage { color: red }"


def test_styles_stay_inside_our_element() -> None:
    css = (Path(__file__).parents[2] / "templates" / "goalpage.css").read_text("utf-8")
    depth = 0
    for line in css.splitlines():
        if depth == 0 and "{" in line and not line.startswith("@"):
            assert all(
                each.strip().startswith((".goalpage", ".goalpage-shell")) for each in line.split("{")[0].split(",")
            )
        depth += line.count("{") - line.count("}")
    assert depth == 0
