"""What the pages say: the sentences a reader meets, on the story of six years."""

from __future__ import annotations

import html
import re
from types import ModuleType
from typing import Any

from goalpage.compare import follow
from goalpage.model import Change, ChangeKind, Origin
from goalpage.pages import render
from goalpage.pages.context import Making
from goalpage.pages.difference import sections
from goalpage.pages.record import records


def words(content: str) -> str:
    """The text of a page as it is read, with single blanks."""
    shown = re.sub(r'<span class="gp-hidden">[^<]*(<bdi[^>]*>[^<]*</bdi>[^<]*)?</span>', "", content)
    shown = re.sub(r"<script.*?</script>|<svg.*?</svg>", "", shown, flags=re.S)
    shown = re.sub(r"</?(?:a|bdi|span|time|strong|em|ins|del|code|b|title|s)\b[^>]*>", "", shown)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).replace("\u00a0", " ").split())


def diff(rendered: Any, a: int, b: int, history: int = 0) -> str:
    ids = [revision.id for revision in rendered.followed[history].history.revisions]
    name = rendered.followed[history].history.id
    return words(rendered.content(f"{name}/diff/{ids[a]}..{ids[b]}/"))


def test_the_first_sentence_of_a_list_sums_it_up(rendered: Any) -> None:
    text = words(rendered.content("research-goals/"))
    assert (
        "Seven goals, set 1 February 2020. One done, one met in part, two in progress, three open. "
        "Last changed 3 May 2024."
    ) in text
    assert "As it stood: 2020 · 2021 · 2022 · 2024" in text
    assert "No longer listed: 1" in text


def test_rows_say_where_each_goal_stands(rendered: Any) -> None:
    text = words(rendered.content("research-goals/"))
    assert "in progress · $640, from $7,000, towards $100 · changed 3 May 2024" in text
    assert "quantum computer done 3 May 2024" in text
    assert "open · due June 2025 · unchanged since 3 May 2024" in text
    assert "open · due 2021, no result recorded · no longer listed since 3 May 2024" in text


def test_what_was_read_from_prose_says_so_on_asking(rendered: Any) -> None:
    assert 'title="Read from the author’s words, not stated as such">$640' in rendered.content("research-goals/")


def test_a_goal_tells_its_story_newest_first(rendered: Any) -> None:
    text = words(rendered.content("research-goals/cheap-training/"))
    lead = "Goal 3 of Personal research goals, first stated 1 February 2020, last changed 3 May 2024."
    assert lead in text
    assert text.index("3 May 2024 after 17 months") < text.index("20 November 2022 after 19 months")
    assert text.index("20 November 2022 after 19 months") < text.index("First stated.")
    assert "Cost update The new schedule helps a lot." in text
    assert "Every value, newest first Date Value 3 May 2024 $640 9 April 2021 $4,200 1 February 2020 $7,000" in text
    assert "On a logarithmic scale" in text


def test_a_reworded_goal_shows_both_wordings(rendered: Any) -> None:
    content = rendered.content("research-goals/text-game/")
    assert "First wording, in full Make the text game more coherent and game-like" in words(content)
    assert "<ins>" in content
    assert "<del>" in content


def test_a_goal_that_came_back_says_so(rendered: Any) -> None:
    text = words(rendered.content("research-goals/theory/"))
    assert "Listed again" in text
    assert "No longer listed" in text


def test_a_reference_to_a_goal_by_number_is_a_link(rendered: Any) -> None:
    assert '<a href="../../research-goals/cheap-training/">#3</a>' in rendered.content("research-goals/theory/")


def test_differences_come_by_kind_in_order_of_weight(rendered: Any) -> None:
    text = diff(rendered, 0, 5)
    names = ["Done 4 Solve", "Met in part 5", "In progress 1", "Progress 3", "Added 8", "No longer listed 4 Agree"]
    names += ["Reworded 1", "Moved 1", "Notes 3"]
    places = [text.index(name) for name in names]
    assert places == sorted(places)
    assert "$7,000 → $640" in text
    assert "moved from second to first" in text
    assert "What changed from 1 February 2020 to 3 May 2024" in text


def test_whole_goals_are_marked_where_they_come_and_go(rendered: Any) -> None:
    ids = [revision.id for revision in rendered.followed[0].history.revisions]
    content = rendered.content(f"research-goals/diff/{ids[0]}..{ids[5]}/")
    assert "<ins>Teach a course on compression</ins>" in content
    assert "<del>Agree with other groups on comparable metrics</del>" in content
    assert "<del>$7,000</del>" in content
    assert "<ins>$640</ins>" in content


def test_unchanged_goals_are_folded_and_counted(rendered: Any) -> None:
    assert "Unchanged: 6 1 Develop pruning" in diff(rendered, 0, 1)


def test_changes_fold_a_day_and_count_quiet_revisions(rendered: Any) -> None:
    text = words(rendered.content("research-goals/changes/"))
    assert "Two edits on this day" in text
    assert "1 February 2020, 18:30" in text
    assert "One further edit of the text, in which no goal changed, is left out." in text
    assert "14 June 2020" not in text
    assert "Seven goals set." in text


def test_a_series_says_what_was_carried_and_what_was_not(rendered: Any) -> None:
    text = words(rendered.content("yearly/"))
    assert "Goals for 2023: Three goals, set 3 January 2023. One done, one met in part, one open." in text
    assert "Read books: 50 met in part · 35 of 50 books · carried into 2024" in text
    assert "Learn three pieces on the piano open · not carried into 2024" in text
    assert "Read books: 24 done · 26 of 24 books · carried into 2023" in text
    assert "open · not carried into 2023" in text


