"""Markdown and raw HTML give one tree, mended as browsers mend it."""

from __future__ import annotations

import pytest

from goalpage.markdown import parser
from goalpage.reading.blocks import Block, blocks_of


def drawn(block: Block) -> str:
    """Give a tree in one line: `ul(li(p'a'))`."""
    inside = " ".join(drawn(child) for child in block.children)
    text = f"'{block.rich.text}'" if block.rich.text else ""
    return f"{block.tag}{text}" + (f"({inside})" if inside else "")


def tree(text: str, dialect: str = "commonmark") -> Block:
    return blocks_of(parser(dialect).parse(text), 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b\n", "body(ul(li(p'a') li(p'b')))"),
        ("<ul><li>a<li>b</ul>", "body(ul(li(p'a') li(p'b')))"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "body(ul(li(p'a' ul(li(p'b')))))"),
        ("<div>\n\n- a\n\n</div>\n", "body(div(ul(li(p'a'))))"),
        ("- a </ul> b\n", "body(ul(li(p'a b')))"),
        ("<p>a<p>b", "body(p'a' p'b')"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "body(table(tr(td(p'a') td(p'b')) tr(td(p'c'))))"),
        ("<script>\nalert(1)\n</script>\n\nafter", "body(p'after')"),
        ("<details><summary>s</summary>\n\ntext\n\n</details>", "body(details(summary's' p'text'))"),
        ("a <script>b</script> c", "body(p'a c')"),
        ("<h2>a</h2>b", "body(h2'a' p'b')"),
    ],
)
def test_the_tree(text: str, expected: str) -> None:
    assert drawn(tree(text)) == expected


def test_lines_are_those_of_the_file() -> None:
    body = blocks_of(parser("kramdown").parse("# a\n\n<ul>\n<li>b\n</li><li>c</li>\n</ul>\n\n1. d\n   e\n"), 5)
    lines = {block.rich.text: (block.line, block.end_line) for block in body.walk() if block.rich.text}
    assert lines == {"a": (5, 5), "b": (8, 9), "c": (9, 9), "d e": (12, 13)}


def test_check_boxes_of_raw_html_are_task_boxes() -> None:
    body = tree('<ul><li><input type="checkbox" checked> a<li><input type="checkbox"> b<li><input type="text"> c</ul>')
    items = [block for block in body.walk() if block.tag == "li"]
    assert [item.checked for item in items] == [True, False, None]
    assert items[2].attrs["input"] == "text"


def test_no_word_is_lost_however_deep() -> None:
    body = tree("<div>" * 400 + "".join(f"<div>w{n}</div>" for n in range(50)) + "</div>" * 400)
    assert {block.rich.text for block in body.walk()} >= {f"w{n}" for n in range(50)}


def test_images_and_icons_are_named() -> None:
    body = tree('a ![tick](/i/tick-mark.png "Done") <i class="fa fa-check" title="Yes"></i>')
    assert body.children[0].rich.icons == ("tick Done tick-mark.png", "Yes fa fa-check")
