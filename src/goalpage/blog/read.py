"""The blog as goalpage sees it: which posts were taken, why, and their texts through time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from goalpage.blog.discover import (
    FUTURE,
    Rules,
    Seen,
    judged,
    language_of,
    looks_like_goals,
    misspelt_goals,
    seen_posts,
    unpublished,
)
from goalpage.blog.files import Kind
from goalpage.blog.history import Present, Terms, texts_of
from goalpage.blog.lineage import bare_name
from goalpage.blog.memory import Memory
from goalpage.blog.permalink import POST_NAME, permalink_fault, post_url
from goalpage.blog.recorded import recorded_texts, with_recorded
from goalpage.blog.values import Blog, Candidate, Other, Text
from goalpage.config import Config, Generator
from goalpage.errors import ConfigError, Problem, Severity


def read_blog(  # noqa: PLR0913  # the caller's own choices, each by name
    root: Path,
    config: Config,
    *,
    committed: bool = False,
    shallow: bool = False,
    posts: Sequence[str] = (),
    now: datetime,
    memory: Memory | None = None,
) -> Blog:
    """Give the posts of the blog at `root` that hold goals or may, with their texts through time.

    `posts` are files the caller names as goal posts; one that does not exist raises ConfigError. `committed` leaves
    out what is not committed. A shallow clone raises HistoryError unless `shallow`. `now` (aware) decides what is
    dated in the future. `memory` holds what an earlier reading of the same blog left; without it all is read anew.
    """
    memory = memory or Memory()
    rules = Rules(config, frozenset(_named(root, post) for post in posts), now)
    seen, problems = seen_posts(root, rules, memory)
    broken = [each for each in seen if each.front is None]
    taken = [each for each in seen if each.choice is not None and each.front is not None]
    kept, more = _published(taken, rules)
    texts, history_problems = _texts(root, (*kept, *broken), rules, Terms(rules.zone, now, committed, shallow), memory)
    revived = [_by_older_text(each, texts[each.path], rules, memory) for each in broken]
    kept += [each for each in revived if each is not None]
    if committed:
        now_committed = (_as_committed(each, texts[each.path], rules, memory) for each in kept)
        kept = [each for each in now_committed if each is not None]
    candidates, url_problems = _candidates(sorted(kept, key=lambda each: each.path), texts, rules)
    paths = {each.path for each in candidates if not each.looks_back}
    unread = [problem for each in broken if each.path not in paths for problem in _weighed(each)]
    misspelt = [problem for each in seen if (problem := misspelt_goals(each)) is not None]
    told = any(each.told for each in candidates)
    others = [each for each in seen if each.path not in paths and each.front is not None]
    looks_like = () if told else looks_like_goals(others, config, memory)
    wrong = (*problems, *unread, *misspelt, *more, *history_problems, *url_problems)
    return Blog(candidates, looks_like, wrong, _due(taken, rules), _others(others))


def _others(seen: Sequence[Seen]) -> tuple[Other, ...]:
    found = (Other(each.path, each.date, each.title or "", each.front.body, each.front.body_line)
             for each in seen if each.date is not None and each.front is not None)  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.date, each.path)))


def _due(taken: Sequence[Seen], rules: Rules) -> datetime | None:
    """Give when the next post that is held back for its date is to be published."""
    future = (each.date for each in taken if unpublished(each, rules) == FUTURE and each.date is not None)
    return min(future, default=None)


def _named(root: Path, post: str) -> str:
    """Give the path below the blog of a file the caller named."""
    for file in (root / post, Path(post)):
        if file.is_file() and file.resolve().is_relative_to(root.resolve()):
            return file.absolute().resolve().relative_to(root.resolve()).as_posix()
    raise ConfigError(f"there is no post {post!r} in the blog", "name a file below the blog's folder")


def _published(taken: Sequence[Seen], rules: Rules) -> tuple[list[Seen], tuple[Problem, ...]]:
    """Give the posts that the generator shows, and what keeps others back though their author named them."""
    kept: list[Seen] = []
    problems: list[Problem] = []
    for each in taken:
        if unpublished(each, rules) is not None:
            continue
        doubt = each.choice is not None and each.choice.looks_back
        problems += () if doubt else each.problems
        if each.problems:
            continue
        fault = _by_jekyll(each) if rules.config.generator is Generator.JEKYLL else None
        problems += [fault] if fault and not doubt else []
        if fault is None or fault.severity is Severity.NOTICE:
            kept.append(each)
    return kept, tuple(problems)


def _by_jekyll(seen: Seen) -> Problem | None:
    """Give what keeps Jekyll from showing a post that was taken for a goal post."""
    name = seen.path.rsplit("/", 1)[-1].rpartition(".")[0]
    is_named = seen.choice is not None and seen.choice.why.startswith(("named", "configured"))
    if seen.found.kind is Kind.POST and not POST_NAME.match(name) and not is_named:
        message, cure = "Jekyll passes over a post whose name has no date", "rename it to YYYY-MM-DD-title.md"
        return Problem(seen.path, None, "post-name", message, cure, Severity.WARNING)
    if seen.front is not None and seen.front.format in ("toml", "json"):
        message = f"Jekyll does not read {seen.front.format.upper()} front matter"
        return Problem(seen.path, 1, "front-matter-format", message, "write YAML", Severity.NOTICE)
    return None


def _texts(
    root: Path, posts: Sequence[Seen], rules: Rules, terms: Terms, memory: Memory
) -> tuple[dict[str, tuple[Text, ...]], tuple[Problem, ...]]:
    """Give the texts of the posts by path: git's, and those recorded beside them."""
    if not posts:
        return {}, ()
    recorded = {each.path: recorded_texts(root, rules.config.source, each.path, rules.zone) for each in posts}
    present = []
    for each in posts:
        last = recorded[each.path][0][-1].date if recorded[each.path][0] else None
        present.append(Present(each.path, each.data, each.date, last))
    texts, problems = texts_of(root, present, terms, memory)
    merged = {path: with_recorded(texts[path], copies) for path, (copies, _) in recorded.items()}
    return merged, (*problems, *(fault for _, faults in recorded.values() for fault in faults))


