"""The CommonMark dialect shows what the fixtures say."""

from __future__ import annotations

import pytest

from goalpage.markdown import parser

FIXTURES = "commonmark"


@pytest.fixture(scope="module")
def md():
    return parser("commonmark")


def test_a_case_is_shown_as_written(case, md, outline):
    assert outline(md.render(case.text)) == outline(case.expected), case.place


def test_what_is_left_of_an_address_that_leads_nowhere_is_text(md):
    assert "<a" not in md.render("www. http:// ftp://nothing x@y a@b.")


def test_an_address_inside_a_link_is_text(md):
    assert md.render("[see http://a.example](http://b.example)").count("<a ") == 1
