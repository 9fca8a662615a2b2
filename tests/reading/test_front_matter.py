from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.errors import Severity
from goalpage.reading.front_matter import decode, read_front_matter, truth

FIXTURE = Path(__file__).parents[1] / "fixtures/front_matter.md"


def cases() -> list[object]:
    """Give (line, post, expected lines) for each case of the fixture."""
    found, parts, start = [], [[]], 0
    for number, line in enumerate(FIXTURE.read_text(encoding="utf-8").splitlines(), 1):
        if line == ".":
            parts.append([])
        elif not parts[-1] and len(parts) % 3 == 2:
            start = number
            parts[-1].append(line)
        else:
            parts[-1].append(line)
        if line == "." and len(parts) > 4 and len(parts) % 3 == 2:
            title, post, expected = parts[-4:-1]
            found.append(pytest.param("\n".join(post).replace("→", "\t"), expected, id=f"{start}: {title[0]}"))
    return found


def told(text: str) -> list[str]:
    front = read_front_matter(text, "x.md")
    said = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.data.items()]
    problems = [f"{each.severity} {each.line or '-'} {each.code}" for each in front.problems]
    return [*said, f"body {front.body_line}", *problems]


def test_the_fixture_holds_cases() -> None:
    assert len(cases()) > 30


@pytest.mark.parametrize(("post", "expected"), cases())
def test_front_matter(post: str, expected: list[str]) -> None:
    assert told(post) == expected


@pytest.mark.parametrize(("post", "expected"), cases())
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_change_nothing(post: str, expected: list[str], end: str) -> None:
    assert told(post.replace("\n", end)) == expected


@pytest.mark.parametrize(("post", "expected"), cases())
def test_body_line_is_where_the_body_starts(post: str, expected: list[str]) -> None:
    front = read_front_matter(post, "x.md")
    assert "\n".join(post.split("\n")[front.body_line - 1 :]) == front.body


def test_lines_of_nested_values() -> None:
    text = "---\ntitle: x\ngoals:\n  id: a\n  list:\n    - {id: b, text: c}\n    - id: d\n      text: e\n---\n"
    front = read_front_matter(text, "x.md")
    assert front.lines == {"title": 2, "goals": 3}
    assert front.line_of("goals", "id") == 4
    assert front.line_of("goals", "list", 0, "text") == 6
    assert front.line_of("goals", "list", 1) == 7
    assert front.line_of("goals", "list", 1, "text") == 8
    assert front.line_of("goals", "list", 1, "nothing") == 7
    assert front.line_of("nothing") is None


def test_a_line_separator_within_a_value_moves_no_line() -> None:
    front = read_front_matter('---\ntitle: "a\u2028b"\ndate: nope 1\n---\n', "x.md")
    assert front.line_of("date") == 3


def test_an_alias_bomb_is_refused_where_the_aliases_begin() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10))
    front = read_front_matter(f"---\ntitle: x\n{bomb}---\n", "x.md")
    assert [(p.line, p.code) for p in front.problems] == [(4, "yaml-alias")]


def test_a_merge_bomb_stays_small() -> None:
    bomb = "m0: &m0 {a: 1}\n" + "".join(f"m{i}: &m{i} {{<<: [{', '.join([f'*m{i - 1}'] * 9)}]}}\n" for i in range(1, 9))
    front = read_front_matter(f"---\n{bomb}---\n", "x.md")
    assert front.data["m8"] == {"a": 1}
    assert not front.problems


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_deep_nesting_is_refused(opening: str, closing: str) -> None:
    front = read_front_matter(f"---\ntitle: x\ngoals: {opening * 10_000}{closing * 10_000}\n---\n", "x.md")
    assert [(p.line, p.code) for p in front.problems] == [(3, "yaml-depth")]


@pytest.mark.parametrize("mark", ["+++", "{"])
def test_deep_nesting_in_toml_and_json_is_refused(mark: str) -> None:
    deep = "[" * 10_000 + "]" * 10_000
    front = read_front_matter(f"+++\na = {deep}\n+++\n" if mark == "+++" else f'{{"a": {deep}}}\n', "x.md")
    assert [p.severity for p in front.problems] == [Severity.ERROR]


def test_control_characters_are_named() -> None:
    front = read_front_matter("---\na: b\ntitle: x\x01y\n---\n", "x.md")
    assert [(p.line, p.code) for p in front.problems] == [(3, "yaml-character")]
    assert "U+0001" in front.problems[0].message


def test_messages_are_for_authors() -> None:
    front = read_front_matter("---\ntitle: Goals: 2021\n---\n", "_posts/x.md")
    assert str(front.problems[0]) == "_posts/x.md:2: a second ': ' stands on this line; put the value in quotes"


@pytest.mark.parametrize(
    ("data", "line", "code", "word"),
    [
        (b"---\ntitle: caf\xe9\n---\n", 2, "encoding", "0xE9"),
        (b"---\r\na: b\r\n---\r\n3. \xc0\xaf", 4, "encoding", "0xC0"),
        (b"---\rtitle: caf\xe9\r", 2, "encoding", "0xE9"),
        ("---\n".encode("utf-16"), 1, "encoding", "UTF-16"),
        ("---\n".encode("utf-32"), 1, "encoding", "UTF-32"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 1, "not-text", "not text"),
        (b"---\ntitle: a\0b\n---\n", 2, "nul", "NUL"),
    ],
)
def test_what_is_not_utf8_text_is_refused(data: bytes, line: int, code: str, word: str) -> None:
    text, problems = decode(data, "x.md")
    assert text is None
    assert [(p.line, p.code, p.severity) for p in problems] == [(line, code, Severity.ERROR)]
    assert word in problems[0].message


def test_a_nul_in_the_body_is_replaced_and_told() -> None:
    text, problems = decode(b"---\ntitle: x\n---\n1. a\n2. \0b\n", "x.md")
    assert text == "---\ntitle: x\n---\n1. a\n2. \ufffdb\n"
    assert [(p.line, p.severity) for p in problems] == [(5, Severity.WARNING)]


def test_bom_and_line_ends_are_taken_off() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n", "x.md") == ("a\nb\nc\n", ())


@pytest.mark.parametrize(("value", "said"), [(True, True), ("no", False), ("On", True), ("maybe", None), (1, None)])
def test_truth(value: object, said: bool | None) -> None:
    assert truth(value) is said


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    text, _ = decode(data, "x.md")
    if text is not None:
        assert "\r" not in read_front_matter(text, "x.md").body


@given(
    st.text(alphabet=st.sampled_from("-+{}[]:&*!|>\"'\\#%@`,?~<= \n\tab01.\u2028"), max_size=120),
    st.sampled_from(["---", "+++"]),
)
def test_no_front_matter_raises_and_lines_stay_within_the_file(inner: str, mark: str) -> None:
    text = f"{mark}\n{inner}\n{mark}\nbody\n"
    front = read_front_matter(text, "x.md")
    assert text.endswith(front.body)
    assert text.count("\n", 0, len(text) - len(front.body)) + 1 == front.body_line
    for problem in front.problems:
        assert problem.line is None or 1 <= problem.line <= front.body_line