def _by_older_text(broken: Seen, texts: Sequence[Text], rules: Rules, memory: Memory) -> Seen | None:
    """Give a post whose text of now is broken as its newest readable text has it: one slip takes no page away."""
    for text in reversed(texts):
        seen = judged(broken.found, text.data, rules, memory)
        if seen is not None and seen.front is not None:
            is_shown = seen.choice is not None and unpublished(seen, rules) is None
            return replace(seen, data=broken.data) if is_shown else None
    return None


def _as_committed(seen: Seen, texts: Sequence[Text], rules: Rules, memory: Memory) -> Seen | None:
    """Give a post as its newest committed text has it, None where that is no goal post (or there is none)."""
    if not texts:
        return None
    judgement = judged(seen.found, texts[-1].data, rules, memory)
    if judgement is None or judgement.front is None:
        return seen
    is_shown = judgement.choice is not None and unpublished(judgement, rules) is None
    return judgement if is_shown else None


def _weighed(broken: Seen) -> tuple[Problem, ...]:
    """Give the faults of a broken file: errors in a post, warnings in a page of which nothing says it holds goals."""
    if broken.found.kind in (Kind.POST, Kind.DOCUMENT) or broken.choice is not None or b"goals:" in broken.data[:4096]:
        return broken.problems
    return tuple(replace(problem, severity=Severity.WARNING) for problem in broken.problems)


def _candidates(
    kept: Sequence[Seen], texts: Mapping[str, tuple[Text, ...]], rules: Rules
) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    problems: list[Problem] = []
    candidates = []
    for each in kept:
        url, fault = _url(each, rules.config)
        problems += () if each.choice and each.choice.looks_back else fault
        candidates.append(_candidate(each, texts[each.path], url, rules.config))
    sure = [each for each in candidates if not each.looks_back]
    return tuple(candidates), (*problems, *_clashes(sure), *_files_for_folders(kept))


def _candidate(seen: Seen, texts: tuple[Text, ...], url: str | None, config: Config) -> Candidate:
    assert seen.choice is not None
    goals = seen.values.get("goals")
    told = goals if isinstance(goals, dict) else {}
    series, name = told.get("series"), told.get("id")
    return Candidate(
        seen.path, seen.choice.why, seen.choice.told, texts, url, seen.date, seen.title, language_of(seen, config),
        str(name) if isinstance(name, str | int) else None, str(series) if isinstance(series, str | int) else None,
        seen.choice.looks_back,
    )  # fmt: skip


def _url(seen: Seen, config: Config) -> tuple[str | None, tuple[Problem, ...]]:
    permalink = seen.values.get("permalink")
    if permalink is not None and seen.front is not None:
        fault = permalink_fault(str(permalink), is_post=seen.found.kind is Kind.POST)
        if fault is not None:
            line = seen.front.line_of("permalink")
            cure = "write a path as /goals/2024/"
            return None, (Problem(seen.path, line, "permalink", f"the permalink {fault}", cure),)
    return post_url(seen.found, seen.values, seen.date, config), ()


def _clashes(candidates: Sequence[Candidate]) -> tuple[Problem, ...]:
    """Give an error for each two posts that stand at one place in the site."""
    places: dict[str, list[str]] = defaultdict(list)
    for each in candidates:
        if each.url is not None:
            places[each.url].append(each.path)
    return tuple(
        Problem(path, None, "same-url", f"it stands at {url}, as {paths[0]} does", "give one another slug")
        for url, paths in places.items()
        for path in paths[1:]
    )


def _files_for_folders(kept: Sequence[Seen]) -> list[Problem]:
    """Give an error for each permalink that is a file where another post has, or may have, its folder."""
    names = {bare_name(each.path): each.path for each in kept}
    problems = []
    for each in kept:
        permalink = each.values.get("permalink")
        name = str(permalink).rsplit("/", 1)[-1] if isinstance(permalink, str) else ""
        other = names.get(name.casefold(), each.path)
        if name and other != each.path and each.front is not None:
            message = f"the permalink is a file of the name that {other} has as a folder"
            line = each.front.line_of("permalink")
            problems.append(Problem(each.path, line, "permalink", message, "end it with a slash"))
    return problems
