"""The data files against their rules: goals.json, the feed, the calendar, the badge."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from types import ModuleType
from typing import Any

import feedparser
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.compare import follow
from goalpage.errors import Problem
from goalpage.model import Goal, History, Origin, Post, Progress, Revision
from goalpage.pages import Site, render
from goalpage.pages.calendar import _folded, _text

ATOM = "{http://www.w3.org/2005/Atom}"


def data(rendered: Any, name: str) -> bytes:
    return rendered.files[f"goals/{name}"].data


@pytest.fixture(scope="module")
def goals(rendered: Any) -> dict[str, Any]:
    loaded = json.loads(data(rendered, "goals.json"))
    assert isinstance(loaded, dict)
    return loaded


def test_goals_json_is_what_its_schema_says(rendered: Any, goals: dict[str, Any]) -> None:
    schema = json.loads(data(rendered, "goals.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(goals)


def test_the_schema_knows_every_field(rendered: Any, goals: dict[str, Any]) -> None:
    """The written schema lets fields be added; here it must name each one that is."""
    schema = json.loads(data(rendered, "goals.schema.json"))
    closed = json.loads(json.dumps(schema), object_hook=_closed)
    jsonschema.Draft202012Validator(closed).validate(goals)


def _closed(node: dict[str, Any]) -> dict[str, Any]:
    return node | {"additionalProperties": False} if "properties" in node and "type" in node else node


def test_every_revision_and_timeline_is_there(goals: dict[str, Any], rendered: Any) -> None:
    research = goals["histories"][0]
    assert [each["date"][:10] for each in research["revisions"]] == [
        "2020-02-01", "2020-02-01", "2020-06-14", "2021-04-09", "2022-11-20", "2024-05-03",
    ]  # fmt: skip
    assert [each["changed"] for each in research["revisions"]][2] is False
    assert research["revisions"][2]["url"] == research["revisions"][1]["url"]
    assert research["url"] == "/blog/goals/research-goals/"
    cheap = next(each for each in research["timelines"] if each["goal"] == "cheap-training")
    progress = [each["after"]["progress"]["current"] for each in cheap["changes"] if each["kind"] == "progress"]
    assert progress == [4200, 640]
    for timeline in research["timelines"]:
        assert timeline["url"].removeprefix("/blog/") + "index.html" in rendered.pages
    for revision in research["revisions"]:
        assert revision["url"].removeprefix("/blog/") + "index.html" in rendered.pages


def test_problems_are_told(story: ModuleType) -> None:
    problem = Problem("_posts/x.md", 3, "duplicate-key", "title stands twice", "take one away")
    _, files = render((), story.SITE, (problem,))
    told = json.loads(next(file.data for file in files if file.path == "goals/goals.json"))["problems"]
    assert told[0]["path"] == "_posts/x.md"
    assert (told[0]["line"], told[0]["code"], told[0]["message"]) == (3, "duplicate-key", "title stands twice")


def test_numbers_no_reader_can_hold_are_left_out(story: ModuleType) -> None:
    goal = Goal("a", progress=Progress(current=float("inf"), target=10**400))
    moment = story.single().revisions[0].date
    only = Revision("2024-12-24-abcdef", moment, "g.md", "g.md", Origin.FILE, Post(None, None, (goal,)))
    _, files = render((follow(History("h", "H", (only,), ("g.md",))),), story.SITE)
    loaded = json.loads(next(file.data for file in files if file.path == "goals/goals.json"))
    progress = loaded["histories"][0]["revisions"][0]["goals"][0]["progress"]
    assert (progress["current"], progress["target"]) == (None, None)


def test_the_feed_keeps_the_rules_of_rfc_4287(rendered: Any) -> None:
    root = ET.fromstring(data(rendered, "feed.xml"))  # made by us
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        updated = element.findtext(f"{ATOM}updated") or ""
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", updated)
        alternates = [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        assert len(alternates) == 1
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    (own,) = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own.get("href") == "https://lab.example.org/blog/goals/feed.xml"
    ids = [element.findtext(f"{ATOM}id") or "" for element in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) > 5
    tag = r"tag:lab\.example\.org,\d{4}-\d\d-\d\d:goalpage/[\w%-]+/[\w-]+"
    assert all(re.fullmatch(tag, name) for name in ids)
    assert max(element.findtext(f"{ATOM}updated") or "" for element in root.iter(f"{ATOM}entry")) == root.findtext(
        f"{ATOM}updated"
    )


def test_the_feed_is_read_by_a_feed_reader(rendered: Any) -> None:
    parsed = feedparser.parse(data(rendered, "feed.xml"))
    assert not parsed.bozo
    newest = next(entry for entry in parsed.entries if "research" in entry.title)
    assert newest.title.startswith("Personal research goals: “Solve handwritten digits on a…” done")
    assert newest.link.startswith("https://lab.example.org/blog/goals/research-goals/diff/")
    assert "<h3>Done</h3>" in newest.content[0].value
    assert "<script>" not in newest.content[0].value


def test_the_feed_holds_no_character_xml_forbids(story: ModuleType) -> None:
    bad = "a ]]> \x01\ufffe\ud800 b </content>"
    goal = Goal(bad, text=bad)
    moment = story.single().revisions[0].date
    only = Revision("2024-12-24-abcdef", moment, "g.md", "g.md", Origin.COMMIT, Post(bad, None, (goal,)), message=bad)
    _, files = render((follow(History("h", bad, (only,), ("g.md",))),), Site(today=date(2025, 1, 1)))
    root = ET.fromstring(next(file.data for file in files if file.path == "goals/feed.xml"))  # made by us
    assert root.findtext(f"{ATOM}entry/{ATOM}id", "").startswith("urn:uuid:")


def test_the_calendar_holds_what_is_listed_and_due(rendered: Any) -> None:
    text = data(rendered, "goals.ics").decode()
    assert text.endswith("END:VCALENDAR\r\n")
    unfolded = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20250630\r\nDTEND;VALUE=DATE:20250701\r\n" in unfolded
    assert "SUMMARY:○ Teach a course on compression\r\n" in unfolded
    assert "DTSTAMP:20240503T170000Z\r\n" in unfolded
    assert "metrics" not in unfolded
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") == len(re.findall("UID:", unfolded))


@given(st.text())
def test_calendar_lines_are_folded_at_75_bytes_and_come_back(text: str) -> None:
    line = f"SUMMARY:{_text(text)}"
    folded = b"".join(_folded(line))
    assert all(len(piece) <= 75 for piece in folded.split(b"\r\n"))
    assert folded.endswith(b"\r\n")
    assert folded.decode().replace("\r\n ", "")[:-2] == line
    assert "\n" not in line


def test_the_badge_counts_what_is_done(rendered: Any) -> None:
    root = ET.fromstring(data(rendered, "research-goals/badge.svg"))  # made by us
    assert root.get("aria-label") == "goals: 1 of 7 done"
