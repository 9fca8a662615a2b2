"""Fixture files are whole: an empty one, or a case cut short, fails."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture
def cases_of(all_cases):
    return sys.modules[all_cases.__module__].cases_of


@pytest.mark.parametrize("text", ["", "title\n", "title\n.\ntext\n.\n", "title\n.\ntext\n.\nhtml\n.\nmore\n.\n"])
def test_a_file_without_whole_cases_fails(cases_of, tmp_path, text):
    path = tmp_path / "case.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"case\.md: a case is its title"):
        cases_of(path)


def test_a_case_knows_its_line(cases_of, tmp_path):
    path = tmp_path / "case.md"
    path.write_text("one\n.\na\n.\nb\n.\n\ntwo\n.\nc\n.\n.\n", encoding="utf-8")
    first, second = cases_of(path)
    assert (first.title, first.line, first.text, first.expected) == ("one", 1, "a\n", "b\n")
    assert (second.title, second.line, second.expected) == ("two", 8, "\n")
