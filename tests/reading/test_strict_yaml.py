from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from goalpage.reading.strict_yaml import as_written, load_yaml

_WORDS = st.text(alphabet="abcdefghij ✓❌é", min_size=1, max_size=8).map(str.strip).filter(bool)
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), _WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_WORDS, inner, max_size=4)),
    max_leaves=20,
)


@given(st.dictionaries(_WORDS, _VALUES, max_size=5), st.booleans())
def test_what_pyyaml_writes_is_read_back(value: object, flow: bool) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True)
    document = load_yaml(text, "x.md")
    assert document.readable
    assert document.value == value


@given(st.dictionaries(_WORDS, _VALUES, min_size=1, max_size=5))
def test_every_key_stands_on_its_line(value: dict[str, object]) -> None:
    text = yaml.safe_dump(value, default_flow_style=False, allow_unicode=True)
    places = load_yaml(text, "x.md", 10).places
    assert places is not None
    for key in value:
        written = yaml.safe_dump(key, allow_unicode=True).split("\n")[0]
        assert text.split("\n")[places[key][0] - 10].startswith(written)


@pytest.mark.parametrize("text", ["0", "-1", "12", "0.5", "-2.25", "999999999999999999"])
def test_numbers_print_back_as_written(text: str) -> None:
    value = as_written(text)
    assert isinstance(value, int | float)
    assert str(value) == text


@pytest.mark.parametrize(
    "text", ["010", "+1", "1_000", "1e3", "0x1f", ".5", "1.", "1.50", "9" * 5000, "1:30", "-", "no"]
)
def test_all_else_stays_text(text: str) -> None:
    assert as_written(text) == text


def test_unknown_tags_are_passed_over_where_asked() -> None:
    text = "a: !ENV [X, y]\nb: !!python/name:material.x ''\n"
    assert load_yaml(text, "mkdocs.yml", any_tag=True).value == {"a": ["X", "y"], "b": None}
    assert not load_yaml(text, "mkdocs.yml").readable


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_nothing_is_none(text: str) -> None:
    assert load_yaml(text, "x.yml").value is None


def test_a_second_document_is_told() -> None:
    problems = load_yaml("a: b\n---\nc: d\n", "x.yml").problems
    assert [(each.line, each.code) for each in problems] == [(2, "yaml-syntax")]
