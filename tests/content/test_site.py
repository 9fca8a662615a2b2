"""The demonstration blog, built by the real Jekyll and then by goalpage: dressed in its theme, and whole."""

import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

CONTENT = Path(__file__).parents[2] / "content"

pytestmark = pytest.mark.skipif(shutil.which("jekyll") is None, reason="needs Jekyll")


class Targets(HTMLParser):
    """Gathers the ids of a page and all that it links to or loads."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.targets, self.tags = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.ids |= {found["id"]} if "id" in found else set()
        self.targets += [found[name] for name in ("href", "src") if found.get(name) and tag not in ("base",)]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    blog, site = folder / "blog", folder / "built"
    shutil.copytree(CONTENT, blog)
    jekyll = ["jekyll", "build", "--quiet", "--source", str(blog), "--destination", str(site), "--disable-disk-cache"]
    ran = subprocess.run(jekyll, capture_output=True, text=True, timeout=60, check=True)
    assert not ran.stderr.strip()
    subprocess.run(
        [sys.executable, "-m", "goalpage", "build", str(blog), "-d", str(site), "--force"], timeout=60, check=True
    )
    return site


@pytest.fixture(scope="module")
def pages(site):
    """Give every page of the site, ours and the blog's, by its path."""
    return {path: Targets(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def test_our_pages_wear_the_theme(site):
    ours = [path.read_text(encoding="utf-8") for path in (site / "goals").rglob("index.html")]
    assert len(ours) > 50
    assert all('<header class="site">' in text and "Ines Marlow" in text for text in ours)


def test_every_page_has_one_heading_of_the_first_rank(pages):
    assert [str(path) for path, page in pages.items() if page.tags.count("h1") != 1] == []


def test_no_link_leads_nowhere(site, pages):
    broken = [
        f"{path.relative_to(site)} -> {target}"
        for path, page in pages.items()
        for target in page.targets
        if not leads_somewhere(site, path, target, pages)
    ]
    assert broken == []


def leads_somewhere(site, path, target, pages):
    """Whether a link of the page at `path` reaches a file of the site, and an element where it names one."""
    parts = urlsplit(target)
    if parts.netloc == "lowwater.example":
        parts = parts._replace(netloc="", scheme="")
    if parts.scheme or parts.netloc:
        return True
    file = site / unquote(parts.path).lstrip("/") if parts.path.startswith("/") else path.parent / unquote(parts.path)
    file = (file if parts.path else path).resolve()
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return False
    page = pages.get(file)
    return not parts.fragment or page is None or ".." in parts.fragment or parts.fragment in page.ids
