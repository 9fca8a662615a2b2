"""What a blog says of its goals: discover, read, parse, match and compare; again at little cost when a text changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from goalpage.errors import Problem
from goalpage.report import BuildOptions

if TYPE_CHECKING:
    from goalpage.blog import Blog, Candidate, Histories, Memo
    from goalpage.blog.links import Links
    from goalpage.cache import Cache
    from goalpage.compare import Follower, Hidden
    from goalpage.config import Config
    from goalpage.model import Followed, History, Post
    from goalpage.reading import ReadingOptions

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how many."""


class Findings(Struct, frozen=True):
    """What a blog says of its goals: everything that is known before anything is rendered.

    `problems` are for the author; `published` are those of them that tell nothing of what he keeps to himself.
    """

    config: Config
    blog: Blog
    histories: Histories
    followed: tuple[Followed, ...]
    links: Links
    problems: tuple[Problem, ...]
    published: tuple[Problem, ...]

    def with_all_that_is_hidden(self) -> tuple[Followed, ...]:
        """Give the histories as if `hide` and `since` were not set: to tell what these take away, never to be shown."""
        from goalpage.compare import follow

        if not self.config.hide and self.config.since is None:
            return self.followed
        return tuple(follow(history, self.links.of(history.id)) for history in self.histories.histories)

    @property
    def newest(self) -> date:
        """The day of the newest revision; where there is none, the first day there is."""
        return max((r.date.date() for f in self.followed for r in f.history.revisions), default=date.min)


def unseen(what: str, done: int, of: int) -> None:
    """Tell nobody."""


def findings(root: Path, options: BuildOptions, progress: Progress = unseen) -> Findings:
    """Read the blog in the folder `root` and give what it says of its goals; nothing is written but the cache."""
    from goalpage.blog import load_config
    from goalpage.cache import cache_of

    return Finder(root, cache_of(root, options.cache)).findings(load_config(root), options, progress)


class Finder:
    """Reads one blog again and again: what stands as it did the last time is not read, parsed or followed again.

    What it gives is what a new one would give.
    """

    def __init__(self, root: Path, cache: Cache) -> None:
        from goalpage.blog import Memo, Memory

        self._root, self._cache = root, cache
        self._memory = Memory()
        self._posts: Memo[tuple[str, str, str], Post] = Memo()
        self._followers: dict[str, Follower] = {}

    def findings(
        self, configured: tuple[Config, tuple[Problem, ...]], options: BuildOptions, progress: Progress = unseen
    ) -> Findings:
        """Discover, read, parse, match and compare."""
        from goalpage.blog import histories, read_blog
        from goalpage.blog.links import links_of_nothing, read_links
        from goalpage.cache import Cache

        config, problems = configured
        if not options.force:
            self._memory.named.recall(self._cache.load("names", dict[str, bool]) or {})
        blog = read_blog(
            self._root, config, committed=options.committed, shallow=options.shallow, posts=options.posts,
            now=options.now, memory=self._memory,
        )  # fmt: skip
        texts = sum(len(each.texts) for each in blog.candidates)
        parser = _Parser(config, options, self._cache, self._posts, progress, texts)
        made = histories(blog, config, parser.post, self._memory)
        if not options.force:
            self._cache.save_texts()
            self._remember_names()
        self._cache = Cache(None, "")  # from now on memory holds it all, and storing all for each save takes its time
        links, odd = read_links(self._root)
        odd += links_of_nothing(links, made.histories)
        followed, secrets, faults = self._followed(made.histories, links, config, options, progress)
        self._memory.turn()
        self._posts.turn()
        told = tuple(problem for each in followed for problem in each.problems)
        every = (*problems, *odd, *blog.problems, *made.problems, *faults, *told)
        return Findings(config, blog, made, followed, links, every, _published(every, secrets, config))

    def _remember_names(self) -> None:
        """Store which titles name goals, where one was asked for that no build asked for before."""
        if self._memory.named.made:
            self._cache.store("names", self._memory.named.kept)

    def _followed(
        self, histories: Sequence[History], links: Links, config: Config, options: BuildOptions, progress: Progress
    ) -> tuple[tuple[Followed, ...], tuple[Hidden, ...], tuple[Problem, ...]]:
        """Follow the goals of each history, less what the author wants to keep to himself, which is given beside."""
        from goalpage.compare import Follower, hidden, since, without

        followed, secrets, faults, followers = [], [], [], {}
        for number, history in enumerate(histories):
            progress("following goals", number + 1, len(histories))
            pins = links.of(history.id)
            follower = self._followers.pop(history.id, None)
            if follower is None or follower.pins != pins:
                follower = Follower(pins)
            try:
                whole = follower.follow(since(history, config.since))
                secrets.append(hidden(whole, config.hide))
                followed.append(without(whole, secrets[-1]))
                followers[history.id] = follower
            except Exception as error:  # one post never stops the others
                if options.debug:
                    raise
                faults.append(_own_fault(history.posts[-1], error))
        self._followers = followers
        return tuple(followed), tuple(secrets), tuple(faults)


