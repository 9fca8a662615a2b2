"""Goals carried into a new post come out of it as they went in, whatever the shape they stood in."""

from datetime import date
from pathlib import Path

import pytest

from goalpage.drafting import Last, moved_on, new_post, next_year
from goalpage.drafting.body import OPEN
from goalpage.errors import GoalpageError
from goalpage.reading import ReadingOptions, read_post

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
HEAD = "---\ntitle: Goals for 2024\n---\n\n"
SHAPES = {
    "numbered": "1. Swim a mile\n2. Read twelve books\n",
    "boxes": "- [ ] Swim a mile\n- [/] Read twelve books\n- [x] Sleep\n",
    "stars": "* Swim a mile\n* Read twelve books\n",
    "headings": "## 1. Swim a mile\n\nEvery week.\n\n## 2. Read twelve books\n\nOr more.\n\n## 3. Sleep - done\n",
    "table": "| Goal | Status |\n|---|---|\n| Swim a mile | open |\n| Read twelve books | begun |\n| Sleep | done |\n",
    "html": "<ul>\n<li>Swim a mile</li>\n<li>Read twelve books</li>\n</ul>\n",
    "crlf": "1. Swim a mile\r\n2. Read twelve books\r\n",
}


def carried(text, path="_posts/2024-01-01-goals-for-2024.md"):
    options = ReadingOptions(dialect="kramdown", told=True)
    post = read_post(text, path, options)
    last = Last(path, text, post.title or "Goals for 2024", post, options)
    return post, new_post(last, "Goals for 2025", date(2025, 1, 1), carry=True, told=True), options


@pytest.mark.parametrize("shape", SHAPES)
def test_open_goals_come_out_as_they_went_in(shape):
    post, draft, options = carried(HEAD + SHAPES[shape])
    wanted = [goal.title for goal in post.goals if goal.status in OPEN]
    assert wanted == ["Swim a mile", "Read twelve books"]
    assert [goal.title for goal in read_post(draft.text, draft.path, options).goals] == wanted
    assert draft.path == "_posts/2025-01-01-goals-for-2025.md"


def test_years_move_on_together():
    assert moved_on("2023 in review, goals for 2024", 2025) == "2024 in review, goals for 2025"
    assert moved_on("Goals since 1999: 2024", 2026) == "Goals since 1999: 2026"
    assert moved_on("Goals", 2026) == "Goals"
    assert next_year(2024, date(2024, 6, 1)) == 2025
    assert next_year(2020, date(2026, 12, 1)) == 2027


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real posts is not here")
def test_real_posts_are_carried_or_refused_never_wrong():
    carried_over = refused = 0
    for file in sorted(CORPUS.glob("singles/*.md")):
        text = file.read_text(encoding="utf-8")
        try:
            post, draft, options = carried(text, f"_posts/2024-01-01-{file.name}")
        except GoalpageError:
            refused += 1
            continue
        read = read_post(draft.text, draft.path, options)
        if draft.goals:
            assert [goal.title for goal in read.goals] == list(draft.goals), file.name
            assert set(draft.goals) <= {goal.title for goal in post.goals}
        carried_over += 1
    assert carried_over >= 9 * refused
