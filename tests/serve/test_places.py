"""What a request's target means, and what it never means."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.serve.places import file_within, meant, site_path


@pytest.mark.parametrize(
    ("target", "path"),
    [
        (b"/", ""),
        (b"/goals/", "goals/"),
        (b"/a%20b/c.html", "a b/c.html"),
        (b"/%C3%A9t%C3%A9/", "été/"),
        (b"/goals/diff/2024-01-01-abcdef..2024-02-01-abcdef/", "goals/diff/2024-01-01-abcdef..2024-02-01-abcdef/"),
        (b"/100%25/", "100%/"),
    ],
)
def test_path_of_a_target(target: bytes, path: str) -> None:
    assert site_path(target) == path


@pytest.mark.parametrize(
    "target",
    [
        b"", b"*", b"goals/", b"http://localhost/goals/", b"/../../etc/passwd", b"/%2e%2e/%2e%2e/etc/passwd",
        b"/..%2f..%2fetc/passwd", b"/..%5c..%5cetc/passwd", b"/%5c..%5c", b"//etc/passwd", b"/goals//x", b"/./goals/",
        b"/goals/..%00/x", b"/goals/\\..\\x", b"/.git/config", b"/a/.env", b"/goals./", b"/goals%20/", b"/%ff",
        b"/a%0ab", b"/..;/etc/passwd",
    ],
)  # fmt: skip
def test_target_that_means_nothing(target: bytes) -> None:
    assert site_path(target) is None


def test_base_url_is_left_off() -> None:
    assert site_path(b"/blog/goals/", "/blog") == "goals/"
    assert site_path(b"/blog", "/blog") == ""
    assert site_path(b"/blogs/", "/blog") == "blogs/"


PARTS = [b"/", b"..", b".", b"%2e", b"%2f", b"%5c", b"\\", b"a", b"%25", b";", b"%00"]


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_no_path_leads_up(parts: list[bytes]) -> None:
    path = site_path(b"/" + b"".join(parts))
    assert path is None or (not path.startswith("/") and not {"..", ".", ""} & {*path.split("/")[:-1]})


def test_files_that_a_path_may_mean() -> None:
    assert list(meant("")) == ["index.html"]
    assert list(meant("about")) == ["about", "about.html"]
    assert list(meant("goals/")) == ["goals/index.html"]


def test_only_real_files_within_the_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    (site / ".git/config").write_text("x")
    (site / "a.html").write_text("a")
    (tmp_path / "secret").write_text("x")
    (tmp_path / "site2").mkdir()
    (tmp_path / "site2/x").write_text("x")
    links = {"in": "a.html", "out": "../secret", "etc": "/etc", "hidden": ".git/config", "loop": "loop"}
    for name, target in links.items():
        (site / name).symlink_to(target)
    assert file_within(site, "a.html") == (site / "a.html").resolve()
    assert file_within(site, "in") == (site / "a.html").resolve()
    for path in ("out", "etc/hostname", "hidden", "loop", "none", "../site2/x", ".git/config", ".", "a\0b", "a.html/x"):
        assert file_within(site, path) is None, path
