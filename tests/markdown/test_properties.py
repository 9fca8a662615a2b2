"""What holds for every text, in both dialects."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalpage.markdown import parser

DIALECTS = ["kramdown", "commonmark"]
PARSERS = {dialect: parser(dialect) for dialect in DIALECTS}

# Pieces of which Markdown is made, and some that only look like it.
SIGNS = """a bc é * ** _ __ ` `` [ ] ](u) ][a] ]| ![ <b> </b> <div> </div> <!-- --> $$ ~~ \\ " ' -- ... &amp; {:.x} {:/}
    {::comment} {:toc} [^1] ``` ~~~ ^ --- === http://a.b/c <a@b.c> | |- (x) #"""
WITH_BLANKS = ["[a]: u", "[^1]: n", "*[bc]: d", ": ", "# ", "- ", "1. ", "> ", " ", "  ", "\t", "\u00a0", "\u2028"]
LINE_STARTS = ["\n", "\n\n", "\n    ", "\n  ", "\n- ", "\n1. ", "\n> ", "\n|", "\n: ", "  \n", "\n\n    ", "\n\n  "]
pieces = st.sampled_from([*SIGNS.split(), *WITH_BLANKS, *LINE_STARTS, '<div markdown="1">', '\n<div markdown="1">\n'])
texts = st.lists(pieces, max_size=40).map("".join)

plain_lines = st.tuples(
    st.sampled_from(["", "- ", "  - ", "1. ", "   1. ", "> ", "    ", "# ", "* ", "   "]), st.integers(0, 4)
)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_tokens_are_balanced_and_lie_within_what_holds_them(dialect, text):
    count = text.count("\n") + 1
    around = [(0, count)]
    for token in PARSERS[dialect].parse(text):
        if token.nesting < 0:
            around.pop()
            continue
        assert token.map is not None, token
        first, end = token.map
        assert around[-1][0] <= first < end <= around[-1][1], (token, around)
        if token.nesting > 0:
            around.append((first, end))
    assert len(around) == 1


@pytest.mark.parametrize("dialect", DIALECTS)
@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_spans_are_balanced(dialect, text):
    for block in PARSERS[dialect].parse(text):
        depth = 0
        for token in block.children or ():
            depth += token.nesting
            assert depth >= 0
        assert depth == 0


@pytest.mark.parametrize("dialect", DIALECTS)
@given(lines=st.lists(plain_lines, max_size=12))
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost_and_none_changes_its_place(dialect, lines):
    text = "".join(
        f"{start}{' '.join(f'w{number}x{word}' for word in range(count))}\n"
        for number, (start, count) in enumerate(lines)
    )
    said = "\n".join(token.content for token in PARSERS[dialect].parse(text))
    assert re.findall(r"w\d+x\d+", said) == re.findall(r"w\d+x\d+", text)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(text=texts)
@settings(max_examples=60, deadline=None)
def test_the_same_text_is_read_the_same_way_twice(dialect, text):
    md = PARSERS[dialect]
    assert [token.as_dict() for token in md.parse(text)] == [token.as_dict() for token in md.parse(text)]


@pytest.mark.parametrize("dialect", DIALECTS)
@given(text=texts)
@settings(max_examples=60, deadline=None)
def test_line_ends_of_any_kind_are_the_same(dialect, text):
    md = PARSERS[dialect]
    assert md.render(text.replace("\n", "\r\n")) == md.render(text)
