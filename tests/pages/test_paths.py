from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.pages.paths import GOAL_RESERVED, href, post_href, segments


@given(st.lists(st.text(max_size=300), unique=True))
def test_every_id_has_a_folder_of_its_own_on_every_file_system(ids: list[str]) -> None:
    names = segments(ids, GOAL_RESERVED)
    assert list(names) == ids
    folded = [name.casefold() for name in names.values()]
    assert len(set(folded)) == len(folded)
    for name in names.values():
        assert name.casefold() not in GOAL_RESERVED
        assert len(name.encode("utf-8", "replace")) < 160
        assert name.strip(". ") == name != ""
        assert not set(name) & set('/\\:*?"<>|\0')


@pytest.mark.parametrize(
    ("given_id", "name"),
    [
        ("bert-100", "bert-100"),
        ("../x", "x"),
        ("a b", "a-b"),
        ("<i>", "i"),
        ("", "goal"),
        ("diff", "diff-2"),
        ("con", "con-goal"),
        ("学习", "学习"),
    ],
)
def test_a_folder_is_the_id_where_it_can_be(given_id: str, name: str) -> None:
    assert segments([given_id], GOAL_RESERVED) == {given_id: name}


def test_a_later_id_never_takes_the_folder_of_an_earlier_one() -> None:
    assert segments(["a b", "a-b", "A-B"], GOAL_RESERVED) == {"a b": "a-b", "a-b": "a-b-2", "A-B": "A-B-3"}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_links_are_encoded_and_come_back(name: str) -> None:
    link = href("../", name)
    assert link.isascii()
    assert unquote(link) == "../" + name


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (None, None),
        ("/2020/02/01/goals.html", "../../2020/02/01/goals.html"),
        ("https://elsewhere.example/x", "https://elsewhere.example/x"),
        ("/é/#now", "../../%C3%A9/#now"),
        ("//evil.example/x", None),
        ("javascript:alert(1)", "../../javascript:alert(1)"),
    ],
)
def test_a_post_is_linked_from_the_page_itself(url: str | None, link: str | None) -> None:
    assert post_href("../../", url) == link
