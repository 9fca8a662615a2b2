"""Our pages in sitemaps: only those that may be indexed, only once, and gone when they are."""

from datetime import date
from xml.etree import ElementTree

import pytest

from goalpage.pages import Page, Site
from goalpage.site.built_site import built_site
from goalpage.site.sitemap import in_sitemap_of_blog, sitemap

SITE = Site(date(2024, 1, 1), url="https://ann.example", baseurl="/blog")
PAGES = (
    Page("goals/index.html", "Goals", "", updated="2024-05-03T10:00:00+02:00"),
    Page("goals/a&b/index.html", "A", ""),
    Page("goals/a/at/2020/index.html", "Then", "", indexed=False),
)
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
URLSET = f'{HEAD}<urlset xmlns="{NAMESPACE[1:-1]}"><url><loc>https://ann.example/blog/</loc></url>\n</urlset>\n'
INDEX = f'{HEAD}<sitemapindex xmlns="{NAMESPACE[1:-1]}"><sitemap><loc>https://ann.example/blog/en.xml</loc></sitemap></sitemapindex>'


def addresses(data):
    return [each.text for each in ElementTree.fromstring(data).iter(f"{NAMESPACE}loc")]


def test_own_sitemap_names_what_may_be_indexed():
    (file,) = sitemap(PAGES, SITE)
    assert file.path == "goals/sitemap.xml"
    assert addresses(file.data) == ["https://ann.example/blog/goals/", "https://ann.example/blog/goals/a&b/"]
    assert b"<lastmod>2024-05-03</lastmod>" in file.data


def test_no_sitemap_without_an_address_or_in_the_blogs_place():
    assert sitemap(PAGES, Site(date(2024, 1, 1))) == ()
    assert sitemap(PAGES, Site(date(2024, 1, 1), url="https://ann.example", path="/")) == ()


@pytest.mark.parametrize(
    ("before", "added"),
    [
        (URLSET, ["https://ann.example/blog/goals/", "https://ann.example/blog/goals/a&b/"]),
        (INDEX, ["https://ann.example/blog/goals/sitemap.xml"]),
    ],
)
def test_blogs_sitemap_is_joined_once_and_left_again(tmp_path, before, added):
    (tmp_path / "sitemap.xml").write_text(before)
    joined = in_sitemap_of_blog(built_site(tmp_path, ()), PAGES, SITE)["sitemap.xml"]
    assert addresses(joined) == addresses(before) + added
    (tmp_path / "sitemap.xml").write_bytes(joined)
    built = built_site(tmp_path, ())
    assert in_sitemap_of_blog(built, PAGES, SITE)["sitemap.xml"] == joined
    assert in_sitemap_of_blog(built, (), SITE)["sitemap.xml"].decode() == before


def test_address_that_the_blog_names_itself_is_not_named_again(tmp_path):
    text = URLSET.replace("/blog/<", "/blog/goals/<")
    (tmp_path / "sitemap.xml").write_text(text)
    joined = in_sitemap_of_blog(built_site(tmp_path, ()), PAGES, SITE)["sitemap.xml"]
    assert addresses(joined) == ["https://ann.example/blog/goals/", "https://ann.example/blog/goals/a&b/"]


@pytest.mark.parametrize("text", ["", "no xml", "<html></html>"])
def test_what_is_no_sitemap_is_left_alone(tmp_path, text):
    (tmp_path / "sitemap.xml").write_text(text)
    assert in_sitemap_of_blog(built_site(tmp_path, ()), PAGES, SITE) == {}
