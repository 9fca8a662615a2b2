"""A post's text -> its goals: front matter, Liquid, Markdown, sections, parts, statements, goals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from msgspec.structs import replace

from goalpage.errors import Problem, Severity
from goalpage.markdown import parser
from goalpage.model import Container, Decision, Post
from goalpage.reading.answers import answered
from goalpage.reading.blocks import blocks_of
from goalpage.reading.choice import TAKEN_FROM, choices, is_section
from goalpage.reading.containers import candidates
from goalpage.reading.directions import Directions, Form, directions_of
from goalpage.reading.evidence import Setting
from goalpage.reading.fields import guessed_language
from goalpage.reading.fields.language import Kind, base_code
from goalpage.reading.fields.openings import speaks_to_reader
from goalpage.reading.front_matter import FrontMatter, load_toml, read_front_matter, title_in
from goalpage.reading.goals import Reading, goals_of
from goalpage.reading.header_tags import goal_tag
from goalpage.reading.key import key_in
from goalpage.reading.liquid import Liquid, resolved
from goalpage.reading.named import named
from goalpage.reading.options import ReadingOptions
from goalpage.reading.roles import roles_of, years_of
from goalpage.reading.sections import MOST_LEVELS, Section, sections_of
from goalpage.reading.selection import Statement, statements
from goalpage.reading.strict_yaml import load_yaml
from goalpage.reading.structured import Structured, goals_value

_DEFAULTS = ReadingOptions()
_IMPORT = re.compile(r"^import .{1,500} from ['\"]|^import \{$", re.MULTILINE)
_LISTED = ("the author lists them as data", TAKEN_FROM)
_READ = 8000  # characters of a post by which it is told whom it speaks to
_TELLING = 1500  # characters from which the language of a post can be told
_LABEL_WORDS = 4
_DATA = (".yml", ".yaml", ".json", ".toml")


def read_post(text: str, path: str, options: ReadingOptions = _DEFAULTS) -> Post:
    """Give what a post says of its author's goals. Never raises for bad input: problems are in the result.

    `path` is the post's, relative to the blog; it stands in problems, and its ending tells data files
    (`.yml`, `.json`, `.toml`) and pages with components (`.mdx`) from posts.
    """
    if path.lower().endswith(_DATA):
        return _data_post(text, path, options)
    front = read_front_matter(text, path)
    directions = directions_of(front, path)
    title = title_in(front.data)
    problems = (*front.problems, *directions.problems)
    lang = (
        options.lang or _text(front.data, "lang") or _text(front.data, "language") or _language(front.body[:_TELLING])
    )
    if directions.wanted is False or not front.readable:
        return Post(title, lang, problems=problems)
    stated, decisions, found = (
        _listed(front, path, options) if directions.listed else _stated(front, path, title, lang, directions, options)
    )
    marks = (*key_in(front.body, base_code(lang)), *options.marks, *directions.marks)
    years = years_of(title or "", options.year, lang)
    read = goals_of(stated, Reading(path, lang, replace(options, marks=marks), directions, years))
    return Post(title, lang, read.goals, tuple(decisions), (*problems, *found, *read.problems))


Stated = tuple[Sequence[Statement], Sequence[Decision], Sequence[Problem]]


def _stated(  # noqa: PLR0913, PLR0917  (what is known of a post has these parts)
    front: FrontMatter, path: str, title: str | None, lang: str | None, directions: Directions, options: ReadingOptions
) -> Stated:
    """Give the statements in a post's body."""
    is_mdx = bool(path.lower().endswith(".mdx") or _IMPORT.search(front.body))
    # braces are expressions there, not Liquid
    liquid = Liquid(front.body) if is_mdx else resolved(front.body, _variables(front.data, options))
    env: dict[str, object] = {}
    dialect = "commonmark" if is_mdx else options.dialect
    root = sections_of(blocks_of(_parser(dialect).parse(liquid.body, env), front.body_line, liquid))
    found = candidates(root, lang, plain=directions.form is Form.PARAGRAPHS)
    heeded = _heeded(root, directions)
    told = options.told or bool(directions.wanted)
    tagged, to_reader = goal_tag(front.data) is not None, speaks_to_reader(front.body[:_READ], lang)
    named_by = title or _first_label(root, lang)
    setting = Setting(named_by, _file_words(path), lang, told, tagged, to_reader)
    decided = choices(found, setting, heeded)
    roles = roles_of([c.candidate for c in decided], title or "", options.year, lang, heeded)
    decided = answered(decided, roles, lang)
    stated = statements(root, decided, roles, lang, heeded)
    problems = [*_too_deep(env, path, front.body_line), *_unmet(root, stated, path, directions)]
    return stated, [c.decision for c in decided], problems


