import os
from pathlib import Path

import pytest

from goalpage.errors import DestinationError
from goalpage.site.destination import destination_of


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "blog"
    (folder / ".git").mkdir(parents=True)
    return folder


def test_configured_is_relative_to_the_blog(blog: Path) -> None:
    assert destination_of(blog, "_site", None) == blog / "_site"


def test_told_on_the_command_line_wins(blog: Path, tmp_path: Path) -> None:
    assert destination_of(blog, "_site", tmp_path / "out") == tmp_path / "out"


@pytest.mark.parametrize("place", [".", "..", "../..", "/", ".git", ".git/x", "_site/../."])
def test_unfit_places_are_refused(blog: Path, place: str) -> None:
    with pytest.raises(DestinationError, match="--destination"):
        destination_of(blog, place, None)


def test_home_is_refused(blog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    (tmp_path / "me").mkdir()
    with pytest.raises(DestinationError, match="home"):
        destination_of(blog, "_site", tmp_path / "me")


def test_link_to_the_blog_is_refused(blog: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(blog)
    with pytest.raises(DestinationError, match="own folder"):
        destination_of(blog, "_site", tmp_path / "link")


@pytest.mark.parametrize("place", ["_site", "_site/below"])
def test_file_is_refused(blog: Path, place: str) -> None:
    (blog / "_site").write_text("I am a file")
    with pytest.raises(DestinationError, match=r"_site: is not a folder"):
        destination_of(blog, place, None)


def test_fifo_is_refused(blog: Path) -> None:
    os.mkfifo(blog / "_site")
    with pytest.raises(DestinationError, match="is not a folder"):
        destination_of(blog, "_site", None)


def test_name_with_a_nul_is_refused(blog: Path) -> None:
    with pytest.raises(DestinationError, match="cannot be used"):
        destination_of(blog, "a\0b", None)
