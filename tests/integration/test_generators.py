"""In the blog's own theme, after its real generator: what stands where, and that nothing is broken."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

HOST = "https://low.example"
HISTORY = "goals/find-out/index.html"
KINDS_OF_PAGE = (HISTORY, "goals/find-out/changes/index.html", "goals/find-out/solve-the-mill-pond-on-paper/index.html")


def parsed(text):
    return html5lib.parse(text, namespaceHTMLElements=False)


def of(document, tag, /, **attributes):
    return [e for e in document.iter(tag) if all(e.get(key) == value for key, value in attributes.items())]


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_every_page_stands_in_the_frame(built):
    frame = parsed((built.before / "goals/index.html").read_text(encoding="utf-8"))
    outside = Counter(e.tag for e in frame.iter() if isinstance(e.tag, str))
    assert len(built.pages) >= 20
    assert any("/diff/" in path for path in built.pages)
    for path, text in built.pages.items():
        page = parsed(text)
        (marked,) = [e for e in page.iter() if e.get("data-goalpage") in ("content", "page")]
        assert words(marked), path
        marked[:] = []
        inside = Counter(e.tag for e in page.iter() if isinstance(e.tag, str))
        assert not outside - inside, f"{path} lost something of the frame"


def test_head_speaks_of_the_page(built):
    titles = set()
    for path, text in built.pages.items():
        page = parsed(text)
        (title,) = of(page.find("head"), "title")
        own = [words(e) for e in page.iter("h1") if words(e) not in ("Low Water", "Never shown")]
        assert len(own) == 1 or (built.kind.folder == "pelican" and not own), path
        # The frame's own page keeps the name that its author gave it; no other page has that name.
        heads = {words(e) for e in page.iter() if e.tag in ("h1", "h2")}
        assert ("Goals" in heads) == (path == "goals/index.html"), path
        assert "Low Water" in words(title)
        assert len(of(page, "link", rel="canonical")) <= 1, path
        assert len([e for e in of(page, "link", rel="stylesheet") if "goalpage.css" in e.get("href")]) == 1, path
        for canonical in of(page, "link", rel="canonical"):
            address = HOST + built.kind.root + path.removesuffix("index.html")
            assert canonical.get("href") == address
            assert {e.get("content") for e in of(page, "meta", property="og:url")} == {address}
        for name in ("description", "og:title"):
            told = of(page, "meta", name=name) + of(page, "meta", property=name)
            assert len(told) == 1, (path, name)
            assert told[0].get("content")
        for script in of(page, "script", type="application/ld+json"):
            json.loads(script.text)
        titles.add(words(title))
    assert len(titles) == len(built.pages), "two pages have the same title"


def test_no_link_is_broken(built):
    broken = []
    for file in sorted(built.site.rglob("*.html")):
        path = file.relative_to(built.site).as_posix()
        page = parsed(file.read_text(encoding="utf-8"))
        ids = {e.get("id") for e in page.iter()}
        for element in page.iter():
            for name in ("href", "src"):
                link = element.get(name)
                if link is None or element.get("rel") == "canonical":
                    continue
                parts = urlsplit(urljoin(f"{HOST}{built.kind.root}{path}", link))
                if f"{parts.scheme}://{parts.netloc}" != HOST:
                    continue
                if not link.partition("#")[0] and parts.fragment:
                    if parts.fragment not in ids:
                        broken.append((path, link))
                    continue
                below = unquote(parts.path)
                target = built.site / below.removeprefix(built.kind.root).lstrip("/")
                if below.startswith(built.kind.root) and not target.is_file() and not (target / "index.html").is_file():
                    broken.append((path, link))
    # A post of this blog links to one that the blog does not have.
    assert [each for each in broken if "echoes" not in each[1]] == []


def test_links_lead_to_the_post_as_it_was_built(built):
    page = parsed(built.text(HISTORY))
    (link,) = [e for e in page.iter("a") if words(e) == "The post"]
    where = urlsplit(urljoin(f"{HOST}{built.kind.root}{HISTORY}", link.get("href"))).path
    target = built.site / where.removeprefix(built.kind.root)
    target = target / "index.html" if target.is_dir() else target
    assert "Solve the mill pond on paper" in target.read_text(encoding="utf-8")
    assert "goals" not in target.relative_to(built.site).parts


def test_second_build_writes_nothing(built):
    before = {path: path.stat().st_mtime_ns for path in built.site.rglob("*") if path.is_file()}
    built.goalpage("--force")
    assert {path: path.stat().st_mtime_ns for path in built.site.rglob("*") if path.is_file()} == before


def test_building_the_blog_again_gives_the_same_site(built):
    before = {path: path.read_bytes() for path in built.site.rglob("*.html")}
    built.generate()
    built.goalpage()
    after = {path: path.read_bytes() for path in built.site.rglob("*.html")}
    assert [str(path) for path in before if after.get(path) != before[path]] == []


def test_pages_are_as_valid_as_the_frame(built, node_modules):
    jar = node_modules / "vnu-jar/build/dist/vnu.jar"
    if not jar.exists() or shutil.which("java") is None:
        pytest.skip("the Nu HTML checker is not installed")
    files = [str(built.site / path) for path in built.pages] + [str(built.before / "goals/index.html")]
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", *files]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=100, check=True)
    said: dict[str, set[str]] = {}
    for each in json.loads(ran.stdout)["messages"]:
        if each["type"] == "error":
            said.setdefault(Path(urlsplit(each["url"]).path).as_posix(), set()).add(each["message"])
    before = said.pop((built.before / "goals/index.html").as_posix(), set())
    assert {path: messages - before for path, messages in said.items() if messages - before} == {}


def test_sitemap_names_the_pages_that_may_be_indexed(built):
    file = built.site / "goals/sitemap.xml"
    canonical = re.search('rel="?canonical', built.pages[HISTORY])
    assert file.exists() == bool(canonical)
    if file.exists():
        named = re.findall("<loc>(.*?)</loc>", file.read_text(encoding="utf-8"))
        wanted = [
            path for path, text in built.pages.items() if not re.search('name="?robots"? content="?noindex', text)
        ]
        assert sorted(named) == sorted(HOST + built.kind.root + path.removesuffix("index.html") for path in wanted)
    blogs = built.site / "sitemap.xml"
    if blogs.exists():
        addresses = re.findall("<loc>(.*?)</loc>", blogs.read_text(encoding="utf-8"))
        assert HOST + built.kind.root + "goals/find-out/" in addresses
        assert len(addresses) == len(set(addresses))


def test_widgets_of_the_blogs_pages_are_filled(built):
    asking = [
        file
        for file in built.before.rglob("*.html")
        if re.search(r"goalpage=.?(?:prog|summ|chan|badge)", file.read_text())
    ]
    for file in asking:
        text = (built.site / file.relative_to(built.before)).read_text(encoding="utf-8")
        assert "gp-widget" in text, file
        assert "goals/goalpage.css" in text, file


def test_frame_is_given_back_when_the_goals_go(make_built, tmp_path):
    built = make_built("own-layout", tmp_path)
    (built.folder / built.kind.post).unlink()
    built.goalpage("--allow-removal")
    left = {path.relative_to(built.site).as_posix() for path in (built.site / "goals").rglob("*") if path.is_file()}
    assert left == {"goals/index.html"}
    for path in ("goals/index.html", "index.html"):
        assert built.text(path) == (built.before / path).read_text(encoding="utf-8")


def test_incremental_jekyll_keeps_the_frame_whole(make_built, tmp_path):
    built = make_built("minima", tmp_path)
    built.generate("--incremental")
    built.goalpage("--force")
    before = built.pages
    about = built.folder / "now.md"
    about.write_text(about.read_text() + "\nOne word more.\n", encoding="utf-8")
    built.generate("--incremental")
    built.goalpage("--force")
    assert built.pages == before
    assert "One word more" in built.text("now/index.html")
