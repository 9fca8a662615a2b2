import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from goalpage.errors import DestinationError
from goalpage.site import manifest as manifests
from goalpage.site.lasting import Lasting
from goalpage.site.lock import NAME as LOCK
from goalpage.site.lock import lock_held
from goalpage.site.manifest import Manifest
from goalpage.site.transaction import JOURNAL, STAGED
from goalpage.site.write import Removal, published, write_site

OLD = {
    "goals/index.html": b"<p>old index",
    "goals/run/index.html": b"<p>old run",
    "goals/run/at/2020/index.html": b"<p>old snapshot",
    "goals/gone/deep/index.html": b"<p>to go",
    "goals/goals.json": b'{"old": 1}',
}
NEW = {
    "goals/index.html": b"<p>new index",
    "goals/run/index.html": b"<p>old run",
    "goals/run/at/2020/index.html": b"<p>new snapshot",
    "goals/run/at/2021/index.html": b"<p>a page more",
    "goals/goals.json": b'{"new": 1}',
}


def tree(folder: Path) -> dict[str, bytes]:
    """Everything below `folder` with its bytes; folders end in a slash."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name + "/" if path.is_dir() else name] = b"" if path.is_dir() else path.read_bytes()
    return found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "_site"
    folder.mkdir()
    return folder


def test_first_build_writes_everything_and_nothing_else(site: Path) -> None:
    result = write_site(OLD, site)
    assert set(result.written) == set(OLD)
    files = {name for name in tree(site) if not name.endswith("/")}
    assert files == {*OLD, "goals/" + manifests.NAME}


def test_destination_is_made_where_it_is_missing(tmp_path: Path) -> None:
    write_site(OLD, tmp_path / "a" / "b")
    assert (tmp_path / "a/b/goals/index.html").read_bytes() == OLD["goals/index.html"]


def test_second_build_equals_a_clean_one(site: Path, tmp_path: Path) -> None:
    write_site(OLD, site)
    result = write_site(NEW, site)
    write_site(NEW, tmp_path / "clean")
    assert tree(site) == tree(tmp_path / "clean")
    assert set(result.written) == set(NEW) - {"goals/run/index.html"}
    assert result.unchanged == 1
    assert result.removed == ("goals/gone/deep/index.html",)


def test_unchanged_files_are_not_touched(site: Path) -> None:
    write_site(OLD, site)
    before = {path: path.lstat() for path in site.rglob("*")}
    result = write_site(OLD, site)
    assert result.written == ()
    assert result.unchanged == len(OLD)
    for path, was in before.items():
        now = path.lstat()
        assert (now.st_ino, now.st_mtime_ns, now.st_ctime_ns) == (was.st_ino, was.st_mtime_ns, was.st_ctime_ns)


def test_pages_in_the_root_of_the_site(site: Path) -> None:
    (site / "CNAME").write_bytes(b"example.org")
    write_site({"index.html": b"<p>x", "a/index.html": b"<p>a"}, site, home="")
    write_site({"index.html": b"<p>x"}, site, home="")
    assert set(tree(site)) == {"CNAME", "index.html", manifests.NAME}


def test_no_page_at_all_leaves_nothing_of_ours(site: Path) -> None:
    write_site({}, site)
    assert tree(site) == {}
    write_site(OLD, site)
    write_site({}, site)
    assert tree(site) == {}


WITHOUT = {"goals/index.html": b"<p>only gone is broken", "goals/run/index.html": b"<p>old run"}


class TestGuests:
    PAGE = "2024/post/index.html"

    def test_pages_of_the_blog_are_filled_and_stay_the_blogs(self, site: Path) -> None:
        (site / self.PAGE).parent.mkdir(parents=True)
        (site / self.PAGE).write_bytes(b"<p data-goalpage=progress></p>")
        result = write_site(OLD, site, guests={self.PAGE: b"filled"})
        assert self.PAGE in result.written
        assert (site / self.PAGE).read_bytes() == b"filled"
        assert self.PAGE not in published(site).files
        assert write_site(OLD, site, guests={self.PAGE: b"filled"}).written == ()
        write_site({}, site)
        assert set(tree(site)) == {"2024/", "2024/post/", self.PAGE}


class TestHold:
    def test_pages_of_a_history_that_is_gone_stay(self, site: Path) -> None:
        write_site(OLD, site)
        result = write_site(WITHOUT, site, removal=Removal.HELD)
        assert result.held == ("goals/gone",)
        assert set(result.removed) == {"goals/goals.json", "goals/run/at/2020/index.html"}
        assert (site / "goals/gone/deep/index.html").is_file()

    def test_pages_that_last_stay_in_a_history_that_is_there(self, site: Path) -> None:
        lasting = Lasting({"goals/run/at/2020/index.html": "run.md", "goals/run/index.html": "run.md"})
        write_site(OLD, site, lasting=lasting)
        result = write_site(WITHOUT, site, lasting=Lasting({"goals/run/index.html": "run.md"}), removal=Removal.HELD)
        assert result.removed == ("goals/goals.json",)
        assert published(site).lasting == lasting.pages

    def test_they_go_once_every_post_can_be_read(self, site: Path, tmp_path: Path) -> None:
        write_site(OLD, site)
        write_site(WITHOUT, site, removal=Removal.HELD)
        write_site(WITHOUT, site)
        write_site(WITHOUT, tmp_path / "clean")
        assert tree(site) == tree(tmp_path / "clean")

    def test_nothing_is_held_that_was_never_there(self, site: Path, tmp_path: Path) -> None:
        write_site(OLD, site, removal=Removal.HELD)
        write_site(OLD, tmp_path / "clean")
        assert tree(site) == tree(tmp_path / "clean")

    def test_everything_is_held_when_nothing_can_be_read(self, site: Path) -> None:
        write_site(OLD, site)
        before = tree(site)
        write_site({}, site, removal=Removal.HELD)
        assert tree(site) == before


class TestForeignFiles:
    def test_stay_as_they_are(self, site: Path) -> None:
        foreign = {"CNAME": b"x.org", ".git/HEAD": b"ref: x\n", "index.html": b"<p>blog", "goals/notes.txt": b"mine"}
        for name, data in foreign.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(data)
        write_site(OLD, site)
        write_site({"goals/index.html": b"<p>alone"}, site)
        for name, data in foreign.items():
            assert (site / name).read_bytes() == data

    def test_in_our_place_is_an_error_and_nothing_is_written(self, site: Path) -> None:
        (site / "goals").mkdir()
        (site / "goals/index.html").write_bytes(b"<p>not goalpage's")
        before = tree(site)
        with pytest.raises(DestinationError, match=r"goals/index\.html: is not goalpage's"):
            write_site(OLD, site)
        assert tree(site) == before

    @pytest.mark.parametrize("mark", ['data-goalpage="content"', "data-goalpage=content", "data-goalpage = 'content'"])
    def test_frame_page_is_ours_to_fill(self, site: Path, mark: str) -> None:
        (site / "goals").mkdir()
        (site / "goals/index.html").write_bytes(f"<html><main {mark}></main>".encode())
        write_site(OLD, site)
        assert (site / "goals/index.html").read_bytes() == OLD["goals/index.html"]

    def test_page_with_a_mere_widget_is_not_ours(self, site: Path) -> None:
        (site / "goals").mkdir()
        (site / "goals/index.html").write_bytes(b'<p data-goalpage="progress">')
        with pytest.raises(DestinationError):
            write_site(OLD, site)

    def test_same_bytes_are_adopted(self, site: Path) -> None:
        write_site(OLD, site)
        (site / "goals" / manifests.NAME).unlink()
        write_site(OLD, site)
        assert set(published(site).files) == set(OLD)

    def test_folder_where_a_page_must_go(self, site: Path) -> None:
        (site / "goals/goals.json").mkdir(parents=True)
        with pytest.raises(DestinationError, match=r"goals\.json: is not goalpage's"):
            write_site(OLD, site)

    def test_file_where_a_folder_must_go(self, site: Path) -> None:
        (site / "goals").write_bytes(b"a file")
        with pytest.raises(DestinationError, match=r"_site/goals: is not goalpage's"):
            write_site(OLD, site)
        assert (site / "goals").read_bytes() == b"a file"

    def test_stale_page_that_somebody_changed_is_kept(self, site: Path) -> None:
        write_site(OLD, site)
        (site / "goals/gone/deep/index.html").write_bytes(b"<p>edited by hand")
        result = write_site(NEW, site)
        assert result.kept == ("goals/gone/deep/index.html",)
        assert (site / "goals/gone/deep/index.html").read_bytes() == b"<p>edited by hand"

    def test_listed_page_that_somebody_changed_is_written_anew(self, site: Path) -> None:
        write_site(OLD, site)
        (site / "goals/run/index.html").write_bytes(b"<p>minified")
        assert write_site(OLD, site).written == ("goals/run/index.html",)


class TestLinks:
    def test_destination_may_be_a_link(self, site: Path, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(site)
        write_site(OLD, tmp_path / "link")
        assert (site / "goals/index.html").is_file()

    def test_page_link_is_replaced_and_its_target_kept(self, site: Path, tmp_path: Path) -> None:
        (tmp_path / "OUTSIDE.html").write_bytes(b"keep me")
        (site / "goals").mkdir()
        (site / "goals/index.html").symlink_to("../../OUTSIDE.html")
        write_site(OLD, site)
        assert (tmp_path / "OUTSIDE.html").read_bytes() == b"keep me"
        assert not (site / "goals/index.html").is_symlink()

    @pytest.mark.parametrize("place", ["goals", "goals/run", "goals/run/at"])
    def test_folder_link_is_an_error(self, site: Path, tmp_path: Path, place: str) -> None:
        (tmp_path / "elsewhere").mkdir()
        (site / place).parent.mkdir(parents=True, exist_ok=True)
        (site / place).symlink_to(tmp_path / "elsewhere")
        with pytest.raises(DestinationError, match="is a link"):
            write_site(OLD, site)
        assert tree(tmp_path / "elsewhere") == {}

    def test_planted_journal_reaches_nothing_outside(self, site: Path, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere/precious").write_bytes(b"keep")
        (site / "goals").mkdir()
        (site / "out").symlink_to(tmp_path / "elsewhere")
        journal = b'{"version": 1, "moves": [], "removals": ["out/precious"]}'
        (site / "goals" / JOURNAL).write_bytes(journal)
        with pytest.raises(DestinationError):
            write_site(OLD, site)
        (site / "goals" / JOURNAL).write_bytes(journal.replace(b"out/", b"../elsewhere/"))
        write_site(OLD, site)
        assert (tmp_path / "elsewhere/precious").read_bytes() == b"keep"

    def test_planted_staging_link_reaches_nothing_outside(self, site: Path, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere/precious").write_bytes(b"keep")
        (site / "goals").mkdir()
        (site / "goals" / STAGED).symlink_to(tmp_path / "elsewhere")
        write_site(OLD, site)
        assert tree(tmp_path / "elsewhere") == {"precious": b"keep"}


class TestLasting:
    LASTING = Lasting(
        {"goals/gone/deep/index.html": "gone.md", "goals/run/index.html": "run.md"}, {"gone.md", "run.md"}
    )

    def test_page_whose_post_is_still_there_stops_the_build(self, site: Path) -> None:
        write_site(OLD, site, lasting=self.LASTING)
        before = tree(site)
        with pytest.raises(DestinationError, match=r"still there: goals/gone/deep/; .*--allow-removal"):
            write_site(NEW, site, lasting=Lasting(posts={"gone.md", "run.md"}))
        assert tree(site) == before
        write_site(NEW, site, lasting=Lasting(posts={"gone.md", "run.md"}), removal=Removal.ALLOWED)
        assert (site / "goals/index.html").read_bytes() == NEW["goals/index.html"]
        assert not (site / "goals/gone").exists()

    def test_page_whose_post_is_gone_goes(self, site: Path) -> None:
        write_site(OLD, site, lasting=self.LASTING)
        assert "goals/gone/deep/index.html" in write_site(NEW, site, lasting=Lasting(posts={"run.md"})).removed

    def test_page_that_the_author_hides_goes(self, site: Path) -> None:
        write_site(OLD, site, lasting=self.LASTING)
        hidden = Lasting(posts={"gone.md", "run.md"}, asked=lambda: {"goals/gone/deep/index.html"})
        assert "goals/gone/deep/index.html" in write_site(NEW, site, lasting=hidden).removed

    def test_page_that_somebody_took_away_is_not_missed(self, site: Path) -> None:
        write_site(OLD, site, lasting=self.LASTING)
        (site / "goals/gone/deep/index.html").unlink()
        write_site(NEW, site, lasting=Lasting(posts={"gone.md", "run.md"}))

    def test_manifest_of_another_time_is_read(self) -> None:
        assert Manifest.read(b'{"version": 1, "files": {"a": "b"}, "recorded": {"x": 1}}') == Manifest({"a": "b"})


class TestLock:
    def test_second_build_waits_for_the_first(self, site: Path) -> None:
        write_site(OLD, site)
        order = []

        def second() -> None:
            write_site(NEW, site)
            order.append("second")

        with lock_held(site / "goals"):
            thread = threading.Thread(target=second)
            thread.start()
            time.sleep(0.1)
            order.append("first")
        thread.join(10)
        assert order == ["first", "second"]

    def test_says_who_holds_it(self, site: Path) -> None:
        with (
            lock_held(site),
            pytest.raises(DestinationError, match=f"process {os.getpid()}"),
            lock_held(site, wait=0),
        ):
            pass

    def test_left_behind_lock_holds_nobody_up(self, site: Path) -> None:
        (site / "goals").mkdir()
        (site / "goals" / LOCK).write_text("4711")
        write_site(OLD, site)
        assert not (site / "goals" / LOCK).exists()

    def test_two_builds_at_once_end_in_one_of_the_two(self, site: Path, tmp_path: Path) -> None:
        clean = []
        for number, files in enumerate((OLD, NEW)):
            write_site(files, tmp_path / str(number))
            clean.append(tree(tmp_path / str(number)))
        for _ in range(20):
            threads = [threading.Thread(target=write_site, args=(files, site)) for files in (OLD, NEW)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(20)
            assert tree(site) in clean


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_read_only_destination_is_named(site: Path) -> None:
    site.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(DestinationError, match=r"_site.*Permission denied"):
        write_site(OLD, site)


def test_read_only_destination_with_nothing_to_write_is_fine(site: Path) -> None:
    write_site(OLD, site)
    (site / "goals").chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert write_site(OLD, site).unchanged == len(OLD)
    (site / "goals").chmod(stat.S_IRWXU)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    try:
        write_site(OLD, disk)
        before = tree(disk)
        big = {f"goals/{n}/index.html": bytes([n]) * 20_000 for n in range(40)}
        with pytest.raises(DestinationError, match=r"goals/\d+/index.html.*No space left"):
            write_site({**NEW, **big}, disk)
        assert tree(disk) == before
        write_site(NEW, disk)
        assert (disk / "goals/index.html").read_bytes() == NEW["goals/index.html"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_manifest_survives_a_round_trip() -> None:
    manifest = Manifest.of(OLD, {"goals/run/index.html": "run.md"})
    assert Manifest.read(manifest.data()) == manifest


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"version": 9}', b'{"version": 1, "files": 3}', b"\xff\xfe"])
def test_broken_manifest_is_none(data: bytes) -> None:
    assert Manifest.read(data) is None
