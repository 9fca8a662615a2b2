"""Drafts of posts: from what they start, and how they are written; shared by `new` and `review`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from goalpage.cli.messages import Terminal, shown
from goalpage.config import Generator
from goalpage.errors import GoalpageError

if TYPE_CHECKING:
    from goalpage.drafting import Draft, Last
    from goalpage.findings import Findings


def is_data(path: str) -> bool:
    """Whether the goals at `path` stand in a data file, which is no post that a draft could follow."""
    from goalpage.blog.files import DATA

    return path.endswith(DATA)


def last_post(found: Findings, blog: Path, path: str) -> Last:
    """Give the post at `path` as it stands, with all that a draft takes from it; GoalpageError for a data file."""
    if is_data(path):
        message = "this list stands in a data file, and a draft follows a post"
        raise GoalpageError(message, "go on in the file by hand", path)
    from goalpage.blog.post_file import read_post_file
    from goalpage.drafting import Last
    from goalpage.findings import reading_options_of
    from goalpage.reading import read_post

    candidate = next(each for each in found.blog.candidates if each.path == path)
    options = reading_options_of(found.config, candidate)
    text = read_post_file(blog, path).text
    post = read_post(text, path, options)
    return Last(path, text, candidate.title or post.title or "", post, options)


def newest_other_post(found: Findings, blog: Path) -> Last | None:
    """Give the newest post about something else, for its folder and layout; None where there is none."""
    from goalpage.blog.post_file import read_post_file
    from goalpage.drafting import Last
    from goalpage.model import Post
    from goalpage.reading import ReadingOptions

    if not found.blog.others:
        return None
    newest = found.blog.others[-1]
    text = read_post_file(blog, newest.path).text
    return Last(newest.path, text, newest.title, Post(), ReadingOptions(dialect=found.config.markdown))


def no_post(found: Findings, day: date) -> Last:
    """Give what a draft goes by where the blog has no post: nothing but the folder that its generator has for them."""
    from goalpage.drafting import Last
    from goalpage.model import Post
    from goalpage.reading import ReadingOptions

    path = _in_folder(found.config.generator, f"_posts/{day.isoformat()}-goals.md")
    return Last(path, "", "", Post(), ReadingOptions(dialect=found.config.markdown))


def present_path(found: Findings, draft: Draft) -> Draft:
    """Give a draft that was named without a post to go by the folder of posts that the generator has."""
    return replace(draft, path=_in_folder(found.config.generator, draft.path))


def _in_folder(generator: Generator, path: str) -> str:
    if not path.startswith("_posts/") or generator is Generator.JEKYLL:
        return path
    folders = {Generator.HUGO: "content/posts", Generator.PELICAN: "content", Generator.MKDOCS: "docs"}
    return f"{folders.get(generator, '')}/{Path(path).name}".lstrip("/")


def shown_or_written(terminal: Terminal, /, blog: Path, draft: Draft, said: str, *, dry_run: bool) -> None:
    """Show the draft on a dry run; else write it and say so."""
    if dry_run:
        terminal.answer(shown(draft.path))
        for line in draft.text.splitlines():
            terminal.answer(shown(line))
        return
    write_draft(blog, draft)
    terminal.say(said)


def write_draft(blog: Path, draft: Draft) -> None:
    """Write a new file, never over another; GoalpageError where it cannot be."""
    file = blog / draft.path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="") as stream:
            stream.write(draft.text)
    except FileExistsError:
        message = "there is such a post already, and it was left as it is"
        raise GoalpageError(message, "give another title", draft.path) from None
    except OSError as error:
        raise GoalpageError(f"the post cannot be written ({error.strerror or error})", path=draft.path) from None
