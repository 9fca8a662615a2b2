"""Templates: compiled once, strict about names, escaping all that is not known to be clean markup."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from msgspec.structs import asdict

from goalpage.errors import ConfigError
from goalpage.pages.view import View

FOLDER = Path(__file__).resolve().parent.parent / "templates"
"""Our own templates, linked into the package."""


@lru_cache(maxsize=4)
def environment(overrides: str | None) -> jinja2.Environment:
    """The compiled templates: ours, or the blog's of the same name from the folder `overrides`.

    Templates of a blog run in a sandbox: they may lay out what they are given and nothing else.
    """
    kind = jinja2.Environment if overrides is None else ImmutableSandboxedEnvironment
    folders = [FOLDER] if overrides is None else [Path(overrides), FOLDER]
    return kind(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=overrides is not None,
        cache_size=-1,
    )


def filled(view: View, overrides: str | None) -> Markup:
    """The template of `view` filled with its fields; ConfigError naming file and line where a template is wrong."""
    context = asdict(view)
    try:
        return Markup(environment(overrides).get_template(view.template).render(context))
    except jinja2.TemplateSyntaxError as error:
        raise ConfigError(
            f"template: {error.message}",
            "mend the template, or take it away",
            error.filename or view.template,
            error.lineno,
        ) from error
    except (jinja2.UndefinedError, jinja2.TemplateError, jinja2.TemplateNotFound) as error:
        raise ConfigError(f"template: {error}", "mend the template, or take it away", view.template) from error


def source(name: str, overrides: str | None) -> bytes:
    """A file that stands beside the templates and is no template itself: the blog's own, else ours."""
    own = Path(overrides, name) if overrides else None
    return (own if own is not None and own.is_file() else FOLDER / name).read_bytes()
