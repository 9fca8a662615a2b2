"""`goalpage check` as a careful reader: what it says of posts that can be read, and what it mends."""

import json

import pytest

POST = """---
title: Goals for 2024
---

1. Run a half marathon
2. Read 24 books (see #9 and #1)
2. Learn to draw
   - Start: 2024-06
   - Due: 2024-03
5. Save money
   - Status: done
   - Current: $200
   - Target: $500
"""
PATH = "_posts/2024-01-01-goals-for-2024.md"


@pytest.fixture
def blog(make_blog):
    return make_blog({"_config.yml": "title: T\n", PATH: POST})


def lines(ran):
    return [line for line in ran.stdout.splitlines() if line.startswith("_posts")]


def test_what_is_odd_is_told_with_line_code_and_cure(goalpage, blog):
    ran = goalpage("check", blog)
    assert ran.returncode == 1
    assert lines(ran) == [
        f"{PATH}:6: no-such-goal there is no goal #9; the goals are numbered 1 to 5",
        f"{PATH}:7: due-before-start it is due 2024-03, before it begins (2024-06); change one of the two",
        f"{PATH}:7: number-shown it is written as 2. and shown as 3.; "
        "number the list through, or run `goalpage check --fix`",
        f"{PATH}:10: done-short it is done, but stands at 200 of 500; bring the value up to date",
        f"{PATH}:10: number-shown it is written as 5. and shown as 4.; "
        "number the list through, or run `goalpage check --fix`",
    ]
    told = json.loads(goalpage("check", "--json", blog).stdout)["problems"]
    assert {"number-shown", "no-such-goal", "due-before-start", "done-short"} <= {each["code"] for each in told}


def test_an_open_box_with_a_date_of_completion(goalpage, make_blog):
    text = "---\ntitle: My goals\n---\n\n- [ ] Swim ✅ 2024-02-03\n- [ ] Run\n"
    ran = goalpage("check", make_blog({"_config.yml": "title: T\n", PATH: text}))
    words = "contradiction it is open, but bears a date of completion (2024-02-03); change one of the two"
    assert lines(ran) == [f"{PATH}:5: {words}"]


def test_numbers_are_put_right_and_nothing_else(goalpage, blog):
    ran = goalpage("check", "--fix", "--dry-run", blog)
    assert f"{PATH}: 2 numbers to be put right" in ran.stdout
    assert (blog / PATH).read_text() == POST
    ran = goalpage("check", "--fix", blog)
    assert f"{PATH}: 2 numbers put right" in ran.stdout
    assert (blog / PATH).read_text() == POST.replace("2. Learn", "3. Learn").replace("5. Save", "4. Save")
    assert "number-shown" not in ran.stdout
    assert "put right" not in goalpage("check", "--fix", blog).stdout
    assert goalpage("check", "--dry-run", blog).returncode == 2


@pytest.mark.parametrize(
    "text",
    [
        "1. Run\n1. Read\n1. Draw\n",
        "1. Run\n2. Read\n\n## Mind\n\n1. Draw\n2. Sing\n",
        "- Run\n- Read (#1 in the list)\n",
        "1. Run\n   - Start: 2024-03\n   - Due: 2024\n2. Read 12 of 12 books (done)\n",
    ],
)
def test_what_is_as_people_write_is_not_odd(goalpage, make_blog, text):
    blog = make_blog({"_config.yml": "title: T\n", PATH: f"---\ntitle: Goals for 2024\n---\n\n{text}"})
    ran = goalpage("check", blog)
    assert (ran.returncode, lines(ran)) == (0, []), ran.stdout


def test_a_list_that_begins_elsewhere(goalpage, make_blog):
    text = "---\ntitle: Goals\n---\n\n3. Run\n4. Read\n"
    jekyll = make_blog({"_config.yml": "title: T\n", PATH: text})
    assert "it is written as 3. and shown as 1." in goalpage("check", jekyll).stdout
    (jekyll / "_config.yml").write_text("title: T\ngoalpage: {markdown: commonmark}\n")
    assert "number-shown" not in goalpage("check", jekyll).stdout


def test_line_ends_and_mark_stay(goalpage, blog):
    data = b"\xef\xbb\xbf" + POST.replace("\n", "\r\n").encode()
    (blog / PATH).write_bytes(data)
    goalpage("check", "--fix", blog)
    assert (blog / PATH).read_bytes() == data.replace(b"2. Learn", b"3. Learn").replace(b"5. Save", b"4. Save")


def test_links_into_the_blog_that_lead_nowhere(goalpage, make_blog):
    text = (
        "---\ntitle: Goals\n---\n\n1. Run ([there](/there/), [file](/a.html), [bare](/a))\n"
        "2. Read [gone](/gone/) and [far](https://far.example/gone/)\n3. Draw [mine](https://t.example/lost)\n"
        "4. Swim [up](../there.html), [source](other.md), [below](#x)\n"
    )
    files = {"_config.yml": "title: T\nurl: https://t.example\n", PATH: text}
    blog = make_blog(files)
    assert "dead-link" not in goalpage("check", blog).stdout, "the blog was never built"
    post = "2024/01/01/goals-for-2024.html"
    make_blog({f"_site/{name}": "<p>" for name in ("index.html", "there/index.html", "a.html", post)})
    ran = goalpage("check", blog)
    assert ran.returncode == 1
    assert lines(ran) == [
        f"{PATH}:6: dead-link the link to /gone/ leads nowhere in the site as it was built; "
        "mend it, or build the blog again",
        f"{PATH}:7: dead-link the link to https://t.example/lost leads nowhere in the site as it was built; "
        "mend it, or build the blog again",
        f"{PATH}:8: dead-link the link to ../there.html leads nowhere in the site as it was built; "
        "mend it, or build the blog again",
    ]
