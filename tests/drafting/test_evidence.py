"""Which sentences of later posts may speak of a goal."""

from goalpage.drafting import Library, Written

POSTS = [
    Written("a.md", "A", "The garden was wet.\n\nWe planted a pear tree, and [the pear](/x) took.\n", 5),
    Written("b.md", "B", "A tree fell.\nThe pear tree I planted bears pears! We ate them.\n", 3),
    Written("c.md", "C", "Nothing of note. A day of rain and a tree.\n", 1),
]


def test_the_sentence_with_most_of_the_telling_words_of_each_post():
    found = Library(POSTS).evidence("Plant a pear tree")
    assert [(each.path, each.line, each.sentence) for each in found] == [
        ("b.md", 4, "The pear tree I planted bears pears!"),
        ("a.md", 7, "We planted a pear tree, and the pear took."),
    ]
    assert all(0.45 <= each.score <= 1 for each in found)


def test_one_common_word_is_no_evidence_and_earlier_posts_are_none():
    library = Library(POSTS)
    assert library.evidence("Climb a tree in Norway") == []
    assert [each.path for each in library.evidence("Plant a pear tree", since=1)] == ["b.md"]
    assert [each.path for each in library.evidence("Plant a pear tree", most=1)] == ["b.md"]
    assert library.evidence("12") == library.evidence("") == []
    assert Library([]).evidence("Plant a pear tree") == []
