"""The cache saves time and changes nothing: losing it, breaking it, sharing it."""

import os
import random
import stat
from pathlib import Path

import pytest

from goalpage.cache import cache_base, cache_of, inputs_digest, outputs_digest, text_key


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    (folder / "_posts").mkdir(parents=True)
    (folder / "_posts/a.md").write_text("one")
    return folder


class TestStore:
    def test_gives_back_what_was_stored(self, blog, tmp_path):
        cache_of(blog, tmp_path / "c").store("x", {"a": [1, None, "é"]})
        assert cache_of(blog, tmp_path / "c").load("x", dict[str, object]) == {"a": [1, None, "é"]}

    def test_is_apart_for_each_blog(self, blog, tmp_path):
        cache_of(blog, tmp_path / "c").store("x", {"a": 1})
        assert cache_of(tmp_path, tmp_path / "c").load("x", dict[str, object]) is None

    def test_another_version_finds_nothing_and_says_nothing(self, blog, tmp_path):
        cache_of(blog, tmp_path / "c").store("x", {"a": 1})
        later = cache_of(blog, tmp_path / "c")
        later.version = "later"
        assert later.load("x", dict[str, object]) is None
        assert later.dropped is None

    def test_any_flipped_byte_drops_it(self, blog, tmp_path):
        cache = cache_of(blog, tmp_path / "c")
        cache.store("x", {"a": [1, 2, 3], "b": "text"})
        path = cache.folder / "x.json"
        whole = path.read_bytes()
        for place in range(len(whole)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert cache_of(blog, tmp_path / "c").load("x", dict[str, object]) is None, place
        path.write_bytes(whole[: len(whole) // 2])
        broken = cache_of(blog, tmp_path / "c")
        assert broken.load("x", dict[str, object]) is None
        assert "checksum" in broken.dropped

    def test_folder_that_cannot_be_written_is_no_cache(self, blog, tmp_path):
        (tmp_path / "c").write_text("a file")
        cache = cache_of(blog, tmp_path / "c")
        cache.store("x", {"a": 1})
        assert cache.load("x", dict[str, object]) is None

    def test_only_its_owner_may_read_it(self, blog, tmp_path):
        cache = cache_of(blog, tmp_path / "c")
        assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700

    def test_caches_of_blogs_that_are_gone_are_dropped(self, blog, tmp_path):
        gone = tmp_path / "gone"
        gone.mkdir()
        cache_of(gone, tmp_path / "c").store("x", {"a": 1})
        kept = cache_of(blog, tmp_path / "c")
        kept.store("x", {"a": 1})
        gone.rmdir()
        cache_of(tmp_path, tmp_path / "c")
        assert kept.load("x", dict[str, object]) == {"a": 1}
        assert len(list((tmp_path / "c").iterdir())) == 2

    def test_texts_not_used_any_more_go(self, blog, tmp_path):
        first = cache_of(blog, tmp_path / "c")
        for name in "ab":
            assert first.text(name, object) is None
            first.keep_text(name, [name])
        first.save_texts()
        second = cache_of(blog, tmp_path / "c")
        assert second.text("a", object) == ["a"]
        second.save_texts()
        assert cache_of(blog, tmp_path / "c").load("texts", dict[str, object]) == {"a": ["a"]}


class TestInputs:
    @pytest.mark.parametrize(
        "change",
        [
            lambda blog: (blog / "_posts/a.md").write_text("two"),
            lambda blog: (blog / "_posts/b.md").write_text("one"),
            lambda blog: (blog / "_posts/a.md").rename(blog / "_posts/b.md"),
            lambda blog: (blog / "_posts/a.md").unlink(),
            lambda blog: (blog / "_posts/c.md").symlink_to("a.md"),
            lambda blog: (blog / "_config.yml").write_text("title: x"),
            lambda blog: (blog / "_posts/picture.png").write_bytes(b"x"),
        ],
    )
    def test_every_change_shows(self, blog, tmp_path, change):
        before = inputs_digest(blog, tmp_path / "site")
        assert inputs_digest(blog, tmp_path / "site") == before
        change(blog)
        assert inputs_digest(blog, tmp_path / "site") != before

    def test_edit_of_the_same_size_and_time_shows(self, blog, tmp_path):
        post = blog / "_posts/a.md"
        os.utime(post, (4e9, 4e9))
        before = inputs_digest(blog, tmp_path)
        post.write_text("two")
        os.utime(post, (4e9, 4e9))
        assert inputs_digest(blog, tmp_path) != before

    def test_the_site_and_hidden_folders_are_no_input(self, blog):
        before = inputs_digest(blog, blog / "_site")
        for folder in ("_site", ".git", ".jekyll-cache", "node_modules"):
            (blog / folder).mkdir()
            (blog / folder / "x.md").write_text("x")
        assert inputs_digest(blog, blog / "_site") == before


def test_outputs_show_what_somebody_touched(tmp_path):
    (tmp_path / "a").write_text("a")
    before = outputs_digest(tmp_path, ["a", "b"])
    assert outputs_digest(tmp_path, ["a", "b"]) == before
    (tmp_path / "b").write_text("b")
    assert outputs_digest(tmp_path, ["a", "b"]) != before


def test_text_keys_differ_by_text_and_options():
    keys = {text_key(text, *options) for text in ("", "a") for options in ((), ("x",), ({"a": 1},), ("x", None))}
    assert len(keys) == 8


def test_base_follows_the_platform(tmp_path, monkeypatch):
    assert cache_base({"XDG_CACHE_HOME": str(tmp_path)}) == tmp_path / "goalpage"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_base({"XDG_CACHE_HOME": "relative"}).is_relative_to(tmp_path)


def test_random_bytes_are_never_an_error(blog, tmp_path):
    cache, rng = cache_of(blog, tmp_path / "c"), random.Random(2)
    for size in range(0, 200, 7):
        (cache.folder / "x.json").write_bytes(rng.randbytes(size))
        assert cache.load("x", dict[str, object]) is None