class _Parser:
    """Parses each text once: in this build, and over builds where there is a cache."""

    def __init__(  # noqa: PLR0913, PLR0917  # what parsing takes, and what it tells
        self,
        config: Config,
        options: BuildOptions,
        cache: Cache,
        posts: Memo[tuple[str, str, str], Post],
        progress: Progress,
        texts: int,
    ) -> None:
        self._config, self._options, self._cache, self._posts = config, options, cache, posts
        self._progress, self._texts, self._done = progress, texts, 0
        self._told: dict[str, tuple[ReadingOptions, str]] = {}

    def post(self, text: str, candidate: Candidate) -> Post:
        """Give what one text of a candidate says. A fault of our own is an error of this post alone."""
        self._done += 1
        self._progress("reading posts", self._done, self._texts)
        if candidate.path not in self._told:
            options = reading_options_of(self._config, candidate)
            self._told[candidate.path] = (options, repr(options))
        options, words = self._told[candidate.path]
        return self._posts.get(
            (text, candidate.path, words), lambda: self._parsed(text, candidate.path, options, words)
        )

    def _parsed(self, text: str, path: str, options: ReadingOptions, words: str) -> Post:
        from goalpage.cache import text_key
        from goalpage.model import Post

        key = text_key(text, path, words)
        kept = None if self._options.force else self._cache.text(key, Post)
        if kept is not None:
            return kept
        post = self._read(text, path, options)
        self._cache.keep_text(key, post)
        return post

    def _read(self, text: str, path: str, options: ReadingOptions) -> Post:
        from goalpage.model import Post
        from goalpage.reading import read_post

        try:
            return read_post(text, path, options)
        except Exception as error:  # one post never stops the others
            if self._options.debug:
                raise
            return Post(problems=(_own_fault(path, error),))


def _published(
    problems: tuple[Problem, ...], secrets: Sequence[Hidden], config: Config
) -> tuple[Problem, ...]:
    """Give the problems that may be published: none that tells of a hidden goal, or of a text too old to be shown."""
    for each in secrets:
        problems = each.clean(problems)
    return problems if config.since is None else tuple(each for each in problems if each.commit is None)


def reading_options_of(config: Config, candidate: Candidate) -> ReadingOptions:
    """Give what the blog's configuration and a post's place say about how to read it."""
    from goalpage.reading import ReadingOptions

    return ReadingOptions(
        dialect=config.markdown,
        marks=config.marks,
        lang=candidate.lang,
        told=candidate.told or candidate.looks_back,
        liquid=config.site_variables,
        year=candidate.date.year if candidate.date else None,
    )


def _own_fault(path: str, error: Exception) -> Problem:
    told = f"{type(error).__name__}: {error}"[:120] if str(error) else type(error).__name__
    message = f"goalpage failed on this post ({' '.join(told.split())})"
    return Problem(path, None, "own-fault", message, "that is a fault of goalpage; please report it with the post")