def test_one_revision_says_what_will_come(rendered: Any) -> None:
    text = words(rendered.content("matarot/"))
    assert "The first and so far only word, of 24 December 2024." in text
    assert "When the post is edited, this page shows what changed." in text
    assert "Every change" not in text
    assert "Compare" not in text


def test_looking_back_holds_then_against_now(rendered: Any) -> None:
    text = words(rendered.content("look-back/"))
    assert text.index("2024 Four goals first stated") < text.index("2020 Seven goals first stated")
    assert "Make the text game more coherent and game-like Now: Make the text game keep its stories" in text


def test_the_index_tells_each_list_and_what_changed_lately(rendered: Any) -> None:
    text = words(rendered.content(""))
    assert "in three lists: where each stands, and how it got there." in text
    assert "Settled: 2" in text
    assert text.index("Changed lately 24 December 2024") < text.index("3 May 2024 “Solve handwritten digits")


def test_text_that_is_not_committed_says_so(story: ModuleType) -> None:
    full = story.research()
    newest = story.replace(full.revisions[-1], origin=Origin.UNCOMMITTED, commit=None)
    history = story.replace(full, revisions=(*full.revisions[:-1], newest))
    pages, _ = render((follow(history),), story.SITE)
    text = next(words(page.content) for page in pages if page.path == "goals/research-goals/index.html")
    assert "Last changed 3 May 2024. Not committed yet." in text


def test_no_page_says_what_nobody_knows(rendered: Any) -> None:
    for page in rendered.pages.values():
        assert not re.search(r"\bNone\b|\bStatus\.|\bMarkup\(|0x[0-9a-f]{6}", words(page.content)), page.path


def garden(story: ModuleType) -> dict[str, str]:
    pages, _ = render((follow(story.garden()),), story.SITE)
    return {page.path.removeprefix("goals/garden/").removesuffix("index.html"): page.content for page in pages}


def pair(story: ModuleType, a: int, b: int) -> str:
    ids = [revision.id for revision in story.garden().revisions]
    return words(garden(story)[f"diff/{ids[a]}..{ids[b]}/"])


def test_goals_stand_under_the_headings_of_the_post(story: ModuleType) -> None:
    content = garden(story)[""]
    assert [words(name) for name in re.findall(r"<h2[^>]*>(.*?)</h2>", content)] == ["Kitchen garden", "Flowers"]
    assert 'href="https://elsewhere.example/garden">The post' in content


def test_goals_inside_goals_know_one_another(story: ModuleType) -> None:
    pages = garden(story)
    first = story.garden().revisions[0].id
    assert "gp-depth-1" in pages[f"at/{first}/"]
    assert "part of <bdi>Dig three beds</bdi>" in pages[f"at/{first}/"]
    full = story.garden()
    pages_then, _ = render((follow(story.replace(full, revisions=full.revisions[:1])),), story.SITE)
    then = {page.path: words(page.content) for page in pages_then}
    assert "Three goals with one part under them" in then["goals/garden/index.html"]
    assert "Part of Dig three beds." in then["goals/garden/beans/index.html"]
    assert "Parts ○ Beans up the fence , open" in then["goals/garden/beds/index.html"].replace("fence,", "fence ,")


def test_a_heading_in_other_words_is_told_and_no_move(story: ModuleType) -> None:
    text = pair(story, 0, 1)
    assert "Headings Vegetables → Kitchen garden" in text
    assert "Moved" not in text
    assert "Heading “Vegetables” now reads “Kitchen garden”." in words(garden(story)["changes/"])


def test_moves_links_and_goals_that_come_done_are_told(story: ModuleType) -> None:
    text = pair(story, 1, 2)
    assert "Open Dig three beds before: paused" in text
    assert "Added Keep hens done · its story" in text
    assert "No longer listed Dig a pond" in text
    assert "Moved Beans up the fence now a goal of its own" in text
    assert "Links Plant the old roses seeds.example/roses → nursery.example/r/1" in text
    assert "confidence 60 % → 80 %" in text


def test_the_provenance_of_a_goal_is_told(story: ModuleType) -> None:
    pages = garden(story)
    pond, beds = words(pages["pond/"]), words(pages["beds/"])
    assert "The author’s words for where it stands “not this decade”" in pond
    assert "garden.md, line 1" in pond
    assert "no longer listed since 1 May 2023" in pond
    assert "Tags spring" in beds
    assert "80 % confident" in beds
    assert "Taken for the same goal 1 March 2023: first seen 1 April 2023: same id 1 May 2023: same id" in beds


def test_a_goal_split_in_two_shows_the_whole_against_its_part(story: ModuleType) -> None:
    whole = story.goal("both", 1, "Improve translation and bring theory back")
    part = story.goal("both", 1, "Improve translation")
    rest = story.goal("theory", 2, "Bring theory back")
    gone = story.goal("old", 3, "Read more papers")
    lists = [("2023-03-01", [whole, gone]), ("2023-05-01", [part, rest])]
    revisions = tuple(story.revision(day, goals, previous=n - 1 if n else None) for n, (day, goals) in enumerate(lists))
    followed = follow(story.replace(story.research(), revisions=revisions))
    (record,) = records((followed,))
    split = Change(ChangeKind.SPLIT, "both", whole, part, lineage=("theory",))
    merged = Change(ChangeKind.MERGED, "old", gone, None, lineage=("theory",))
    returned = Change(ChangeKind.RETURNED, "theory", None, rest)
    found = {s.name: s.items for s in sections(Making(story.SITE), record, (split, merged, returned), "../")}
    assert list(found) == ["Returned", "Split", "Merged"]
    assert "<del>" in str(found["Split"][0].title)
    assert "“Bring theory back”" in str(found["Split"][0].words)
    assert "“Bring theory back”" in str(found["Merged"][0].words)
    assert found["Returned"][0].title == "<ins>Bring theory back</ins>"
