"""Everything a user can write or meet is documented: commands, options, keys, fields, codes and statuses."""

import json
import re
import tomllib
from pathlib import Path

import click
import pytest

from goalpage import config
from goalpage.blog.generator import OWN_FILES
from goalpage.cli import run
from goalpage.cli.run import goalpage
from goalpage.model import ChangeKind, Origin, Reason, Role, Status
from goalpage.pages.goals_json import SCHEMA
from goalpage.pages.templating import FOLDER
from goalpage.reading.fields import vocabulary
from goalpage.reading.fields.vocabulary import KEYS
from goalpage.reading.header_tags import GOAL_TAGS

LANGUAGES = Path(vocabulary.__file__).parents[1] / "languages"
COMMANDS = goalpage.list_commands(click.Context(goalpage))


def section(text, heading):
    """Give what stands under a heading, up to the next one of its level or above."""
    match = re.search(rf"^(#+) {re.escape(heading)}\n", text, re.MULTILINE)
    assert match, f"no section {heading!r}"
    rest = re.sub(r"^```.*?^```", lambda m: re.sub("^#", " #", m[0], flags=re.MULTILINE), text[match.end() :],
                  flags=re.DOTALL | re.MULTILINE)  # fmt: skip
    end = re.search(rf"^#{{1,{len(match[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def first_cells(text):
    """Give what is named in the first cell of the rows of a section's tables."""
    return {name for line in text.splitlines() if line.startswith("| `")
            for name in re.findall(r"`([^`]+)`", line.split("|")[1])}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented_with_every_option_and_no_other(name, documents, commands):
    named = first_cells(section(documents["docs/configuration.md"], f"goalpage {name}"))
    there = {
        option for p in commands[name].params if isinstance(p, click.Option) for option in [*p.opts, *p.secondary_opts]
    }
    assert {word.split()[0] for word in named if word.startswith("-")} - {"-h", "--help"} == there - {"-h", "--help"}


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_named_in_the_readme(name, documents):
    assert f"`goalpage {name}`" in documents["README.md"]


@pytest.mark.parametrize("key", config.OWN_KEYS)
def test_key_of_the_configuration_is_documented(key, documents):
    assert section(section(documents["docs/configuration.md"], "Keys"), key).strip()


def test_no_key_is_documented_that_is_not_read(documents):
    headings = re.findall(r"^### (.+)$", section(documents["docs/configuration.md"], "Keys"), re.MULTILINE)
    assert set(headings) == set(config.OWN_KEYS)


@pytest.mark.parametrize("key", config.SITE_KEYS)
def test_key_that_is_taken_from_the_blog_is_documented(key, documents):
    assert f"`{key}`" in section(documents["docs/configuration.md"], "What is taken from the blog's own settings")


@pytest.mark.parametrize("file", OWN_FILES)
def test_settings_file_is_documented(file, documents):
    assert f"`{file}`" in documents["docs/configuration.md"]


@pytest.mark.parametrize("tag", sorted(GOAL_TAGS))
def test_tag_that_makes_a_goal_post_is_named(tag, documents):
    assert f"`{tag}`" in section(documents["docs/writing-goals.md"], "Which posts are read")


@pytest.mark.parametrize("status", [run.OK, run.PROBLEMS, run.NOTHING_DONE])
def test_exit_status_is_documented(status, documents):
    assert re.search(rf"^\| {status} \|", documents["docs/configuration.md"], re.MULTILINE)


@pytest.mark.parametrize("status", Status)
def test_status_is_documented(status, documents):
    for name in ("docs/glossary.md", "docs/writing-goals.md"):
        assert re.search(rf"^\| {status.value} \|", documents[name], re.MULTILINE), name


@pytest.mark.parametrize("word", [*ChangeKind, *Reason, *Role])
def test_word_of_the_data_is_in_the_glossary(word, documents):
    assert f"`{word.value}`" in documents["docs/glossary.md"]


@pytest.mark.parametrize("word", Origin)
def test_origin_is_documented(word, documents):
    assert f"`{word.value}`" in documents["docs/pages-and-data.md"]


@pytest.mark.parametrize("key", KEYS)
def test_field_that_an_author_can_write_is_documented(key, documents):
    assert key in first_cells(section(documents["docs/writing-goals.md"], "Saying more: fields in three places"))


def fields(schema):
    """Give the names of all fields that a JSON Schema speaks of, however deep."""
    if isinstance(schema, list):
        return {name for each in schema for name in fields(each)}
    if not isinstance(schema, dict):
        return set()
    names = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return names | {name for each in schema.values() for name in fields(each)}


def test_fields_of_the_data_are_those_documented(documents):
    text = section(documents["docs/pages-and-data.md"], "goals.json")
    known = fields(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert known <= set(re.findall(r"`([a-z]+)`", text))
    assert first_cells(text) <= known


def test_problem_codes_are_those_documented(documents, problem_codes):
    assert problem_codes, "no code was found in the source"
    documented = re.findall(r"^### (.+)$", documents["docs/problems.md"], re.MULTILINE)
    assert sorted(problem_codes) == sorted(documented)


def test_every_problem_has_cause_and_cure(documents):
    parts = re.split(r"^### .+\n", documents["docs/problems.md"], flags=re.MULTILINE)[1:]
    assert all(re.search(r"\*\*Cure:\*\* \S", part) for part in parts)


def test_every_template_can_be_looked_up(documents):
    assert {p.name for p in FOLDER.iterdir()} <= set(re.findall(r"`([\w.]+)`", documents["docs/theming.md"]))


def test_every_variable_of_the_stylesheet_is_documented(documents):
    read = set(re.findall(r"var\((--goalpage-[\w-]+)", (FOLDER / "goalpage.css").read_text(encoding="utf-8")))
    assert read == {name for name in first_cells(documents["docs/theming.md"]) if name.startswith("--")}


@pytest.mark.parametrize("path", sorted(LANGUAGES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_language_is_named(path, documents):
    name = tomllib.loads(path.read_text(encoding="utf-8"))["name"]
    assert name in section(documents["docs/writing-goals.md"], "Other languages")
