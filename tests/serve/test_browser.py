"""The preview as its user has it before his eyes: in Chromium."""

from __future__ import annotations

import sys

import pytest

_browser = sys.modules["serve_browser"]
pytestmark = pytest.mark.skipif(
    not (_browser.CHROMIUM and _browser.DRIVER), reason="needs chromium and chromedriver (Debian: chromium-driver)"
)
POST, TEXT = sys.modules["serve_previews"].POST, sys.modules["serve_previews"].TEXT
LONG = TEXT + "".join(f"{n}. Write chapter {n} of the long book ({n} of 90 pages)\n" for n in range(4, 60))
PAGE = "/goals/my-goals/"
SHADOW = "document.querySelector('goalpage-preview')?.shadowRoot"
BAR = f"const bar = {SHADOW}?.querySelector('.bar'); return bar && !bar.hidden ? bar.innerText : ''"
PANEL = f"const panel = {SHADOW}?.querySelector('.panel'); return panel && !panel.hidden ? panel.innerText : ''"


@pytest.fixture(scope="module")
def window():
    with _browser.browser() as window:
        yield window


def shown(window, preview, path=PAGE):
    """Open a page and wait until it listens; mark it, so that a page loaded anew is told from one that was changed."""
    window.go(f"http://127.0.0.1:{preview.port}{path}")
    window.until(f"return !!{SHADOW}")
    window.run("window.isThisVeryPage = true")


def test_a_save_changes_the_page_in_place(served, window):
    with served({POST: LONG}) as preview:
        shown(window, preview)
        window.run("window.scrollTo(0, 1500); document.querySelector('.goalpage li:nth-child(30) a').focus()")
        window.run("window.kept = document.querySelector('.goalpage li:nth-child(30)')")
        sight = "return [Math.round(window.kept.getBoundingClientRect().top), document.activeElement.textContent]"
        before = window.run(sight)
        assert window.run("return scrollY") > 500
        preview.write(LONG.replace("$640", "$420").replace("chapter 7 of", "chapter seven of"))
        window.until("return document.body.innerText.includes('$420')")
        assert window.run("return document.body.innerText.includes('chapter seven of')")
        assert window.run(sight) == before  # where it stood, though lines above it came
        assert window.run("return window.isThisVeryPage && window.kept.isConnected")
        assert window.run("return document.getAnimations().length") >= 1
        assert "goal 3 $640 → $420" in window.until(BAR)
        href = window.run(f"return {SHADOW}.querySelector('.bar a').href")
        shown(window, preview, href[len(f"http://127.0.0.1:{preview.port}") :])
        assert "$420" in window.run("return document.querySelector('.goalpage').innerText")


def test_what_was_opened_stays_open(served, window):
    gone = LONG.replace("1. Run a half marathon. (Currently 12 km)\n", "")
    with served({POST: LONG}) as preview:
        preview.write(gone)
        preview.until(lambda state: state["uncommitted"])
        shown(window, preview)
        window.until("const fold = document.querySelector('details'); fold.open = true; return fold")
        preview.write(gone.replace("$640", "$420"))
        window.until("return document.body.innerText.includes('$420')")
        assert window.run("return document.querySelector('details').open && window.isThisVeryPage")


def test_a_broken_post_is_told_over_the_last_good_page_and_mended(served, window, repo):
    with served() as preview:
        shown(window, preview)
        preview.write(TEXT.replace("title: Goals", 'title: "<img src=x onerror=alert(1)> Goals'))
        panel = window.until(PANEL)
        assert f"{POST}:2" in panel
        assert "<img src=x" in panel  # as text
        assert window.run(f"return {SHADOW}.querySelectorAll('img').length") == 0
        assert window.run("return document.querySelector('.goalpage').innerText.includes('half marathon')")
        preview.write(TEXT.replace("3 of 24", "9 of 24"))
        window.until(f"return {SHADOW}.querySelector('.panel').hidden")
        window.until("return document.querySelector('.goalpage').innerText.includes('9')")
        assert "goal 2" in window.until(BAR)
        repo.git(preview.root, "commit", "--quiet", "--all", "--message", "Read on")
        window.until(f"return {SHADOW}.querySelector('.bar').hidden")
        assert window.run("return window.isThisVeryPage")


def test_the_preview_comes_back_after_it_was_stopped(served, window, tmp_path):
    with served() as preview:
        shown(window, preview)
        preview.end()
        (preview.root / POST).write_text(TEXT.replace("$640", "$420"))
        with sys.modules["serve_previews"].preview_of(
            preview.root, cache=tmp_path / "cache", port=preview.port
        ):
            window.until("return document.body.innerText.includes('$420')")


def test_nothing_moves_for_those_who_ask_for_less(served):
    with served() as preview, _browser.browser("--force-prefers-reduced-motion") as window:
        shown(window, preview)
        preview.write(TEXT.replace("$640", "$420"))
        window.until("return document.body.innerText.includes('$420')")
        assert window.run("return document.getAnimations().length") == 0


def test_looks_that_change_load_the_page_anew(served, window):
    frame = '<html><head><title>x</title></head><body class="{}"><div data-goalpage="content"></div></body></html>'
    with served({"_site/goals/index.html": frame.format("dark")}) as preview:
        shown(window, preview)
        assert window.run("return document.body.className") == "dark"
        (preview.root / "_site/goals/index.html").write_text(frame.format("light"))
        window.until("return document.body.className === 'light'")
        assert "half marathon" in window.until("return document.querySelector('.goalpage')?.innerText")


def test_a_page_of_the_blog_follows_its_own_build(served, window):
    with served({"_site/about.html": "<html><body><p>Old words</p></body></html>"}) as preview:
        shown(window, preview, "/about.html")
        preview.write(TEXT.replace("$640", "$420"))
        window.until(BAR)
        assert window.run("return window.isThisVeryPage")  # nothing of this page changed
        (preview.root / "_site/about.html").write_text("<html><body><p>New words</p></body></html>")
        window.until("return document.body.innerText.includes('New words')")