def _first_label(root: Section, lang: str | None) -> str:
    """Give the short line that names goals and opens a post without a title and a heading of its own: "Goals ->"."""
    opens = root.blocks[0].rich.text if root.blocks else ""
    is_label = 0 < len(opens.split()) <= _LABEL_WORDS and Kind.GOAL in named(opens, lang)
    return opens if is_label and (not root.sections or root.sections[0].level > MOST_LEVELS) else ""


def _file_words(path: str) -> str:
    """Give the words of a file's name; of its folder's where it is the index there."""
    file = PurePosixPath(path)
    stem = file.parent.name if file.stem in ("index", "_index") else file.stem
    return " ".join(re.split(r"[\W_]+", stem.partition(".")[0])).strip()


def _heeded(root: Section, directions: Directions) -> Directions:
    """Give the directions without the headings that are not there."""
    sections = list(root.walk())

    def found(name: str | None) -> str | None:
        return name if name and any(is_section(section, name) for section in sections) else None

    if not (directions.section or directions.review or directions.new):
        return directions
    names = (found(directions.section), found(directions.review), found(directions.new))
    return replace(directions, section=names[0], review=names[1], new=names[2])


def _listed(front: FrontMatter, path: str, options: ReadingOptions) -> Stated:
    """Give the statements of the front matter's own list."""
    reader = Structured(path, Container.FRONT_MATTER, front.line_of, _parser(options.dialect))
    reader.read(front.data["goals"], ("goals",))
    decision = Decision(front.line_of("goals") or 1, Container.FRONT_MATTER, True, TAKEN_FROM, (_LISTED,))
    return reader.out, (decision,), reader.problems


def _data_post(text: str, path: str, options: ReadingOptions) -> Post:
    """Give the goals of a data file."""
    document = load_toml(text, path) if path.lower().endswith(".toml") else load_yaml(text, path)
    places = FrontMatter({}, "", places=document.places or {})
    reader = Structured(path, Container.DATA, places.line_of, _parser(options.dialect))
    reader.read(*goals_value(document.value))
    title = title_in(document.value) if isinstance(document.value, Mapping) else None
    years = years_of(title or "", options.year, options.lang)
    read = goals_of(reader.out, Reading(path, options.lang, options, Directions(), years))
    return Post(title, options.lang, read.goals, (), (*document.problems, *reader.problems, *read.problems))


@lru_cache(maxsize=512)
def _language(opening: str) -> str | None:
    """Give the language that the opening of a post is written in."""
    return guessed_language(opening)


@cache
def _parser(dialect: str) -> MarkdownIt:
    return parser(dialect)


def _text(data: Mapping[str, object], key: str) -> str | None:
    value = data.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _variables(data: Mapping[str, object], options: ReadingOptions) -> dict[str, str]:
    own = {f"page.{key}": value for key, value in data.items() if isinstance(value, str)}
    return {**own, **options.liquid}


def _too_deep(env: Mapping[str, object], path: str, first: int) -> list[Problem]:
    lines = env.get("nesting_limit_lines")
    if not isinstance(lines, Sequence) or not lines:
        return []
    message = "the text is nested too deep to be read as lists; the rest is taken as plain text"
    return [Problem(path, first + min(lines), "nested-too-deep", message, "nest less", Severity.WARNING)]


def _unmet(root: Section, stated: Sequence[Statement], path: str, directions: Directions) -> list[Problem]:
    """Warn of directions that name nothing in the post."""
    problems = []
    for name in (directions.section, directions.review, directions.new):
        if name and not any(is_section(section, name) for section in root.walk()):
            message = f"there is no heading {name!r}"
            cure = "write it as it stands in the post"
            problems.append(Problem(path, directions.line, "section-missing", message, cure, Severity.WARNING))
    if directions.wanted and not stated and not problems:
        message, cure = ("no goals were found", "say where they are with `goals: {section: HEADING}`")
        problems.append(Problem(path, directions.line, "no-goals", message, cure, Severity.WARNING))
    return problems
