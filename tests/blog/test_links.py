"""The file of links: read entry by entry, added to without losing a byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalpage.blog.links import NAME, add_link, parse_links, read_links
from goalpage.compare import Pin, Pins
from goalpage.errors import GoalpageError

HAND = "# mine\r\n- {earlier: 'A', later: B}   # keep\r\n-   later: D\r\n    earlier: 2022"


def test_no_file_is_no_link(tmp_path: Path) -> None:
    links, problems = read_links(tmp_path)
    assert (links.of("any"), problems) == (Pins(), ())


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    pins = [
        Pin("Row: to the sea", "- [x] 10 #km"),
        Pin("A", "No", same=False),
        Pin("x", "y", revision="2022-01-01-abcdef"),
    ]
    assert [add_link(tmp_path, pin, "yearly" if n == 2 else None) for n, pin in enumerate(pins)] == [3, 5, 8]
    links, problems = read_links(tmp_path)
    assert problems == ()
    assert links.of("yearly").pins == tuple(pins)
    assert links.of("other").pins == tuple(pins[:2])


def test_what_a_hand_wrote_stays(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xef\xbb\xbf" + HAND.encode())
    assert add_link(tmp_path, Pin("É", "F")) == 5
    assert (tmp_path / NAME).read_bytes() == b"\xef\xbb\xbf" + (HAND + "\r\n- earlier: É\r\n  later: F\r\n").encode()
    assert [pin.earlier for pin in read_links(tmp_path)[0].of("x").pins] == ["A", "2022", "É"]


def test_nothing_is_told_twice(tmp_path: Path) -> None:
    assert [add_link(tmp_path, Pin("A", "B")), add_link(tmp_path, Pin("A", "B"))] == [3, 3]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- earlier: A\n  later: B\n  apart: true\n", f"{NAME}:1: this entry tells the opposite"),
        ("- earlier: A\n  later: [\n", f"{NAME}:"),
        ("- earlier: A\n", f"{NAME}:1: this entry does not name"),
        ("earlier: A\nlater: B\n", f"{NAME}:1: it holds no list"),
        ("[{earlier: C, later: D}]\n", f"{NAME}: is written so that nothing can be added below; add it yourself"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_left_alone(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(GoalpageError) as refused:
        add_link(tmp_path, Pin("A", "B"))
    assert str(refused.value).startswith(told)
    assert (tmp_path / NAME).read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_broken_entry_leaves_the_others() -> None:
    links, problems = parse_links(
        "- earlier: A\n  later: B\n- {earlier: C}\n- word\n- earlier: D\n  later: E\n  apart: perhaps\n"
        "- earlier: F\n  later: G\n  latr: H\n"
    )
    assert [(told.pin.earlier, told.line) for told in links.told] == [("A", 1), ("F", 8)]
    assert [(p.line, p.code) for p in problems] == [
        (3, "link-entry"), (4, "link-entry"), (7, "link-entry"), (10, "unknown-key"),
    ]  # fmt: skip


def test_an_empty_file_is_no_link() -> None:
    assert parse_links("# nothing yet\n") == parse_links("")
