"""The options that several commands share."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from goalpage.report import BuildOptions

_Command = TypeVar("_Command", bound=Callable[..., Any])

blog_argument = click.argument(
    "blog", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="[BLOG]"
)
blog_option = click.option(
    "--blog",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="The blog's source folder (default: this one).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Give the answer as JSON on standard output.")


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Give a date written YYYY-MM-DD."""
    if value is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise click.BadParameter(f"{value!r} is no date; write it as 2024-05-03", ctx, param)


def day_option(said: str) -> Callable[[_Command], _Command]:
    """Give the option `--today`, by which a day stands in for that of the clock."""
    return click.option("--today", callback=_day, metavar="DATE", help=f"{said}, YYYY-MM-DD.")


def reading_options(command: _Command) -> _Command:
    """Add the options that say how to read a blog."""
    for add in (
        click.option("--force", is_flag=True, help="Work everything out anew; use no cache."),
        click.option("--shallow", is_flag=True, help="Go on with a git history that is cut short."),
        day_option("The day the pages speak of"),
        click.option("--committed", is_flag=True, help="Leave uncommitted text out."),
        click.option("--post", "posts", multiple=True, metavar="FILE", help="Take this as a goal post (repeatable)."),
    ):
        command = add(command)
    return command


def build_options(
    posts: tuple[str, ...],
    committed: bool,
    shallow: bool,
    today: date | None,
    force: bool,
    verbose: int = 0,
    **more: Any,
) -> BuildOptions:
    """Give the options of a build, with the clock and the environment read here and nowhere else.

    SOURCE_DATE_EPOCH (seconds since 1970, https://reproducible-builds.org/specs/source-date-epoch/) is the day of the
    pages where `--today` is not given.
    """
    from goalpage.cache import cache_base

    now = datetime.now(UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if today is not None:
        now = datetime(today.year, today.month, today.day, 23, 59, 59, tzinfo=UTC)
    elif epoch:
        now = _moment(epoch)
        today = now.date()
    return BuildOptions(
        now=now,
        today=today,
        posts=posts,
        committed=committed,
        shallow=shallow,
        force=force,
        cache=cache_base(os.environ),
        debug=wants_details(verbose),
        **more,
    )


def wants_details(verbose: int) -> bool:
    """Whether faults of our own are to be shown with their traceback: -vv, or GOALPAGE_DEBUG in the environment."""
    return verbose > 1 or bool(os.environ.get("GOALPAGE_DEBUG"))


def _moment(epoch: str) -> datetime:
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch))
    except (ValueError, OverflowError):
        message = f"SOURCE_DATE_EPOCH is {epoch[:40]!r}, no number of seconds; set it right or unset it"
        raise click.UsageError(message) from None
