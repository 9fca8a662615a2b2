"""Pages that are made when they are asked for are the pages a build writes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goalpage.build import build
from goalpage.report import BuildOptions
from goalpage.serve.application import application
from goalpage.serve.events import Events
from goalpage.serve.overlay import Overlay
from goalpage.serve.preview import Preview

TEXT = "---\ntitle: My goals\n---\n\n1. Run a race (5 of 10 km)\n2. Read books (3 of 24)\n"
POST = "_posts/2024-01-01-my-goals.md"
FRAME = '<html><head><title>F</title></head><body><h1>F</h1><div data-goalpage="content"></div></body></html>'
HOME = '<html><head></head><body><div data-goalpage="progress"></div></body></html>'
OPTIONS = BuildOptions(now=datetime(2024, 6, 1, tzinfo=UTC))


@pytest.fixture
def root(tmp_path: Path, repo) -> Path:
    files = {POST: TEXT, "_site/goals/index.html": FRAME, "_site/index.html": HOME}
    commits = [repo.Commit("2024-01-01T10:00:00+00:00", {POST: TEXT})]
    root = repo.make_repo(tmp_path / "blog", [*commits, repo.Commit("2024-02-01T10:00:00+00:00", {POST: later(4)})])
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / POST).write_text(later(9))
    return root


def later(books: int) -> str:
    return TEXT.replace("3 of 24", f"{books} of 24")


def test_each_page_is_what_a_build_writes(root: Path) -> None:
    preview = Preview(root, OPTIONS, lambda: OPTIONS.now)
    preview.begin()
    (root / POST).write_text(later(11))
    shown = preview.refresh()
    assert shown is not None
    pages = {path: shown.overlay.data(path) for path in ["", *shown.overlay._outline]}
    build(root, OPTIONS)
    for path, found in pages.items():
        assert found is not None
        assert found[1] == (root / "_site" / found[0]).read_bytes(), path
    assert len(pages) > 12


def test_what_is_asked_for_again_is_the_same_state(root: Path) -> None:
    preview = Preview(root, OPTIONS, lambda: OPTIONS.now)
    preview.begin()
    assert preview.refresh() is None
    assert preview.refresh(rebuilt=True) is not None
    assert preview.shown.state.version == 2


def asked(preview: Preview, path: str) -> tuple[int, str]:
    """Status and text of what the application answers."""
    found: list = []

    async def ask() -> None:
        scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "root_path": "",
                 "http_version": "1.1", "headers": [(b"host", b"localhost")], "query_string": b""}  # fmt: skip

        async def receive() -> dict:
            return {"type": "http.request"}

        async def send(message: dict) -> None:
            found.append(message)

        await application(preview, Events(preview.shown.state))(scope, receive, send)

    asyncio.run(ask())
    return found[0]["status"], b"".join(each.get("body", b"") for each in found[1:]).decode()


def test_a_page_that_cannot_be_made_is_told_and_the_others_stand(root: Path, monkeypatch) -> None:
    preview = Preview(root, OPTIONS, lambda: OPTIONS.now)
    preview.begin()

    def fail(self: Overlay, path: str) -> None:
        raise ValueError(path)

    with monkeypatch.context() as patch:
        patch.setattr(Overlay, "_ours", fail)
        status, text = asked(preview, "/goals/")
        assert (status, "a fault of goalpage itself (ValueError)" in text) == (500, True)
        assert "preview.js" in text
    assert asked(preview, "/goals/")[0] == 200
