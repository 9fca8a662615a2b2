"""Cases of tests/fixtures/markdown (*title . input . expected .*), the real kramdown, and HTML made comparable.

A test with an argument `case` runs once for each case of the fixture folder named by its module's FIXTURES.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "fixtures" / "markdown"
# As Jekyll sets kramdown up.
KRAMDOWN = """
require 'json'; require 'kramdown'; require 'kramdown-parser-gfm'
options = {auto_ids: true, toc_levels: (1..6).to_a, entity_output: 'as_char', input: 'GFM', hard_wrap: false,
           smart_quotes: 'lsquo,rsquo,ldquo,rdquo', footnote_nr: 1, syntax_highlighter: nil}
puts JSON.generate(JSON.parse(STDIN.read).map { |text| Kramdown::Document.new(text, options.dup).to_html })
"""


@dataclass(frozen=True, slots=True)
class Case:
    path: Path
    line: int  # 1-based, of the title
    title: str
    text: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path.stem}:{self.line} {self.title}"

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}: {self.title}"


def cases_of(path: Path) -> list[Case]:
    """The cases of a fixture file; a file without any, or with one cut short, is an error."""
    lines = path.read_text(encoding="utf-8").split("\n")
    dots = [number for number, line in enumerate(lines) if line == "."]
    if not dots or len(dots) % 3:
        raise ValueError(f"{path}: a case is its title, then text and outcome, each closed by a line with a dot")
    cases = []
    for first, second, third in zip(dots[::3], dots[1::3], dots[2::3], strict=True):
        text = "\n".join(lines[first + 1 : second]) + "\n"
        expected = "\n".join(lines[second + 1 : third]) + "\n"
        cases.append(Case(path, first, lines[first - 1], text, expected))
    return cases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        folder = ROOT / metafunc.module.FIXTURES
        cases = [case for path in sorted(folder.glob("*.md")) for case in cases_of(path)]
        assert cases, f"{folder} holds no fixtures"
        metafunc.parametrize("case", cases, ids=str)


@pytest.fixture(scope="session")
def all_cases():
    """A function that gives every case of a fixture folder."""
    return lambda folder: [case for path in sorted((ROOT / folder).glob("*.md")) for case in cases_of(path)]


@pytest.fixture(scope="session")
def kramdown():
    """A function from texts to the HTML the real kramdown makes of each."""
    ruby = shutil.which("ruby")
    if not ruby or subprocess.run([ruby, "-e", KRAMDOWN], input=b"[]", capture_output=True, check=False).returncode:
        pytest.skip("ruby with kramdown and kramdown-parser-gfm is not installed")

    def html_of(texts: list[str]) -> list[str]:
        done = subprocess.run([ruby, "-e", KRAMDOWN], input=json.dumps(texts).encode(), capture_output=True, check=True)
        return json.loads(done.stdout)

    return html_of


@pytest.fixture(scope="session")
def outline():
    """A function from HTML to a list of its tags and texts, in which spacing between blocks does not count."""

    def read(html: str) -> list[str]:
        reader = _Outline()
        reader.feed(html)
        reader.close()
        return reader.finished()

    return read


_BLOCKS = re.compile(
    "p|div|ul|ol|li|h[1-6]|blockquote|pre|table|thead|tbody|tfoot|tr|t[hd]|dl|d[td]|hr|br|script|style|center|section|input"
)


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.preformatted = 0
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._close_text(tag)
        self.preformatted += tag == "pre"
        shown = "".join(f" {key}={' '.join((value or '').split())!r}" for key, value in sorted(attrs))
        self.parts.append(f"<{tag}{shown}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._close_text(tag)
        self.preformatted -= tag == "pre"
        self.parts.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self._close_text("")
        self.parts.append(f"<!--{' '.join(data.split())}-->")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def _close_text(self, tag: str) -> None:
        text = "".join(self.texts)
        self.texts.clear()
        if not self.preformatted:
            text = re.sub(r"\s+", " ", text)
            before = re.match(r"</?(\w+)", self.parts[-1]) if self.parts else None
            if not self.parts or (before and _BLOCKS.fullmatch(before[1])) or self.parts[-1].startswith("<!--"):
                text = text.lstrip(" ")
            if not tag or _BLOCKS.fullmatch(tag):
                text = text.rstrip(" ")
        if text:
            self.parts.append(text)

    def finished(self) -> list[str]:
        self._close_text("")
        return self.parts
